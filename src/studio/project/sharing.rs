//! Two tabs with the same project. One of them writes; the others follow what it saves, until they take over.

use super::kept::DatabaseRequest;
use crate::json::{self, Object, Value};
use crate::studio::Studio;
use crate::studio::action::Request;
use std::sync::Arc;

/// What a tab may do with its project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    Owner,
    /// Another tab writes
    Follower,
}

/// What is asked of whoever knows of the other tabs. It answers with [`super::ProjectAction::Role`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareRequest {
    /// Be the one who writes, if nobody is; else wait until the other lets go
    Claim(Arc<str>),
    /// Be the one who writes, even if the other does not let go in a moment
    TakeOver(Arc<str>),
    /// Let the other write, and wait until that one lets go
    Yield(Arc<str>),
    /// There is nothing to write
    Release,
}

/// What tabs tell each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    Saved {
        id: Arc<str>,
        revision: u32,
    },
    /// Another tab wants to write: save, and let go
    Yield {
        id: Arc<str>,
    },
    Deleted {
        id: Arc<str>,
    },
}

impl Message {
    pub fn to_text(&self) -> String {
        let (kind, id, revision) = match self {
            Self::Saved { id, revision } => ("saved", id, *revision),
            Self::Yield { id } => ("yield", id, 0),
            Self::Deleted { id } => ("deleted", id, 0),
        };
        let mut fields = Object::new();
        fields.insert("kind", kind);
        fields.insert("id", id.clone());
        fields.insert("revision", revision);
        Value::from(fields).to_string()
    }

    pub fn read(text: &str) -> Option<Self> {
        let value = json::parse(text).ok()?;
        let id = value.get("id")?.as_str()?.into();
        match value.get("kind")?.as_str()? {
            "saved" => Some(Self::Saved { id, revision: super::file::number(value.get("revision"))? }),
            "yield" => Some(Self::Yield { id }),
            "deleted" => Some(Self::Deleted { id }),
            _ => None,
        }
    }
}

impl Studio {
    pub fn role(&self) -> Role {
        self.projects.role
    }

    /// Whether what is open may be changed here; if not, that is told.
    pub(in crate::studio) fn may_change(&mut self) -> bool {
        let may = self.projects.role == Role::Owner;
        if !may {
            self.requests.push(Request::failed("Read only here: this project is open in another tab"));
        }
        may
    }

    pub(super) fn claim(&mut self) {
        let id = self.projects.current.id.clone();
        self.requests.push(super::acting::remember(&id));
        self.requests.push(Request::Share(ShareRequest::Claim(id)));
    }

    pub(super) fn take_over(&mut self) {
        let id = self.projects.current.id.clone();
        self.requests.push(Request::Tell(Message::Yield { id: id.clone() }));
        self.requests.push(Request::Share(ShareRequest::TakeOver(id)));
    }

    pub(super) fn take_role(&mut self, id: &Arc<str>, role: Role) {
        if *id != self.projects.current.id {
            return;
        }
        let before = std::mem::replace(&mut self.projects.role, role);
        match (before, role) {
            (Role::Follower, Role::Owner) => {
                self.requests.push(Request::done("Changes are saved here now"));
                self.load_latest();
            }
            (Role::Owner, Role::Follower) => {
                self.requests.push(Request::whisper("This project is open in another tab"));
            }
            _ => {}
        }
    }

    /// What is kept now, unless something is here that is not.
    fn load_latest(&mut self) {
        if self.projects.saving.is_clean() {
            let id = self.projects.current.id.clone();
            self.requests.push(Request::Database(DatabaseRequest::Load { id }));
        } else {
            self.schedule_save();
        }
    }

    pub(super) fn hear(&mut self, message: Message) {
        let (Message::Saved { id, .. } | Message::Yield { id } | Message::Deleted { id }) = &message;
        if *id != self.projects.current.id {
            return;
        }
        let saving = &mut self.projects.saving;
        match message {
            Message::Saved { revision, .. } if revision > saving.revision && saving.is_clean() => {
                self.load_latest();
            }
            Message::Saved { .. } => {}
            Message::Yield { .. } => self.yield_to_other(),
            Message::Deleted { .. } => {
                saving.revision = 0;
                self.requests.push(Request::failed("This project was deleted in another tab"));
            }
        }
    }

    /// Saves what is not saved, and lets the other tab write then.
    fn yield_to_other(&mut self) {
        if self.projects.role == Role::Follower {
            return;
        }
        if !self.projects.saving.is_clean() {
            self.projects.yields = true;
            self.save();
            return;
        }
        self.projects.yields = false;
        self.projects.role = Role::Follower;
        let id = self.projects.current.id.clone();
        self.requests.push(Request::Share(ShareRequest::Yield(id)));
        self.requests.push(Request::whisper("Another tab took over this project"));
    }

    /// After a save: whether another tab waits for it.
    pub(super) fn yield_if_asked(&mut self) {
        if self.projects.yields && self.projects.saving.is_clean() {
            self.yield_to_other();
        }
    }
}
