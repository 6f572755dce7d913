//! The studio's state, and the way from an action to the area that handles it.

use super::action::{Action, CanvasAction, Dialog, LibraryAction, Menu, PaneAction, Request};
use super::camera::Camera;
use super::code::CodePane;
use super::context_menu::ContextMenu;
use super::document::{OpenDocument, OpenError};
use super::drafting::Drafting;
use super::drag::{Drag, Grip};
use super::editing::Snapshot;
use super::form::FormState;
use super::geometry::Point;
use super::handles::Hover;
use super::jsonata::Jsonata;
use super::library::LibraryTab;
use super::naming::Naming;
use super::pane::{Pane, Panes};
use super::pausing::Pausing;
use super::persist;
use super::preview::Samples;
use super::project::Projects;
use super::quick_add::QuickAdd;
use super::rest::Arrival;
use super::run::Run;
use super::run_mark::RunMarks;
use super::scene::Scene;
use super::settings::MachineSettings;
use super::shared::Shared;
use super::theme::Theme;
use super::tool::Tool;
use super::window::Window;
use crate::asl::StatePath;
use crate::edit::{History, Selection};
use std::collections::BTreeSet;

/// The whole application.
#[derive(Debug, Default)]
pub struct Studio {
    pub(super) document: Option<Shared<OpenDocument>>,
    pub(super) scene: Shared<Scene>,
    pub(super) drafting: Drafting,
    pub(super) collapsed: BTreeSet<StatePath>,
    pub(super) selection: Selection,
    pub(super) history: History<Snapshot>,
    pub(super) camera: Camera,
    pub(super) tool: Tool,
    /// What the press that goes on took hold of
    pub(super) grip: Option<Grip>,
    /// How far from the middle of its frame the small drawing is held
    pub(super) map_grip: Option<Point>,
    /// How many presses there were, to tell one from those before it
    pub(super) presses: u32,
    pub(super) drag: Option<Drag>,
    pub(super) hover: Option<Hover>,
    pub(super) quick_add: Option<QuickAdd>,
    pub(super) naming: Option<Naming>,
    /// Until when the drawing glides from what it was to what it is, by the clock of frames; `None` at rest
    pub(super) settling: Option<f64>,
    pub(super) context_menu: Option<ContextMenu>,
    pub(super) library_tab: LibraryTab,
    pub(super) library_filter: String,
    pub(super) window: Window,
    pub(super) panes: Panes,
    pub(super) theme: Theme,
    pub(super) environment: Environment,
    pub(super) dialog: Option<Dialog>,
    pub(super) menu: Option<Menu>,
    pub(super) draft: Draft,
    pub(super) form: FormState,
    pub(super) dragging_file: bool,
    pub(super) outline_filter: String,
    pub(super) palette_filter: String,
    pub(super) marks: Shared<RunMarks>,
    pub(super) run: Run,
    pub(super) samples: Samples,
    pub(super) settings: MachineSettings,
    pub(super) jsonata: Jsonata,
    pub(super) arrival: Arrival,
    /// What was asked for and needs the rest, in order
    pub(super) waiting: Vec<Action>,
    pub(super) code: CodePane,
    pub(super) pausing: Pausing,
    pub(super) projects: Projects,
    /// Whether a frame was asked for that has not come yet
    pub(super) awaits_frame: bool,
    pub(super) requests: Vec<Request>,
}

/// What the studio knows of where it runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Environment {
    pub mac: bool,
    pub dark: bool,
    /// The person asked the system for less motion
    pub reduced_motion: bool,
    /// The window's width, for what to show first
    pub width: f64,
    /// How wide this system's letters are, beside those that sizes are reckoned by; 0 if it is not known
    pub text_scale: f64,
    /// Names this tab: no other has the same
    pub session: u64,
    /// Whether files on the disk can be written
    pub disk: bool,
}

/// The paste dialog's text, and why it was not opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub name: Option<String>,
    pub text: String,
    pub error: Option<OpenError>,
}

impl Studio {
    /// Starts where the last session ended; `stored` reads what was kept under a key.
    pub fn start(environment: Environment, stored: impl Fn(&str) -> Option<String>) -> Self {
        let mut studio = Self { panes: Panes::for_window(environment.width), environment, ..Self::default() };
        persist::restore(&mut studio, stored);
        studio.requests.retain(|request| matches!(request, Request::LoadJsonata | Request::Database(_)));
        studio.requests.push(Request::LoadRest);
        studio
    }

    /// What is to be done in the world once the page is there.
    pub fn first_requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }

    /// Does what `action` asks and answers with what is to be done in the world.
    pub fn dispatch(&mut self, action: Action) -> Vec<Request> {
        let before = persist::settings(self);
        self.catch_up(&action);
        self.route(action);
        if let Some(rest) = self.rest() {
            (rest.follow_code)(self);
        }
        self.follow_comparison();
        let after = persist::settings(self);
        if before != after {
            self.requests.push(persist::store_settings(&after));
        }
        std::mem::take(&mut self.requests)
    }

    pub(super) fn route(&mut self, action: Action) {
        match action {
            Action::Command(id) => self.perform(id),
            Action::Key(press) => {
                if let Some(id) = super::command::for_key(self, &press) {
                    self.perform(id);
                }
            }
            Action::Canvas(CanvasAction::Walk(direction)) => self.walk(direction),
            Action::Canvas(action) => self.look(action),
            Action::Open(action) => self.open(action),
            Action::Edit(action) => self.act_on_document(action),
            Action::QuickAdd(action) => match self.rest() {
                Some(rest) => (rest.act_on_quick_add)(self, action),
                None => self.wait_for_rest(Action::QuickAdd(action)),
            },
            Action::Name(action) => self.act_on_name(action),
            Action::Library(action) => self.act_on_library(action),
            Action::Form(action) => match self.rest() {
                Some(rest) => (rest.act_on_form)(self, action),
                None => self.wait_for_rest(Action::Form(action)),
            },
            Action::Pane(action) => self.arrange(action),
            Action::Run(action) => match self.rest() {
                Some(rest) => (rest.act_on_run)(self, action),
                None => self.wait_for_rest(Action::Run(action)),
            },
            Action::Settings(action) => match self.rest() {
                Some(rest) => (rest.act_on_settings)(self, action),
                None => self.wait_for_rest(Action::Settings(action)),
            },
            Action::Sample(action) => match self.rest() {
                Some(rest) => (rest.act_on_sample)(self, action),
                None => self.wait_for_rest(Action::Sample(action)),
            },
            Action::Jsonata(action) => self.act_on_jsonata(action),
            Action::Code(action) => match self.rest() {
                Some(rest) => (rest.act_on_code)(self, action),
                None => self.wait_for_rest(Action::Code(action)),
            },
            Action::Rest(action) => self.act_on_rest(action),
            Action::Project(action) => self.act_on_project(action),
            Action::Select(path) => self.select(path),
            Action::SelectConnection(connection) => self.select_all(Selection::connection(connection)),
            Action::SelectAlso(path) => self.select_also(path),
            Action::Reveal(path) => self.reveal(path),
            Action::ShowProblem(index) => self.show_problem(index),
            Action::ToggleCollapsed(path) => self.toggle_collapsed(&path),
            Action::FilterOutline(text) => self.outline_filter = text,
            Action::FilterPalette(text) => self.palette_filter = text,
            Action::Dialog(dialog) => self.show_dialog(dialog),
            Action::Menu(menu) => self.menu = menu,
            Action::SystemTheme { dark } => self.environment.dark = dark,
            Action::Frame { now } => self.frame(now),
            Action::Paused => self.paused(),
        }
    }

    fn arrange(&mut self, action: PaneAction) {
        match action {
            PaneAction::Toggle(pane) => self.panes.toggle(pane),
            PaneAction::Resize(pane, size) => self.panes.resize(pane, size),
            PaneAction::Show(view) => self.panes.show(view),
            PaneAction::ShowTab(tab) => {
                let shown = self.panes.drawer.open && self.panes.tab == tab;
                self.panes.set_open(Pane::Drawer, !shown);
                self.panes.tab = tab;
            }
        }
    }

    fn act_on_library(&mut self, action: LibraryAction) {
        match action {
            LibraryAction::Show(tab) => {
                self.library_tab = tab;
                self.panes.set_open(Pane::Outline, true);
            }
            LibraryAction::Filter(text) => self.library_filter = text,
            LibraryAction::Insert(piece) => {
                if let Some(place) = self.place_after_selection() {
                    self.insert_piece(&piece, place);
                }
            }
        }
    }

    fn show_dialog(&mut self, dialog: Option<Dialog>) {
        self.menu = None;
        self.palette_filter.clear();
        self.dialog = dialog;
        if dialog.is_some() {
            self.want_rest();
        }
        if dialog == Some(Dialog::Projects) {
            self.ask_for_list();
        }
    }
}
