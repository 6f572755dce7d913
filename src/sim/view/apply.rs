//! How each event changes the view.

use super::visit::{Attempt, AttemptOutcome, MapProgress, Place, StateView, Visit, VisitId, VisitStatus};
use super::{Edge, EdgeEnd, ExecutionView, Origin, ROOT, Thread, ThreadId};
use crate::asl::StateType;
use crate::engine::Status;
use crate::engine::history::{EventKind, Failure, HistoryEvent};
use crate::json::Value;
use crate::sort::sort_by;
use crate::time::Timestamp;
use std::sync::Arc;

impl ExecutionView {
    /// Takes in the event that follows those shown. Events are expected in the order of their ids, which are
    /// dense from 1; in a history with gaps, what hangs on a missing event is taken to run at the top level.
    pub fn apply(&mut self, event: &HistoryEvent) {
        self.shown += 1;
        self.now = event.timestamp;
        let before = self.origin(event.previous_event_id);
        let origin = self.route(event, before);
        if event.id as usize == self.origins.len() + 1 {
            self.origins.push(origin);
        }
    }

    fn origin(&self, event: u32) -> Origin {
        let at = (event as usize).checked_sub(1);
        at.and_then(|at| self.origins.get(at)).copied().unwrap_or(Origin::in_thread(ROOT))
    }

    fn route(&mut self, event: &HistoryEvent, before: Origin) -> Origin {
        match &event.kind {
            EventKind::ExecutionStarted { input, .. } => self.execution_started(event, input),
            EventKind::ExecutionSucceeded { output } => self.execution_succeeded(event, before, output),
            EventKind::ExecutionFailed(failure) => self.execution_failed(event, before, failure),
            EventKind::ExecutionRedriven { .. } => self.redriven(),
            EventKind::ExecutionAborted(failure) => self.execution_stopped(event, Status::Aborted, failure),
            EventKind::ExecutionTimedOut(failure) => self.execution_stopped(event, Status::TimedOut, failure),
            EventKind::StateEntered { state_type, name, input } => {
                self.state_entered(event, before, (*state_type, name, input))
            }
            EventKind::StateExited { name, output, assigned, .. } => {
                let origin = self.state_of(before, |visit| visit.state == *name);
                if let Some(visit) = origin.visit {
                    if self.attempt_is_open(visit) {
                        self.attempt_failed(visit, event, before);
                    }
                    self.visits[visit.index()].output = Some(output.clone());
                    self.visits[visit.index()].assigned.clone_from(assigned);
                    self.exit(visit, event);
                }
                origin
            }
            EventKind::StateAborted { state_type } => self.state_aborted(event, before, *state_type),
            _ => self.route_inside(event, before),
        }
    }

    fn route_inside(&mut self, event: &HistoryEvent, before: Origin) -> Origin {
        match &event.kind {
            EventKind::ParallelStateStarted => self.container_started(event, before, None),
            EventKind::MapStateStarted { length } => self.container_started(event, before, Some(*length)),
            EventKind::ParallelStateSucceeded => self.container_succeeded(event, before, StateType::Parallel),
            EventKind::MapStateSucceeded => self.container_succeeded(event, before, StateType::Map),
            EventKind::ParallelStateFailed => self.container_failed(event, before, StateType::Parallel),
            EventKind::MapStateFailed => self.container_failed(event, before, StateType::Map),
            EventKind::MapRunStarted { .. } | EventKind::MapRunRedriven { .. } => {
                self.map_run_started(before)
            }
            EventKind::MapIterationStarted { name, index } => {
                self.iteration_started(event, before, name, *index)
            }
            EventKind::MapIterationSucceeded { name, index } => {
                self.iteration_ended(event, before, (name, *index), VisitStatus::Succeeded)
            }
            EventKind::MapIterationFailed { name, index } => {
                self.iteration_ended(event, before, (name, *index), VisitStatus::Failed)
            }
            EventKind::MapIterationAborted { name, index } => {
                self.iteration_ended(event, before, (name, *index), VisitStatus::Aborted)
            }
            _ => self.route_task(event, before),
        }
    }

    fn route_task(&mut self, event: &HistoryEvent, before: Origin) -> Origin {
        let origin = self.state_of(before, |_| true);
        let Some(id) = origin.visit else { return origin };
        match &event.kind {
            EventKind::LambdaFunctionScheduled(details) => self.attempt(id, event, Some(&details.input)),
            EventKind::TaskScheduled(details) => self.attempt(id, event, Some(&details.parameters)),
            EventKind::ActivityScheduled(details) => self.attempt(id, event, Some(&details.input)),
            EventKind::LambdaFunctionSucceeded { output } | EventKind::ActivitySucceeded { output } => {
                self.end_attempt(id, event, AttemptOutcome::Succeeded(Some(output.clone())));
            }
            EventKind::TaskSucceeded(details) => {
                self.end_attempt(id, event, AttemptOutcome::Succeeded(Some(details.1.clone())));
            }
            EventKind::LambdaFunctionFailed(failure)
            | EventKind::ActivityFailed(failure)
            | EventKind::ActivityScheduleFailed(failure)
            | EventKind::LambdaFunctionScheduleFailed(failure)
            | EventKind::LambdaFunctionStartFailed(failure) => self.fail_attempt(id, event, failure),
            EventKind::TaskFailed(details)
            | EventKind::TaskStartFailed(details)
            | EventKind::TaskSubmitFailed(details) => self.fail_attempt(id, event, &details.1),
            EventKind::LambdaFunctionTimedOut(failure) | EventKind::ActivityTimedOut(failure) => {
                self.time_attempt_out(id, event, failure)
            }
            EventKind::TaskTimedOut(details) => self.time_attempt_out(id, event, &details.1),
            EventKind::EvaluationFailed(details) => {
                self.visits[id.index()].failure = Some(details.failure.clone());
            }
            _ => {}
        }
        origin
    }

    /// The iterations of a distributed Map are executions of their own: this history does not tell of them.
    fn map_run_started(&mut self, before: Origin) -> Origin {
        let origin = self.state_of(before, |visit| visit.state_type == StateType::Map);
        if let Some(visit) = origin.visit {
            self.visits[visit.index()].progress = None;
        }
        origin
    }

    fn execution_started(&mut self, event: &HistoryEvent, input: &Value) -> Origin {
        self.input = Some(input.clone());
        self.started = Some(event.timestamp);
        Origin::in_thread(ROOT)
    }

    fn execution_succeeded(&mut self, event: &HistoryEvent, before: Origin, output: &Value) -> Origin {
        self.output = Some(output.clone());
        self.finish(event, Status::Succeeded);
        self.leave_scope(before.thread, event.id);
        Origin::in_thread(ROOT)
    }

    fn execution_failed(&mut self, event: &HistoryEvent, before: Origin, failure: &Failure) -> Origin {
        self.failure = Some(failure.clone());
        self.finish(event, Status::Failed);
        self.fail_chain(before, None, event, Some(failure));
        self.abort_below(None, event);
        Origin::in_thread(ROOT)
    }

    fn execution_stopped(&mut self, event: &HistoryEvent, status: Status, failure: &Failure) -> Origin {
        self.failure = Some(failure.clone());
        self.finish(event, status);
        self.abort_below(None, event);
        Origin::in_thread(ROOT)
    }

    /// What was under way when the execution ended is under way again: the last visits of threads that failed or
    /// were stopped, within containers that were, too.
    fn redriven(&mut self) -> Origin {
        self.status = Status::Running;
        (self.ended, self.failure) = (None, None);
        let has_ended = |status| matches!(status, VisitStatus::Failed | VisitStatus::Aborted);
        let last: Vec<VisitId> = self.threads.iter().filter_map(|thread| thread.last).collect();
        let unfinished = |view: &Self, id: VisitId| {
            has_ended(view.visit(id).status)
                && !view.visit(id).superseded
                && view.ancestors(id).all(|place| has_ended(view.visit(place.container).status))
        };
        let to_reopen: Vec<VisitId> = last.into_iter().filter(|id| unfinished(self, *id)).collect();
        to_reopen.into_iter().for_each(|id| self.reopen(id));
        Origin::in_thread(ROOT)
    }

    fn reopen(&mut self, id: VisitId) {
        let visit = &mut self.visits[id.index()];
        if let Some(state) = self.states.get_mut(&visit.state) {
            state.take(visit.status);
            state.add(VisitStatus::Running);
        }
        visit.status = VisitStatus::Running;
        (visit.ended, visit.ended_event) = (None, None);
        // A container goes on where it was.
        if let Some(attempt) = visit.attempts.last_mut().filter(|_| !visit.children.is_empty()) {
            (attempt.ended, attempt.outcome) = (None, AttemptOutcome::Running);
            visit.failure = None;
        }
        self.open.insert(id);
        let thread = &mut self.threads[visit.thread as usize];
        (thread.open, thread.last) = (Some(id), None);
    }

    fn finish(&mut self, event: &HistoryEvent, status: Status) {
        self.status = status;
        self.ended = Some(event.timestamp);
    }

    fn state_entered(
        &mut self,
        event: &HistoryEvent,
        before: Origin,
        (state_type, name, input): (StateType, &Arc<str>, &Value),
    ) -> Origin {
        let thread = match before.spawns {
            Some(container) => self.spawn_branch(container),
            None => before.thread,
        };
        let id = VisitId(u32::try_from(self.visits.len()).unwrap_or(u32::MAX));
        let place = self.threads[thread as usize].place;
        self.take_edge_to(thread, name, event.id);
        self.supersede_earlier(thread, name, id);
        self.visits.push(new_visit(event, (state_type, name, input), place, thread));
        if let Some(place) = place {
            self.visits[place.container.index()].children.push(id);
        }
        let state = self.states.entry(name.clone()).or_insert_with(|| StateView::new(state_type));
        state.visits.push(id);
        state.add(VisitStatus::Running);
        self.open.insert(id);
        self.threads[thread as usize].open = Some(id);
        Origin { thread, spawns: None, visit: Some(id) }
    }

    fn spawn_branch(&mut self, container: VisitId) -> ThreadId {
        let visit = &mut self.visits[container.index()];
        let index = visit.branches;
        visit.branches += 1;
        let attempt = last_attempt(visit);
        self.spawn(Place { container, index, attempt })
    }

    fn spawn(&mut self, place: Place) -> ThreadId {
        self.threads.push(Thread { place: Some(place), open: None, last: None });
        u32::try_from(self.threads.len() - 1).unwrap_or(ROOT)
    }

    fn take_edge_to(&mut self, thread: ThreadId, name: &Arc<str>, event: u32) {
        let from = match self.threads[thread as usize].last {
            Some(last) => self.visit(last),
            None => {
                let from = EdgeEnd::Start(self.container_name(thread));
                return self.take_edge(Edge { from, to: EdgeEnd::State(name.clone()), caught: false }, event);
            }
        };
        let caught = from.status == VisitStatus::Caught;
        let from = EdgeEnd::State(from.state.clone());
        self.take_edge(Edge { from, to: EdgeEnd::State(name.clone()), caught }, event);
    }

    fn take_edge(&mut self, edge: Edge, event: u32) {
        let used = self.edges.entry(edge).or_default();
        used.count += 1;
        used.last_event = event;
    }

    /// The edge from the thread's last state to the end of its scope.
    fn leave_scope(&mut self, thread: ThreadId, event: u32) {
        let Some(last) = self.threads[thread as usize].last else { return };
        let from = EdgeEnd::State(self.visit(last).state.clone());
        let to = EdgeEnd::End(self.container_name(thread));
        self.take_edge(Edge { from, to, caught: false }, event);
    }

    fn container_name(&self, thread: ThreadId) -> Option<Arc<str>> {
        let place = self.threads[thread as usize].place?;
        Some(self.visit(place.container).state.clone())
    }

    fn supersede_earlier(&mut self, thread: ThreadId, name: &Arc<str>, id: VisitId) {
        if let Some(earlier) = self.latest_by_thread.insert((thread, name.clone()), id) {
            self.supersede(vec![earlier]);
        }
    }

    fn supersede(&mut self, mut visits: Vec<VisitId>) {
        while let Some(id) = visits.pop() {
            let visit = &mut self.visits[id.index()];
            if visit.superseded {
                continue;
            }
            visit.superseded = true;
            visits.extend(&visit.children);
            if let Some(state) = self.states.get_mut(&visit.state) {
                state.take(visit.status);
            }
        }
    }

    fn container_started(&mut self, event: &HistoryEvent, before: Origin, length: Option<u32>) -> Origin {
        let wanted = if length.is_some() { StateType::Map } else { StateType::Parallel };
        let origin = self.state_of(before, |visit| visit.state_type == wanted);
        let Some(id) = origin.visit else { return origin };
        if self.attempt_is_open(id) {
            self.attempt_failed(id, event, before);
        }
        let earlier = std::mem::take(&mut self.visits[id.index()].children);
        self.supersede(earlier);
        self.attempt(id, event, None);
        let visit = &mut self.visits[id.index()];
        visit.branches = 0;
        visit.progress = length.map(|total| MapProgress { total, ..MapProgress::default() });
        Origin { spawns: length.is_none().then_some(id), ..origin }
    }

    fn container_succeeded(&mut self, event: &HistoryEvent, before: Origin, of: StateType) -> Origin {
        let origin = self.state_of(before, |visit| visit.state_type == of);
        let Some(id) = origin.visit else { return origin };
        self.end_attempt(id, event, AttemptOutcome::Succeeded(None));
        if of == StateType::Parallel {
            self.leave_branches(id, event.id);
        }
        origin
    }

    /// Parallel branches end without an event of their own: their last edges are taken when the state ends.
    fn leave_branches(&mut self, container: VisitId, event: u32) {
        let mut threads: Vec<ThreadId> =
            self.visit(container).children.iter().map(|child| self.visit(*child).thread).collect();
        sort_by(&mut threads, Ord::cmp);
        threads.dedup();
        for thread in threads {
            self.leave_scope(thread, event);
        }
    }

    fn container_failed(&mut self, event: &HistoryEvent, before: Origin, of: StateType) -> Origin {
        let origin = self.state_of(before, |visit| visit.state_type == of);
        if let Some(id) = origin.visit {
            self.attempt_failed(id, event, before);
        }
        origin
    }

    /// AWS records this for the state that failed inside of a Parallel too, and for every state of the other
    /// branches, all of them right after the failure. Whose it is shows only for the first; the others are
    /// stopped when their container goes on.
    fn state_aborted(&mut self, event: &HistoryEvent, before: Origin, of: StateType) -> Origin {
        let open = self.threads[before.thread as usize].open;
        let Some(id) = open.filter(|id| self.visit(*id).state_type == of) else { return before };
        let failed = self.visit(id).failure.is_some();
        self.end(id, if failed { VisitStatus::Failed } else { VisitStatus::Aborted }, event);
        Origin { spawns: None, visit: Some(id), ..before }
    }

    /// Whether a container has been started and has not told how that ended: AWS records no failure of an
    /// attempt that is retried.
    fn attempt_is_open(&self, container: VisitId) -> bool {
        let visit = self.visit(container);
        let is_container = matches!(visit.state_type, StateType::Parallel | StateType::Map);
        is_container && visit.attempts.last().is_some_and(|last| last.outcome == AttemptOutcome::Running)
    }

    /// A container's attempt ends because of what happened at `before`; whatever runs in it is stopped.
    fn attempt_failed(&mut self, container: VisitId, event: &HistoryEvent, before: Origin) {
        self.fail_chain(before, Some(container), event, None);
        let cause = before.visit.filter(|inner| *inner != container);
        let failure = cause.and_then(|inner| self.visit(inner).failure.clone());
        self.abort_below(Some(container), event);
        self.fail_attempt(container, event, &failure.unwrap_or_default());
    }

    fn iteration_started(
        &mut self,
        _event: &HistoryEvent,
        before: Origin,
        name: &Arc<str>,
        index: u32,
    ) -> Origin {
        let Some(container) = self.state_of(before, |visit| visit.state == *name).visit else {
            return before;
        };
        let visit = &mut self.visits[container.index()];
        if let Some(progress) = &mut visit.progress {
            progress.started += 1;
        }
        let attempt = last_attempt(visit);
        let thread = self.spawn(Place { container, index, attempt });
        Origin { thread, spawns: None, visit: Some(container) }
    }

    fn iteration_ended(
        &mut self,
        event: &HistoryEvent,
        before: Origin,
        (name, index): (&Arc<str>, u32),
        status: VisitStatus,
    ) -> Origin {
        let Some(container) = self.state_of(before, |visit| visit.state == *name).visit else {
            return before;
        };
        if let Some(progress) = &mut self.visits[container.index()].progress {
            match status {
                VisitStatus::Succeeded => progress.succeeded += 1,
                VisitStatus::Failed => progress.failed += 1,
                _ => progress.aborted += 1,
            }
        }
        match status {
            VisitStatus::Succeeded => self.leave_scope(before.thread, event.id),
            VisitStatus::Failed => self.fail_chain(before, Some(container), event, None),
            _ => self.abort_iteration(container, index, event),
        }
        Origin { spawns: None, visit: Some(container), ..before }
    }

    fn abort_iteration(&mut self, container: VisitId, index: u32, event: &HistoryEvent) {
        let of_it = |view: &Self, id: VisitId| {
            view.ancestors(id).any(|place| place.container == container && place.index == index)
        };
        let open: Vec<_> = self.open.iter().copied().filter(|id| of_it(self, *id)).collect();
        open.into_iter().for_each(|id| self.end(id, VisitStatus::Aborted, event));
    }

    /// The thread and visit that an event is about: from the thread of the event before it outwards, the first
    /// whose open visit is `wanted`.
    fn state_of(&self, before: Origin, wanted: impl Fn(&Visit) -> bool) -> Origin {
        let mut thread = before.thread;
        loop {
            let at = &self.threads[thread as usize];
            if let Some(id) = at.open.filter(|id| wanted(self.visit(*id))) {
                return Origin { thread, spawns: None, visit: Some(id) };
            }
            match at.place {
                Some(place) => thread = self.visit(place.container).thread,
                None => return Origin { thread: before.thread, spawns: None, visit: None },
            }
        }
    }

    /// Fails the open visits from the thread of `before` outwards, up to but without `container`.
    fn fail_chain(
        &mut self,
        before: Origin,
        container: Option<VisitId>,
        event: &HistoryEvent,
        failure: Option<&Failure>,
    ) {
        let mut thread = before.thread;
        loop {
            let at = self.threads[thread as usize].clone();
            if container.is_some() && at.open == container {
                return;
            }
            self.end_open(at.open, VisitStatus::Failed, event);
            let failed = at.open.or(before.visit.filter(|_| thread == before.thread));
            if let (Some(id), Some(failure)) = (failed, failure) {
                self.explain(id, failure);
            }
            match at.place {
                Some(place) => thread = self.visit(place.container).thread,
                None => return,
            }
        }
    }

    /// Gives a failed visit the error of the execution, and the failed visits inside of it too: the events that
    /// end iterations, Parallel and Map states name no error.
    fn explain(&mut self, id: VisitId, failure: &Failure) {
        let mut unexplained = vec![id];
        while let Some(id) = unexplained.pop() {
            let visit = &mut self.visits[id.index()];
            let known = visit.failure.as_ref().is_some_and(|known| *known != Failure::default());
            if known || visit.status != VisitStatus::Failed {
                continue;
            }
            visit.failure = Some(failure.clone());
            if let Some(AttemptOutcome::Failed(known)) =
                visit.attempts.last_mut().map(|last| &mut last.outcome)
            {
                known.clone_from(failure);
            }
            unexplained.extend(&visit.children);
        }
    }

    /// Stops every open visit inside of `container`, or every one at all.
    fn abort_below(&mut self, container: Option<VisitId>, event: &HistoryEvent) {
        let below = |view: &Self, id: VisitId| match container {
            None => true,
            Some(container) => view.ancestors(id).any(|place| place.container == container),
        };
        let open: Vec<_> = self.open.iter().copied().filter(|id| below(self, *id)).collect();
        open.into_iter().for_each(|id| self.end(id, VisitStatus::Aborted, event));
    }

    /// The places that a visit is in, innermost first.
    fn ancestors(&self, id: VisitId) -> impl Iterator<Item = Place> {
        std::iter::successors(self.visit(id).place, |place| self.visit(place.container).place)
    }

    fn exit(&mut self, id: VisitId, event: &HistoryEvent) {
        let caught = self.visit(id).failure.is_some();
        self.end(id, if caught { VisitStatus::Caught } else { VisitStatus::Succeeded }, event);
    }

    fn end_open(&mut self, id: Option<VisitId>, status: VisitStatus, event: &HistoryEvent) {
        if let Some(id) = id.filter(|id| self.open.contains(id)) {
            self.end(id, status, event);
        }
    }

    fn end(&mut self, id: VisitId, status: VisitStatus, event: &HistoryEvent) {
        self.open.remove(&id);
        let visit = &mut self.visits[id.index()];
        if let Some(state) = self.states.get_mut(&visit.state).filter(|_| !visit.superseded) {
            state.take(visit.status);
            state.add(status);
        }
        visit.status = status;
        visit.ended = Some(event.timestamp);
        visit.ended_event = Some(event.id);
        let thread = &mut self.threads[visit.thread as usize];
        thread.open = None;
        thread.last = Some(id);
    }

    fn attempt(&mut self, id: VisitId, event: &HistoryEvent, input: Option<&Value>) {
        let visit = &mut self.visits[id.index()];
        visit.failure = None;
        visit.attempts.push(Attempt {
            started: event.timestamp,
            ended: None,
            input: input.cloned(),
            outcome: AttemptOutcome::Running,
        });
    }

    fn fail_attempt(&mut self, id: VisitId, event: &HistoryEvent, failure: &Failure) {
        self.visits[id.index()].failure = Some(failure.clone());
        self.end_attempt(id, event, AttemptOutcome::Failed(failure.clone()));
    }

    fn time_attempt_out(&mut self, id: VisitId, event: &HistoryEvent, failure: &Failure) {
        self.visits[id.index()].failure = Some(failure.clone());
        self.end_attempt(id, event, AttemptOutcome::TimedOut(failure.clone()));
    }

    fn end_attempt(&mut self, id: VisitId, event: &HistoryEvent, outcome: AttemptOutcome) {
        if let Some(attempt) = self.visits[id.index()].attempts.last_mut() {
            attempt.ended = Some(event.timestamp);
            attempt.outcome = outcome;
        }
    }
}

impl Origin {
    fn in_thread(thread: ThreadId) -> Self {
        Self { thread, spawns: None, visit: None }
    }
}

fn last_attempt(visit: &Visit) -> u32 {
    u32::try_from(visit.attempts.len().saturating_sub(1)).unwrap_or(u32::MAX)
}

fn new_visit(
    event: &HistoryEvent,
    (state_type, name, input): (StateType, &Arc<str>, &Value),
    place: Option<Place>,
    thread: ThreadId,
) -> Visit {
    let started: Timestamp = event.timestamp;
    Visit {
        state: name.clone(),
        state_type,
        place,
        entered_event: event.id,
        ended_event: None,
        input: input.clone(),
        output: None,
        assigned: None,
        failure: None,
        attempts: Vec::new(),
        started,
        ended: None,
        status: VisitStatus::Running,
        progress: None,
        superseded: false,
        thread,
        children: Vec::new(),
        branches: 0,
    }
}
