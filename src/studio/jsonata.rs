//! The engine of JSONata: large, so it is a module of its own, loaded when a definition first needs it.

use super::action::Request;
use super::document::OpenDocument;
use super::shared::Shared;
use super::{Studio, command::CommandId};
use crate::expr::jsonata::JsonataEngine;
use std::sync::Arc;

/// What came of loading.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonataAction {
    Loaded(Engine),
    /// Why it was not
    Failed(String),
    /// Try once more
    Retry,
}

/// An engine; equal only to itself.
#[derive(Clone, Debug)]
pub struct Engine(pub Arc<dyn JsonataEngine>);

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Where the engine is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Jsonata {
    /// Nothing has needed it yet
    #[default]
    Absent,
    Loading {
        /// Whether a run is to start when it is there
        run: bool,
    },
    Failed(String),
    Ready(Engine),
}

impl Jsonata {
    pub fn engine(&self) -> Option<&dyn JsonataEngine> {
        match self {
            Self::Ready(engine) => Some(&*engine.0),
            _ => None,
        }
    }
}

impl Studio {
    /// Where the engine is, if what is open needs it.
    pub fn jsonata(&self) -> Option<&Jsonata> {
        self.document.as_ref().filter(|document| document.machine.uses_jsonata()).map(|_| &self.jsonata)
    }

    /// Asks for the engine if what is open needs it and nobody has asked yet.
    pub(super) fn want_jsonata(&mut self) {
        if self.jsonata() == Some(&Jsonata::Absent) {
            self.load_jsonata(false);
        }
    }

    /// Whether a run may start now; if not, it starts as soon as the engine is there.
    pub(super) fn has_jsonata(&mut self) -> bool {
        if self.jsonata().is_none() && !self.starts_jsonata() {
            return true;
        }
        match self.jsonata {
            Jsonata::Ready(_) => return true,
            Jsonata::Loading { .. } => self.jsonata = Jsonata::Loading { run: true },
            Jsonata::Absent | Jsonata::Failed(_) => self.load_jsonata(true),
        }
        false
    }

    fn load_jsonata(&mut self, run: bool) {
        self.jsonata = Jsonata::Loading { run };
        self.requests.push(Request::LoadJsonata);
    }

    pub(super) fn act_on_jsonata(&mut self, action: JsonataAction) {
        match action {
            JsonataAction::Retry => self.load_jsonata(false),
            JsonataAction::Failed(reason) => {
                self.requests.push(Request::failed(format!("JSONata could not be loaded: {reason}")));
                self.jsonata = Jsonata::Failed(reason);
            }
            JsonataAction::Loaded(engine) => {
                let wanted = std::mem::replace(&mut self.jsonata, Jsonata::Ready(engine));
                if self.jsonata().is_some() {
                    self.reopen();
                }
                if wanted == (Jsonata::Loading { run: true }) {
                    self.perform(CommandId::Start);
                }
            }
        }
    }

    /// What was opened before the engine, or the rest of the program, came is read again.
    pub(super) fn prepare_again(&mut self) {
        let Some(document) = &self.document else { return };
        let unprepared = document.program.is_none() && self.rest().is_some();
        if unprepared || (document.machine.uses_jsonata() && self.jsonata.engine().is_some()) {
            self.reopen();
        }
    }

    /// What is open is read again, now with what has come; nothing else about it changes.
    pub(super) fn reopen(&mut self) {
        let Some(document) = self.document.clone() else { return };
        let again = OpenDocument::of(document.source.clone(), document.name.clone(), self.preparing());
        self.document = Some(Shared::new(again));
        self.redraw();
    }
}
