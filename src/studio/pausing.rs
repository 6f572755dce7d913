//! What waits until nobody types or edits for a moment.
//!
//! Reading a large definition anew takes longer than a frame. So what is typed into a field of it is shown at once and
//! written into the definition when typing pauses, or before anything else is done; and what an edit has made is checked
//! when editing pauses, or before somebody asks. Until then the problems of the last check stand. Small definitions wait
//! for nothing.

use super::Studio;
use super::action::{Action, CanvasAction, Request};
use super::command::CommandId;
use super::document::OpenDocument;
use super::editing::EditAction;
use super::form::FormAction;
use super::key::KeyPlace;
use super::project::ProjectAction;
use super::shared::Shared;
use super::tool::PointerPhase;
use crate::edit::{Command, Document};
use std::sync::Arc;

/// Texts of more bytes than this are large.
const LARGE: usize = 64 * 1024;
/// What is typed without a pause is written after so many moments all the same, so that it is saved.
const MOST_MOMENTS: u32 = 8;

/// What waits, and for what.
#[derive(Debug, Default)]
pub struct Pausing {
    /// Whether a moment was asked for that has not passed
    asked: bool,
    /// Whether something happened since: then another moment must pass
    busy: bool,
    typed: Option<Typed>,
    /// For how many moments something typed has waited
    waited: u32,
}

/// What was typed into a field and is not yet in the definition.
#[derive(Debug)]
struct Typed {
    field: String,
    command: Command,
    group: String,
}

impl Studio {
    /// Whether what is open is too large to be read anew at every key.
    pub(super) fn is_large(&self) -> bool {
        self.document.as_ref().is_some_and(|document| document.text.len() > LARGE)
    }

    /// A key's change: of a large definition it is kept until typing pauses, in the place of the one before.
    pub(super) fn type_or_hold(&mut self, field: &str, command: Command, group: String) {
        if !self.is_large() {
            return self.act_on_document(EditAction::Type(command, group));
        }
        self.pausing.typed = Some(Typed { field: field.to_owned(), command, group });
        self.await_pause();
    }

    /// Writes what was typed into the definition.
    pub(super) fn take_held(&mut self) {
        self.pausing.waited = 0;
        if let Some(Typed { command, group, .. }) = self.pausing.typed.take() {
            self.act_on_document(EditAction::Type(command, group));
        }
    }

    /// Before an action: what waits is done, unless the action can do without.
    pub(super) fn catch_up(&mut self, action: &Action) {
        if self.pausing.typed.as_ref().is_some_and(|typed| !goes_on(action, &typed.field)) {
            self.take_held();
        }
        if matches!(action, Action::Run(_) | Action::ShowProblem(_) | Action::Settings(_)) {
            self.check_now();
        }
    }

    /// Before a command: those that do not change the definition may ask what is wrong with it.
    pub(super) fn check_for(&mut self, id: CommandId) {
        let edits = matches!(
            id,
            CommandId::Undo
                | CommandId::Redo
                | CommandId::DeleteSelection
                | CommandId::Duplicate
                | CommandId::Cut
                | CommandId::Copy
                | CommandId::AddBranch
                | CommandId::WrapInParallel
                | CommandId::WrapInMap
                | CommandId::WrapInCatch
                | CommandId::Unwrap
                | CommandId::TidyUp
                | CommandId::TurnFlow
                | CommandId::SelectAll
        );
        if !edits {
            self.check_now();
        }
    }

    /// Finds what is wrong with an edited definition, if that was not done yet.
    pub(super) fn check_now(&mut self) {
        let unchecked = self.document.as_ref().is_some_and(|document| document.program.is_none());
        if unchecked && self.rest().is_some() {
            self.reopen();
        }
    }

    /// A moment has passed.
    pub(super) fn paused(&mut self) {
        self.pausing.asked = false;
        if std::mem::take(&mut self.pausing.busy) {
            self.ask_pause();
            self.pausing.waited += u32::from(self.pausing.typed.is_some());
            if self.pausing.waited >= MOST_MOMENTS {
                self.take_held();
            }
        } else if self.pausing.typed.is_some() {
            self.take_held();
        } else {
            self.check_now();
        }
    }

    /// The open definition after an edit.
    pub(super) fn edited(&mut self, source: Document, name: Arc<str>) -> Shared<OpenDocument> {
        let before = self.document.clone().filter(|_| self.is_large() && self.rest().is_some());
        Shared::new(match before {
            None => OpenDocument::of(source, name, self.preparing()),
            Some(before) => {
                self.await_pause();
                OpenDocument::unchecked(source, name, &before)
            }
        })
    }

    fn await_pause(&mut self) {
        self.pausing.busy = true;
        if !self.pausing.asked {
            self.ask_pause();
        }
    }

    fn ask_pause(&mut self) {
        self.pausing.asked = true;
        self.requests.push(Request::Pause);
    }
}

/// Whether an action leaves alone what is being typed into `field`.
fn goes_on(action: &Action, field: &str) -> bool {
    match action {
        Action::Form(FormAction::Type(id, _)) => id == field,
        Action::Key(press) => press.place == KeyPlace::Field && !press.command,
        Action::Canvas(CanvasAction::Pointer(event)) => event.phase == PointerPhase::Move,
        Action::Canvas(CanvasAction::Hover(_) | CanvasAction::Resized(_) | CanvasAction::Wheel { .. }) => {
            true
        }
        Action::Project(ProjectAction::Save | ProjectAction::Heard(_) | ProjectAction::Database(_)) => true,
        Action::Frame { .. } | Action::Paused | Action::SystemTheme { .. } => true,
        _ => false,
    }
}
