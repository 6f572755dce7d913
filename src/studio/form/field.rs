//! One field: what it is called, how it is edited, what stands in it, where that goes.

use super::operand::Compared;
use super::row::RowKind;
use crate::asl::{QueryLanguage, StatePath};
use crate::diagnostic::Severity;
use crate::edit::help::{Help, Place};
use crate::edit::{Command, Connection};
use crate::json::JsonPointer;
use crate::studio::preview::Preview;
use std::borrow::Cow;
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Unique in its form: where its value stands below the state, or a word of ours in lower case
    pub id: String,
    pub label: Cow<'static, str>,
    pub depth: u8,
    /// Whether two of its kind fit beside each other
    pub half: bool,
    pub control: Control,
    /// What stands in it; for a choice the place of the chosen option
    pub text: String,
    pub placeholder: &'static str,
    /// Texts that are often meant, to be taken with one click
    pub suggestions: Vec<String>,
    pub troubles: Vec<Trouble>,
    pub help: Option<(Place, &'static str)>,
    /// The card, if it is open
    pub card: Option<Help>,
    /// What its expression comes to, while it has the focus
    pub preview: Option<Preview>,
    pub shape: Shape,
    /// Where what is typed goes
    pub(super) to: To,
}

/// How the value of a field is shown that may be an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// As text; there is no other way
    #[default]
    Text,
    /// As text, though it could be rows
    TextOfRows,
    /// As rows, one a member, that come after this field
    Rows,
}

/// How a field is edited, and so how its text is read.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// A string
    Text,
    /// A string of several lines
    Prose,
    /// A number, or what stands for one
    Number,
    /// A path, or an expression
    Expression,
    /// Strings with commas between them
    List,
    /// Any JSON
    Json,
    /// Any JSON, or one expression
    Template,
    /// A state's whole object
    Code,
    Select(Vec<Pick>),
    Target(Target),
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick {
    pub label: Cow<'static, str>,
    pub group: Option<&'static str>,
    pub(super) act: Act,
}

/// Where a transition leads: a state of the scope, its end, or a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    pub states: Arc<[Arc<str>]>,
    pub may_end: bool,
    /// Where it leads now, to go there
    pub leads_to: Option<StatePath>,
    pub(super) connection: Connection,
}

/// What an option does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Act {
    Do(Command),
    /// Make the Task a call that the palette offers
    Call(&'static str),
    /// Say it in this query language
    Convert(QueryLanguage),
    /// It is as it is
    Stay,
}

/// Where what is typed goes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum To {
    Value(JsonPointer),
    /// The value of a member that is there, empty texts too
    Member(JsonPointer),
    /// The key of that member
    Key(JsonPointer),
    /// A literal, or a path in the field of that name with `Path` behind it
    Twin(JsonPointer, JsonPointer),
    /// The state's name
    Name,
    /// The workflow's name
    Workflow,
    /// The state's whole text
    State,
    /// The right side of a comparison
    Operand(Box<Compared>),
    /// Nowhere: a choice, whose options say it
    Picked,
}

/// Something wrong with what stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub severity: Severity,
    pub message: String,
}

impl Control {
    /// Which of the few kinds of elements it is.
    pub(super) fn element(&self) -> RowKind {
        match self {
            Self::Select(_) | Self::Target(_) => RowKind::Select,
            Self::Prose | Self::Json | Self::Template | Self::Code => RowKind::Area,
            Self::Text | Self::Number | Self::Expression | Self::List => RowKind::Input,
        }
    }

    pub fn is_code(&self) -> bool {
        matches!(self, Self::Expression | Self::Json | Self::Template | Self::Code)
    }

    /// Whether what stands in it may be one expression of JSONata.
    pub(super) fn takes_expression(&self) -> bool {
        !matches!(self, Self::Json | Self::List | Self::Code | Self::Select(_) | Self::Target(_))
    }

    /// The options of a choice, with what groups them.
    pub fn options(&self) -> Vec<(String, Option<&'static str>)> {
        match self {
            Self::Select(picks) => {
                picks.iter().map(|pick| (pick.label.clone().into_owned(), pick.group)).collect()
            }
            Self::Target(target) => target.options(),
            _ => Vec::new(),
        }
    }
}

impl Target {
    fn options(&self) -> Vec<(String, Option<&'static str>)> {
        let mut options: Vec<(String, Option<&'static str>)> =
            self.states.iter().map(|name| (name.to_string(), None)).collect();
        if self.may_end {
            options.push(("End of the flow".into(), Some(AND_MORE)));
        }
        options.push(("Create new state…".into(), Some(AND_MORE)));
        options
    }
}

const AND_MORE: &str = "Or";

impl Pick {
    pub(super) fn new(label: impl Into<Cow<'static, str>>, command: Command) -> Self {
        Self { label: label.into(), group: None, act: Act::Do(command) }
    }
}

impl Trouble {
    pub fn error(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, message: message.into() }
    }
}

impl Field {
    /// Where its value stands, or both places.
    pub(super) fn pointers(&self) -> Vec<&JsonPointer> {
        match &self.to {
            To::Value(pointer) | To::Member(pointer) => vec![pointer],
            To::Twin(plain, path) => vec![plain, path],
            _ => Vec::new(),
        }
    }

    /// Which element of the page it is.
    pub(super) fn element(&self) -> RowKind {
        if self.shape == Shape::Rows { RowKind::Rows } else { self.control.element() }
    }

    pub fn has_error(&self) -> bool {
        self.troubles.iter().any(|trouble| trouble.severity == Severity::Error)
    }
}
