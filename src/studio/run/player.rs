//! One run and the showing of it: a session that is computed ahead in slices, a playback that walks over its
//! history, and the view at the playback's cursor.

use crate::asl::{State, StateKind, StateMachine, StatePath, Transition};
use crate::engine::{ExplanationKind, HandlerOutcome, Program, StartOptions, Status};
use crate::graph::EdgeKind;
use crate::sim::mock::{MockTarget, echoed};
use crate::sim::session::StartedRun;
use crate::sim::view::{ExecutionView, Visit, VisitId, VisitStatus};
use crate::sim::{Machines, Mocks, PlayState, Playback, RunBudget, RunState, Session, Speed};
use crate::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

/// More events than this are no dry run any more: an endless loop ends here.
pub const MOST_EVENTS: u32 = 100_000;

/// After a pause of the page, such as another tab in front, playback goes on where it was.
const LONGEST_FRAME: f64 = 250.0;

#[derive(Debug)]
pub struct Player {
    session: Session,
    playback: Playback,
    view: ExecutionView,
    computed: RunState,
    /// Where each state stands, by its name
    paths: BTreeMap<Arc<str>, StatePath>,
    /// What runs
    machine: StateMachine,
    /// The states' names, by their ids
    names: Vec<Arc<str>>,
    /// Which rule or Catcher a visit left by, and to which state; by the event that entered it
    ways: BTreeMap<u32, (EdgeKind, Option<Arc<str>>)>,
    /// How many explanations are in `ways`
    explained: usize,
    /// For every event that was ever shown, the state it is about
    event_states: Vec<Option<Arc<str>>>,
    last_frame: Option<f64>,
    /// What has no mock of its own, and the states that call it
    echoed: Vec<(Arc<str>, Vec<Arc<str>>)>,
}

/// What runs, and with what.
#[derive(Debug)]
pub struct What<'a> {
    pub machine: &'a StateMachine,
    pub program: Arc<Program>,
    pub mocks: Mocks,
    /// What its tasks may start executions of
    pub machines: Machines,
}

impl Player {
    pub fn new(what: What<'_>, options: StartOptions, speed: Speed) -> Self {
        let What { machine, program, mocks, machines } = what;
        let mut paths = BTreeMap::new();
        paths.extend(machine.states().map(|(id, state)| (state.name.clone(), machine.path_of(id))));
        let echoed = echoed(machine, &mocks);
        let mut playback = Playback::new();
        playback.set_speed(speed);
        let mut player = Self {
            session: Session::new(program, options, Arc::new(mocks))
                .asking_persons()
                .with_machines(Arc::new(machines)),
            playback,
            view: ExecutionView::new(),
            computed: RunState::Running,
            paths,
            machine: machine.clone(),
            names: machine.states.iter().map(|state| state.name.clone()).collect(),
            ways: BTreeMap::new(),
            explained: 0,
            event_states: Vec::new(),
            last_frame: None,
            echoed: echoed.iter().map(|target| named(machine, target)).collect(),
        };
        player.compute();
        player.refresh();
        player
    }

    /// Lets a frame go by: computes a slice, moves the cursor. Answers whether more is shown, or less.
    pub fn frame(&mut self, now: f64) -> bool {
        let elapsed = self.last_frame.map_or(0.0, |last| (now - last).clamp(0.0, LONGEST_FRAME));
        self.last_frame = Some(now);
        self.compute();
        self.playback.advance(elapsed);
        let changed = self.refresh();
        if !self.is_moving() {
            self.last_frame = None;
        }
        changed
    }

    fn compute(&mut self) {
        if self.computed == RunState::Running {
            self.computed = self.session.run(RunBudget::SLICE);
            self.playback.extend(self.session.history(), self.computed != RunState::Running);
            self.note_ways();
        }
    }

    /// Notes which rules and Catchers were taken, of what was explained since.
    fn note_ways(&mut self) {
        let told = self.session.explanations()[self.explained..].iter();
        // A child execution of a distributed Map counts its visits anew, and the drawing shows none of it.
        for one in told.filter(|one| one.child.is_none()) {
            let kind = match &one.kind {
                ExplanationKind::Chosen(rule) => {
                    rule.map_or(EdgeKind::Default, |at| EdgeKind::Choice(at as usize))
                }
                ExplanationKind::Catcher { index, outcome: HandlerOutcome::Catches, .. } => {
                    EdgeKind::Catch(*index as usize)
                }
                ExplanationKind::Left(next) => {
                    if let (Some(way), Some(next)) = (self.ways.get_mut(&one.visit), next) {
                        way.1 = self.names.get(next.index()).cloned();
                    }
                    continue;
                }
                _ => continue,
            };
            self.ways.insert(one.visit, (kind, None));
        }
        self.explained = self.session.explanations().len();
    }

    fn refresh(&mut self) -> bool {
        let shown = self.playback.shown();
        if shown == self.view.shown() {
            return false;
        }
        self.view.show(self.session.history(), shown);
        for event in self.event_states.len()..shown {
            let visit = self.view.visit_of_event(event as u32 + 1);
            self.event_states.push(visit.map(|id| self.view.visit(id).state.clone()));
        }
        true
    }

    /// Whether frames change anything: it plays, or is still being computed.
    pub fn is_moving(&self) -> bool {
        let playing = self.playback.state() == PlayState::Playing && !self.playback.is_finished();
        self.computed == RunState::Running || playing
    }

    /// Whether the whole run is shown.
    pub fn is_finished(&self) -> bool {
        self.playback.is_finished()
    }

    /// Whether everything that can happen has happened, and yet the execution has not ended.
    pub fn is_blocked(&self) -> bool {
        self.computed == RunState::Blocked && self.playback.is_finished()
    }

    /// Does something to the playback, and shows what that shows.
    pub fn control(&mut self, change: impl FnOnce(&mut Playback)) {
        change(&mut self.playback);
        self.refresh();
    }

    /// Stops the execution at what is shown, as StopExecution would: what was computed ahead never happened.
    pub fn stop(&mut self) {
        if self.view.status() != Status::Running {
            return;
        }
        let shown = self.playback.shown();
        self.session.seek(shown as u32);
        let kept = self.session.history().len();
        self.session.stop(None, Some("Stopped by hand".into()));
        self.computed = RunState::Ended;
        self.playback.truncate(kept);
        self.playback.extend(self.session.history(), true);
        self.playback.seek(self.session.history().len());
        self.event_states.truncate(shown);
        (self.explained, self.ways) = (0, BTreeMap::new());
        self.note_ways();
        self.refresh();
    }

    /// Whether RedriveExecution would be accepted at the end that is shown.
    pub fn can_redrive(&self) -> bool {
        self.is_finished() && self.session.execution().redrivable().is_ok()
    }

    /// Goes on where it failed, with the handlers as they are now.
    pub fn redrive(&mut self, mocks: Mocks) {
        self.tell(|session| {
            session.answer_with(Arc::new(mocks));
            // It was asked before whether it can.
            let _ = session.redrive(Duration::ZERO);
        });
    }

    /// Tells the execution what a person answers, and goes on.
    pub fn tell<T>(&mut self, tell: impl FnOnce(&mut Session) -> T) -> T {
        let told = tell(&mut self.session);
        self.computed = RunState::Running;
        // More is to come: what was the end is not any more, and playing goes on from there.
        self.playback.extend(self.session.history(), false);
        self.playback.play();
        self.compute();
        self.refresh();
        told
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn playback(&self) -> &Playback {
        &self.playback
    }

    pub fn view(&self) -> &ExecutionView {
        &self.view
    }

    /// How many events were ever shown.
    pub fn reached(&self) -> usize {
        self.event_states.len()
    }

    /// The state that an event is about.
    pub fn state_of_event(&self, event: u32) -> Option<&Arc<str>> {
        self.event_states.get((event as usize).checked_sub(1)?)?.as_ref()
    }

    /// How much of a container is done, and how much there is: a Map's iterations, or a Parallel's branches while it runs
    /// and where it did not come to its end.
    pub fn progress(&self, name: &str) -> Option<(u32, u32)> {
        if let Some(progress) = self.view.map_progress(name) {
            return Some((progress.done(), progress.total));
        }
        let StateKind::Parallel(parallel) = &self.state(name)?.kind else { return None };
        let ends = |name: &str| self.state(name).is_some_and(ends_branch);
        let (done, visits) = self.view.branches_done(name, ends);
        let all = visits * parallel.branches.len() as u32;
        (done < all).then_some((done, all))
    }

    fn state(&self, name: &str) -> Option<&State> {
        self.machine.find(name).map(|id| self.machine.state(id))
    }

    pub fn path(&self, name: &str) -> Option<&StatePath> {
        self.paths.get(name)
    }

    /// The visits that are left, as far as the run is shown, by a rule or a Catcher: by which, and to which state.
    pub fn ways(&self) -> impl Iterator<Item = (&Visit, EdgeKind, &Arc<str>)> {
        let left = |visit: &&Visit| matches!(visit.status, VisitStatus::Succeeded | VisitStatus::Caught);
        self.ways.range(..=self.view.shown() as u32).filter_map(move |(event, (kind, next))| {
            let visit = self.view.visit(self.view.visit_of_event(*event)?);
            Some(visit).filter(left).zip(next.as_ref()).map(|(visit, next)| (visit, *kind, next))
        })
    }

    /// The executions that tasks have started, as far as the run is shown.
    pub fn started(&self) -> impl Iterator<Item = &StartedRun> {
        let now = self.view.now();
        self.session.started_runs().iter().filter(move |run| run.session.options().start_time <= now)
    }

    /// Functions, states and resources that were called and echoed for want of a mock. What started an execution, or
    /// wanted to, is told with that.
    pub fn echoed_so_far(&self) -> impl Iterator<Item = &str> {
        let missing = self.session.missing_machines();
        let started = move |name: &Arc<str>| {
            self.session.started_runs().iter().any(|run| run.state_name == *name)
                || missing.iter().any(|one| one.state_name == *name)
        };
        let was_called = move |states: &[Arc<str>]| {
            states.iter().any(|name| self.view.state(name).is_some() && !started(name))
        };
        self.echoed.iter().filter(move |(_, states)| was_called(states)).map(|(name, _)| &**name)
    }

    /// The visits to a state that are shown, in order.
    pub fn visits_of(&self, name: &str) -> &[VisitId] {
        self.view.state(name).map_or(&[], |state| &state.visits)
    }
}

/// Whether a visit that went well was the last one of its branch.
fn ends_branch(state: &State) -> bool {
    matches!(state.kind, StateKind::Succeed) || state.transition == Transition::End
}

fn named(machine: &StateMachine, target: &MockTarget) -> (Arc<str>, Vec<Arc<str>>) {
    let states = target.states.iter().map(|id| machine.state(*id).name.clone());
    (target.key.name().clone(), states.collect())
}
