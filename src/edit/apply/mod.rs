//! From a command to an edit: a file for each group of commands.

mod connect;
mod delete;
mod insert;
mod moving;
pub(super) mod region;
pub(super) mod rename;
mod text;
mod unwrap;
mod value;
mod wrap;

use super::{Command, CommandError, Document, Edit};

/// Does what `command` asks, or says why not. `document` is not touched.
///
/// # Errors
/// What the command names is not there, the rules of the language forbid it, or nothing would change.
pub fn apply(document: &Document, command: &Command) -> Result<Edit, CommandError> {
    let edit = match command {
        Command::Insert { fragment, at } => insert::insert(document, fragment, at),
        Command::Move { states, to } => moving::move_states(document, states, to),
        Command::Delete { states } => delete::delete(document, states),
        Command::Connect { connection, to } => connect::connect(document, connection, to),
        Command::Disconnect { connection } => connect::disconnect(document, connection),
        Command::Rename { state, to } => rename::rename(document, state, to),
        Command::Wrap { states, in_a } => wrap::wrap(document, states, *in_a),
        Command::Unwrap { state } => unwrap::unwrap(document, state),
        Command::Set { pointer, value } => value::set(document, pointer, value),
        Command::Remove { pointer } => value::remove(document, pointer),
        Command::Rekey { pointer, to, value } => value::rekey(document, pointer, to, value.as_ref()),
        Command::InsertItem { array, index, value } => value::insert_item(document, array, *index, value),
        Command::MoveItem { array, from, to } => value::move_item(document, array, *from, *to),
        Command::SetAll { values } => value::set_all(document, values),
        Command::Apply { what, values } => value::apply_all(document, what, values),
        Command::ReplaceState { state, text } => text::replace_state(document, state, text),
        Command::ReplaceText { text } => text::replace_text(document, text),
        Command::ReplaceValue { value } => text::replace_value(document, value),
    }?;
    if edit.document.text() == document.text() { Err(CommandError::Unchanged) } else { Ok(edit) }
}
