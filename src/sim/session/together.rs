//! A run and the executions that it has started, in one virtual time: whichever has something to do first does it, the
//! children in the order of starting, and before the run itself at the same moment; a timer comes after what is
//! told at an earlier moment. So the history does not depend on how far ahead a run is computed.
//!
//! What happens from outside, such as a person's answer, is noted with the number of moves that were made by then. A
//! fork makes the same moves again and does the same at the same places.

use super::{Live, Session};
use crate::engine::{Input, Status, TaskId};
use crate::sim::mock::Mocks;
use crate::time::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Something that was done to a run from outside.
#[derive(Clone, Debug)]
pub(super) struct Intervention {
    /// After how many moves
    pub moves: u64,
    pub act: Act,
}

#[derive(Clone, Debug)]
pub(super) enum Act {
    /// A run was told something: this one, or the child with the first number, of that the child with the next …
    Tell { path: Vec<usize>, input: Input },
    /// Time was let pass
    PassTime(Timestamp),
    /// Time was let pass until the next timer
    PassToTimer,
    /// Others answer from then on
    Answer(Arc<Mocks>),
}

/// When a child does something next.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChildMove {
    pub at: Timestamp,
    /// Whether time passes for it that somebody could use for an answer
    pub is_timer: bool,
}

/// The children that have something to do, by time and number.
#[derive(Clone, Debug, Default)]
pub(super) struct ChildQueue {
    soon: BTreeSet<(Timestamp, usize)>,
    timers: BTreeSet<(Timestamp, usize)>,
}

impl ChildQueue {
    pub fn is_empty(&self) -> bool {
        self.soon.is_empty() && self.timers.is_empty()
    }

    fn of(&mut self, is_timer: bool) -> &mut BTreeSet<(Timestamp, usize)> {
        if is_timer { &mut self.timers } else { &mut self.soon }
    }
}

/// What is done next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Chosen {
    Delivery((Timestamp, TaskId, u32)),
    Timer(Timestamp),
    Child { at: Timestamp, index: usize, is_timer: bool },
}

impl Chosen {
    fn as_move(self) -> ChildMove {
        match self {
            Self::Delivery((at, ..)) => ChildMove { at, is_timer: false },
            Self::Timer(at) => ChildMove { at, is_timer: true },
            Self::Child { at, is_timer, .. } => ChildMove { at, is_timer },
        }
    }
}

impl Session {
    /// What comes next when the execution itself makes no transition; `deadline` is that of its timers. With
    /// `asks_persons` no timer does while somebody is asked.
    pub(super) fn choose(&self, deadline: Option<Timestamp>, asks_persons: bool) -> Option<Chosen> {
        let Live { queue, deliveries, .. } = &self.live;
        let is_over = self.status() != Status::Running;
        let delivery = deliveries.first_key_value().map(|(key, _)| *key).filter(|_| !is_over);
        let child = |is_timer| move |&(at, index): &_| Chosen::Child { at, index, is_timer };
        let soon = match (queue.soon.first(), delivery) {
            (Some(first), Some(own)) if own.0 < first.0 => Some(Chosen::Delivery(own)),
            (Some(first), _) => Some(child(false)(first)),
            (None, own) => own.map(Chosen::Delivery),
        };
        let timer = match (deadline, queue.timers.first()) {
            (Some(own), Some(first)) if first.0 < own => Some(child(true)(first)),
            (None, Some(first)) => Some(child(true)(first)),
            // Even a timer that is due already, such as a retry's delay of no time, fires only by being told.
            (own, _) => own.map(Chosen::Timer),
        };
        match (soon, timer) {
            (Some(soon), Some(timer)) if timer.as_move().at <= soon.as_move().at => {
                self.unless_asked(timer, asks_persons)
            }
            (Some(soon), _) => Some(soon),
            (None, timer) => self.unless_asked(timer?, asks_persons),
        }
    }

    fn unless_asked(&self, timer: Chosen, asks_persons: bool) -> Option<Chosen> {
        let is_asked = asks_persons && self.open_tasks().any(|open| open.by_person);
        (!is_asked).then_some(timer)
    }

    /// When something happens next, here or in a child.
    fn next_move(&self) -> Option<ChildMove> {
        let execution = &self.live.execution;
        if execution.can_step() {
            return Some(ChildMove { at: self.now(), is_timer: false });
        }
        self.choose(execution.poll_deadline(), false).map(Chosen::as_move)
    }

    pub(super) fn make(&mut self, chosen: Chosen) {
        match chosen {
            Chosen::Delivery(key) => self.deliver(key),
            Chosen::Timer(deadline) => self.advance_to(deadline),
            Chosen::Child { at, index, .. } => {
                if self.status() == Status::Running {
                    self.jump_to(at);
                }
                self.with_child(index, |child| {
                    child.advance();
                });
            }
        }
    }

    /// Does something to a child, and takes note of what follows.
    pub(super) fn with_child(&mut self, index: usize, change: impl FnOnce(&mut Self)) {
        let child = Arc::make_mut(&mut self.live.started_runs[index].session);
        change(child);
        let sent = std::mem::take(&mut child.live.outbox);
        self.child_changed(index);
        for (at, token, input) in sent {
            self.hear(at, &token, input);
        }
    }

    /// Takes note of what a child does next, and of its end.
    pub(super) fn child_changed(&mut self, index: usize) {
        let run = &mut self.live.started_runs[index];
        let (task, next) = (run.task, run.session.next_move());
        let has_ended = run.session.status() != Status::Running;
        if let Some(before) = std::mem::replace(&mut run.next, next) {
            self.live.queue.of(before.is_timer).remove(&(before.at, index));
        }
        if let Some(next) = next {
            self.live.queue.of(next.is_timer).insert((next.at, index));
        }
        if has_ended && self.live.jobs.remove(&task).is_some() {
            let at = self.live.started_runs[index].session.now();
            if let Some(input) = self.report_of(index) {
                self.live.plan(task, at, input);
            }
        }
        // A callback that it has not answered is for a person to answer.
        if next.is_none()
            && let Some(open) = self.live.open.get_mut(&task)
        {
            open.by_person = true;
        }
    }

    /// Something came by a token: it is for a task of this run, or of one inside or around it.
    pub(super) fn hear(&mut self, at: Timestamp, token: &Arc<str>, input: Input) {
        if let Some(task) = self.live.execution.issued_token(token) {
            return self.live.plan(task, at, input);
        }
        match self.find_token(token) {
            Some((path, _)) if !path.is_empty() => {
                self.with_child(path[0], |child| child.hear(at, token, input));
            }
            _ if self.surroundings.depth > 0 => self.live.outbox.push((at, token.clone(), input)),
            _ => {}
        }
    }

    /// The run that made a token, as the numbers of the children that lead to it, and whether its task is pending.
    pub(super) fn find_token(&self, token: &str) -> Option<(Vec<usize>, bool)> {
        let execution = &self.live.execution;
        if execution.issued_token(token).is_some() {
            return Some((Vec::new(), execution.task_of_token(token).is_some()));
        }
        self.live.started_runs.iter().enumerate().find_map(|(index, run)| {
            let (mut path, is_pending) = run.session.find_token(token)?;
            path.insert(0, index);
            Some((path, is_pending))
        })
    }

    /// Does something from outside, and notes when.
    pub(super) fn intervene(&mut self, act: Act) {
        self.interventions.push(Intervention { moves: self.live.moves, act: act.clone() });
        match act {
            Act::Tell { path, input } => self.tell_within(&path, self.now(), input),
            Act::PassTime(moment) => self.advance_to(moment),
            Act::Answer(mocks) => self.live.mocks = mocks,
            Act::PassToTimer => {
                if let Some(chosen) = self.choose(self.live.execution.poll_deadline(), false) {
                    self.make(chosen);
                }
            }
        }
    }

    /// Tells something to this run, or to a child of a child ….
    pub(super) fn tell_within(&mut self, path: &[usize], at: Timestamp, input: Input) {
        match path.split_first() {
            Some((index, rest)) => self.with_child(*index, |child| child.tell_within(rest, at, input)),
            None => {
                if self.status() == Status::Running {
                    self.jump_to(at);
                }
                self.tell(input);
            }
        }
    }
}
