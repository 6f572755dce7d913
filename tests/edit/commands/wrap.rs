//! States put into a Parallel, a Map or a Catcher, and taken out again.

use super::super::{document, state};
use super::{SHOP, check, refused, states};
use asl_studio::edit::{Command, Wrapping, apply};
use asl_studio::json::parse;
use expect_test::expect;

#[test]
fn states_are_wrapped_and_unwrapped() {
    let wrap = |names: &[&str], in_a| Command::Wrap { states: states(names), in_a };
    check(
        &wrap(&["Pause"], Wrapping::Parallel),
        &expect![[r#"
        Put in a Parallel → Parallel
        …
        -            "Default": "Pause"
        +            "Default": "Parallel"
        …
        -            "Next": "Pause"
        +            "Next": "Parallel"
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Parallel": {
        +            "Type": "Parallel",
        +            "Branches": [
        +                {
        +                    "StartAt": "Pause",
        +                    "States": {
        +                        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "End": true }
        +                    }
        +                }
        +            ],
        +            "Next": "Done"
        +        },
        …
    "#]],
    );
    check(
        &wrap(&["Pause", "Done"], Wrapping::Map),
        &expect![[r#"
        Put in a Map → Map
        …
        -            "Default": "Pause"
        +            "Default": "Map"
        …
        -            "Next": "Pause"
        +            "Next": "Map"
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        -        "Done": { "Type": "Succeed" },
        +        "Map": {
        +            "Type": "Map",
        +            "ItemProcessor": {
        +                "ProcessorConfig": {
        +                    "Mode": "INLINE"
        +                },
        +                "StartAt": "Pause",
        +                "States": {
        +                    "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +                    "Done": { "Type": "Succeed" }
        +                }
        +            },
        +            "End": true
        +        },
        …
    "#]],
    );
    check(
        &wrap(&["Pause"], Wrapping::Catch),
        &expect![[r#"
        Catch errors of the selection → Try
        …
        -            "Default": "Pause"
        +            "Default": "Try"
        …
        -            "Next": "Pause"
        +            "Next": "Try"
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Try": {
        +            "Type": "Parallel",
        +            "Branches": [
        +                {
        +                    "StartAt": "Pause",
        +                    "States": {
        +                        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "End": true }
        +                    }
        +                }
        +            ],
        +            "OutputPath": "$[0]",
        +            "Catch": [
        +                {
        +                    "ErrorEquals": [
        +                        "States.ALL"
        +                    ],
        +                    "Next": "Handle error"
        +                }
        +            ],
        +            "Next": "Done"
        +        },
        +        "Handle error": {
        +            "Type": "Pass",
        +            "Next": "Done"
        +        },
        …
    "#]],
    );
    refused(
        &wrap(&["Large?"], Wrapping::Map),
        "The selection leads to “Both” and to “Pause”: a branch leads to one state",
    );
    refused(
        &Command::Unwrap { state: state("Both") },
        "“Both” has several branches: they run at the same time",
    );
    refused(&Command::Unwrap { state: state("Pause") }, "“Pause” holds no states");
}

#[test]
fn wrapping_and_unwrapping_come_back_to_the_same_flow() {
    let before = document(SHOP);
    let wrapped =
        apply(&before, &Command::Wrap { states: vec![state("Pause")], in_a: Wrapping::Map }).expect("wraps");
    let back = apply(&wrapped.document, &Command::Unwrap { state: state("Map") }).expect("unwraps");
    assert_eq!(parse(back.document.text()).ok(), parse(SHOP).ok());
}
