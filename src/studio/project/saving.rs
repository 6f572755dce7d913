//! When something is saved, and what can go wrong.
//!
//! Every change asks for a save a moment later, the page's going away for one at once. A save says on which revision it
//! is based, and the store refuses it if there is a newer one: nobody's work is overwritten unseen. What cannot be saved
//! in time when the page goes away is put into a journal, a place that can be written at once, and found there at the
//! next start.

use super::file::{self, Versions};
use super::kept::{DatabaseRequest, Save, SaveError, Summary};
use super::{Project, Start};
use crate::studio::Studio;
use crate::studio::action::Request;
use crate::studio::persist::StorageKey;
use crate::studio::project::sharing::{Message, Role};
use std::sync::Arc;

/// What is to be seen of saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    Saved,
    Saving,
    /// Why not
    NotSaved(String),
}

/// What to do once all is saved.
#[derive(Debug)]
pub(super) enum Then {
    Open(Arc<str>),
    Begin,
    Become(Box<Project>),
}

/// What is saved of the current project.
#[derive(Debug, Default)]
pub struct Saving {
    /// Counts changes
    changed: u64,
    /// The change up to which all is saved
    saved: u64,
    /// The revision that the store has, as far as is known
    pub(super) revision: u32,
    /// The change up to which a save is on its way
    under_way: Option<u64>,
    parts_under_way: Vec<u32>,
    /// Whether a save was asked for that is a moment ahead
    scheduled: bool,
    pub(super) problem: Option<SaveError>,
    /// Versions whose texts the store need not keep any longer
    dropped: Vec<u32>,
    /// Whether the journal has something
    pub(super) journaled: bool,
    /// Whether what was kept in the old place is still there
    pub(in crate::studio) legacy: bool,
    pub(super) then: Option<Then>,
}

impl Saving {
    pub(super) fn of_revision(revision: u32) -> Self {
        Self { revision, ..Self::default() }
    }

    pub(super) fn is_clean(&self) -> bool {
        self.changed == self.saved
    }

    pub(super) fn is_conflict(&self) -> bool {
        matches!(self.problem, Some(SaveError::Changed { .. }))
    }

    pub(super) fn drop_part(&mut self, version: u32) {
        self.dropped.push(version);
    }

    pub(super) fn keep_part(&mut self, version: u32) {
        self.dropped.retain(|dropped| *dropped != version);
    }

    /// What is here is from the journal, which stays until it is saved.
    pub(super) fn recovered(&mut self) {
        self.journaled = true;
    }

    /// What is here is what is kept.
    pub(super) fn settle(&mut self, revision: u32) {
        (self.saved, self.revision, self.problem) = (self.changed, revision, None);
    }
}

impl Studio {
    pub fn save_state(&self) -> SaveState {
        match &self.projects.saving.problem {
            Some(SaveError::Refused(reason)) => SaveState::NotSaved(reason.clone()),
            Some(SaveError::Changed { .. }) => {
                SaveState::NotSaved("another tab saved a newer revision".into())
            }
            None if self.projects.saving.is_clean() => SaveState::Saved,
            None => SaveState::Saving,
        }
    }

    /// Whether closing the page would lose something.
    pub fn would_lose(&self) -> bool {
        self.projects.saving.problem.is_some() && !self.projects.saving.is_clean()
    }

    /// Something that is kept is other than it was.
    pub(in crate::studio) fn changed(&mut self) {
        if self.projects.role == Role::Follower {
            return;
        }
        self.projects.saving.changed += 1;
        if self.projects.start == Start::Done {
            self.begin_project();
            self.schedule_save();
        }
    }

    pub(super) fn schedule_save(&mut self) {
        let saving = &mut self.projects.saving;
        if !saving.is_clean() && !saving.scheduled && saving.under_way.is_none() && !saving.is_conflict() {
            saving.scheduled = true;
            self.requests.push(Request::SaveSoon);
        }
    }

    /// Saves what is not saved yet, unless a save is on its way: then what is new comes after it.
    pub(super) fn save(&mut self) {
        self.projects.saving.scheduled = false;
        let saving = &self.projects.saving;
        let wanted = !saving.is_clean() && saving.under_way.is_none() && !saving.is_conflict();
        if !wanted || self.projects.role == Role::Follower || self.projects.start == Start::Reading {
            return;
        }
        self.begin_project();
        self.note_shown();
        let save = self.save_of_current();
        let saving = &mut self.projects.saving;
        saving.under_way = Some(saving.changed);
        saving.parts_under_way = save.parts.iter().map(|(id, _)| *id).collect();
        self.requests.push(Request::Database(DatabaseRequest::Save(save)));
    }

    fn save_of_current(&self) -> Save {
        let (project, saving) = (&self.projects.current, &self.projects.saving);
        let new = project.versions.iter().filter(|version| !version.stored);
        Save {
            summary: summary_of(project, saving.revision + 1, self.session()),
            base: saving.revision,
            text: file::to_value(project, Versions::Beside).to_string(),
            parts: new.filter_map(|version| Some((version.id, version.text.clone()?))).collect(),
            dropped: saving.dropped.clone(),
        }
    }

    /// The name of this tab.
    pub(super) fn session(&self) -> Arc<str> {
        format!("{:x}", self.environment.session).into()
    }

    pub(super) fn saved(&mut self, id: &Arc<str>, result: Result<u32, SaveError>) {
        if *id != self.projects.current.id {
            if let Err(SaveError::Refused(reason)) = result {
                self.requests.push(Request::failed(format!("A project was not saved: {reason}")));
            }
            return;
        }
        let Some(change) = self.projects.saving.under_way.take() else { return };
        let parts = std::mem::take(&mut self.projects.saving.parts_under_way);
        match result {
            Ok(revision) => self.note_saved(change, revision, &parts),
            Err(error) => self.note_not_saved(error),
        }
    }

    fn note_saved(&mut self, change: u64, revision: u32, parts: &[u32]) {
        for version in &mut self.projects.current.versions {
            version.stored |= parts.contains(&version.id);
        }
        let saving = &mut self.projects.saving;
        (saving.saved, saving.revision, saving.problem) = (change, revision, None);
        saving.dropped.clear();
        let id = self.projects.current.id.clone();
        self.requests.push(Request::Tell(Message::Saved { id, revision }));
        self.forget_old_places();
        if self.projects.saving.is_clean() {
            self.after_saving();
            self.yield_if_asked();
        }
        self.schedule_save();
    }

    /// What is saved need not be elsewhere.
    fn forget_old_places(&mut self) {
        if std::mem::take(&mut self.projects.saving.legacy) {
            for key in [StorageKey::DOCUMENT, StorageKey::RUN] {
                self.requests.push(Request::Store { key, text: None });
            }
        }
        if self.projects.saving.is_clean() && std::mem::take(&mut self.projects.saving.journaled) {
            self.requests.push(Request::Journal { id: self.projects.current.id.clone(), text: None });
        }
    }

    fn note_not_saved(&mut self, error: SaveError) {
        let saving = &mut self.projects.saving;
        saving.then = None;
        let told = saving.problem.replace(error.clone()).is_some();
        match error {
            SaveError::Refused(reason) if !told => {
                self.requests.push(Request::failed(format!("Not saved: {reason}")));
            }
            SaveError::Changed { .. } if !told => {
                self.requests.push(Request::failed("Not saved: another tab saved this project"));
            }
            _ => {}
        }
    }

    /// Goes on once all is saved.
    pub(super) fn leave(&mut self, then: Then) {
        let saving = &mut self.projects.saving;
        saving.then = Some(then);
        if saving.is_clean() || self.projects.role == Role::Follower {
            self.after_saving();
        } else if saving.is_conflict() {
            saving.then = None;
            self.requests.push(Request::failed("Settle first what is to become of this project's changes"));
        } else {
            self.save();
        }
    }

    fn after_saving(&mut self) {
        match self.projects.saving.then.take() {
            None => {}
            Some(Then::Open(id)) => self.requests.push(Request::Database(DatabaseRequest::Load { id })),
            Some(Then::Begin) => self.become_project(Project::default(), 0),
            Some(Then::Become(project)) => {
                self.become_project(*project, 0);
                self.changed();
            }
        }
    }

    /// Gives the project an id, when there is something to keep.
    pub(super) fn begin_project(&mut self) {
        if self.projects.current.id.is_empty() {
            self.projects.current.id = self.fresh_id();
            self.claim();
        }
    }

    pub(super) fn fresh_id(&mut self) -> Arc<str> {
        self.projects.begun += 1;
        format!("{:x}-{}", self.environment.session, self.projects.begun).into()
    }
}

pub(super) fn summary_of(project: &Project, revision: u32, by: Arc<str>) -> Summary {
    let machines = project.sheets.len() as u32;
    Summary { id: project.id.clone(), name: project.name.clone(), machines, revision, by, at: 0.0 }
}
