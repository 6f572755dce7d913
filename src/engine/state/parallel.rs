//! Parallel, and what it shares with Map: children that run, end and fail.
//!
//! | from | on | to |
//! | --- | --- | --- |
//! | Enter, Retry | step (`ParallelStateStarted`, a child a branch) | AwaitChildren |
//! | AwaitChildren | a child ends | AwaitChildren, or the next state after the last |
//! | AwaitChildren | a child fails: the others are stopped | AwaitRetry, the Catcher's state, or the branch fails |

use crate::asl::{ScopeId, StateId, StateType};
use crate::engine::branch::{Branch, BranchKey, Children, Parent, Phase, Running};
use crate::engine::child::Home;
use crate::engine::dataflow::StateResult;
use crate::engine::execution::Execution;
use crate::engine::explain::Stage;
use crate::engine::history::EventKind;
use crate::engine::io::Output;
use crate::engine::program::StateProgram;
use crate::json::Value;

impl Execution {
    /// Starts one child a branch, each with the effective input.
    pub(in crate::engine) fn start_parallel(
        &mut self,
        key: BranchKey,
        state: &StateProgram,
        branches: &[ScopeId],
        out: &mut Output,
    ) -> StateResult<()> {
        let raw = self.raw_input(key);
        let input = self.apply_path(key, Stage::InputPath, &state.input_path, &raw)?;
        let input = self.apply_template(key, state.parameters_stage(), state.parameters.as_ref(), input)?;
        if self.is_test() {
            return self.await_stand_in(key);
        }
        let starts: Vec<StateId> =
            branches.iter().map(|scope| self.scope_start(key, *scope)).collect::<StateResult<_>>()?;
        let started = self.emit(key, EventKind::ParallelStateStarted, out);
        let mut children = Children {
            outputs: vec![Value::Null; branches.len()],
            remaining: branches.len() as u32,
            running: Running::with_capacity(branches.len()),
            outputs_bound: 0,
            map: None,
        };
        for (index, start) in starts.into_iter().enumerate() {
            let parent = Parent { key, index: index as u32 };
            let child =
                self.ready_child(Branch::new(Some(parent), start, input.clone(), started), state.growth);
            children.running.push(index as u32, child);
        }
        self.wait_until(key, Phase::AwaitChildren(Box::new(children)), None);
        Ok(())
    }

    pub(in crate::engine) fn scope_start(&self, key: BranchKey, scope: ScopeId) -> StateResult<StateId> {
        match &self.program.scope(scope).start {
            Ok(start) => Ok(*start),
            Err(problem) => Err(self.runtime_error(key, problem)),
        }
    }

    /// A child has come to its end with an output.
    pub(in crate::engine) fn child_ended(
        &mut self,
        parent: Parent,
        child: &Branch,
        output: Value,
        out: &mut Output,
    ) -> StateResult<()> {
        let Parent { key, index } = parent;
        let last_event = child.last_event;
        let program = self.program.clone();
        let Some(branch) = self.branches.get_mut(key) else { return Ok(()) };
        branch.depth_bound = branch.depth_bound.max(child.depth_bound);
        let home = branch.home;
        let state = program.state(branch.state);
        let Some(children) = self.children_mut(key) else { return Ok(()) };
        children.outputs[index as usize] = output;
        children.outputs_bound = children.outputs_bound.saturating_add(child.size_bound.saturating_add(1));
        children.remaining -= 1;
        children.running.remove(index);
        let is_done = children.remaining == 0;
        let mut newest = last_event;
        if state.state_type == StateType::Map {
            let kind = EventKind::MapIterationSucceeded { name: state.name.clone(), index };
            newest = self.emit_after(home, last_event, kind, out);
            self.start_iterations(key, state, last_event, out)?;
        }
        if is_done { self.finish_children(key, state, newest, out) } else { Ok(()) }
    }

    /// All children have ended: the state leaves with their outputs, in order. `newest` is the event that
    /// both `…Succeeded` and `…Exited` follow from.
    pub(in crate::engine) fn finish_children(
        &mut self,
        key: BranchKey,
        state: &StateProgram,
        newest: u32,
        out: &mut Output,
    ) -> StateResult<()> {
        let Some(children) = self.children_mut(key) else { return Ok(()) };
        let outputs = std::mem::take(&mut children.outputs);
        let outputs_bound = children.outputs_bound.saturating_add(2);
        self.branches.set_phase(key, Phase::Enter);
        let home = self.branches.get(key).map_or(Home::ROOT, |branch| branch.home);
        let kind = match state.state_type {
            StateType::Map => EventKind::MapStateSucceeded,
            _ => EventKind::ParallelStateSucceeded,
        };
        self.emit_after(home, newest, kind, out);
        if let Some(branch) = self.branches.get_mut(key) {
            branch.last_event = newest;
            branch.size_bound = branch.size_bound.saturating_add(outputs_bound);
        }
        self.leave_with_result(key, state, Value::from(outputs), out)
    }

    /// A child has failed: it and its siblings are stopped, and the container's newest event becomes the
    /// failing one.
    pub(in crate::engine) fn child_failed(&mut self, child: BranchKey, parent: Parent, out: &mut Output) {
        let program = self.program.clone();
        let Some(failed) = self.branches.remove(child) else { return };
        self.forget_variables(&failed);
        let event = failed.last_event;
        let Some(container) = self.branches.get_mut(parent.key) else { return };
        container.last_event = event;
        let state = program.state(container.state);
        if state.state_type == StateType::Map {
            let kind = EventKind::MapIterationFailed { name: state.name.clone(), index: parent.index };
            self.emit_after(failed.home, event, kind, out);
        }
        if program.state(failed.state).state_type == StateType::Task {
            self.emit_after(failed.home, event, EventKind::StateAborted { state_type: StateType::Task }, out);
        }
        self.abort_children(parent.key, state, out);
    }

    /// Stops whatever still runs inside a container that has failed, or whose own work has: an `ItemSelector`
    /// may refuse an item while iterations run.
    pub(in crate::engine) fn abort_children(
        &mut self,
        key: BranchKey,
        state: &StateProgram,
        out: &mut Output,
    ) {
        let Some(children) = self.children_mut(key) else { return };
        let running = std::mem::take(&mut children.running);
        let Some(container) = self.branches.get(key) else { return };
        let (home, event, is_run) =
            (container.home, container.last_event, container.phase.map_run().is_some());
        for (index, child) in running.iter() {
            if self.branches.get(child).is_none() {
                continue;
            }
            if is_run {
                self.abort_child(child, out);
                continue;
            }
            if state.state_type == StateType::Map {
                let kind = EventKind::MapIterationAborted { name: state.name.clone(), index };
                self.emit_after(home, event, kind, out);
            }
            self.abort_branch(child, (home, event), out);
        }
    }

    /// Stops a branch with everything inside it; the states it was in are reported as aborted.
    fn abort_branch(&mut self, key: BranchKey, (home, event): (Home, u32), out: &mut Output) {
        let program = self.program.clone();
        let mut to_stop = vec![key];
        let mut aborted = Vec::new();
        while let Some(key) = to_stop.pop() {
            let Some(branch) = self.stop_branch(key, out) else { continue };
            let state_type = program.state(branch.state).state_type;
            let is_inside = !matches!(branch.phase, Phase::Enter);
            let can_abort = matches!(
                state_type,
                StateType::Task | StateType::Wait | StateType::Parallel | StateType::Map
            );
            if is_inside && can_abort {
                aborted.push(EventKind::StateAborted { state_type });
            }
            if branch.phase.map_run().is_some() {
                aborted.push(EventKind::MapRunAborted);
                branch.phase.running().for_each(|(_, child)| self.abort_child(child, out));
                continue;
            }
            to_stop.extend(branch.phase.running().rev().map(|(_, key)| key));
        }
        // The innermost first, as states leave.
        for kind in aborted.into_iter().rev() {
            self.emit_after(home, event, kind, out);
        }
    }
}
