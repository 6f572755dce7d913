//! States on their way into a definition: from the palette, from the clipboard, from elsewhere in the text.

use super::document::Document;
use super::place::Port;
use crate::asl::StatePath;
use crate::json::SpannedTree;
use crate::json::edit::{Style, dedented};
use crate::json::tree::{NodeId, NodeKind};
use std::sync::Arc;

/// States of one scope, with their texts. What leads from one to the other names states of the fragment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// The state that is entered first
    pub start: Arc<str>,
    /// Names and JSON texts, each indented by two spaces as if it stood by itself
    pub states: Vec<(Arc<str>, Arc<str>)>,
}

/// Why a text is no fragment; one sentence without a final period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FragmentError(pub String);

impl Fragment {
    /// One state.
    pub fn one(name: &str, text: &str) -> Self {
        let name: Arc<str> = name.into();
        Self { start: name.clone(), states: vec![(name, text.into())] }
    }

    /// Reads what the clipboard holds: a definition or branch (`StartAt` and `States`), an object of states by name,
    /// or one state's object.
    pub fn from_text(text: &str) -> Result<Self, FragmentError> {
        let tree = SpannedTree::parse(text);
        if let Some(error) = tree.errors().first() {
            let at = tree.position(error.span.start);
            return Err(FragmentError(format!("{} (line {}, column {})", error.message, at.line, at.column)));
        }
        let root = tree.root();
        let is_object = |node: NodeId| tree.kind(node) == NodeKind::Object;
        if !is_object(root) {
            return Err(FragmentError("States are JSON objects, and this is not one".into()));
        }
        if tree.member(root, "Type").is_some_and(|kind| tree.kind(kind) == NodeKind::String) {
            return Ok(Self::one("State", &dedented(&tree, root, &Style::of(&tree))));
        }
        let states = tree.member(root, "States").unwrap_or(root);
        let start =
            tree.member(root, "StartAt").and_then(|node| tree.string(node)).map(|name| name.into_owned());
        let found = Self::of(&tree, tree.members(states).map(|(_, node)| node), start.as_deref());
        let are_states = |fragment: &Self| {
            !fragment.states.is_empty()
                && tree
                    .members(states)
                    .all(|(_, node)| is_object(node) && tree.member(node, "Type").is_some())
        };
        Some(found).filter(are_states).ok_or_else(|| {
            FragmentError("This is JSON, but holds no states: each needs a name and a Type".into())
        })
    }

    /// Copies states of one scope, those of the first one's scope; `None` if there are none. Where they go on to
    /// others is cut; Rules and Catchers keep the name of what they lead to.
    pub fn of_states(document: &Document, states: &[StatePath]) -> Option<Self> {
        let first = states.first()?;
        let here: Vec<StatePath> =
            states.iter().filter(|state| state.scope() == first.scope()).cloned().collect();
        super::apply::region::copied(document, &here).filter(|fragment| !fragment.states.is_empty())
    }

    /// The states `nodes` of an object of states.
    pub(super) fn of(tree: &SpannedTree, nodes: impl Iterator<Item = NodeId>, start: Option<&str>) -> Self {
        let style = Style::of(tree);
        let states: Vec<(Arc<str>, Arc<str>)> = nodes
            .filter_map(|node| Some((tree.key(node)?.into(), dedented(tree, node, &style).into())))
            .collect();
        let known = |name: &str| states.iter().any(|(one, _)| **one == *name);
        let start = start.filter(|name| known(name)).map(Arc::from);
        let first = || states.first().map(|(name, _)| name.clone()).unwrap_or_default();
        Self { start: start.unwrap_or_else(first), states }
    }

    /// The text that [`Self::from_text`] reads: an object of states by name, the first to enter first. It is no
    /// definition, so that whoever pastes it can be told from whoever pastes a whole one.
    pub fn to_text(&self) -> String {
        let first = self.states.iter().filter(|(name, _)| *name == self.start);
        let others = self.states.iter().filter(|(name, _)| *name != self.start);
        let indented = |text: &str| text.replace('\n', "\n  ");
        let member =
            |(name, text): &(Arc<str>, Arc<str>)| format!("\n  {}: {}", quoted(name), indented(text));
        let members: Vec<String> = first.chain(others).map(member).collect();
        format!("{{{}\n}}", members.join(","))
    }

    /// The scope that holds the states and nothing else, indented by two spaces.
    pub(super) fn to_scope(&self) -> String {
        let indented = |text: &str| text.replace('\n', "\n    ");
        let member =
            |(name, text): &(Arc<str>, Arc<str>)| format!("\n    {}: {}", quoted(name), indented(text));
        let members: Vec<String> = self.states.iter().map(member).collect();
        format!(
            "{{\n  \"StartAt\": {},\n  \"States\": {{{}\n  }}\n}}",
            quoted(&self.start),
            members.join(",")
        )
    }

    /// The ways out that lead nowhere yet: of states that end, and of a Choice without a `Default`.
    pub fn exits(&self) -> Vec<(Arc<str>, Port)> {
        let exit = |(name, text): &(Arc<str>, Arc<str>)| {
            Some((name.clone(), exit_of(&SpannedTree::parse(text.clone()))?))
        };
        self.states.iter().filter_map(exit).collect()
    }

    /// The rules and Catchers that lead to a state that is neither here nor, as `known` says, where the fragment comes to.
    pub(super) fn strays(&self, known: impl Fn(&str) -> bool) -> Vec<(Arc<str>, Port)> {
        let is_here = |name: &str| self.states.iter().any(|(one, _)| **one == *name);
        let mut found = Vec::new();
        for (name, text) in &self.states {
            let tree = SpannedTree::parse(text.clone());
            for (key, port) in [("Choices", Port::Rule as fn(usize) -> Port), ("Catch", Port::Catch)] {
                let items = tree.member(tree.root(), key).into_iter().flat_map(|list| tree.children(list));
                for (index, item) in items.enumerate() {
                    let next = tree.member(item, "Next").and_then(|next| tree.string(next));
                    if next.is_some_and(|next| !is_here(&next) && !known(&next)) {
                        found.push((name.clone(), port(index)));
                    }
                }
            }
        }
        found
    }

    /// The same states under names that `taken` does not know.
    pub(super) fn renamed(mut self, taken: impl Fn(&str) -> bool) -> Self {
        let nested: Vec<Arc<str>> = self.states.iter().flat_map(|(_, text)| nested_names(text)).collect();
        let mut given: Vec<Arc<str>> = Vec::new();
        for index in 0..self.states.len() {
            let old = self.states[index].0.clone();
            let used = |name: &str, given: &[Arc<str>]| taken(name) || given.iter().any(|one| **one == *name);
            let new = super::names::unique_name(&old, |name| used(name, &given));
            given.push(new.clone());
            if new != old {
                self.rename(index, &old, &new);
            }
        }
        for old in nested {
            let new =
                super::names::unique_name(&old, |name| taken(name) || given.iter().any(|one| **one == *name));
            given.push(new.clone());
            if new != old {
                self.rename_nested(&old, &new);
            }
        }
        self
    }

    fn rename(&mut self, index: usize, old: &Arc<str>, new: &Arc<str>) {
        if self.start == *old {
            self.start = new.clone();
        }
        self.states[index].0 = new.clone();
        for (_, text) in &mut self.states {
            let tree = SpannedTree::parse(text.clone());
            let splices = super::apply::rename::in_state(&tree, tree.root(), old, new);
            *text = crate::json::edit::apply(text, splices).into();
        }
    }

    /// Renames a state inside a container of the fragment.
    fn rename_nested(&mut self, old: &str, new: &str) {
        for (_, text) in &mut self.states {
            let tree = SpannedTree::parse(text.clone());
            let mut splices = Vec::new();
            for scope in nested_scopes(&tree) {
                splices.extend(super::apply::rename::in_scope(&tree, scope, old, new));
            }
            *text = crate::json::edit::apply(text, splices).into();
        }
    }
}

fn quoted(text: &str) -> String {
    crate::json::Value::from(text).to_string()
}

/// The way out of a state that leads nowhere yet.
fn exit_of(tree: &SpannedTree) -> Option<Port> {
    let root = tree.root();
    let kind = tree.string(tree.member(root, "Type")?)?;
    let has = |key: &str| tree.member(root, key).is_some();
    match &*kind {
        "Succeed" | "Fail" => None,
        "Choice" => (!has("Default")).then_some(Port::Default),
        _ => (!has("Next")).then_some(Port::Next),
    }
}

/// The scopes inside a state's text, at any depth, outermost first.
fn nested_scopes(tree: &SpannedTree) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut open = vec![tree.root()];
    while let Some(state) = open.pop() {
        let branches = tree.member(state, "Branches").into_iter().flat_map(|node| tree.children(node));
        let processor = ["ItemProcessor", "Iterator"].into_iter().filter_map(|key| tree.member(state, key));
        for scope in branches.chain(processor) {
            found.push(scope);
            open.extend(tree.member(scope, "States").into_iter().flat_map(|states| tree.children(states)));
        }
    }
    found
}

fn nested_names(text: &Arc<str>) -> Vec<Arc<str>> {
    let tree = SpannedTree::parse(text.clone());
    let states = nested_scopes(&tree).into_iter().filter_map(|scope| tree.member(scope, "States"));
    states
        .flat_map(|states| tree.members(states).map(|(name, _)| Arc::from(name)).collect::<Vec<_>>())
        .collect()
}
