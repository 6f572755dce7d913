//! Files on the person's disk that the browser may write, where it has such a thing; else a download, or picking a file.

use super::ProjectAction;
use super::file::{self, Versions};
use crate::studio::Studio;
use crate::studio::action::{Action, OpenAction, Request};
use crate::studio::command::CommandId;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A machine's definition
    Machine(u32),
    Project,
}

/// What is asked of the disk. A file is known by a number once the person has picked it.
#[derive(Clone, Debug, PartialEq)]
pub enum DiskRequest {
    Open,
    Save { target: Target, file: Option<u32>, file_name: String, text: String },
}

/// What the disk answers. A person who changed their mind is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum DiskAction {
    Opened { file: u32, name: String, text: String },
    Saved { target: Target, file: u32, name: String },
    Failed(String),
}

impl Studio {
    pub(super) fn act_on_disk(&mut self, action: DiskAction) {
        match action {
            DiskAction::Opened { file, name, text } => {
                let before = self.document.clone();
                self.open(OpenAction::File { name, text });
                // A project, or what could not be opened, is not this machine's file.
                if self.document != before && !self.projects.current.sheets.is_empty() {
                    self.bind(file);
                }
            }
            DiskAction::Saved { target, file, name } => {
                match target {
                    Target::Machine(sheet) => {
                        let sheets = &mut self.projects.current.sheets;
                        if let Some(sheet) = sheets.iter_mut().find(|one| one.id == sheet) {
                            sheet.file = Some(file);
                        }
                    }
                    Target::Project => self.projects.file = Some((self.projects.current.id.clone(), file)),
                }
                self.requests.push(Request::done(format!("Saved {name}")));
            }
            DiskAction::Failed(reason) => {
                self.requests.push(Request::failed(format!("The file was not saved: {reason}")));
            }
        }
    }

    fn bind(&mut self, file: u32) {
        if let Some(sheet) = self.projects.current.shown_mut() {
            sheet.file = Some(file);
        }
    }

    pub(super) fn open_from_disk(&mut self) {
        self.requests.push(if self.environment.disk {
            Request::Disk(DiskRequest::Open)
        } else {
            Request::PickFile
        });
    }

    pub(super) fn save_to_disk(&mut self) {
        let (Some(document), Some(sheet)) = (&self.document, self.projects.current.shown()) else { return };
        if !self.environment.disk {
            self.perform(CommandId::Download);
            return;
        }
        let (target, file) = (Target::Machine(sheet.id), sheet.file);
        let (file_name, text) = (document.file_name(), document.text.to_string());
        self.requests.push(Request::Disk(DiskRequest::Save { target, file, file_name, text }));
    }

    pub(super) fn save_project_to_disk(&mut self) {
        if !self.environment.disk {
            self.perform(CommandId::ExportProject);
            return;
        }
        self.note_shown();
        let project = &self.projects.current;
        let file = self.projects.file.as_ref().filter(|(id, _)| *id == project.id).map(|(_, file)| *file);
        let text = file::to_value(project, Versions::Inside).to_pretty();
        let (target, file_name) = (Target::Project, self.project_file_name());
        self.requests.push(Request::Disk(DiskRequest::Save { target, file, file_name, text }));
    }
}

impl From<DiskAction> for Action {
    fn from(action: DiskAction) -> Self {
        Self::Project(ProjectAction::Disk(action))
    }
}
