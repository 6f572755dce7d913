//! What may not be, and the reason that is shown.

use super::{document, from, scope, state};
use asl_studio::edit::{Place, Port, Target, rules};

const FLOW: &str = r#"{
  "StartAt": "Which?",
  "States": {
    "Which?": { "Type": "Choice", "Choices": [ { "Variable": "$.a", "IsNull": true, "Next": "Work" } ], "Default": "Stop" },
    "Work": { "Type": "Task", "Resource": "arn:aws:lambda:::function:f", "Next": "Rest",
              "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Stop" } ] },
    "Rest": { "Type": "Wait", "Seconds": 1, "Next": "Work" },
    "Each": { "Type": "Map", "ItemProcessor": { "StartAt": "In", "States": { "In": { "Type": "Pass", "End": true } } }, "End": true },
    "Stop": { "Type": "Fail" }
  }
}"#;

#[track_caller]
fn check(verdict: Result<(), rules::Reason>, expected: &str) {
    let said = verdict.map_or_else(|reason| reason.to_string(), |()| "yes".into());
    assert_eq!(said, expected);
}

#[test]
fn connections_say_why_they_may_not_be() {
    let document = document(FLOW);
    let to = |path: &str, port: Port, target: &str| {
        rules::can_connect(&document, &from(path, port), &Target::State(state(target)))
    };
    check(to("Rest", Port::Next, "Stop"), "yes");
    check(to("Rest", Port::Next, "Rest"), "yes");
    check(
        to("Each/0/In", Port::Next, "Stop"),
        "“In” and “Stop” are not in the same scope: a transition cannot enter or leave a branch",
    );
    check(to("Stop", Port::Next, "Rest"), "“Stop” ends the workflow: nothing can follow it");
    check(to("Which?", Port::Next, "Rest"), "“Which?” leads on by its rules and its Default, not by a Next");
    check(to("Rest", Port::NewCatch, "Stop"), "“Rest” cannot catch errors: only Task, Parallel and Map do");
    check(to("Work", Port::NewRule, "Stop"), "“Work” has no rules: only a Choice does");
    let end = |path: &str, port: Port| rules::can_connect(&document, &from(path, port), &Target::End);
    check(end("Rest", Port::Next), "yes");
    check(end("Work", Port::Catch(0)), "A Catcher leads to a state: put a Succeed or a Pass there to end");
    check(end("Which?", Port::Default), "A Default leads to a state: put a Succeed or a Pass there to end");
}

#[test]
fn moves_and_wraps_say_why_they_may_not_be() {
    let document = document(FLOW);
    let states = |names: &[&str]| names.iter().map(|name| state(name)).collect::<Vec<_>>();
    let into = |names: &[&str], place| rules::can_move(&document, &states(names), &place);
    check(into(&["Rest"], Place::In(scope("Each/0"))), "yes");
    check(into(&["Each"], Place::In(scope("Each/0"))), "“Each” cannot go inside itself");
    check(
        into(&["Rest", "Each/0/In"], Place::In(scope(""))),
        "The selected states are not all in the same scope",
    );
    check(into(&[], Place::In(scope(""))), "Nothing is selected");
    check(
        into(&["Rest"], Place::On(from("Stop", Port::Next))),
        "“Stop” ends the workflow: nothing can follow it",
    );
    check(rules::can_wrap(&document, &states(&["Rest"])), "yes");
    check(
        rules::can_wrap(&document, &states(&["Which?"])),
        "The selection leads to “Work” and to “Stop”: a branch leads to one state",
    );
    check(
        rules::can_wrap(&document, &states(&["Work", "Stop"])),
        "The selection is entered at “Work” and at “Stop”: a branch has one first state",
    );
    check(rules::can_unwrap(&document, &state("Rest")), "“Rest” holds no states");
}
