//! The `Result` of a Pass is taken as it is: keys ending in `.$` are not evaluated in it.

use crate::asl::StateKind;
use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::walk::{self, Place};

pub(super) fn check(context: &mut Context<'_>) {
    for (_, state) in context.machine.states() {
        let StateKind::Pass(pass) = &state.kind else { continue };
        let Some(result) = &pass.result else { continue };
        let mut first = None;
        let own = Place::Pointer(&state.pointer);
        walk::members(&Place::Key(&own, "Result"), result, &mut |place, key, _| {
            if first.is_none() && key.ends_with(".$") {
                first = Some(place.pointer());
            }
        });
        // One finding a state: whoever wrote one such field meant all of them.
        if let Some(pointer) = first {
            let message = "`Result` is taken as it is: fields whose names end in `.$` are not evaluated in it";
            let hint = "Use `Parameters` instead of `Result`";
            context.report_name(Diagnostic::warning("PASS_RESULT_IS_STATIC", pointer, message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn a_result_with_paths_is_found() {
        check_state(rule, r#""Type": "Pass", "Result": {"a": {"b.$": "$.c"}}"#, &[
            "warning PASS_RESULT_IS_STATIC /States/A/Result/a/b.$: `Result` is taken as it is: fields whose names end in `.$` are not evaluated in it",
        ]);
        check_state(rule, r#""Type": "Pass", "Parameters": {"b.$": "$.c"}"#, &[]);
    }
}
