//! What a person sees of a run: the visits to every state, the edges taken, how far each Map is, and how it
//! all ended. Made from history events alone, one after the other, so that it can be had at any moment of a
//! run, and of a history that AWS recorded as well.
//!
//! Events name few things: which visit an event belongs to, and which branch or iteration that visit ran in,
//! follows from `previousEventId`. Every event runs in a [`Thread`]; the view notes it per event.

mod apply;
mod edge;
mod visit;

pub use edge::{Edge, EdgeEnd, EdgeUse};
pub use visit::{Attempt, AttemptOutcome, MapProgress, Place, StateView, Visit, VisitId, VisitStatus};

use crate::engine::Status;
use crate::engine::history::{Failure, HistoryEvent};
use crate::json::{Object, Value};
use crate::time::Timestamp;
use indexmap::IndexMap;
use std::collections::BTreeSet;
use std::sync::Arc;

type Lookup<K, V> = IndexMap<K, V, foldhash::fast::FixedState>;

/// A run as its history tells it, up to some event.
#[derive(Clone, Debug)]
pub struct ExecutionView {
    shown: usize,
    status: Status,
    input: Option<Value>,
    output: Option<Value>,
    failure: Option<Failure>,
    started: Option<Timestamp>,
    ended: Option<Timestamp>,
    now: Timestamp,
    visits: Vec<Visit>,
    states: Lookup<Arc<str>, StateView>,
    edges: Lookup<Edge, EdgeUse>,
    open: BTreeSet<VisitId>,
    threads: Vec<Thread>,
    /// What each event ran in; event 1 is the first
    origins: Vec<Origin>,
    latest_by_thread: Lookup<(ThreadId, Arc<str>), VisitId>,
}

type ThreadId = u32;
const ROOT: ThreadId = 0;

/// One line of control: the execution's own, a Parallel branch's or a Map iteration's.
#[derive(Clone, Debug, Default)]
struct Thread {
    place: Option<Place>,
    /// The visit that has not ended
    open: Option<VisitId>,
    /// The visit that ended last
    last: Option<VisitId>,
}

#[derive(Clone, Copy, Debug)]
struct Origin {
    thread: ThreadId,
    /// The visit, if a state entered right after this event starts a new branch of it
    spawns: Option<VisitId>,
    /// The visit the event is about
    visit: Option<VisitId>,
}

impl Default for ExecutionView {
    fn default() -> Self {
        Self {
            shown: 0,
            status: Status::Running,
            input: None,
            output: None,
            failure: None,
            started: None,
            ended: None,
            now: Timestamp::default(),
            visits: Vec::new(),
            states: Lookup::default(),
            edges: Lookup::default(),
            open: BTreeSet::new(),
            threads: vec![Thread::default()],
            origins: Vec::new(),
            latest_by_thread: Lookup::default(),
        }
    }
}

impl ExecutionView {
    /// Before the first event.
    pub fn new() -> Self {
        Self::default()
    }

    /// After the first `count` events of `history`.
    pub fn of(history: &[HistoryEvent], count: usize) -> Self {
        let mut view = Self::new();
        view.show(history, count);
        view
    }

    /// Moves to `count` events of the same `history`. Forwards this costs the events in between; backwards
    /// the view is made anew.
    pub fn show(&mut self, history: &[HistoryEvent], count: usize) {
        if count < self.shown {
            *self = Self::new();
        }
        for event in &history[self.shown.min(history.len())..count.min(history.len())] {
            self.apply(event);
        }
    }

    /// How many events it shows.
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// The run's status.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The run's input.
    pub fn input(&self) -> Option<&Value> {
        self.input.as_ref()
    }

    /// The run's output, once it has succeeded.
    pub fn output(&self) -> Option<&Value> {
        self.output.as_ref()
    }

    /// The run's error and cause, once it has failed, timed out or been stopped.
    pub fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// When the run started.
    pub fn started(&self) -> Option<Timestamp> {
        self.started
    }

    /// When it ended.
    pub fn ended(&self) -> Option<Timestamp> {
        self.ended
    }

    /// The virtual time of the last event shown.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Every visit, in the order in which the states were entered.
    pub fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// The visit `id`.
    pub fn visit(&self, id: VisitId) -> &Visit {
        &self.visits[id.index()]
    }

    /// What is known of the state `name`; `None` if it was never entered.
    pub fn state(&self, name: &str) -> Option<&StateView> {
        self.states.get(name)
    }

    /// Every state that was entered, in the order of the first time.
    pub fn states(&self) -> impl Iterator<Item = (&Arc<str>, &StateView)> {
        self.states.iter()
    }

    /// The visits to the state `name`, in the order in which it was entered.
    pub fn visits_of(&self, name: &str) -> impl DoubleEndedIterator<Item = &Visit> {
        self.state(name).into_iter().flat_map(|state| &state.visits).map(|id| self.visit(*id))
    }

    /// Every edge taken, in the order of the first time.
    pub fn edges(&self) -> impl Iterator<Item = (&Edge, &EdgeUse)> {
        self.edges.iter()
    }

    /// How often `edge` was taken, and when last.
    pub fn edge(&self, edge: &Edge) -> Option<&EdgeUse> {
        self.edges.get(edge)
    }

    /// The visits that have not ended, in the order in which the states were entered.
    pub fn open_visits(&self) -> impl Iterator<Item = &Visit> {
        self.open.iter().map(|id| self.visit(*id))
    }

    /// The visit that the event with this id is about.
    pub fn visit_of_event(&self, event: u32) -> Option<VisitId> {
        self.origins.get((event as usize).checked_sub(1)?)?.visit
    }

    /// Where a visit ran, outermost first: `(container, branch or iteration)`.
    pub fn containers_of(&self, id: VisitId) -> Vec<(Arc<str>, u32)> {
        let mut containers = Vec::new();
        let mut place = self.visit(id).place;
        while let Some(at) = place {
            let container = self.visit(at.container);
            containers.push((container.state.clone(), at.index));
            place = container.place;
        }
        containers.reverse();
        containers
    }

    /// The variables that a visit sees as it begins: what the visits before it assigned, in its own branch and in
    /// those around it.
    pub fn variables_before(&self, id: VisitId) -> Object {
        let mut seen = vec![(self.visit(id).thread, self.visit(id).entered_event)];
        let mut place = self.visit(id).place;
        while let Some(at) = place {
            let container = self.visit(at.container);
            seen.push((container.thread, container.entered_event));
            place = container.place;
        }
        let mut variables = Object::new();
        for (thread, until) in seen.into_iter().rev() {
            for visit in self.visits.iter().filter(|visit| visit.thread == thread) {
                let assigned =
                    visit.assigned.iter().filter(|_| visit.ended_event.is_some_and(|end| end < until));
                for (name, value) in assigned.flat_map(|assigned| assigned.iter()) {
                    variables.insert(name.clone(), value.clone());
                }
            }
        }
        variables
    }

    /// How many branches of the Parallel `name` are at their end, in all its visits that still count, and how many
    /// visits these are. `ends` says whether a state ends its branch, which history does not tell.
    pub fn branches_done(&self, name: &str, ends: impl Fn(&str) -> bool) -> (u32, u32) {
        let Some(state) = self.state(name) else { return (0, 0) };
        let visits = state.visits.iter().map(|id| self.visit(*id)).filter(|visit| !visit.superseded);
        visits.fold((0, 0), |(done, count), visit| {
            let inside = visit.children.iter().map(|id| self.visit(*id));
            let ended = inside.filter(|child| {
                !child.superseded && child.status == VisitStatus::Succeeded && ends(&child.state)
            });
            (done + ended.count() as u32, count + 1)
        })
    }

    /// How far the latest run of the Map `name` is; of all its latest visits together if it is itself repeated.
    pub fn map_progress(&self, name: &str) -> Option<MapProgress> {
        let state = self.state(name)?;
        let mut visits = state.visits.iter().map(|id| self.visit(*id)).filter(|visit| !visit.superseded);
        let mut sum = visits.by_ref().find_map(|visit| visit.progress)?;
        for progress in visits.filter_map(|visit| visit.progress) {
            sum.add(progress);
        }
        Some(sum)
    }
}
