//! An execution driven by handlers in virtual time, with a past.
//!
//! A [`Session`] owns an [`Execution`] and everything that has come of it: the history, the [`JournalEntry`]s
//! of what the execution was told, and keyframes, clones of the execution at steps in between. Answers of
//! handlers are delivered when the execution waits, at the time they were scheduled plus their latency, in
//! the order of (time, task id); timers due by then fire first. Virtual time jumps, nothing sleeps.
//!
//! Laws, tested in `tests/sim.rs`: run at once, in slices of any budget, stepwise, or from any keyframe, the
//! history is the same; the journal alone gives it again ([`replay`]).

mod journal;
mod keyframe;

pub use journal::{JournalEntry, replay};

use super::mock::{Invocations, Mocks};
use crate::engine::history::{Failure, HistoryEvent};
use crate::engine::{Execution, Input, Output, Program, StartOptions, Status, Step, TaskId, TaskRequest};
use crate::json::Value;
use crate::time::Timestamp;
use keyframe::Keyframes;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How much work one call of [`Session::run`] may do, so that a page never hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunBudget {
    /// Moves: transitions, deliveries, and jumps of virtual time
    pub moves: u32,
}

impl RunBudget {
    /// As much as a frame of the page bears.
    pub const SLICE: Self = Self { moves: 4_000 };
    /// No bound but the execution's own limits.
    pub const UNBOUNDED: Self = Self { moves: u32::MAX };
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    /// It can go on
    Running,
    /// It waits for an answer that no handler will give
    Blocked,
    /// It has ended
    Ended,
}

/// A run with handlers, journal and keyframes.
#[derive(Clone, Debug)]
pub struct Session {
    options: StartOptions,
    mocks: Arc<Mocks>,
    live: Live,
    history: Vec<HistoryEvent>,
    journal: Vec<JournalEntry>,
    keyframes: Keyframes,
}

/// What changes from move to move, and what a keyframe is a clone of.
#[derive(Clone, Debug)]
struct Live {
    execution: Execution,
    steps: u64,
    invocations: Invocations,
    /// Answers under way, in the order of delivery
    deliveries: BTreeMap<(Timestamp, TaskId), Result<Value, Failure>>,
    due: BTreeMap<TaskId, Timestamp>,
}

impl Session {
    /// A run about to start.
    pub fn new(program: Arc<Program>, options: StartOptions, mocks: Arc<Mocks>) -> Self {
        let live = Live {
            execution: Execution::new(program, options.clone()),
            steps: 0,
            invocations: Invocations::default(),
            deliveries: BTreeMap::new(),
            due: BTreeMap::new(),
        };
        let keyframes = Keyframes::starting_at(live.clone());
        Self { options, mocks, live, history: Vec::new(), journal: Vec::new(), keyframes }
    }

    /// Without keyframes but the first: for runs that nobody will rewind.
    #[must_use]
    pub fn without_keyframes(mut self) -> Self {
        self.keyframes.stop_recording();
        self
    }

    /// The history so far.
    pub fn history(&self) -> &[HistoryEvent] {
        &self.history
    }

    /// What the execution was told so far.
    pub fn journal(&self) -> &[JournalEntry] {
        &self.journal
    }

    /// The execution as it stands.
    pub fn execution(&self) -> &Execution {
        &self.live.execution
    }

    /// How the run was started.
    pub fn options(&self) -> &StartOptions {
        &self.options
    }

    /// The handlers.
    pub fn mocks(&self) -> &Arc<Mocks> {
        &self.mocks
    }

    /// The execution's status.
    pub fn status(&self) -> Status {
        self.live.execution.status()
    }

    /// Virtual time.
    pub fn now(&self) -> Timestamp {
        self.live.execution.now()
    }

    /// How many transitions were made.
    pub fn steps(&self) -> u64 {
        self.live.steps
    }

    /// Goes on until the run ends or blocks, or the budget is used up.
    pub fn run(&mut self, budget: RunBudget) -> RunState {
        for _ in 0..budget.moves {
            let state = self.advance();
            if state != RunState::Running {
                return state;
            }
        }
        if self.status() == Status::Running { RunState::Running } else { RunState::Ended }
    }

    /// Makes one move: a transition, or when there is none the delivery of an answer or a jump to the next
    /// timer.
    pub fn advance(&mut self) -> RunState {
        let mut out = Output::default();
        match self.live.execution.step(&mut out) {
            Step::Done => return RunState::Ended,
            Step::Waiting(deadline) => return self.pass_time(deadline),
            Step::Progressed => {}
        }
        self.live.steps += 1;
        self.absorb(out);
        if self.keyframes.is_due(self.live.steps) {
            self.keyframes.record(&self.live, self.history.len(), self.journal.len());
        }
        RunState::Running
    }

    /// Tells the execution something that no handler says, such as that a person stopped it.
    pub fn handle(&mut self, input: Input) {
        self.tell(input);
    }

    /// Stops the execution, as the API call StopExecution does.
    pub fn stop(&mut self, error: Option<Arc<str>>, cause: Option<Arc<str>>) {
        self.tell(Input::StopExecution(Failure { error, cause }));
    }

    /// The run as it was right after the transition that recorded event `event`, everything later undone; the
    /// start for 0. It may go on from there, and makes the same history again.
    #[must_use]
    pub fn fork_at(&self, event: u32) -> Self {
        let count = (event as usize).min(self.history.len());
        let keyframe = self.keyframes.before(count);
        let mut fork = Self {
            options: self.options.clone(),
            mocks: self.mocks.clone(),
            live: keyframe.live.clone(),
            history: self.history[..keyframe.events].to_vec(),
            journal: self.journal[..keyframe.journal].to_vec(),
            keyframes: self.keyframes.up_to(count),
        };
        let mut rest = &self.journal[keyframe.journal..];
        while fork.history.len() < count {
            rest = fork.repeat(rest);
        }
        fork
    }

    /// Goes back, or forward over what was undone no more: see [`Session::fork_at`].
    pub fn seek(&mut self, event: u32) {
        *self = self.fork_at(event);
    }

    /// One move as the journal has it: its next entry if it is the time for that, else a transition.
    fn repeat<'a>(&mut self, journal: &'a [JournalEntry]) -> &'a [JournalEntry] {
        if let Some((entry, rest)) = journal.split_first().filter(|(entry, _)| entry.step == self.live.steps)
        {
            self.jump_to(entry.at);
            self.tell(entry.input.clone());
            return rest;
        }
        let mut out = Output::default();
        match self.live.execution.step(&mut out) {
            Step::Progressed => self.live.steps += 1,
            Step::Waiting(Some(deadline)) => self.live.execution.advance_to(deadline, &mut out),
            // Cannot be in a history that was recorded; going on would make a different one.
            Step::Waiting(None) | Step::Done => debug_assert!(false, "the journal does not fit"),
        }
        self.absorb(out);
        journal
    }

    fn pass_time(&mut self, deadline: Option<Timestamp>) -> RunState {
        let next = self.live.deliveries.first_key_value().map(|((due, task), _)| (*due, *task));
        match (next, deadline) {
            (Some((due, task)), _) if deadline.is_none_or(|deadline| due < deadline) => {
                self.deliver(due, task)
            }
            // Even a timer that is due already, such as a retry's delay of no time, fires only by being told.
            (_, Some(deadline)) => self.advance_to(deadline),
            (_, None) => return RunState::Blocked,
        }
        RunState::Running
    }

    fn deliver(&mut self, due: Timestamp, task: TaskId) {
        let Some(outcome) = self.live.deliveries.remove(&(due, task)) else { return };
        self.live.due.remove(&task);
        self.jump_to(due);
        self.tell(match outcome {
            Ok(output) => Input::TaskSucceeded { task, output },
            Err(failure) => Input::TaskFailed { task, failure },
        });
    }

    fn jump_to(&mut self, moment: Timestamp) {
        if moment > self.now() {
            self.advance_to(moment);
        }
    }

    fn advance_to(&mut self, moment: Timestamp) {
        let mut out = Output::default();
        self.live.execution.advance_to(moment, &mut out);
        self.absorb(out);
    }

    fn tell(&mut self, input: Input) {
        if let Input::TaskSucceeded { task, .. } | Input::TaskFailed { task, .. } = &input {
            self.live.forget(*task);
        }
        let entry = JournalEntry { step: self.live.steps, at: self.now(), input };
        let mut out = Output::default();
        self.live.execution.handle(entry.input.clone(), &mut out);
        self.journal.push(entry);
        self.absorb(out);
    }

    fn absorb(&mut self, out: Output) {
        self.history.extend(out.events);
        for request in &out.tasks {
            self.live.dispatch(request, &self.mocks, self.options.seed);
        }
        for task in out.cancelled {
            self.live.forget(task);
        }
    }
}

impl Live {
    fn dispatch(&mut self, request: &TaskRequest, mocks: &Mocks, seed: u64) {
        if let Some(answer) = mocks.answer(request, &mut self.invocations, seed) {
            let due = request.scheduled_at + answer.latency;
            self.due.insert(request.id, due);
            self.deliveries.insert((due, request.id), answer.outcome);
        }
    }

    fn forget(&mut self, task: TaskId) {
        if let Some(due) = self.due.remove(&task) {
            self.deliveries.remove(&(due, task));
        }
    }
}
