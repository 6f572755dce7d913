//! States that go, move or get another name.

use super::super::{from, scope, state};
use super::{check, refused, states};
use asl_studio::edit::{Command, Connection, Place, Port};
use expect_test::expect;

#[test]
fn what_led_to_a_deleted_state_leads_on() {
    let delete = |names: &[&str]| Command::Delete { states: states(names) };
    check(
        &delete(&["Pause"]),
        &expect![[r#"
        Delete Pause → 
        …
        -            "Default": "Pause"
        +            "Default": "Done"
        …
        -            "Next": "Pause"
        +            "Next": "Done"
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        …
    "#]],
    );
    check(
        &delete(&["Read"]),
        &expect![[r#"
        Delete Read → 
        …
        -    "Comment": "Shop",   "StartAt": "Read",
        +    "Comment": "Shop",   "StartAt": "Large?",
        …
        -        "Read": { "Type": "Task", "Resource": "arn:aws:lambda:[REGION]:[ACCOUNT-ID]:function:read",
        -                  "Next": "Large?" },
        -
        …
    "#]],
    );
    check(
        &delete(&["Large?", "Both"]),
        &expect![[r#"
        Delete 2 states → 
        …
        -                  "Next": "Large?" },
        -
        -        "Large?": {
        -            "Type": "Choice",
        -            "Choices": [
        -                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Both" }
        -            ],
        -            "Default": "Pause"
        -        },
        -        "Both": {
        -            "Type": "Parallel",
        -            "Branches": [
        -                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
        -                {
        -                    "StartAt": "Right",
        -                    "States": {
        -                        "Right": {
        -                            "Type": "Task",
        -                            "Resource": "arn:aws:states:::sqs:sendMessage",
        -                            "Parameters": { "QueueUrl": "\u0071", "X-Mine": [1,2 ,3] },
        -                            "End": true
        -                        }
        -                    }
        -                }
        -            ],
        -            "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Failed" } ],
        -            "Next": "Pause"
        -        },
        +                  "Next": "Pause" },
        …
    "#]],
    );
    check(
        &delete(&["Done"]),
        &expect![[r#"
        Delete Done → 
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        -        "Done": { "Type": "Succeed" },
        +        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "End": true },
        …
    "#]],
    );
    check(
        &delete(&["Failed"]),
        &expect![[r#"
        Delete Failed → 
        …
        -            "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Failed" } ],
        +            "Catch": [ { "ErrorEquals": ["States.ALL"] } ],
        …
        -        "Done": { "Type": "Succeed" },
        -        "Failed": {
        -            "Type": "Fail",
        -            "Error": "Broken"
        -        }
        +        "Done": { "Type": "Succeed" }
        …
    "#]],
    );
    check(
        &delete(&["Both/0/Left"]),
        &expect![[r#"
        Delete Left → 
        …
        -                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
        +                { "States": {} },
        …
    "#]],
    );
    check(
        &delete(&["Both", "Both/1/Right"]),
        &expect![[r#"
        Delete Both → 
        …
        -                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Both" }
        +                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Pause" }
        …
        -        "Both": {
        -            "Type": "Parallel",
        -            "Branches": [
        -                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
        -                {
        -                    "StartAt": "Right",
        -                    "States": {
        -                        "Right": {
        -                            "Type": "Task",
        -                            "Resource": "arn:aws:states:::sqs:sendMessage",
        -                            "Parameters": { "QueueUrl": "\u0071", "X-Mine": [1,2 ,3] },
        -                            "End": true
        -                        }
        -                    }
        -                }
        -            ],
        -            "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Failed" } ],
        -            "Next": "Pause"
        -        },
        …
    "#]],
    );
    refused(&delete(&["Nobody"]), "The state Nobody is not there any more");
}

#[test]
fn states_move_with_their_texts() {
    let moving = |names: &[&str], to: Place| Command::Move { states: states(names), to };
    check(
        &moving(&["Pause"], Place::On(from("Read", Port::Next))),
        &expect![[r#"
        Move Pause → Pause
        …
        -                  "Next": "Large?" },
        +                  "Next": "Pause" },
        +        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Large?" },
        …
        -            "Default": "Pause"
        +            "Default": "Done"
        …
        -            "Next": "Pause"
        +            "Next": "Done"
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        …
    "#]],
    );
    check(
        &moving(&["Pause"], Place::On(from("Both/0/Left", Port::Next))),
        &expect![[r#"
        Move Pause → Both[0] / Pause
        …
        -            "Default": "Pause"
        +            "Default": "Done"
        …
        -                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
        +                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "Next": "Pause" }, "Pause": { "Type": "Wait", "Seconds": "${Delay}", "End": true } } },
        …
        -            "Next": "Pause"
        +            "Next": "Done"
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        …
    "#]],
    );
    check(
        &moving(&["Both/1/Right"], Place::On(from("Pause", Port::Next))),
        &expect![[r#"
        Move Right → Right
        …
        -                    "StartAt": "Right",
        -                    "States": {
        -                        "Right": {
        -                            "Type": "Task",
        -                            "Resource": "arn:aws:states:::sqs:sendMessage",
        -                            "Parameters": { "QueueUrl": "\u0071", "X-Mine": [1,2 ,3] },
        -                            "End": true
        -                        }
        -                    }
        +                    "States": {}
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Right" },
        +        "Right": {
        +            "Type": "Task",
        +            "Resource": "arn:aws:states:::sqs:sendMessage",
        +            "Parameters": { "QueueUrl": "\u0071", "X-Mine": [1,2 ,3] },
        +            "Next": "Done"
        +        },
        …
    "#]],
    );
    check(
        &moving(&["Both", "Pause"], Place::On(Connection::start(scope("")))),
        &expect![[r#"
        Move 2 states → Both, Pause
        …
        -    "Comment": "Shop",   "StartAt": "Read",
        +    "Comment": "Shop",   "StartAt": "Both",
        …
        -        "Read": { "Type": "Task", "Resource": "arn:aws:lambda:[REGION]:[ACCOUNT-ID]:function:read",
        -                  "Next": "Large?" },
        -
        -        "Large?": {
        -            "Type": "Choice",
        -            "Choices": [
        -                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Both" }
        -            ],
        -            "Default": "Pause"
        -        },
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Read" },
        +        "Read": { "Type": "Task", "Resource": "arn:aws:lambda:[REGION]:[ACCOUNT-ID]:function:read",
        +                  "Next": "Large?" },
        +
        +        "Large?": {
        +            "Type": "Choice",
        +            "Choices": [
        +                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Done" }
        +            ],
        +            "Default": "Done"
        +        },
        …
    "#]],
    );
    refused(&moving(&["Pause"], Place::On(from("Pause", Port::Next))), "Nothing changed");
    refused(&moving(&["Both"], Place::On(from("Both/0/Left", Port::Next))), "“Both” cannot go inside itself");
}

#[test]
fn a_name_changes_wherever_it_stands() {
    let rename = |from: &str, to: &str| Command::Rename { state: state(from), to: to.into() };
    check(
        &rename("Pause", "Rest \"a\" while"),
        &expect![[r#"
        Rename Pause to Rest "a" while → Rest "a" while
        …
        -            "Default": "Pause"
        +            "Default": "Rest \"a\" while"
        …
        -            "Next": "Pause"
        +            "Next": "Rest \"a\" while"
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Rest \"a\" while": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        …
    "#]],
    );
    check(
        &rename("Both/0/Left", "West"),
        &expect![[r#"
        Rename Left to West → Both[0] / West
        …
        -                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
        +                { "StartAt": "West", "States": { "West": { "Type": "Pass", "End": true } } },
        …
    "#]],
    );
    refused(&rename("Pause", "Left"), "There is a state named “Left” already");
    refused(&rename("Pause", " "), "A state needs a name");
}
