//! The tabs: showing another machine, closing one and bringing it back, and machines that come in.

use super::sheet::Sheet;
use super::version::Version;
use crate::studio::Studio;
use crate::studio::action::Request;
use crate::studio::command::CommandId;
use crate::studio::scene::Scene;
use crate::studio::shared::Shared;
use std::sync::Arc;

/// How many closed machines can be brought back.
const MOST_CLOSED: usize = 20;

/// A machine that was closed, with its versions.
#[derive(Debug)]
pub struct Closed {
    sheet: Sheet,
    place: usize,
    versions: Vec<Version>,
}

impl Studio {
    /// Shows the machine `sheet`.
    pub(super) fn show_sheet(&mut self, sheet: u32) {
        let project = &self.projects.current;
        let Some(place) = project.place_of(sheet) else { return };
        if place == project.active && self.document.is_some() {
            return;
        }
        let before = project.active;
        self.park();
        if self.unpark(place) {
            let name = self.projects.current.sheets[place].name.clone();
            self.requests.push(Request::whisper(format!("{name} is shown")));
            self.changed();
        } else {
            self.requests.push(Request::failed("That workflow cannot be read"));
            self.unpark(before);
        }
    }

    /// The machine to the right or to the left, around the ends.
    pub(in crate::studio) fn turn_sheet(&mut self, right: bool) {
        let project = &self.projects.current;
        let count = project.sheets.len();
        if count > 1 {
            let step = if right { 1 } else { count - 1 };
            let next = project.sheets[(project.active + step) % count].id;
            self.show_sheet(next);
        }
    }

    /// Makes room for a machine that comes in: a place of its own, or that of one that was only looked at.
    pub(in crate::studio) fn make_room(&mut self, name: &Arc<str>, preview: bool) {
        if !self.is_untouched() {
            self.park();
            let id = self.projects.current.fresh();
            let place = self.projects.current.sheets.len();
            self.projects.current.sheets.push(Sheet { id, ..Sheet::default() });
            self.projects.current.active = place;
        }
        let project = &mut self.projects.current;
        if project.name.is_empty() {
            project.name = name.clone();
        }
        if let Some(sheet) = project.shown_mut() {
            *sheet = Sheet { id: sheet.id, preview, ..Sheet::default() };
        }
    }

    /// Whether what is shown was only looked at, so that something else may take its place.
    fn is_untouched(&self) -> bool {
        let Some(sheet) = self.projects.current.shown().filter(|_| self.document.is_some()) else {
            return false;
        };
        let edited = self.undo_label().is_some() || self.redo_label().is_some();
        let has_versions = self.projects.current.versions.iter().any(|version| version.sheet == sheet.id);
        sheet.preview && !edited && !has_versions && !self.run.is_there()
    }

    /// What is shown is the person's own from now on.
    pub(in crate::studio) fn keep_sheet(&mut self) {
        if let Some(sheet) = self.projects.current.shown_mut() {
            sheet.preview = false;
        }
    }

    /// A name that no other machine of the project has.
    pub(in crate::studio) fn free_name(&self, wanted: &str) -> String {
        let untouched = self.is_untouched();
        let (project, shown) = (&self.projects.current, self.document.as_ref().map(|one| one.name.clone()));
        let taken = |name: &str| {
            let mut others = project.sheets.iter().enumerate().filter(|(place, _)| *place != project.active);
            others.any(|(_, sheet)| *sheet.name == *name)
                || (!untouched && shown.as_ref().is_some_and(|shown| **shown == *name))
        };
        let mut name = wanted.to_owned();
        let mut number = 2;
        while taken(&name) {
            name = format!("{wanted} {number}");
            number += 1;
        }
        name
    }

    pub(in crate::studio) fn close_shown(&mut self) {
        if let Some(sheet) = self.projects.current.shown().map(|sheet| sheet.id) {
            self.close_sheet(sheet);
        }
    }

    /// Closes a machine and asks nothing: it can be brought back.
    pub(super) fn close_sheet(&mut self, sheet: u32) {
        let Some(place) = self.projects.current.place_of(sheet).filter(|_| self.may_change()) else { return };
        let shown = self.projects.current.active;
        self.park();
        let project = &mut self.projects.current;
        let sheet = project.sheets.remove(place);
        let said = Request::offer(format!("Closed {}", sheet.name), CommandId::ReopenMachine);
        let (mine, others) =
            std::mem::take(&mut project.versions).into_iter().partition(|one| one.sheet == sheet.id);
        project.versions = others;
        let mut versions: Vec<Version> = mine;
        for version in &mut versions {
            self.projects.saving.drop_part(version.id);
            version.stored = false;
        }
        self.projects.closed.push(Closed { sheet, place, versions });
        if self.projects.closed.len() > MOST_CLOSED {
            self.projects.closed.remove(0);
        }
        let next = if place < shown { shown - 1 } else { shown };
        self.show_some(next);
        self.requests.push(said);
        self.changed();
    }

    /// Shows the machine at `place`, or the next that can be read, or nothing.
    pub(super) fn show_some(&mut self, place: usize) {
        let count = self.projects.current.sheets.len();
        let place = place.min(count.saturating_sub(1));
        let mut places = (place..count).chain((0..place).rev());
        if !places.any(|place| self.unpark(place)) {
            self.show_nothing();
        }
    }

    pub(super) fn show_nothing(&mut self) {
        self.document = None;
        self.projects.current.active = 0;
        self.scene = Shared::new(Scene::default());
        self.selection = Default::default();
        self.history = Default::default();
        self.drafting = Default::default();
        self.collapsed.clear();
        self.close_transient();
        self.waiting.clear();
        self.forget_run();
    }

    pub fn can_reopen(&self) -> bool {
        !self.projects.closed.is_empty()
    }

    pub(in crate::studio) fn reopen_machine(&mut self) {
        if !self.may_change() {
            return;
        }
        let Some(closed) = self.projects.closed.pop() else { return };
        self.park();
        let project = &mut self.projects.current;
        for version in &closed.versions {
            self.projects.saving.keep_part(version.id);
        }
        project.versions.extend(closed.versions);
        let place = closed.place.min(project.sheets.len());
        let name = closed.sheet.name.clone();
        project.sheets.insert(place, closed.sheet);
        self.show_some(place);
        self.requests.push(Request::whisper(format!("{name} is back")));
        self.changed();
    }

    pub(super) fn move_sheet(&mut self, sheet: u32, to: usize) {
        let project = &mut self.projects.current;
        let Some(from) = project.place_of(sheet) else { return };
        let shown = project.shown().map(|sheet| sheet.id);
        let moved = project.sheets.remove(from);
        let to = to.min(project.sheets.len());
        project.sheets.insert(to, moved);
        project.active = shown.and_then(|shown| project.place_of(shown)).unwrap_or_default();
        if from != to {
            self.changed();
        }
    }
}
