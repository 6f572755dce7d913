//! What may stand at a place of a definition's text: fields, names, values and expressions.
//!
//! The text need not be right: the place is found by the characters around the cursor and by the tree that
//! [`crate::json::SpannedTree`] makes of anything.
//!
//! | file | what it knows |
//! | --- | --- |
//! | `place` | where the cursor is: in a name or a value, of which object, how much is written |
//! | `role` | what that object is: a state, a Retrier, a Choice Rule … |
//! | `keys` | names of fields; `bodies` what is written behind them |
//! | `values` | values of fields |
//! | `expressions`, `functions` | paths, Intrinsic Functions and JSONata within a string |
//! | `resources` | what a Task can do |

mod bodies;
mod expressions;
mod functions;
mod keys;
mod place;
mod resources;
mod role;
mod snippets;
mod values;

use crate::asl;
use place::{Part, Place};
use std::borrow::Cow;
use std::ops::Range;

/// What may stand at a place, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// What is replaced, as bytes of the text
    pub range: Range<usize>,
    pub items: Vec<Completion>,
}

/// One thing that may stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown and searched
    pub label: String,
    pub kind: CompletionKind,
    /// A word or two beside it
    pub detail: Option<&'static str>,
    /// What it is for, a sentence or two
    pub info: Option<Cow<'static, str>>,
    /// What is inserted; [`CURSOR`] in it is where the cursor goes. In a template `#{…}` are the places to fill in
    pub insert: String,
    pub template: bool,
    /// Whether to ask again once it is inserted, as its value can be completed, too
    pub again: bool,
}

/// Where the cursor goes.
pub const CURSOR: char = '\0';

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    Field,
    State,
    Value,
    Error,
    Resource,
    Operator,
    Variable,
    Function,
    Snippet,
}

impl CompletionKind {
    pub fn token(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::State => "state",
            Self::Value => "value",
            Self::Error => "error",
            Self::Resource => "resource",
            Self::Operator => "operator",
            Self::Variable => "variable",
            Self::Function => "function",
            Self::Snippet => "snippet",
        }
    }
}

impl Completion {
    fn new(kind: CompletionKind, label: impl Into<String>, insert: impl Into<String>) -> Self {
        let (label, insert) = (label.into(), insert.into());
        Self { label, kind, detail: None, info: None, insert, template: false, again: false }
    }

    fn detail(mut self, detail: &'static str) -> Self {
        self.detail = Some(detail);
        self
    }
}

/// What may stand at the byte offset `cursor` of `text`; `None` where nothing is known to.
pub fn complete(text: &str, cursor: usize) -> Option<Completions> {
    let parsed = asl::parse(text);
    let place = Place::of(&parsed, cursor)?;
    let found = match place.part {
        Part::Key => keys::keys(&place),
        Part::Value => values::values(&place),
    };
    found.filter(|found| !found.items.is_empty())
}

#[cfg(test)]
mod tests;
