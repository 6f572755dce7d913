//! What is to be seen of the studio: what views read.

use super::Studio;
use super::action::{Dialog, Menu};
use super::app::{Draft, Environment};
use super::document::OpenDocument;
use super::kind::CardKind;
use super::library::LibraryTab;
use super::pane::Panes;
use super::problem::Counts;
use super::run_mark::RunMarks;
use super::scene::Scene;
use super::shared::Shared;
use super::theme::Theme;
use super::tool::Tool;
use super::viewport::Viewport;
use super::window::Window;
use crate::asl::StatePath;
use crate::edit::Selection;

/// What is to be seen.
impl Studio {
    pub fn document(&self) -> Option<&Shared<OpenDocument>> {
        self.document.as_ref()
    }

    pub fn scene(&self) -> &Shared<Scene> {
        &self.scene
    }

    /// The state that was selected last: what the inspector shows.
    pub fn selection(&self) -> Option<&StatePath> {
        self.selection.chief()
    }

    /// All that is selected.
    pub fn selected(&self) -> &Selection {
        &self.selection
    }

    pub fn viewport(&self) -> Viewport {
        self.camera.viewport
    }

    /// Whether the canvas moves under the person's hand or glides by itself just now.
    pub fn is_moving(&self) -> bool {
        self.tool.is_panning() || self.camera.is_moving()
    }

    /// Whether cards glide to new places just now.
    pub fn is_settling(&self) -> bool {
        self.settling.is_some()
    }

    pub fn is_panning(&self) -> bool {
        self.tool.is_panning()
    }

    pub fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }

    pub fn is_pointer_up(&self) -> bool {
        self.tool == Tool::Idle
    }

    /// The part of the drawing that is worth having on the page.
    pub fn window(&self) -> Window {
        self.window
    }

    pub fn panes(&self) -> Panes {
        self.panes
    }

    pub fn theme(&self) -> Theme {
        self.theme
    }

    pub fn is_dark(&self) -> bool {
        self.theme.is_dark(self.environment.dark)
    }

    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Dialogs are of the rest, and show when it is there.
    pub fn dialog(&self) -> Option<Dialog> {
        self.dialog.filter(|_| self.rest().is_some())
    }

    pub fn menu(&self) -> Option<Menu> {
        self.menu
    }

    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    pub fn is_dragging_file(&self) -> bool {
        self.dragging_file
    }

    pub fn library_filter(&self) -> &str {
        &self.library_filter
    }

    pub fn library_tab(&self) -> LibraryTab {
        self.library_tab
    }

    pub fn outline_filter(&self) -> &str {
        &self.outline_filter
    }

    pub fn marks(&self) -> &Shared<RunMarks> {
        &self.marks
    }

    /// How many problems the open definition has.
    pub fn problem_counts(&self) -> Counts {
        self.document.as_ref().map(|document| document.counts).unwrap_or_default()
    }

    /// The same where they are put before a person unasked: a workflow that has just begun is not wrong yet.
    pub fn pressing_problems(&self) -> Counts {
        let document = self.document.as_ref().filter(|document| !document.machine.states.is_empty());
        document.map(|document| document.counts).unwrap_or_default()
    }

    /// The selected state, if it is a Parallel or a Map with something inside.
    pub fn selected_container(&self) -> Option<&StatePath> {
        let path = self.selection.chief()?;
        let card = self.scene.card(path)?;
        let container = matches!(card.kind, CardKind::Parallel | CardKind::Map);
        (container && card.inside != super::scene::Inside::Nothing).then_some(path)
    }
}
