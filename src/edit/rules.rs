//! What may be connected, dropped and wrapped, and why not. Serves hints while hovering, drop targets and commands
//! alike, so that nothing can be dropped that the command would refuse.

use super::document::Document;
use super::place::{Connection, Origin, Place, Port, Target};
use super::selection::outermost;
use crate::asl::{StateKind, StatePath};
use std::fmt;
use std::sync::Arc;

/// Why something may not be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of states")]
pub enum Reason {
    /// A transition to a state of another scope
    LeavesScope { from: Arc<str>, to: Arc<str> },
    /// A transition out of a Succeed or Fail
    EndsHere(Arc<str>),
    /// A rule or Catcher cannot end a scope
    OnlyNextEnds(Port),
    /// A Choice has rules and a Default, no Next
    ChoiceHasRules(Arc<str>),
    /// Only Task, Parallel and Map have Catchers
    NoCatch(Arc<str>),
    /// Only a Choice has rules
    NoRules(Arc<str>),
    /// A container into itself
    IntoItself(Arc<str>),
    /// States of several scopes at once
    SeveralScopes,
    /// A selection that is entered at more than one state
    SeveralEntries(Arc<str>, Arc<str>),
    /// A selection that leads to more than one state outside
    SeveralExits(Arc<str>, Arc<str>),
    /// A container with more than one branch cannot be taken apart
    SeveralBranches(Arc<str>),
    /// Only Parallel and Map hold states
    NotAContainer(Arc<str>),
    /// The last branch of a Parallel
    LastBranch(Arc<str>),
    /// What leads to the end cannot be taken away
    EndStays,
    /// A scope's Start leads to its first state
    StartStays,
    /// A definition's own first state cannot lead to the end
    StartNeedsState,
    /// Nothing is selected
    Nothing,
}

impl fmt::Display for Reason {
    /// One sentence without a final period.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeavesScope { from, to } => {
                write!(
                    out,
                    "“{from}” and “{to}” are not in the same scope: a transition cannot enter or leave a branch"
                )
            }
            Self::EndsHere(state) => write!(out, "“{state}” ends the workflow: nothing can follow it"),
            Self::OnlyNextEnds(port) => {
                let what = match port {
                    Port::Catch(_) | Port::NewCatch => "A Catcher",
                    Port::Default => "A Default",
                    _ => "A rule",
                };
                write!(out, "{what} leads to a state: put a Succeed or a Pass there to end")
            }
            Self::ChoiceHasRules(state) => {
                write!(out, "“{state}” leads on by its rules and its Default, not by a Next")
            }
            Self::NoCatch(state) => {
                write!(out, "“{state}” cannot catch errors: only Task, Parallel and Map do")
            }
            Self::NoRules(state) => write!(out, "“{state}” has no rules: only a Choice does"),
            Self::IntoItself(state) => write!(out, "“{state}” cannot go inside itself"),
            Self::SeveralScopes => out.write_str("The selected states are not all in the same scope"),
            Self::SeveralEntries(one, other) => {
                write!(
                    out,
                    "The selection is entered at “{one}” and at “{other}”: a branch has one first state"
                )
            }
            Self::SeveralExits(one, other) => {
                write!(out, "The selection leads to “{one}” and to “{other}”: a branch leads to one state")
            }
            Self::SeveralBranches(state) => {
                write!(out, "“{state}” has several branches: they run at the same time")
            }
            Self::NotAContainer(state) => write!(out, "“{state}” holds no states"),
            Self::LastBranch(state) => write!(out, "“{state}” needs a branch: delete the state instead"),
            Self::EndStays => {
                out.write_str("A state that nothing follows ends the workflow: connect it elsewhere instead")
            }
            Self::StartStays => {
                out.write_str("A workflow needs a first state: lead the start elsewhere instead")
            }
            Self::StartNeedsState => out.write_str("A workflow starts with a state"),
            Self::Nothing => out.write_str("Nothing is selected"),
        }
    }
}

/// Whether `connection` may lead to `to`.
pub fn can_connect(document: &Document, connection: &Connection, to: &Target) -> Result<(), Reason> {
    can_leave(document, connection)?;
    match (to, connection.port) {
        (Target::End, Port::Next) => Ok(()),
        (Target::End, Port::Start) => Err(Reason::StartNeedsState),
        (Target::End, port) => Err(Reason::OnlyNextEnds(port)),
        (Target::State(state), _) if state.scope() != connection.scope() => {
            Err(Reason::LeavesScope { from: origin_name(connection), to: state.name().clone() })
        }
        (Target::State(_), _) => Ok(()),
    }
}

/// Whether anything may leave by that port.
pub fn can_leave(document: &Document, connection: &Connection) -> Result<(), Reason> {
    let Origin::State(path) = &connection.from else { return Ok(()) };
    let Some(id) = document.state(path) else { return Ok(()) };
    let name = || path.name().clone();
    let kind = &document.machine().state(id).kind;
    match (connection.port, kind) {
        (Port::Catch(_) | Port::NewCatch, kind) => {
            let catches = matches!(kind, StateKind::Task(_) | StateKind::Parallel(_) | StateKind::Map(_));
            if catches { Ok(()) } else { Err(Reason::NoCatch(name())) }
        }
        (_, StateKind::Succeed | StateKind::Fail(_)) => Err(Reason::EndsHere(name())),
        (Port::Next, StateKind::Choice(_)) => Err(Reason::ChoiceHasRules(name())),
        (Port::Rule(_) | Port::NewRule | Port::Default, kind) if !matches!(kind, StateKind::Choice(_)) => {
            Err(Reason::NoRules(name()))
        }
        _ => Ok(()),
    }
}

/// Whether `connection` may be taken away.
pub fn can_disconnect(document: &Document, connection: &Connection) -> Result<(), Reason> {
    match (connection.port, connection.target(document)) {
        (Port::Start, _) => Err(Reason::StartStays),
        (Port::Next, Some(Target::End)) => match &connection.from {
            Origin::State(state) if can_leave(document, connection).is_err() => {
                Err(Reason::EndsHere(state.name().clone()))
            }
            _ => Err(Reason::EndStays),
        },
        _ => Ok(()),
    }
}

/// Whether new states may be put at `place`.
pub fn can_insert(document: &Document, place: &Place) -> Result<(), Reason> {
    match place {
        Place::On(connection) => can_leave(document, connection),
        Place::In(_) => Ok(()),
    }
}

/// Whether the states `moving` may be put at `place`.
pub fn can_move(document: &Document, moving: &[StatePath], place: &Place) -> Result<(), Reason> {
    let scope = place.scope();
    one_scope(moving)?;
    if let Some(state) = moving.iter().find(|state| scope.is_inside(state)) {
        return Err(Reason::IntoItself(state.name().clone()));
    }
    can_insert(document, place)
}

/// Whether the states can become the inside of one branch.
pub fn can_wrap(document: &Document, states: &[StatePath]) -> Result<(), Reason> {
    one_scope(states)?;
    let region = super::apply::region::Region::of(document, &outermost(states));
    region.entry()?;
    region.exit().map(|_| ())
}

/// Whether the container `state` can be taken apart.
pub fn can_unwrap(document: &Document, state: &StatePath) -> Result<(), Reason> {
    let inside = document.state(state).map_or(0, |id| document.machine().state(id).scopes().len());
    match inside {
        0 => Err(Reason::NotAContainer(state.name().clone())),
        1 => Ok(()),
        _ => Err(Reason::SeveralBranches(state.name().clone())),
    }
}

/// Where something new comes that shall follow `state`: on its chief way out. After what ends, unconnected beside it.
pub fn place_after(document: &Document, state: &StatePath) -> Place {
    let ways = [Port::Next, Port::Default, Port::NewRule].map(|port| Connection::of(state.clone(), port));
    let can = |connection: &Connection| can_leave(document, connection).is_ok();
    ways.into_iter().find(can).map_or_else(|| Place::In(state.scope()), Place::On)
}

/// Where something new comes that shall be the last of the workflow: after the state that its chief way ends with.
pub fn last_place(document: &Document) -> Place {
    let mut at = Connection::start(crate::asl::ScopePath::root());
    let mut seen: Vec<StatePath> = Vec::new();
    while let Some(Target::State(state)) = at.target(document) {
        let ends = can_leave(document, &Connection::of(state.clone(), Port::Next))
            == Err(Reason::EndsHere(state.name().clone()));
        if seen.contains(&state) || ends {
            return Place::On(at);
        }
        match place_after(document, &state) {
            Place::On(next) => at = next,
            place => return place,
        }
        seen.push(state);
    }
    match at.from {
        Origin::Start(scope) => Place::In(scope),
        Origin::State(_) => Place::On(at),
    }
}

fn one_scope(states: &[StatePath]) -> Result<(), Reason> {
    let states = outermost(states);
    let first = states.first().ok_or(Reason::Nothing)?;
    let same = states.iter().all(|state| state.scope() == first.scope());
    if same { Ok(()) } else { Err(Reason::SeveralScopes) }
}

fn origin_name(connection: &Connection) -> Arc<str> {
    match &connection.from {
        Origin::Start(_) => "Start".into(),
        Origin::State(state) => state.name().clone(),
    }
}
