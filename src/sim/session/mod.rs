//! An execution driven by handlers in virtual time, with a past.
//!
//! A [`Session`] owns an [`Execution`] and everything that has come of it: the history, the [`JournalEntry`]s
//! of what the execution was told, and keyframes, clones of the execution at steps in between. Answers of
//! handlers are delivered when the execution waits, at the time they were scheduled plus their latency, in
//! the order of (time, task id); timers due by then fire first. Virtual time jumps, nothing sleeps.
//!
//! Executions of other machines that tasks start are sessions of their own inside this one, and run in the same
//! virtual time: whichever has something to do first does it.
//!
//! Laws, tested in `tests/sim.rs`: run at once, in slices of any budget, stepwise, or from any keyframe, the
//! history is the same; the journal alone gives it again ([`replay`]).

mod children;
mod journal;
mod keyframe;
mod nested;
mod person;
mod together;

pub use children::ChildRun;
pub use journal::{JournalEntry, replay};
pub use nested::{Instead, MissingMachine, StartedRun};
pub use person::{OpenTask, TokenError};

use super::mock::{Invocations, Mocks};
use crate::engine::history::{Failure, HistoryEvent};
use crate::engine::{
    Execution, Explanation, Input, NotRedrivable, Output, Program, StartOptions, Status, Step, TaskId,
    TaskRequest,
};
use crate::time::{Duration, Timestamp};
use children::ChildLog;
use keyframe::{Keyframes, Known};
use nested::Surroundings;
use person::open_task;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use together::{Act, ChildQueue, Intervention};

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
    live: Live,
    history: Vec<HistoryEvent>,
    /// In the order of their `after_event`
    explanations: Vec<Explanation>,
    children: ChildLog,
    journal: Vec<JournalEntry>,
    keyframes: Keyframes,
    /// Whether time stands still while a person might answer
    asks_persons: bool,
    /// What was done to the run from outside, which it does not do again by itself
    interventions: Vec<Intervention>,
    surroundings: Surroundings,
}

/// What changes from move to move, and what a keyframe is a clone of.
#[derive(Clone, Debug)]
struct Live {
    execution: Execution,
    /// Who answers from now on
    mocks: Arc<Mocks>,
    steps: u64,
    /// Transitions, deliveries and jumps of time, of the runs inside it too
    moves: u64,
    invocations: Invocations,
    /// Answers under way, in the order of delivery: when, of which task, its how manieth
    deliveries: BTreeMap<(Timestamp, TaskId, u32), Input>,
    /// The same by task
    due: BTreeMap<(TaskId, u32), Timestamp>,
    /// Callbacks and activities that wait for their end
    open: BTreeMap<TaskId, OpenTask>,
    /// Executions that tasks started
    started_runs: Vec<StartedRun>,
    /// What they do next
    queue: ChildQueue,
    /// Tasks that wait for the end of one of them, by its number
    jobs: BTreeMap<TaskId, usize>,
    /// Machines that tasks wanted to start and that nobody gave
    missing_machines: BTreeSet<MissingMachine>,
    /// What was sent by tokens of executions around this one
    outbox: Vec<(Timestamp, Arc<str>, Input)>,
}

impl Session {
    /// A run about to start. It finds the files of the mocks, and over them those of the options.
    pub fn new(program: Arc<Program>, mut options: StartOptions, mocks: Arc<Mocks>) -> Self {
        let mut files = mocks.virtual_files();
        files.add(&options.files);
        options.files = files;
        let live = Live {
            execution: Execution::new(program, options.clone()),
            mocks,
            steps: 0,
            moves: 0,
            invocations: Invocations::default(),
            deliveries: BTreeMap::new(),
            due: BTreeMap::new(),
            open: BTreeMap::new(),
            started_runs: Vec::new(),
            queue: ChildQueue::default(),
            jobs: BTreeMap::new(),
            missing_machines: BTreeSet::new(),
            outbox: Vec::new(),
        };
        let keyframes = Keyframes::starting_at(live.clone());
        Self {
            options,
            live,
            history: Vec::new(),
            explanations: Vec::new(),
            children: ChildLog::default(),
            journal: Vec::new(),
            keyframes,
            asks_persons: false,
            interventions: Vec::new(),
            surroundings: Surroundings::default(),
        }
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

    /// What the states did and why, if [`StartOptions::explain`] asks for it; by the number of the event after
    /// which they did it.
    pub fn explanations(&self) -> &[Explanation] {
        &self.explanations
    }

    /// The objects that the execution wrote into Amazon S3: bucket, key, content.
    pub fn written(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<str>, &[u8])> {
        let files = self.live.execution.files().iter().filter(|(_, _, file)| file.is_written);
        files.map(|(bucket, key, file)| (bucket, key, &*file.content))
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

    /// The handlers, as they answer now.
    pub fn mocks(&self) -> &Arc<Mocks> {
        &self.live.mocks
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
        let is_over = self.status() != Status::Running && self.live.queue.is_empty();
        if is_over { RunState::Ended } else { RunState::Running }
    }

    /// Makes one move: a transition, or when there is none the delivery of an answer, a move of a run inside it, or
    /// a jump to the next timer.
    pub fn advance(&mut self) -> RunState {
        let mut out = Output::default();
        let deadline = match self.live.execution.step(&mut out) {
            Step::Done => None,
            Step::Waiting(deadline) => deadline,
            Step::Progressed => {
                self.progressed(out);
                return RunState::Running;
            }
        };
        match self.choose(deadline, self.asks_persons) {
            Some(chosen) => {
                self.live.moves += 1;
                self.make(chosen);
                RunState::Running
            }
            None if self.status() == Status::Running => RunState::Blocked,
            None => RunState::Ended,
        }
    }

    fn progressed(&mut self, out: Output) {
        self.live.moves += 1;
        self.live.steps += 1;
        self.absorb(out);
        if self.keyframes.is_due(self.live.steps) {
            self.keyframes.record(&self.live, self.known());
        }
    }

    /// Tells the execution something that no handler says, such as that a person stopped it.
    pub fn handle(&mut self, input: Input) {
        self.intervene(Act::Tell { path: Vec::new(), input });
    }

    /// Stops the execution, as the API call StopExecution does.
    pub fn stop(&mut self, error: Option<Arc<str>>, cause: Option<Arc<str>>) {
        self.handle(Input::StopExecution(Failure { error, cause }));
    }

    /// Has others answer from now on, such as handlers that were mended before a redrive. Answers under way stay.
    pub fn answer_with(&mut self, mocks: Arc<Mocks>) {
        self.intervene(Act::Answer(mocks));
    }

    /// Goes on with a run that has ended without success, as the API call RedriveExecution does: `after` so much
    /// time has passed since.
    ///
    /// # Errors
    /// Why the API would refuse it.
    pub fn redrive(&mut self, after: Duration) -> Result<(), NotRedrivable> {
        if self.status() == Status::Running {
            return Err(NotRedrivable::Running);
        }
        self.intervene(Act::PassTime(self.now() + after));
        self.live.execution.redrivable()?;
        self.handle(Input::RedriveExecution);
        Ok(())
    }

    /// The run as it was right after the transition that recorded event `event`, everything later undone; the
    /// start for 0. It may go on from there, and makes the same history again.
    #[must_use]
    pub fn fork_at(&self, event: u32) -> Self {
        let count = (event as usize).min(self.history.len());
        let keyframe = self.keyframes.before(count);
        let known = keyframe.known;
        let mut fork = Self {
            options: self.options.clone(),
            live: keyframe.live.clone(),
            history: self.history[..known.events].to_vec(),
            explanations: self.explanations[..known.explanations].to_vec(),
            children: self.children.up_to(known.children),
            journal: self.journal[..known.journal].to_vec(),
            keyframes: self.keyframes.up_to(count),
            asks_persons: self.asks_persons,
            interventions: self.interventions[..known.interventions].to_vec(),
            surroundings: self.surroundings.clone(),
        };
        let mut rest = self.interventions[known.interventions..].iter().peekable();
        while fork.history.len() < count {
            if let Some(next) = rest.next_if(|next| next.moves == fork.live.moves) {
                fork.intervene(next.act.clone());
            } else if fork.advance() != RunState::Running {
                // Cannot be in a run that was recorded; going on would make a different one.
                debug_assert!(false, "the run does not repeat itself");
                break;
            }
        }
        fork
    }

    /// Goes back, or forward over what was undone no more: see [`Session::fork_at`].
    pub fn seek(&mut self, event: u32) {
        *self = self.fork_at(event);
    }

    fn deliver(&mut self, key: (Timestamp, TaskId, u32)) {
        let Some(input) = self.live.deliveries.remove(&key) else { return };
        let (due, task, part) = key;
        self.live.due.remove(&(task, part));
        self.jump_to(due);
        self.tell(input);
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
        self.live.note(&input);
        let entry = JournalEntry { step: self.live.steps, at: self.now(), input };
        let mut out = Output::default();
        self.live.execution.handle(entry.input.clone(), &mut out);
        self.journal.push(entry);
        self.absorb(out);
    }

    fn known(&self) -> Known {
        Known {
            events: self.history.len(),
            explanations: self.explanations.len(),
            journal: self.journal.len(),
            interventions: self.interventions.len(),
            children: self.children.lengths(),
        }
    }

    fn absorb(&mut self, out: Output) {
        self.history.extend(out.events);
        self.explanations.extend(out.explanations);
        self.children.started.extend(out.children);
        self.children.events.extend(out.child_events);
        for request in &out.tasks {
            if !self.dispatch_nested(request) {
                self.live.dispatch(request, self.options.seed);
            }
        }
        for task in out.cancelled {
            self.live.forget(task);
            self.stop_job(task);
        }
    }
}

impl Live {
    fn dispatch(&mut self, request: &TaskRequest, seed: u64) {
        let Self { mocks, invocations, deliveries, due, .. } = self;
        let (task, mut part) = (request.id, 0);
        let by_person = mocks.answer(request, invocations, seed, &mut |after, input| {
            let at = request.scheduled_at + after;
            deliveries.insert((at, task, part), input);
            due.insert((task, part), at);
            part += 1;
        });
        if let Some(open) = open_task(request, by_person) {
            self.open.insert(task, open);
        }
    }

    /// What is told may make answers under way pointless.
    fn note(&mut self, input: &Input) {
        let Some(task) = self.task_of(input) else { return };
        match input {
            Input::TaskSucceeded { .. } | Input::TaskFailed { .. } => self.forget(task),
            Input::SendTaskSuccess { .. } | Input::SendTaskFailure { .. } => {
                self.open.remove(&task);
                self.forget_answers(task, false);
            }
            Input::ActivityStarted { .. } => self.worker_started(task),
            _ => {}
        }
    }

    /// If it is not the handler's worker that takes an activity up, the handler has nothing more to say.
    fn worker_started(&mut self, task: TaskId) {
        let of_task = self.due.range((task, 0)..=(task, u32::MAX));
        let mut rest = of_task.filter_map(|((_, part), at)| self.deliveries.get(&(*at, task, *part)));
        let is_person = rest.any(|input| matches!(input, Input::ActivityStarted { .. }));
        if let Some(open) = self.open.get_mut(&task) {
            open.needs_worker = false;
            open.by_person |= is_person;
        }
        if is_person {
            self.forget_answers(task, true);
        }
    }

    fn task_of(&self, input: &Input) -> Option<TaskId> {
        match input {
            Input::TaskSucceeded { task, .. }
            | Input::TaskFailed { task, .. }
            | Input::TaskSubmitted { task, .. }
            | Input::ActivityStarted { task, .. } => Some(*task),
            Input::SendTaskSuccess { token, .. }
            | Input::SendTaskFailure { token, .. }
            | Input::SendTaskHeartbeat { token } => self.execution.task_of_token(token),
            Input::StopExecution(_) | Input::RedriveExecution => None,
        }
    }

    fn forget(&mut self, task: TaskId) {
        self.open.remove(&task);
        self.forget_answers(task, true);
    }

    /// Forgets what was to be told of a task; what a service says to a submission comes even after the end.
    fn forget_answers(&mut self, task: TaskId, all: bool) {
        let of_task = self.due.range((task, 0)..=(task, u32::MAX));
        let found: Vec<_> = of_task.map(|((_, part), at)| (*at, task, *part)).collect();
        for key in found {
            let stays = !all && matches!(self.deliveries.get(&key), Some(Input::TaskSubmitted { .. }));
            if !stays {
                self.deliveries.remove(&key);
                self.due.remove(&(task, key.2));
            }
        }
    }
}
