//! From one query language to the other: what each field becomes, and that a converted state does what it did.

use super::{document, state};
use asl_studio::asl::QueryLanguage::{self, JsonPath, Jsonata};
use asl_studio::edit::convert::{Conversion, Scope, plan};
use asl_studio::edit::{Document, apply};
use asl_studio::engine::{ExplanationKind, Stage};
use asl_studio::json::Value;
use asl_studio::sim::test_state::{FieldValidation, TestMock, TestRequest, TestStatus, test_state};
use proptest::prelude::*;

/// A machine of one state, given as its fields, and a state to go to.
fn machine(fields: &str, language: QueryLanguage) -> Document {
    let own = if language == Jsonata { r#""QueryLanguage":"JSONata","# } else { "" };
    document(&format!(r#"{{{own}"StartAt":"A","States":{{"A":{{{fields}}},"B":{{"Type":"Succeed"}}}}}}"#))
}

fn convert(document: &Document, to: QueryLanguage) -> (Conversion, Document) {
    let plan = plan(document, &Scope::All, to);
    let after = match plan.command(to) {
        Some(command) => apply(document, &command).expect("a plan can be done").document,
        None => document.clone(),
    };
    (plan, after)
}

fn state_a(document: &Document) -> Value {
    let pointer = document.pointer(&state("A")).expect("A is there");
    let tree = document.tree();
    tree.value(tree.node_at(&pointer).expect("A is there"))
}

/// What the fields of a state become, and what is said about them.
#[track_caller]
fn check(from: QueryLanguage, fields: &str, expected: &str) {
    let to = if from == JsonPath { Jsonata } else { JsonPath };
    let (plan, after) = convert(&machine(fields, from), to);
    assert_eq!(plan.cannot, [], "{fields}");
    let mut state = state_a(&after);
    let members = state.as_object_mut().expect("a state is an object");
    let shown: Vec<String> =
        members.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.clone()))).collect();
    assert_eq!(shown.join(","), expected, "{fields}");
}

#[track_caller]
fn refused(from: QueryLanguage, fields: &str, field: &str, why: &str) {
    let to = if from == JsonPath { Jsonata } else { JsonPath };
    let (plan, _) = convert(&machine(fields, from), to);
    let told: Vec<(&str, &str)> =
        plan.cannot.iter().map(|one| (one.field.as_str(), one.why.as_str())).collect();
    assert_eq!(told, [(field, why)], "{fields}");
}

#[test]
fn data_flow_becomes_arguments_and_output() {
    check(
        JsonPath,
        r#""Type":"Task","Resource":"r","InputPath":"$.order","Parameters":{"id.$":"$.id","n":1,"who.$":"$$.Execution.Name","v.$":"$limit.max"},"ResultSelector":{"paid.$":"$.total"},"ResultPath":"$.charge","TimeoutSecondsPath":"$.wait","Next":"B""#,
        r#""Type":"Task","Resource":"r","Arguments":{"id":"{% $states.input.order.id %}","n":1,"who":"{% $states.context.Execution.Name %}","v":"{% $limit.max %}"},"Output":"{% $merge([$states.input, {\"charge\": {\"paid\": $states.result.total}}]) %}","TimeoutSeconds":"{% $states.input.wait %}","Next":"B""#,
    );
    for (fields, output) in [
        (r#""ResultPath":null"#, r#""Output":"{% $states.input %}""#),
        (r#""ResultPath":"$.x""#, r#""Output":"{% $merge([$states.input, {\"x\": $states.result}]) %}""#),
        (
            r#""ResultPath":"$.x.y""#,
            r#""Output":"{% $merge([$states.input, {\"x\": $merge([$states.input.x, {\"y\": $states.result}])}]) %}""#,
        ),
        (
            r#""ResultPath":"$.x.y","OutputPath":"$.x""#,
            r#""Output":"{% $merge([$states.input.x, {\"y\": $states.result}]) %}""#,
        ),
        (r#""ResultPath":"$.x","OutputPath":"$.x.z""#, r#""Output":"{% $states.result.z %}""#),
        (r#""ResultPath":"$.x","OutputPath":"$.other""#, r#""Output":"{% $states.input.other %}""#),
        (r#""OutputPath":"$.Payload""#, r#""Output":"{% $states.result.Payload %}""#),
        (
            r#""ResultSelector":{"a.$":"$.b","c":{"d.$":"$.e[0]"}},"OutputPath":"$.c""#,
            r#""Output":{"d":"{% $states.result.e[0] %}"}"#,
        ),
        (r#""OutputPath":null"#, r#""Output":{}"#),
    ] {
        check(
            JsonPath,
            &format!(r#""Type":"Task","Resource":"r",{fields},"Next":"B""#),
            &format!(r#""Type":"Task","Resource":"r",{output},"Next":"B""#),
        );
    }
}

#[test]
fn every_type_of_state_is_converted() {
    for (fields, expected) in [
        (
            r#""Type":"Pass","Result":{"a.$":"kept"},"ResultPath":"$.x","Next":"B""#,
            r#""Type":"Pass","Output":"{% $merge([$states.input, {\"x\": {\"a.$\": \"kept\"}}]) %}","Next":"B""#,
        ),
        (
            r#""Type":"Pass","Parameters":{"n.$":"$.n"},"Assign":{"v.$":"$.n"},"Next":"B""#,
            r#""Type":"Pass","Assign":{"v":"{% $states.input.n %}"},"Output":{"n":"{% $states.input.n %}"},"Next":"B""#,
        ),
        (
            r#""Type":"Pass","Result":"{% x %}","Next":"B""#,
            r#""Type":"Pass","Output":"{% \"{% x %}\" %}","Next":"B""#,
        ),
        (
            r#""Type":"Wait","SecondsPath":"$.s","Next":"B""#,
            r#""Type":"Wait","Seconds":"{% $states.input.s %}","Next":"B""#,
        ),
        (
            r#""Type":"Wait","Seconds":5,"InputPath":"$.a","Next":"B""#,
            r#""Type":"Wait","Seconds":5,"Output":"{% $states.input.a %}","Next":"B""#,
        ),
        (r#""Type":"Succeed","OutputPath":"$.a""#, r#""Type":"Succeed","Output":"{% $states.input.a %}""#),
        (
            r#""Type":"Fail","ErrorPath":"$.e","CausePath":"States.Format('{} failed: {}', $.name, $.why)""#,
            r#""Type":"Fail","Error":"{% $states.input.e %}","Cause":"{% $states.input.name & \" failed: \" & $states.input.why %}""#,
        ),
        (
            r#""Type":"Map","ItemsPath":"$.lines","ItemSelector":{"at.$":"$$.Map.Item.Index","all.$":"$"},"MaxConcurrencyPath":"$.n","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Succeed"}}},"ResultPath":"$.done","Next":"B""#,
            r#""Type":"Map","Items":"{% $states.input.lines %}","ItemSelector":{"at":"{% $states.context.Map.Item.Index %}","all":"{% $states.input %}"},"ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Succeed"}}},"MaxConcurrency":"{% $states.input.n %}","Output":"{% $merge([$states.input, {\"done\": $states.result}]) %}","Next":"B""#,
        ),
        (
            r#""Type":"Task","Resource":"r","Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.error","Assign":{"why.$":"$.Cause"},"Next":"B"}],"End":true"#,
            r#""Type":"Task","Resource":"r","Catch":[{"ErrorEquals":["States.ALL"],"Assign":{"why":"{% $states.errorOutput.Cause %}"},"Output":"{% $merge([$states.input, {\"error\": $states.errorOutput}]) %}","Next":"B"}],"End":true"#,
        ),
    ] {
        check(JsonPath, fields, expected);
    }
}

#[test]
fn rules_become_conditions_that_ask_for_types_where_they_must() {
    let rule = |from: &str, to: &str| {
        check(
            JsonPath,
            &format!(r#""Type":"Choice","Choices":[{{{from},"Next":"B"}}],"Default":"B""#),
            &format!(
                r#""Type":"Choice","Choices":[{{"Condition":{},"Next":"B"}}],"Default":"B""#,
                Value::from(format!("{{% {to} %}}"))
            ),
        );
    };
    let a = "$states.input.a";
    rule(r#""Variable":"$.a","StringEquals":"x""#, &format!("{a} = \"x\""));
    rule(r#""Variable":"$.a","NumericGreaterThan":5"#, &format!("$type({a}) = \"number\" and {a} > 5"));
    rule(r#""Variable":"$.a","IsPresent":true"#, &format!("$exists({a})"));
    rule(r#""Variable":"$.a","IsPresent":false"#, &format!("$not($exists({a}))"));
    rule(r#""Variable":"$.a","IsNull":false"#, &format!("$type({a}) != \"null\""));
    rule(
        r#""Variable":"$.a","NumericLessThanEqualsPath":"$.b""#,
        &format!(
            "$type({a}) = \"number\" and $type($states.input.b) = \"number\" and {a} <= $states.input.b"
        ),
    );
    rule(
        r#""Variable":"$.a","StringMatches":"log-*.txt""#,
        &format!(r#"$type({a}) = "string" and $contains({a}, /^log-[\s\S]*\.txt$/)"#),
    );
    rule(
        r#""Or":[{"Variable":"$.a","BooleanEquals":true},{"And":[{"Variable":"$.a","IsString":true},{"Not":{"Variable":"$.a","StringEquals":""}}]}]"#,
        &format!("{a} = true or ($type({a}) = \"string\" and $not({a} = \"\"))"),
    );
}

#[test]
fn intrinsic_functions_become_functions() {
    for (query, expression) in [
        ("States.Array($.a, 1)", r#"["{% $states.input.a %}",1]"#),
        ("States.ArrayLength($.a)", r#""{% $count($states.input.a) %}""#),
        ("States.ArrayContains($.a, 'x')", r#""{% \"x\" in $states.input.a %}""#),
        ("States.ArrayGetItem($.a, 1)", r#""{% $states.input.a[1] %}""#),
        ("States.MathAdd($.n, -1)", r#""{% $states.input.n + -1 %}""#),
        ("States.JsonMerge($.a, $.b, false)", r#""{% $merge([$states.input.a, $states.input.b]) %}""#),
        ("States.UUID()", r#""{% $uuid() %}""#),
        ("States.Format('{}', States.ArrayLength($.a))", r#""{% $count($states.input.a) & \"\" %}""#),
        (
            "States.StringSplit($.a, ', ')",
            r#""{% [$filter($split($states.input.a, /[, ]/), function($piece) { $piece != \"\" })] %}""#,
        ),
        ("$.items[*].price", r#""{% [$states.input.items.price] %}""#),
        ("$.items[(@.length-1)]", r#""{% $states.input.items[-1] %}""#),
        ("$.items[1:]", r#""{% [$states.input.items[[1..$count($states.input.items) - 1]]] %}""#),
    ] {
        check(
            JsonPath,
            &format!(r#""Type":"Pass","Parameters":{{"x.$":{}}},"Next":"B""#, Value::from(query)),
            &format!(r#""Type":"Pass","Output":{{"x":{expression}}},"Next":"B""#),
        );
    }
}

#[test]
fn what_has_no_like_is_told_and_left() {
    refused(
        JsonPath,
        r#""Type":"Task","Resource":"r","Parameters":{"x.$":"$.a[?(@.b)]"},"Next":"B""#,
        "Parameters",
        "$.a[?(@.b)] has a filter, a search or several names: write it as an expression",
    );
    refused(
        JsonPath,
        r#""Type":"Task","Resource":"r","ResultPath":"$.a[0]","Next":"B""#,
        "ResultPath",
        "$.a[0] puts the result into a list, which has no short like in JSONata",
    );
    refused(
        JsonPath,
        r#""Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":"${Limit}","Next":"B"}]"#,
        "Choices[0]",
        "NumericEquals compares with \"${Limit}\": give it a value first",
    );
    refused(
        Jsonata,
        r#""Type":"Task","Resource":"r","Arguments":{"x":"{% $sum($states.input.a) %}"},"Next":"B""#,
        "Arguments",
        "$sum has no like in JSONPath",
    );
    refused(
        Jsonata,
        r#""Type":"Task","Resource":"r","Output":{"a":"{% $states.input.a %}","b":"{% $states.result %}"},"Next":"B""#,
        "Output",
        "$states.input cannot be seen here in JSONPath",
    );
    refused(
        Jsonata,
        r#""Type":"Wait","Seconds":"{% $states.input.n * 2 %}","Next":"B""#,
        "Seconds",
        "This expression has no like in JSONPath",
    );
}

#[test]
fn a_sum_is_told_to_be_one_of_whole_numbers() {
    let fields = r#""Type":"Task","Resource":"r","Arguments":{"n":"{% $states.input.n + 1 %}"},"Next":"B""#;
    let (plan, _) = convert(&machine(fields, Jsonata), JsonPath);
    let notes: Vec<_> = plan.converted.iter().filter_map(|one| one.note.as_deref()).collect();
    assert_eq!(notes, ["`States.MathAdd` rounds what it adds to whole numbers"]);
}

#[test]
fn what_has_a_like_comes_back() {
    for (fields, expected) in [
        (
            r#""Type":"Task","Resource":"r","Arguments":{"id":"{% $states.input.order.id %}","n":"{% 1 %}","who":"{% $states.context.Execution.Name %}"},"Output":"{% $states.result.Payload %}","Next":"B""#,
            r#""Type":"Task","Resource":"r","Parameters":{"id.$":"$.order.id","n":1,"who.$":"$$.Execution.Name"},"OutputPath":"$.Payload","Next":"B""#,
        ),
        (
            r#""Type":"Task","Resource":"r","Arguments":"{% $states.input.order %}","Output":"{% $merge([$states.input, {'x': {'y': $states.result.z}}]) %}","TimeoutSeconds":"{% $states.input.t %}","Next":"B""#,
            r#""Type":"Task","Resource":"r","InputPath":"$.order","ResultSelector":{"y.$":"$.z"},"ResultPath":"$.x","TimeoutSecondsPath":"$.t","Next":"B""#,
        ),
        (
            r#""Type":"Pass","Output":{"name":"{% $states.input.first & ' ' & $states.input.last %}","n":"{% $count($states.input.a) %}"},"Next":"B""#,
            r#""Type":"Pass","Parameters":{"name.$":"States.Format('{} {}', $.first, $.last)","n.$":"States.ArrayLength($.a)"},"Next":"B""#,
        ),
        (r#""Type":"Pass","Output":{"a":1},"Next":"B""#, r#""Type":"Pass","Result":{"a":1},"Next":"B""#),
        (
            r#""Type":"Pass","Output":"{% $states.input.a %}","Next":"B""#,
            r#""Type":"Pass","OutputPath":"$.a","Next":"B""#,
        ),
        (
            r#""Type":"Map","Items":"{% $states.input.lines %}","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Succeed"}}},"Output":"{% $states.input %}","Next":"B""#,
            r#""Type":"Map","ItemsPath":"$.lines","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Succeed"}}},"ResultPath":null,"Next":"B""#,
        ),
        (
            r#""Type":"Choice","Choices":[{"Condition":"{% $states.input.n > 5 and $states.input.s = 'x' %}","Next":"B"}],"Default":"B""#,
            r#""Type":"Choice","Choices":[{"And":[{"Variable":"$.n","NumericGreaterThan":5},{"And":[{"Variable":"$.s","IsPresent":true},{"Variable":"$.s","StringEquals":"x"}]}],"Next":"B"}],"Default":"B""#,
        ),
    ] {
        check(Jsonata, fields, expected);
    }
}

const HAND: &str = "{\n    \"StartAt\": \"A\",\n    \"X-Own\": [1, 2.50],\n    \"States\": {\n        \"A\": {\n            \"Type\": \"Pass\",   \"X-Own\": 1e2,\n            \"Parameters\": { \"a.$\": \"$.b\" },\n            \"Next\": \"B\"\n        },\n        \"B\": { \"Type\": \"Succeed\", \"Comment\": \"stays\" }\n    }\n}\n";

#[test]
fn one_state_is_converted_and_no_other_line_changes() {
    let before = document(HAND);
    let plan = plan(&before, &Scope::One(state("A")), Jsonata);
    let edit = apply(&before, &plan.command(Jsonata).expect("there is something to do")).unwrap();
    assert_eq!(edit.label, "Convert to JSONata");
    assert_eq!(
        &**edit.document.text(),
        HAND.replace(
            "            \"Parameters\": { \"a.$\": \"$.b\" },\n",
            "            \"QueryLanguage\": \"JSONata\",\n            \"Output\": {\n                \"a\": \"{% $states.input.b %}\"\n            },\n"
        )
        .replace("\"Type\": \"Pass\",   \"X-Own\": 1e2,\n            \"QueryLanguage\": \"JSONata\",", "\"Type\": \"Pass\",\n            \"QueryLanguage\": \"JSONata\",   \"X-Own\": 1e2,")
    );
}

#[test]
fn a_machine_in_jsonata_has_no_states_in_jsonpath() {
    let jsonata = machine(r#""Type":"Pass","Next":"B""#, Jsonata);
    let one = plan(&jsonata, &Scope::One(state("A")), JsonPath);
    assert!(
        one.blocked.is_some_and(|why| why.starts_with("A machine in JSONata cannot have states in JSONPath"))
    );
    assert_eq!(one.changes, []);

    let mixed = machine(r#""Type":"Task","Resource":"r","InputPath":"$..a","Next":"B""#, JsonPath);
    let (all, after) = convert(&mixed, Jsonata);
    assert!(all.blocked.is_some());
    assert_eq!(all.left(), [&state("A")]);
    assert_eq!(after.machine().query_language(), JsonPath);
    let language = |name: &str| after.machine().query_language_of(after.state(&state(name)).unwrap());
    assert_eq!((language("A"), language("B")), (JsonPath, Jsonata), "what can be converted is");

    let (_, whole) = convert(&machine(r#""Type":"Pass","Next":"B""#, JsonPath), Jsonata);
    assert_eq!(
        &**whole.text(),
        r#"{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Succeed"}}}"#
    );
    let (_, back) = convert(&whole, JsonPath);
    assert_eq!(back.text(), machine(r#""Type":"Pass","Next":"B""#, JsonPath).text());
}

/// What a state does with an input: its end, output, next state and variables.
fn outcome(fields: &Value, input: &str, result: Option<&str>) -> Option<(Value, Option<String>, Value)> {
    let request = TestRequest {
        definition: fields.to_string().into(),
        input: Some(input.into()),
        variables: Some(r#"{"limit": 5, "who": {"name": "Ada"}}"#.into()),
        mock: result.map(|result| TestMock {
            result: Some(result.into()),
            validation: FieldValidation::None,
            ..TestMock::default()
        }),
        ..TestRequest::default()
    };
    let response =
        test_state(&request, &mut |_| None).unwrap_or_else(|error| panic!("{}: {fields}", error.message));
    let assigned = response.explanations.iter().rev().find_map(|one| match &one.kind {
        ExplanationKind::Stage { stage: Stage::Assign, made: Ok(value) } => Some(value.clone()),
        _ => None,
    });
    (response.status == TestStatus::Succeeded).then(|| {
        let output = response.output.unwrap_or_default();
        (output, response.next_state.map(|name| name.to_string()), assigned.unwrap_or_default())
    })
}

const INPUT: &str = r#"{"n": 3, "s": "log-7.txt", "t": "2026-01-02T03:04:05Z", "yes": true, "none": null,
    "o": {"a": {"b": [10, 20, {"c": "deep"}]}, "k": "v"}, "list": ["a", "b"], "odd name": 1}"#;
const RESULT: &str = r#"{"total": 7, "p": {"q": [1, 2]}, "text": "done"}"#;

const PATHS: [&str; 9] =
    ["$", "$.o", "$.o.a", "$.o.a.b[2].c", "$.n", "$['odd name']", "$.list", "$$.State.Name", "$who.name"];
const QUERIES: [&str; 12] = [
    "States.Format('{}-{}!', $.n, $.s)",
    "States.Array($.n, 'x', $.yes)",
    "States.ArrayLength($.list)",
    "States.ArrayContains($.list, 'b')",
    "States.ArrayGetItem($.list, 1)",
    "States.ArrayRange(1, $.n, 1)",
    "States.MathAdd($.n, 2)",
    "States.JsonMerge($.o, $who, false)",
    "States.StringSplit($.s, '-.')",
    "States.Base64Encode($.s)",
    "States.Hash($.s, 'SHA-256')",
    "States.ArrayPartition($.list, 1)",
];
const RESULT_PATHS: [&str; 8] = ["", "null", "$", "$.r", "$.o.r", "$.o.a.b2.c", "$.n", "$['odd name']"];
const SELECTORS: [&str; 4] =
    ["", r#"{"t.$":"$.total"}"#, r#"{"all.$":"$","n":{"q.$":"$.p.q[1]"}}"#, r#"{"k":[1,{"x.$":"$.text"}]}"#];
const OUTPUT_PATHS: [&str; 6] = ["", "null", "$.o", "$.r", "$$.State.Name", "$.o.a"];

const VARIABLES: [&str; 7] = ["$.n", "$.s", "$.t", "$.yes", "$.none", "$.o", "$.missing"];
const TESTS: [&str; 22] = [
    r#""StringEquals":"log-7.txt""#,
    r#""StringLessThan":"m""#,
    r#""StringGreaterThanEquals":"log-7.txt""#,
    r#""StringMatches":"log-*.txt""#,
    r#""StringMatches":"log-7.txt""#,
    r#""StringMatches":"*.*.*""#,
    r#""StringEqualsPath":"$.s""#,
    r#""NumericEquals":3"#,
    r#""NumericLessThan":3.5"#,
    r#""NumericGreaterThanPath":"$limit""#,
    r#""NumericLessThanEqualsPath":"$.s""#,
    r#""BooleanEquals":true"#,
    r#""BooleanEqualsPath":"$.yes""#,
    r#""TimestampEquals":"2026-01-02T04:04:05+01:00""#,
    r#""TimestampLessThan":"2026-01-02T03:04:06Z""#,
    r#""TimestampGreaterThanPath":"$.t""#,
    r#""IsNull":true"#,
    r#""IsNumeric":false"#,
    r#""IsString":true"#,
    r#""IsBoolean":true"#,
    r#""IsTimestamp":true"#,
    r#""IsPresent":true"#,
];

fn field(name: &str, value: &str) -> String {
    match value {
        "" => String::new(),
        "null" => format!("\"{name}\":null,"),
        text if text.starts_with('{') => format!("\"{name}\":{text},"),
        text => format!("\"{name}\":{},", Value::from(text)),
    }
}

/// One Choice Rule of comparisons, nested as `shape` says.
fn rule(shape: u8, parts: &[(usize, usize)]) -> String {
    let test = |(variable, test): (usize, usize)| {
        format!(r#""Variable":"{}",{}"#, VARIABLES[variable % VARIABLES.len()], TESTS[test % TESTS.len()])
    };
    let list = |parts: &[(usize, usize)]| {
        parts.iter().map(|part| format!("{{{}}}", test(*part))).collect::<Vec<_>>().join(",")
    };
    match shape {
        0 => test(parts[0]),
        1 => format!(r#""And":[{}]"#, list(parts)),
        2 => format!(r#""Or":[{}]"#, list(parts)),
        3 => format!(r#""Not":{{{}}}"#, test(parts[0])),
        _ => format!(r#""Or":[{{"And":[{}]}},{{"Not":{{"Or":[{}]}}}}]"#, list(parts), list(parts)),
    }
}

/// A converted state does what it did wherever that went well.
fn does_the_same(fields: &str, result: Option<&str>) {
    let before = machine(fields, JsonPath);
    let (plan, after) = convert(&before, Jsonata);
    let Some(expected) = outcome(&state_a(&before), INPUT, result) else { return };
    assert_eq!(plan.cannot, [], "{fields}");
    let mut state = state_a(&after);
    state.as_object_mut().unwrap().insert("QueryLanguage", "JSONata");
    assert_eq!(outcome(&state, INPUT, result), Some(expected), "{fields}\n{state}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_converted_task_or_pass_gives_what_it_gave(
        is_task: bool, input in 0..4usize, path in 0..PATHS.len(), query in 0..QUERIES.len(),
        result_path in 0..RESULT_PATHS.len(), selector in 0..SELECTORS.len(), output in 0..OUTPUT_PATHS.len(),
    ) {
        let mut fields = field("InputPath", ["", "", "$", "$.o"][input]);
        fields += &format!(r#""Parameters":{{"p.$":{},"q.$":{},"c":"x"}},"#, Value::from(PATHS[path]), Value::from(QUERIES[query]));
        fields += &field("ResultPath", RESULT_PATHS[result_path]);
        fields += &field("OutputPath", OUTPUT_PATHS[output]);
        if is_task {
            let resource = "arn:aws:states:::lambda:invoke";
            fields += &field("ResultSelector", SELECTORS[selector]);
            fields += &format!(r#""Type":"Task","Resource":"{resource}","Assign":{{"v.$":"$.total"}},"Next":"B""#);
            does_the_same(&fields, Some(RESULT));
        } else {
            fields += r#""Type":"Pass","Assign":{"v.$":"$.p"},"Next":"B""#;
            does_the_same(&fields, None);
        }
    }

    #[test]
    fn a_converted_state_of_another_type_gives_what_it_gave(
        kind in 0..5usize, input in 0..4usize, selector in 0..SELECTORS.len(), place in 0..RESULT_PATHS.len(),
        output in 0..OUTPUT_PATHS.len(), of_item in 0..3usize,
    ) {
        let mut fields = field("InputPath", ["", "", "$", "$.o"][input]) + &field("OutputPath", OUTPUT_PATHS[output]);
        let inner = r#"{"StartAt":"I","States":{"I":{"Type":"Succeed"}}}"#;
        let assign = r#""Assign":{"v.$":"$.n"},"Next":"B""#;
        if kind < 2 {
            let selectors = ["", r#"{"t.$":"$[0].total"}"#, r#"{"all.$":"$"}"#, r#"{"k":[1,{"x.$":"$[1]"}]}"#];
            fields += &(field("ResultSelector", selectors[selector]) + &field("ResultPath", RESULT_PATHS[place]));
            fields += r#""Assign":{"v.$":"$[0].total"},"Next":"B","#;
        }
        fields += &match kind {
            0 => {
                let shape = ["", r#"{"at.$":"$$.Map.Item.Index"}"#, r#"{"of.$":"$.n","c":1}"#][of_item];
                let shape = field("ItemSelector", shape);
                format!(r#"{shape}"Type":"Map","ItemsPath":"$.list","MaxConcurrency":2,"ItemProcessor":{inner}"#)
            }
            1 => {
                let shape = field("Parameters", ["", r#"{"n.$":"$.n"}"#, r#"{"all.$":"$"}"#][of_item]);
                format!(r#"{shape}"Type":"Parallel","Branches":[{inner},{{"StartAt":"J","States":{{"J":{{"Type":"Succeed"}}}}}}]"#)
            }
            2 => {
                let time = [r#""Seconds":1"#, r#""SecondsPath":"$.n""#, r#""TimestampPath":"$.t""#][of_item];
                format!(r#""Type":"Wait",{time},{assign}"#)
            }
            3 => r#""Type":"Succeed""#.to_owned(),
            _ => format!(r#""Type":"Choice","Choices":[{{"Variable":"$.n","IsPresent":true,{assign}}}]"#),
        };
        does_the_same(&fields, (kind < 2).then_some(r#"[{"total": 7}, ["a"]]"#));
    }

    #[test]
    fn a_converted_choice_goes_where_it_went(
        shape in 0..5u8, parts in prop::collection::vec((0..VARIABLES.len(), 0..TESTS.len()), 1..4),
        input in 0..2usize,
    ) {
        let input = field("InputPath", ["", "$"][input]);
        let fields = format!(
            r#""Type":"Choice",{input}"Choices":[{{{},"Assign":{{"v.$":"$.n"}},"Next":"B"}}],"Default":"A""#,
            rule(shape, &parts)
        );
        does_the_same(&fields, None);
        // And back: the same where the first conversion was.
        let (_, there) = convert(&machine(&fields, JsonPath), Jsonata);
        let (plan, back) = convert(&there, JsonPath);
        if plan.cannot.is_empty()
            && let Some(expected) = outcome(&state_a(&machine(&fields, JsonPath)), INPUT, None)
        {
            prop_assert_eq!(outcome(&state_a(&back), INPUT, None), Some(expected), "{}", state_a(&back));
        }
    }

    #[test]
    fn no_text_makes_a_conversion_panic(text in "[$a-z.'\"\\[\\]{}%(),&=<> 0-9`/-]{0,40}") {
        for fields in [
            format!(r#""Type":"Wait","SecondsPath":{0},"InputPath":{0},"Next":"B""#, Value::from(text.clone())),
            format!(r#""Type":"Pass","Parameters":{{"a.$":{}}},"Next":"B""#, Value::from(text.clone())),
        ] {
            plan(&machine(&fields, JsonPath), &Scope::All, Jsonata);
        }
        let expression = Value::from(format!("{{%{text}%}}"));
        let fields = format!(r#""Type":"Task","Resource":"r","Arguments":{expression},"Output":{{"a":{expression}}},"Next":"B""#);
        plan(&machine(&fields, Jsonata), &Scope::All, JsonPath);
        let fields = format!(r#""Type":"Choice","Choices":[{{"Condition":{expression},"Next":"B"}}]"#);
        plan(&machine(&fields, Jsonata), &Scope::All, JsonPath);
    }
}
