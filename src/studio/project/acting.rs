//! What each action about projects does.

use super::file::{self, Versions};
use super::journal::Found;
use super::kept::{Database, DatabaseRequest, Save, SaveError, Stored, Summary};
use super::saving::{Saving, Then, summary_of};
use super::sharing::{Role, ShareRequest};
use super::{EXTENSION, Project, ProjectAction, Start};
use crate::studio::Studio;
use crate::studio::action::Request;
use crate::studio::command::CommandId;
use crate::studio::persist::StorageKey;
use std::sync::Arc;

impl Studio {
    pub(in crate::studio) fn act_on_project(&mut self, action: ProjectAction) {
        match action {
            ProjectAction::Show(sheet) => self.show_sheet(sheet),
            ProjectAction::Close(sheet) => self.close_sheet(sheet),
            ProjectAction::Move { sheet, to } => self.move_sheet(sheet, to),
            ProjectAction::Name(name) => self.name_project(&name),
            ProjectAction::Open(id) => self.open_project(id),
            ProjectAction::AskDelete(id) => self.ask_delete(&id),
            ProjectAction::Type(text) => self.projects.typed = text,
            ProjectAction::Delete => self.delete_project(),
            ProjectAction::Copy => self.copy_project(),
            ProjectAction::Save => self.save(),
            ProjectAction::Hidden => self.hide(),
            ProjectAction::TakeTheirs => self.take_theirs(),
            ProjectAction::KeepMine => self.keep_mine(),
            ProjectAction::TakeOver => self.take_over(),
            ProjectAction::Role(id, role) => self.take_role(&id, role),
            ProjectAction::Heard(message) => self.hear(message),
            ProjectAction::Database(answer) => self.take_answer(answer),
            ProjectAction::TakeVersion { name, at } => self.take_version(&name, at),
            ProjectAction::Compare(version) => self.compare(version),
            ProjectAction::StopComparing => self.projects.comparison = None,
            ProjectAction::Restore(version) => self.restore_version(version),
            ProjectAction::Forget(version) => self.forget_version(version),
            ProjectAction::Disk(action) => self.act_on_disk(action),
        }
    }

    pub(in crate::studio) fn perform_project(&mut self, id: CommandId) {
        match id {
            CommandId::NewProject => self.leave(Then::Begin),
            CommandId::ExportProject => self.export_project(),
            CommandId::DeleteProject => self.ask_delete(&self.projects.current.id.clone()),
            CommandId::RestoreProject => self.bring_back(),
            CommandId::ReopenMachine => self.reopen_machine(),
            CommandId::NextMachine => self.turn_sheet(true),
            CommandId::PreviousMachine => self.turn_sheet(false),
            CommandId::SaveToDisk => self.save_to_disk(),
            CommandId::SaveProjectToDisk => self.save_project_to_disk(),
            CommandId::OpenFromDisk => self.open_from_disk(),
            _ => {}
        }
    }

    /// Asks for what was kept.
    pub(in crate::studio) fn ask_for_projects(&mut self, latest: Option<String>) {
        self.requests.push(Request::Database(DatabaseRequest::Start { project: latest }));
    }

    /// The list may be out of date: other tabs write, too.
    pub(in crate::studio) fn ask_for_list(&mut self) {
        self.requests.push(Request::Database(DatabaseRequest::List));
    }

    fn take_answer(&mut self, answer: Database) {
        match answer {
            Database::Started(result) => self.begin(result),
            Database::Listed(Ok(list)) => self.projects.list = list,
            Database::Listed(Err(reason)) => {
                self.requests.push(Request::failed(format!("The projects could not be listed: {reason}")));
            }
            Database::Loaded(Ok(Some(stored))) => self.take_stored(&stored),
            Database::Loaded(Ok(None)) => {
                self.requests.push(Request::failed("That project is no longer there"));
                self.ask_for_list();
            }
            Database::Loaded(Err(reason)) => {
                self.requests.push(Request::failed(format!("The project could not be opened: {reason}")));
            }
            Database::Saved(id, result) => self.take_saved(&id, result),
            Database::Deleted(Ok(stored)) => self.deleted(stored),
            Database::Deleted(Err(reason)) => {
                self.requests.push(Request::failed(format!("The project was not deleted: {reason}")));
            }
        }
    }

    /// The page knows now what was kept. What was opened meanwhile comes beside it.
    fn begin(&mut self, result: Result<(Vec<Summary>, Option<Stored>), String>) {
        if self.projects.start == Start::Done {
            return;
        }
        self.projects.start = Start::Done;
        let (list, stored) = result.unwrap_or_else(|reason| {
            self.requests.push(Request::failed(format!("What was kept could not be read: {reason}")));
            (Vec::new(), None)
        });
        self.projects.list = list;
        if !self.projects.current.id.is_empty() {
            // Something was imported meanwhile.
            self.schedule_save();
        } else if let Some(stored) = stored {
            self.take_stored(&stored);
        } else if !self.projects.saving.is_clean() {
            self.begin_project();
            self.schedule_save();
        }
    }

    /// A project came from the store: the one that is open in a newer revision, or another.
    fn take_stored(&mut self, stored: &Stored) {
        let found = match Found::of(stored) {
            Ok(found) => found,
            Err(reason) => {
                let name = &stored.summary.name;
                self.requests.push(Request::failed(format!("{name} could not be opened: {reason}")));
                return;
            }
        };
        let revision = stored.summary.revision;
        if stored.summary.id == self.projects.current.id {
            self.renew(found.project, revision);
        } else if self.projects.current.id.is_empty() && !self.projects.saving.is_clean() {
            self.join(found.project, revision);
        } else {
            self.become_project(found.project, revision);
        }
        // Whoever follows leaves the writer's journal alone.
        if stored.journal.is_some() && self.projects.role == Role::Owner {
            self.settle_journal(found.from_journal, found.lost);
        }
    }

    /// What was open before anybody knew of `project` becomes a part of it.
    fn join(&mut self, mut project: Project, revision: u32) {
        self.park();
        let legacy = self.projects.saving.legacy;
        let mine = std::mem::take(&mut self.projects.current.sheets);
        let active = project.sheets.len() + self.projects.current.active;
        for mut sheet in mine {
            sheet.id = project.fresh();
            project.sheets.push(sheet);
        }
        project.active = active;
        self.become_project(project, revision);
        self.projects.saving.legacy = legacy;
        self.changed();
    }

    fn settle_journal(&mut self, newer: bool, lost: Option<Project>) {
        let id = self.projects.current.id.clone();
        if newer {
            self.projects.saving.recovered();
            self.requests.push(Request::done("Brought back what was not saved when the page closed"));
            self.changed();
            return;
        }
        if let Some(mut project) = lost {
            project.id = self.fresh_id();
            project.name = format!("{} (recovered)", project.name).into();
            let said = format!("What was not saved when the page closed is in {}", project.name);
            self.requests.push(Request::Database(DatabaseRequest::Save(self.first_save(&project))));
            self.requests.push(Request::done(said));
        }
        self.requests.push(Request::Journal { id, text: None });
    }

    fn first_save(&self, project: &Project) -> Save {
        Save {
            summary: summary_of(project, 1, self.session()),
            base: 0,
            text: file::to_value(project, Versions::Beside).to_string(),
            parts: project.versions.iter().filter_map(|one| Some((one.id, one.text.clone()?))).collect(),
            dropped: Vec::new(),
        }
    }

    /// Opens `project` in place of what is open.
    pub(super) fn become_project(&mut self, project: Project, revision: u32) {
        self.show_nothing();
        (self.menu, self.dialog) = (None, None);
        let active = project.active;
        self.projects.current = project;
        self.projects.saving = Saving::of_revision(revision);
        self.projects.role = Role::Owner;
        self.projects.closed.clear();
        (self.projects.comparison, self.projects.yields) = (None, false);
        self.show_some(active);
        if self.projects.current.id.is_empty() {
            self.requests.push(Request::Share(ShareRequest::Release));
            // The welcome shows what else there is.
            self.ask_for_list();
        } else {
            self.claim();
        }
    }

    /// The open project as another tab saved it. What did not change stays as it is, with its undo history.
    fn renew(&mut self, mut project: Project, revision: u32) {
        let shown = self.projects.current.shown().map(|sheet| sheet.id);
        let camera = self.camera;
        self.park();
        for sheet in &mut project.sheets {
            let mine = self.projects.current.sheets.iter_mut().find(|mine| mine.id == sheet.id);
            if let Some(mine) = mine.filter(|mine| mine.text == sheet.text && mine.name == sheet.name) {
                sheet.live = mine.live.take();
            }
        }
        let active = shown.and_then(|shown| project.place_of(shown)).unwrap_or(project.active);
        self.projects.current = project;
        self.projects.saving.settle(revision);
        self.show_some(active);
        let same = self.projects.current.shown().map(|sheet| sheet.id) == shown;
        if same && !camera.size.is_empty() && self.document.is_some() {
            self.camera.jump(camera.viewport);
            self.follow_window();
        }
    }

    fn take_saved(&mut self, id: &Arc<str>, result: Result<u32, SaveError>) {
        let is_back = result.is_ok() && self.projects.returning.as_ref() == Some(id);
        self.saved(id, result);
        if is_back {
            self.projects.returning = None;
            self.leave(Then::Open(id.clone()));
        }
    }

    fn name_project(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() && *self.projects.current.name != *name && self.may_change() {
            self.projects.current.name = name.into();
            self.changed();
        }
    }

    fn open_project(&mut self, id: Arc<str>) {
        self.dialog = None;
        if id != self.projects.current.id {
            self.leave(Then::Open(id));
        }
    }

    /// What is here becomes a project of its own; the one it was stays as it is kept.
    fn copy_project(&mut self) {
        self.note_shown();
        let id = self.fresh_id();
        let project = &mut self.projects.current;
        project.id = id;
        project.name = format!("{} copy", project.name).into();
        project.versions.iter_mut().for_each(|version| version.stored = false);
        let said = format!("This is {} now", project.name);
        self.projects.saving = Saving::of_revision(0);
        self.projects.role = Role::Owner;
        self.claim();
        self.requests.push(Request::done(said));
        self.changed();
    }

    fn take_theirs(&mut self) {
        let revision = self.projects.saving.revision;
        self.projects.saving.settle(revision);
        let id = self.projects.current.id.clone();
        self.requests.push(Request::Database(DatabaseRequest::Load { id }));
    }

    fn keep_mine(&mut self) {
        if let Some(SaveError::Changed { revision }) = self.projects.saving.problem {
            self.projects.saving.revision = revision;
            self.projects.saving.problem = None;
            self.save();
        }
    }

    fn export_project(&mut self) {
        self.note_shown();
        let text = file::to_value(&self.projects.current, Versions::Inside).to_pretty();
        let file_name = self.project_file_name();
        let said = Request::done(format!("Downloaded {file_name}"));
        self.requests.push(Request::Download { file_name, text });
        self.requests.push(said);
    }

    pub(super) fn project_file_name(&self) -> String {
        format!("{}{EXTENSION}", crate::studio::document::file_stem(&self.projects.current.name, "project"))
    }

    /// A project that came as a file: always one of its own here.
    pub(in crate::studio) fn import_project(&mut self, text: &str) -> Result<(), String> {
        let mut project = file::parse(text)?;
        project.id = self.fresh_id();
        self.leave(Then::Become(Box::new(project)));
        Ok(())
    }
}

/// Which of the projects to begin with: the one that was open last, else the latest.
pub fn to_begin_with<'a>(list: &'a [Summary], wanted: Option<&str>) -> Option<&'a Summary> {
    list.iter().find(|summary| Some(&*summary.id) == wanted).or_else(|| list.first())
}

/// The key under which a tab notes which project it has open.
pub(super) fn remember(id: &Arc<str>) -> Request {
    Request::Store { key: StorageKey::PROJECT, text: Some(id.to_string()) }
}
