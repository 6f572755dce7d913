//! A text while a command works on it: one small change after the other, each on the tree of the text so far.

use super::document::Document;
use super::fields;
use super::place::{Connection, Origin, Port, Target};
use super::rules::Reason;
use super::{CommandError, Fragment};
use crate::asl::{ScopePath, StatePath};
use crate::json::edit::{self, Child, Splice, Style};
use crate::json::tree::NodeId;
use crate::json::{JsonPointer, SpannedTree, Value};
use std::borrow::Cow;
use std::sync::Arc;

pub(super) struct Draft {
    tree: SpannedTree,
    style: Style,
}

impl Draft {
    pub(super) fn of(document: &Document) -> Self {
        Self { tree: document.tree().clone(), style: document.style() }
    }

    /// The document that the text is now.
    pub(super) fn finish(&self) -> Result<Document, CommandError> {
        Document::of_tree(self.tree.clone())
            .ok_or_else(|| CommandError::Invalid("That would not be JSON".into()))
    }

    pub(super) fn tree(&self) -> &SpannedTree {
        &self.tree
    }

    pub(super) fn node(&self, pointer: &JsonPointer) -> Option<NodeId> {
        self.tree.node_at(pointer)
    }

    fn need(&self, pointer: &JsonPointer) -> Result<NodeId, CommandError> {
        self.node(pointer).ok_or_else(|| CommandError::Missing(pointer.to_string()))
    }

    pub(super) fn splice(&mut self, splices: Vec<Splice>) {
        if !splices.is_empty() {
            self.tree = SpannedTree::parse(edit::apply(self.tree.text(), splices));
        }
    }

    /// Gives the value at `pointer`; a member that is not there comes where fields of its name stand.
    pub(super) fn set(&mut self, pointer: &JsonPointer, value: &Value) -> Result<(), CommandError> {
        match self.node(pointer) {
            Some(node) => self.splice(edit::patch(&self.tree, &self.style, node, value)),
            None => self.add(pointer, &value.to_pretty())?,
        }
        Ok(())
    }

    /// Puts a JSON text in the place of the value at `pointer`, or where a member of its name stands.
    pub(super) fn set_text(&mut self, pointer: &JsonPointer, text: &str) -> Result<(), CommandError> {
        match self.node(pointer) {
            Some(node) => self.splice(edit::replace(&self.tree, &self.style, node, text)),
            None => self.add(pointer, text)?,
        }
        Ok(())
    }

    /// Adds a member that is not there.
    fn add(&mut self, pointer: &JsonPointer, text: &str) -> Result<(), CommandError> {
        let (Some(parent), Some(key)) = (pointer.parent(), pointer.tokens().last()) else {
            return Err(CommandError::Missing("The definition".into()));
        };
        let object = self.need(&parent)?;
        if self.tree.kind(object) == crate::json::tree::NodeKind::Array {
            let index = key.parse().unwrap_or(usize::MAX);
            self.splice(edit::insert_item(&self.tree, &self.style, object, index, text));
            return Ok(());
        }
        let after = fields::place_for(&self.tree, object, &key);
        self.splice(edit::insert_member(&self.tree, &self.style, object, after, (&key, text)));
        Ok(())
    }

    /// Takes the member or item at `pointer` away, if it is there.
    pub(super) fn remove(&mut self, pointer: &JsonPointer) {
        if let Some(node) = self.node(pointer) {
            self.splice(edit::remove(&self.tree, &self.style, node));
        }
    }

    /// Gives the member at `pointer` another name; where it is then.
    pub(super) fn rekey(&mut self, pointer: &JsonPointer, to: &str) -> Result<JsonPointer, CommandError> {
        let node = self.need(pointer)?;
        let (Some(parent), Some(old)) = (pointer.parent(), self.tree.key(node)) else {
            return Err(CommandError::Missing(pointer.to_string()));
        };
        let at = parent.key(to);
        if old == to {
            return Ok(at);
        }
        if self.node(&at).is_some() {
            return Err(CommandError::Invalid(format!("{to} is already there")));
        }
        self.splice(edit::rename(&self.tree, node, to));
        Ok(at)
    }

    /// Adds an item to the array at `pointer`, which is made where it is missing.
    pub(super) fn insert_item(
        &mut self,
        array: &JsonPointer,
        index: usize,
        text: &str,
    ) -> Result<(), CommandError> {
        if self.node(array).is_none() {
            self.add(array, "[]")?;
        }
        let node = self.need(array)?;
        self.splice(edit::insert_item(&self.tree, &self.style, node, index, text));
        Ok(())
    }

    /// Moves an item of an array, or a member of an object; its text moves with it.
    pub(super) fn move_item(
        &mut self,
        container: &JsonPointer,
        from: usize,
        to: usize,
    ) -> Result<(), CommandError> {
        let node = self.need(container)?;
        let all: Vec<NodeId> = self.tree.children(node).collect();
        let missing = || CommandError::Missing(container.index(from).to_string());
        let moved = *all.get(from).ok_or_else(missing)?;
        let key = self.tree.key(moved).map(Cow::into_owned);
        let text = edit::dedented(&self.tree, moved, &self.style);
        let to = to.min(all.len() - 1);
        if from != to {
            let mut children: Vec<Child> = all.into_iter().map(Child::Keep).collect();
            children.remove(from);
            children.insert(to, Child::New { key, text });
            self.splice(edit::rewrite(&self.tree, &self.style, node, &children));
        }
        Ok(())
    }

    /// The object of a scope.
    pub(super) fn scope(&self, path: &ScopePath) -> Result<JsonPointer, CommandError> {
        let Some((container, branch)) = path.container() else { return Ok(JsonPointer::root()) };
        let state = self.state(&container)?;
        let has = |pointer: &JsonPointer| self.node(pointer).is_some();
        let found = [state.key("Branches").index(branch), state.key("ItemProcessor"), state.key("Iterator")];
        found
            .into_iter()
            .find(has)
            .ok_or_else(|| CommandError::Missing(format!("What is inside {}", container.name())))
    }

    /// The object of a state.
    pub(super) fn state(&self, path: &StatePath) -> Result<JsonPointer, CommandError> {
        let pointer = self.scope(&path.scope())?.key("States").key(path.name());
        let missing = || CommandError::Missing(format!("The state {}", path.name()));
        self.node(&pointer).map(|_| pointer.clone()).ok_or_else(missing)
    }

    /// Adds a fragment's states to a scope, after the state `after` or before all others.
    pub(super) fn add_states(
        &mut self,
        scope: &ScopePath,
        after: Option<&StatePath>,
        fragment: &Fragment,
    ) -> Result<(), CommandError> {
        let object = self.scope(scope)?;
        let states = object.key("States");
        if self.node(&states).is_none() {
            self.add(&states, "{}")?;
        }
        let node = self.need(&states)?;
        let mut children: Vec<Child> = self.tree.children(node).map(Child::Keep).collect();
        let after = after.and_then(|after| self.node(&states.key(after.name())));
        let place = after.and_then(|after| children.iter().position(|child| *child == Child::Keep(after)));
        let new = fragment
            .states
            .iter()
            .map(|(name, text)| Child::New { key: Some(name.to_string()), text: text.to_string() });
        let at = place.map_or(0, |place| place + 1);
        children.splice(at..at, new);
        self.splice(edit::rewrite(&self.tree, &self.style, node, &children));
        Ok(())
    }

    /// Takes states of one scope away; nothing else.
    pub(super) fn drop_states(&mut self, scope: &ScopePath, names: &[Arc<str>]) -> Result<(), CommandError> {
        let node = self.need(&self.scope(scope)?.key("States"))?;
        let gone =
            |child: NodeId| self.tree.key(child).is_some_and(|key| names.iter().any(|name| **name == *key));
        let kept: Vec<Child> =
            self.tree.children(node).filter(|child| !gone(*child)).map(Child::Keep).collect();
        self.splice(edit::rewrite(&self.tree, &self.style, node, &kept));
        Ok(())
    }

    /// Leads a connection to `target`; `None` leaves it without one.
    pub(super) fn link(
        &mut self,
        connection: &Connection,
        target: Option<&Target>,
    ) -> Result<(), CommandError> {
        let object = match &connection.from {
            Origin::Start(scope) => self.scope(scope)?,
            Origin::State(state) => self.state(state)?,
        };
        self.link_in(&object, connection.port, target)
    }

    fn link_in(
        &mut self,
        object: &JsonPointer,
        port: Port,
        target: Option<&Target>,
    ) -> Result<(), CommandError> {
        let field = match port {
            Port::Next => return self.link_next(object, target),
            Port::Start => object.key("StartAt"),
            Port::Default => object.key("Default"),
            Port::Rule(index) => object.key("Choices").index(index).key("Next"),
            Port::Catch(index) => object.key("Catch").index(index).key("Next"),
            Port::NewRule => return self.add_rule(object, target),
            Port::NewCatch => return self.add_catcher(object, target),
        };
        match target {
            Some(Target::State(state)) => self.set(&field, &Value::from(&**state.name())),
            Some(Target::End) => Err(Reason::OnlyNextEnds(port).into()),
            None => {
                self.remove(&field);
                Ok(())
            }
        }
    }

    /// `Next` becomes `End` and the reverse where it stands.
    fn link_next(&mut self, object: &JsonPointer, target: Option<&Target>) -> Result<(), CommandError> {
        let (key, other, value) = match target {
            Some(Target::State(state)) => ("Next", "End", Value::from(&**state.name())),
            Some(Target::End) | None => ("End", "Next", Value::Bool(true)),
        };
        if target.is_none() {
            self.remove(&object.key("Next"));
            self.remove(&object.key("End"));
            return Ok(());
        }
        if self.node(&object.key(key)).is_none()
            && let Some(node) = self.node(&object.key(other))
        {
            let mut splices = edit::rename(&self.tree, node, key);
            splices.extend(edit::patch(&self.tree, &self.style, node, &value));
            self.splice(splices);
            return Ok(());
        }
        self.remove(&object.key(other));
        self.set(&object.key(key), &value)
    }

    fn add_rule(&mut self, object: &JsonPointer, target: Option<&Target>) -> Result<(), CommandError> {
        let rules = object.key("Choices");
        let index = self.node(&rules).map_or(0, |node| self.tree.children(node).count());
        self.insert_item(&rules, index, &with_next("{}", target)?)
    }

    /// A Catcher of all errors stays the last, as the language wants it.
    fn add_catcher(&mut self, object: &JsonPointer, target: Option<&Target>) -> Result<(), CommandError> {
        let catchers = object.key("Catch");
        let known: Vec<Value> = self.node(&catchers).map_or_else(Vec::new, |node| {
            self.tree.children(node).map(|child| self.tree.value(child)).collect()
        });
        let of_all = |catcher: &Value| {
            let errors = catcher.get("ErrorEquals").and_then(Value::as_array);
            errors.is_some_and(|errors| errors.iter().any(|error| error.as_str() == Some("States.ALL")))
        };
        let (index, error) = match known.iter().position(of_all) {
            Some(index) => (index, "States.TaskFailed"),
            None => (known.len(), "States.ALL"),
        };
        let start = format!("{{\n  \"ErrorEquals\": [\n    \"{error}\"\n  ]\n}}");
        self.insert_item(&catchers, index, &with_next(&start, target)?)
    }

    /// What a fragment leaves open leads to `target`.
    pub(super) fn link_exits(
        &mut self,
        scope: &ScopePath,
        fragment: &Fragment,
        target: Option<&Target>,
    ) -> Result<(), CommandError> {
        for (name, port) in fragment.exits() {
            let ends = matches!(target, None | Some(Target::End));
            match (port, target) {
                (Port::Next, _) => {
                    let end = Target::End;
                    self.link(&Connection::of(scope.state(name), port), Some(target.unwrap_or(&end)))?;
                }
                (_, Some(target)) if !ends => {
                    self.link(&Connection::of(scope.state(name), port), Some(target))?
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// An object's text with a `Next` at its end.
fn with_next(object: &str, target: Option<&Target>) -> Result<String, CommandError> {
    let mut value =
        crate::json::parse(object).map_err(|error| CommandError::Invalid(error.message.to_string()))?;
    if let (Some(Target::State(state)), Some(members)) = (target, value.as_object_mut()) {
        members.insert("Next", &**state.name());
    }
    Ok(value.to_pretty())
}
