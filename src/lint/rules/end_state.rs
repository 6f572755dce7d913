//! Every scope has a state that ends it: one with `End`, a Succeed or a Fail.

use crate::asl::{State, StateKind, Transition};
use crate::diagnostic::Diagnostic;
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    let machine = context.machine;
    for (_, scope) in machine.scopes() {
        let mut states = scope.states.iter().map(|&id| machine.state(id));
        if scope.states.is_empty() || states.any(may_end) {
            continue;
        }
        let message = "The workflow does not have a terminal state";
        let hint = "Add `\"End\": true` to the last state, or a Succeed or Fail state";
        context.report(Diagnostic::error("MISSING_END_STATE", scope.pointer.key("States"), message).hint(hint));
    }
}

/// A state whose type or transition cannot be read has been told; it might be the end.
fn may_end(state: &State) -> bool {
    match &state.kind {
        StateKind::Succeed | StateKind::Fail(_) | StateKind::Unknown(_) => true,
        StateKind::Choice(_) => false,
        _ => !matches!(state.transition, Transition::Next(_)),
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check;

    #[test]
    fn a_scope_without_an_end_is_found() {
        check(rule, r#""A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}"#, &[
            "error MISSING_END_STATE /States: The workflow does not have a terminal state",
        ]);
        check(rule, r#""A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "End": true}"#, &[]);
    }
}
