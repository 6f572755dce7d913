//! Where a state stands, in names and branch numbers: stable across edits where ids are not.

use super::{StateId, StateMachine};
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

impl fmt::Display for StatePath {
    /// `Outer[1] / Inner` for the state Inner in Outer's second branch.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, branch) in &self.containers {
            write!(out, "{name}[{branch}] / ")?;
        }
        out.write_str(&self.name)
    }
}
