//! Values and texts that are set.

use super::super::{document, state};
use super::{SHOP, check, json};
use asl_studio::edit::{Command, CommandError, apply};
use asl_studio::json::JsonPointer;
use expect_test::expect;

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
    let url = at("/States/Both/Branches/1/States/Right/Parameters/QueueUrl");
    check(
        &Command::Rekey { pointer: url.clone(), to: "QueueUrl.$".into(), value: Some("$.q".into()) },
        &expect![[r#"
        Change QueueUrl of Right → 
        …
        -                            "Parameters": { "QueueUrl": "\u0071", "X-Mine": [1,2 ,3] },
        +                            "Parameters": { "QueueUrl.$": "$.q", "X-Mine": [1,2 ,3] },
        …
    "#]],
    );
    check(
        &Command::Rekey { pointer: url, to: "X-Mine".into(), value: None },
        &expect![[r#"
        X-Mine is already there
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
