//! What each command does, as the lines that it changes.

mod clipboard;
mod connect;
mod insert;
mod move_and_delete;
mod values;
mod wrap;

use super::diff::diff;
use super::{document, state};
use asl_studio::asl::StatePath;
use asl_studio::edit::{Command, Fragment, Place, apply};
use asl_studio::json::{Value, parse};
use expect_test::Expect;

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

/// A command that cannot be done on [`SHOP`], and what is said of it.
#[track_caller]
fn refused(command: &Command, reason: &str) {
    let told = apply(&document(SHOP), command).map(|edit| edit.label).map_err(|error| error.to_string());
    assert_eq!(told, Err(reason.to_owned()));
}

/// States by their paths, as [`state`] reads them.
fn states(paths: &[&str]) -> Vec<StatePath> {
    paths.iter().map(|path| state(path)).collect()
}

fn insert(name: &str, text: &str, at: Place) -> Command {
    Command::Insert { fragment: Fragment::one(name, text), at }
}

fn json(text: &str) -> Value {
    parse(text).expect("the test's value is JSON")
}
