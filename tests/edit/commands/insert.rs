//! States that come in: on lines, at ends, into what is empty.

use super::super::{from, scope};
use super::{PASS, check, check_on, insert};
use asl_studio::edit::{Connection, Place, Port};
use expect_test::expect;

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
