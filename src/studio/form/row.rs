//! What a tab is made of, from top to bottom.

use super::field::Field;
use super::member::Member;
use crate::edit::Command;
use crate::json::JsonPointer;
use crate::studio::attempts::AttemptsView;

#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    Heading(Heading),
    Field(Box<Field>),
    /// A member of the object that stands above it
    Member(Box<Member>),
    /// A rule read back
    Sentence {
        id: String,
        depth: u8,
        text: String,
    },
    Buttons {
        id: String,
        depth: u8,
        buttons: Vec<Button>,
    },
    /// The attempts that the Retrier of that number makes
    Attempts {
        retrier: usize,
        view: AttemptsView,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    pub id: String,
    pub title: String,
    pub depth: u8,
    pub tools: Option<Tools>,
}

/// An item of a list, to be moved and removed.
#[derive(Clone, Debug, PartialEq)]
pub struct Tools {
    /// What it is, for the buttons' names: `catcher 1`
    pub noun: String,
    pub index: usize,
    pub count: usize,
    /// How many there must be
    pub least: usize,
    /// Whether the list goes with its last item
    pub(super) whole: bool,
    pub(super) array: JsonPointer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemMove {
    Up,
    Down,
    Remove,
}

impl ItemMove {
    pub fn token(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Remove => "remove",
        }
    }

    /// What its button is called among the elements that can be focused, for the item `id`.
    pub fn element(self, id: &str) -> String {
        format!("{}-{id}", self.token())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Button {
    pub label: &'static str,
    pub adds: &'static str,
    /// The field that is focused then
    pub(super) focus: String,
    pub(super) command: Command,
}

/// What tells rows apart: a row of the same key is the same element with other text in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowKey {
    pub id: String,
    pub kind: RowKind,
    pub depth: u8,
}

/// Which element of the page a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    Heading,
    Sentence,
    Buttons,
    Attempts,
    /// The head of an object whose members follow
    Rows,
    Member,
    Input,
    Area,
    Select,
}

impl Row {
    pub fn key(&self) -> RowKey {
        let (id, kind, depth) = self.parts();
        RowKey { id, kind, depth }
    }

    fn parts(&self) -> (String, RowKind, u8) {
        match self {
            Self::Heading(heading) => (heading.id.clone(), RowKind::Heading, heading.depth),
            Self::Field(field) => (field.id.clone(), field.element(), field.depth),
            Self::Member(member) => (member.id.clone(), RowKind::Member, member.depth),
            Self::Sentence { id, depth, .. } => (id.clone(), RowKind::Sentence, *depth),
            Self::Buttons { id, depth, .. } => (id.clone(), RowKind::Buttons, *depth),
            Self::Attempts { retrier, .. } => (retrier.to_string(), RowKind::Attempts, 0),
        }
    }

    pub(super) fn is(&self, key: &RowKey) -> bool {
        let id = match self {
            Self::Heading(heading) => &heading.id,
            Self::Field(field) => &field.id,
            Self::Member(member) => &member.id,
            Self::Sentence { id, .. } | Self::Buttons { id, .. } => id,
            Self::Attempts { .. } => return self.key() == *key,
        };
        *id == key.id && self.key() == *key
    }

    /// What an item of a list or a member of an object is called.
    pub fn item(&self) -> Option<&str> {
        match self {
            Self::Heading(heading) => heading.tools.as_ref().map(|tools| &*tools.noun),
            Self::Member(member) => Some(&member.key.text),
            _ => None,
        }
    }

    /// Whether it can be moved so, or removed.
    pub fn can(&self, how: ItemMove) -> bool {
        match self {
            Self::Heading(heading) => heading.tools.as_ref().is_some_and(|tools| tools.can(how)),
            Self::Member(member) => member.can(how),
            _ => false,
        }
    }

    pub fn field(&self) -> Option<&Field> {
        if let Self::Field(field) = self { Some(field) } else { None }
    }

    pub(super) fn field_mut(&mut self) -> Option<&mut Field> {
        if let Self::Field(field) = self { Some(field) } else { None }
    }

    /// All fields of it: three in a member's row.
    pub fn fields(&self) -> Vec<&Field> {
        match self {
            Self::Field(field) => vec![field],
            Self::Member(member) => member.fields().into(),
            _ => Vec::new(),
        }
    }

    pub(super) fn fields_mut(&mut self) -> Vec<&mut Field> {
        match self {
            Self::Field(field) => vec![field],
            Self::Member(member) => member.fields_mut().into(),
            _ => Vec::new(),
        }
    }
}

impl Tools {
    pub fn can(&self, how: ItemMove) -> bool {
        match how {
            ItemMove::Up => self.index > 0,
            ItemMove::Down => self.index + 1 < self.count,
            ItemMove::Remove => self.count > self.least,
        }
    }

    /// What moves or removes it.
    pub(super) fn command(&self, how: ItemMove) -> Option<Command> {
        let (array, from) = (self.array.clone(), self.index);
        self.can(how).then(|| match how {
            ItemMove::Up => Command::MoveItem { array, from, to: from - 1 },
            ItemMove::Down => Command::MoveItem { array, from, to: from + 1 },
            ItemMove::Remove if self.whole && self.count == 1 => Command::Remove { pointer: array },
            ItemMove::Remove => Command::Remove { pointer: array.index(from) },
        })
    }
}
