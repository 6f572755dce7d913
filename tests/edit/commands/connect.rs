//! Transitions that are led elsewhere.

use super::super::{from, scope, state};
use super::{check, refused};
use asl_studio::edit::{Command, Connection, Port, Target};
use expect_test::expect;

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
    refused(
        &connect(from("Both/0/Left", Port::Next), "Pause"),
        "“Left” and “Pause” are not in the same scope: a transition cannot enter or leave a branch",
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
    refused(&connect(from("Done", Port::Next), "Pause"), "“Done” ends the workflow: nothing can follow it");
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
    refused(
        &Command::Connect { connection: from("Large?", Port::Default), to: Target::End },
        "A Default leads to a state: put a Succeed or a Pass there to end",
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
    refused(
        &disconnect(Connection::start(scope(""))),
        "A workflow needs a first state: lead the start elsewhere instead",
    );
}
