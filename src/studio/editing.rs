//! Changing what is open: every change is one entry of the undo history, whoever asks for it.

use super::Studio;
use super::action::{Action, Request};
use super::drafting::Picture;
use super::geometry::Rect;
use super::settings::MachineSettings;
use crate::asl::StatePath;
use crate::edit::{self, Command, CommandError, Document, Edit, Place, Selection, Wrapping};
use crate::layout::{Direction, Pin};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Weak};

/// What a person does to the definition.
#[derive(Clone, Debug, PartialEq)]
pub enum EditAction {
    /// A change, from a form, the canvas or the code
    Do(Command),
    /// The same, letter by letter into one field: what has the same group becomes one entry
    Type(Command, String),
    /// The focus left the field: what comes next is an entry of its own
    Commit,
    /// Another name for the whole workflow
    Name(String),
    /// States from the clipboard
    Paste(String),
}

/// All that an undo brings back.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub document: Document,
    pub name: Arc<str>,
    pub selection: Selection,
    /// What was moved by hand
    pub pins: BTreeMap<StatePath, Pin>,
    pub direction: Direction,
    /// Where everything was, so that an undo moves nothing else
    picture: Weak<Picture>,
    /// What is kept of the machine beside its text
    pub settings: MachineSettings,
    pub is_express: bool,
}

impl Studio {
    pub(super) fn act_on_document(&mut self, action: EditAction) {
        match action {
            EditAction::Do(command) => self.edit(&command),
            EditAction::Type(command, group) => self.edit_in(&command, Some(&group)),
            EditAction::Commit => self.history.close_group(),
            EditAction::Name(name) => self.rename_workflow(&name),
            EditAction::Paste(text) => self.paste(&text),
        }
    }

    /// What an undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// What a redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// What the open definition is now, with what is selected.
    pub(super) fn snapshot(&self) -> Option<Snapshot> {
        let document = self.document.as_ref()?;
        Some(Snapshot {
            document: document.source.clone(),
            name: document.name.clone(),
            selection: self.selection.clone(),
            pins: self.drafting.pins.clone(),
            direction: self.drafting.direction,
            picture: self.drafting.picture(),
            settings: self.settings.clone(),
            is_express: self.run.setup().express,
        })
    }

    /// The same before a change; `None` where nothing may be changed, which is told.
    pub(super) fn snapshot_to_change(&mut self) -> Option<Snapshot> {
        let snapshot = self.snapshot()?;
        self.may_change().then_some(snapshot)
    }

    /// Does a command; what cannot be done is told.
    pub(super) fn edit(&mut self, command: &Command) {
        self.edit_in(command, None);
    }

    fn edit_in(&mut self, command: &Command, group: Option<&str>) {
        let Some(before) = self.snapshot_to_change() else { return };
        let Some(rest) = self.rest() else {
            return self.wait_for_rest(Action::Edit(match group {
                Some(group) => EditAction::Type(command.clone(), group.to_owned()),
                None => EditAction::Do(command.clone()),
            }));
        };
        match (rest.apply)(&before.document, command) {
            Ok(edit) => self.take_edit(before, edit, group),
            Err(CommandError::Unchanged) => {}
            Err(error) => self.requests.push(Request::failed(error.to_string())),
        }
    }

    /// Takes what was typed as text, one entry a pause.
    pub(super) fn take_typed(&mut self, document: Document) {
        let Some(before) = self.snapshot_to_change() else { return };
        let edit = Edit { document, label: "Edit code".into(), select: Vec::new(), moved: Vec::new() };
        self.take_edit(before, edit, None);
    }

    fn take_edit(&mut self, before: Snapshot, edit: Edit, group: Option<&str>) {
        let pins = pins_after(&before.pins, &edit);
        let mut selection = self.selection.clone();
        selection.follow(&edit.moved, |path| edit.document.state(path).is_some());
        if !edit.select.is_empty() && group.is_none() {
            selection = Selection::many(edit.select);
        }
        if let Some(rest) = self.rest() {
            (rest.follow_moves)(self, &edit.moved);
        }
        self.follow_moves(&edit.moved);
        let after = Snapshot { document: edit.document, selection, pins, ..before.clone() };
        self.history.record(edit.label.clone(), before, after.clone(), group);
        self.adopt(after);
        if !edit.moved.is_empty() {
            self.save_samples();
        }
        self.requests.push(Request::whisper(edit.label));
    }

    /// What is folded stays folded under its new path.
    fn follow_moves(&mut self, moved: &[(StatePath, StatePath)]) {
        let now = |path: &StatePath| {
            let found = moved.iter().find(|(before, _)| before == path);
            found.map_or_else(|| path.clone(), |(_, after)| after.clone())
        };
        let mut collapsed = BTreeSet::new();
        collapsed.extend(self.collapsed.iter().map(now));
        self.collapsed = collapsed;
    }

    /// Makes a snapshot what is open.
    fn adopt(&mut self, snapshot: Snapshot) {
        let chief = snapshot.selection.chief().cloned();
        let held = chief.map(|state| (state.clone(), self.rect_of(&state)));
        self.adopt_holding(snapshot, held);
    }

    fn adopt_holding(&mut self, snapshot: Snapshot, held: Option<(StatePath, Option<Rect>)>) {
        self.document = Some(self.edited(snapshot.document, snapshot.name));
        self.want_jsonata();
        if let Some(rest) = self.rest() {
            (rest.follow_edit)(self);
        }
        self.hover = None;
        self.selection = snapshot.selection;
        self.drafting.pins = snapshot.pins;
        self.drafting.direction = snapshot.direction;
        self.drafting.go_back_to(&snapshot.picture);
        if !self.environment.reduced_motion {
            self.settling = Some(f64::INFINITY);
            self.ask_frame();
        }
        self.redraw_around(held);
        self.keep_sheet();
        self.changed();
    }

    /// Puts another text in the place of all that is open.
    pub(super) fn replace_document(&mut self, label: &str, document: Document) {
        let Some(before) = self.snapshot_to_change() else { return };
        let mut selection = self.selection.clone();
        selection.follow(&[], |path| document.state(path).is_some());
        let after = Snapshot { document, selection, ..before.clone() };
        if after.document != before.document {
            self.take_snapshot(label, before, after);
        }
    }

    /// Moves states on the drawing, and nothing else.
    pub(super) fn move_by_hand(&mut self, states: &[StatePath], dx: f64, dy: f64) {
        let Some(before) = self.snapshot_to_change() else { return };
        let mut after = before.clone();
        for state in states {
            let (x, y) = match before.pins.get(state) {
                Some(Pin::By(by)) => (by.x, by.y),
                _ => (0.0, 0.0),
            };
            after.pins.insert(state.clone(), Pin::By(crate::layout::Point::new(x + dx, y + dy)));
        }
        let label = match states {
            [one] => format!("Place {} by hand", one.name()),
            many => format!("Place {} states by hand", many.len()),
        };
        let put = |rect: Rect| Rect { x: rect.x + dx, y: rect.y + dy, ..rect };
        let held = states.first().map(|state| (state.clone(), self.rect_of(state).map(put)));
        self.history.record(&*label, before, after.clone(), None);
        self.adopt_holding(after, held);
        self.requests.push(Request::whisper(label));
    }

    /// Everything where it comes by itself, in the best order that is found.
    pub(super) fn tidy_up(&mut self) {
        let Some(before) = self.snapshot_to_change() else { return };
        let after = Snapshot { pins: BTreeMap::new(), ..before.clone() };
        self.drafting.tidy = true;
        self.take_snapshot("Tidy up", before, after);
    }

    /// From top-down to left-right, and back.
    pub(super) fn turn_flow(&mut self) {
        let Some(before) = self.snapshot_to_change() else { return };
        let (direction, label) = match before.direction {
            Direction::TopDown => (Direction::LeftRight, "Flow from left to right"),
            Direction::LeftRight => (Direction::TopDown, "Flow from top to bottom"),
        };
        let after = Snapshot { direction, pins: BTreeMap::new(), ..before.clone() };
        self.drafting.tidy = true;
        self.take_snapshot(label, before, after);
        self.fit();
    }

    fn take_snapshot(&mut self, label: &str, before: Snapshot, after: Snapshot) {
        self.history.record(label, before, after.clone(), None);
        self.adopt(after);
        self.requests.push(Request::whisper(label));
    }

    /// Where a state is drawn.
    fn rect_of(&self, state: &StatePath) -> Option<Rect> {
        self.scene.card(state).map(|card| card.rect)
    }

    /// Draws anew; `held` is a state and where it shall be seen: it stays there on the screen, whatever comes to be
    /// above it.
    fn redraw_around(&mut self, held: Option<(StatePath, Option<Rect>)>) {
        self.redraw();
        if let Some((state, before)) = held {
            match (before, self.rect_of(&state)) {
                (Some(before), Some(after)) => {
                    let zoom = self.camera.viewport.zoom;
                    let (dx, dy) = (before.middle().x - after.middle().x, before.y - after.y);
                    self.camera.jump(self.camera.viewport.panned(dx * zoom, dy * zoom));
                }
                (None, Some(after)) => self.bring_into_view(after),
                _ => {}
            }
        }
        self.follow_window();
    }

    pub(super) fn undo(&mut self) {
        if !self.may_change() {
            return;
        }
        let Some(entry) = self.history.undo() else { return };
        entry.after.picture = self.drafting.picture();
        let entry = entry.clone();
        self.form.forget_drafts();
        self.take_settings(&entry.after, &entry.before);
        self.adopt(entry.before);
        self.requests.push(Request::done(format!("Undone: {}", entry.label)));
    }

    pub(super) fn redo(&mut self) {
        if !self.may_change() {
            return;
        }
        let Some(entry) = self.history.redo() else { return };
        entry.before.picture = self.drafting.picture();
        let entry = entry.clone();
        self.form.forget_drafts();
        self.take_settings(&entry.before, &entry.after);
        self.adopt(entry.after);
        self.requests.push(Request::done(format!("Done again: {}", entry.label)));
    }

    fn rename_workflow(&mut self, name: &str) {
        let (Some(before), name) = (self.snapshot(), name.trim()) else { return };
        if name.is_empty() || *before.name == *name || !self.may_change() {
            return;
        }
        let after = Snapshot { name: name.into(), ..before.clone() };
        self.take_snapshot(&format!("Rename the workflow to {name}"), before, after);
    }

    pub(super) fn delete_selection(&mut self) {
        let command = match self.selection.selected_connection() {
            Some(connection) => Command::Disconnect { connection: connection.clone() },
            None => Command::Delete { states: self.selection.states().to_vec() },
        };
        self.edit(&command);
    }

    /// Puts states behind what is selected, or at the end of the workflow.
    pub(super) fn paste(&mut self, text: &str) {
        let Some(at) = self.place_after_selection() else { return };
        match Command::paste(text, at) {
            Ok(command) => self.edit(&command),
            Err(error) => self.requests.push(Request::failed(format!("Not pasted: {error}"))),
        }
    }

    /// Where something new comes if nobody says where: on the selected connection, after the selected state, or where
    /// the workflow ends.
    pub(super) fn place_after_selection(&self) -> Option<Place> {
        let document = self.document.as_ref()?;
        if let Some(connection) = self.selection.selected_connection() {
            return Some(Place::On(connection.clone()));
        }
        if let Some(state) = self.selection.chief() {
            return Some(edit::rules::place_after(&document.source, state));
        }
        Some(edit::rules::last_place(&document.source))
    }

    pub(super) fn select_everything(&mut self) {
        let states = self.scene.cards.iter().map(|card| card.path.clone()).collect();
        self.select_all(Selection::many(states));
    }

    pub(super) fn wrap_selection(&mut self, in_a: Wrapping) {
        let states = self.selection.states().to_vec();
        self.edit(&Command::Wrap { states, in_a });
    }

    pub(super) fn unwrap_selection(&mut self) {
        if let Some(state) = self.selection.chief().cloned() {
            self.edit(&Command::Unwrap { state });
        }
    }
}

/// What was moved by hand stays so under its new name; in another scope it finds its place anew.
fn pins_after(before: &BTreeMap<StatePath, Pin>, edit: &Edit) -> BTreeMap<StatePath, Pin> {
    let mut pins = BTreeMap::new();
    for (path, pin) in before {
        let now = edit.moved.iter().find(|(old, _)| old == path).map_or(path, |(_, new)| new);
        if now.scope() == path.scope() && edit.document.state(now).is_some() {
            pins.insert(now.clone(), *pin);
        }
    }
    pins
}
