//! From a value to the command that writes it.

use super::field::{Control, Field, To};
use super::member;
use super::text::{self, Typed, is_path, read};
use crate::asl::StatePath;
use crate::edit::{Command, Document};
use crate::json::tree::NodeKind;
use crate::json::{JsonPointer, Object, SpannedTree, Value};

/// Objects that go with their last member.
const OPTIONAL: &[&str] = &["ItemReader", "ReaderConfig", "ItemBatcher", "ResultWriter", "WriterConfig"];

/// What a text typed into `field` changes; `None` for a field that waits until it is left.
pub(super) fn typed(
    document: &Document,
    state: Option<&StatePath>,
    field: &Field,
    text: &str,
) -> Result<Option<Command>, String> {
    let tree = document.tree();
    match &field.to {
        To::Value(pointer) => Ok(Some(write(tree, pointer, read(&field.control, text)?))),
        To::Member(pointer) => {
            Ok(Some(Command::Set { pointer: pointer.clone(), value: value_of(&field.control, text)? }))
        }
        To::Key(pointer) => key(tree, pointer, text).map(|_| None),
        To::Twin(plain, path) => twin(tree, field, (plain, path), text).map(Some),
        To::Operand(compared) => compared.typed(text).map(Some),
        To::State => whole(state, text).map(Some),
        To::Name | To::Workflow | To::Picked => Ok(None),
    }
}

/// What is typed as the value of a member that is there; nothing is a text, too.
fn value_of(control: &Control, text: &str) -> Result<Value, String> {
    match (control, read(control, text)?) {
        (_, Typed::Value(value)) => Ok(value),
        (Control::Number, Typed::Nothing) => Err("Write a number".into()),
        (Control::Json, Typed::Nothing) => Err("Write a value".into()),
        (_, Typed::Nothing) => Ok(text.into()),
    }
}

/// The key that is meant by what is typed as the name of the member at `pointer`, if it can be.
pub(super) fn key(tree: &SpannedTree, pointer: &JsonPointer, text: &str) -> Result<String, String> {
    let old = pointer.tokens().last().unwrap_or_default();
    let is_text = tree.node_at(pointer).is_some_and(|node| tree.kind(node) == NodeKind::String);
    let new = member::key_of(text, &old, is_text);
    let is_taken = pointer.parent().is_some_and(|parent| tree.node_at(&parent.key(&new)).is_some());
    match (text.is_empty(), new != old && is_taken) {
        (true, _) => Err("A key is needed".into()),
        (_, true) => Err(format!("{new} is already there")),
        _ => Ok(new),
    }
}

fn whole(state: Option<&StatePath>, text: &str) -> Result<Command, String> {
    let value = text::json(text)?;
    let state = state.ok_or("Nothing is selected")?;
    if value.as_object().is_none() {
        return Err("A state is a JSON object".into());
    }
    Ok(Command::ReplaceState { state: state.clone(), text: text.to_owned() })
}

/// The field that takes the text, and not the other one.
fn twin(
    tree: &SpannedTree,
    field: &Field,
    (plain, path): (&JsonPointer, &JsonPointer),
    text: &str,
) -> Result<Command, String> {
    let (to, other, value) = match is_path(text.trim()) {
        true => (path, plain, Typed::Value(Value::from(text.trim()))),
        false => (plain, path, read(&field.control, text)?),
    };
    let mut values = vec![(other.clone(), None)];
    match value {
        Typed::Value(value) => values.push(some(deep(tree, to, value))),
        Typed::Nothing => values.push((bare(tree, to), None)),
    }
    // The field that is meant names the change.
    values.reverse();
    Ok(Command::SetAll { values })
}

/// Gives the value at a pointer, or takes it away.
pub(super) fn write(tree: &SpannedTree, pointer: &JsonPointer, typed: Typed) -> Command {
    match typed {
        Typed::Value(value) => set(tree, pointer, value),
        Typed::Nothing => Command::Remove { pointer: bare(tree, pointer) },
    }
}

/// Gives the value at a pointer, with the objects on the way to it.
pub(super) fn set(tree: &SpannedTree, pointer: &JsonPointer, value: Value) -> Command {
    let (pointer, value) = deep(tree, pointer, value);
    Command::Set { pointer, value }
}

fn some((pointer, value): (JsonPointer, Value)) -> (JsonPointer, Option<Value>) {
    (pointer, Some(value))
}

/// The outermost thing that must be added for `value` to stand at `pointer`.
fn deep(tree: &SpannedTree, pointer: &JsonPointer, value: Value) -> (JsonPointer, Value) {
    let (mut at, mut value) = (pointer.clone(), value);
    while let Some(parent) = at.parent().filter(|parent| tree.node_at(parent).is_none()) {
        let key = at.tokens().last().unwrap_or_default();
        value = [(key, value)].into_iter().collect::<Object>().into();
        at = parent;
    }
    (at, value)
}

/// The outermost thing that is empty without what stands at `pointer`, of those that need not be there.
fn bare(tree: &SpannedTree, pointer: &JsonPointer) -> JsonPointer {
    let mut at = pointer.clone();
    while let Some(parent) = at.parent() {
        let optional = parent.tokens().last().is_some_and(|key| OPTIONAL.contains(&&*key));
        let alone = tree.node_at(&parent).is_some_and(|node| tree.children(node).count() == 1);
        if !optional || !alone || tree.node_at(&at).is_none() {
            break;
        }
        at = parent;
    }
    at
}
