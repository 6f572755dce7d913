//! Which variables a state reads, in either query language.

use super::jsonata_names::variables_of;
use crate::asl::QueryLanguage::{self, JsonPath, Jsonata};
use crate::asl::{MapMode, ScopeId, StateKind, StateMachine};
use crate::expr::{Path, Query, Root};
use crate::json::tree::{NodeId, NodeKind};
use crate::json::{Object, SpannedTree};
use std::collections::BTreeSet;

/// Fields of a state that are not its own to evaluate: what is nested, and what is taken as it is. AWS's own list of
/// fields in which it refuses no expression (`aws::jsonata`) is another: `Credentials` and `CSVHeaders` are evaluated, so
/// they read variables, though AWS does not look into them; and `Result` it does look into, though it is a constant.
const NOT_EVALUATED: [&str; 12] = [
    "ItemProcessor",
    "Iterator",
    "Branches",
    "Result",
    "Comment",
    "Type",
    "QueryLanguage",
    "Next",
    "Default",
    "Resource",
    "ErrorEquals",
    "Retry",
];

/// Fields that hold Payload Templates.
const TEMPLATES: [&str; 6] =
    ["Parameters", "ResultSelector", "Assign", "ItemSelector", "Credentials", "BatchInput"];

/// Calls `visit` with every variable that the object of a state reads, and where; the same may come again.
pub(super) fn read_by(
    tree: &SpannedTree,
    state: NodeId,
    language: QueryLanguage,
    visit: &mut dyn FnMut(NodeId, &str),
) {
    // The second says whether a node stands in a template.
    let mut open = vec![(state, false)];
    while let Some((node, in_template)) = open.pop() {
        if let (Jsonata, Some(text)) = (language, tree.string(node)) {
            if text.starts_with("{%") {
                variables_of(&text).into_iter().for_each(|name| visit(node, name));
            }
            continue;
        }
        let from = open.len();
        match tree.kind(node) {
            NodeKind::Object => {
                for (key, value) in tree.members(node) {
                    if !in_template && NOT_EVALUATED.contains(&&*key) {
                        continue;
                    }
                    if language == JsonPath && is_query(&key, in_template) {
                        queried(tree, value, visit);
                    }
                    open.push((value, in_template || TEMPLATES.contains(&&*key)));
                }
            }
            NodeKind::Array => open.extend(tree.children(node).map(|item| (item, in_template))),
            _ => {}
        }
        open[from..].reverse();
    }
}

fn is_query(key: &str, in_template: bool) -> bool {
    if in_template {
        key.ends_with(".$")
    } else {
        key == "Variable" || key.ends_with("Path") || key.ends_with(".$")
    }
}

fn queried(tree: &SpannedTree, node: NodeId, visit: &mut dyn FnMut(NodeId, &str)) {
    let Some(Ok(query)) = tree.string(node).map(|text| Query::parse(&text)) else { return };
    let mut root = |path: &Path| {
        if let Root::Variable(name) = path.root() {
            visit(node, name);
        }
    };
    match &query {
        Query::Path(path) => root(path),
        Query::Intrinsic(call) => call.paths().into_iter().for_each(root),
    }
}

/// The variables that a state of `scope` can read: those assigned in it and in the scopes around it.
pub fn visible_in(machine: &StateMachine, scope: ScopeId) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut next = Some(scope);
    while let Some(scope) = next {
        for &id in &machine.scope(scope).states {
            for (_, assign) in super::walk::assigns(machine.state(id)) {
                let fields = assign.as_object().into_iter().flat_map(Object::iter);
                names.extend(fields.map(|(field, _)| field.strip_suffix(".$").unwrap_or(field).to_owned()));
            }
        }
        next = around(machine, scope);
    }
    names
}

/// The scope whose variables can be seen from within another, if there is one: a distributed Map's iterations are
/// executions of their own.
pub(super) fn around(machine: &StateMachine, scope: ScopeId) -> Option<ScopeId> {
    let container = machine.state(machine.scope(scope).parent?);
    let is_apart = matches!(&container.kind, StateKind::Map(map) if map.mode == MapMode::Distributed);
    (!is_apart).then_some(container.scope)
}
