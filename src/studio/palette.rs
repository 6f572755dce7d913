//! The ⌘K palette: every state and every command, by any part of its name, and what can be added.

use super::Studio;
use super::action::{Action, LibraryAction};
use super::command::{COMMANDS, CommandId};
use super::kind::CardKind;
use crate::edit::catalog;
use crate::sort::sort_by_key;

/// At most this many rows are shown; whoever wants more types more.
const MAX_ROWS: usize = 60;

#[derive(Clone, Debug, PartialEq)]
pub struct PaletteRow {
    pub label: String,
    /// What it is, muted beside the label: a state's place, a command's group
    pub detail: String,
    /// The state's type, if it is a state
    pub kind: Option<CardKind>,
    pub keys: Vec<String>,
    pub action: Action,
}

/// The rows for what is typed: states first once something is typed, else commands first.
pub fn rows(studio: &Studio) -> Vec<PaletteRow> {
    let wanted = studio.palette_filter.trim().to_lowercase();
    let (mut first, mut second) = (state_rows(studio, &wanted), command_rows(studio, &wanted));
    if wanted.is_empty() {
        std::mem::swap(&mut first, &mut second);
    }
    first.extend(second);
    first.extend(piece_rows(studio, &wanted));
    first.truncate(MAX_ROWS);
    first
}

fn state_rows(studio: &Studio, wanted: &str) -> Vec<PaletteRow> {
    let Some(document) = &studio.document else { return Vec::new() };
    let states = document.flow.iter().map(|&id| (id, document.machine.state(id)));
    let mut found: Vec<PaletteRow> = states
        .filter(|(_, state)| matches(&state.name, wanted))
        .map(|(id, state)| {
            let kind = CardKind::of(&state.kind);
            let container = document.machine.scope(state.scope).parent.map(|id| document.machine.state(id));
            PaletteRow {
                label: state.name.to_string(),
                detail: match container {
                    Some(container) => format!("{} in {}", kind.label(), container.name),
                    None => kind.label().into(),
                },
                kind: Some(kind),
                keys: Vec::new(),
                action: Action::Reveal(document.path_of(id)),
            }
        })
        .collect();
    // Names that begin with what was typed come first; otherwise the order of the flow stays.
    sort_by_key(&mut found, |row| !row.label.to_lowercase().starts_with(wanted));
    found
}

fn command_rows(studio: &Studio, wanted: &str) -> Vec<PaletteRow> {
    let commands = COMMANDS.iter().filter(|command| (command.enabled)(studio));
    let offered = commands.filter(|command| is_listed(command.id) && matches(command.label, wanted));
    offered
        .map(|command| PaletteRow {
            label: command.label.into(),
            detail: command.group.label().into(),
            kind: None,
            keys: command.chords.first().map(|chord| chord.caps(studio.environment.mac)).unwrap_or_default(),
            action: Action::Command(command.id),
        })
        .collect()
}

/// What can be put behind what is selected, by the words that the library finds it with.
fn piece_rows(studio: &Studio, wanted: &str) -> Vec<PaletteRow> {
    if wanted.is_empty() || studio.document.is_none() {
        return Vec::new();
    }
    let found = catalog::search(wanted).into_iter().map(|entry| PaletteRow {
        label: format!("Add {}", entry.title),
        detail: entry.service.unwrap_or(entry.section.label()).to_owned(),
        kind: Some(CardKind::of_type(entry.kind)),
        keys: Vec::new(),
        action: Action::Library(LibraryAction::Insert(entry.id.into())),
    });
    found.collect()
}

/// Whether every word of `wanted` (in lower case) occurs in `text`.
pub fn matches(text: &str, wanted: &str) -> bool {
    let text = text.to_lowercase();
    wanted.split_whitespace().all(|word| text.contains(word))
}

/// Whether it makes sense to look a command up by name: moving about does not, nor does closing what is open then.
fn is_listed(id: CommandId) -> bool {
    !matches!(
        id,
        CommandId::WalkUp
            | CommandId::WalkDown
            | CommandId::WalkLeft
            | CommandId::WalkRight
            | CommandId::WalkNext
            | CommandId::WalkPrevious
            | CommandId::NextPane
            | CommandId::PreviousPane
            | CommandId::Escape
            | CommandId::Palette
            | CommandId::Run
            | CommandId::NextView
    )
}
