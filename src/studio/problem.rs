//! What is wrong with the open definition, as rows to show and to go to.

use super::document::OpenDocument;
use crate::asl::StatePath;
use crate::diagnostic::{Diagnostic, Severity};
use crate::json::JsonPointer;
use crate::sort::sort_by_key;
use std::collections::BTreeMap;
use std::ops::Range;

/// One row of the Problems list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub hint: Option<String>,
    /// The state it is in; `None` for the machine itself
    pub state: Option<StatePath>,
    /// Where in the text: `12:5`
    pub place: Option<String>,
    /// Where below the state, as a JSON Pointer's text
    pub field: String,
    pub pointer: JsonPointer,
    /// Where in the text, as bytes
    pub span: Option<Range<usize>>,
}

/// How many problems of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

impl Counts {
    pub fn of<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Self {
        let mut counts = Self::default();
        for problem in problems {
            match problem.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Info => counts.infos += 1,
            }
        }
        counts
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
        }
    }

    pub fn total(self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// The worst there is.
    pub fn worst(self) -> Option<Severity> {
        match self {
            Self { errors: 1.., .. } => Some(Severity::Error),
            Self { warnings: 1.., .. } => Some(Severity::Warning),
            Self { infos: 1.., .. } => Some(Severity::Info),
            _ => None,
        }
    }

    /// `2 errors, 1 warning`, or `no problems`.
    pub fn words(self) -> String {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "note")];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| super::words::counted(count, noun))
            .collect();
        if said.is_empty() { "no problems".into() } else { said.join(", ") }
    }
}

/// The rows, the worst first, otherwise in the order of the text.
pub fn problems(document: &OpenDocument, diagnostics: Vec<Diagnostic>) -> Vec<Problem> {
    let mut found: Vec<(Severity, usize, Problem)> = diagnostics
        .into_iter()
        .map(|diagnostic| {
            let at = diagnostic.span.as_ref().map_or(0, |span| span.start);
            (diagnostic.severity, at, row(document, diagnostic))
        })
        .collect();
    sort_by_key(&mut found, |(severity, at, _)| (*severity, *at));
    found.into_iter().map(|(_, _, row)| row).collect()
}

/// The rows of the document before an edit, as far as what they are about is still there, with their places of now.
pub fn carried(document: &OpenDocument, before: &[Problem]) -> Vec<Problem> {
    let rows = before.iter().filter_map(|problem| {
        let span = document.tree().value_span(&problem.pointer)?;
        let at = document.tree().position(span.start);
        let state = document.state_at(&problem.pointer).map(|id| document.path_of(id));
        let place = Some(format!("{}:{}", at.line, at.column));
        Some(Problem { state, place, span: Some(span), ..problem.clone() })
    });
    rows.collect()
}

/// How many problems each state has that has any.
pub fn by_state(problems: &[Problem]) -> BTreeMap<&StatePath, Counts> {
    let mut found: BTreeMap<&StatePath, Counts> = BTreeMap::new();
    for problem in problems {
        if let Some(path) = &problem.state {
            let counts = found.entry(path).or_default();
            *counts = counts.plus(Counts::of([problem]));
        }
    }
    found
}

fn row(document: &OpenDocument, diagnostic: Diagnostic) -> Problem {
    let id = document.state_at(&diagnostic.pointer);
    let above = id.map_or("", |id| document.machine.state(id).pointer.as_str());
    let field = diagnostic.pointer.as_str().strip_prefix(above).unwrap_or_default().trim_start_matches('/');
    Problem {
        severity: diagnostic.severity,
        code: diagnostic.code,
        hint: diagnostic.hint,
        state: id.map(|id| document.path_of(id)),
        place: diagnostic.position.map(|at| format!("{}:{}", at.line, at.column)),
        field: field.to_owned(),
        message: diagnostic.message,
        span: diagnostic.span,
        pointer: diagnostic.pointer,
    }
}
