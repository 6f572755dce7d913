//! `StartAt` + `States`, wherever it stands: the top level, a Parallel branch, a Map's processor.

use super::{Parser, fields};
use crate::asl::{Scope, ScopeId, StateId};
use crate::json::tree::{NodeId, NodeKind};
use crate::json::{JsonPointer, Object};

/// A scope whose states are to be read.
pub(super) struct Pending {
    pub(super) scope: ScopeId,
    pub(super) states: Vec<NodeId>,
}

impl Parser<'_> {
    /// Reads the top-level scope and all that is nested in it, without recursion: a definition may be
    /// nested as deeply as it likes.
    pub(super) fn scopes(&mut self, root: NodeId) {
        let mut pending = vec![self.scope(root, JsonPointer::root(), None, 0, fields::MACHINE)];
        while let Some(top) = pending.last_mut() {
            let Some(node) = top.states.pop() else {
                pending.pop();
                continue;
            };
            let nested = self.state(top.scope, node);
            pending.extend(nested.into_iter().rev());
        }
        for index in 0..self.machine.scopes.len() {
            let start_at = self.machine.scopes[index].start_at.as_deref();
            let start = start_at.and_then(|name| self.machine.find_in(ScopeId::new(index), name));
            self.machine.scopes[index].start = start;
        }
    }

    /// Adds a scope to the machine; its states are still to be read.
    pub(super) fn scope(
        &mut self,
        object: NodeId,
        pointer: JsonPointer,
        parent: Option<StateId>,
        branch: usize,
        known: &'static [&'static str],
    ) -> Pending {
        let tree = self.tree;
        let mut scope = Scope { parent, branch, pointer, ..Scope::default() };
        let mut states = Vec::new();
        if tree.kind(object) != NodeKind::Object {
            self.wrong_type(object, "an object with `StartAt` and `States`", "Write `{ … }`");
        }
        let mut unknown = Object::new();
        for (key, node) in tree.members(object) {
            match &*key {
                "StartAt" => scope.start_at = self.text(node),
                "States" => states = self.state_nodes(node),
                "Comment" => scope.comment = self.text(node),
                // Read by those who know what the scope is.
                key if known.contains(&key) => {}
                key => self.unknown(&mut unknown, key, node, known.iter().copied()),
            }
        }
        scope.unknown = unknown;
        self.machine.scopes.push(scope);
        Pending { scope: ScopeId::new(self.machine.scopes.len() - 1), states }
    }

    /// The states of a `States` field, last first.
    fn state_nodes(&mut self, node: NodeId) -> Vec<NodeId> {
        if self.tree.kind(node) != NodeKind::Object {
            self.wrong_type(node, "an object of states by name", "Write `{\"Name\": { … }}`");
        }
        let mut states: Vec<_> = self.tree.members(node).map(|(_, state)| state).collect();
        states.reverse();
        states
    }
}
