//! What every rule needs: the machine, its names, its text, and a place for findings.

use crate::asl::{Parsed, QueryLanguage, ScopeId, State, StateId, StateMachine};
use crate::diagnostic::{Diagnostic, Findings};
use crate::json::tree::NodeId;
use crate::json::{JsonPointer, SpannedTree};
use std::collections::BTreeMap;

/// A definition under examination.
#[derive(Debug)]
pub struct Context<'a> {
    /// The definition with its text
    pub parsed: &'a Parsed,
    /// The definition
    pub machine: &'a StateMachine,
    names: Vec<BTreeMap<&'a str, StateId>>,
    found: Findings,
}

impl<'a> Context<'a> {
    /// A context without findings.
    pub fn new(parsed: &'a Parsed) -> Self {
        let machine = &parsed.machine;
        let mut names = vec![BTreeMap::new(); machine.scopes.len()];
        for (id, state) in machine.states() {
            names[state.scope.index()].entry(&*state.name).or_insert(id);
        }
        Self { parsed, machine, names, found: Findings::default() }
    }

    /// The text.
    pub fn tree(&self) -> &'a SpannedTree {
        &self.parsed.tree
    }

    /// The state named `name` in `scope` itself, in O(log n).
    pub fn find_in(&self, scope: ScopeId, name: &str) -> Option<StateId> {
        self.names[scope.index()].get(name).copied()
    }

    /// The names of the states of a scope.
    pub fn names_in(&self, scope: ScopeId) -> impl Iterator<Item = &'a str> + '_ {
        self.names[scope.index()].keys().copied()
    }

    /// The query language in force for a state.
    pub fn language(&self, id: StateId) -> QueryLanguage {
        self.machine.query_language_of(id)
    }

    /// The state's object in the text.
    pub fn node(&self, id: StateId) -> NodeId {
        self.parsed.state_node(id)
    }

    /// Whether the state has a field, whatever its value.
    pub fn has(&self, id: StateId, field: &str) -> bool {
        self.tree().member(self.node(id), field).is_some()
    }

    /// The pointer of a state's field.
    pub fn field(&self, state: &State, field: &str) -> JsonPointer {
        state.pointer.key(field)
    }

    /// Adds a finding; its place in the text follows from its pointer.
    pub fn report(&mut self, mut diagnostic: Diagnostic) {
        self.parsed.locate(&mut diagnostic);
        self.found.push(diagnostic);
    }

    /// Adds a finding about the name of a field, not its value.
    pub fn report_name(&mut self, mut diagnostic: Diagnostic) {
        self.parsed.locate(&mut diagnostic);
        if let Some(span) = self.tree().key_span(&diagnostic.pointer) {
            diagnostic.position = Some(self.tree().position(span.start));
            diagnostic.span = Some(span);
        }
        self.found.push(diagnostic);
    }

    /// The findings.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.found.into_vec()
    }
}
