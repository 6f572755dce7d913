//! A state's name changed wherever it stands.

use super::super::{CommandError, Document, Edit, names};
use crate::asl::StatePath;
use crate::json::edit::{Splice, apply, rename as rename_key};
use crate::json::tree::NodeId;
use crate::json::{SpannedTree, Value};
use std::sync::Arc;

pub(super) fn rename(document: &Document, state: &StatePath, to: &Arc<str>) -> Result<Edit, CommandError> {
    let missing = || CommandError::Missing(format!("The state {}", state.name()));
    let id = document.state(state).ok_or_else(missing)?;
    names::check_name(document.machine(), to, state.name())?;
    let tree = document.tree();
    let scope = document.machine().scope(document.machine().state(id).scope);
    let object = tree.node_at(&scope.pointer).ok_or_else(missing)?;
    let text = apply(tree.text(), in_scope(tree, object, state.name(), to));
    let after = state.sibling(to.clone());
    Ok(Edit {
        document: Document::new(&text).ok_or_else(missing)?,
        label: format!("Rename {} to {to}", state.name()),
        select: vec![after.clone()],
        moved: vec![(state.clone(), after)],
    })
}

/// What renames a state of the scope `object`: its key, `StartAt`, and every transition to it.
pub(in crate::edit) fn in_scope(tree: &SpannedTree, object: NodeId, old: &str, new: &str) -> Vec<Splice> {
    let mut splices = Vec::new();
    splices.extend(tree.member(object, "StartAt").and_then(|node| in_string(tree, node, old, new)));
    for state in tree.member(object, "States").into_iter().flat_map(|states| tree.children(states)) {
        if tree.key(state).as_deref() == Some(old) {
            splices.extend(rename_key(tree, state, new));
        }
        splices.extend(in_state(tree, state, old, new));
    }
    splices
}

/// What renames the targets of a state's own transitions.
pub(in crate::edit) fn in_state(tree: &SpannedTree, state: NodeId, old: &str, new: &str) -> Vec<Splice> {
    let lists = ["Choices", "Catch"].into_iter().filter_map(|key| tree.member(state, key));
    let items = lists.flat_map(|list| tree.children(list).collect::<Vec<_>>());
    let nested = items.filter_map(|item| tree.member(item, "Next"));
    let own = ["Next", "Default"].into_iter().filter_map(|key| tree.member(state, key));
    own.chain(nested).filter_map(|node| in_string(tree, node, old, new)).collect()
}

fn in_string(tree: &SpannedTree, node: NodeId, old: &str, new: &str) -> Option<Splice> {
    let is_old = tree.string(node).as_deref() == Some(old);
    is_old.then(|| Splice { range: tree.span(node), text: Value::from(new).to_string() })
}
