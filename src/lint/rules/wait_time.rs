//! A Wait has exactly one of `Seconds`, `SecondsPath`, `Timestamp` and `TimestampPath`, and a valid one.

use crate::asl::parse::SCHEMA;
use crate::asl::{Dynamic, State, StateKind, WaitFor, placeholder};
use crate::diagnostic::Diagnostic;
use crate::json::Value;
use crate::lint::Context;
use crate::time::Timestamp;

const FIELDS: [&str; 4] = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        let StateKind::Wait(wait) = &state.kind else { continue };
        let written: Vec<_> = FIELDS.into_iter().filter(|field| context.has(id, field)).collect();
        let count = written.len();
        if count != 1 {
            let message = "A Wait has exactly one of 'Seconds', 'SecondsPath', 'Timestamp' and 'TimestampPath'";
            let hint = match written.first() {
                Some(first) => format!("Keep one, such as `{first}`"),
                None => "Add `\"Seconds\": 10`, or one of the others".to_owned(),
            };
            context.report(Diagnostic::error(SCHEMA, state.pointer.clone(), message).hint(hint));
        }
        match &wait.until {
            Some(WaitFor::Seconds(Dynamic::Literal(value))) => seconds(context, state, value),
            Some(WaitFor::Timestamp(Dynamic::Literal(value))) => timestamp(context, state, value),
            _ => {}
        }
    }
}

fn seconds(context: &mut Context<'_>, state: &State, value: &Value) {
    let Some(number) = value.as_f64() else { return };
    if number.fract() != 0.0 || !(0.0..=99_999_999.0).contains(&number) {
        let message = format!("'Seconds' must be an integer from 0 to 99999999, not {value}");
        let pointer = context.field(state, "Seconds");
        context.report(Diagnostic::error(SCHEMA, pointer, message).hint("Use whole seconds"));
    }
}

fn timestamp(context: &mut Context<'_>, state: &State, value: &Value) {
    let Some(text) = value.as_str() else { return };
    if Timestamp::parse(text).is_none() && !placeholder::is_in(text) {
        let hint = "Write it as `2024-03-14T01:59:00Z`";
        let pointer = context.field(state, "Timestamp");
        let message = "String does not match RFC3339 timestamp";
        context.report(Diagnostic::error(SCHEMA, pointer, message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn a_wait_has_one_time() {
        const ONE: &str = "error SCHEMA_VALIDATION_FAILED /States/A: A Wait has exactly one of 'Seconds', 'SecondsPath', 'Timestamp' and 'TimestampPath'";
        check_state(rule, r#""Type": "Wait", "SecondsPath": "$.s""#, &[]);
        check_state(rule, r#""Type": "Wait""#, &[ONE]);
        check_state(rule, r#""Type": "Wait", "Seconds": 1, "TimestampPath": "$.s""#, &[ONE]);
        check_state(rule, r#""Type": "Wait", "Seconds": -1"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Seconds: 'Seconds' must be an integer from 0 to 99999999, not -1",
        ]);
        check_state(rule, r#""Type": "Wait", "Seconds": 1e300"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Seconds: 'Seconds' must be an integer from 0 to 99999999, not 1.0E300",
        ]);
        check_state(rule, r#""Type": "Wait", "Timestamp": "2016-13-05T21:29:29Z""#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Timestamp: String does not match RFC3339 timestamp",
        ]);
        check_state(rule, r#""Type": "Wait", "Timestamp": "${When}""#, &[]);
    }
}
