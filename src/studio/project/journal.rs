//! The journal: a place that can be written at once, for what cannot be saved in time when the page goes away. It is read
//! at the next start.

use super::file::{self, Versions, number};
use super::kept::Stored;
use super::{Project, Start};
use crate::json::{self, Object, Value};
use crate::studio::Studio;
use crate::studio::action::Request;
use std::sync::Arc;

impl Studio {
    /// The page goes out of sight: save now, and note what might not get there in time.
    pub(super) fn hide(&mut self) {
        if self.projects.saving.is_clean() || self.projects.start == Start::Reading {
            return;
        }
        self.save();
        self.note_shown();
        self.projects.saving.journaled = true;
        let mut fields = Object::new();
        fields.insert("base", self.projects.saving.revision);
        fields.insert("by", self.session());
        fields.insert("project", file::to_value(&self.projects.current, Versions::Unsaved));
        let id = self.projects.current.id.clone();
        let text = Some(Value::from(fields).to_string());
        self.requests.push(Request::Journal { id, text });
    }
}

/// A project that was kept, with what was written to the journal after it.
pub(super) struct Found {
    pub project: Project,
    /// Whether the journal has more than the store
    pub from_journal: bool,
    /// What the journal has and the store has something else for
    pub lost: Option<Project>,
}

impl Found {
    pub(super) fn of(stored: &Stored) -> Result<Self, String> {
        let mut project = file::parse(&stored.text)?;
        project.id = stored.summary.id.clone();
        let journal = stored.journal.as_deref().and_then(|text| json::parse(text).ok()).and_then(|journal| {
            let kept = file::read(journal.get("project")?).ok()?;
            Some((number(journal.get("base"))?, journal.get("by")?.as_str()? == &*stored.summary.by, kept))
        });
        let (project, from_journal, lost) = match journal {
            Some((_, _, kept)) if same(&kept, &project) => (project, false, None),
            Some((base, mine, kept)) => {
                let follows =
                    base == stored.summary.revision || (mine && base + 1 == stored.summary.revision);
                if follows { (kept, true, None) } else { (project, false, Some(kept)) }
            }
            None => (project, false, None),
        };
        let mut found = Self { project, from_journal, lost };
        found.project.id = stored.summary.id.clone();
        for project in std::iter::once(&mut found.project).chain(&mut found.lost) {
            fill_versions(project, &stored.versions);
        }
        Ok(found)
    }
}

fn same(one: &Project, other: &Project) -> bool {
    file::to_value(one, Versions::Beside) == file::to_value(other, Versions::Beside)
}

fn fill_versions(project: &mut Project, texts: &[(u32, Arc<str>)]) {
    for version in &mut project.versions {
        if let Some((_, text)) = texts.iter().find(|(id, _)| *id == version.id) {
            (version.text, version.stored) = (Some(text.clone()), true);
        }
    }
}
