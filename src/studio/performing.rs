//! What each command does.

use super::Studio;
use super::action::{FocusTarget, OpenAction, Request};
use super::command::{self, CommandId};
use super::pane::Pane;
use crate::edit::Wrapping;

impl Studio {
    pub(super) fn perform(&mut self, id: CommandId) {
        if !(command::find(id).enabled)(self) {
            return;
        }
        self.menu = None;
        self.dialog = None;
        if let Some(action) = command::action(id) {
            let requests = self.dispatch(action);
            self.requests.extend(requests);
            return;
        }
        match id {
            CommandId::OpenFile => self.requests.push(Request::PickFile),
            CommandId::Download => self.download(),
            CommandId::CopyDefinition => self.copy_definition(),
            CommandId::CloseDocument => self.close_document(),
            CommandId::Fit => self.fit(),
            CommandId::ActualSize => self.actual_size(),
            CommandId::ZoomIn => self.zoom_steps(1),
            CommandId::ZoomOut => self.zoom_steps(-1),
            CommandId::RevealSelection => {
                self.selection.chief().cloned().into_iter().for_each(|path| self.reveal(path))
            }
            CommandId::ToggleCollapsed => {
                let path = self.selection.chief().cloned();
                path.into_iter().for_each(|path| self.toggle_collapsed(&path));
            }
            CommandId::CollapseAll => self.collapse_all(),
            CommandId::ExpandAll => self.expand_all(),
            CommandId::FocusInspector => self.focus(Pane::Inspector, FocusTarget::Inspector),
            CommandId::FindState => self.focus(Pane::Outline, FocusTarget::OutlineFilter),
            CommandId::Escape => self.select(None),
            CommandId::ToggleTheme => self.theme = self.theme.toggled(self.environment.dark),
            CommandId::New => self.open(OpenAction::New),
            CommandId::Undo => self.undo(),
            CommandId::Redo => self.redo(),
            CommandId::DeleteSelection => self.delete_selection(),
            CommandId::Duplicate => self.duplicate(),
            CommandId::Copy => self.copy_selection(),
            CommandId::Cut => self.cut_selection(),
            CommandId::SelectAll => self.select_everything(),
            CommandId::WrapInParallel => self.wrap_selection(Wrapping::Parallel),
            CommandId::WrapInMap => self.wrap_selection(Wrapping::Map),
            CommandId::Unwrap => self.unwrap_selection(),
            _ => self.perform_run(id),
        }
    }

    fn focus(&mut self, pane: Pane, target: FocusTarget) {
        self.panes.set_open(pane, true);
        self.requests.push(Request::Focus(target));
    }

    fn download(&mut self) {
        let Some(document) = &self.document else { return };
        let file_name = document.file_name();
        let said = Request::done(format!("Downloaded {file_name}"));
        self.requests.push(Request::Download { file_name, text: document.text.to_string() });
        self.requests.push(said);
    }

    fn copy_definition(&mut self) {
        let Some(document) = &self.document else { return };
        let text = document.text.to_string();
        self.requests.push(Request::Copy { text, done: "Copied the definition".into() });
    }

    pub(super) fn copy_state(&mut self, path: &crate::asl::StatePath) {
        let Some(document) = &self.document else { return };
        let Some(id) = document.machine.resolve(path) else { return };
        let text = document.state_text(id);
        self.requests.push(Request::Copy { text, done: format!("Copied {}", path.name()) });
    }
}
