//! Pass, Wait and Fail: states with a field or two of their own.

use super::builder::Builder;
use super::field::{Act, Control, Pick};
use crate::asl::QueryLanguage;
use crate::edit::Command;
use crate::json::Value;

pub(super) fn pass(builder: &mut Builder<'_>) {
    result(builder);
}

pub(super) fn result(builder: &mut Builder<'_>) {
    builder.offer("Result", "Result", Control::Json, "{ \"order_id\": \"ORD-1\" }");
}

pub(super) fn fail(builder: &mut Builder<'_>) {
    let words = if builder.is_jsonata() { "OrderFailed, or {% … %}" } else { "OrderFailed, or $.path" };
    builder.twin(("Error", "ErrorPath"), "Error", Control::Text, words);
    builder.twin(("Cause", "CausePath"), "Cause", Control::Prose, "What went wrong");
}

/// The forms of a Wait: the field, what it is called, and what it holds to begin with.
const FORMS: &[(&str, &str, &str)] = &[
    ("Seconds", "A number of seconds", "5"),
    ("SecondsPath", "Seconds from the input, by a path", "\"$.seconds\""),
    ("Timestamp", "Until a moment", "\"2030-01-01T00:00:00Z\""),
    ("TimestampPath", "Until a moment from the input, by a path", "\"$.until\""),
];

pub(super) fn wait(builder: &mut Builder<'_>) {
    let shown: Vec<&(&str, &str, &str)> = FORMS.iter().filter(|(name, ..)| builder.shows(name)).collect();
    let chosen = shown.iter().position(|(name, ..)| builder.has(name));
    let mut picks: Vec<Pick> = shown.iter().map(|form| form_pick(builder, form)).collect();
    if chosen.is_none() {
        picks.push(Pick { label: "Choose".into(), group: None, act: Act::Stay });
    }
    let at = chosen.unwrap_or(picks.len() - 1);
    builder.choose("wait", "Wait for", None, picks, at);
    let name = chosen.and_then(|at| shown.get(at)).map(|(name, ..)| *name);
    match name {
        Some("Seconds") => builder.add("Seconds", "Seconds", Control::Number, numbers(builder.language)),
        Some("SecondsPath") => {
            builder.add("SecondsPath", "Path of the seconds", Control::Expression, "$.seconds")
        }
        Some("Timestamp") => builder.add("Timestamp", "Timestamp", Control::Text, "2030-01-01T00:00:00Z"),
        Some(_) => builder.add("TimestampPath", "Path of the timestamp", Control::Expression, "$.until"),
        None => {}
    }
}

fn numbers(language: QueryLanguage) -> &'static str {
    match language {
        QueryLanguage::JsonPath => "5",
        QueryLanguage::Jsonata => "5, or {% … %}",
    }
}

fn form_pick(
    builder: &Builder<'_>,
    (name, label, start): &(&'static str, &'static str, &'static str),
) -> Pick {
    let mut values = vec![(builder.pointer(name), crate::json::parse(start).ok().or(Some(Value::Null)))];
    let others = FORMS.iter().filter(|(other, ..)| other != name && builder.has(other));
    values.extend(others.map(|(other, ..)| (builder.pointer(other), None)));
    Pick::new(*label, Command::SetAll { values })
}
