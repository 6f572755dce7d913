//! What is kept, and what is asked of the database that keeps it.

use super::file::number;
use crate::json::{self, Object, Value};
use std::sync::Arc;

/// What the list of projects says of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    pub id: Arc<str>,
    pub name: Arc<str>,
    pub machines: u32,
    /// Counts its saves
    pub revision: u32,
    /// Which tab saved it
    pub by: Arc<str>,
    /// When, in milliseconds since 1970
    pub at: f64,
}

impl Summary {
    pub fn to_text(&self) -> String {
        let mut fields = Object::new();
        fields.insert("name", self.name.clone());
        fields.insert("machines", self.machines);
        fields.insert("revision", self.revision);
        fields.insert("by", self.by.clone());
        fields.insert("at", self.at);
        Value::from(fields).to_string()
    }

    /// What cannot be read is a project about which nothing is known.
    pub fn read(id: &str, text: &str) -> Self {
        let value = json::parse(text).unwrap_or_default();
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().into();
        Self {
            id: id.into(),
            name: text("name"),
            machines: number(value.get("machines")).unwrap_or_default(),
            revision: number(value.get("revision")).unwrap_or_default(),
            by: text("by"),
            at: value.get("at").and_then(Value::as_f64).unwrap_or_default(),
        }
    }

    /// The latest first.
    pub fn arrange(list: &mut [Self]) {
        crate::sort::sort_by(list, |one, other| other.at.total_cmp(&one.at));
    }
}

/// A project as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    pub summary: Summary,
    pub text: Arc<str>,
    /// The versions' texts, by number
    pub versions: Vec<(u32, Arc<str>)>,
    /// What could not be saved before the page went away
    pub journal: Option<Arc<str>>,
}

/// A project to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// As it shall be, but for when
    pub summary: Summary,
    /// The revision that must be there now; 0 if there must be none
    pub base: u32,
    pub text: String,
    /// Versions that are new
    pub parts: Vec<(u32, Arc<str>)>,
    /// Versions that are no longer wanted
    pub dropped: Vec<u32>,
}

/// Why something was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// There is another revision than the one it was based on
    Changed { revision: u32 },
    /// In words, without a final period
    Refused(String),
}

/// What is asked of the database.
#[derive(Clone, Debug, PartialEq)]
pub enum DatabaseRequest {
    /// The list, and a project to begin with: this one if it is there, else the latest
    Start {
        project: Option<String>,
    },
    List,
    Load {
        id: Arc<str>,
    },
    Save(Save),
    Delete {
        id: Arc<str>,
    },
}

/// What the database answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Database {
    Started(Result<(Vec<Summary>, Option<Stored>), String>),
    Listed(Result<Vec<Summary>, String>),
    Loaded(Result<Option<Stored>, String>),
    Saved(Arc<str>, Result<u32, SaveError>),
    /// What was deleted, so that it can be brought back
    Deleted(Result<Option<Stored>, String>),
}
