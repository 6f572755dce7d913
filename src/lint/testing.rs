//! How rules are tested: a definition, and what the one rule says about it.

use super::Context;
use crate::asl::parse;

/// Checks what a rule finds, as `severity CODE pointer: message`.
#[track_caller]
pub(super) fn check_machine(rule: fn(&mut Context<'_>), text: &str, expected: &[&str]) {
    let parsed = parse(text);
    assert!(parsed.is_readable(), "the test's own definition is broken: {:#?}", parsed.diagnostics);
    let mut context = Context::new(&parsed);
    rule(&mut context);
    let found = context.finish();
    assert!(found.iter().all(|one| one.hint.is_some() && one.position.is_some()), "no hint or position");
    let mut told: Vec<_> = found
        .iter()
        .map(|one| format!("{} {} {}: {}", one.severity, one.code, one.pointer, one.message))
        .collect();
    told.sort();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(told, expected, "of {text}");
}

/// The same of a definition given by its states; the first is `A`.
#[track_caller]
pub(super) fn check(rule: fn(&mut Context<'_>), states: &str, expected: &[&str]) {
    check_machine(rule, &format!("{{\"StartAt\": \"A\", \"States\": {{{states}}}}}"), expected);
}

/// The same of a definition with one state, `A`, given by its fields.
#[track_caller]
pub(super) fn check_state(rule: fn(&mut Context<'_>), fields: &str, expected: &[&str]) {
    check(rule, &format!("\"A\": {{{fields}}}"), expected);
}
