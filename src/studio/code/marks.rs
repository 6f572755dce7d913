//! What is wrong, with places as the editor counts them.

use super::buffer::{Language, Typed};
use super::offsets::Offsets;
use crate::diagnostic::Severity;
use crate::json::{JsonPointer, SpannedTree};
use crate::studio::document::{OpenDocument, OpenError};
use std::ops::Range;

/// Something wrong at a place of the text shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub severity: Severity,
    pub broken: Broken,
    /// Where in the document, for a text in another language
    pub pointer: JsonPointer,
    /// Whether the place is one of YAML
    pub yaml: bool,
}

/// Why a text is no definition, or what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// One sentence without a final period
    pub message: String,
    pub hint: Option<String>,
    /// UTF-16 code units
    pub from: usize,
    pub to: usize,
    /// 1-based line and column
    pub place: Option<(u32, u32)>,
}

/// The problems of a document.
pub(super) fn of_document(document: &OpenDocument) -> Vec<Mark> {
    let offsets = Offsets::new(&document.text);
    let mark = |problem: &crate::studio::problem::Problem| {
        let span = problem.span.clone().unwrap_or(0..0);
        Mark {
            severity: problem.severity,
            broken: broken(&offsets, &span, problem.message.clone(), problem.hint.clone(), None),
            pointer: problem.pointer.clone(),
            yaml: false,
        }
    };
    document.problems.iter().map(mark).collect()
}

/// What keeps a typed text from being a document: every mistake in it, or the one that `error` tells.
pub(super) fn of_typed(typed: &Typed, error: &OpenError) -> Vec<Mark> {
    let read = if typed.language == Language::Json { typed.text.clone() } else { "{}".into() };
    let tree = SpannedTree::parse(read);
    let offsets = Offsets::new(&typed.text);
    let error_mark = |broken: Broken| Mark {
        severity: Severity::Error,
        broken,
        pointer: JsonPointer::root(),
        yaml: typed.language == Language::Yaml,
    };
    let mistakes: Vec<Mark> = tree
        .errors()
        .iter()
        .map(|one| {
            let at = tree.position(one.span.start);
            let place = Some((at.line, at.column));
            error_mark(broken(&offsets, &one.span, one.message.clone(), one.hint.clone(), place))
        })
        .collect();
    if !mistakes.is_empty() {
        return mistakes;
    }
    vec![error_mark(broken(&offsets, &(0..0), error.message.clone(), error.hint.clone(), None))]
}

/// What keeps a text from being a document, read anew. YAML is read where it is shown, which tells.
pub(super) fn of_restored(typed: &Typed) -> Vec<Mark> {
    match OpenDocument::open(&typed.text, "", None) {
        Err(error) if typed.language == Language::Json => of_typed(typed, &error),
        _ => {
            let message = format!("This {} is no definition yet", typed.language.label());
            of_typed(typed, &OpenError { message, hint: None, place: None })
        }
    }
}

fn broken(
    offsets: &Offsets,
    span: &Range<usize>,
    message: String,
    hint: Option<String>,
    place: Option<(u32, u32)>,
) -> Broken {
    Broken { message, hint, from: offsets.utf16(span.start), to: offsets.utf16(span.end), place }
}
