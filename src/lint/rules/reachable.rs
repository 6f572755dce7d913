//! Every state can be reached from its scope's `StartAt`. AWS refuses what is not so.

use crate::asl::ScopeId;
use crate::diagnostic::Diagnostic;
use crate::lint::{Context, walk};

pub(super) fn check(context: &mut Context<'_>) {
    let machine = context.machine;
    let mut reached = vec![false; machine.states.len()];
    for (id, scope) in machine.scopes() {
        // Without a start nothing can be said.
        let Some(start) = scope.start else {
            scope.states.iter().for_each(|state| reached[state.index()] = true);
            continue;
        };
        reach(context, id, start.index(), &mut reached);
    }
    for (_, state) in machine.states().filter(|(id, _)| !reached[id.index()]) {
        let message = format!("State \"{}\" is not reachable.", state.name);
        let hint = "Let a `Next`, `Default` or `StartAt` name it, or remove it";
        context.report(Diagnostic::error("MISSING_TRANSITION_TARGET", state.pointer.clone(), message).hint(hint));
    }
}

fn reach(context: &Context<'_>, scope: ScopeId, start: usize, reached: &mut [bool]) {
    let mut waiting = vec![start];
    while let Some(index) = waiting.pop() {
        if std::mem::replace(&mut reached[index], true) {
            continue;
        }
        for exit in walk::exits(&context.machine.states[index]) {
            waiting.extend(context.find_in(scope, exit.target).map(|id| id.index()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check;

    #[test]
    fn states_that_nothing_leads_to_are_found() {
        check(
            rule,
            r#""A": {"Type": "Task", "Next": "B", "Catch": [{"ErrorEquals": ["X"], "Next": "C"}]}, "B": {"Type": "Succeed"},
               "C": {"Type": "Fail"}, "D": {"Type": "Pass", "Next": "E"}, "E": {"Type": "Pass", "Next": "D"}"#,
            &[
                "error MISSING_TRANSITION_TARGET /States/D: State \"D\" is not reachable.",
                "error MISSING_TRANSITION_TARGET /States/E: State \"E\" is not reachable.",
            ],
        );
    }
}
