//! Renaming a state on the canvas: a field over its card.

use super::Studio;
use super::action::{FocusTarget, Request};
use super::geometry::Rect;
use crate::asl::StatePath;
use crate::edit::{Command, CommandError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamingAction {
    Begin(StatePath),
    Type(String),
    Done,
    Cancel,
}

/// A name that is being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Naming {
    state: StatePath,
    typed: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NamingView {
    pub typed: String,
    pub rect: Rect,
    /// Why this name cannot be
    pub error: Option<String>,
}

impl Studio {
    pub(super) fn act_on_name(&mut self, action: NamingAction) {
        match action {
            NamingAction::Begin(state) => {
                let typed = state.name().to_string();
                self.naming = Some(Naming { state, typed });
                self.requests.push(Request::Focus(FocusTarget::Name));
            }
            NamingAction::Type(text) => {
                if let Some(naming) = &mut self.naming {
                    naming.typed = text;
                }
            }
            NamingAction::Cancel => self.end_naming(),
            NamingAction::Done => {
                let Some(naming) = self.naming.clone() else { return };
                if *naming.typed != **naming.state.name() {
                    self.edit(&Command::Rename { state: naming.state, to: naming.typed.trim().into() });
                }
                self.end_naming();
            }
        }
    }

    fn end_naming(&mut self) {
        if self.naming.take().is_some() {
            self.requests.push(Request::Focus(FocusTarget::Canvas));
        }
    }

    pub fn naming_view(&self) -> Option<NamingView> {
        let (naming, document) = (self.naming.as_ref()?, self.document.as_ref()?);
        let rect = self.scene.card(&naming.state)?.rect;
        let command = Command::Rename { state: naming.state.clone(), to: naming.typed.trim().into() };
        let error = match self.rest().map(|rest| (rest.apply)(&document.source, &command)) {
            None | Some(Ok(_) | Err(CommandError::Unchanged)) => None,
            Some(Err(error)) => Some(error.to_string()),
        };
        Some(NamingView { typed: naming.typed.clone(), rect, error })
    }
}
