//! Long lists of which only a part is on the page: the event table and the timeline.

use super::player::Player;
use crate::engine::HistoryEvent;
use crate::sim::view::{ExecutionView, Visit, VisitId, VisitStatus};
use crate::studio::highlight::{Code, highlight};
use crate::studio::kind::CardKind;
use crate::time::{Duration, Timestamp};

/// The height of a row in pixels; `style/run.css` draws by the same number.
pub const ROW_HEIGHT: f64 = 28.0;
/// Rows beyond what is seen, so that a quick scroll shows no gap.
const MARGIN: usize = 12;

/// Which part of a list is looked at, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scroll {
    pub top: f64,
    pub height: f64,
}

impl Default for Scroll {
    fn default() -> Self {
        Self { top: 0.0, height: 600.0 }
    }
}

impl Scroll {
    fn rows(self, total: usize) -> std::ops::Range<usize> {
        let count = (self.height.max(0.0) / ROW_HEIGHT) as usize + 1;
        // A list that has become shorter may still be scrolled beyond its end.
        let first = ((self.top.max(0.0) / ROW_HEIGHT) as usize).min(total.saturating_sub(count));
        let start = first.saturating_sub(MARGIN);
        // In steps, so that not every pixel of scrolling makes the rows anew.
        let start = start - start % MARGIN;
        start..(first + count + 2 * MARGIN).min(total)
    }
}

/// Some rows of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows<T> {
    /// How many rows there are in all
    pub total: usize,
    /// The number of the first row here, from 0
    pub first: usize,
    pub rows: Vec<T>,
}

/// What an event says at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventTone {
    Plain,
    Good,
    Bad,
}

impl EventTone {
    pub fn token(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Bad => "bad",
        }
    }

    fn of(type_name: &str) -> Self {
        let ends = |word: &[&str]| word.iter().any(|word| type_name.ends_with(word));
        match type_name {
            _ if ends(&["Failed", "TimedOut", "Aborted"]) => Self::Bad,
            "ExecutionSucceeded" => Self::Good,
            _ => Self::Plain,
        }
    }
}

/// A row of the event table.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    pub id: u32,
    pub type_name: &'static str,
    pub state: Option<String>,
    /// Virtual time since the start
    pub time: String,
    pub previous: u32,
    pub tone: EventTone,
    /// Whether it lies before the playback's cursor
    pub shown: bool,
}

/// The rows of the event table around `scroll`: every event that was shown at some time.
pub fn event_rows(player: &Player, scroll: Scroll) -> Rows<EventRow> {
    let history = &player.session().history()[..player.reached()];
    let range = scroll.rows(history.len());
    let rows = history[range.clone()].iter().map(|event| event_row(player, event)).collect();
    Rows { total: history.len(), first: range.start, rows }
}

fn event_row(player: &Player, event: &HistoryEvent) -> EventRow {
    let type_name = event.type_name();
    EventRow {
        id: event.id,
        type_name,
        state: player.state_of_event(event.id).map(|name| name.to_string()),
        time: since_start(player.session().history(), event.timestamp).to_string(),
        previous: event.previous_event_id,
        tone: EventTone::of(type_name),
        shown: event.id as usize <= player.playback().shown(),
    }
}

fn since_start(history: &[HistoryEvent], moment: Timestamp) -> Duration {
    history.first().map_or(Duration::ZERO, |first| moment.since(first.timestamp))
}

/// One event in full, as AWS writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDetails {
    pub id: u32,
    pub type_name: &'static str,
    pub code: Code,
    pub text: String,
}

pub fn event_details(player: &Player, id: u32) -> Option<EventDetails> {
    let event = player.session().history().get((id as usize).checked_sub(1)?)?;
    let text = event.to_json().to_pretty();
    Some(EventDetails { id, type_name: event.type_name(), code: highlight(&text), text })
}

/// A row of the timeline: one visit.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineRow {
    pub name: String,
    pub id: VisitId,
    pub kind: CardKind,
    /// `2. ` for the second branch or iteration
    pub place: Option<String>,
    pub depth: usize,
    pub status: VisitStatus,
    pub bar: Bar,
    /// The tries of a state that was retried
    pub attempts: Vec<(Bar, bool)>,
    /// How long it took, in words
    pub took: String,
}

/// Where something lies on the axis, in parts of its whole length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    pub from: f64,
    pub to: f64,
}

/// The timeline and its axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    pub rows: Rows<TimelineRow>,
    /// Words at places of the axis
    pub ticks: Vec<(f64, String)>,
    /// Whether events are counted instead of time, since no time went by
    pub by_events: bool,
}

pub fn timeline(player: &Player, scroll: Scroll) -> Timeline {
    let view = player.view();
    let axis = Axis::of(view);
    let range = scroll.rows(view.visits().len());
    let rows = range.clone().map(|index| timeline_row(player, &axis, VisitId(index as u32))).collect();
    let rows = Rows { total: view.visits().len(), first: range.start, rows };
    Timeline { rows, ticks: axis.ticks(), by_events: axis.by_events }
}

struct Axis {
    start: Timestamp,
    total: Duration,
    events: f64,
    by_events: bool,
}

impl Axis {
    fn of(view: &ExecutionView) -> Self {
        let start = view.started().unwrap_or_default();
        let total = view.now().since(start);
        Self { start, total, events: view.shown().max(1) as f64, by_events: total == Duration::ZERO }
    }

    fn at(&self, moment: Timestamp, event: u32) -> f64 {
        if self.by_events {
            return f64::from(event) / self.events;
        }
        moment.since(self.start).as_millis() as f64 / self.total.as_millis() as f64
    }

    fn bar(&self, visit: &Visit) -> Bar {
        let to = match (visit.ended, visit.ended_event) {
            (Some(ended), Some(event)) => self.at(ended, event),
            _ => 1.0,
        };
        Bar { from: self.at(visit.started, visit.entered_event), to }
    }

    /// Four or so round moments.
    fn ticks(&self) -> Vec<(f64, String)> {
        if self.by_events {
            return Vec::new();
        }
        let total = self.total.as_millis();
        let step = [1, 2, 5].into_iter().cycle().zip(0..).map(|(digit, turn)| digit * 10_u64.pow(turn / 3));
        let step = step.take(48).find(|step| total / step <= 6).unwrap_or(total.max(1));
        (0..=total / step)
            .map(|tick| (tick * step) as f64 / total as f64)
            .zip((0..).map(|tick| Duration::from_millis(tick * step).to_string()))
            .collect()
    }
}

fn timeline_row(player: &Player, axis: &Axis, id: VisitId) -> TimelineRow {
    let view = player.view();
    let visit = view.visit(id);
    let containers = view.containers_of(id);
    let attempts = visit.attempts.iter().filter(|_| visit.attempts.len() > 1 && !axis.by_events);
    TimelineRow {
        name: visit.state.to_string(),
        id,
        kind: CardKind::of_type(visit.state_type),
        place: containers.last().map(|(_, index)| format!("{}.", index + 1)),
        depth: containers.len(),
        status: visit.status,
        bar: axis.bar(visit),
        attempts: attempts
            .map(|attempt| {
                let from = axis.at(attempt.started, visit.entered_event);
                let to = attempt.ended.map_or(1.0, |ended| axis.at(ended, visit.entered_event));
                (Bar { from, to }, attempt.outcome.failure().is_some())
            })
            .collect(),
        took: visit.duration().map_or_else(|| "…".to_owned(), |took| took.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_around_the_view_are_made() {
        for (top, total, expected) in [
            (0.0, 10, 0..10),
            (0.0, 1000, 0..28),
            (2800.0, 1000, 84..128),
            (1e9, 1000, 984..1000),
            (-5.0, 0, 0..0),
        ] {
            let rows = Scroll { top, height: 100.0 }.rows(total);
            assert_eq!(rows, expected, "at {top} of {total}");
        }
    }
}
