//! What changes the selection and what is folded.

use super::Studio;
use super::action::{Direction, Request};
use super::geometry::Rect;
use super::navigate;
use super::pane::Pane;
use super::scene::{Card, FRAME_HEADER, Inside};
use super::viewport::Viewport;
use crate::asl::StatePath;
use crate::edit::Selection;
use std::sync::Arc;

impl Studio {
    pub(super) fn select(&mut self, path: Option<StatePath>) {
        self.select_all(path.map(Selection::one).unwrap_or_default());
    }

    pub(super) fn select_also(&mut self, path: StatePath) {
        let mut selection = self.selection.clone();
        selection.toggle(path);
        self.select_all(selection);
    }

    /// Selects just that, and tells screen readers.
    pub(super) fn select_all(&mut self, selection: Selection) {
        if self.selection == selection {
            return;
        }
        if let Some(rest) = self.rest().filter(|_| self.form.has_drafts()) {
            (rest.commit_drafts)(self);
        }
        self.form.forget_question();
        self.history.close_group();
        self.selection = selection;
        let said = match self.selection.states() {
            [] => "Nothing selected".into(),
            [one] => self.scene.card(one).map(|card| card.description.clone()).unwrap_or_default(),
            many => format!("{} states selected", many.len()),
        };
        self.requests.push(Request::whisper(said));
    }

    /// Selects a state wherever it is: unfolds what hides it and brings it into view.
    pub(super) fn reveal(&mut self, path: StatePath) {
        self.dialog = None;
        self.menu = None;
        self.unfold_to(&path);
        self.select(Some(path.clone()));
        if let Some(area) = self.scene.card(&path).map(|card| visible_part(card)) {
            let readable = self.camera.destination();
            let target = if readable.zoom < 0.5 {
                readable.zoomed_to(self.camera.size.middle(), 0.8)
            } else {
                readable
            };
            self.go(centered_if_far(target, area, self));
        }
    }

    pub(super) fn show_problem(&mut self, index: usize) {
        let Some(document) = &self.document else { return };
        match document.problems.get(index).and_then(|problem| problem.state.clone()) {
            Some(path) => self.reveal(path),
            None => self.select(None),
        }
        self.panes.set_open(Pane::Inspector, true);
    }

    pub fn neighbor(&self, direction: Direction) -> Option<&Arc<Card>> {
        navigate::neighbor(&self.scene, self.selection.chief(), direction)
    }

    pub(super) fn walk(&mut self, direction: Direction) {
        let Some(card) = self.neighbor(direction).cloned() else { return };
        self.select(Some(card.path.clone()));
        self.bring_into_view(visible_part(&card));
    }

    pub(super) fn toggle_collapsed(&mut self, path: &StatePath) {
        if !self.collapsed.remove(path) {
            self.collapsed.insert(path.clone());
        }
        self.fold_changed(Some(path));
    }

    pub(super) fn collapse_all(&mut self) {
        let containers = self.scene.cards.iter().filter(|card| card.inside != Inside::Nothing);
        self.collapsed.extend(containers.map(|card| card.path.clone()).collect::<Vec<_>>());
        self.fold_changed(None);
    }

    pub(super) fn expand_all(&mut self) {
        self.collapsed.clear();
        self.fold_changed(None);
    }

    fn unfold_to(&mut self, path: &StatePath) {
        let mut hidden = false;
        let mut above = path.parent();
        while let Some(container) = above {
            hidden |= self.collapsed.remove(&container);
            above = container.parent();
        }
        if hidden {
            self.redraw();
        }
    }

    /// Draws anew; the container stays where it was on the screen, and a selection that is hidden moves to it.
    fn fold_changed(&mut self, about: Option<&StatePath>) {
        let corner = |studio: &Self| about.and_then(|path| studio.scene.card(path)).map(|card| card.rect);
        let before = corner(self);
        self.redraw();
        if let (Some(before), Some(after)) = (before, corner(self)) {
            let zoom = self.camera.viewport.zoom;
            let (dx, dy) = (before.middle().x - after.middle().x, before.y - after.y);
            self.camera.jump(self.camera.viewport.panned(dx * zoom, dy * zoom));
        }
        if self.selection.states().iter().any(|path| self.scene.card(path).is_none()) {
            let mut shown = self.selection.chief().cloned();
            while let Some(path) = shown.as_ref().filter(|path| self.scene.card(path).is_none()) {
                shown = path.parent();
            }
            self.select(shown);
        }
        self.follow_window();
        self.changed();
    }
}

/// The part of a card that must be seen: of a frame its header.
fn visible_part(card: &Card) -> Rect {
    match card.inside {
        Inside::Frame { .. } => Rect { height: FRAME_HEADER, ..card.rect },
        _ => card.rect,
    }
}

/// The middle of the canvas for what is out of view, else where it is.
fn centered_if_far(view: Viewport, area: Rect, studio: &Studio) -> Viewport {
    let size = studio.camera.size;
    if view.window(size).covers(area) {
        return view.revealing(area, size);
    }
    let at = view.to_screen(area.middle());
    view.panned(size.width / 2.0 - at.x, size.height / 2.0 - at.y)
}
