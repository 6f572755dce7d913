//! Which fields each tab has, by type of state.

use super::super::{NESTED, with};
use super::{act, form, opened, pick, text, type_into};
use asl_studio::studio::form::{Form, FormAction, Row, TabId};

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

#[test]
fn the_workflow_has_a_form_too() {
    let mut studio = with(NESTED);
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
