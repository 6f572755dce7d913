//! Which Retrier or Catcher answers an error, and how long a retry waits (States Language specification,
//! "Errors"; AWS developer guide, "Handling errors in Step Functions workflows").

use super::explain::RetryDelay;
use super::program::{CatcherProgram, RetrierProgram};
use super::rng::Rng;
use crate::asl::error_name;
use crate::time::Duration;
use std::sync::Arc;

/// Whether an entry of `ErrorEquals` matches an error. `States.ALL` matches all but `States.Runtime`;
/// AWS catches `States.DataLimitExceeded` by it, whatever its documentation says.
fn matches(pattern: &str, error: &str) -> bool {
    match pattern {
        error_name::ALL => error != error_name::RUNTIME,
        error_name::TASK_FAILED => {
            ![error_name::TIMEOUT, error_name::HEARTBEAT_TIMEOUT, error_name::RUNTIME].contains(&error)
        }
        _ => pattern == error || (pattern == error_name::TIMEOUT && error == error_name::HEARTBEAT_TIMEOUT),
    }
}

/// Whether an `ErrorEquals` names an error, `None` being one without a name.
pub fn error_matches(patterns: &[Arc<str>], error: Option<&str>) -> bool {
    patterns.iter().any(|pattern| matches(pattern, error.unwrap_or_default()))
}

/// The first Retrier whose `ErrorEquals` names the error, whether or not it has attempts left.
pub(super) fn find_retrier(retriers: &[RetrierProgram], error: Option<&str>) -> Option<usize> {
    retriers.iter().position(|retrier| error_matches(&retrier.error_equals, error))
}

/// The first Catcher whose `ErrorEquals` names the error.
pub(super) fn find_catcher<'a>(
    catchers: &'a [CatcherProgram],
    error: Option<&str>,
) -> Option<&'a CatcherProgram> {
    catchers.iter().find(|catcher| error_matches(&catcher.error_equals, error))
}

/// How often a Retrier tries again, and how long it waits before. The default is AWS's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetrySchedule {
    /// `IntervalSeconds`: the delay before the first retry
    pub interval_seconds: f64,
    /// `MaxAttempts`: how many retries there are
    pub max_attempts: u32,
    /// `BackoffRate`: by what the delay grows from retry to retry
    pub backoff_rate: f64,
    /// `MaxDelaySeconds`
    pub max_delay_seconds: Option<f64>,
    /// Whether `JitterStrategy` is `FULL`: a delay is then drawn between none and the whole
    pub full_jitter: bool,
}

impl Default for RetrySchedule {
    fn default() -> Self {
        Self {
            interval_seconds: 1.0,
            max_attempts: 3,
            backoff_rate: 2.0,
            max_delay_seconds: None,
            full_jitter: false,
        }
    }
}

impl RetrySchedule {
    /// The delay before retry number `attempt` (0 for the first), in seconds, without jitter: `IntervalSeconds` ×
    /// `BackoffRate` ^ `attempt`, at most `MaxDelaySeconds`.
    pub fn seconds_before(&self, attempt: u32) -> f64 {
        let seconds = self.interval_seconds * power(self.backoff_rate, attempt);
        self.max_delay_seconds.map_or(seconds, |most| seconds.min(most))
    }
}

impl RetrierProgram {
    /// How long to wait before retry number `attempt` (0 for the first): what the schedule says, and with full
    /// jitter a random part of it.
    pub fn delay(&self, attempt: u32, rng: &mut Rng) -> RetryDelay {
        let schedule = &self.schedule;
        let jitter = schedule.full_jitter.then(|| rng.unit());
        RetryDelay {
            attempt,
            max_attempts: schedule.max_attempts,
            interval_seconds: schedule.interval_seconds,
            backoff_rate: schedule.backoff_rate,
            max_delay_seconds: schedule.max_delay_seconds,
            jitter,
            delay: Duration::from_seconds(schedule.seconds_before(attempt) * jitter.unwrap_or(1.0)),
        }
    }
}

/// `base` ^ `exponent` by squaring. The standard library's `powi` may differ from machine to machine in the last
/// bit, and a run must not.
fn power(mut base: f64, mut exponent: u32) -> f64 {
    let mut product = 1.0;
    while exponent > 0 {
        if exponent & 1 == 1 {
            product *= base;
        }
        base *= base;
        exponent >>= 1;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    fn retrier(interval: f64, rate: f64, most: Option<f64>) -> RetrierProgram {
        RetrierProgram {
            error_equals: vec!["States.ALL".into()],
            schedule: RetrySchedule {
                interval_seconds: interval,
                max_attempts: 9,
                backoff_rate: rate,
                max_delay_seconds: most,
                full_jitter: false,
            },
        }
    }

    #[test]
    fn delays_grow_by_the_backoff_rate_up_to_the_most() {
        let delays = |retrier: RetrierProgram| -> Vec<u64> {
            (0..4).map(|attempt| retrier.delay(attempt, &mut Rng::new(0)).delay.as_millis()).collect()
        };
        assert_eq!(delays(retrier(1.0, 2.0, None)), [1000, 2000, 4000, 8000]);
        assert_eq!(delays(retrier(3.0, 1.5, Some(5.0))), [3000, 4500, 5000, 5000]);
        assert_eq!(delays(retrier(0.0, 2.0, None)), [0, 0, 0, 0]);
        assert_eq!(delays(retrier(1.0, 1e308, Some(60.0))), [1000, 60_000, 60_000, 60_000]);
        assert_eq!(delays(retrier(1.0, 1e308, None)), [1000, u64::MAX, u64::MAX, u64::MAX]);
    }

    #[test]
    fn wildcards_match_what_aws_lets_them_match() {
        for (pattern, error, expected) in [
            ("States.ALL", "Oops", true),
            ("States.ALL", "States.Timeout", true),
            ("States.ALL", "States.DataLimitExceeded", true),
            ("States.ALL", "States.Runtime", false),
            ("States.TaskFailed", "Oops", true),
            ("States.TaskFailed", "States.Timeout", false),
            ("States.Timeout", "States.HeartbeatTimeout", true),
            ("States.HeartbeatTimeout", "States.Timeout", false),
            ("States.TaskFailed", "States.HeartbeatTimeout", false),
            ("Oops", "Oops", true),
            ("Oops", "Oops.More", false),
        ] {
            assert_eq!(matches(pattern, error), expected, "{pattern} against {error}");
        }
    }
}
