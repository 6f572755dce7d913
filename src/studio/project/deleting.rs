//! Deleting a project, which its typed name confirms, and bringing it back.

use super::Project;
use super::kept::{DatabaseRequest, Save, Stored, Summary};
use super::sharing::Message;
use crate::studio::Studio;
use crate::studio::action::{Dialog, Request};
use crate::studio::command::CommandId;
use std::sync::Arc;

impl Studio {
    pub(super) fn ask_delete(&mut self, id: &Arc<str>) {
        let open = *id == self.projects.current.id;
        let kept = self.projects.list.iter().find(|summary| summary.id == *id).cloned();
        let mut asked = kept.unwrap_or_default();
        if open {
            (asked.id, asked.name) = (id.clone(), self.projects.current.name.clone());
        }
        if !asked.id.is_empty() {
            self.projects.asked = Some(asked);
            self.projects.typed.clear();
            self.dialog = Some(Dialog::DeleteProject);
        }
    }

    /// Whether the name was typed that confirms it.
    pub fn may_delete(&self) -> bool {
        let typed = self.projects.typed.trim();
        self.projects.asked.as_ref().is_some_and(|asked| asked.name.trim() == typed && !typed.is_empty())
    }

    pub(super) fn delete_project(&mut self) {
        if !self.may_delete() {
            return;
        }
        let Some(asked) = self.projects.asked.take() else { return };
        self.projects.typed.clear();
        self.dialog = None;
        if asked.id == self.projects.current.id {
            // So that bringing it back brings back all of it.
            self.save();
        }
        self.requests.push(Request::Database(DatabaseRequest::Delete { id: asked.id }));
    }

    pub(super) fn deleted(&mut self, stored: Option<Stored>) {
        let Some(stored) = stored else { return };
        let id = stored.summary.id.clone();
        let said = format!("Deleted {}", stored.summary.name);
        self.requests.push(Request::Tell(Message::Deleted { id: id.clone() }));
        self.projects.list.retain(|summary| summary.id != id);
        self.projects.deleted = Some(stored);
        if id == self.projects.current.id {
            self.become_project(Project::default(), 0);
        }
        self.requests.push(Request::offer(said, CommandId::RestoreProject));
    }

    pub fn can_bring_back(&self) -> bool {
        self.projects.deleted.is_some()
    }

    pub(super) fn bring_back(&mut self) {
        let Some(stored) = self.projects.deleted.take() else { return };
        let summary = Summary { revision: stored.summary.revision + 1, ..stored.summary };
        self.projects.returning = Some(summary.id.clone());
        let (text, parts) = (stored.text.to_string(), stored.versions);
        let save = Save { summary, base: 0, text, parts, dropped: Vec::new() };
        self.requests.push(Request::Database(DatabaseRequest::Save(save)));
    }
}
