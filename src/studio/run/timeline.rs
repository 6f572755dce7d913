//! The timeline: every visit to a state over virtual time.

use super::lists::{Rows, Scroll};
use super::player::Player;
use crate::sim::view::{ExecutionView, Visit, VisitId, VisitStatus};
use crate::studio::kind::CardKind;
use crate::time::{Duration, Timestamp};

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
