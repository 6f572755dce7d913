//! What only some types of state have: errors that are handled, branches, forms of waiting, what a Task calls.

use super::super::selected;
use super::{LINES, act, around, changes, field, opened, pick, press, select, text, type_into};
use asl_studio::studio::Request;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::form::{FormAction, ItemMove};

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
