//! `Next` and `Default` name states of the same scope: a transition cannot leave a branch or a Map's
//! processor, nor enter one.

use crate::asl::{State, suggest};
use crate::diagnostic::Diagnostic;
use crate::lint::{Context, walk};

pub(super) fn check(context: &mut Context<'_>) {
    for (_, state) in context.machine.states() {
        for exit in walk::exits(state) {
            if context.find_in(state.scope, exit.target).is_none() {
                let message = format!("Missing '{}' target: {}", exit.field, exit.target);
                let pointer = exit.holder.key(exit.field);
                let hint = hint(context, state, exit.target);
                context.report(Diagnostic::error("MISSING_TRANSITION_TARGET", pointer, message).hint(hint));
            }
        }
    }
}

fn hint(context: &Context<'_>, state: &State, target: &str) -> String {
    if target.is_empty() {
        return "Name the state that comes next".into();
    }
    if let Some(id) = context.machine.find(target) {
        let path = context.machine.path_of(id);
        return if path.depth() == 0 {
            format!("`{target}` is outside of this branch; end the branch with `End`, and let its container go there")
        } else {
            format!("The only `{target}` is {path}; a transition cannot go into or out of a branch")
        };
    }
    match suggest::closest(target, context.names_in(state.scope)) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("Add a state `{target}`, or name one that exists"),
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::{check, check_state};

    #[test]
    fn a_target_without_a_name_asks_for_one() {
        let text = r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": ""}}}"#;
        let found = crate::lint::check(&crate::asl::parse(text));
        assert!(found.iter().any(|one| one.hint.as_deref() == Some("Name the state that comes next")), "{found:?}");
    }

    #[test]
    fn targets_exist() {
        check_state(rule, r#""Type": "Pass", "Next": "B""#, &[
            "error MISSING_TRANSITION_TARGET /States/A/Next: Missing 'Next' target: B",
        ]);
        check_state(
            rule,
            r#""Type": "Choice", "Default": "B", "Choices": [{"Variable": "$", "IsNull": true, "Next": "C"}]"#,
            &[
                "error MISSING_TRANSITION_TARGET /States/A/Choices/0/Next: Missing 'Next' target: C",
                "error MISSING_TRANSITION_TARGET /States/A/Default: Missing 'Default' target: B",
            ],
        );
        check_state(rule, r#""Type": "Task", "Catch": [{"ErrorEquals": ["X"], "Next": "B"}], "Next": "A""#, &[
            "error MISSING_TRANSITION_TARGET /States/A/Catch/0/Next: Missing 'Next' target: B",
        ]);
    }

    #[test]
    fn targets_are_in_scope() {
        check(
            rule,
            r#""A": {"Type": "Parallel", "Next": "B", "Branches": [
                {"StartAt": "I", "States": {"I": {"Type": "Pass", "Next": "B"}}}]}, "B": {"Type": "Pass", "Next": "I"}"#,
            &[
                "error MISSING_TRANSITION_TARGET /States/A/Branches/0/States/I/Next: Missing 'Next' target: B",
                "error MISSING_TRANSITION_TARGET /States/B/Next: Missing 'Next' target: I",
            ],
        );
    }
}
