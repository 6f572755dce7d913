//! One stay of the run in one state.

use crate::asl::StateType;
use crate::engine::Failure;
use crate::json::{Object, Value};
use crate::time::{Duration, Timestamp};
use std::sync::Arc;

/// A visit's number, in the order in which states were entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VisitId(pub u32);

impl VisitId {
    /// The place in [`super::ExecutionView::visits`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// In which branch or iteration of a container something ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The visit to the Parallel or Map
    pub container: VisitId,
    /// The number of the branch (in the order of starting) or of the iteration
    pub index: u32,
    /// The container's attempt, from 0
    pub attempt: u32,
}

/// How a visit ended, or that it has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitStatus {
    /// Entered and not left
    Running,
    /// Left with a result
    Succeeded,
    /// Ended by an error that the state did not catch
    Failed,
    /// Left through a Catcher
    Caught,
    /// Stopped because something else failed, or the execution was stopped
    Aborted,
}

impl VisitStatus {
    /// `running`, `succeeded`, `failed`, `caught` or `aborted`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Caught => "caught",
            Self::Aborted => "aborted",
        }
    }
}

/// One stay in a state.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The state's name
    pub state: Arc<str>,
    /// Its type
    pub state_type: StateType,
    /// In which branch or iteration; `None` at the top level
    pub place: Option<Place>,
    /// The id of the event that entered the state
    pub entered_event: u32,
    /// The id of the event that ended the visit
    pub ended_event: Option<u32>,
    /// The raw input
    pub input: Value,
    /// The output, if the state was left
    pub output: Option<Value>,
    /// Variables assigned on leaving
    pub assigned: Option<Arc<Object>>,
    /// The error that ended the visit, was caught, or has just happened
    pub failure: Option<Failure>,
    /// What a Task called, or how often a Parallel or Map was started: one at first, one for each retry
    pub attempts: Vec<Attempt>,
    /// Virtual time of entering
    pub started: Timestamp,
    /// Virtual time of the end
    pub ended: Option<Timestamp>,
    /// How it ended
    pub status: VisitStatus,
    /// A Map's iterations in the latest attempt
    pub progress: Option<MapProgress>,
    /// Whether the same branch has come here again, or its container was retried, so that this visit no longer
    /// says how the state stands
    pub superseded: bool,
    pub(super) thread: u32,
    pub(super) children: Vec<VisitId>,
    /// Branches started in the latest attempt of a Parallel
    pub(super) branches: u32,
}

impl Visit {
    /// Virtual time spent in the state, if it was left.
    pub fn duration(&self) -> Option<Duration> {
        self.ended.map(|ended| ended.since(self.started))
    }

    /// How many retries there were.
    pub fn retries(&self) -> usize {
        self.attempts.len().saturating_sub(1)
    }
}

/// One try of a Task, Parallel or Map.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Virtual time of scheduling
    pub started: Timestamp,
    /// Virtual time of the end
    pub ended: Option<Timestamp>,
    /// What a Task's function or service was called with
    pub input: Option<Value>,
    /// How it ended
    pub outcome: AttemptOutcome,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq)]
pub enum AttemptOutcome {
    /// Not yet
    Running,
    /// With a result; containers' results are in the visit's output
    Succeeded(Option<Value>),
    /// With an error
    Failed(Failure),
    /// By `TimeoutSeconds` or `HeartbeatSeconds`
    TimedOut(Failure),
}

impl AttemptOutcome {
    /// The error, if it ended with one.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) | Self::TimedOut(failure) => Some(failure),
            Self::Running | Self::Succeeded(_) => None,
        }
    }
}

/// How many of a Map's iterations are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapProgress {
    /// All
    pub total: u32,
    /// Started so far
    pub started: u32,
    /// Ended well
    pub succeeded: u32,
    /// Ended badly
    pub failed: u32,
    /// Stopped
    pub aborted: u32,
}

impl MapProgress {
    /// Ended, in whichever way.
    pub fn done(&self) -> u32 {
        self.succeeded + self.failed + self.aborted
    }

    pub(super) fn add(&mut self, other: Self) {
        self.total += other.total;
        self.started += other.started;
        self.succeeded += other.succeeded;
        self.failed += other.failed;
        self.aborted += other.aborted;
    }
}

/// How a state stands, all its visits taken together.
#[derive(Clone, Debug)]
pub struct StateView {
    /// The state's type
    pub state_type: StateType,
    /// Every visit, in order
    pub visits: Vec<VisitId>,
    counts: [u32; 5],
}

impl StateView {
    pub(super) fn new(state_type: StateType) -> Self {
        Self { state_type, visits: Vec::new(), counts: [0; 5] }
    }

    /// How many visits are in this status, without those superseded.
    pub fn count(&self, status: VisitStatus) -> u32 {
        self.counts[status as usize]
    }

    /// The status to show: running if any visit is, else the worst of those not superseded.
    pub fn status(&self) -> VisitStatus {
        use VisitStatus::{Aborted, Caught, Failed, Running, Succeeded};
        let worst_first = [Running, Failed, Aborted, Caught, Succeeded];
        worst_first.into_iter().find(|status| self.count(*status) > 0).unwrap_or(Aborted)
    }

    pub(super) fn add(&mut self, status: VisitStatus) {
        self.counts[status as usize] += 1;
    }

    pub(super) fn take(&mut self, status: VisitStatus) {
        self.counts[status as usize] -= 1;
    }
}
