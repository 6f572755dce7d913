//! The code pane: the definition as text, beside or instead of the canvas.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `buffer`, `merge` | what is typed, beside what the document is |
//! | `marks` | what is wrong, with places as the editor counts them |
//! | `acting` | what actions do; following the document and the selection |
//! | `offsets` | bytes and UTF-16 code units |

mod acting;
mod buffer;
mod marks;
mod merge;
mod offsets;

pub use buffer::{Language, Typed};
pub use marks::{Broken, Mark};
pub use offsets::Offsets;

use super::complete::{Completions, complete};
use super::document::OpenDocument;
use super::problem::Counts;
use super::shared::Shared;
use crate::asl::StatePath;
use crate::json::JsonPointer;
use buffer::Buffer;
use std::sync::Arc;

/// What a person, or the editor, did in the code pane. Offsets are UTF-16 code units.
#[derive(Clone, Debug, PartialEq)]
pub enum CodeAction {
    /// The editor's module is there
    Loaded,
    /// Why it is not
    Failed(String),
    /// Try once more
    Retry,
    SetLanguage(Language),
    /// The first key since the last text was told
    Typing,
    /// JSON text as typed
    Typed(String),
    /// YAML that was typed, and what it says as JSON of which only the value counts
    TypedYaml {
        text: String,
        value: String,
    },
    /// YAML that cannot be read
    BrokenYaml {
        text: String,
        broken: Broken,
    },
    /// Where the cursor went
    Cursor(CodePlace),
    Format,
    /// What the pane shows is to be copied
    Copy(String),
    /// Go back to what the document is
    Discard,
    /// In a conflict, prefer what was typed
    KeepTyped,
}

/// A place in the text shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodePlace {
    /// Of JSON
    Offset(usize),
    /// Of YAML: the value that stands there
    Pointer(JsonPointer),
}

/// Where the editor's module is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Module {
    #[default]
    Absent,
    Loading,
    Ready,
    Failed(String),
}

/// The pane's state.
#[derive(Debug, Default)]
pub struct CodePane {
    module: Module,
    language: Language,
    buffer: Buffer,
    broken: Vec<Mark>,
    marks: Shared<Vec<Mark>>,
    reveal: Option<Reveal>,
    /// What the document and the selection were when the pane last looked
    seen: (Option<Shared<OpenDocument>>, Option<StatePath>),
    /// What was typed as it was last kept with the document
    kept: Option<Typed>,
    /// Whether another document was opened than the one that was typed in
    opened: bool,
    /// What was typed in it before and is no definition
    restored: Option<Typed>,
}

/// What the editor is to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeText {
    pub language: Language,
    pub json: Arc<str>,
    /// YAML that was typed and is no definition, shown instead
    pub yaml: Option<Arc<str>>,
    /// Whether it is the document, whose own undo takes back what was typed
    pub settled: bool,
}

/// What the editor is to select, as often as the number changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reveal {
    pub number: u32,
    pub from: usize,
    pub to: usize,
    pub pointer: JsonPointer,
}

/// What is told beside the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeStatus {
    /// Why what is typed is no definition
    pub broken: Option<Broken>,
    /// Whether it changes what has changed on the canvas, too
    pub conflict: bool,
    /// How many problems the definition has
    pub counts: Counts,
}

impl CodePane {
    /// Another document is shown, with what was typed in it before and is no definition.
    pub(super) fn opened(&mut self, typed: Option<Typed>) {
        self.opened = true;
        self.restored = typed;
    }

    /// What was typed and is no definition.
    pub(super) fn typed(&self) -> Option<&Typed> {
        if self.opened { self.restored.as_ref() } else { self.buffer.typed() }
    }

    pub fn module(&self) -> &Module {
        &self.module
    }

    pub fn language(&self) -> Language {
        self.language
    }

    pub fn marks(&self) -> &Shared<Vec<Mark>> {
        &self.marks
    }

    pub fn reveal(&self) -> Option<&Reveal> {
        self.reveal.as_ref()
    }
}

impl super::Studio {
    pub fn code(&self) -> &CodePane {
        &self.code
    }

    /// What the editor is to show; `None` with nothing open.
    pub fn code_text(&self) -> Option<CodeText> {
        let document = self.document()?.text.clone();
        // While typing nothing is shown anew: what is typed is told first.
        let (language, settled) = (self.code.language, self.code.buffer.typed().is_none());
        Some(match self.code.buffer.typed() {
            Some(typed) if typed.language == Language::Yaml => {
                CodeText { language, json: document, yaml: Some(typed.text.clone()), settled }
            }
            Some(typed) => CodeText { language, json: typed.text.clone(), yaml: None, settled },
            None => CodeText { language, json: document, yaml: None, settled },
        })
    }

    pub fn code_status(&self) -> CodeStatus {
        let first = self.code.broken.first();
        CodeStatus {
            broken: first.map(|mark| mark.broken.clone()),
            conflict: self.code.buffer.is_conflict(),
            counts: self.pressing_problems(),
        }
    }

    /// Whether the pane may show the other language: not while what is typed is no definition.
    pub fn can_switch_language(&self) -> bool {
        self.code.buffer.typed().is_none()
    }

    /// What may stand at an offset of a JSON text, with offsets as the editor counts them.
    pub fn completions(text: &str, offset: usize) -> Option<Completions> {
        let offsets = Offsets::new(text);
        let mut found = complete(text, offsets.byte(offset).min(text.len()))?;
        found.range = offsets.utf16(found.range.start)..offsets.utf16(found.range.end);
        Some(found)
    }
}

#[cfg(test)]
mod tests;
