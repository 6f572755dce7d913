//! Long lists of which only a part is on the page; the event table is one.

use super::player::Player;
use crate::engine::HistoryEvent;
use crate::studio::highlight::{Code, highlight};
use crate::time::{Duration, Timestamp};

/// The height of a row in pixels; `style/run-history.css` draws by the same number.
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
    pub(super) fn rows(self, total: usize) -> std::ops::Range<usize> {
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
