//! Tables: a text with `|` where the cursor is, and what may stand there.

use super::{Completion, CompletionKind, Completions, complete};

/// A definition around the members of one state `A`.
fn state(members: &str) -> String {
    format!(r#"{{"StartAt": "A", "States": {{"A": {{{members}}}, "B": {{"Type": "Succeed"}}}}}}"#)
}

fn found(text: &str) -> Option<Completions> {
    let cursor = text.find('|').expect("no cursor in the text");
    complete(&text.replacen('|', "", 1), cursor)
}

/// The labels of what may stand there, at most the first 40.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = found(text).map(|found| found.items).unwrap_or_default();
    let labels: Vec<&str> = found.iter().map(|item| &*item.label).take(40).collect();
    assert_eq!(labels, expected, "of {text}");
}

#[track_caller]
fn check_holds(text: &str, these: &[&str], not: &[&str]) {
    let items = found(text).map(|found| found.items).unwrap_or_default();
    let has = |label: &str| items.iter().any(|item| item.label == label);
    let labels: Vec<&str> = items.iter().map(|item| &*item.label).collect();
    for label in these {
        assert!(has(label), "{label} is not among {labels:?} of {text}");
    }
    for label in not {
        assert!(!has(label), "{label} is among {labels:?} of {text}");
    }
}

/// What the text becomes when the item named `label` is taken; `|` is where the cursor goes.
#[track_caller]
fn check_taken(text: &str, label: &str, expected: &str) {
    let Completions { range, items } = found(text).expect("nothing was found");
    let item =
        items.iter().find(|item| item.label == label).unwrap_or_else(|| panic!("no {label} of {text}"));
    let text = text.replacen('|', "", 1);
    let taken = format!("{}{}{}", &text[..range.start], item.insert.replace('\0', "|"), &text[range.end..]);
    assert_eq!(taken, expected);
}

#[test]
fn fields_are_those_of_type_and_language_that_are_not_there() {
    check(
        &state(r#""Type": "Wait", "|""#),
        &[
            "Comment",
            "QueryLanguage",
            "Next",
            "End",
            "InputPath",
            "OutputPath",
            "Assign",
            "Seconds",
            "SecondsPath",
            "Timestamp",
            "TimestampPath",
        ],
    );
    check(
        &state(r#""Type": "Wait", "Seconds": 1, "QueryLanguage": "JSONata", "End": true, "|""#),
        &["Comment", "Assign", "Output"],
    );
    check(
        &state(r#""Type": "Succeed", "Comment": "x", "QueryLanguage": "JSONPath", "|""#),
        &["InputPath", "OutputPath"],
    );
    check_holds(
        &state(r#""Type": "Map", "|""#),
        &["ItemProcessor", "ItemsPath", "Label"],
        &["Items", "Iterator", "Parameters"],
    );
    check_holds(&state(r#""|""#), &["Type", "Resource", "Choices"], &["Arguments"]);
    check_holds(&state(r#""Type": "Pass", "Ne|xt": "B""#), &["Next"], &["Type"]);
}

#[test]
fn names_need_no_quotes_and_the_object_may_be_open() {
    check(
        &state(r#""Type": "Succeed", "Comment": "x", "QueryLanguage": "JSONPath", |"#),
        &["InputPath", "OutputPath"],
    );
    check_holds(
        "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\",\n  Re|\n",
        &["Result", "ResultPath"],
        &["Retry"],
    );
    check_holds("{|", &["StartAt", "States", "Comment"], &["Type"]);
    check_holds(
        "{\"States\": {\"A\": {\"Type\": \"Task\", \"Catch\": [{|}]}}}",
        &["ErrorEquals", "Next", "ResultPath"],
        &["Output"],
    );
    check_holds("{\"States\": {\"A\": {\"Type\": \"Task\"\n\"|\n}}}", &["Resource", "Next"], &["Type"]);
}

#[test]
fn each_object_has_its_fields() {
    let within = |members: &str| state(&format!(r#""Type": "Map", {members}"#));
    check(
        &state(r#""Type": "Task", "Retry": [{"ErrorEquals": [], "|"}]"#),
        &["IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy", "Comment"],
    );
    check(&within(r#""ItemProcessor": {"ProcessorConfig": {"|"}}"#), &["Mode", "ExecutionType"]);
    check(&within(r#""ItemProcessor": {"|"}"#), &["Comment", "StartAt", "States", "ProcessorConfig"]);
    check(&within(r#""ItemReader": {"|"}"#), &["Resource", "Parameters", "ReaderConfig"]);
    check(
        &within(r#""ItemReader": {"Resource": "x"}, "ResultWriter": {"WriterConfig": {"|"}}"#),
        &["Transformation", "OutputType"],
    );
    check(&state(r#""Type": "Parallel", "Branches": [{"|"}]"#), &["Comment", "StartAt", "States"]);
    check(&state(r#""Type": "Pass", "Parameters": {"|"}"#), &[]);
}

#[test]
fn rules_have_tests_and_operators() {
    let rule = |rule: &str| state(&format!(r#""Type": "Choice", "Choices": [{rule}]"#));
    check_holds(
        &rule(r#"{"|"}"#),
        &["Variable", "And", "Not", "Next", "StringEquals", "IsPresent"],
        &["Condition", "Output"],
    );
    check_holds(
        &rule(r#"{"Variable": "$.a", "|"}"#),
        &["NumericLessThanPath", "StringMatches", "Next"],
        &["StringMatchesPath", "And"],
    );
    check_holds(&rule(r#"{"Variable": "$.a", "IsNull": true, "|"}"#), &["Next", "Comment"], &["IsString"]);
    check_holds(&rule(r#"{"And": [{"|"}], "Next": "B"}"#), &["Variable", "Or", "IsNull"], &["Next"]);
    check(&rule(r#"{"Variable": "$.a", "IsNull": |}"#), &["true", "false"]);
    let jsonata = r#""QueryLanguage": "JSONata", "Type": "Choice", "Choices": [{"|"}]"#;
    check(&state(jsonata), &["Condition", "Next", "Assign", "Output", "Comment"]);
}

#[test]
fn names_of_states_are_those_of_the_scope() {
    check(&state(r#""Type": "Pass", "Next": "|""#), &["B", "A"]);
    check(r#"{"StartAt": "|", "States": {"X": {"Type": "Succeed"}}}"#, &["X"]);
    check(&state(r#""Type": "Choice", "Choices": [{"Next": "|"}]"#), &["B", "A"]);
    check(&state(r#""Type": "Task", "Catch": [{"ErrorEquals": ["E"], "Next": |}]"#), &["B", "A"]);
    let inner = r#""Type": "Parallel", "Branches": [{"StartAt": "|", "States": {"I": {"Type": "Pass", "Next": "J"}, "J": {"Type": "Succeed"}}}]"#;
    check(&state(inner), &["I", "J"]);
    check(&state(&inner.replace('|', "I").replace("\"Next\": \"J\"", "\"Next\": \"|\"")), &["J", "I"]);
}

#[test]
fn values_are_words_of_the_language() {
    check(
        &state(r#""Type": "|""#),
        &["Task", "Pass", "Wait", "Choice", "Parallel", "Map", "Succeed", "Fail"],
    );
    check(&state(r#""Type": |"#), &["Task", "Pass", "Wait", "Choice", "Parallel", "Map", "Succeed", "Fail"]);
    check(&state(r#""QueryLanguage": "JS|""#), &["JSONPath", "JSONata"]);
    check(
        &state(r#""Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "|"}}"#),
        &["INLINE", "DISTRIBUTED"],
    );
    check(
        &state(r#""Type": "Map", "ItemReader": {"Resource": "|"}"#),
        &["arn:aws:states:::s3:getObject", "arn:aws:states:::s3:listObjectsV2"],
    );
    check(
        &state(r#""Type": "Map", "ItemReader": {"ReaderConfig": {"InputType": "|"}}"#),
        &["JSON", "JSONL", "CSV", "PARQUET", "MANIFEST"],
    );
    check(&state(r#""Type": "Pass", "Comment": "|""#), &[]);
    check(&state(r#""Type": "Pass", "Result": {"Next": "|"}"#), &[]);
}

#[test]
fn errors_and_resources_are_known() {
    let retry = state(
        r#""Type": "Task", "Retry": [{"ErrorEquals": ["|"]}], "Catch": [{"ErrorEquals": ["Declined"]}]"#,
    );
    check_holds(
        &retry,
        &["States.ALL", "States.Timeout", "Lambda.TooManyRequestsException", "Declined"],
        &[""],
    );
    check_holds(
        &state(r#""Type": "Task", "Retry": [{"ErrorEquals": ["States.ALL", |]}]"#),
        &["States.TaskFailed"],
        &[],
    );
    check_holds(
        &state(r#""Type": "Task", "Resource": "|""#),
        &[
            "arn:aws:states:::lambda:invoke",
            "arn:aws:states:::ecs:runTask.sync",
            "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        ],
        &["arn:aws:states:::lambda:invoke.sync"],
    );
}

#[test]
fn paths_have_variables_the_context_and_functions() {
    let with = |members: &str| {
        state(&format!(r#""Type": "Pass", "Assign": {{"total": 1, "rate.$": "$.r"}}, {members}"#))
    };
    check_holds(
        &with(r#""InputPath": "|""#),
        &["$", "$total", "$rate", "$$.Execution.Input"],
        &["States.Format"],
    );
    check_holds(&with(r#""Parameters": {"x.$": "States|"}"#), &["States.Format", "States.UUID"], &[]);
    check(&with(r#""Parameters": {"x": "|"}"#), &[]);
    check(&with(r#""ResultPath": "|""#), &[]);
    check_taken(
        &with(r#""Parameters": {"x.$": "States.MathAdd($to|, 1)"}"#),
        "$total",
        &with(r#""Parameters": {"x.$": "States.MathAdd($total, 1)"}"#),
    );
}

#[test]
fn expressions_have_functions_and_what_states_holds() {
    let with = |members: &str| {
        state(&format!(r#""Type": "Task", "QueryLanguage": "JSONata", "Assign": {{"total": 1}}, {members}"#))
    };
    check(&with(r#""Output": "|""#), &["{% … %}"]);
    check_taken(&with(r#""Output": "|""#), "{% … %}", &with(r#""Output": "{% | %}""#));
    check_holds(
        &with(r#""Output": "{% | %}""#),
        &["$total", "$states.input", "$states.result", "$sum", "$parse"],
        &["$states.errorOutput"],
    );
    check_taken(&with(r#""Output": "{% $su| %}""#), "$sum", &with(r#""Output": "{% $sum(|) %}""#));
    check_taken(
        &with(r#""Arguments": {"a": "{% 1 + $states.co| %}"}"#),
        "$states.context.Task.Token",
        &with(r#""Arguments": {"a": "{% 1 + $states.context.Task.Token %}"}"#),
    );
    check_holds(&with(r#""Catch": [{"Output": "{% | %}"}]"#), &["$states.errorOutput"], &["$states.result"]);
    check(&with(r#""Comment": "{% | %}""#), &[]);
}

#[test]
fn what_is_taken_replaces_what_was_there() {
    check_taken(&state(r#""Ty|""#), "Type", &state(r#""Type": "|""#));
    check_taken(&state(r#""Ty|pe": "Pass""#), "Type", &state(r#""Type": "Pass""#));
    check_taken(&state(r#""Type": "Pass", "Next": "B|""#), "B", &state(r#""Type": "Pass", "Next": "B""#));
    check_taken(&state(r#""Type": "Pass", "Next": |"#), "B", &state(r#""Type": "Pass", "Next": "B""#));
    check_taken(
        "{\n  \"Comm|\"\n  \"StartAt\": \"A\"\n}",
        "Comment",
        "{\n  \"Comment\": \"|\",\n  \"StartAt\": \"A\"\n}",
    );
    check_taken(&state(r#""Type": "Pass", "Next": "é😀|""#), "B", &state(r#""Type": "Pass", "Next": "B""#));
}

#[test]
fn whole_states_can_be_inserted() {
    check_holds(r#"{"States": {"|"}}"#, &["Task state", "Choice state", "Fail state"], &[]);
    for (text, wanted) in [
        (r#"{"States": {|}}"#, "Parameters"),
        (r#"{"QueryLanguage": "JSONata", "States": {|}}"#, "Arguments"),
    ] {
        let items = found(text).expect("nothing was found").items;
        let task = items.iter().find(|item| item.label == "Task state").expect("no task");
        assert!(task.template && task.insert.contains(wanted), "{}", task.insert);
    }
}

#[test]
fn fields_say_what_they_are_for_and_the_palette_is_there() {
    let items = found(&state(r#""Type": "Wait", "|""#)).expect("nothing was found").items;
    let seconds = items.iter().find(|item| item.label == "Seconds").and_then(|item| item.info.as_deref());
    assert!(seconds.is_some_and(|info| !info.is_empty()), "Seconds is not explained");
    let items = found(r#"{"States": {|}}"#).expect("nothing was found").items;
    assert!(items.len() > 50, "{}", items.len());
    let label = items.last().map(|item| item.label.clone()).unwrap_or_default();
    let taken = items.last().and_then(|item| item.insert.split('"').nth(1)).unwrap_or_default();
    let text = format!(r#"{{"States": {{"{taken}": {{}}, |}}}}"#);
    check_holds(&text, &["Task state"], &[&label]);
}

#[test]
fn every_template_is_json_once_filled_in() {
    let texts = [
        r#"{"States": {|}}"#.to_owned(),
        r#"{"QueryLanguage": "JSONata", "States": {|}}"#.to_owned(),
        state(r#""QueryLanguage": "JSONPath", |"#),
        state(r#""QueryLanguage": "JSONata", |"#),
        state(r#""Type": "Choice", "Choices": [{|}]"#),
        state(r#""Type": "Task", "Retry": [{|}]"#),
        state(r#""Type": "Map", "ItemBatcher": {|}"#),
    ];
    for text in texts {
        for Completion { label, kind, insert, .. } in found(&text).expect("nothing was found").items {
            assert!(!matches!(kind, CompletionKind::Function), "a function is no field");
            let member = filled(&insert);
            let json = format!("{{{member}}}");
            assert!(crate::json::parse(&json).is_ok(), "{label}: {json}");
        }
    }
}

/// A template with its places filled in by what they propose.
fn filled(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("#{") {
        let (inner, behind) = after.split_once('}').expect("an open place");
        let proposed = match inner.split_once(':') {
            Some((number, proposed)) if number.parse::<u8>().is_ok() => proposed,
            _ => inner,
        };
        out += before;
        out += proposed;
        rest = behind;
    }
    (out + rest).replace('\0', "").replace('\t', "  ").replace("\\{", "{")
}

#[test]
fn any_text_and_any_cursor_are_taken() {
    let text = state(r#""Type": "Choice", "Choices": [{"Variable": "$.é", "Next": "B"}], "x": "😀\" {% $a"#);
    for cut in 0..=text.len() {
        for cursor in [cut, cut / 2, text.len()] {
            let Some(text) = text.get(..cut) else { continue };
            if let Some(found) = complete(text, cursor) {
                assert!(text.get(found.range.clone()).is_some(), "{:?} of {text}", found.range);
                assert!(found.range.start <= cursor && cursor <= found.range.end, "{cursor} of {text}");
            }
        }
    }
    for text in
        ["", "|", "[", "[[[", "\"", ":", ",", "{\"a\":", "{\"a\"", "}", "null", "{\"States\": {\"A\": [{"]
    {
        complete(text, text.len());
    }
}
