//! Named snapshots of a machine: kept until they are deleted, compared with what it is now, restored as one edit.

use super::diff::Difference;
use super::file::number;
use crate::edit::Document;
use crate::json::{Object, Value};
use crate::studio::Studio;
use crate::studio::action::Request;
use crate::studio::shared::Shared;
use std::sync::Arc;

/// A machine as it was at some time.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub id: u32,
    /// Whose it is
    pub sheet: u32,
    pub name: Arc<str>,
    /// When it was taken, in milliseconds since 1970
    pub at: f64,
    /// The definition; `None` while only its name is known
    pub text: Option<Arc<str>>,
    /// Whether the store has its text
    pub(super) stored: bool,
    pub(super) extra: Object,
}

impl Version {
    const KNOWN: [&str; 5] = ["id", "machine", "name", "at", "definition"];

    pub fn to_value(&self, with_text: bool) -> Value {
        let mut fields = Object::new();
        fields.insert("id", self.id);
        fields.insert("machine", self.sheet);
        fields.insert("name", self.name.clone());
        fields.insert("at", self.at);
        if let Some(text) = self.text.clone().filter(|_| with_text) {
            fields.insert("definition", text);
        }
        for (key, value) in &self.extra {
            fields.insert(key.clone(), value.clone());
        }
        fields.into()
    }

    pub fn read(value: &Value) -> Option<Self> {
        let object = value.as_object()?;
        let text = |key: &str| object.get(key).and_then(Value::as_str).map(Arc::from);
        let unknown = object.iter().filter(|(key, _)| !Self::KNOWN.contains(&&***key));
        Some(Self {
            id: number(object.get("id"))?,
            sheet: number(object.get("machine")).unwrap_or_default(),
            name: text("name")?,
            at: object.get("at").and_then(Value::as_f64).unwrap_or_default(),
            text: text("definition"),
            stored: false,
            extra: unknown.map(|(key, value)| (key.clone(), value.clone())).collect(),
        })
    }
}

/// A version beside what the machine is now.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub version: u32,
    pub name: Arc<str>,
    /// What it was made for, to know when it is out of date
    of: Document,
    pub difference: Shared<Difference>,
}

impl Studio {
    /// The versions of the machine that is shown, the latest first.
    pub fn versions(&self) -> Vec<Version> {
        let Some(sheet) = self.projects.current.shown() else { return Vec::new() };
        let of_sheet = self.projects.current.versions.iter().filter(|version| version.sheet == sheet.id);
        of_sheet.rev().cloned().collect()
    }

    /// What a version is compared with, if one is.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.projects.comparison.as_ref()
    }

    /// What differs from the version that the workflow is compared with.
    pub fn difference(&self) -> Option<Shared<Difference>> {
        self.comparison().map(|comparison| comparison.difference.clone())
    }

    pub(super) fn take_version(&mut self, name: &str, at: f64) {
        let (Some(document), true) = (self.document.clone(), self.may_change()) else { return };
        let name = match name.trim() {
            "" => format!("Version {}", self.versions().len() + 1),
            name => name.to_owned(),
        };
        let project = &mut self.projects.current;
        let Some(sheet) = project.shown().map(|sheet| sheet.id) else { return };
        let said = Request::done(format!("Kept {name}"));
        let (id, text) = (project.fresh(), Some(document.text.clone()));
        let (stored, extra) = (false, Object::new());
        project.versions.push(Version { id, sheet, name: name.into(), at, text, stored, extra });
        self.requests.push(said);
        self.changed();
    }

    pub(super) fn forget_version(&mut self, id: u32) {
        if !self.may_change() {
            return;
        }
        self.projects.current.versions.retain(|version| version.id != id);
        self.projects.saving.drop_part(id);
        if self.projects.comparison.as_ref().is_some_and(|comparison| comparison.version == id) {
            self.projects.comparison = None;
        }
        self.changed();
    }

    fn version(&self, id: u32) -> Option<(Version, Document)> {
        let version = self.projects.current.versions.iter().find(|version| version.id == id)?;
        Some((version.clone(), Document::new(version.text.as_deref()?)?))
    }

    pub(super) fn compare(&mut self, id: u32) {
        let Some(now) = self.document.as_ref().map(|document| document.source.clone()) else { return };
        let Some((version, before)) = self.version(id) else {
            self.requests.push(Request::failed("That version cannot be read"));
            return;
        };
        let Some(rest) = self.rest() else { return };
        let difference = Shared::new((rest.difference)(&before, &now));
        let comparison = Comparison { version: id, name: version.name, of: now, difference };
        self.projects.comparison = Some(comparison);
    }

    /// After anything that may have changed what is open.
    pub(in crate::studio) fn follow_comparison(&mut self) {
        let Some(comparison) = &self.projects.comparison else { return };
        let id = comparison.version;
        let sheet = self.projects.current.shown().map(|sheet| sheet.id);
        let mine = self.version(id).is_some_and(|(version, _)| Some(version.sheet) == sheet);
        let same = self.document.as_ref().is_some_and(|document| document.source == comparison.of);
        match (mine, same) {
            (false, _) => self.projects.comparison = None,
            (true, false) => self.compare(id),
            (true, true) => {}
        }
    }

    /// Brings a version back: one entry of the undo history.
    pub(super) fn restore_version(&mut self, id: u32) {
        let Some((version, document)) = self.version(id) else { return };
        self.replace_document(&format!("Restore {}", version.name), document);
        self.requests.push(Request::done(format!("Restored {}", version.name)));
    }
}
