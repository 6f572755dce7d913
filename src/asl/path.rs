//! Where a state stands, in names and branch numbers: stable across edits where ids are not.

use super::{ScopeId, StateId, StateMachine};
use std::fmt;
use std::sync::Arc;

/// A state's place: for each level its container's name and branch, then its own name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatePath {
    containers: Vec<(Arc<str>, usize)>,
    name: Arc<str>,
}

impl StatePath {
    /// The state's own name.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// How many containers the state is inside of.
    pub fn depth(&self) -> usize {
        self.containers.len()
    }

    /// The path of the Parallel or Map that the state is directly inside of; `None` at the top level.
    pub fn parent(&self) -> Option<Self> {
        let ((name, _), above) = self.containers.split_last()?;
        Some(Self { containers: above.to_vec(), name: name.clone() })
    }

    /// The scope the state belongs to.
    pub fn scope(&self) -> ScopePath {
        ScopePath { containers: self.containers.clone() }
    }

    /// The state of another name in the same scope.
    pub fn sibling(&self, name: impl Into<Arc<str>>) -> Self {
        Self { containers: self.containers.clone(), name: name.into() }
    }

    /// Whether the state is inside `container`, at any depth.
    pub fn is_inside(&self, container: &Self) -> bool {
        let depth = container.containers.len();
        let (above, below) = self.containers.split_at(depth.min(self.containers.len()));
        above == container.containers && below.first().is_some_and(|(name, _)| *name == container.name)
    }

    /// Where the state is after the state `before` has become `after`: what is inside it moves along. `None` if that
    /// is nothing to this state.
    pub fn after_move(&self, before: &Self, after: &Self) -> Option<Self> {
        if self == before {
            return Some(after.clone());
        }
        if !self.is_inside(before) {
            return None;
        }
        let depth = before.containers.len();
        let mut containers = after.containers.clone();
        containers.push((after.name.clone(), self.containers[depth].1));
        containers.extend_from_slice(&self.containers[depth + 1..]);
        Some(Self { containers, name: self.name.clone() })
    }

    pub(super) fn of(machine: &StateMachine, id: StateId) -> Self {
        let mut containers = Vec::new();
        let mut scope = machine.scope(machine.state(id).scope);
        while let Some(parent) = scope.parent {
            let container = machine.state(parent);
            containers.push((container.name.clone(), scope.branch));
            scope = machine.scope(container.scope);
        }
        containers.reverse();
        Self { containers, name: machine.state(id).name.clone() }
    }

    pub(super) fn resolve(&self, machine: &StateMachine) -> Option<StateId> {
        let mut scope = machine.root();
        for (name, branch) in &self.containers {
            let container = machine.find_in(scope, name)?;
            scope = *machine.state(container).scopes().get(*branch)?;
        }
        machine.find_in(scope, &self.name)
    }
}

/// A scope's place: the containers that lead to it, outermost first, each with the branch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScopePath {
    containers: Vec<(Arc<str>, usize)>,
}

impl ScopePath {
    /// The top level.
    pub fn root() -> Self {
        Self::default()
    }

    /// A branch of a Parallel, or a Map's processor (branch 0).
    pub fn inside(container: &StatePath, branch: usize) -> Self {
        let mut containers = container.containers.clone();
        containers.push((container.name.clone(), branch));
        Self { containers }
    }

    /// The path of the state `name` of this scope.
    pub fn state(&self, name: impl Into<Arc<str>>) -> StatePath {
        StatePath { containers: self.containers.clone(), name: name.into() }
    }

    /// The Parallel or Map that holds the scope, and which branch it is; `None` at the top level.
    pub fn container(&self) -> Option<(StatePath, usize)> {
        let ((name, branch), above) = self.containers.split_last()?;
        Some((StatePath { containers: above.to_vec(), name: name.clone() }, *branch))
    }

    /// Whether the scope is that of a state inside `container`, at any depth.
    pub fn is_inside(&self, container: &StatePath) -> bool {
        self.state("").is_inside(container)
    }

    /// The path of a scope of `machine`.
    pub fn of(machine: &StateMachine, id: ScopeId) -> Self {
        let scope = machine.scope(id);
        scope.parent.map_or_else(Self::root, |parent| Self::inside(&machine.path_of(parent), scope.branch))
    }

    /// The scope that the path names, if it still exists.
    pub fn resolve(&self, machine: &StateMachine) -> Option<ScopeId> {
        match self.container() {
            None => Some(machine.root()),
            Some((state, branch)) => machine.state(state.resolve(machine)?).scopes().get(branch).copied(),
        }
    }
}

impl fmt::Display for StatePath {
    /// `Outer[1] / Inner` for the state Inner in Outer's second branch.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, branch) in &self.containers {
            write!(out, "{name}[{branch}] / ")?;
        }
        out.write_str(&self.name)
    }
}
