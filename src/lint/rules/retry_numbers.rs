//! The numbers of a Retrier are in their ranges (AWS developer guide, "Retrying after an error").

use crate::asl::Retrier;
use crate::asl::parse::SCHEMA;
use crate::diagnostic::Diagnostic;
use crate::json::Value;
use crate::lint::Context;

/// The largest `IntervalSeconds` and `MaxAttempts`.
const LARGEST: f64 = 99_999_999.0;
/// `MaxDelaySeconds` is below a year and a day.
const LARGEST_DELAY: f64 = 31_622_399.0;

pub(super) fn check(context: &mut Context<'_>) {
    for (_, state) in context.machine.states() {
        for retrier in &state.retry {
            check_retrier(context, retrier);
        }
    }
}

fn check_retrier(context: &mut Context<'_>, retrier: &Retrier) {
    integer(context, retrier, "IntervalSeconds", retrier.interval_seconds.as_ref(), 1.0, LARGEST);
    integer(context, retrier, "MaxAttempts", retrier.max_attempts.as_ref(), 0.0, LARGEST);
    integer(context, retrier, "MaxDelaySeconds", retrier.max_delay_seconds.as_ref(), 1.0, LARGEST_DELAY);
    if retrier.backoff_rate.as_ref().and_then(Value::as_f64).is_some_and(|rate| rate < 1.0) {
        let message = "'BackoffRate' must be at least 1.0";
        let hint = "Use 1.0 for the same interval each time, or more to wait longer each time";
        context.report(Diagnostic::error(SCHEMA, retrier.pointer.key("BackoffRate"), message).hint(hint));
    }
    let interval = retrier.interval_seconds.as_ref().map_or(Some(1.0), Value::as_f64);
    let longest = retrier.max_delay_seconds.as_ref().and_then(Value::as_f64);
    if let (Some(interval), Some(longest)) = (interval, longest)
        && (1.0..=interval).contains(&longest)
    {
        let message = "'MaxDelaySeconds' must be greater than 'IntervalSeconds'";
        let hint = format!("Use more than {interval}, or a shorter interval");
        context.report(Diagnostic::error(SCHEMA, retrier.pointer.key("MaxDelaySeconds"), message).hint(hint));
    }
}

fn integer(context: &mut Context<'_>, retrier: &Retrier, field: &str, value: Option<&Value>, least: f64, most: f64) {
    let Some((value, number)) = value.and_then(|value| Some((value, value.as_f64()?))) else { return };
    if number.fract() != 0.0 || number < least || number > most {
        let message = format!("'{field}' must be an integer from {least} to {most}, not {value}");
        let hint = if field == "MaxAttempts" { "Use 0 for no retry, or a small number" } else { "Use whole seconds" };
        context.report(Diagnostic::error(SCHEMA, retrier.pointer.key(field), message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn numbers_out_of_range_are_found() {
        for (fields, found) in [
            (r#""IntervalSeconds": 1, "MaxAttempts": 0, "BackoffRate": 1.0, "MaxDelaySeconds": 2"#, None),
            (r#""IntervalSeconds": "${Interval}", "MaxDelaySeconds": 2"#, None),
            (r#""IntervalSeconds": 0"#, Some("IntervalSeconds: 'IntervalSeconds' must be an integer from 1 to 99999999, not 0")),
            (r#""MaxAttempts": -1"#, Some("MaxAttempts: 'MaxAttempts' must be an integer from 0 to 99999999, not -1")),
            (r#""MaxAttempts": 1.5"#, Some("MaxAttempts: 'MaxAttempts' must be an integer from 0 to 99999999, not 1.5")),
            (r#""BackoffRate": 0.5"#, Some("BackoffRate: 'BackoffRate' must be at least 1.0")),
            (r#""IntervalSeconds": 5, "MaxDelaySeconds": 5"#, Some("MaxDelaySeconds: 'MaxDelaySeconds' must be greater than 'IntervalSeconds'")),
        ] {
            let expected = found.map(|found| format!("error SCHEMA_VALIDATION_FAILED /States/A/Retry/0/{found}"));
            let expected: Vec<_> = expected.iter().map(String::as_str).collect();
            check_state(rule, &format!(r#""Type": "Task", "Retry": [{{"ErrorEquals": ["X"], {fields}}}]"#), &expected);
        }
    }
}
