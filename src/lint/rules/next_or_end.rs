//! A state other than Choice, Succeed and Fail has either `Next` or `End`; rules and catchers have `Next`.

use crate::asl::parse::SCHEMA;
use crate::asl::{State, StateId, StateKind, Transition};
use crate::diagnostic::Diagnostic;
use crate::json::JsonPointer;
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        match &state.kind {
            StateKind::Choice(choice) => {
                for rule in choice.rules.iter().filter(|rule| rule.next.is_none()) {
                    next_is_missing(context, &rule.pointer);
                }
            }
            StateKind::Succeed | StateKind::Fail(_) | StateKind::Unknown(_) => {}
            _ => transition(context, id, state),
        }
        for catcher in state.catch.iter().filter(|catcher| catcher.next.is_none()) {
            next_is_missing(context, &catcher.pointer);
        }
    }
}

fn transition(context: &mut Context<'_>, id: StateId, state: &State) {
    let has_end = context.tree().member(context.node(id), "End").is_some_and(|end| {
        context.tree().value(end).as_bool() != Some(false)
    });
    let has_next = context.has(id, "Next");
    if has_next && has_end {
        let hint = "Remove `End` to go on, or `Next` to stop here";
        let message = "A state has either 'Next' or 'End', not both";
        context.report_name(Diagnostic::error(SCHEMA, context.field(state, "End"), message).hint(hint));
    } else if !has_next && !has_end && state.transition == Transition::None {
        let hint = "Add `\"Next\": \"…\"`, or `\"End\": true` if this is the last state";
        let message = "A state needs either 'Next' or 'End'";
        context.report(Diagnostic::error(SCHEMA, state.pointer.clone(), message).hint(hint));
    }
}

/// Unless it stands there and is no string, which has been told.
fn next_is_missing(context: &mut Context<'_>, holder: &JsonPointer) {
    if context.tree().node_at(&holder.key("Next")).is_none() {
        let hint = "Add `\"Next\": \"…\"`, the state to go to";
        context.report(Diagnostic::error(SCHEMA, holder.clone(), "These fields are required: [Next]").hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn a_state_goes_on_or_ends() {
        check_state(rule, r#""Type": "Pass", "End": true"#, &[]);
        check_state(rule, r#""Type": "Pass", "End": false, "Next": "A""#, &[]);
        check_state(rule, r#""Type": "Succeed""#, &[]);
        check_state(rule, r#""Type": "Pass""#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A: A state needs either 'Next' or 'End'",
        ]);
        check_state(rule, r#""Type": "Wait", "Next": "A", "End": true"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/End: A state has either 'Next' or 'End', not both",
        ]);
    }

    #[test]
    fn rules_and_catchers_go_on() {
        check_state(rule, r#""Type": "Choice", "Choices": [{"Variable": "$", "IsNull": true}]"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Choices/0: These fields are required: [Next]",
        ]);
        check_state(rule, r#""Type": "Task", "End": true, "Catch": [{"ErrorEquals": ["X"]}]"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Catch/0: These fields are required: [Next]",
        ]);
    }
}
