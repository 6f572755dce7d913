//! `TimeoutSeconds` and `HeartbeatSeconds` are in their range, and the heartbeat is the shorter one.

use crate::asl::parse::SCHEMA;
use crate::asl::{Dynamic, StateKind};
use crate::diagnostic::Diagnostic;
use crate::json::{JsonPointer, Value};
use crate::lint::Context;

/// AWS's longest, which is also the default of a Task's timeout.
const LONGEST: f64 = 99_999_999.0;

pub(super) fn check(context: &mut Context<'_>) {
    let machine = context.machine;
    seconds(context, &JsonPointer::root(), "TimeoutSeconds", machine.timeout_seconds.as_ref());
    for (_, state) in machine.states() {
        let StateKind::Task(task) = &state.kind else { continue };
        let timeout = seconds(context, &state.pointer, "TimeoutSeconds", task.timeout.as_ref());
        let heartbeat = seconds(context, &state.pointer, "HeartbeatSeconds", task.heartbeat.as_ref());
        if let (Some(timeout), Some(heartbeat)) = (timeout, heartbeat)
            && heartbeat >= timeout
        {
            let message = "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'";
            let hint = format!("Use less than {timeout} seconds");
            let pointer = context.field(state, "HeartbeatSeconds");
            context.report(Diagnostic::error(SCHEMA, pointer, message).hint(hint));
        }
    }
}

/// The literal number of seconds, if it is one.
fn seconds(
    context: &mut Context<'_>,
    holder: &JsonPointer,
    field: &str,
    value: Option<&Dynamic>,
) -> Option<f64> {
    let Some(Dynamic::Literal(value)) = value else { return None };
    let number = Value::as_f64(value)?;
    if number.fract() != 0.0 || !(1.0..=LONGEST).contains(&number) {
        let message = format!("A timeout must be an integer from 1 to {LONGEST}, not {value}");
        context.report(Diagnostic::error(SCHEMA, holder.key(field), message).hint("Use whole seconds"));
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn timeouts_are_checked() {
        check_state(rule, r#""Type": "Task", "TimeoutSeconds": 60, "HeartbeatSeconds": 59"#, &[]);
        check_state(rule, r#""Type": "Task", "TimeoutSeconds": "${T}", "HeartbeatSeconds": 59"#, &[]);
        check_state(rule, r#""Type": "Task", "TimeoutSeconds": 60, "HeartbeatSeconds": 60"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/HeartbeatSeconds: 'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'",
        ]);
        check_state(rule, r#""Type": "Task", "TimeoutSeconds": 0"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/TimeoutSeconds: A timeout must be an integer from 1 to 99999999, not 0",
        ]);
    }
}
