//! What is selected: states, the one that was chosen last among them, or a connection.

use super::place::Connection;
use crate::asl::StatePath;

/// What is selected. The states are in the order in which they were chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    states: Vec<StatePath>,
    connection: Option<Connection>,
}

impl Selection {
    /// Only this state.
    pub fn one(state: StatePath) -> Self {
        Self { states: vec![state], connection: None }
    }

    /// These states, the last of them the chief one.
    pub fn many(states: Vec<StatePath>) -> Self {
        Self { states, connection: None }
    }

    /// A connection.
    pub fn connection(connection: Connection) -> Self {
        Self { states: Vec::new(), connection: Some(connection) }
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty() && self.connection.is_none()
    }

    /// The states.
    pub fn states(&self) -> &[StatePath] {
        &self.states
    }

    /// The state that was chosen last: what the inspector shows.
    pub fn chief(&self) -> Option<&StatePath> {
        self.states.last()
    }

    /// The state, if it is the only thing selected.
    pub fn single(&self) -> Option<&StatePath> {
        self.chief().filter(|_| self.states.len() == 1)
    }

    /// The connection.
    pub fn selected_connection(&self) -> Option<&Connection> {
        self.connection.as_ref()
    }

    /// Whether the state is selected.
    pub fn contains(&self, state: &StatePath) -> bool {
        self.states.contains(state)
    }

    /// Adds a state, or takes it out.
    pub fn toggle(&mut self, state: StatePath) {
        self.connection = None;
        match self.states.iter().position(|one| *one == state) {
            Some(index) => drop(self.states.remove(index)),
            None => self.states.push(state),
        }
    }

    /// The selected states without those inside other selected ones.
    pub fn outermost(&self) -> Vec<StatePath> {
        outermost(&self.states)
    }

    /// Forgets states that `exists` does not know, and follows those that `moved` tells of.
    pub fn follow(&mut self, moved: &[(StatePath, StatePath)], exists: impl Fn(&StatePath) -> bool) {
        for state in &mut self.states {
            if let Some((_, after)) = moved.iter().find(|(before, _)| before == state) {
                *state = after.clone();
            }
        }
        self.states.retain(exists);
    }
}

/// The states that are not inside others of the list.
pub(super) fn outermost(states: &[StatePath]) -> Vec<StatePath> {
    let inside = |state: &StatePath| states.iter().any(|other| state.is_inside(other));
    states.iter().filter(|state| !inside(state)).cloned().collect()
}
