//! What the bar of the Run drawer and its Result tab show.

use super::Run;
use super::machines::StartedList;
use super::player::Player;
use crate::asl::StatePath;
use crate::engine::Status;
use crate::json::{Object, Value};
use crate::sim::view::{ExecutionView, Visit, VisitStatus};
use crate::sim::{PlayState, Speed};
use crate::studio::Studio;
use crate::studio::highlight::{Code, highlight};
use crate::studio::words::counted;
use crate::time::Duration;

/// The bar: where the run stands, and what can be done with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub status: RunStatus,
    /// Virtual time at the cursor since the start
    pub clock: String,
    /// Events shown, and all that are known
    pub shown: usize,
    pub known: usize,
    pub playing: bool,
    /// Nothing more will come
    pub finished: bool,
    pub at_start: bool,
    pub can_stop: bool,
    /// What is being waited for, if it is worth skipping: `Waiting 45 s`
    pub wait: Option<String>,
    pub speed: Speed,
}

/// The status as the bar and the result tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunStatus {
    Running,
    /// No handler will ever answer
    Blocked,
    Succeeded,
    Failed,
    TimedOut,
    Stopped,
}

impl RunStatus {
    fn of(player: &Player) -> Self {
        match player.view().status() {
            Status::Running if player.is_blocked() => Self::Blocked,
            Status::Running => Self::Running,
            Status::Succeeded => Self::Succeeded,
            Status::Failed => Self::Failed,
            Status::TimedOut => Self::TimedOut,
            Status::Aborted => Self::Stopped,
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Running => "Running",
            Self::Blocked => "Waiting for an answer",
            Self::Succeeded => "Succeeded",
            Self::Failed => "Failed",
            Self::TimedOut => "Timed out",
            Self::Stopped => "Stopped",
        }
    }

    pub fn token(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Blocked => "blocked",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::TimedOut => "timed-out",
            Self::Stopped => "stopped",
        }
    }
}

/// The bar, if there is a run.
pub fn bar(run: &Run) -> Option<Bar> {
    let player = run.player.as_ref()?;
    let playback = player.playback();
    let start = player.view().started().unwrap_or_default();
    let now = playback.now().unwrap_or(start);
    let wait = playback.wait().map(|wait| format!("Waiting until {}", wait.until.since(start)));
    let running = player.view().status() == Status::Running;
    Some(Bar {
        status: RunStatus::of(player),
        clock: clock(now.since(start)),
        shown: playback.shown(),
        known: player.session().history().len(),
        playing: playback.state() == PlayState::Playing && !playback.is_finished(),
        finished: playback.is_finished(),
        at_start: playback.beats().first().is_none_or(|first| playback.shown() <= first.shown),
        can_stop: running,
        wait: wait.filter(|_| playback.state() == PlayState::Playing || running),
        speed: run.speed,
    })
}

/// Virtual time as a clock that does not jump in width: `0:05.3`, `1:02:03.4`.
fn clock(span: Duration) -> String {
    let tenths = span.as_millis() / 100;
    let (hours, minutes, seconds) = (tenths / 36_000, tenths / 600 % 60, tenths / 10 % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}.{}", tenths % 10),
        _ => format!("{hours}:{minutes:02}:{seconds:02}.{}", tenths % 10),
    }
}

/// What the run came to, as far as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultView {
    pub status: RunStatus,
    /// `7 states visited in 12 s of virtual time`
    pub spent: String,
    pub error: Option<String>,
    pub cause: Option<String>,
    /// Where it failed, or what it is doing
    pub places: Vec<Place>,
    /// The output; while there is none the input, that of the state that failed if one did
    pub data: Data,
    /// What the run wrote into virtual files: `bucket/key`
    pub files: Vec<String>,
    /// Whether it can be gone on with where it failed
    pub redrivable: bool,
    /// What echoed for want of a mock
    pub echoed: Vec<String>,
    /// Executions of other machines
    pub started: StartedList,
}

/// A value with what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    pub label: String,
    pub code: Code,
    pub text: String,
}

/// A state, and what is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub name: String,
    /// How many visits there are at once
    pub count: usize,
    pub path: Option<StatePath>,
    pub status: VisitStatus,
}

/// More places than these are not listed.
const MOST_PLACES: usize = 8;
/// Nor more files than these.
const MOST_FILES: usize = 20;

/// The Result tab, if there is a run.
pub fn result(studio: &Studio) -> Option<ResultView> {
    let player = studio.run().player.as_ref()?;
    let view = player.view();
    let failure = view.failure();
    let echoed = player.echoed_so_far().map(str::to_owned).collect();
    Some(ResultView {
        status: RunStatus::of(player),
        spent: spent_words(player),
        error: failure.and_then(|failure| failure.error.as_deref().map(str::to_owned)),
        cause: failure.and_then(|failure| failure.cause.as_deref().map(str::to_owned)),
        places: places(player),
        data: data(view),
        files: if player.is_finished() { written(player) } else { Vec::new() },
        redrivable: player.can_redrive(),
        echoed,
        started: studio.started(player),
    })
}

fn written(player: &Player) -> Vec<String> {
    player.session().written().take(MOST_FILES).map(|(bucket, key, _)| format!("{bucket}/{key}")).collect()
}

fn data(view: &ExecutionView) -> Data {
    let failed = view.visits().iter().rev().find(|visit| visit.status == VisitStatus::Failed);
    let failed = failed.filter(|_| view.status() != Status::Running);
    let (label, value) = match (view.output(), failed) {
        (Some(output), _) => ("Output".to_owned(), Some(output)),
        (None, Some(visit)) => (format!("Input of {}", visit.state), Some(&visit.input)),
        (None, None) => ("Input".to_owned(), view.input()),
    };
    let text = value.map(Value::to_pretty).unwrap_or_default();
    Data { label, code: highlight(&text), text }
}

fn places(player: &Player) -> Vec<Place> {
    let view = player.view();
    let place = |visit: &Visit| Place {
        name: visit.state.to_string(),
        count: 1,
        path: player.path(&visit.state).cloned(),
        status: visit.status,
    };
    if view.status() == Status::Running {
        let mut places: Vec<Place> = Vec::new();
        for visit in view.open_visits() {
            match places.iter().position(|place| *place.name == *visit.state) {
                Some(at) => places[at].count += 1,
                None if places.len() < MOST_PLACES => places.push(place(visit)),
                None => {}
            }
        }
        return places;
    }
    let failed = view.visits().iter().rev().find(|visit| visit.status == VisitStatus::Failed);
    failed.filter(|_| view.status() != Status::Succeeded).map(place).into_iter().collect()
}

fn spent_words(player: &Player) -> String {
    let view = player.view();
    let visits = counted(view.visits().len(), "state");
    let spent = view.now().since(view.started().unwrap_or_default());
    format!("{visits} visited in {spent} of virtual time")
}

/// For screen readers: `Run failed: States.Runtime in Is it there?`.
pub fn ended_words(player: &Player) -> String {
    let status = RunStatus::of(player);
    let error = player.view().failure().and_then(|failure| failure.error.as_deref());
    let place = places(player).first().map(|place| format!(" in {}", place.name)).unwrap_or_default();
    match error {
        Some(error) => format!("Run {}: {error}{place}", status.label().to_lowercase()),
        None => format!("Run {}, {}", status.label().to_lowercase(), spent_words(player)),
    }
}

/// The history as `GetExecutionHistory` returns it.
pub fn history_text(player: &Player) -> String {
    let events: Value = player.session().history().iter().map(|event| event.to_json()).collect();
    Value::from([("events", events)].into_iter().collect::<Object>()).to_pretty() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_reads_like_a_clock() {
        for (millis, shown) in
            [(0, "0:00.0"), (5_340, "0:05.3"), (65_000, "1:05.0"), (3_723_400, "1:02:03.4")]
        {
            assert_eq!(clock(Duration::from_millis(millis)), shown);
        }
    }
}
