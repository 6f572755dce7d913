//! Values by their pointers: what forms do.

use super::super::draft::Draft;
use super::super::fields;
use super::super::{CommandError, Document, Edit};
use crate::json::{JsonPointer, Object, Value};

pub(super) fn set(document: &Document, pointer: &JsonPointer, value: &Value) -> Result<Edit, CommandError> {
    set_all(document, &[(pointer.clone(), Some(value.clone()))])
}

pub(super) fn remove(document: &Document, pointer: &JsonPointer) -> Result<Edit, CommandError> {
    set_all(document, &[(pointer.clone(), None)])
}

pub(super) fn rekey(
    document: &Document,
    pointer: &JsonPointer,
    to: &str,
    value: Option<&Value>,
) -> Result<Edit, CommandError> {
    let mut draft = Draft::of(document);
    let at = draft.rekey(pointer, to)?;
    if let Some(value) = value {
        draft.set(&at, value)?;
    }
    done(draft, format!("Change {}", words(pointer)))
}

pub(super) fn set_all(
    document: &Document,
    values: &[(JsonPointer, Option<Value>)],
) -> Result<Edit, CommandError> {
    let mut draft = Draft::of(document);
    for (pointer, value) in values {
        match value {
            Some(value) => draft.set(pointer, value)?,
            None => draft.remove(pointer),
        }
    }
    let field = values.first().map(|(pointer, _)| words(pointer)).unwrap_or_default();
    done(draft, format!("Change {field}"))
}

pub(super) fn apply_all(
    document: &Document,
    what: &str,
    values: &[(JsonPointer, Option<Value>)],
) -> Result<Edit, CommandError> {
    let tree = document.tree();
    let mut wanted = tree.value(tree.root());
    for (pointer, value) in values {
        let tokens: Vec<String> = pointer.tokens().collect();
        give(&mut wanted, &tokens, value.as_ref())
            .ok_or_else(|| CommandError::Missing(pointer.to_string()))?;
    }
    // There may be thousands of values: the text is read and written once.
    let mut draft = Draft::of(document);
    draft.set(&JsonPointer::root(), &wanted)?;
    done(draft, what.to_owned())
}

/// Gives the value at the end of a way, or takes it away.
fn give(at: &mut Value, way: &[String], new: Option<&Value>) -> Option<()> {
    let (first, rest) = way.split_first()?;
    if let Some(items) = at.as_array_mut() {
        let index: usize = first.parse().ok()?;
        return match (rest, new) {
            ([], Some(new)) => items.get_mut(index).map(|item| *item = new.clone()),
            ([], None) => (index < items.len()).then(|| drop(items.remove(index))),
            _ => give(items.get_mut(index)?, rest, new),
        };
    }
    let members = at.as_object_mut()?;
    match (rest, new) {
        ([], None) => drop(members.remove(first)),
        ([], Some(new)) => put(members, first, new),
        _ => return give(members.get_mut(first)?, rest, new),
    }
    Some(())
}

/// Gives a member its value; a new one comes where fields of its name stand.
fn put(members: &mut Object, name: &str, new: &Value) {
    if let Some(member) = members.get_mut(name) {
        *member = new.clone();
        return;
    }
    let after =
        fields::place_among(members.iter().map(|(key, _)| &**key).collect::<Vec<_>>().into_iter(), name);
    let before = members.len() - after;
    let mut made = Object::with_capacity(members.len() + 1);
    for (index, (key, value)) in members.iter().enumerate() {
        if index == before {
            made.insert(name, new.clone());
        }
        made.insert(key.clone(), value.clone());
    }
    if after == 0 {
        made.insert(name, new.clone());
    }
    *members = made;
}

pub(super) fn insert_item(
    document: &Document,
    array: &JsonPointer,
    index: usize,
    value: &Value,
) -> Result<Edit, CommandError> {
    let mut draft = Draft::of(document);
    draft.insert_item(array, index, &value.to_pretty())?;
    done(draft, format!("Add to {}", words(array)))
}

pub(super) fn move_item(
    document: &Document,
    array: &JsonPointer,
    from: usize,
    to: usize,
) -> Result<Edit, CommandError> {
    let mut draft = Draft::of(document);
    draft.move_item(array, from, to)?;
    done(draft, format!("Reorder {}", words(array)))
}

fn done(draft: Draft, label: String) -> Result<Edit, CommandError> {
    Ok(Edit { document: draft.finish()?, label, select: Vec::new(), moved: Vec::new() })
}

/// The name of the field that a pointer leads to or into: `Seconds of Wait`.
fn words(pointer: &JsonPointer) -> String {
    let tokens: Vec<String> = pointer.tokens().collect();
    let state = tokens.iter().rposition(|token| token == "States").and_then(|at| tokens.get(at + 1));
    let is_number = |token: &&String| token.bytes().all(|byte| byte.is_ascii_digit());
    let field = tokens.iter().rev().find(|token| !is_number(token)).map_or("the definition", |field| field);
    match state.filter(|state| **state != *field) {
        Some(state) => format!("{field} of {state}"),
        None => field.to_owned(),
    }
}
