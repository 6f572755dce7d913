//! Values as text to edit, and back.

use super::field::Control;
use crate::asl::placeholder;
use crate::json::edit::{Style, dedented};
use crate::json::tree::{NodeId, NodeKind};
use crate::json::{Number, SpannedTree, Value};

/// What a text means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Typed {
    Value(Value),
    /// The field is empty: it is not there
    Nothing,
}

/// The text of a value, as its control shows it.
pub(super) fn shown(control: &Control, tree: &SpannedTree, node: NodeId) -> String {
    match (control, tree.kind(node)) {
        (Control::Json, _) => dedented(tree, node, &Style::of(tree)),
        (Control::List, NodeKind::Array) => {
            let items = tree.children(node).map(|item| plain(tree, item));
            items.collect::<Vec<_>>().join(", ")
        }
        (Control::Template, NodeKind::String) if !is_expression(&plain(tree, node)) => {
            dedented(tree, node, &Style::of(tree))
        }
        _ => plain(tree, node),
    }
}

fn plain(tree: &SpannedTree, node: NodeId) -> String {
    match tree.string(node) {
        Some(text) => text.into_owned(),
        None => dedented(tree, node, &Style::of(tree)),
    }
}

/// What was typed; why it cannot be read, one sentence without a final period.
pub(super) fn read(control: &Control, text: &str) -> Result<Typed, String> {
    if text.trim().is_empty() {
        return Ok(Typed::Nothing);
    }
    Ok(Typed::Value(match control {
        Control::Number => number(text.trim())?,
        Control::List => list(text),
        Control::Json => json(text)?,
        Control::Template if is_expression(text) => Value::from(text),
        Control::Template => json(text)?,
        _ => Value::from(text),
    }))
}

/// A number, or a text that stands for one: an expression or a placeholder.
fn number(text: &str) -> Result<Value, String> {
    if let Some(number) = Number::parse(text) {
        return Ok(Value::Number(number));
    }
    let stands = is_expression(text) || placeholder::is_in(text);
    if stands { Ok(Value::from(text)) } else { Err("This is not a number".into()) }
}

fn list(text: &str) -> Value {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect()
}

pub(super) fn json(text: &str) -> Result<Value, String> {
    let tree = SpannedTree::parse(text);
    match tree.errors().first() {
        None => Ok(tree.value(tree.root())),
        Some(error) => {
            let at = tree.position(error.span.start);
            Err(format!("{} (line {}, column {})", error.message, at.line, at.column))
        }
    }
}

pub(super) fn is_expression(text: &str) -> bool {
    text.trim_start().starts_with("{%")
}

/// Whether a text in a field that takes both is a path rather than the value itself.
pub(super) fn is_path(text: &str) -> bool {
    let intrinsic = text.starts_with("States.") && text.ends_with(')');
    let placeholder = text.starts_with("${");
    (text.starts_with('$') && !placeholder) || intrinsic
}
