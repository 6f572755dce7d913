//! Where things are: the ends of connections, and places where states can be put.

use super::Document;
use crate::asl::{ScopePath, State, StateKind, StatePath, Transition};
use crate::graph::EdgeKind;
use crate::json::JsonPointer;

/// A way out of a state or of a scope's Start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Port {
    /// `StartAt` of a scope
    Start,
    /// `Next` or `End`
    Next,
    /// The `Next` of a Choice's rule, by its place in `Choices`
    Rule(usize),
    /// A Choice's `Default`
    Default,
    /// The `Next` of a Catcher, by its place in `Catch`
    Catch(usize),
    /// A rule that is not there yet
    NewRule,
    /// A Catcher that is not there yet
    NewCatch,
}

impl Port {
    /// The port that an edge of the flow graph leaves by.
    pub fn of(kind: EdgeKind) -> Self {
        match kind {
            EdgeKind::Start => Self::Start,
            EdgeKind::Next | EdgeKind::End => Self::Next,
            EdgeKind::Choice(index) => Self::Rule(index),
            EdgeKind::Default => Self::Default,
            EdgeKind::Catch(index) => Self::Catch(index),
        }
    }
}

/// Where a connection begins.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// The Start of a scope
    Start(ScopePath),
    /// A state
    State(StatePath),
}

/// A connection, there or to be: where it begins and by which way out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Connection {
    /// Where it begins
    pub from: Origin,
    /// By which way
    pub port: Port,
}

/// Where a connection leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A state of the same scope
    State(StatePath),
    /// The scope's end
    End,
}

/// Where a state can be put.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// On a connection: between its origin and where it leads now, if it leads anywhere
    On(Connection),
    /// Into a scope, connected to nothing; the first state of a scope becomes its start
    In(ScopePath),
}

impl Place {
    /// The scope in which a state comes to stand there.
    pub fn scope(&self) -> ScopePath {
        match self {
            Self::On(connection) => connection.scope(),
            Self::In(scope) => scope.clone(),
        }
    }
}

impl Connection {
    /// The Start of a scope.
    pub fn start(scope: ScopePath) -> Self {
        Self { from: Origin::Start(scope), port: Port::Start }
    }

    /// A state's way out.
    pub fn of(state: StatePath, port: Port) -> Self {
        Self { from: Origin::State(state), port }
    }

    /// The scope that both ends belong to.
    pub fn scope(&self) -> ScopePath {
        match &self.from {
            Origin::Start(scope) => scope.clone(),
            Origin::State(state) => state.scope(),
        }
    }

    /// Where it leads in `document`; `None` if nowhere (a missing field, or a name that is not there).
    pub fn target(&self, document: &Document) -> Option<Target> {
        let machine = document.machine();
        let scope = self.scope();
        let id = document.scope(&scope)?;
        let known = |name: &str| machine.find_in(id, name).map(|_| Target::State(scope.state(name)));
        let state = match &self.from {
            Origin::Start(_) => return known(machine.scope(id).start_at.as_deref()?),
            Origin::State(path) => machine.state(document.state(path)?),
        };
        match target_name(state, self.port)? {
            Some(name) => known(name),
            None => Some(Target::End),
        }
    }

    /// The field that holds the target's name, whether it is there or not; `None` for a port that is not there.
    pub(super) fn field(&self, document: &Document) -> Option<JsonPointer> {
        let object = match &self.from {
            Origin::Start(scope) => document.machine().scope(document.scope(scope)?).pointer.clone(),
            Origin::State(path) => document.pointer(path)?,
        };
        Some(match self.port {
            Port::Start => object.key("StartAt"),
            Port::Next => object.key("Next"),
            Port::Rule(index) => object.key("Choices").index(index).key("Next"),
            Port::Default => object.key("Default"),
            Port::Catch(index) => object.key("Catch").index(index).key("Next"),
            Port::NewRule | Port::NewCatch => return None,
        })
    }
}

/// The name that stands at a port, `Some(None)` for the scope's end; `None` for nothing.
fn target_name(state: &State, port: Port) -> Option<Option<&str>> {
    match (port, &state.kind) {
        (Port::Next, _) => match &state.transition {
            Transition::Next(name) => Some(Some(name)),
            Transition::End => Some(None),
            Transition::None => None,
        },
        (Port::Rule(index), StateKind::Choice(choice)) => {
            Some(Some(choice.rules.get(index)?.next.as_deref()?))
        }
        (Port::Default, StateKind::Choice(choice)) => Some(Some(choice.default.as_deref()?)),
        (Port::Catch(index), _) => Some(Some(state.catch.get(index)?.next.as_deref()?)),
        _ => None,
    }
}
