//! Texts given whole: by the code editor, or as one state's object.

use super::super::draft::Draft;
use super::super::{CommandError, Document, Edit};
use crate::asl::StatePath;
use crate::json::tree::NodeKind;
use crate::json::{SpannedTree, Value};

pub(super) fn replace_text(_before: &Document, text: &str) -> Result<Edit, CommandError> {
    Ok(Edit { document: read(text)?, label: "Edit code".into(), select: Vec::new(), moved: Vec::new() })
}

pub(super) fn replace_value(document: &Document, value: &Value) -> Result<Edit, CommandError> {
    if value.as_object().is_none() {
        return Err(CommandError::Invalid("A definition is a JSON object".into()));
    }
    let mut draft = Draft::of(document);
    draft.set(&crate::json::JsonPointer::root(), value)?;
    Ok(Edit { document: draft.finish()?, label: "Edit code".into(), select: Vec::new(), moved: Vec::new() })
}

pub(super) fn replace_state(
    document: &Document,
    state: &StatePath,
    text: &str,
) -> Result<Edit, CommandError> {
    let tree = SpannedTree::parse(text);
    refuse_broken(&tree)?;
    if tree.kind(tree.root()) != NodeKind::Object {
        return Err(CommandError::Invalid("A state is a JSON object".into()));
    }
    let missing = || CommandError::Missing(format!("The state {}", state.name()));
    let pointer = document.pointer(state).ok_or_else(missing)?;
    let style = crate::json::edit::Style::of(&tree);
    let mut draft = Draft::of(document);
    draft.set_text(&pointer, &crate::json::edit::dedented(&tree, tree.root(), &style))?;
    let label = format!("Edit {}", state.name());
    Ok(Edit { document: draft.finish()?, label, select: vec![state.clone()], moved: Vec::new() })
}

fn read(text: &str) -> Result<Document, CommandError> {
    refuse_broken(&SpannedTree::parse(text))?;
    Document::new(text).ok_or_else(|| CommandError::Invalid("A definition is a JSON object".into()))
}

fn refuse_broken(tree: &SpannedTree) -> Result<(), CommandError> {
    let Some(error) = tree.errors().first() else { return Ok(()) };
    let at = tree.position(error.span.start);
    Err(CommandError::Invalid(format!("{} (line {}, column {})", error.message, at.line, at.column)))
}
