//! What can be asked for, what comes of it, and why not.

use super::fragment::Fragment;
use super::place::{Connection, Place, Target};
use super::{Document, rules};
use crate::asl::StatePath;
use crate::json::{JsonPointer, Value};
use std::fmt;
use std::sync::Arc;

/// A change of a definition.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each command's sentence names its fields")]
pub enum Command {
    /// Put new states somewhere; names that are taken get a number
    Insert { fragment: Fragment, at: Place },
    /// Take states from where they are and put them elsewhere, connected among themselves as before
    Move { states: Vec<StatePath>, to: Place },
    /// Take states away; what led to them leads to what came after them
    Delete { states: Vec<StatePath> },
    /// Lead a connection elsewhere, or make one
    Connect { connection: Connection, to: Target },
    /// Take a connection away, with the rule or Catcher that it belongs to
    Disconnect { connection: Connection },
    /// Give a state another name, wherever it is named
    Rename { state: StatePath, to: Arc<str> },
    /// Put states of one scope into a new container in their place
    Wrap { states: Vec<StatePath>, in_a: Wrapping },
    /// Take a container away and put what is inside it in its place
    Unwrap { state: StatePath },
    /// Give the value at a pointer, changing as little text as can be; the members on the way must exist
    Set { pointer: JsonPointer, value: Value },
    /// Take away the member or item at a pointer
    Remove { pointer: JsonPointer },
    /// Give the member at a pointer another name, where it stands, and perhaps another value
    Rekey { pointer: JsonPointer, to: String, value: Option<Value> },
    /// Add an item to the array at a pointer, which is made if it is not there
    InsertItem { array: JsonPointer, index: usize, value: Value },
    /// Move an item of an array, or a member of an object, to another place in it
    MoveItem { array: JsonPointer, from: usize, to: usize },
    /// Several fields as one change
    SetAll { values: Vec<(JsonPointer, Option<Value>)> },
    /// Several fields as one change that has a name of its own
    Apply { what: String, values: Vec<(JsonPointer, Option<Value>)> },
    /// Give a state's whole object as text
    ReplaceState { state: StatePath, text: String },
    /// Another text altogether
    ReplaceText { text: String },
    /// Another text that says `value`, by the fewest changes
    ReplaceValue { value: Value },
}

/// What states can be wrapped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapping {
    /// A Parallel, the states in its first branch
    Parallel,
    /// A Map, the states as its processor
    Map,
    /// A Parallel of one branch that catches every error of theirs, with a state to handle it; its output is that of
    /// the branch, as it was before
    Catch,
}

/// A command done.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The definition after it
    pub document: Document,
    /// What was done, for the undo menu: `Add Pass`
    pub label: String,
    /// The states to select
    pub select: Vec<StatePath>,
    /// States that have another path now: before and after. What is inside them moves along.
    pub moved: Vec<(StatePath, StatePath)>,
}

/// Why a command was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandError {
    /// Something that the command names is not there (any more)
    Missing(String),
    /// The rules of the language forbid it; why
    Forbidden(rules::Reason),
    /// A text or name that cannot be used; why
    Invalid(String),
    /// Nothing would change
    Unchanged,
}

impl fmt::Display for CommandError {
    /// One sentence without a final period.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(what) => write!(out, "{what} is not there any more"),
            Self::Forbidden(reason) => write!(out, "{reason}"),
            Self::Invalid(why) => out.write_str(why),
            Self::Unchanged => out.write_str("Nothing changed"),
        }
    }
}

impl From<rules::Reason> for CommandError {
    fn from(reason: rules::Reason) -> Self {
        Self::Forbidden(reason)
    }
}
