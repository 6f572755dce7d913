//! Table tests of the definition parser.

use super::*;
use crate::asl::{Condition, Dynamic, MapMode, PathField, StateKind, Transition, WaitFor};
use crate::diagnostic::Position;

/// Checks a definition's diagnostics as `line:column severity CODE pointer: message`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let parsed = parse(text);
    let told: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|found| {
            let Position { line, column } = found.position.expect("every diagnostic has a position");
            let Diagnostic { severity, code, pointer, message, .. } = found;
            format!("{line}:{column} {severity} {code} {pointer}: {message}")
        })
        .collect();
    assert_eq!(told, expected, "of {text}");
    assert!(parsed.diagnostics.iter().all(|found| found.hint.is_some()), "a hint is missing");
}

/// The same of a definition with the single state `A`.
#[track_caller]
fn check_state(state: &str, expected: &[&str]) {
    check(&format!("{{\"StartAt\": \"A\", \"States\": {{\"A\":\n{state}}}}}"), expected);
}

fn machine_of(state: &str) -> StateMachine {
    let parsed = parse(&format!(r#"{{"StartAt": "A", "States": {{"A": {state}}}}}"#));
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    parsed.machine
}

#[test]
fn nested_scopes_come_in_the_order_of_the_text() {
    let machine = parse(
        r#"{"Comment": "c", "Version": "1.0", "TimeoutSeconds": 5, "QueryLanguage": "JSONata", "StartAt": "P",
            "States": {
              "P": {"Type": "Parallel", "Next": "M", "Branches": [
                {"StartAt": "B1", "States": {"B1": {"Type": "Pass", "End": true}}},
                {"Comment": "second", "StartAt": "B2", "States": {"B2": {"Type": "Succeed"}, "B3": {"Type": "Succeed"}}}]},
              "M": {"Type": "Map", "End": true, "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}}}"#,
    )
    .machine;
    let names: Vec<_> = machine.states.iter().map(|state| &*state.name).collect();
    assert_eq!(names, ["P", "B1", "B2", "B3", "M", "I"]);
    let scopes: Vec<_> = machine
        .scopes
        .iter()
        .map(|scope| (scope.pointer.as_str(), scope.branch, scope.start.map(|id| &*machine.state(id).name)))
        .collect();
    assert_eq!(
        scopes,
        [
            ("", 0, Some("P")),
            ("/States/P/Branches/0", 0, Some("B1")),
            ("/States/P/Branches/1", 1, Some("B2")),
            ("/States/M/ItemProcessor", 0, Some("I")),
        ]
    );
    assert_eq!(machine.scopes[2].comment.as_deref(), Some("second"));
    assert_eq!(machine.comment.as_deref(), Some("c"));
    let inner = machine.find("B2").unwrap();
    assert_eq!(machine.path_of(inner).to_string(), "P[1] / B2");
    assert_eq!(machine.resolve(&machine.path_of(inner)), Some(inner));
    let StateKind::Map(map) = &machine.state(machine.find("M").unwrap()).kind else { panic!("no Map") };
    assert_eq!((map.mode, map.execution_type.as_deref()), (MapMode::Distributed, Some("EXPRESS")));
}

#[test]
fn every_form_of_a_field_is_kept() {
    let machine = machine_of(
        r#"{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "InputPath": null, "OutputPath": "$.a",
            "TimeoutSeconds": "${Timeout}", "HeartbeatSecondsPath": "$.h", "Credentials": {"RoleArn": "r"},
            "Retry": [{"ErrorEquals": ["A", "B"], "IntervalSeconds": 1, "MaxAttempts": "[N]", "BackoffRate": 1.5,
                       "MaxDelaySeconds": 9, "JitterStrategy": "FULL"}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "A", "ResultPath": null}], "Next": "A"}"#,
    );
    let state = &machine.states[0];
    assert_eq!(state.data.input_path, PathField::Null);
    assert_eq!(state.data.output_path, PathField::Path("$.a".into()));
    assert_eq!(state.data.result_path, PathField::Absent);
    assert_eq!(state.transition, Transition::Next("A".into()));
    assert_eq!(state.retry[0].max_attempts, Some("[N]".into()));
    assert_eq!(state.retry[0].pointer.as_str(), "/States/A/Retry/0");
    assert_eq!(state.catch[0].result_path, PathField::Null);
    let StateKind::Task(task) = &state.kind else { panic!("no Task") };
    assert_eq!(task.timeout, Some(Dynamic::Literal("${Timeout}".into())));
    assert_eq!(task.heartbeat, Some(Dynamic::Path("$.h".into())));
}

#[test]
fn a_wait_has_four_forms_and_jsonata() {
    for (field, until) in [
        (r#""Seconds": 5"#, WaitFor::Seconds(Dynamic::Literal(5.into()))),
        (r#""Seconds": "{% $s %}""#, WaitFor::Seconds(Dynamic::Jsonata("{% $s %}".into()))),
        (r#""SecondsPath": "$.s""#, WaitFor::Seconds(Dynamic::Path("$.s".into()))),
        (
            r#""Timestamp": "2024-01-01T00:00:00Z""#,
            WaitFor::Timestamp(Dynamic::Literal("2024-01-01T00:00:00Z".into())),
        ),
        (r#""TimestampPath": "$.t""#, WaitFor::Timestamp(Dynamic::Path("$.t".into()))),
    ] {
        let machine = machine_of(&format!(r#"{{"Type": "Wait", "End": true, {field}}}"#));
        let StateKind::Wait(wait) = &machine.states[0].kind else { panic!("no Wait") };
        assert_eq!(wait.until, Some(until));
    }
}

#[test]
fn conditions_nest() {
    let machine = machine_of(
        r#"{"Type": "Choice", "Default": "A", "Choices": [
            {"And": [{"Variable": "$.a", "IsPresent": true}, {"Not": {"Variable": "$.a", "NumericLessThanPath": "$.b"}}], "Next": "A"},
            {"Condition": "{% true %}", "Next": "A", "Assign": {"x": 1}, "Output": "o"}]}"#,
    );
    let StateKind::Choice(choice) = &machine.states[0].kind else { panic!("no Choice") };
    let Condition::And(parts) = &choice.rules[0].condition else { panic!("no And") };
    assert!(
        matches!(&parts[..], [Condition::Compare(_), Condition::Not(inner)] if matches!(**inner, Condition::Compare(_)))
    );
    assert!(matches!(choice.rules[1].condition, Condition::Jsonata(_)));
    assert_eq!(choice.rules[1].pointer.as_str(), "/States/A/Choices/1");
}

#[test]
fn wrong_types_are_told_where_they_stand() {
    check_state(
        r#"{"Type": "Pass", "Next": 5}"#,
        &["2:26 error SCHEMA_VALIDATION_FAILED /States/A/Next: `Next` must be a string, not a number"],
    );
    check_state(
        r#"{"Type": "Pass", "End": "true"}"#,
        &["2:25 error SCHEMA_VALIDATION_FAILED /States/A/End: `End` must be `true` or `false`, not a string"],
    );
    check_state(
        r#"{"Type": "Task", "TimeoutSeconds": "60", "Retry": {"ErrorEquals": "X"}}"#,
        &[
            "2:36 error SCHEMA_VALIDATION_FAILED /States/A/TimeoutSeconds: `TimeoutSeconds` must be a number, not a string",
            "2:42 error SCHEMA_VALIDATION_FAILED /States/A/Retry: `Retry` must be an array, not an object",
            "2:67 error SCHEMA_VALIDATION_FAILED /States/A/Retry/ErrorEquals: `ErrorEquals` must be an array, not a string",
        ],
    );
    check_state("5", &["2:1 error SCHEMA_VALIDATION_FAILED /States/A: `A` must be an object, not a number"]);
    check_state("{}", &["1:29 error SCHEMA_VALIDATION_FAILED /States/A: These fields are required: [Type]"]);
    check_state(
        r#"{"Type": "Parallel", "Branches": [1]}"#,
        &[
            "2:35 error SCHEMA_VALIDATION_FAILED /States/A/Branches/0: Each entry of `Branches` must be an object with `StartAt` and `States`, not a number",
        ],
    );
    check("[]", &["1:1 error SCHEMA_VALIDATION_FAILED : Definition must be a valid JSON object"]);
    check("", &["1:1 error INVALID_JSON_DESCRIPTION : There is no JSON in the text"]);
    check(
        r#"{"QueryLanguage": "JSONPAth"}"#,
        &["1:19 error SCHEMA_VALIDATION_FAILED /QueryLanguage: `JSONPAth` is not a query language"],
    );
}

#[test]
fn unknown_fields_are_kept_with_a_suggestion() {
    let parsed =
        parse(r#"{"x": 1, "StartAt": "A", "States": {"A": {"Type": "Task", "Ressource": 2, "Seconds": 3}}}"#);
    assert_eq!(parsed.machine.unknown.get("x"), Some(&1.into()));
    assert_eq!(parsed.machine.states[0].unknown.get("Ressource"), Some(&2.into()));
    assert_eq!(parsed.machine.states[0].unknown.get("Seconds"), Some(&3.into()));
    let hints: Vec<_> = parsed.diagnostics.iter().map(|found| found.hint.as_deref().unwrap()).collect();
    assert_eq!(hints, ["Remove it, or check its spelling and place", "Did you mean `Resource`?"]);
    assert!(!parsed.has_errors());
}

#[test]
fn rules_without_or_with_two_conditions_are_told() {
    check_state(
        r#"{"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEqual": "x", "Next": "A"}]}"#,
        &[
            "2:32 error SCHEMA_VALIDATION_FAILED /States/A/Choices/0: The rule has a `Variable` and nothing to compare it with",
            "2:52 warning UNKNOWN_FIELD /States/A/Choices/0/StringEqual: The field `StringEqual` is not known here",
        ],
    );
    check_state(
        r#"{"Type": "Choice", "Choices": [{"Variable": "$", "IsNull": true, "IsString": true}]}"#,
        &[
            "2:78 error SCHEMA_VALIDATION_FAILED /States/A/Choices/0/IsString: `IsNull` and `IsString` cannot stand together in one rule",
        ],
    );
    check_state(
        r#"{"Type": "Choice", "Choices": [{"And": [{"Variable": "$", "IsNull": true, "Next": "A"}]}]}"#,
        &[
            "2:83 error SCHEMA_VALIDATION_FAILED /States/A/Choices/0/And/0/Next: `Next` stands inside of a condition",
        ],
    );
    check_state(
        r#"{"Type": "Choice", "Choices": [{"Variable": "$.a", "NumericEquals": "5"}]}"#,
        &[
            "2:69 error SCHEMA_VALIDATION_FAILED /States/A/Choices/0/NumericEquals: `NumericEquals` must be a number, not a string",
        ],
    );
}

#[test]
fn broken_text_still_gives_a_machine() {
    let parsed =
        parse(r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B",}, "B": {"Type": "Succeed"}"#);
    assert_eq!(parsed.machine.states.len(), 2);
    assert_eq!(parsed.machine.scopes[0].start, parsed.machine.find("A"));
    assert_eq!(parsed.diagnostics.len(), 2);
}

#[test]
fn of_two_states_with_one_name_the_last_counts() {
    let parsed = parse(r#"{"StartAt": "A", "States": {"A": {"Type": "Pass"}, "A": {"Type": "Succeed"}}}"#);
    assert_eq!(parsed.machine.states.len(), 1);
    assert_eq!(parsed.machine.states[0].kind.type_name(), "Succeed");
    assert_eq!(parsed.diagnostics[0].code, DUPLICATE_KEY);
}
