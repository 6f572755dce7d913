//! Runs that would use up the stack or never end are ended, with words that say why.

use asl_studio::asl;
use asl_studio::engine::{Execution, Limits, Output, StartOptions, Status, Step, compile};
use std::sync::Arc;

/// Runs a definition without tasks to its end, and gives its status and cause.
fn run(definition: &str, options: StartOptions) -> (Status, String) {
    let parsed = asl::parse(definition);
    let (program, problems) = compile(&parsed.machine);
    assert!(problems.is_empty(), "{problems:?}");
    let mut execution = Execution::new(Arc::new(program), options);
    let mut out = Output::default();
    while execution.step(&mut out) == Step::Progressed {
        out.events.clear();
    }
    let cause = execution.failure().cause.as_deref().unwrap_or_default().to_owned();
    (execution.status(), cause)
}

#[test]
fn data_that_nests_itself_fails_instead_of_using_up_the_stack() {
    let ways = [
        r#""Parameters": {"again.$": "$"}"#,
        r#""Parameters": {"again.$": "States.Array($)"}"#,
        r#""InputPath": "$", "ResultPath": "$.again""#,
    ];
    for way in ways {
        let definition = format!(
            r#"{{"StartAt": "Nest", "States": {{
                "Nest": {{"Type": "Pass", {way}, "Next": "Nest"}}
            }}}}"#
        );
        let (status, cause) = run(&definition, StartOptions::default());
        assert_eq!(status, Status::Failed, "with {way}");
        assert!(cause.ends_with("is nested more than 512 levels deep."), "with {way}: {cause}");
    }
}

#[test]
fn a_loop_that_never_ends_is_ended_by_the_number_of_events() {
    let definition = r#"{"StartAt": "Spin", "States": {"Spin": {"Type": "Pass", "Next": "Spin"}}}"#;
    let options = StartOptions {
        limits: Limits { history_events: 25_000, ..Limits::default() },
        ..StartOptions::default()
    };
    let (status, cause) = run(definition, options);
    assert_eq!(status, Status::Failed);
    assert_eq!(cause, "The execution reached the maximum number of history events (25000).");
}

#[test]
fn data_that_doubles_itself_fails_at_the_payload_limit() {
    for way in [
        r#"{"a.$": "$", "b.$": "$"}"#,
        r#"{"a.$": "States.Array($, $)"}"#,
        r#"{"a.$": "States.JsonToString($)"}"#,
    ] {
        let definition = format!(
            r#"{{"StartAt": "Double", "States": {{
                "Double": {{"Type": "Pass", "Parameters": {way}, "Next": "Double"}}
            }}}}"#
        );
        let (status, cause) = run(&definition, StartOptions::default());
        assert_eq!(status, Status::Failed, "with {way}");
        let limit = "returned a result with a size exceeding the maximum number of bytes service limit.";
        assert_eq!(cause, format!("The state/task 'Double' {limit}"), "with {way}");
    }
}
