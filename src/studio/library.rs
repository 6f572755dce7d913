//! The palette beside the canvas: what can be dragged onto it or inserted.

use super::Studio;
use super::kind::CardKind;
use crate::asl::StatePath;
use crate::edit::catalog::{self, Section};

/// The part of the palette that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LibraryTab {
    #[default]
    Add,
    Outline,
}

impl LibraryTab {
    pub const ALL: [Self; 2] = [Self::Add, Self::Outline];

    pub fn label(self) -> &'static str {
        match self {
            Self::Add => "Add",
            Self::Outline => "Outline",
        }
    }

    pub fn token(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Outline => "outline",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct LibraryGroup {
    pub title: &'static str,
    pub token: &'static str,
    pub items: Vec<LibraryItem>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LibraryItem {
    pub id: &'static str,
    pub title: &'static str,
    /// The service of an action
    pub service: Option<&'static str>,
    /// What it does, and when it is the right one
    pub summary: String,
    pub kind: CardKind,
}

/// What is put from the palette onto the canvas.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// An entry of the catalog, by its id
    Entry(&'static str),
    /// A copy of a state that is there
    Copy(StatePath),
}

impl From<&'static str> for Piece {
    fn from(id: &'static str) -> Self {
        Self::Entry(id)
    }
}

/// So many of the machine's own states are listed before anything is searched for.
const MOST_OWN: usize = 30;

/// A state of the machine, to be copied.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnState {
    pub path: StatePath,
    pub name: String,
    pub kind: CardKind,
}

/// What is found for what was typed, in its sections; those without anything are left out.
pub fn groups(studio: &Studio) -> Vec<LibraryGroup> {
    let found = catalog::search(studio.library_filter());
    let group = |section: Section| LibraryGroup {
        title: section.label(),
        token: match section {
            Section::Flow => "flow",
            Section::Actions => "actions",
            Section::Patterns => "patterns",
        },
        items: found.iter().filter(|entry| entry.section == section).map(|entry| item(entry)).collect(),
    };
    let all = [Section::Flow, Section::Actions, Section::Patterns].map(group);
    all.into_iter().filter(|group| !group.items.is_empty()).collect()
}

fn item(entry: &'static catalog::Entry) -> LibraryItem {
    let when = entry.when.map(|when| format!(". {when}")).unwrap_or_default();
    LibraryItem {
        id: entry.id,
        title: entry.title,
        service: entry.service,
        summary: format!("{}{when}", entry.summary),
        kind: CardKind::of_type(entry.kind),
    }
}

/// The machine's own states whose names match what was typed; before anything is typed the first of them. Beside them how
/// many more there are.
pub fn own_states(studio: &Studio) -> (Vec<OwnState>, usize) {
    let (Some(document), wanted) = (studio.document(), studio.library_filter().trim().to_lowercase()) else {
        return (Vec::new(), 0);
    };
    let states = document.flow.iter().map(|id| (*id, document.machine.state(*id)));
    let found = states.filter(|(_, state)| super::palette::matches(&state.name, &wanted));
    let mut found: Vec<OwnState> = found
        .map(|(id, state)| OwnState {
            path: document.path_of(id),
            name: state.name.to_string(),
            kind: CardKind::of(&state.kind),
        })
        .collect();
    let shown = if wanted.is_empty() { MOST_OWN } else { found.len() };
    let more = found.len().saturating_sub(shown);
    found.truncate(shown);
    (found, more)
}
