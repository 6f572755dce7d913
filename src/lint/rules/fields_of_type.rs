//! A state has only fields of its type: no `Retry` on a Pass, no `Next` on a Choice, no `ResultPath` on a
//! Wait. AWS refuses what is not so.

use crate::asl::parse::{DEPRECATED, SCHEMA};
use crate::asl::{State, StateId, StateKind, fields};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        if !matches!(state.kind, StateKind::Unknown(_)) {
            check_state(context, id, state);
        }
    }
}

fn check_state(context: &mut Context<'_>, id: StateId, state: &State) {
    let type_name = state.kind.type_name();
    for (key, _) in context.tree().members(context.node(id)) {
        let Some(field) = fields::state_field(&key) else { continue };
        if type_name == "Map" && field.name == "Parameters" {
            parameters_of_map(context, id, state);
        } else if !field.types.contains(&type_name) {
            let message = format!("Field '{key}' is not supported");
            let pointer = context.field(state, &key);
            context.report_name(Diagnostic::error(SCHEMA, pointer, message).hint(hint(type_name, field)));
        }
    }
}

fn parameters_of_map(context: &mut Context<'_>, id: StateId, state: &State) {
    let pointer = context.field(state, "Parameters");
    let finding = if context.has(id, "ItemSelector") {
        let message = "`Parameters` and `ItemSelector` cannot stand together in a Map";
        Diagnostic::error(SCHEMA, pointer, message).hint("Remove `Parameters`")
    } else {
        let message = "`Parameters` of a Map is the old name of `ItemSelector`";
        Diagnostic::new(Severity::Info, DEPRECATED, pointer, message).hint("Rename it to `ItemSelector`")
    };
    context.report_name(finding);
}

fn hint(type_name: &str, field: &fields::StateField) -> String {
    match (type_name, field.name) {
        ("Choice", "Next") => "A Choice goes where its rules say; for the rest use `Default`".to_owned(),
        ("Choice", "End") => "A Choice does not end a workflow; let a rule lead to a Succeed state".to_owned(),
        ("Succeed" | "Fail", "Next" | "End") => format!("A {type_name} always ends the workflow; remove it"),
        (_, "Retry" | "Catch") => {
            format!("A {type_name} does no work that could be repeated; only Task, Parallel and Map have `{}`", field.name)
        }
        ("Pass" | "Wait" | "Choice" | "Parallel" | "Map", "TimeoutSeconds" | "HeartbeatSeconds") => {
            "Only a Task and the whole machine have a timeout".to_owned()
        }
        ("Parallel" | "Map" | "Task", "Result") => "Only a Pass has a fixed result; remove it".to_owned(),
        _ => match field.types {
            [only] => format!("Only a {only} has it; remove it, or change the state's type"),
            several => format!("Only {} have it; remove it", several.join(", ")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn fields_of_other_types_are_found() {
        check_state(rule, r#""Type": "Pass", "Retry": [], "Catch": [], "Result": 1"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Retry: Field 'Retry' is not supported",
            "error SCHEMA_VALIDATION_FAILED /States/A/Catch: Field 'Catch' is not supported",
        ]);
        check_state(rule, r#""Type": "Wait", "Seconds": 1, "ResultPath": "$.a""#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/ResultPath: Field 'ResultPath' is not supported",
        ]);
        check_state(rule, r#""Type": "Choice", "Choices": [], "Next": "A", "Seconds": 1"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Next: Field 'Next' is not supported",
            "error SCHEMA_VALIDATION_FAILED /States/A/Seconds: Field 'Seconds' is not supported",
        ]);
        check_state(rule, r#""Type": "Fail", "End": true"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/End: Field 'End' is not supported",
        ]);
    }

    #[test]
    fn parameters_of_a_map_are_old() {
        check_state(rule, r#""Type": "Map", "Parameters": {}"#, &[
            "info DEPRECATED_FIELD /States/A/Parameters: `Parameters` of a Map is the old name of `ItemSelector`",
        ]);
        check_state(rule, r#""Type": "Map", "Parameters": {}, "ItemSelector": {}"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Parameters: `Parameters` and `ItemSelector` cannot stand together in a Map",
        ]);
    }
}
