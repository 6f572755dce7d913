//! A Choice without `Default` fails with `States.Runtime` when no rule holds, as AWS has it, and a Choice has no
//! `Catch`.

use crate::asl::StateKind;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        if matches!(state.kind, StateKind::Choice(_)) && !context.has(id, "Default") {
            let message = "The Choice has no `Default`: if no rule holds the execution fails with States.Runtime";
            let hint = "Add `\"Default\"`, the state to go to when no rule holds";
            let finding = Diagnostic::new(Severity::Info, "NO_DEFAULT", state.pointer.clone(), message);
            context.report(finding.hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn a_choice_without_default_is_found() {
        check_state(rule, r#""Type": "Choice", "Default": "A""#, &[]);
        check_state(rule, r#""Type": "Choice""#, &[
            "info NO_DEFAULT /States/A: The Choice has no `Default`: if no rule holds the execution fails with States.Runtime",
        ]);
    }
}
