//! `StartAt` and `States` are there, and `StartAt` names a state of its scope. AWS refuses what is not so.

use crate::asl::{Scope, ScopeId, suggest};
use crate::asl::parse::SCHEMA;
use crate::diagnostic::Diagnostic;
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    let machine = context.machine;
    for (id, scope) in machine.scopes() {
        let node = context.tree().nearest_node(&scope.pointer);
        let missing: Vec<_> =
            ["StartAt", "States"].into_iter().filter(|key| context.tree().member(node, key).is_none()).collect();
        if !missing.is_empty() {
            let message = format!("These fields are required: [{}]", missing.join(", "));
            let hint = "Add `\"StartAt\": \"Name\"` and `\"States\": {\"Name\": { … }}`";
            context.report(Diagnostic::error(SCHEMA, scope.pointer.clone(), message).hint(hint));
        } else if scope.states.is_empty() {
            let hint = "Add a state, such as `\"Done\": {\"Type\": \"Succeed\"}`";
            let pointer = scope.pointer.key("States");
            context.report(Diagnostic::error(SCHEMA, pointer, "There must be at least one state").hint(hint));
        } else {
            check_start(context, id, scope);
        }
    }
}

fn check_start(context: &mut Context<'_>, id: ScopeId, scope: &Scope) {
    let Some(name) = &scope.start_at else { return };
    if scope.start.is_some() {
        return;
    }
    let hint = match suggest::closest(name, context.names_in(id)) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => match scope.states.first() {
            Some(&first) => format!("Name a state of the same `States`, such as `{}`", context.machine.state(first).name),
            None => "Add the state".to_owned(),
        },
    };
    let message = format!("Missing 'StartAt' target: {name}");
    context.report(Diagnostic::error("MISSING_TRANSITION_TARGET", scope.pointer.key("StartAt"), message).hint(hint));
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::{check_machine, check_state};

    #[test]
    fn a_scope_starts_at_one_of_its_states() {
        check_machine(rule, r#"{"StartAt": "A"}"#, &["error SCHEMA_VALIDATION_FAILED : These fields are required: [States]"]);
        check_machine(rule, "{}", &["error SCHEMA_VALIDATION_FAILED : These fields are required: [StartAt, States]"]);
        check_machine(rule, r#"{"StartAt": "A", "States": {}}"#, &[
            "error SCHEMA_VALIDATION_FAILED /States: There must be at least one state",
        ]);
        check_machine(rule, r#"{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}"#, &[
            "error MISSING_TRANSITION_TARGET /StartAt: Missing 'StartAt' target: B",
        ]);
        check_state(rule, r#""Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"B": {"Type": "Succeed"}}}, {}]"#, &[
            "error MISSING_TRANSITION_TARGET /States/A/Branches/0/StartAt: Missing 'StartAt' target: A",
            "error SCHEMA_VALIDATION_FAILED /States/A/Branches/1: These fields are required: [StartAt, States]",
        ]);
    }
}
