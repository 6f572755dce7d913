//! What each command does.

use super::Studio;
use super::action::{Action, FocusTarget, OpenAction, Request};
use super::command::{self, CommandId};
use super::geometry::Point;
use super::library::LibraryTab;
use super::naming::NamingAction;
use super::pane::Pane;
use super::quick_add::QuickAction;
use super::scene::Vacancy;
use crate::edit::{Command, Connection, Place, Port, Wrapping};
use crate::json::{Object, Value};

impl Studio {
    pub(super) fn perform(&mut self, id: CommandId) {
        if !(command::find(id).enabled)(self) {
            return;
        }
        self.check_for(id);
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
            CommandId::DownloadFilled | CommandId::DownloadCreate => match self.rest() {
                Some(rest) if id == CommandId::DownloadFilled => (rest.download_filled)(self),
                Some(rest) => (rest.download_create)(self),
                None => self.wait_for_rest(Action::Command(id)),
            },
            CommandId::CopyDefinition => self.copy_definition(),
            CommandId::CloseDocument => self.close_shown(),
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
            CommandId::FindState => {
                self.library_tab = LibraryTab::Outline;
                self.focus(Pane::Outline, FocusTarget::OutlineFilter);
            }
            CommandId::NextPane | CommandId::PreviousPane => {
                self.requests.push(Request::FocusPane { back: id == CommandId::PreviousPane });
            }
            CommandId::Escape => self.escape(),
            CommandId::AddNext => self.route(Action::QuickAdd(QuickAction::Open)),
            CommandId::AddCatch => self.add_by(Port::NewCatch),
            CommandId::AddRule => self.add_by(Port::NewRule),
            CommandId::AddInside => self.add_inside(),
            CommandId::MoveTo => self.route(Action::QuickAdd(QuickAction::MoveTo)),
            CommandId::ContextMenu => self.open_menu_of_selection(),
            CommandId::AddBranch => self.add_branch(),
            CommandId::Rename => self.rename_selection(),
            CommandId::ShowLibrary => self.show_library(),
            CommandId::NextView => self.panes.show(self.panes.view().next()),
            CommandId::ToggleTheme => self.theme = self.theme.toggled(self.environment.dark),
            CommandId::New => self.open(OpenAction::New),
            CommandId::Undo => self.undo(),
            CommandId::Redo => self.redo(),
            CommandId::DeleteSelection => self.delete_selection(),
            CommandId::Duplicate => self.duplicate(),
            CommandId::Copy => drop(self.copy_selection()),
            CommandId::Cut => self.cut_selection(),
            CommandId::SelectAll => self.select_everything(),
            CommandId::WrapInParallel => self.wrap_selection(Wrapping::Parallel),
            CommandId::WrapInMap => self.wrap_selection(Wrapping::Map),
            CommandId::WrapInCatch => self.wrap_selection(Wrapping::Catch),
            CommandId::TidyUp => self.tidy_up(),
            CommandId::TurnFlow => self.turn_flow(),
            CommandId::Unwrap => self.unwrap_selection(),
            CommandId::NewProject
            | CommandId::ExportProject
            | CommandId::DeleteProject
            | CommandId::RestoreProject
            | CommandId::ReopenMachine
            | CommandId::NextMachine
            | CommandId::PreviousMachine
            | CommandId::SaveToDisk
            | CommandId::SaveProjectToDisk
            | CommandId::OpenFromDisk => self.perform_project(id),
            _ => match self.rest() {
                Some(rest) => (rest.perform_run)(self, id),
                None => self.wait_for_rest(Action::Command(id)),
            },
        }
    }

    /// Closes or calls off what goes on; else nothing is selected any more.
    fn escape(&mut self) {
        if self.drag.is_some() {
            self.let_go();
        } else if self.context_menu.take().is_none()
            && self.quick_add.take().is_none()
            && !self.form.close_help()
        {
            self.select(None);
        }
    }

    fn rename_selection(&mut self) {
        if let Some(state) = self.selection.single().cloned() {
            self.act_on_name(NamingAction::Begin(state));
        }
    }

    fn add_by(&mut self, port: Port) {
        if let Some(state) = self.selection.single().cloned() {
            self.open_quick_add(Place::On(Connection::of(state, port)), None);
        }
    }

    fn add_inside(&mut self) {
        if let Some(scope) = self.first_vacancy().map(|vacancy| vacancy.scope.clone()) {
            self.open_quick_add(Place::In(scope), None);
        }
    }

    /// The first empty branch inside of what is selected.
    pub(super) fn first_vacancy(&self) -> Option<&Vacancy> {
        let path = self.selection.single()?;
        self.scene.vacancies.iter().find(|vacancy| vacancy.scope.is_inside(path))
    }

    fn open_menu_of_selection(&mut self) {
        let rect = self.selection.chief().and_then(|path| self.scene.card(path)).map(|card| card.rect);
        if let Some(rect) = rect {
            let at = Point::new(rect.x + rect.width.min(220.0) / 2.0, rect.y + rect.height.min(40.0) / 2.0);
            self.open_context_menu(self.camera.viewport.to_screen(at));
        }
    }

    /// An empty branch, to be filled.
    fn add_branch(&mut self) {
        let (Some(state), Some(document)) = (self.selection.single(), &self.document) else { return };
        let Some(pointer) = document.source.pointer(state) else { return };
        let empty: Object =
            [("StartAt", Value::from("")), ("States", Value::empty_object())].into_iter().collect();
        let array = pointer.key("Branches");
        self.edit(&Command::InsertItem { array, index: usize::MAX, value: empty.into() });
    }

    fn show_library(&mut self) {
        self.library_tab = LibraryTab::Add;
        self.focus(Pane::Outline, FocusTarget::Library);
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
}
