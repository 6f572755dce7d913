//! The picture of a Retrier: when it tries again, and when it gives up. The arithmetic is the engine's.

use super::words::counted;
use crate::asl::Retrier;
use crate::engine::RetrySchedule;
use crate::json::Value;
use crate::time::Duration;

/// More bars than this are no picture any more.
const MOST_BARS: u32 = 24;
/// So many delays are added one by one; those after them are taken to be as long as the last.
const MOST_ADDED: u32 = 10_000;
/// A Standard execution lasts a year at most.
const LONGEST_EXECUTION: Duration = Duration::from_millis(365 * 86_400_000);

/// A Retrier's attempts, to be drawn and read.
#[derive(Clone, Debug, PartialEq)]
pub struct AttemptsView {
    /// The retries, the first ones if there are many
    pub bars: Vec<AttemptBar>,
    /// How many more there are
    pub left_out: u32,
    /// `Tries 4 times in all; gives up after at most 7 s of waiting`
    pub summary: String,
    /// What else there is to know, a sentence each
    pub notes: Vec<String>,
    /// All delays together
    pub worst: Duration,
    /// The same on average, which is less with jitter
    pub expected: Duration,
}

/// One retry. Positions are parts of the width of the picture, which ends with the last retry drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct AttemptBar {
    /// The number of the try that it is: the first retry is try 2
    pub number: u32,
    /// The delay before it, or with jitter the longest that it may be
    pub delay: Duration,
    /// The shortest: none with jitter
    pub least: Duration,
    /// All delays so far, each at its longest
    pub total: Duration,
    /// Where its delay begins and ends, 0 to 1
    pub start: f64,
    pub end: f64,
    /// The delay beside the longest one drawn, 0 to 1
    pub height: f64,
    /// Whether `MaxDelaySeconds` cut it
    pub is_cut: bool,
    /// `Try 3 after 2 s, 3 s in all`
    pub label: String,
}

/// The picture of a Retrier, as far as its numbers are known.
pub fn attempts(retrier: &Retrier) -> AttemptsView {
    let (schedule, mut notes) = read(retrier);
    let knows_count = is_known(retrier.max_attempts.as_ref());
    let drawn = schedule.max_attempts.min(MOST_BARS);
    let worst = total(&schedule);
    let expected = if schedule.full_jitter { Duration::from_millis(worst.as_millis() / 2) } else { worst };
    if worst > LONGEST_EXECUTION {
        notes.push("An execution ends after a year, whatever is left to try".into());
    }
    let is_exact = notes.is_empty();
    AttemptsView {
        bars: bars(&schedule, drawn),
        left_out: schedule.max_attempts - drawn,
        summary: summary(&schedule, knows_count, is_exact, (worst, expected)),
        notes,
        worst,
        expected,
    }
}

/// The numbers as written; what is no number is drawn as its default, and said.
fn read(retrier: &Retrier) -> (RetrySchedule, Vec<String>) {
    let default = RetrySchedule::default();
    let mut notes = Vec::new();
    let mut number = |field: &str, value: &Option<Value>, default: Option<f64>| match value {
        None => default,
        Some(value) => value.as_f64().or_else(|| {
            let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            notes.push(match default {
                Some(default) => format!("{field} is {shown}, drawn as {default}"),
                None => format!("{field} is {shown}, and delays are drawn without it"),
            });
            default
        }),
    };
    let interval = number("IntervalSeconds", &retrier.interval_seconds, Some(default.interval_seconds));
    let most = number("MaxAttempts", &retrier.max_attempts, Some(f64::from(default.max_attempts)));
    let rate = number("BackoffRate", &retrier.backoff_rate, Some(default.backoff_rate));
    let max_delay_seconds = number("MaxDelaySeconds", &retrier.max_delay_seconds, None);
    let jitter = retrier.jitter_strategy.as_deref();
    if let Some(text) = jitter.filter(|text| !["FULL", "NONE"].contains(text)) {
        notes.push(format!("JitterStrategy is {text}, drawn as NONE"));
    }
    let schedule = RetrySchedule {
        interval_seconds: interval.unwrap_or(default.interval_seconds),
        max_attempts: most.map_or(default.max_attempts, |most| most.clamp(0.0, f64::from(u32::MAX)) as u32),
        backoff_rate: rate.unwrap_or(default.backoff_rate),
        max_delay_seconds,
        full_jitter: jitter == Some("FULL"),
    };
    (schedule, notes)
}

fn is_known(value: Option<&Value>) -> bool {
    value.is_none_or(|value| value.as_f64().is_some())
}

fn delay(schedule: &RetrySchedule, attempt: u32) -> Duration {
    Duration::from_seconds(schedule.seconds_before(attempt))
}

/// All delays at their longest.
fn total(schedule: &RetrySchedule) -> Duration {
    let added = schedule.max_attempts.min(MOST_ADDED);
    let sum = (0..added).fold(Duration::ZERO, |sum, attempt| sum + delay(schedule, attempt));
    let rest = u64::from(schedule.max_attempts - added);
    let last = delay(schedule, added.saturating_sub(1)).as_millis();
    sum + Duration::from_millis(last.saturating_mul(rest))
}

fn bars(schedule: &RetrySchedule, drawn: u32) -> Vec<AttemptBar> {
    let delays: Vec<Duration> = (0..drawn).map(|attempt| delay(schedule, attempt)).collect();
    let part = |of: Duration, whole: Duration| match whole.as_millis() {
        0 => 0.0,
        whole => of.as_millis() as f64 / whole as f64,
    };
    let whole = delays.iter().fold(Duration::ZERO, |sum, delay| sum + *delay);
    let longest = delays.iter().copied().max().unwrap_or_default();
    let mut before = Duration::ZERO;
    let bar = |(index, delay): (usize, &Duration)| {
        let total = before + *delay;
        let number = index as u32 + 2;
        let uncut = RetrySchedule { max_delay_seconds: None, ..*schedule }.seconds_before(index as u32);
        let bar = AttemptBar {
            number,
            delay: *delay,
            least: if schedule.full_jitter { Duration::ZERO } else { *delay },
            total,
            start: part(before, whole),
            end: part(total, whole),
            height: part(*delay, longest),
            is_cut: schedule.max_delay_seconds.is_some_and(|most| most < uncut),
            label: label(schedule, number, *delay, total),
        };
        before = total;
        bar
    };
    delays.iter().enumerate().map(bar).collect()
}

fn label(schedule: &RetrySchedule, number: u32, delay: Duration, total: Duration) -> String {
    match schedule.full_jitter {
        true => format!("Try {number} after 0 s to {delay}, at most {total} in all"),
        false => format!("Try {number} after {delay}, {total} in all"),
    }
}

fn summary(
    schedule: &RetrySchedule,
    knows_count: bool,
    is_exact: bool,
    (worst, expected): (Duration, Duration),
) -> String {
    if !knows_count {
        return "How often it tries is not known".into();
    }
    if schedule.max_attempts == 0 {
        return "Never tries again".into();
    }
    let tries = counted(schedule.max_attempts as usize + 1, "time");
    if !is_exact && worst <= LONGEST_EXECUTION {
        return format!("Tries {tries} in all; how long that takes is not known");
    }
    if worst > LONGEST_EXECUTION {
        return format!("Tries {tries} in all, for more than a year");
    }
    match schedule.full_jitter {
        true => {
            format!("Tries {tries} in all; gives up after at most {worst} of waiting, {expected} on average")
        }
        false => format!("Tries {tries} in all; gives up after {worst} of waiting"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asl::StateKind;

    fn retrier(fields: &str) -> Retrier {
        let text = format!(
            r#"{{"StartAt":"A","States":{{"A":{{"Type":"Task","Resource":"r","End":true,"Retry":[{{"ErrorEquals":["States.ALL"]{fields}}}]}}}}}}"#
        );
        let machine = crate::asl::parse(&text).machine;
        assert!(matches!(machine.states[0].kind, StateKind::Task(_)));
        machine.states[0].retry[0].clone()
    }

    #[track_caller]
    fn check(fields: &str, summary: &str, delays: &[u64], notes: &[&str]) {
        let view = attempts(&retrier(fields));
        let drawn: Vec<u64> = view.bars.iter().map(|bar| bar.delay.as_millis() / 1000).collect();
        assert_eq!((view.summary.as_str(), drawn.as_slice()), (summary, delays));
        assert_eq!(view.notes, notes);
    }

    #[test]
    fn attempts_are_told_in_a_sentence() {
        check("", "Tries 4 times in all; gives up after 7 s of waiting", &[1, 2, 4], &[]);
        check(
            r#","IntervalSeconds":3,"BackoffRate":1.5,"MaxAttempts":4,"MaxDelaySeconds":5"#,
            "Tries 5 times in all; gives up after 17.5 s of waiting",
            &[3, 4, 5, 5],
            &[],
        );
        check(
            r#","MaxAttempts":6,"JitterStrategy":"FULL""#,
            "Tries 7 times in all; gives up after at most 1 min 3 s of waiting, 31.5 s on average",
            &[1, 2, 4, 8, 16, 32],
            &[],
        );
        check(r#","MaxAttempts":0"#, "Never tries again", &[], &[]);
        check(
            r#","MaxAttempts":1,"IntervalSeconds":0"#,
            "Tries 2 times in all; gives up after 0 ms of waiting",
            &[0],
            &[],
        );
    }

    #[test]
    fn what_is_not_known_is_said() {
        check(
            r#","MaxAttempts":"${Tries}""#,
            "How often it tries is not known",
            &[1, 2, 4],
            &["MaxAttempts is ${Tries}, drawn as 3"],
        );
        check(
            r#","IntervalSeconds":"[SECONDS]","MaxDelaySeconds":"${Most}""#,
            "Tries 4 times in all; how long that takes is not known",
            &[1, 2, 4],
            &[
                "IntervalSeconds is [SECONDS], drawn as 1",
                "MaxDelaySeconds is ${Most}, and delays are drawn without it",
            ],
        );
        check(
            r#","MaxAttempts":1,"JitterStrategy":"SOME""#,
            "Tries 2 times in all; how long that takes is not known",
            &[1],
            &["JitterStrategy is SOME, drawn as NONE"],
        );
    }

    #[test]
    fn many_attempts_are_counted_and_not_drawn() {
        let view = attempts(&retrier(r#","MaxAttempts":99999999,"BackoffRate":1,"IntervalSeconds":1"#));
        assert_eq!((view.bars.len(), view.left_out), (24, 99_999_975));
        assert_eq!(view.worst.as_millis(), 99_999_999_000);
        assert_eq!(view.summary, "Tries 100000000 times in all, for more than a year");
        let view = attempts(&retrier(r#","MaxAttempts":2000,"BackoffRate":10"#));
        assert_eq!(view.worst.as_millis(), u64::MAX);
        assert_eq!(view.notes, ["An execution ends after a year, whatever is left to try"]);
    }

    #[test]
    fn bars_fill_the_picture() {
        let view = attempts(&retrier(r#","MaxDelaySeconds":3,"JitterStrategy":"FULL""#));
        let drawn: Vec<_> =
            view.bars.iter().map(|bar| (bar.number, bar.start, bar.end, bar.height, bar.is_cut)).collect();
        let third = 1.0 / 3.0;
        assert_eq!(
            drawn,
            [
                (2, 0.0, 1.0 / 6.0, third, false),
                (3, 1.0 / 6.0, 0.5, 2.0 / 3.0, false),
                (4, 0.5, 1.0, 1.0, true)
            ]
        );
        assert!(view.bars.iter().all(|bar| bar.least == Duration::ZERO));
        assert_eq!(view.bars[1].label, "Try 3 after 0 s to 2 s, at most 3 s in all");
    }
}
