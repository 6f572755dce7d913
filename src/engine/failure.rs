//! What follows from an error of a state: a Retrier tries again, a Catcher goes on elsewhere, or the branch fails
//! and with it the container that holds it (States Language specification, "Errors").

use super::branch::{BranchKey, Phase};
use super::child::Ended;
use super::context::Data;
use super::dataflow::{StateError, StateResult};
use super::execution::Execution;
use super::explain::{ExplanationKind, HandlerOutcome, Stage};
use super::history::{EvaluationFailed, EventKind};
use super::io::{Output, Status};
use super::program::{CatcherProgram, StateProgram};
use super::retry::{find_catcher, find_retrier};
use super::timer::TimerKind;
use crate::asl::StateType;
use crate::json::Value;

impl Execution {
    /// The state of a branch failed: a Retrier waits and tries again, a Catcher goes on elsewhere, or the
    /// branch fails and with it the container that holds it, which has Retriers and Catchers of its own.
    pub(super) fn fail_state(&mut self, key: BranchKey, mut error: StateError, out: &mut Output) {
        let program = self.program.clone();
        let mut at = key;
        self.note_failure(at, &error);
        self.report_evaluation(at, None, &error, out);
        loop {
            let Some(branch) = self.branches.get(at) else { return };
            let state = program.state(branch.state);
            self.explain_error(at, &error);
            if error.is_fatal {
                let Some(outer) = self.fail_execution(at, error, out) else { return };
                (at, error) = outer;
                self.note_failure(at, &error);
                continue;
            }
            self.abort_children(at, state, out);
            self.fail_map_run(at, state, &error, out);
            if self.retry(at, state, &error) {
                return;
            }
            let before = self.branches.get(at).map_or(0, |branch| branch.last_event);
            self.mark_failed(at, state, out);
            match self.catch(at, state, &error, out) {
                Some(Ok(())) => return,
                Some(Err(of_catcher)) => {
                    // The Catcher's own error fails the state once more, and is not for its Catchers.
                    self.explain_error(at, &of_catcher);
                    self.report_evaluation(at, Some(before), &of_catcher, out);
                    if of_catcher.is_fatal {
                        let Some(outer) = self.fail_execution(at, of_catcher, out) else { return };
                        (at, error) = outer;
                        self.note_failure(at, &error);
                        continue;
                    }
                    self.mark_failed(at, state, out);
                    error = of_catcher;
                }
                None => {}
            }
            let Some(branch) = self.branches.get(at) else { return };
            match branch.parent.filter(|_| !self.is_child_top(branch)) {
                Some(parent) => {
                    self.child_failed(at, parent, out);
                    at = parent.key;
                }
                None => {
                    let Some(outer) = self.fail_execution(at, error, out) else { return };
                    (at, error) = outer;
                    self.note_failure(at, &error);
                }
            }
        }
    }

    fn explain_error(&mut self, key: BranchKey, error: &StateError) {
        self.explain(key, || ExplanationKind::Error {
            failure: error.failure.clone(),
            is_fatal: error.is_fatal,
        });
    }

    /// Ends the execution with an error that nothing has caught. What the interpreter itself cannot go on from
    /// ends it from within every container, without a word from them. Where it is a child execution that ends,
    /// its Map state may fail of it: the answer is its branch and error.
    fn fail_execution(
        &mut self,
        key: BranchKey,
        error: StateError,
        out: &mut Output,
    ) -> Option<(BranchKey, StateError)> {
        let branch = self.branches.get(key)?;
        let last_event = branch.last_event;
        if branch.home.is_child() {
            return self.fail_child(key, last_event, Ended::Failed(error.into_failure()), out);
        }
        self.end(Status::Failed, error.into_failure(), last_event, out);
        None
    }

    /// `EvaluationFailed`, if that is what the error is. `before` is the event it follows from, if it is not the
    /// branch's newest one.
    fn report_evaluation(
        &mut self,
        key: BranchKey,
        before: Option<u32>,
        error: &StateError,
        out: &mut Output,
    ) {
        let Some(evaluation) = &error.evaluation else { return };
        let Some(branch) = self.branches.get(key) else { return };
        let state = self.program.state(branch.state);
        // At the top level, AWS has a Map, Pass or Task that fails as it is entered follow from what came before
        // it was entered.
        let skips_entered = (branch.parent.is_none() || self.is_child_top(branch))
            && branch.last_event == branch.entered_event
            && matches!(state.state_type, StateType::Map | StateType::Pass | StateType::Task);
        let previous = if skips_entered { branch.previous_event } else { branch.last_event };
        let failed = EvaluationFailed {
            failure: error.failure.clone(),
            location: evaluation.location.clone(),
            state: state.name.clone(),
        };
        let kind = EventKind::EvaluationFailed(Box::new(failed));
        let event = self.emit_after(branch.home, before.unwrap_or(previous), kind, out);
        if let Some(branch) = self.branches.get_mut(key) {
            branch.last_event = event;
        }
    }

    /// Schedules a retry if a Retrier names the error and has attempts left.
    fn retry(&mut self, key: BranchKey, state: &StateProgram, error: &StateError) -> bool {
        let found = find_retrier(&state.retry, error.name());
        self.explain_retriers(key, &state.retry, error, found);
        let Some(index) = found else { return false };
        let retrier = &state.retry[index];
        let Some(branch) = self.branches.get_mut(key) else { return false };
        branch.retries.resize(state.retry.len(), 0);
        let attempt = self.options.test.as_ref().map_or(branch.retries[index], |test| test.retries);
        let is_used_up = attempt >= retrier.schedule.max_attempts;
        let delay = if is_used_up { None } else { Some(retrier.delay(attempt, &mut self.rng)) };
        self.explain(key, || ExplanationKind::Retrier {
            index: index as u32,
            names: retrier.error_equals.clone(),
            outcome: delay.map_or(HandlerOutcome::UsedUp { attempts: attempt }, HandlerOutcome::Retries),
        });
        let (Some(delay), Some(branch)) = (delay, self.branches.get_mut(key)) else { return false };
        let is_silent = std::mem::replace(&mut branch.retried_event, branch.last_event) == branch.last_event;
        branch.retries[index] += 1;
        branch.retry_count += 1;
        let home = branch.home;
        if is_silent {
            self.count_silent_retry(home);
        }
        let due = self.now() + delay.delay;
        self.wait_until(key, Phase::AwaitRetry, Some((due, TimerKind::Resume)));
        true
    }

    /// `ParallelStateFailed` or `MapStateFailed`.
    fn mark_failed(&mut self, key: BranchKey, state: &StateProgram, out: &mut Output) {
        let kind = match state.state_type {
            StateType::Parallel => EventKind::ParallelStateFailed,
            StateType::Map => EventKind::MapStateFailed,
            _ => return,
        };
        self.emit(key, kind, out);
    }

    /// Goes on at the first Catcher that names the error, if there is one; an error is the Catcher's own.
    fn catch(
        &mut self,
        key: BranchKey,
        state: &StateProgram,
        error: &StateError,
        out: &mut Output,
    ) -> Option<StateResult<()>> {
        self.explain_catchers(key, &state.catch, error);
        let catcher = find_catcher(&state.catch, error.name())?;
        let error_output = error.output();
        self.explain_value(key, Stage::ErrorOutput, &error_output);
        Some(self.follow_catcher(key, state, catcher, error_output, out))
    }

    fn follow_catcher(
        &mut self,
        key: BranchKey,
        state: &StateProgram,
        catcher: &CatcherProgram,
        error_output: Value,
        out: &mut Output,
    ) -> StateResult<()> {
        let raw = self.raw_input(key);
        // A cause may show the whole input, quoted once more each time round a loop.
        let most = self.options.limits.payload_bytes;
        let size = error_output.text_len_up_to(most).unwrap_or(most.saturating_add(1));
        if let Some(branch) = self.branches.get_mut(key) {
            branch.size_bound = branch.size_bound.saturating_add(size);
        }
        // `$` of a JSONPath Catcher's `Assign` is the error output.
        let data = Data { error_output: Some(&error_output), ..Data::of(&error_output) };
        let assigned = self.evaluate_assign(key, state, catcher.assign.as_ref(), data)?;
        if let Some(output) = &catcher.output {
            let output = self.evaluate(key, Stage::Output, output, data)?;
            return self.leave(key, state, output, &catcher.next, assigned, out);
        }
        let output = self.apply_result_path(key, &catcher.result_path, &raw, error_output)?;
        self.leave(key, state, output, &catcher.next, assigned, out)
    }
}
