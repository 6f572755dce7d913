//! What is wrong with a text or a definition, where, and what to do about it.

mod findings;
mod render;

pub use findings::Findings;
pub use render::render;

use crate::json::JsonPointer;
use std::fmt;
use std::ops::Range;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// AWS would refuse the definition, or a run must fail
    Error,
    /// Legal, and most likely not what was meant
    Warning,
    /// Worth knowing
    Info,
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// A 1-based line and column (in characters) of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// 1-based line
    pub line: u32,
    /// 1-based column, in characters
    pub column: u32,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is
    pub severity: Severity,
    /// A stable upper-case name of the kind of finding, AWS's own where AWS has one (`MISSING_TRANSITION_TARGET`)
    pub code: &'static str,
    /// What is wrong, one sentence without a final period
    pub message: String,
    /// Where in the document
    pub pointer: JsonPointer,
    /// Where in the text, as bytes; `None` when there is no text
    pub span: Option<Range<usize>>,
    /// Where in the text, for people
    pub position: Option<Position>,
    /// What to do about it, one sentence without a final period
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error at `pointer`.
    pub fn error(code: &'static str, pointer: JsonPointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, pointer, message)
    }

    /// A warning at `pointer`.
    pub fn warning(code: &'static str, pointer: JsonPointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, pointer, message)
    }

    /// A finding at `pointer`, not yet placed in a text.
    pub fn new(
        severity: Severity,
        code: &'static str,
        pointer: JsonPointer,
        message: impl Into<String>,
    ) -> Self {
        Self { severity, code, message: message.into(), pointer, span: None, position: None, hint: None }
    }

    /// With what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
