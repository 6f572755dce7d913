//! A field and its `Path` twin do not stand together: `Error` and `ErrorPath`, `TimeoutSeconds` and
//! `TimeoutSecondsPath` …

use crate::asl::fields;
use crate::asl::parse::SCHEMA;
use crate::diagnostic::Diagnostic;
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        // A Wait has four fields of which one may stand, which is a rule of its own.
        if state.kind.type_name() == "Wait" {
            continue;
        }
        for (key, _) in context.tree().members(context.node(id)) {
            let Some(plain) = key.strip_suffix("Path") else { continue };
            // `Result` and `ResultPath` only look like twins.
            let are_twins = plain != "Result" && fields::state_field(&key).is_some();
            if are_twins && context.has(id, plain) {
                let message = format!("'{plain}' and '{key}' cannot stand together");
                let hint = format!("Keep `{plain}` for a fixed value or `{key}` for one from the data");
                context.report_name(Diagnostic::error(SCHEMA, context.field(state, &key), message).hint(hint));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn twins_are_found() {
        check_state(rule, r#""Type": "Fail", "Error": "a", "ErrorPath": "$.b", "Cause": "c""#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/ErrorPath: 'Error' and 'ErrorPath' cannot stand together",
        ]);
        check_state(rule, r#""Type": "Pass", "Result": 1, "ResultPath": "$.a""#, &[]);
        check_state(rule, r#""Type": "Map", "MaxConcurrency": 1, "MaxConcurrencyPath": "$.b", "ItemsPath": "$""#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/MaxConcurrencyPath: 'MaxConcurrency' and 'MaxConcurrencyPath' cannot stand together",
        ]);
    }
}
