//! `ErrorEquals` is not empty; `States.ALL` stands alone in it and in the last entry only; names starting
//! with `States.` are those that the language knows.

use crate::asl::parse::SCHEMA;
use crate::asl::{error_name, suggest};
use crate::diagnostic::Diagnostic;
use crate::json::JsonPointer;
use crate::json::tree::NodeKind;
use crate::lint::Context;
use std::sync::Arc;

pub(super) fn check(context: &mut Context<'_>) {
    for (_, state) in context.machine.states() {
        let count = state.retry.len();
        for (index, retrier) in state.retry.iter().enumerate() {
            entry(context, &retrier.pointer, &retrier.error_equals, index + 1 == count);
        }
        let count = state.catch.len();
        for (index, catcher) in state.catch.iter().enumerate() {
            entry(context, &catcher.pointer, &catcher.error_equals, index + 1 == count);
        }
    }
}

fn entry(context: &mut Context<'_>, holder: &JsonPointer, names: &[Arc<str>], is_last: bool) {
    const FIELD: &str = "ErrorEquals";
    if names.is_empty() && is_empty_array(context, &holder.key(FIELD)) {
        let hint = "Add `\"States.ALL\"`, or the errors it is for";
        let message = "'ErrorEquals' must have at least one entry";
        context.report(Diagnostic::error(SCHEMA, holder.key(FIELD), message).hint(hint));
    }
    if names.iter().any(|name| &**name == error_name::ALL) {
        if names.len() > 1 {
            let message = "'States.ALL' must appear alone in 'ErrorEquals'";
            let hint = "Remove the others, which it includes, or make an entry of its own for it";
            context.report(Diagnostic::error(SCHEMA, holder.key(FIELD), message).hint(hint));
        } else if !is_last {
            let message = "'States.ALL' must be in the last entry";
            let hint = "Move this entry to the end; those after it would never be looked at";
            context.report(Diagnostic::error(SCHEMA, holder.key(FIELD), message).hint(hint));
        }
    }
    for (index, name) in names.iter().enumerate() {
        if name.starts_with("States.") && !is_known(name) {
            let hint = suggest::closest(name, error_name::RESERVED.iter().copied()).map_or_else(
                || "Names starting with `States.` are reserved; use one that exists".to_owned(),
                |near| format!("Did you mean `{near}`?"),
            );
            let message = format!("There is no error named `{name}`");
            let finding = Diagnostic::warning("UNKNOWN_ERROR_NAME", holder.key(FIELD).index(index), message);
            context.report(finding.hint(hint));
        }
    }
}

/// A call of an HTTPS endpoint fails with `States.Http.StatusCode.503` and the like (AWS developer guide, "Call HTTPS
/// APIs").
fn is_known(name: &str) -> bool {
    name.starts_with("States.Http.") || error_name::RESERVED.contains(&name)
}

/// Not where it is missing, or holds what is no string: both have been told.
fn is_empty_array(context: &Context<'_>, pointer: &JsonPointer) -> bool {
    context.tree().node_at(pointer).is_some_and(|node| {
        context.tree().kind(node) == NodeKind::Array && context.tree().children(node).next().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn error_names_are_checked() {
        check_state(rule, r#""Type": "Task", "Retry": [{"ErrorEquals": ["States.Timeout", "Mine", "States.Http.StatusCode.503"]}, {"ErrorEquals": ["States.ALL"]}]"#, &[]);
        check_state(rule, r#""Type": "Task", "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["X"]}]"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Retry/0/ErrorEquals: 'States.ALL' must be in the last entry",
        ]);
        check_state(rule, r#""Type": "Task", "Catch": [{"ErrorEquals": ["States.ALL", "X"]}]"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Catch/0/ErrorEquals: 'States.ALL' must appear alone in 'ErrorEquals'",
        ]);
        check_state(rule, r#""Type": "Task", "Catch": [{"ErrorEquals": []}, {"ErrorEquals": ["States.TimeOut"]}]"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Catch/0/ErrorEquals: 'ErrorEquals' must have at least one entry",
            "warning UNKNOWN_ERROR_NAME /States/A/Catch/1/ErrorEquals/0: There is no error named `States.TimeOut`",
        ]);
    }
}
