//! A machine whose `QueryLanguage` is JSONata holds no JSONPath states. The other way round is legal.

use crate::asl::QueryLanguage;
use crate::asl::parse::SCHEMA;
use crate::diagnostic::Diagnostic;
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    let machine = context.machine;
    if machine.query_language() != QueryLanguage::Jsonata {
        return;
    }
    for (_, state) in machine.states() {
        if state.query_language == Some(QueryLanguage::JsonPath) {
            let message = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
            let hint = "Remove it from the state, or from the machine and set it to JSONata state by state";
            context.report(Diagnostic::error(SCHEMA, context.field(state, "QueryLanguage"), message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_machine;

    #[test]
    fn jsonpath_cannot_stand_in_a_jsonata_machine() {
        let states = r#""StartAt": "A", "States": {"A": {"Type": "Succeed", "QueryLanguage": "JSONPath"}}"#;
        check_machine(rule, &format!(r#"{{{states}}}"#), &[]);
        check_machine(rule, &format!(r#"{{"QueryLanguage": "JSONata", {states}}}"#), &[
            "error SCHEMA_VALIDATION_FAILED /States/A/QueryLanguage: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
        ]);
    }
}
