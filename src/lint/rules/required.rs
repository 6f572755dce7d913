//! What a type cannot do without: a Task's `Resource`, a Choice's `Choices`, a Parallel's `Branches`, a
//! Map's `ItemProcessor`, the `ErrorEquals` of retriers and catchers, the `RoleArn` of `Credentials`.

use crate::asl::parse::SCHEMA;
use crate::asl::{State, StateId, StateKind};
use crate::diagnostic::Diagnostic;
use crate::json::JsonPointer;
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        match &state.kind {
            StateKind::Task(_) => task(context, id, state),
            StateKind::Choice(choice) => {
                let hint = "Add `\"Choices\": [ … ]` with at least one rule";
                list(context, id, state, "Choices", choice.rules.is_empty(), hint);
            }
            StateKind::Parallel(parallel) => {
                let hint = "Add `\"Branches\": [ … ]` with at least one `{\"StartAt\": …, \"States\": …}`";
                list(context, id, state, "Branches", parallel.branches.is_empty(), hint);
            }
            StateKind::Map(_) if !context.has(id, "ItemProcessor") && !context.has(id, "Iterator") => {
                let hint = "Add `\"ItemProcessor\": {\"StartAt\": …, \"States\": …}`";
                missing(context, state.pointer.clone(), "ItemProcessor", hint);
            }
            _ => {}
        }
        let retriers = state.retry.iter().map(|retrier| (&retrier.error_equals, &retrier.pointer));
        let catchers = state.catch.iter().map(|catcher| (&catcher.error_equals, &catcher.pointer));
        for (names, pointer) in retriers.chain(catchers) {
            if names.is_empty() && context.tree().node_at(&pointer.key("ErrorEquals")).is_none() {
                let hint = "Add `\"ErrorEquals\": [\"States.ALL\"]`, or the errors it is for";
                missing(context, pointer.clone(), "ErrorEquals", hint);
            }
        }
    }
}

fn task(context: &mut Context<'_>, id: StateId, state: &State) {
    if !context.has(id, "Resource") {
        let hint = "Add `\"Resource\"`, such as `\"arn:aws:states:::lambda:invoke\"`";
        missing(context, state.pointer.clone(), "Resource", hint);
    }
    let Some(credentials) = context.tree().member(context.node(id), "Credentials") else { return };
    if ["RoleArn", "RoleArn.$"].into_iter().all(|name| context.tree().member(credentials, name).is_none()) {
        let hint = "Add `\"RoleArn\"`, the role to take on";
        let message = "The field 'RoleArn' is required but was missing";
        context.report(Diagnostic::error(SCHEMA, context.field(state, "Credentials"), message).hint(hint));
    }
}

fn list(context: &mut Context<'_>, id: StateId, state: &State, field: &str, is_empty: bool, hint: &str) {
    if !context.has(id, field) {
        missing(context, state.pointer.clone(), field, hint);
    } else if is_empty && context.tree().node_at(&state.pointer.key(field).index(0)).is_none() {
        let message = format!("'{field}' must have at least one entry");
        context.report(Diagnostic::error(SCHEMA, state.pointer.key(field), message).hint(hint));
    }
}

fn missing(context: &mut Context<'_>, pointer: JsonPointer, field: &str, hint: &str) {
    let message = format!("These fields are required: [{field}]");
    context.report(Diagnostic::error(SCHEMA, pointer, message).hint(hint));
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn missing_parts_are_found() {
        for (fields, pointer, message) in [
            (r#""Type": "Task""#, "", "These fields are required: [Resource]"),
            (r#""Type": "Choice""#, "", "These fields are required: [Choices]"),
            (r#""Type": "Choice", "Choices": []"#, "/Choices", "'Choices' must have at least one entry"),
            (r#""Type": "Parallel", "Branches": []"#, "/Branches", "'Branches' must have at least one entry"),
            (r#""Type": "Map""#, "", "These fields are required: [ItemProcessor]"),
            (r#""Type": "Map", "Iterator": {}, "Retry": [{}]"#, "/Retry/0", "These fields are required: [ErrorEquals]"),
            (
                r#""Type": "Task", "Resource": "x", "Credentials": {"Role": 1}"#,
                "/Credentials",
                "The field 'RoleArn' is required but was missing",
            ),
        ] {
            let expected = format!("error SCHEMA_VALIDATION_FAILED /States/A{pointer}: {message}");
            check_state(rule, fields, &[&expected]);
        }
    }
}
