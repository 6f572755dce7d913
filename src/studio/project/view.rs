//! What is to be seen of projects.

use super::kept::{SaveError, Summary};
use super::sharing::Role;
use super::{Project, ProjectAction};
use crate::studio::command::CommandId;
use crate::studio::{Action, Studio};
use std::sync::Arc;

/// A tab of the top bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Tab {
    pub sheet: u32,
    pub name: Arc<str>,
    pub shown: bool,
    /// What is opened next takes its place
    pub preview: bool,
}

/// What lies above the canvas until it is settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub token: &'static str,
    pub text: String,
    pub is_bad: bool,
    pub choices: Vec<Choice>,
}

/// A way to settle it.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub label: &'static str,
    pub token: &'static str,
    pub action: Action,
}

fn choice(label: &'static str, token: &'static str, action: ProjectAction) -> Choice {
    Choice { label, token, action: Action::Project(action) }
}

fn command(token: &'static str, label: &'static str, id: CommandId) -> Choice {
    Choice { label, token, action: Action::Command(id) }
}

impl Studio {
    pub fn project(&self) -> &Project {
        &self.projects.current
    }

    /// The machines of the project, as tabs.
    pub fn tabs(&self) -> Vec<Tab> {
        let project = &self.projects.current;
        let tab = |(place, sheet): (usize, &super::sheet::Sheet)| {
            let shown = place == project.active && self.document.is_some();
            let name =
                self.document.as_ref().filter(|_| shown).map_or(&sheet.name, |document| &document.name);
            Tab { sheet: sheet.id, name: name.clone(), shown, preview: sheet.preview }
        };
        project.sheets.iter().enumerate().map(tab).collect()
    }

    /// All projects that are kept, the latest first.
    pub fn project_list(&self) -> &[Summary] {
        &self.projects.list
    }

    /// Those of them that are not open and have something in them.
    pub fn recent_projects(&self) -> Vec<Summary> {
        let other = |summary: &&Summary| summary.id != self.projects.current.id && summary.machines > 0;
        self.projects.list.iter().filter(other).take(6).cloned().collect()
    }

    /// The project that a dialog asks about.
    pub fn asked_project(&self) -> Option<&Summary> {
        self.projects.asked.as_ref()
    }

    pub fn notice(&self) -> Option<Notice> {
        let copy = || choice("Save as a copy", "copy", ProjectAction::Copy);
        match (&self.projects.saving.problem, self.projects.role) {
            (Some(SaveError::Refused(reason)), _) => Some(Notice {
                token: "not-saved",
                text: format!("Not saved: {reason}. What you changed is in this tab only"),
                is_bad: true,
                choices: vec![
                    choice("Try again", "retry", ProjectAction::Save),
                    command("download", "Download project", CommandId::ExportProject),
                ],
            }),
            (Some(SaveError::Changed { .. }), _) => Some(Notice {
                token: "conflict",
                text:
                    "Another tab saved a newer revision of this project. What you changed here is not saved"
                        .into(),
                is_bad: true,
                choices: vec![
                    choice("Take theirs", "theirs", ProjectAction::TakeTheirs),
                    choice("Keep mine", "mine", ProjectAction::KeepMine),
                    copy(),
                ],
            }),
            (None, Role::Follower) => Some(Notice {
                token: "follower",
                text: "This project is open in another tab. This one follows it, read only".into(),
                is_bad: false,
                choices: vec![choice("Take over", "take-over", ProjectAction::TakeOver), copy()],
            }),
            (None, Role::Owner) => self.comparing(),
        }
    }

    fn comparing(&self) -> Option<Notice> {
        let comparison = self.comparison().filter(|_| self.dialog().is_none())?;
        let id = comparison.version;
        Some(Notice {
            token: "comparing",
            text: format!("Compared with {}", comparison.name),
            is_bad: false,
            choices: vec![
                command("versions", "Show the differences", CommandId::Versions),
                choice("Restore", "restore", ProjectAction::Restore(id)),
                choice("Done", "stop", ProjectAction::StopComparing),
            ],
        })
    }
}
