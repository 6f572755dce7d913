//! Values by their pointers: what forms do.

use super::super::draft::Draft;
use super::super::{CommandError, Document, Edit};
use crate::json::{JsonPointer, Value};

pub(super) fn set(document: &Document, pointer: &JsonPointer, value: &Value) -> Result<Edit, CommandError> {
    set_all(document, &[(pointer.clone(), Some(value.clone()))])
}

pub(super) fn remove(document: &Document, pointer: &JsonPointer) -> Result<Edit, CommandError> {
    set_all(document, &[(pointer.clone(), None)])
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
