//! Redrive: an execution that did not succeed goes on from where it ended (AWS developer guide, "Restarting state
//! machine executions with redrive").
//!
//! What was under way when it ended is kept: branches that had ended stay ended, and their outputs count. Every
//! other branch does the work of its state again, from the same input and with Retriers that have all their
//! attempts; a state that was entered is not entered again. A Map Run is redriven with its child executions, see
//! `state::map::redrive`, but for one that failed of data that will not be other: that starts anew.

use super::branch::{Branch, BranchKey, Branches, Phase};
use super::child::{Child, Home, OpenChildren};
use super::dataflow::StateError;
use super::execution::Execution;
use super::history::EventKind;
use super::io::{ExecutionType, Output, Status};
use super::retry::{find_catcher, find_retrier};
use super::state::map::Lost;
use super::timer::{Timer, TimerKind};
use crate::asl::error_name;
use crate::time::{Duration, Timestamp};
use std::fmt;
use std::sync::Arc;

/// How long after its end an execution may be redriven.
pub(super) const REDRIVABLE: Duration = Duration::from_millis(14 * 86_400_000);
/// The longest that an execution may take from its first start.
const LONGEST_SECONDS: u64 = 31_536_000;

/// Why an execution cannot be redriven; `redriveStatusReason` of DescribeExecution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRedrivable {
    /// It has not ended
    Running,
    /// It has succeeded
    Succeeded,
    /// It is an Express execution
    Express,
    /// Its history has no room for more
    HistoryFull,
    /// It was started too long ago
    TooOld,
    /// It ended too long ago
    TooLate,
}

impl fmt::Display for NotRedrivable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Running => "Execution is RUNNING and cannot be redriven",
            Self::Succeeded => "Execution is SUCCEEDED and cannot be redriven",
            Self::Express => "Redrive is not supported for EXPRESS executions",
            Self::HistoryFull => "Execution history event limit exceeded",
            Self::TooOld => "Execution has exceeded the max execution time",
            Self::TooLate => "Execution redrivable period exceeded",
        })
    }
}

/// What an execution was doing when it ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Unfinished {
    branches: Branches,
    children: OpenChildren,
    /// The branch that failed, if one did
    failed: Option<Failed>,
    variable_bytes: u64,
}

/// The branch whose state's failure ended an execution.
#[derive(Clone, Copy, Debug)]
pub(super) struct Failed {
    pub key: BranchKey,
    /// Whether a Map Run that failed this way starts anew instead of being redriven
    pub starts_anew: bool,
}

/// How often an execution was redriven.
#[derive(Clone, Debug, Default)]
pub(super) struct Redrives {
    pub count: u32,
    /// When it was last
    pub at: Option<Timestamp>,
    /// When it ended last
    ended: Timestamp,
    unfinished: Option<Box<Unfinished>>,
}

impl Execution {
    /// Whether RedriveExecution would be accepted now.
    ///
    /// # Errors
    /// Why not.
    pub fn redrivable(&self) -> Result<(), NotRedrivable> {
        let options = self.options();
        match self.status() {
            Status::Running => return Err(NotRedrivable::Running),
            Status::Succeeded => return Err(NotRedrivable::Succeeded),
            Status::Failed | Status::TimedOut | Status::Aborted => {}
        }
        if options.execution_type == ExecutionType::Express {
            return Err(NotRedrivable::Express);
        }
        // Room for the event of the redrive, one more, and the last.
        if self.last_event.saturating_add(2) >= options.limits.history_events {
            return Err(NotRedrivable::HistoryFull);
        }
        if self.now().since(options.start_time).as_millis() / 1000 > LONGEST_SECONDS {
            return Err(NotRedrivable::TooOld);
        }
        if self.now().since(self.redrives.ended) > REDRIVABLE {
            return Err(NotRedrivable::TooLate);
        }
        Ok(())
    }

    /// How often it was redriven.
    pub fn redrive_count(&self) -> u32 {
        self.redrives.count
    }

    /// Keeps what is under way, before an error that nothing handles takes it apart.
    pub(super) fn note_failure(&mut self, key: BranchKey, error: &StateError) {
        let Some(branch) = self.branches.get(key) else { return };
        if self.options.execution_type != ExecutionType::Standard
            || !error.is_fatal && self.is_handled(key, error)
        {
            return;
        }
        let starts_anew = error.is_fatal || error.name() == Some(error_name::DATA_LIMIT_EXCEEDED);
        let failed = Some(Failed { key, starts_anew });
        if branch.home.is_child() {
            let top = self.top_of_child(key);
            self.note_child_end(top, failed);
        } else {
            self.redrives.unfinished = Some(Box::new(Unfinished {
                branches: self.branches.clone(),
                children: self.children.open.clone(),
                failed,
                variable_bytes: self.variable_bytes,
            }));
        }
    }

    /// Keeps what is under way in a child execution that ends badly, unless that is kept already.
    pub(super) fn note_child_end(&mut self, top: BranchKey, failed: Option<Failed>) {
        if self.options.execution_type != ExecutionType::Standard {
            return;
        }
        let Some(home) = self.branches.get(top).map(|branch| branch.home) else { return };
        let is_wanted =
            |child: &Child| child.unfinished.is_none() && child.run.execution_type == ExecutionType::Standard;
        if self.children.get(home).is_some_and(is_wanted) {
            let subtree = Arc::new(self.capture(top, failed));
            if let Some(child) = self.children.open.get_mut(home) {
                child.unfinished = Some(subtree);
            }
        }
    }

    /// Whether a Retrier or a Catcher will answer an error, in its own state or around it. A child execution's end
    /// is its Map state's to judge.
    fn is_handled(&self, key: BranchKey, error: &StateError) -> bool {
        let mut at = Some(key);
        while let Some(branch) = at.and_then(|key| self.branches.get(key)) {
            let state = self.program.state(branch.state);
            let retries = find_retrier(&state.retry, error.name()).is_some_and(|index| {
                branch.retries.get(index).copied().unwrap_or(0) < state.retry[index].schedule.max_attempts
            });
            if retries || find_catcher(&state.catch, error.name()).is_some() {
                return true;
            }
            at = branch.parent.filter(|_| !self.is_child_top(branch)).map(|parent| parent.key);
        }
        false
    }

    /// The execution has ended: what was under way is all that a redrive needs.
    pub(super) fn keep_unfinished(&mut self) {
        self.redrives.ended = self.now();
        let branches = std::mem::take(&mut self.branches);
        let children = std::mem::take(&mut self.children.open);
        if self.status() == Status::Succeeded || self.options.execution_type == ExecutionType::Express {
            self.redrives.unfinished = None;
        } else if self.redrives.unfinished.is_none() {
            let variable_bytes = self.variable_bytes;
            self.redrives.unfinished =
                Some(Box::new(Unfinished { branches, children, failed: None, variable_bytes }));
        }
    }

    /// Goes on, if [`Execution::redrivable`] says that it may.
    pub(super) fn redrive(&mut self, out: &mut Output) {
        let Some(root) = self.root.filter(|_| self.redrivable().is_ok()) else { return };
        let Some(unfinished) = self.redrives.unfinished.take() else { return };
        let Unfinished { branches, children, failed, variable_bytes } = *unfinished;
        self.branches = branches;
        self.children.open = children;
        self.variable_bytes = variable_bytes;
        self.redrives.count += 1;
        self.redrives.at = Some(self.now());
        self.go_on(out);
        self.set_deadline(root);
        self.resume_tree(root, failed);
    }

    /// Everything that is under way does its state's work again, the innermost branches only.
    pub(super) fn resume_tree(&mut self, root: BranchKey, failed: Option<Failed>) {
        let mut to_resume = vec![root];
        while let Some(key) = to_resume.pop() {
            let Some(branch) = self.branches.get_mut(key) else { continue };
            branch.retries.clear();
            branch.retry_count = 0;
            let own_failure = failed.filter(|failed| failed.key == key);
            if branch.phase.map_run().is_some() && own_failure.is_none_or(|failed| !failed.starts_anew) {
                self.resume_map_run(key);
                continue;
            }
            if let Some(running) = running_of(&branch.phase).filter(|_| own_failure.is_none()) {
                to_resume.extend(running.into_iter().rev());
                continue;
            }
            let phase = match &mut branch.phase {
                Phase::Enter if own_failure.is_none() => Phase::Enter,
                Phase::LeaveWait => Phase::LeaveWait,
                phase @ Phase::RedriveMapRun(_) => std::mem::replace(phase, Phase::Retry),
                _ => Phase::Retry,
            };
            self.drop_inside(key);
            self.schedule(key, phase);
        }
    }

    /// A Map Run is to be redriven: its child executions that ran wait until it lets them go on.
    fn resume_map_run(&mut self, key: BranchKey) {
        let running = self.branches.get(key).map(Branch::inside).unwrap_or_default();
        let ended = self.redrives.ended;
        let mut lost = Vec::with_capacity(running.len());
        for (top, _) in running {
            self.note_child_end(top, None);
            let home = self.branches.get(top).map_or(Home::ROOT, |branch| branch.home);
            let child = self.children.open.remove(home);
            lost.extend(child.map(|child| Arc::new(Lost { child, ended })));
        }
        self.drop_inside(key);
        let Some(branch) = self.branches.get_mut(key) else { return };
        if let Phase::AwaitChildren(mut children) = std::mem::replace(&mut branch.phase, Phase::Retry) {
            children.running = Default::default();
            if let Some(run) = children.map.as_mut().and_then(|progress| progress.run.as_mut()) {
                run.redrives.lost.append(&mut lost);
            }
            self.schedule(key, Phase::RedriveMapRun(children));
        }
    }

    /// Forgets what ran inside a container that starts anew.
    fn drop_inside(&mut self, key: BranchKey) {
        let mut to_drop = self.branches.get(key).map(Branch::inside).unwrap_or_default();
        while let Some((key, around)) = to_drop.pop() {
            let Some(branch) = self.branches.remove(key) else { continue };
            self.forget_variables(&branch);
            to_drop.extend(branch.inside());
            if around != Some(branch.home) {
                self.children.open.remove(branch.home);
            }
        }
    }

    /// Sets when the execution as a whole times out, counted from now.
    pub(super) fn set_deadline(&mut self, root: BranchKey) {
        let own = self.program.timeout_seconds.and_then(|seconds| u64::try_from(seconds).ok());
        let most = self.options.limits.seconds(self.options.execution_type);
        if let Some(seconds) = own.into_iter().chain(most).min() {
            let due = self.now() + Duration::from_millis(seconds.saturating_mul(1000));
            self.timers.set(due, Timer { branch: root, serial: 0, kind: TimerKind::ExecutionTimeout });
        }
    }

    fn go_on(&mut self, out: &mut Output) {
        let previous = self.last_event;
        self.restart();
        let kind = EventKind::ExecutionRedriven { redrive_count: self.redrives.count };
        self.emit_after(Home::ROOT, previous, kind, out);
    }
}

/// The branches inside a container that were under way; `None` if it has to start anew.
fn running_of(phase: &Phase) -> Option<Vec<BranchKey>> {
    let running: Vec<BranchKey> = phase.running().map(|(_, key)| key).collect();
    (phase.map_run().is_none() && !running.is_empty()).then_some(running)
}
