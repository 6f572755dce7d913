//! Names of states have 1 to 80 characters and are unique in the whole machine, branches included.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use std::collections::BTreeMap;

pub(super) fn check(context: &mut Context<'_>) {
    let machine = context.machine;
    let mut seen = BTreeMap::new();
    for (id, state) in machine.states() {
        let length = state.name.chars().count();
        if length == 0 || length > 80 {
            let message = format!("A state's name has 1 to 80 characters, not {length}");
            let hint = if length == 0 { "Give it a name" } else { "Shorten it; a `Comment` may say more" };
            context.report_name(Diagnostic::error("INVALID_STATE_NAME", state.pointer.clone(), message).hint(hint));
        }
        if let Some(first) = seen.insert(&*state.name, id) {
            let message = format!("The name `{}` is used by another state of the machine", state.name);
            let hint = format!("Rename it; the other is {}", machine.path_of(first));
            context.report_name(Diagnostic::error("DUPLICATE_STATE_NAME", state.pointer.clone(), message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check;

    #[test]
    fn names_are_unique_and_short() {
        check(
            rule,
            r#""A": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}]}"#,
            &["error DUPLICATE_STATE_NAME /States/A/Branches/0/States/A: The name `A` is used by another state of the machine"],
        );
        let long = "é".repeat(81);
        check(rule, &format!(r#""{long}": {{"Type": "Succeed"}}, "": {{"Type": "Succeed"}}"#), &[
            &format!("error INVALID_STATE_NAME /States/{long}: A state's name has 1 to 80 characters, not 81"),
            "error INVALID_STATE_NAME /States/: A state's name has 1 to 80 characters, not 0",
        ]);
        check(rule, &format!(r#""{}": {{"Type": "Succeed"}}"#, "é".repeat(80)), &[]);
    }
}
