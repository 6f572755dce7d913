//! Child executions: each iteration of a distributed Map is an execution of its own (AWS developer guide, "Using
//! Map state in Distributed mode").
//!
//! Their branches live among the branches of the execution that holds them, so that one clock, one queue and one
//! journal serve all. What is their own is their history, with ids of its own, and what the Context Object says of
//! the execution. Their events are given out only if [`super::StartOptions::record_children`] asks for them;
//! otherwise they are counted and forgotten.

use super::arn::MachineArn;
use super::branch::{Branch, BranchKey, Branches, Parent, TEXT_DEPTH};
use super::dataflow::{StateError, StateResult};
use super::execution::Execution;
use super::growth::Growth;
use super::history::{EventKind, Failure, HistoryEvent};
use super::io::{ExecutionType, Output};
use super::rng::Rng;
use super::state::map::{Batching, Redriving, Writing};
use super::subtree::Subtree;
use super::timer::{Timer, TimerKind};
use crate::asl::{StateId, error_name};
use crate::json::Value;
use crate::time::{Duration, Timestamp};
use std::sync::Arc;

/// A child execution, numbered from 0 over the whole execution in the order of starting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChildId(pub u32);

/// A child execution that has started. How it goes on is in its events.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildExecution {
    /// Its number, which its events name
    pub id: ChildId,
    /// The child execution that its Map Run belongs to; `None` for the execution itself
    pub parent: Option<ChildId>,
    /// The Map state
    pub state: StateId,
    /// Its Map Run
    pub map_run_arn: Arc<str>,
    /// Which child of the Map Run it is, from 0
    pub index: u32,
    /// `$$.Execution.Id`
    pub execution_arn: Arc<str>,
    /// `$$.Execution.Name`
    pub name: Arc<str>,
}

/// An event in the history of a child execution.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildEvent {
    /// Whose
    pub child: ChildId,
    /// What, with ids of the child's own
    pub event: HistoryEvent,
}

/// Whose history a branch's events go to: the execution's own, or a child execution's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Home(u32);

impl Home {
    pub const ROOT: Self = Self(0);

    /// Its number among the homes of an execution.
    pub fn index(self) -> u32 {
        self.0
    }

    pub fn is_child(self) -> bool {
        self != Self::ROOT
    }
}

/// What a child execution has of its own.
#[derive(Clone, Debug)]
pub(super) struct Child {
    pub id: ChildId,
    /// The Map state's branch, and which child of it this is
    pub parent: Parent,
    pub input: Value,
    pub started: Timestamp,
    pub run: Arc<MapRunName>,
    /// How often it was redriven, and when last
    pub redrives: (u32, Option<Timestamp>),
    /// What it was doing when it failed or timed out
    pub unfinished: Option<Arc<Subtree>>,
    pub silent_retries: u32,
}

/// How a child execution ended by itself.
#[derive(Clone, Debug)]
pub(super) enum Ended {
    Succeeded(Value),
    Failed(Failure),
    TimedOut(Failure),
}

/// What names a Map Run and its children.
#[derive(Debug)]
pub(super) struct MapRunName {
    pub arn: Arc<str>,
    /// `MACHINE/LABEL`
    pub machine: Arc<str>,
    /// What all ARNs have in front: `arn:aws:states:REGION:ACCOUNT`
    pub account: Arc<str>,
    /// Standard or Express children
    pub execution_type: ExecutionType,
    seed: u64,
}

impl MapRunName {
    /// The name of child number `index`, a UUID.
    pub fn child_name(&self, index: u32) -> String {
        Rng::new(self.seed ^ (u64::from(index) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)).uuid()
    }

    pub fn execution_arn(&self, name: &str) -> String {
        self.machine_parts().execution(name)
    }

    pub fn machine_arn(&self) -> String {
        self.machine_parts().machine()
    }

    fn machine_parts(&self) -> MachineArn<'_> {
        MachineArn { account: &self.account, name: &self.machine }
    }
}

/// A Map Run in progress.
#[derive(Clone, Debug)]
pub(super) struct MapRun {
    pub name: Arc<MapRunName>,
    /// `MapRunStarted`, or the latest `MapRunRedriven`
    pub started_event: u32,
    pub redrives: Redriving,
    pub tolerance: Tolerance,
    /// The items' names, if they are the members of an object
    pub keys: Option<Arc<[Arc<str>]>>,
    /// Where the items are from
    pub source: Arc<str>,
    pub batching: Option<Box<Batching>>,
    pub writing: Option<Box<Writing>>,
    /// How many items were in children that failed
    pub failed_items: u64,
    /// Which children have failed, in the order of failing
    pub failed: Vec<u32>,
}

/// How many items may fail.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tolerance {
    pub count: Option<i64>,
    pub percentage: Option<f64>,
}

impl Tolerance {
    /// Whether so many failed items are too many; without any tolerance one is.
    pub fn is_exceeded(self, failed: u64, total: u64) -> bool {
        if self.count.is_none() && self.percentage.is_none() {
            return failed > 0;
        }
        let by_count = self.count.is_some_and(|most| failed > most.max(0) as u64);
        let by_share = self.percentage.is_some_and(|most| failed as f64 * 100.0 > most * total as f64);
        by_count || by_share
    }
}

/// The child executions.
#[derive(Clone, Debug, Default)]
pub(super) struct ChildExecutions {
    pub open: OpenChildren,
    /// The newest event of each, by number; they go on from there when they are redriven
    last_events: Vec<u32>,
}

/// Those that have not ended.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenChildren {
    slots: Vec<Option<Child>>,
    free: Vec<u32>,
}

impl OpenChildren {
    pub fn insert(&mut self, child: Child) -> Home {
        if let Some(slot) = self.free.pop() {
            self.slots[slot as usize] = Some(child);
            return Home(slot + 1);
        }
        self.slots.push(Some(child));
        Home(self.slots.len() as u32)
    }

    pub fn get(&self, home: Home) -> Option<&Child> {
        self.slots.get(home.0.checked_sub(1)? as usize)?.as_ref()
    }

    pub fn get_mut(&mut self, home: Home) -> Option<&mut Child> {
        self.slots.get_mut(home.0.checked_sub(1)? as usize)?.as_mut()
    }

    pub fn remove(&mut self, home: Home) -> Option<Child> {
        let slot = home.0.checked_sub(1)?;
        let child = self.slots.get_mut(slot as usize)?.take()?;
        self.free.push(slot);
        Some(child)
    }

    fn homes(&self) -> impl Iterator<Item = Home> + use<> {
        (1..=self.slots.len() as u32).map(Home)
    }
}

impl ChildExecutions {
    pub fn get(&self, home: Home) -> Option<&Child> {
        self.open.get(home)
    }

    /// The newest event of a child.
    pub fn last_event(&self, id: ChildId) -> u32 {
        self.last_events.get(id.0 as usize).copied().unwrap_or(0)
    }

    /// Whether a branch runs in a child execution with as many events as an execution may have.
    #[inline]
    pub fn is_full(&self, key: BranchKey, branches: &Branches, most: u32) -> bool {
        if self.open.slots.is_empty() {
            return false;
        }
        let child = branches.get(key).and_then(|branch| self.get(branch.home));
        child.is_some_and(|child| self.last_event(child.id).saturating_add(child.silent_retries) >= most)
    }
}

impl Execution {
    /// Names a new Map Run of the state that a branch is in.
    pub(super) fn new_map_run(
        &mut self,
        label: Option<&str>,
        execution_type: ExecutionType,
    ) -> Arc<MapRunName> {
        let arn = &*self.options.state_machine_arn;
        let MachineArn { account, name } = MachineArn::read(arn)
            .unwrap_or(MachineArn { account: arn, name: &self.options.state_machine_name });
        let machine = match label {
            Some(label) => format!("{name}/{label}"),
            None => format!("{name}/{}", self.rng.uuid()),
        };
        let account = Arc::from(account);
        let arn = format!("{account}:mapRun:{machine}:{}", self.rng.uuid()).into();
        Arc::new(MapRunName {
            arn,
            machine: machine.into(),
            account,
            execution_type,
            seed: self.rng.next_u64(),
        })
    }

    /// Starts a child execution of a Map Run, in `state`, with `input`.
    pub(super) fn start_child(
        &mut self,
        parent: Parent,
        run: Arc<MapRunName>,
        start: StateId,
        (input, size): (Value, u64),
        growth: Growth,
        out: &mut Output,
    ) -> BranchKey {
        let id = ChildId(self.children.last_events.len() as u32);
        self.children.last_events.push(0);
        let container_home = self.branches.get(parent.key).map_or(Home::ROOT, |branch| branch.home);
        let container_state = self.branches.get(parent.key).map_or(start, |branch| branch.state);
        if self.options.record_children {
            let name: Arc<str> = run.child_name(parent.index).into();
            out.children.push(ChildExecution {
                id,
                parent: self.children.get(container_home).map(|child| child.id),
                state: container_state,
                map_run_arn: run.arn.clone(),
                index: parent.index,
                execution_arn: run.execution_arn(&name).into(),
                name,
            });
        }
        let execution_type = run.execution_type;
        let home = self.children.open.insert(Child {
            id,
            parent,
            input: input.clone(),
            started: self.now(),
            run,
            redrives: (0, None),
            unfinished: None,
            silent_retries: 0,
        });
        let role_arn = self.options.role_arn.clone();
        let kind = EventKind::ExecutionStarted { input: input.clone(), input_text: None, role_arn };
        self.emit_after(home, 0, kind, out);
        let container = self.branches.get(parent.key);
        let depth = container.map_or(TEXT_DEPTH, |container| container.depth_bound.max(TEXT_DEPTH));
        let mut branch = Branch::new(Some(parent), start, input, 0);
        branch.home = home;
        branch.depth_bound = depth + growth.depth;
        branch.size_bound = size;
        let top = self.branches.insert(branch);
        self.set_child_deadline(top, id, execution_type);
        top
    }

    /// Sets when a child execution times out, counted from now.
    pub(super) fn set_child_deadline(&mut self, top: BranchKey, id: ChildId, execution_type: ExecutionType) {
        if let Some(seconds) = self.options.limits.seconds(execution_type) {
            let timer = Timer { branch: top, serial: 0, kind: TimerKind::ChildTimeout(id) };
            self.timers.set(self.now() + Duration::from_seconds(seconds as f64), timer);
        }
    }

    /// A child execution took longer than its type may.
    pub(super) fn time_child_out(&mut self, top: BranchKey, out: &mut Output) {
        let failure = Failure { error: Some(error_name::TIMEOUT.into()), cause: None };
        if let Some((container, error)) = self.fail_child(top, 0, Ended::TimedOut(failure), out) {
            self.fail_state(container, error, out);
        }
    }

    /// Whether a branch is the top level of a child execution.
    pub(super) fn is_child_top(&self, branch: &Branch) -> bool {
        branch.home.is_child()
            && branch.parent.and_then(|parent| self.branches.get(parent.key)).map(|container| container.home)
                != Some(branch.home)
    }

    /// Counts an event of a child execution, and gives it out if anybody wants to know.
    pub(super) fn emit_in_child(
        &mut self,
        home: Home,
        previous_event_id: u32,
        kind: EventKind,
        out: &mut Output,
    ) -> u32 {
        let timestamp = self.now();
        let Some(child) = self.children.get(home).map(|child| child.id) else { return 0 };
        let Some(last) = self.children.last_events.get_mut(child.0 as usize) else { return 0 };
        *last += 1;
        let id = *last;
        if self.options.record_children {
            let event = HistoryEvent { id, previous_event_id, timestamp, kind };
            out.child_events.push(ChildEvent { child, event });
        }
        id
    }

    pub(super) fn count_silent_retry(&mut self, home: Home) {
        match self.children.open.get_mut(home) {
            Some(child) => child.silent_retries = child.silent_retries.saturating_add(1),
            None => self.silent_retries = self.silent_retries.saturating_add(1),
        }
    }

    /// The top level of the child execution that a branch runs in.
    pub(super) fn top_of_child(&self, key: BranchKey) -> BranchKey {
        let mut at = key;
        while let Some(branch) = self.branches.get(at) {
            match branch.parent {
                Some(parent) if !self.is_child_top(branch) => at = parent.key,
                _ => break,
            }
        }
        at
    }

    /// Ends the child execution that a branch runs in with an error. The answer is what its Map state fails of,
    /// if it does.
    pub(super) fn fail_child(
        &mut self,
        key: BranchKey,
        last_event: u32,
        ended: Ended,
        out: &mut Output,
    ) -> Option<(BranchKey, StateError)> {
        let top = self.top_of_child(key);
        self.note_child_end(top, None);
        self.stop_inside(top, out);
        let mut branch = self.stop_branch(top, out)?;
        branch.last_event = last_event;
        let container = branch.parent?.key;
        self.child_execution_ended(&branch, ended, out).err().map(|error| (container, error))
    }

    /// The top level of a child execution has ended, well or badly: its Map Run goes on, or fails.
    pub(super) fn child_execution_ended(
        &mut self,
        branch: &Branch,
        ended: Ended,
        out: &mut Output,
    ) -> StateResult<()> {
        let kind = match &ended {
            Ended::Succeeded(output) => EventKind::ExecutionSucceeded { output: output.clone() },
            Ended::Failed(failure) => EventKind::ExecutionFailed(failure.clone()),
            Ended::TimedOut(failure) => EventKind::ExecutionTimedOut(failure.clone()),
        };
        self.emit_after(branch.home, branch.last_event, kind, out);
        let Some(child) = self.children.open.remove(branch.home) else { return Ok(()) };
        self.map_run_child_ended(branch, &child, ended, out)
    }

    /// Stops a child execution with everything inside it. Nothing of it is told to the execution around it.
    pub(super) fn abort_child(&mut self, top: BranchKey, out: &mut Output) {
        self.stop_all(vec![(top, None)], out);
    }

    /// Stops what runs inside a branch, but not the branch.
    fn stop_inside(&mut self, top: BranchKey, out: &mut Output) {
        let inside = self.branches.get(top).map(Branch::inside);
        self.stop_all(inside.unwrap_or_default(), out);
    }

    /// Stops branches with everything inside them; beside each stands the home of what it runs in, since that is
    /// gone when its turn comes. A branch with another home is a child execution, and so is one without.
    fn stop_all(&mut self, mut to_stop: Vec<(BranchKey, Option<Home>)>, out: &mut Output) {
        while let Some((key, around)) = to_stop.pop() {
            let Some(branch) = self.stop_branch(key, out) else { continue };
            to_stop.extend(branch.inside());
            if around != Some(branch.home) {
                self.emit_after(branch.home, 0, EventKind::ExecutionAborted(Failure::default()), out);
                self.children.open.remove(branch.home);
            }
        }
    }

    /// The execution ends before its child executions do.
    pub(super) fn abort_all_children(&mut self, out: &mut Output) {
        for home in self.children.open.homes() {
            self.emit_after(home, 0, EventKind::ExecutionAborted(Failure::default()), out);
        }
    }
}

/// AWS's error for a Map Run of which too much has failed.
pub(super) fn threshold_exceeded() -> StateError {
    Failure {
        error: Some(error_name::EXCEED_TOLERATED_FAILURE_THRESHOLD.into()),
        cause: Some("The specified tolerated failure threshold was exceeded".into()),
    }
    .into()
}
