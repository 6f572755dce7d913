//! In Payload Templates a key that ends in `.$` holds a path or an Intrinsic Function, and a value that
//! looks like one has such a key. Expressions of JSONata are not evaluated in JSONPath states.

use crate::asl::parse::SCHEMA;
use crate::asl::{QueryLanguage, State, placeholder};
use crate::diagnostic::Diagnostic;
use crate::expr::Query;
use crate::json::Value;
use crate::lint::walk::{self, Place};
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        if context.language(id) == QueryLanguage::JsonPath {
            check_state(context, state);
        }
    }
}

fn check_state(context: &mut Context<'_>, state: &State) {
    let mut found = Vec::new();
    walk::templates(state, &mut |place, template| {
        walk::members(&place, template, &mut |place, key, value| {
            found.extend(if key.ends_with(".$") { dollar(place, key, value) } else { plain(place, key, value) });
        });
    });
    found.into_iter().for_each(|finding| context.report(finding));
}

fn dollar(place: &Place<'_>, key: &str, value: &Value) -> Option<Diagnostic> {
    let mistake = match value.as_str() {
        Some(text) if placeholder::is_in(text) => None,
        Some(text) => Query::parse(text).err().map(|error| error.to_string()),
        None => Some(format!("It is of the type {}", value.type_name())),
    }?;
    let message =
        format!("The value for the field '{key}' must be a valid JSONPath or a valid intrinsic function call");
    let plain = key.trim_end_matches(".$");
    let hint = format!("{mistake}; to take the value as it is name the field `{plain}`");
    Some(Diagnostic::error(SCHEMA, place.pointer(), message).hint(hint))
}

fn plain(place: &Place<'_>, key: &str, value: &Value) -> Option<Diagnostic> {
    let text = value.as_str()?;
    if looks_evaluated(text) {
        let message = format!("`{key}` is taken as text: only fields whose names end in `.$` are evaluated");
        return Some(Diagnostic::warning("NO_DOLLAR", place.pointer(), message).hint(format!("Name it `{key}.$`")));
    }
    if text.starts_with("{%") && text.ends_with("%}") {
        let message = format!("`{key}` is taken as text: the query language of this state is JSONPath");
        let hint = "Set `\"QueryLanguage\": \"JSONata\"` in the state, or write a path";
        return Some(Diagnostic::warning("JSONATA_IN_JSONPATH", place.pointer(), message).hint(hint));
    }
    None
}

/// Whether a text is meant to be evaluated.
fn looks_evaluated(text: &str) -> bool {
    const STARTS: [&str; 4] = ["$.", "$[", "$$.", "States."];
    STARTS.iter().any(|start| text.starts_with(start))
        && (!text.starts_with("States.") || text.contains('(') && text.ends_with(')'))
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn keys_and_values_fit() {
        check_state(rule, r#""Type": "Pass", "Parameters": {"a.$": "$.b", "c.$": "States.UUID()", "d.$": "$$.Execution.Id", "e": "$5"}"#, &[]);
        check_state(rule, r#""Type": "Task", "Parameters": {"Payload": {"a.$": "b", "c.$": 5, "d.$": "States.Format('a"}}"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Parameters/Payload/a.$: The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
            "error SCHEMA_VALIDATION_FAILED /States/A/Parameters/Payload/d.$: The value for the field 'd.$' must be a valid JSONPath or a valid intrinsic function call",
            "error SCHEMA_VALIDATION_FAILED /States/A/Parameters/Payload/c.$: The value for the field 'c.$' must be a valid JSONPath or a valid intrinsic function call",
        ]);
        check_state(rule, r#""Type": "Task", "ResultSelector": {"a": [{"b": "$.x"}], "c": "{% $x %}", "d": "States.UUID()", "e": "States.Timeout"}"#, &[
            "warning NO_DOLLAR /States/A/ResultSelector/a/0/b: `b` is taken as text: only fields whose names end in `.$` are evaluated",
            "warning JSONATA_IN_JSONPATH /States/A/ResultSelector/c: `c` is taken as text: the query language of this state is JSONPath",
            "warning NO_DOLLAR /States/A/ResultSelector/d: `d` is taken as text: only fields whose names end in `.$` are evaluated",
        ]);
    }
}
