//! What actions of the code pane do, and how it follows the document and the selection.

use super::buffer::{Buffer, Language, Told, Typed};
use super::marks;
use super::{Broken, CodeAction, CodePlace, Mark, Module, Offsets, Reveal};
use crate::asl::StatePath;
use crate::diagnostic::Severity;
use crate::edit::{Command, CommandError, Document, Selection, apply};
use crate::json::format::{INDENT, format};
use crate::json::{self, JsonPointer, SpannedTree};
use crate::studio::Studio;
use crate::studio::action::Request;
use crate::studio::document::{OpenDocument, OpenError, expect_machine};
use crate::studio::shared::Shared;
use std::sync::Arc;

impl Studio {
    pub(in crate::studio) fn act_on_code(&mut self, action: CodeAction) {
        match action {
            CodeAction::Loaded => self.code.module = Module::Ready,
            CodeAction::Failed(reason) => self.code.module = Module::Failed(reason),
            CodeAction::Retry => self.load_editor(),
            CodeAction::SetLanguage(language) => self.set_language(language),
            CodeAction::Typing => self.code.buffer.begin(),
            CodeAction::Typed(text) => self.typed(&text),
            CodeAction::TypedYaml { text, value } => self.typed_yaml(Typed::yaml(text, Some(value.into()))),
            CodeAction::BrokenYaml { text, broken } => self.broken_yaml(text, broken),
            CodeAction::Cursor(place) => self.cursor_moved(&place),
            CodeAction::Format => self.format(),
            CodeAction::Copy(text) => {
                self.requests.push(Request::Copy { text, done: "Copied the text".into() })
            }
            CodeAction::Discard => self.discard_typed(),
            CodeAction::KeepTyped => self.keep_typed(),
        }
    }

    /// Looks at what changed: called after every action.
    pub(in crate::studio) fn follow_code(&mut self) {
        if std::mem::take(&mut self.code.opened) {
            self.restart_code();
        }
        if self.panes.code.open && self.document.is_some() && self.code.module == Module::Absent {
            self.load_editor();
        }
        if self.code.seen.0 != self.document {
            self.code.seen.0 = self.document.clone();
            self.document_changed();
        }
        if self.code.seen.1.as_ref() != self.selection.chief() {
            self.code.seen.1 = self.selection.chief().cloned();
            self.reveal_in_code();
        }
        if self.code.kept.as_ref() != self.code.buffer.typed() {
            self.code.kept = self.code.buffer.typed().cloned();
            self.changed();
        }
    }

    fn restart_code(&mut self) {
        self.code.buffer =
            self.document.as_ref().map(|document| Buffer::of(&document.text)).unwrap_or_default();
        self.code.reveal = None;
        self.code.broken.clear();
        self.code.kept = self.code.restored.clone();
        if let Some(typed) = self.code.restored.take() {
            self.code.language = typed.language;
            self.code.broken = marks::of_restored(&typed);
            self.code.buffer.reject(typed);
        }
        self.code.seen.0 = self.document.clone();
        self.refresh_marks();
    }

    fn load_editor(&mut self) {
        self.code.module = Module::Loading;
        self.requests.push(Request::LoadEditor);
    }

    fn set_language(&mut self, language: Language) {
        if self.can_switch_language() {
            self.code.language = language;
        }
    }

    fn typed(&mut self, text: &str) {
        let Some(document) = self.document.clone() else { return };
        let told = self.code.buffer.tell(text, &document.text);
        if let Told::Try(text) = told {
            self.try_text(&text, &document);
        }
        self.refresh_marks();
    }

    /// Makes a text the document if it is one; else it stays in the buffer with the reason.
    fn try_text(&mut self, text: &Arc<str>, document: &Shared<OpenDocument>) {
        let read = match *text == document.text {
            true => Ok(document.source.clone()),
            false => OpenDocument::read(text).map(|(source, _)| source),
        };
        self.take_or_keep(Typed::json(text.clone()), read);
    }

    fn typed_yaml(&mut self, typed: Typed) {
        let Some(document) = self.document.clone() else { return };
        if self.code.buffer.may_take(&typed, &document.text) {
            self.try_value(typed, &document);
        }
        self.refresh_marks();
    }

    fn try_value(&mut self, typed: Typed, document: &Shared<OpenDocument>) {
        let value = typed.value.as_deref().and_then(|text| json::parse(text).ok()).unwrap_or_default();
        let changed = |value| match apply(&document.source, &Command::ReplaceValue { value }) {
            Ok(edit) => Ok(edit.document),
            Err(CommandError::Unchanged) => Ok(document.source.clone()),
            Err(error) => Err(refusal(error.to_string())),
        };
        let read = expect_machine(&value).and_then(|()| changed(value));
        self.take_or_keep(typed, read);
    }

    /// What was typed becomes the document, or stays with why it does not.
    fn take_or_keep(&mut self, typed: Typed, read: Result<Document, OpenError>) {
        let same = |source: &Document| {
            self.document.as_ref().is_some_and(|document| document.text == *source.text())
        };
        let taken = match read {
            Ok(source) if same(&source) => Ok(source),
            Ok(source) if self.may_change() => {
                self.take_typed(source.clone());
                self.requests.retain(|request| !matches!(request, Request::Announce(_)));
                Ok(source)
            }
            Ok(_) => Err(refusal("The workflow cannot be changed in this tab".into())),
            Err(error) => Err(error),
        };
        match taken {
            Ok(source) => {
                self.code.buffer.accept(source.text());
                self.code.broken.clear();
            }
            Err(error) => {
                self.code.broken = marks::of_typed(&typed, &error);
                self.code.buffer.reject(typed);
            }
        }
    }

    fn broken_yaml(&mut self, text: String, broken: Broken) {
        self.code.buffer.reject(Typed::yaml(text, None));
        let mark = Mark { severity: Severity::Error, broken, pointer: JsonPointer::root(), yaml: true };
        self.code.broken = vec![mark];
        self.refresh_marks();
    }

    /// The state that the cursor is in becomes the selected one; the editor stays where it is.
    fn cursor_moved(&mut self, place: &CodePlace) {
        let Some(document) = self.document.clone().filter(|_| self.code.buffer.is_in_sync()) else { return };
        let pointer = match place {
            CodePlace::Pointer(pointer) => pointer.clone(),
            CodePlace::Offset(offset) => {
                let byte = Offsets::new(&document.text).byte(*offset);
                document.tree().pointer_at(byte)
            }
        };
        let path = document.state_at(&pointer).map(|id| document.path_of(id));
        self.code.seen.1 = path.clone();
        self.select_from_code(path);
    }

    fn select_from_code(&mut self, path: Option<StatePath>) {
        match path {
            Some(path) if self.panes.design => self.reveal(path),
            path => self.selection = path.map(Selection::one).unwrap_or_default(),
        }
        self.requests.retain(|request| !matches!(request, Request::Announce(_)));
    }

    fn format(&mut self) {
        if self.code.language() == Language::Yaml && self.panes.code.open {
            let why = "The text is shown as YAML: switch to JSON to format it";
            return self.requests.push(Request::failed(why));
        }
        let Some(text) = self.code_text() else { return };
        match format(&text.json, INDENT) {
            Ok(formatted) if *formatted == *text.json => {
                self.requests.push(Request::done("Nothing to format"))
            }
            Ok(formatted) => self.typed(&formatted),
            Err(_) => self.requests.push(Request::failed("Only JSON without mistakes can be formatted")),
        }
    }

    fn discard_typed(&mut self) {
        let Some(document) = &self.document else { return };
        self.code.buffer.discard(&document.text);
        self.code.broken.clear();
        self.refresh_marks();
    }

    fn keep_typed(&mut self) {
        let Some(document) = self.document.clone() else { return };
        self.code.buffer.insist(&document.text);
        match self.code.buffer.typed().cloned() {
            Some(typed) if typed.language == Language::Json => self.try_text(&typed.text, &document),
            Some(typed) if typed.value.is_some() => self.try_value(typed, &document),
            _ => {}
        }
        self.refresh_marks();
    }

    fn document_changed(&mut self) {
        match &self.document {
            Some(document) => self.code.buffer.follow(&document.text),
            None => self.code.buffer = Buffer::default(),
        }
        match self.code.buffer.typed() {
            None => self.code.broken.clear(),
            // What was joined with a change of the document has its mistakes elsewhere now.
            Some(typed) if typed.language == Language::Json => self.code.broken = marks::of_restored(typed),
            Some(_) => {}
        }
        self.refresh_marks();
    }

    fn refresh_marks(&mut self) {
        let marks = match (&self.document, self.code.buffer.typed()) {
            (Some(document), None) => marks::of_document(document),
            _ => self.code.broken.clone(),
        };
        self.code.marks = Shared::new(marks);
    }

    /// Asks the editor to select the state that was selected elsewhere.
    fn reveal_in_code(&mut self) {
        let Some(document) = self.document.clone().filter(|_| self.code.buffer.is_in_sync()) else { return };
        let state = self.selection.chief().and_then(|path| document.machine.resolve(path));
        let Some(pointer) = state.map(|id| document.machine.state(id).pointer.clone()) else { return };
        let tree: &SpannedTree = document.tree();
        let (Some(key), Some(value)) = (tree.key_span(&pointer), tree.value_span(&pointer)) else { return };
        let offsets = Offsets::new(&document.text);
        let number = self.code.reveal.as_ref().map_or(0, |last| last.number) + 1;
        let (from, to) = (offsets.utf16(key.start), offsets.utf16(value.end));
        self.code.reveal = Some(Reveal { number, from, to, pointer });
    }
}

fn refusal(message: String) -> OpenError {
    OpenError { message, hint: None, place: None }
}
