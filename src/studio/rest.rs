//! The rest of the program: what the first screen does without.
//!
//! On the page it is a file of its own, fetched right after the first paint (`docs/architecture.md`, "The first part and
//! the rest"). [`Rest`] is the only way into it from here: what nothing else leads to is not in the first part. What a
//! person asks for before it is there waits, and is done when it comes.

use super::Studio;
use super::action::{Action, Request};
use super::code::CodeAction;
use super::command::CommandId;
use super::form::FormAction;
use super::preview::SampleAction;
use super::project::diff::Difference;
use super::quick_add::QuickAction;
use super::run::{Run, RunAction};
use super::settings::SettingsAction;
use crate::asl::{Parsed, QueryLanguage, StatePath};
use crate::diagnostic::Diagnostic;
use crate::edit::catalog::{self, Entry, Filling};
use crate::edit::{self, Command, CommandError, Document, Edit, Fragment};
use crate::engine::Program;
use crate::expr::jsonata::JsonataEngine;
use crate::json::Value;
use std::fmt;
use std::sync::Arc;

/// The functions of the rest.
pub struct Rest {
    pub(super) prepare: Prepare,
    /// Sets up the runs of what was just opened
    pub(super) set_up_run: fn(&mut Studio),
    pub(super) act_on_run: fn(&mut Studio, RunAction),
    pub(super) perform_run: fn(&mut Studio, CommandId),
    pub(super) run_frame: fn(&mut Studio, f64),
    pub(super) can_stop: fn(&Run) -> bool,
    pub(super) can_redrive: fn(&Run) -> bool,
    /// What an edit is to the runs of what was edited
    pub(super) follow_edit: fn(&mut Studio),
    /// What states that have another path now are to what is known of them
    pub(super) follow_moves: fn(&mut Studio, &[(StatePath, StatePath)]),
    pub(super) act_on_sample: fn(&mut Studio, SampleAction),
    pub(super) act_on_settings: fn(&mut Studio, SettingsAction),
    pub(super) download_filled: fn(&mut Studio),
    pub(super) download_create: fn(&mut Studio),
    pub(super) apply: fn(&Document, &Command) -> Result<Edit, CommandError>,
    pub(super) find_piece: fn(&str) -> Option<&'static Entry>,
    pub(super) piece: fn(&Entry, QueryLanguage, Filling) -> Fragment,
    pub(super) act_on_quick_add: fn(&mut Studio, QuickAction),
    pub(super) act_on_form: fn(&mut Studio, FormAction),
    /// Takes what was typed into the inspector, before something else is selected
    pub(super) commit_drafts: fn(&mut Studio),
    /// What is kept of the setup of a run
    pub(super) setup_to_keep: fn(&Studio) -> Value,
    pub(super) difference: fn(&Document, &Document) -> Difference,
    pub(super) act_on_code: fn(&mut Studio, CodeAction),
    pub(super) follow_code: fn(&mut Studio),
}

/// Finds what is wrong with a definition, and makes its program.
type Prepare = fn(&Parsed, Option<&dyn JsonataEngine>) -> (Arc<Program>, Vec<Diagnostic>);

/// Only for who hands it to the studio.
pub static REST: Rest = Rest {
    prepare: crate::sim::prepare_with,
    set_up_run: Studio::set_up_run,
    act_on_run: Studio::act_on_run,
    perform_run: Studio::perform_run,
    run_frame: Studio::run_frame,
    can_stop: super::run::can_stop,
    can_redrive: super::run::can_redrive,
    follow_edit: Studio::follow_edit,
    follow_moves: Studio::move_samples,
    act_on_sample: Studio::act_on_sample,
    act_on_settings: Studio::act_on_settings,
    download_filled: Studio::download_filled,
    download_create: Studio::download_create,
    apply: edit::apply,
    find_piece: catalog::find,
    piece: catalog::fragment,
    act_on_quick_add: Studio::act_on_quick_add,
    act_on_form: Studio::act_on_form,
    commit_drafts: Studio::commit_drafts,
    setup_to_keep: Studio::setup_to_keep,
    difference: super::project::diff::difference,
    act_on_code: Studio::act_on_code,
    follow_code: Studio::follow_code,
};

impl fmt::Debug for Rest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Rest")
    }
}

/// There is one.
impl PartialEq for Rest {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// What came of loading.
#[derive(Clone, Debug, PartialEq)]
pub enum RestAction {
    Loaded(&'static Rest),
    Failed,
    /// Try once more
    Retry,
}

/// Where the rest is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Arrival {
    #[default]
    OnItsWay,
    Failed,
    Here(&'static Rest),
}

impl Studio {
    pub fn arrival(&self) -> Arrival {
        self.arrival
    }

    /// Whether something that was asked for waits for the rest.
    pub fn waits_for_rest(&self) -> bool {
        !self.waiting.is_empty()
    }

    pub(super) fn rest(&self) -> Option<&'static Rest> {
        match self.arrival {
            Arrival::Here(rest) => Some(rest),
            Arrival::OnItsWay | Arrival::Failed => None,
        }
    }

    /// Asks for the rest once more if it could not be loaded.
    pub(super) fn want_rest(&mut self) {
        if self.arrival == Arrival::Failed {
            self.arrival = Arrival::OnItsWay;
            self.requests.push(Request::LoadRest);
        }
    }

    /// Keeps what cannot be done yet.
    pub(super) fn wait_for_rest(&mut self, action: Action) {
        self.waiting.push(action);
        self.want_rest();
    }

    pub(super) fn act_on_rest(&mut self, action: RestAction) {
        match action {
            RestAction::Retry => self.want_rest(),
            RestAction::Failed => {
                self.arrival = Arrival::Failed;
                self.requests.push(Request::failed("A part of ASL Studio could not be loaded"));
            }
            RestAction::Loaded(rest) => {
                self.arrival = Arrival::Here(rest);
                self.reopen();
                (rest.set_up_run)(self);
                for action in std::mem::take(&mut self.waiting) {
                    self.route(action);
                }
            }
        }
    }
}
