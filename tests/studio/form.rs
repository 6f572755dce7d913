//! The inspector's forms: which fields each tab has, and what typing into them does to the text.

use super::{selected, with};
use asl_studio::studio::action::Tone;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::form::{Field, Form, FormAction, ItemMove, Row, TabId};
use asl_studio::studio::preview::{Preview, SampleAction, SamplePart};
use asl_studio::studio::{Action, Request, Studio};

/// A workflow in which `state` is the state under test.
fn around(language: &str, state: &str) -> String {
    format!(
        "{{\n  \"QueryLanguage\": \"{language}\",\n  \"StartAt\": \"It\",\n  \"States\": {{\n    \"It\": {state},\n    \"After\": {{ \"Type\": \"Succeed\" }}\n  }}\n}}\n"
    )
}

fn opened(language: &str, state: &str) -> Studio {
    let mut studio = with(&around(language, state));
    select(&mut studio, "It");
    studio
}

fn select(studio: &mut Studio, name: &str) {
    let machine = &studio.document().expect("something is open").machine;
    let path = machine.path_of(machine.find(name).unwrap_or_else(|| panic!("no state {name}")));
    studio.dispatch(Action::Select(Some(path)));
}

fn form(studio: &Studio) -> Form {
    studio.form().expect("something is open")
}

fn act(studio: &mut Studio, action: FormAction) -> Vec<Request> {
    studio.dispatch(Action::Form(action))
}

fn text(studio: &Studio) -> String {
    studio.document().map(|document| document.text.to_string()).unwrap_or_default()
}

#[track_caller]
fn field(studio: &Studio, id: &str) -> Field {
    let form = form(studio);
    form.field(id).cloned().unwrap_or_else(|| panic!("no field {id} in {:?}", ids(&form)))
}

fn ids(form: &Form) -> Vec<String> {
    form.tabs.iter().flat_map(|tab| &tab.rows).filter_map(Row::field).map(|field| field.id.clone()).collect()
}

#[track_caller]
fn type_into(studio: &mut Studio, id: &str, text: &str) {
    field(studio, id);
    act(studio, FormAction::Type(id.into(), text.into()));
}

/// Chooses the option of that label.
#[track_caller]
fn pick(studio: &mut Studio, id: &str, label: &str) -> Vec<Request> {
    let options = field(studio, id).control.options();
    let index = options.iter().position(|(option, _)| option == label);
    let index = index.unwrap_or_else(|| panic!("no option {label} in {options:?}"));
    act(studio, FormAction::Pick(id.into(), index))
}

#[track_caller]
fn press(studio: &mut Studio, testid: &str) {
    let found = form(studio)
        .tabs
        .iter()
        .flat_map(|tab| tab.rows.iter().map(|row| (tab.id, row.clone())))
        .find_map(|(tab, row)| match row {
            Row::Buttons { id, buttons, .. } => {
                Some((tab, id, buttons.iter().position(|button| format!("add-{}", button.adds) == testid)?))
            }
            _ => None,
        });
    let (tab, id, index) = found.unwrap_or_else(|| panic!("no button {testid}"));
    act(studio, FormAction::Tab(tab));
    act(studio, FormAction::Press(id, index));
}

/// The lines that are in one text and not in the other.
fn changes(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - start;
    let end =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let line = |sign: char| move |line: &&str| format!("{sign}{}\n", line.trim());
    let gone = old[start..old.len() - end].iter().map(line('-'));
    gone.chain(new[start..new.len() - end].iter().map(line('+'))).collect()
}

/// Tabs with their fields, `tab: field field`, a line each.
fn described(form: &Form) -> String {
    let fields = |rows: &[Row]| {
        let ids = rows.iter().filter_map(Row::field).map(|field| field.id.clone());
        ids.collect::<Vec<_>>().join(" ")
    };
    let lines = form.tabs.iter().map(|tab| format!("{}: {}\n", tab.id.token(), fields(&tab.rows)));
    lines.collect()
}

#[track_caller]
fn check_fields(language: &str, state: &str, expected: &[&str]) {
    let studio = opened(language, state);
    let found = described(&form(&studio));
    assert_eq!(found.lines().collect::<Vec<_>>(), expected, "of {state} in {language}");
}

#[test]
fn every_type_has_its_fields_in_jsonpath() {
    for (state, expected) in [
        (
            r#"{ "Type": "Pass", "Next": "After" }"#,
            &[
                "configuration: name Result Next Comment QueryLanguage",
                "input: InputPath/form Parameters",
                "output: Result ResultPath/form OutputPath/form",
                "variables: Assign",
                "asl: asl",
            ][..],
        ),
        (
            r#"{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "End": true }"#,
            &[
                "configuration: name action FunctionName Resource integration TimeoutSeconds HeartbeatSeconds Credentials Next Comment QueryLanguage",
                "input: InputPath/form Parameters",
                "output: ResultSelector ResultPath/form OutputPath/form",
                "variables: Assign",
                "errors: ",
                "asl: asl",
            ],
        ),
        (
            r#"{ "Type": "Wait", "SecondsPath": "$.s", "End": true }"#,
            &[
                "configuration: name wait SecondsPath Next Comment QueryLanguage",
                "input: InputPath/form",
                "output: OutputPath/form",
                "variables: Assign",
                "asl: asl",
            ],
        ),
        (
            r#"{ "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true, "Next": "After" }], "Default": "After" }"#,
            &[
                "configuration: name Choices/0/shape Choices/0/Variable Choices/0/operator Choices/0/answer Choices/0/Next Choices/0/Comment Default Comment QueryLanguage",
                "input: InputPath/form",
                "output: OutputPath/form",
                "variables: Assign Choices/0/Assign",
                "asl: asl",
            ],
        ),
        (
            r#"{ "Type": "Parallel", "Branches": [{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }], "End": true }"#,
            &[
                "configuration: name Branches/0/Comment Next Comment QueryLanguage",
                "input: InputPath/form Parameters",
                "output: ResultSelector ResultPath/form OutputPath/form",
                "variables: Assign",
                "errors: ",
                "asl: asl",
            ],
        ),
        (
            r#"{ "Type": "Map", "ItemProcessor": { "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }, "End": true }"#,
            &[
                "configuration: name mode ItemsPath ItemSelector MaxConcurrency Next Comment QueryLanguage",
                "input: InputPath/form",
                "output: ResultSelector ResultPath/form OutputPath/form",
                "variables: Assign",
                "errors: ",
                "asl: asl",
            ],
        ),
        (
            r#"{ "Type": "Succeed" }"#,
            &[
                "configuration: name Comment QueryLanguage",
                "input: InputPath/form",
                "output: OutputPath/form",
                "asl: asl",
            ],
        ),
        (
            r#"{ "Type": "Fail", "Error": "Bad", "CausePath": "$.why" }"#,
            &["configuration: name Error Cause Comment QueryLanguage", "asl: asl"],
        ),
    ] {
        check_fields("JSONPath", state, expected);
    }
}

#[test]
fn every_type_has_its_fields_in_jsonata() {
    for (state, expected) in [
        (
            r#"{ "Type": "Pass", "Next": "After" }"#,
            &["configuration: name Next Comment", "output: Output", "variables: Assign", "asl: asl"][..],
        ),
        (
            r#"{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true }"#,
            &[
                "configuration: name action Resource integration TimeoutSeconds HeartbeatSeconds Credentials Next Comment",
                "input: Arguments",
                "output: Output",
                "variables: Assign",
                "errors: ",
                "asl: asl",
            ],
        ),
        (
            r#"{ "Type": "Wait", "Timestamp": "{% $t %}", "End": true }"#,
            &[
                "configuration: name wait Timestamp Next Comment",
                "output: Output",
                "variables: Assign",
                "asl: asl",
            ],
        ),
        (
            r#"{ "Type": "Choice", "Choices": [{ "Condition": "{% true %}", "Next": "After" }] }"#,
            &[
                "configuration: name Choices/0/Condition Choices/0/Next Choices/0/Comment Default Comment",
                "output: Output Choices/0/Output",
                "variables: Assign Choices/0/Assign",
                "asl: asl",
            ],
        ),
        (
            r#"{ "Type": "Parallel", "Branches": [{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }], "End": true }"#,
            &[
                "configuration: name Branches/0/Comment Next Comment",
                "input: Arguments",
                "output: Output",
                "variables: Assign",
                "errors: ",
                "asl: asl",
            ],
        ),
        (
            r#"{ "Type": "Map", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }, "End": true }"#,
            &[
                "configuration: name mode ItemProcessor/ProcessorConfig/ExecutionType ItemReader/Resource Items ItemSelector MaxConcurrency ToleratedFailureCount ToleratedFailurePercentage Label ItemBatcher/MaxItemsPerBatch ItemBatcher/MaxInputBytesPerBatch ItemBatcher/BatchInput ResultWriter/Resource Next Comment",
                "output: Output",
                "variables: Assign",
                "errors: ",
                "asl: asl",
            ],
        ),
        (r#"{ "Type": "Succeed" }"#, &["configuration: name Comment", "output: Output", "asl: asl"]),
        (r#"{ "Type": "Fail" }"#, &["configuration: name Error Cause Comment", "asl: asl"]),
    ] {
        check_fields("JSONata", state, expected);
    }
}

#[test]
fn retriers_and_catchers_have_fields_of_their_own() {
    let state = r#"{ "Type": "Task", "Resource": "x", "Retry": [{ "ErrorEquals": ["E"] }], "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "After", "ResultPath": "$.e" }], "End": true }"#;
    let studio = opened("JSONPath", state);
    let errors = form(&studio).tab(TabId::Errors).cloned().expect("a tab for errors");
    let ids: Vec<String> = errors.rows.iter().filter_map(Row::field).map(|field| field.id.clone()).collect();
    assert_eq!(
        ids.join(" "),
        "Retry/0/ErrorEquals Retry/0/IntervalSeconds Retry/0/MaxAttempts Retry/0/BackoffRate Retry/0/MaxDelaySeconds Retry/0/JitterStrategy Retry/0/Comment Catch/0/ErrorEquals Catch/0/Next Catch/0/ResultPath/form Catch/0/ResultPath Catch/0/Assign Catch/0/Comment"
    );
    let summary = errors.rows.iter().find_map(|row| match row {
        Row::Attempts { view, .. } => Some(view.summary.clone()),
        _ => None,
    });
    assert_eq!(summary.as_deref(), Some("Tries 4 times in all; gives up after 7 s of waiting"));
}

#[test]
fn a_reader_and_a_writer_have_fields_of_their_own() {
    let state = r#"{ "Type": "Map", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }, "End": true }"#;
    let mut studio = opened("JSONPath", state);
    pick(&mut studio, "ItemReader/Resource", "A file in Amazon S3");
    pick(&mut studio, "ItemReader/ReaderConfig/InputType", "CSV");
    pick(&mut studio, "ItemReader/ReaderConfig/CSVHeaderLocation", "Given here");
    type_into(&mut studio, "ItemReader/ReaderConfig/CSVHeaders", "id, name");
    type_into(&mut studio, "ItemReader/ReaderConfig/MaxItems", "$.most");
    pick(&mut studio, "ResultWriter/Resource", "Files in Amazon S3");
    pick(&mut studio, "ResultWriter/WriterConfig/OutputType", "JSON Lines");
    type_into(&mut studio, "ItemBatcher/MaxItemsPerBatch", "10");
    let map = studio.document().expect("open").source.tree().clone();
    let value = |pointer: &str| {
        let node = map.node_at(&asl_studio::json::JsonPointer::from_text(&format!("/States/It{pointer}")));
        node.map(|node| map.value(node).to_string()).unwrap_or_default()
    };
    assert_eq!(
        value("/ItemReader"),
        r#"{"Resource":"arn:aws:states:::s3:getObject","Parameters":{"Bucket":"my-bucket","Key":"items.json"},"ReaderConfig":{"InputType":"CSV","CSVHeaderLocation":"GIVEN","CSVHeaders":["id","name"],"MaxItemsPath":"$.most"}}"#
    );
    assert_eq!(value("/ResultWriter/WriterConfig"), r#"{"OutputType":"JSONL"}"#);
    assert_eq!(value("/ItemBatcher"), r#"{"MaxItemsPerBatch":10}"#);
    type_into(&mut studio, "ItemBatcher/MaxItemsPerBatch", "");
    assert!(!text(&studio).contains("ItemBatcher"), "an empty batcher is none");
    pick(&mut studio, "ItemReader/Resource", "The state's input");
    assert!(!text(&studio).contains("ItemReader"));
}

const LINES: &str = r#"{
      "Type": "Task",
      "Resource":   "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "old" },
      "TimeoutSeconds": 60,
      "Next": "After"
    }"#;

#[track_caller]
fn check_typing(state: &str, id: &str, typed: &str, expected: &str) {
    let mut studio = opened("JSONPath", state);
    let before = text(&studio);
    type_into(&mut studio, id, typed);
    assert_eq!(changes(&before, &text(&studio)), expected, "{id} := {typed}");
    assert_eq!(field(&studio, id).text, typed, "what was typed stays as typed");
    act(&mut studio, FormAction::Commit(id.into()));
    studio.dispatch(Action::Command(CommandId::Undo));
    assert_eq!(text(&studio), before, "undone in one");
}

#[test]
fn typing_changes_only_the_lines_it_must() {
    for (id, typed, expected) in [
        ("TimeoutSeconds", "90", "-\"TimeoutSeconds\": 60,\n+\"TimeoutSeconds\": 90,\n"),
        ("TimeoutSeconds", "", "-\"TimeoutSeconds\": 60,\n"),
        ("TimeoutSeconds", "$.limit", "-\"TimeoutSeconds\": 60,\n+\"TimeoutSecondsPath\": \"$.limit\",\n"),
        ("TimeoutSeconds", "${Limit}", "-\"TimeoutSeconds\": 60,\n+\"TimeoutSeconds\": \"${Limit}\",\n"),
        ("HeartbeatSeconds", "9", "+\"HeartbeatSeconds\": 9,\n"),
        ("Comment", "Why", "+\"Comment\": \"Why\",\n"),
        (
            "FunctionName",
            "new",
            "-\"Parameters\": { \"FunctionName\": \"old\" },\n+\"Parameters\": { \"FunctionName\": \"new\" },\n",
        ),
        (
            "FunctionName",
            "$.f",
            "-\"Parameters\": { \"FunctionName\": \"old\" },\n+\"Parameters\": { \"FunctionName.$\": \"$.f\" },\n",
        ),
        ("Assign", "{\"a\": 1}", "+\"Assign\": {\n+\"a\": 1\n+},\n"),
    ] {
        check_typing(LINES, id, typed, expected);
    }
}

#[test]
fn what_cannot_be_read_stays_in_the_field_and_out_of_the_text() {
    for (id, typed, error) in [
        ("TimeoutSeconds", "soon", "This is not a number"),
        ("Parameters", "{\n  \"a\": ", "(line 2, column 7)"),
        ("ResultSelector", "{ a }", "(line 1, column"),
        ("asl", "[]", "A state is a JSON object"),
        ("asl", "{ \"Type\": ", "(line 1, column"),
        ("name", "After", "There is a state named “After” already"),
        ("name", " ", "A state needs a name"),
    ] {
        let mut studio = opened("JSONPath", LINES);
        let before = text(&studio);
        type_into(&mut studio, id, typed);
        act(&mut studio, FormAction::Commit(id.into()));
        assert_eq!(text(&studio), before, "{id}");
        let shown = field(&studio, id);
        assert_eq!(shown.text, typed);
        let message = shown.troubles.first().map(|trouble| trouble.message.clone()).unwrap_or_default();
        assert!(message.contains(error), "{id}: {message}");
        act(&mut studio, FormAction::Cancel(id.into()));
        assert_ne!(field(&studio, id).text, typed, "{id} shows again what is in the text");
    }
}

#[test]
fn a_state_is_renamed_when_its_field_is_left() {
    let mut studio = opened("JSONPath", LINES);
    for typed in ["P", "Pr", "ProcessOrder"] {
        type_into(&mut studio, "name", typed);
    }
    assert_eq!(selected(&studio), "It");
    act(&mut studio, FormAction::Commit("name".into()));
    assert_eq!(selected(&studio), "ProcessOrder");
    assert_eq!(studio.undo_label(), Some("Rename It to ProcessOrder"));
    type_into(&mut studio, "name", "Other");
    select(&mut studio, "After");
    assert!(text(&studio).contains("\"Other\": {"), "selecting another state leaves the field");
    assert_eq!(selected(&studio), "After");
}

#[test]
fn a_new_state_is_made_where_a_dropdown_leads() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Pass", "Next": "After" }"#);
    let asked = pick(&mut studio, "Next", "Create new state…");
    assert_eq!(selected(&studio), "New state");
    assert!(asked.contains(&Request::FocusField("name".into())), "{asked:?}");
    assert_eq!(field(&studio, "Next").control.options()[usize::from(true)].0, "New state");
    select(&mut studio, "It");
    pick(&mut studio, "Next", "End of the flow");
    assert!(text(&studio).contains(r#""It": { "Type": "Pass", "End": true }"#), "{}", text(&studio));
}

#[test]
fn dropdowns_offer_only_what_the_rules_allow() {
    let state =
        r#"{ "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true, "Next": "After" }] }"#;
    let studio = opened("JSONPath", state);
    let labels = |id: &str| {
        let options = field(&studio, id).control.options().into_iter();
        options.map(|(label, _)| label).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(labels("Choices/0/Next"), "It, After, Create new state…");
    assert_eq!(labels("Default"), "It, After, Create new state…");
    let studio = with(super::NESTED);
    let mut studio = studio;
    select(&mut studio, "Right");
    let options = field(&studio, "Next").control.options();
    let labels: Vec<&str> = options.iter().map(|(label, _)| &**label).collect();
    assert_eq!(labels, ["Right", "Righter", "End of the flow", "Create new state…"]);
}

#[test]
fn a_choice_is_built_as_the_lab_says() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Choice", "Choices": [] }"#);
    press(&mut studio, "add-rule");
    type_into(&mut studio, "Choices/0/Variable", "$.all_items_available");
    for typed in ["t", "tr", "tru", "true"] {
        type_into(&mut studio, "Choices/0/value", typed);
    }
    pick(&mut studio, "Choices/0/Next", "After");
    assert!(
        text(&studio).contains("\"Variable\": \"$.all_items_available\",\n        \"BooleanEquals\": true,"),
        "{}",
        text(&studio)
    );
    let sentence = form(&studio).rows().iter().find_map(|row| match row {
        Row::Sentence { text, .. } => Some(text.clone()),
        _ => None,
    });
    assert_eq!(sentence.as_deref(), Some("If all_items_available = true → After"));
}

#[track_caller]
fn check_rule(before: &str, how: impl FnOnce(&mut Studio), after: &str) {
    let state = format!("{{ \"Type\": \"Choice\", \"Choices\": [{before}] }}");
    let mut studio = opened("JSONPath", &state);
    how(&mut studio);
    let tree = studio.document().expect("open").source.tree().clone();
    let node =
        tree.node_at(&asl_studio::json::JsonPointer::from_text("/States/It/Choices/0")).expect("a rule");
    assert_eq!(tree.value(node).to_string(), after);
}

#[test]
fn comparisons_follow_what_is_typed_and_chosen() {
    let rule = |test: &str| format!(r#"{{"Variable":"$.a",{test},"Next":"After"}}"#);
    let typed = |text: &'static str| move |studio: &mut Studio| type_into(studio, "Choices/0/value", text);
    let picked = |id: &'static str, label: &'static str| {
        move |studio: &mut Studio| _ = pick(studio, &format!("Choices/0/{id}"), label)
    };
    check_rule(&rule(r#""StringEquals":"x""#), typed("7.5"), &rule(r#""NumericEquals":7.5"#));
    check_rule(&rule(r#""NumericLessThan":7"#), typed("b"), &rule(r#""StringLessThan":"b""#));
    check_rule(&rule(r#""NumericLessThan":7"#), typed("true"), &rule(r#""StringLessThan":"true""#));
    check_rule(&rule(r#""StringEquals":"x""#), typed("\"5\""), &rule(r#""StringEquals":"5""#));
    check_rule(&rule(r#""StringMatches":"x*""#), typed("5"), &rule(r#""StringMatches":"5""#));
    check_rule(
        &rule(r#""StringEquals":"x""#),
        typed("2030-01-01T00:00:00Z"),
        &rule(r#""TimestampEquals":"2030-01-01T00:00:00Z""#),
    );
    check_rule(
        &rule(r#""NumericEquals":7"#),
        picked("operator", "is greater than or equal to"),
        &rule(r#""NumericGreaterThanEquals":7"#),
    );
    check_rule(&rule(r#""NumericEquals":7"#), picked("operator", "is present"), &rule(r#""IsPresent":true"#));
    check_rule(&rule(r#""IsPresent":true"#), picked("answer", "no"), &rule(r#""IsPresent":false"#));
    check_rule(
        &rule(r#""IsPresent":true"#),
        picked("operator", "is equal to"),
        &rule(r#""StringEquals":"""#),
    );
    check_rule(&rule(r#""StringEquals":"5""#), picked("kind", "this number"), &rule(r#""NumericEquals":5"#));
    check_rule(
        &rule(r#""BooleanEquals":true"#),
        picked("kind", "this text"),
        &rule(r#""StringEquals":"true""#),
    );
    check_rule(
        &rule(r#""NumericEquals":7"#),
        picked("kind", "number at a path"),
        &rule(r#""NumericEqualsPath":"$.value""#),
    );
    check_rule(
        &rule(r#""NumericEqualsPath":"$.b""#),
        picked("operator", "is less than"),
        &rule(r#""NumericLessThanPath":"$.b""#),
    );
}

#[test]
fn conditions_are_joined_and_nested() {
    let a = r#"{"Variable":"$.a","IsNull":true}"#;
    let top = r#"{"Variable":"$.a","IsNull":true,"Next":"After"}"#;
    let picked = |id: &'static str, label: &'static str| {
        move |studio: &mut Studio| _ = pick(studio, &format!("Choices/0/{id}"), label)
    };
    let and = format!(r#"{{"And":[{a}],"Next":"After"}}"#);
    check_rule(top, picked("shape", "All of these (And)"), &and);
    check_rule(top, picked("shape", "Not this (Not)"), &format!(r#"{{"Not":{a},"Next":"After"}}"#));
    check_rule(&and, picked("shape", "Any of these (Or)"), &and.replace("And", "Or"));
    check_rule(&and, picked("shape", "One comparison"), top);
    check_rule(
        &and,
        picked("And/0/shape", "Not this (Not)"),
        &format!(r#"{{"And":[{{"Not":{a}}}],"Next":"After"}}"#),
    );
    check_rule(
        &and,
        |studio| press(studio, "add-condition"),
        &format!(r#"{{"And":[{a},{{"Variable":"","StringEquals":""}}],"Next":"After"}}"#),
    );
    let two = format!(r#"{{"And":[{a},{{"Variable":"$.b","IsNull":true}}],"Next":"After"}}"#);
    check_rule(
        &two,
        |studio| _ = act(studio, FormAction::Item("Choices/0/And/0".into(), ItemMove::Remove)),
        &and.replace("$.a", "$.b"),
    );
}

#[test]
fn a_strings_value_that_looks_like_another_kind_is_shown_in_quotes() {
    for (test, shown) in [
        (r#""StringEquals": "5""#, "\"5\""),
        (r#""StringEquals": "five""#, "five"),
        (r#""NumericEquals": 5"#, "5"),
        (r#""BooleanEquals": false"#, "false"),
        (r#""StringMatches": "5*""#, "5*"),
    ] {
        let rule = format!(
            r#"{{ "Type": "Choice", "Choices": [{{ "Variable": "$.a", {test}, "Next": "After" }}] }}"#
        );
        assert_eq!(field(&opened("JSONPath", &rule), "Choices/0/value").text, shown);
    }
}

#[test]
fn errors_are_handled_as_the_lab_says() {
    let mut studio = opened("JSONPath", LINES);
    press(&mut studio, "add-catcher");
    assert_eq!(field(&studio, "Catch/0/ErrorEquals").text, "States.ALL");
    assert!(field(&studio, "Catch/0/Next").has_error(), "a fallback state is missing");
    pick(&mut studio, "Catch/0/Next", "Create new state…");
    assert_eq!(selected(&studio), "New state");
    select(&mut studio, "It");
    press(&mut studio, "add-catcher");
    assert_eq!(field(&studio, "Catch/0/ErrorEquals").text, "States.TaskFailed", "all errors stay last");
    press(&mut studio, "add-retrier");
    type_into(&mut studio, "Retry/0/MaxAttempts", "5");
    pick(&mut studio, "Retry/0/JitterStrategy", "Full: anything from 0 to the delay");
    act(&mut studio, FormAction::Suggest("Retry/0/ErrorEquals".into(), 0));
    act(&mut studio, FormAction::Suggest("Retry/0/ErrorEquals".into(), 2));
    assert_eq!(field(&studio, "Retry/0/ErrorEquals").text, "States.Timeout");
    act(&mut studio, FormAction::Item("Catch/0".into(), ItemMove::Down));
    assert_eq!(field(&studio, "Catch/1/ErrorEquals").text, "States.TaskFailed");
    act(&mut studio, FormAction::Item("Retry/0".into(), ItemMove::Remove));
    assert!(!text(&studio).contains("\"Retry\""), "an empty list goes");
}

#[test]
fn branches_are_added_moved_and_removed_but_for_the_last() {
    let state = r#"{ "Type": "Parallel", "Branches": [{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }], "Next": "After" }"#;
    let mut studio = opened("JSONPath", state);
    let before = text(&studio);
    act(&mut studio, FormAction::Item("Branches/0".into(), ItemMove::Remove));
    assert_eq!(text(&studio), before);
    press(&mut studio, "add-branch");
    act(&mut studio, FormAction::Item("Branches/1".into(), ItemMove::Up));
    let machine = &studio.document().expect("open").machine;
    let names: Vec<&str> = machine.states.iter().map(|state| &*state.name).collect();
    assert_eq!(names, ["It", "New state", "A", "After"]);
    assert_eq!(studio.problem_counts().errors, 0);
}

#[test]
fn a_wait_takes_one_form_after_the_other() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Wait", "Seconds": 5, "End": true }"#);
    pick(&mut studio, "wait", "Until a moment");
    assert!(
        text(&studio).contains(r#"{ "Type": "Wait", "Timestamp": "2030-01-01T00:00:00Z", "End": true }"#)
    );
    pick(&mut studio, "wait", "Seconds from the input, by a path");
    assert!(text(&studio).contains(r#""SecondsPath": "$.seconds""#) && !text(&studio).contains("Timestamp"));
    assert_eq!(field(&studio, "SecondsPath").text, "$.seconds");
}

#[test]
fn what_a_result_does_is_chosen_in_words() {
    let mut studio = opened("JSONPath", LINES);
    for (label, expected) in [
        ("Is discarded: the input goes on", "+\"ResultPath\": null,\n"),
        ("Is added to the input", "+\"ResultPath\": \"$.result\",\n"),
        ("Replaces the input", ""),
    ] {
        pick(&mut studio, "ResultPath/form", label);
        assert_eq!(changes(&around("JSONPath", LINES), &text(&studio)), expected);
    }
}

#[test]
fn a_task_calls_something_else_with_what_that_needs() {
    let mut studio = opened("JSONPath", LINES);
    let labels = field(&studio, "action").control.options();
    let chosen: usize = field(&studio, "action").text.parse().expect("a place");
    assert_eq!((&*labels[chosen].0, labels[chosen].1), ("Invoke function", Some("Lambda")));
    pick(&mut studio, "integration", "Callback (.waitForTaskToken): wait for an answer");
    assert!(text(&studio).contains("lambda:invoke.waitForTaskToken"));
    pick(&mut studio, "action", "Send message");
    assert!(
        text(&studio).contains("arn:aws:states:::sqs:sendMessage\"") && text(&studio).contains("QueueUrl")
    );
    assert!(text(&studio).contains("\"TimeoutSeconds\": 60"), "the rest stays");
}

#[test]
fn another_action_keeps_what_was_written_and_drops_what_the_palette_gave() {
    for (before, action, after, said) in [
        (
            r#"{ "FunctionName": "mine" }"#,
            "Send message",
            &["QueueUrl", "\"mine\""][..],
            Some("Kept from the action before: FunctionName"),
        ),
        (
            r#"{ "FunctionName": "mine", "A.$": "$.a", "B": 1, "C": 2, "D": 3 }"#,
            "Send message",
            &["QueueUrl", "\"A.$\"", "\"D\""],
            Some("Kept from the action before: FunctionName, A, B and 2 more"),
        ),
        (
            r#"{ "FunctionName": "mine", "Payload.$": "$.mine" }"#,
            "Invoke function and wait for callback",
            &["\"mine\"", "$.mine"],
            None,
        ),
    ] {
        let state = format!(
            r#"{{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {before}, "End": true }}"#
        );
        let mut studio = opened("JSONPath", &state);
        let requests = pick(&mut studio, "action", action);
        let new = text(&studio);
        assert!(after.iter().all(|part| new.contains(part)), "{before} as {action}: {new}");
        let offered = requests.iter().find_map(|request| match request {
            Request::Announce(said) if said.offer == Some(CommandId::Undo) => Some(&*said.text),
            _ => None,
        });
        assert_eq!(offered, said, "{before} as {action}");
    }
    let task = r#"{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true }"#;
    let mut studio = opened("JSONPath", task);
    pick(&mut studio, "action", "Get item");
    pick(&mut studio, "action", "Send message");
    assert!(!text(&studio).contains("TableName"), "nobody wrote it: {}", text(&studio));
}

#[test]
fn a_map_is_made_distributed_with_what_that_needs() {
    let state = r#"{ "Type": "Map", "ItemProcessor": { "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }, "Next": "After" }"#;
    let mut studio = opened("JSONPath", state);
    pick(&mut studio, "mode", "Distributed: each as an execution of its own");
    assert!(
        text(&studio)
            .contains(r#""ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }"#)
            || text(&studio).contains("\"Mode\": \"DISTRIBUTED\""),
        "{}",
        text(&studio)
    );
    assert_eq!(studio.problem_counts().errors, 0);
    pick(&mut studio, "mode", "Inline: inside this execution");
    assert!(!text(&studio).contains("ExecutionType"));
}

#[test]
fn the_whole_state_is_edited_as_text_and_undone_in_one() {
    let mut studio = opened("JSONPath", LINES);
    act(&mut studio, FormAction::Tab(TabId::Asl));
    let before = text(&studio);
    let whole = field(&studio, "asl").text;
    type_into(&mut studio, "asl", &whole.replace("60", "61"));
    assert_eq!(changes(&before, &text(&studio)), "-\"TimeoutSeconds\": 60,\n+\"TimeoutSeconds\": 61,\n");
    type_into(&mut studio, "asl", &whole.replace("60", "62, \"Own\": [1,  2]"));
    act(&mut studio, FormAction::Commit("asl".into()));
    assert!(text(&studio).contains("\"Own\": [1,  2]"), "nothing is lost");
    assert_eq!(field(&studio, "Own").text, "[1,  2]", "what no field is for has one still");
    studio.dispatch(Action::Command(CommandId::Undo));
    assert_eq!(text(&studio), before);
}

#[test]
fn problems_stand_beside_their_fields() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Wait", "Seconds": -5, "Next": "Nowhere" }"#);
    assert!(field(&studio, "Seconds").has_error());
    assert!(field(&studio, "Next").troubles.iter().any(|trouble| trouble.message.contains("Nowhere")));
    assert!(form(&studio).elsewhere.is_empty(), "{:?}", form(&studio).elsewhere);
    act(&mut studio, FormAction::Tab(TabId::Variables));
    assert_eq!(form(&studio).elsewhere.len(), 2, "other tabs say them, too");
    assert!(form(&studio).tab(TabId::Configuration).is_some_and(|tab| tab.troubled));
}

#[test]
fn a_field_explains_itself_when_asked() {
    let mut studio = opened("JSONata", r#"{ "Type": "Wait", "Seconds": 5, "End": true }"#);
    act(&mut studio, FormAction::Help("Seconds".into()));
    let card = field(&studio, "Seconds").card.expect("a card");
    assert_eq!(card.title, "Seconds");
    act(&mut studio, FormAction::Help("Seconds".into()));
    assert_eq!(field(&studio, "Seconds").card, None);
}

#[test]
fn the_workflow_has_a_form_too() {
    let mut studio = with(super::NESTED);
    assert_eq!(
        described(&form(&studio)),
        "configuration: name Comment StartAt QueryLanguage TimeoutSeconds Version\n"
    );
    type_into(&mut studio, "name", "Orders");
    act(&mut studio, FormAction::Commit("name".into()));
    assert_eq!(studio.document().map(|document| document.name.to_string()).as_deref(), Some("Orders"));
    pick(&mut studio, "StartAt", "Both");
    type_into(&mut studio, "TimeoutSeconds", "600");
    assert!(
        text(&studio).contains("\"StartAt\": \"Both\"") && text(&studio).contains("\"TimeoutSeconds\": 600")
    );
}

/// States with something in every list.
const FULL: &[(&str, &str)] = &[
    ("JSONPath", LINES),
    (
        "JSONPath",
        r#"{ "Type": "Choice", "Choices": [{ "Or": [{ "Not": { "Variable": "$.a", "IsNull": true } }, { "Variable": "$.b", "NumericEqualsPath": "$.c" }], "Next": "After", "Comment": "c" }], "Default": "After" }"#,
    ),
    (
        "JSONPath",
        r#"{ "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "MANIFEST" } }, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }, "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }, "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject" }, "Retry": [{ "ErrorEquals": ["E"] }], "Catch": [{ "ErrorEquals": ["E"], "Next": "After" }], "Next": "After" }"#,
    ),
    (
        "JSONata",
        r#"{ "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Catch": [{ "ErrorEquals": ["E"], "Next": "After" }], "Next": "After" }"#,
    ),
    ("JSONata", r#"{ "Type": "Wait", "Seconds": 5, "Next": "After" }"#),
    (
        "JSONPath",
        r#"{ "Type": "Wait", "Seconds": 5, "InputPath": null, "OutputPath": "$.a", "Next": "After" }"#,
    ),
    ("JSONPath", r#"{ "Type": "Wrong", "Next": "After" }"#),
];

#[test]
fn every_option_does_something_that_one_undo_takes_back() {
    for (language, state) in FULL {
        let mut studio = opened(language, state);
        let before = text(&studio);
        for id in ids(&form(&studio)) {
            let count = field(&studio, &id).control.options().len();
            for index in 0..count.min(16) {
                let label = studio.undo_label().map(str::to_owned);
                let asked = act(&mut studio, FormAction::Pick(id.clone(), index));
                let refused = asked
                    .iter()
                    .any(|request| matches!(request, Request::Announce(said) if said.tone == Tone::Failed));
                assert!(!refused, "{id}, option {index}: {asked:?}");
                if studio.undo_label().map(str::to_owned) != label {
                    studio.dispatch(Action::Command(CommandId::Undo));
                }
                assert_eq!(text(&studio), before, "{id}, option {index}");
                select(&mut studio, "It");
            }
        }
    }
}

#[test]
fn every_field_with_a_question_mark_has_a_card() {
    for (language, state) in FULL {
        let mut studio = opened(language, state);
        for id in ids(&form(&studio)) {
            if field(&studio, &id).help.is_some() {
                act(&mut studio, FormAction::Help(id.clone()));
                assert!(field(&studio, &id).card.is_some(), "{id} of {state} in {language}");
            }
        }
    }
}

#[test]
fn an_expression_shows_what_it_comes_to_and_takes_paths_of_the_data() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Pass", "InputPath": "$.order", "Next": "After" }"#);
    let path = studio.selection().cloned().expect("selected");
    let sample = r#"{"order": {"id": "A1", "price": 5}}"#;
    studio.dispatch(Action::Sample(SampleAction::Paste(path, SamplePart::Input, sample.into())));
    act(&mut studio, FormAction::Tab(TabId::Input));
    act(&mut studio, FormAction::Focus("Parameters".into()));
    type_into(&mut studio, "Parameters", r#"{"a.$": "$.id"}"#);
    assert_eq!(
        field(&studio, "Parameters").preview,
        Some(Preview::Value { text: "{\n  \"a\": \"A1\"\n}".into(), is_cut: false })
    );
    type_into(&mut studio, "Parameters", r#"{"a.$": "$.none"}"#);
    assert!(matches!(field(&studio, "Parameters").preview, Some(Preview::Problem(_))));
    type_into(&mut studio, "Parameters", r#"{"a.$": "#);
    assert_eq!(field(&studio, "Parameters").preview, None, "half of it is nothing to be shown");
    act(&mut studio, FormAction::Focus("InputPath".into()));
    act(&mut studio, FormAction::Insert("InputPath".into(), (7, usize::MAX), ".id".into()));
    assert_eq!(field(&studio, "InputPath").text, "$.order.id");
    act(&mut studio, FormAction::Data);
    let panel = form(&studio).data.expect("data beside the fields");
    assert_eq!((&*panel.words, panel.field.as_deref()), ("Pasted", Some("InputPath")));
    assert!(
        panel.trees.iter().any(|tree| tree.rows.iter().any(|row| row.path.as_deref() == Some("$.order")))
    );
}

#[test]
fn a_path_in_an_empty_field_of_jsonata_becomes_an_expression() {
    let mut studio = opened("JSONata", r#"{ "Type": "Succeed" }"#);
    act(&mut studio, FormAction::Tab(TabId::Output));
    act(&mut studio, FormAction::Insert("Output".into(), (0, 0), "$states.input.a".into()));
    assert_eq!(field(&studio, "Output").text, "{% $states.input.a %}");
    act(&mut studio, FormAction::Insert("Output".into(), (18, 18), " & $b".into()));
    assert_eq!(field(&studio, "Output").text, "{% $states.input.a & $b %}");
}

#[test]
fn a_query_language_is_changed_at_once_where_nothing_is_lost() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Pass", "InputPath": "$.order", "Next": "After" }"#);
    let before = text(&studio);
    pick(&mut studio, "QueryLanguage", "JSONata");
    assert_eq!(form(&studio).asking, None);
    assert!(text(&studio).contains("\"QueryLanguage\": \"JSONata\""), "{}", text(&studio));
    assert!(text(&studio).contains("$states.input.order"), "{}", text(&studio));
    studio.dispatch(Action::Command(CommandId::Undo));
    assert_eq!(text(&studio), before);
}

#[test]
fn a_query_language_that_would_lose_something_asks_first() {
    let state = r#"{ "Type": "Pass", "InputPath": "$..deep", "Next": "After" }"#;
    let mut studio = opened("JSONPath", state);
    let before = text(&studio);
    pick(&mut studio, "QueryLanguage", "JSONata");
    let asking = form(&studio).asking.expect("a question");
    assert!(asking.lines.iter().any(|line| line.contains("InputPath")), "{asking:?}");
    assert_eq!(text(&studio), before);
    act(&mut studio, FormAction::Convert(false));
    assert_eq!((form(&studio).asking, text(&studio)), (None, before));
}
