//! What can go wrong with a path, named after the Java exceptions that Jayway throws.

use std::fmt;

/// Why a text is not a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathSyntaxError {
    /// Jayway's message, which names Java classes; [`PathSyntaxError::reason`] does not
    pub message: String,
}

impl PathSyntaxError {
    /// What Jayway says of an empty text, the only one that it does not call an invalid path.
    pub(super) const EMPTY: &'static str = "json can not be null or empty";

    /// The Java exception's simple name.
    pub fn exception(&self) -> &'static str {
        if self.message == Self::EMPTY { "IllegalArgumentException" } else { "InvalidPathException" }
    }

    /// The message without the names of Java classes.
    pub fn reason(&self) -> &str {
        let mut reason = self.message.as_str();
        while let Some(rest) = reason.strip_prefix("com.jayway.jsonpath.InvalidPathException: ") {
            reason = rest;
        }
        match reason {
            Self::EMPTY => "The path is empty",
            _ if reason.starts_with("java.") => "The path is incomplete",
            _ => reason,
        }
    }
}

impl fmt::Display for PathSyntaxError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.reason())
    }
}

impl std::error::Error for PathSyntaxError {}

/// What kind of failure a path met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathErrorKind {
    /// There is nothing at the place
    NotFound,
    /// The path cannot be applied to such a value
    Invalid,
    /// A filter compared a number with a text that is none
    NumberFormat,
    /// A filter has a placeholder (`[?]`) or a null regular expression
    NullPointer,
    /// A filter's `=~` has no regular expression
    ClassCast,
    /// The evaluation would take too many steps or too much depth
    Limit,
    /// A value cannot be set at the place
    Conflict,
}

impl PathErrorKind {
    /// The Java exception's simple name.
    pub fn exception(self) -> &'static str {
        match self {
            Self::NotFound => "PathNotFoundException",
            Self::Invalid => "InvalidPathException",
            Self::NumberFormat => "NumberFormatException",
            Self::NullPointer => "NullPointerException",
            Self::ClassCast => "ClassCastException",
            Self::Limit => "StackOverflowError",
            Self::Conflict => "InvalidModificationException",
        }
    }
}

/// Why a path selected nothing, or a value could not be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// What kind of failure
    pub kind: PathErrorKind,
    /// Jayway's message
    pub message: String,
}

impl PathError {
    pub(crate) fn new(kind: PathErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for PathError {}
