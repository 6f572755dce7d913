//! What each command does, as the lines that it changes.

use super::diff::diff;
use super::{document, from, scope, state};
use asl_studio::edit::{Command, CommandError, Connection, Fragment, Place, Port, Target, Wrapping, apply};
use asl_studio::json::{JsonPointer, Value, parse};
use expect_test::{Expect, expect};

/// A workflow as somebody wrote it, with odd spacing, an unknown field, escapes and a number of its own form.
const SHOP: &str = r#"{
    "Comment": "Shop",   "StartAt": "Read",
    "States": {
        "Read": { "Type": "Task", "Resource": "arn:aws:lambda:[REGION]:[ACCOUNT-ID]:function:read",
                  "Next": "Large?" },

        "Large?": {
            "Type": "Choice",
            "Choices": [
                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Both" }
            ],
            "Default": "Pause"
        },
        "Both": {
            "Type": "Parallel",
            "Branches": [
                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
                {
                    "StartAt": "Right",
                    "States": {
                        "Right": {
                            "Type": "Task",
                            "Resource": "arn:aws:states:::sqs:sendMessage",
                            "Parameters": { "QueueUrl": "\u0071", "X-Mine": [1,2 ,3] },
                            "End": true
                        }
                    }
                }
            ],
            "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Failed" } ],
            "Next": "Pause"
        },
        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        "Done": { "Type": "Succeed" },
        "Failed": {
            "Type": "Fail",
            "Error": "Broken"
        }
    }
}
"#;

const PASS: &str = "{\n  \"Type\": \"Pass\",\n  \"End\": true\n}";

#[track_caller]
fn check(command: &Command, expected: &Expect) {
    check_on(SHOP, command, expected);
}

#[track_caller]
fn check_on(text: &str, command: &Command, expected: &Expect) {
    let before = document(text);
    let shown = match apply(&before, command) {
        Ok(edit) => {
            let select: Vec<String> = edit.select.iter().map(ToString::to_string).collect();
            format!("{} → {}\n{}", edit.label, select.join(", "), diff(text, edit.document.text()))
        }
        Err(error) => format!("{error}\n"),
    };
    expected.assert_eq(&shown);
}

fn insert(name: &str, text: &str, at: Place) -> Command {
    Command::Insert { fragment: Fragment::one(name, text), at }
}

fn json(text: &str) -> Value {
    parse(text).expect("the test's value is JSON")
}

#[test]
fn a_state_is_inserted_between_two_others() {
    check(
        &insert("Check", PASS, Place::On(from("Read", Port::Next))),
        &expect![[r#"
        Add Check → Check
        …
        -                  "Next": "Large?" },
        +                  "Next": "Check" },
        +        "Check": {
        +            "Type": "Pass",
        +            "Next": "Large?"
        +        },
        …
    "#]],
    );
}

#[test]
fn a_state_is_inserted_at_the_start() {
    check(
        &insert("First", PASS, Place::On(Connection::start(scope("")))),
        &expect![[r#"
        Add First → First
        …
        -    "Comment": "Shop",   "StartAt": "Read",
        +    "Comment": "Shop",   "StartAt": "First",
        …
        +        "First": {
        +            "Type": "Pass",
        +            "Next": "Read"
        +        },
        …
    "#]],
    );
}

#[test]
fn a_state_is_inserted_on_a_rule_a_default_and_a_catcher() {
    check(
        &insert("Rule", PASS, Place::On(from("Large?", Port::Rule(0)))),
        &expect![[r#"
        Add Rule → Rule
        …
        -                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Both" }
        +                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Rule" }
        …
        +        "Rule": {
        +            "Type": "Pass",
        +            "Next": "Both"
        +        },
        …
    "#]],
    );
    check(
        &insert("Else", PASS, Place::On(from("Large?", Port::Default))),
        &expect![[r#"
        Add Else → Else
        …
        -            "Default": "Pause"
        +            "Default": "Else"
        …
        +        "Else": {
        +            "Type": "Pass",
        +            "Next": "Pause"
        +        },
        …
    "#]],
    );
    check(
        &insert("Tell", PASS, Place::On(from("Both", Port::Catch(0)))),
        &expect![[r#"
        Add Tell → Tell
        …
        -            "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Failed" } ],
        +            "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Tell" } ],
        …
        +        "Tell": {
        +            "Type": "Pass",
        +            "Next": "Failed"
        +        },
        …
    "#]],
    );
}

#[test]
fn a_new_rule_and_a_new_catcher_come_with_their_state() {
    check(
        &insert("Small", PASS, Place::On(from("Large?", Port::NewRule))),
        &expect![[r#"
        Add Small → Small
        …
        -                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Both" }
        +                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Both" },
        +                {
        +                    "Next": "Small"
        +                }
        …
        +        "Small": {
        +            "Type": "Pass",
        +            "End": true
        +        },
        …
    "#]],
    );
    check(
        &insert("Tell", PASS, Place::On(from("Read", Port::NewCatch))),
        &expect![[r#"
        Add Tell → Tell
        …
        +                  "Catch": [
        +                      {
        +                          "ErrorEquals": [
        +                              "States.ALL"
        +                          ],
        +                          "Next": "Tell"
        +                      }
        +                  ],
        …
        +        "Tell": {
        +            "Type": "Pass",
        +            "End": true
        +        },
        …
    "#]],
    );
    check(
        &insert("Tell", PASS, Place::On(from("Both", Port::NewCatch))),
        &expect![[r#"
        Add Tell → Tell
        …
        -            "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Failed" } ],
        +            "Catch": [ {"ErrorEquals": ["States.TaskFailed"], "Next": "Tell"}, { "ErrorEquals": ["States.ALL"], "Next": "Failed" } ],
        …
        +        "Tell": {
        +            "Type": "Pass",
        +            "End": true
        +        },
        …
    "#]],
    );
}

#[test]
fn a_state_is_inserted_at_the_end_of_a_branch_on_one_line() {
    check(
        &insert("After", PASS, Place::On(from("Both/0/Left", Port::Next))),
        &expect![[r#"
        Add After → Both[0] / After
        …
        -                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
        +                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "Next": "After" }, "After": {"Type": "Pass", "End": true} } },
        …
    "#]],
    );
}

#[test]
fn a_choice_takes_what_followed_as_its_default() {
    let choice = "{\n  \"Type\": \"Choice\",\n  \"Choices\": []\n}";
    check(
        &insert("Which?", choice, Place::On(from("Pause", Port::Next))),
        &expect![[r#"
        Add Which? → Which?
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Which?" },
        +        "Which?": {
        +            "Type": "Choice",
        +            "Choices": [],
        +            "Default": "Done"
        +        },
        …
    "#]],
    );
    check(
        &insert("Which?", choice, Place::On(from("Both/0/Left", Port::Next))),
        &expect![[r#"
        Add Which? → Both[0] / Which?
        …
        -                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
        +                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "Next": "Which?" }, "Which?": {"Type": "Choice", "Choices": []} } },
        …
    "#]],
    );
}

#[test]
fn a_name_that_is_taken_gets_a_number() {
    check(
        &insert("Left", PASS, Place::On(from("Pause", Port::Next))),
        &expect![[r#"
        Add Left (2) → Left (2)
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Left (2)" },
        +        "Left (2)": {
        +            "Type": "Pass",
        +            "Next": "Done"
        +        },
        …
    "#]],
    );
    let parallel = r#"{
  "Type": "Parallel",
  "Branches": [
    { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } }
  ],
  "End": true
}"#;
    check(
        &insert("Both", parallel, Place::In(scope(""))),
        &expect![[r#"
        Add Both (2) → Both (2)
        …
        +        },
        +        "Both (2)": {
        +            "Type": "Parallel",
        +            "Branches": [
        +                { "StartAt": "Left (2)", "States": { "Left (2)": { "Type": "Pass", "End": true } } }
        +            ],
        +            "End": true
        …
    "#]],
    );
}

#[test]
fn the_first_state_of_an_empty_definition_is_its_start() {
    check_on(
        "{\n  \"States\": {}\n}\n",
        &insert("Pass", PASS, Place::In(scope(""))),
        &expect![[r#"
        Add Pass → Pass
        …
        -  "States": {}
        +  "StartAt": "Pass",
        +  "States": {
        +    "Pass": {
        +      "Type": "Pass",
        +      "End": true
        +    }
        +  }
        …
    "#]],
    );
    check_on(
        "{}",
        &insert("Pass", PASS, Place::In(scope(""))),
        &expect![[r#"
        Add Pass → Pass
        -{}
        +{"StartAt":"Pass","States":{"Pass":{"Type":"Pass","End":true}}}
    "#]],
    );
}

#[test]
fn what_led_to_a_deleted_state_leads_on() {
    let delete = |names: &[&str]| Command::Delete { states: names.iter().map(|name| state(name)).collect() };
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
    check(
        &delete(&["Nobody"]),
        &expect![[r#"
        The state Nobody is not there any more
    "#]],
    );
}

#[test]
fn states_move_with_their_texts() {
    let moving = |names: &[&str], to: Place| Command::Move {
        states: names.iter().map(|name| state(name)).collect(),
        to,
    };
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
    check(
        &moving(&["Pause"], Place::On(from("Pause", Port::Next))),
        &expect![[r#"
        Nothing changed
    "#]],
    );
    check(
        &moving(&["Both"], Place::On(from("Both/0/Left", Port::Next))),
        &expect![[r#"
        “Both” cannot go inside itself
    "#]],
    );
}

#[test]
fn connections_are_led_elsewhere() {
    let connect = |connection, to: &str| Command::Connect { connection, to: Target::State(state(to)) };
    check(
        &connect(from("Read", Port::Next), "Pause"),
        &expect![[r#"
        Connect Read to Pause → Read
        …
        -                  "Next": "Large?" },
        +                  "Next": "Pause" },
        …
    "#]],
    );
    check(
        &connect(from("Both/0/Left", Port::Next), "Pause"),
        &expect![[r#"
        “Left” and “Pause” are not in the same scope: a transition cannot enter or leave a branch
    "#]],
    );
    check(
        &connect(from("Large?", Port::NewRule), "Done"),
        &expect![[r#"
        Connect Large? to Done → Large?
        …
        -                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Both" }
        +                { "Variable": "$.total", "NumericGreaterThan": 1.50e2, "Next": "Both" },
        +                {
        +                    "Next": "Done"
        +                }
        …
    "#]],
    );
    check(
        &connect(from("Done", Port::Next), "Pause"),
        &expect![[r#"
        “Done” ends the workflow: nothing can follow it
    "#]],
    );
    check(
        &Command::Connect { connection: from("Pause", Port::Next), to: Target::End },
        &expect![[r#"
        End after Pause → Pause
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "End": true },
        …
    "#]],
    );
    check(
        &Command::Connect { connection: from("Large?", Port::Default), to: Target::End },
        &expect![[r#"
        A Default leads to a state: put a Succeed or a Pass there to end
    "#]],
    );
}

#[test]
fn a_connection_goes_with_what_it_belongs_to() {
    let disconnect = |connection| Command::Disconnect { connection };
    check(
        &disconnect(from("Read", Port::Next)),
        &expect![[r#"
        Disconnect Read → Read
        …
        -                  "Next": "Large?" },
        +                  "End": true },
        …
    "#]],
    );
    check(
        &disconnect(from("Large?", Port::Default)),
        &expect![[r#"
        Delete the default of Large? → Large?
        …
        -            ],
        -            "Default": "Pause"
        +            ]
        …
    "#]],
    );
    check(
        &disconnect(from("Both", Port::Catch(0))),
        &expect![[r#"
        Delete catcher 1 of Both → Both
        …
        -            "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Failed" } ],
        …
    "#]],
    );
    check(
        &disconnect(Connection::start(scope(""))),
        &expect![[r#"
        A workflow needs a first state: lead the start elsewhere instead
    "#]],
    );
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
    check(
        &rename("Pause", "Left"),
        &expect![[r#"
        There is a state named “Left” already
    "#]],
    );
    check(
        &rename("Pause", " "),
        &expect![[r#"
        A state needs a name
    "#]],
    );
}

#[test]
fn states_are_wrapped_and_unwrapped() {
    let wrap =
        |names: &[&str], in_a| Command::Wrap { states: names.iter().map(|name| state(name)).collect(), in_a };
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
    check(
        &wrap(&["Large?"], Wrapping::Map),
        &expect![[r#"
        The selection leads to “Both” and to “Pause”: a branch leads to one state
    "#]],
    );
    check(
        &Command::Unwrap { state: state("Both") },
        &expect![[r#"
        “Both” has several branches: they run at the same time
    "#]],
    );
    check(
        &Command::Unwrap { state: state("Pause") },
        &expect![[r#"
        “Pause” holds no states
    "#]],
    );
}

#[test]
fn wrapping_and_unwrapping_come_back_to_the_same_flow() {
    let before = document(SHOP);
    let wrapped =
        apply(&before, &Command::Wrap { states: vec![state("Pause")], in_a: Wrapping::Map }).expect("wraps");
    let back = apply(&wrapped.document, &Command::Unwrap { state: state("Map") }).expect("unwraps");
    assert_eq!(parse(back.document.text()).ok(), parse(SHOP).ok());
}

#[test]
fn values_are_set_where_fields_of_their_name_stand() {
    let at = |text: &str| JsonPointer::from_text(text);
    let set = |pointer: &str, value: &str| Command::Set { pointer: at(pointer), value: json(value) };
    check(
        &set("/States/Pause/Seconds", "30"),
        &expect![[r#"
        Change Seconds of Pause → 
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Pause": { "Type": "Wait", "Seconds": 30, "Next": "Done" },
        …
    "#]],
    );
    check(
        &set("/States/Pause/Comment", "\"Rest\""),
        &expect![[r#"
        Change Comment of Pause → 
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Pause": { "Type": "Wait", "Comment": "Rest", "Seconds": "${Delay}", "Next": "Done" },
        …
    "#]],
    );
    check(
        &set("/States/Both/ResultPath", "null"),
        &expect![[r#"
        Change ResultPath of Both → 
        …
        +            "ResultPath": null,
        …
    "#]],
    );
    check(
        &set("/TimeoutSeconds", "60"),
        &expect![[r#"
        Change TimeoutSeconds → 
        …
        -    }
        +    },
        +    "TimeoutSeconds": 60
        …
    "#]],
    );
    check(
        &set("/States/Both/Branches/1/States/Right/Parameters", r#"{"QueueUrl": "q", "X-Mine": [1, 2, 4]}"#),
        &expect![[r#"
        Change Parameters of Right → 
        …
        -                            "Parameters": { "QueueUrl": "\u0071", "X-Mine": [1,2 ,3] },
        +                            "Parameters": { "QueueUrl": "\u0071", "X-Mine": [1,2 ,4] },
        …
    "#]],
    );
    check(
        &Command::Remove { pointer: at("/States/Failed/Error") },
        &expect![[r#"
        Change Error of Failed → 
        …
        -            "Type": "Fail",
        -            "Error": "Broken"
        +            "Type": "Fail"
        …
    "#]],
    );
    check(
        &Command::InsertItem {
            array: at("/States/Read/Retry"),
            index: 0,
            value: json(r#"{"ErrorEquals": ["E"]}"#),
        },
        &expect![[r#"
            Add to Retry of Read → 
            …
            +                  "Retry": [
            +                      {
            +                          "ErrorEquals": [
            +                              "E"
            +                          ]
            +                      }
            +                  ],
            …
        "#]],
    );
    check(
        &Command::MoveItem { array: at("/States/Both/Branches"), from: 1, to: 0 },
        &expect![[r#"
        Reorder Branches of Both → 
        …
        -                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
        …
        -                }
        +                },
        +                { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } }
        …
    "#]],
    );
    check(
        &set("/States/Nobody/Seconds", "1"),
        &expect![[r#"
        /States/Nobody is not there any more
    "#]],
    );
}

#[test]
fn texts_are_taken_whole_or_refused_with_their_place() {
    let replace = |text: &str| Command::ReplaceState { state: state("Pause"), text: text.to_owned() };
    check(
        &replace("{\n\t\"Type\": \"Wait\",\n\t\"Seconds\": 1,\n\t\"Next\": \"Done\"\n}"),
        &expect![[r#"
        Edit Pause → Pause
        …
        -        "Pause": { "Type": "Wait", "Seconds": "${Delay}", "Next": "Done" },
        +        "Pause": {"Type": "Wait", "Seconds": 1, "Next": "Done"},
        …
    "#]],
    );
    check(
        &replace("{\n  \"Type\": \"Wait\" \"Seconds\": 1\n}"),
        &expect![[r#"
        A comma is missing here (line 2, column 17)
    "#]],
    );
    check(
        &replace("[]"),
        &expect![[r#"
        A state is a JSON object
    "#]],
    );
    check(
        &Command::ReplaceText { text: "{".into() },
        &expect![[r#"
        The text ends before the object opened on line 1 is closed (line 1, column 2)
    "#]],
    );
}

#[test]
fn a_command_that_changes_nothing_says_so() {
    let same = Command::Set { pointer: JsonPointer::from_text("/States/Pause/Type"), value: "Wait".into() };
    assert_eq!(apply(&document(SHOP), &same).err(), Some(CommandError::Unchanged));
}

#[test]
fn the_clipboard_holds_states_in_any_form() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown = match Fragment::from_text(text) {
            Ok(fragment) => {
                let names: Vec<&str> = fragment.states.iter().map(|(name, _)| &**name).collect();
                format!("{} of {}", fragment.start, names.join(", "))
            }
            Err(error) => error.0,
        };
        assert_eq!(shown, expected, "of {text}");
    }
    check(SHOP, "Read of Read, Large?, Both, Pause, Done, Failed");
    check(r#"{"Type": "Pass"}"#, "State of State");
    check(r#"{"A": {"Type": "Pass"}, "B": {"Type": "Pass"}}"#, "A of A, B");
    check(r#"{"A": 1}"#, "This is JSON, but holds no states: each needs a name and a Type");
    check("{}", "This is JSON, but holds no states: each needs a name and a Type");
    check("[]", "States are JSON objects, and this is not one");
    check("{\"A\" 1}", "A colon is missing here (line 1, column 5)");
}

#[test]
fn a_copied_fragment_reads_back_as_it_was() {
    let fragment = Fragment::from_text(SHOP).expect("states");
    assert_eq!(Fragment::from_text(&fragment.to_text()), Ok(fragment.clone()));
    let other = Fragment { start: "Pause".into(), ..fragment };
    let back = Fragment::from_text(&other.to_text()).expect("states");
    assert_eq!((&*back.start, back.states.len()), ("Pause", other.states.len()));
}
