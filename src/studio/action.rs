//! All that can happen to the studio, and all it can ask of the world.

use super::code::CodeAction;
use super::command::CommandId;
use super::drag::Grip;
use super::editing::EditAction;
use super::form::FormAction;
use super::geometry::{Point, Size};
use super::jsonata::JsonataAction;
use super::key::KeyPress;
use super::library::{LibraryTab, Piece};
use super::naming::NamingAction;
use super::pane::{DrawerTab, Pane, View};
use super::preview::SampleAction;
use super::project::kept::DatabaseRequest;
use super::project::sharing::{Message, ShareRequest};
use super::project::{DiskRequest, ProjectAction};
use super::quick_add::QuickAction;
use super::rest::RestAction;
use super::run::RunAction;
use super::settings::SettingsAction;
use super::tool::{PointerEvent, PointerPhase};
use crate::asl::StatePath;
use crate::edit::Connection;
use std::sync::Arc;

/// What a person, or the browser, did.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command of the registry, by menu, palette or button
    Command(CommandId),
    Key(KeyPress),
    Canvas(CanvasAction),
    Open(OpenAction),
    Edit(EditAction),
    QuickAdd(QuickAction),
    Name(NamingAction),
    Library(LibraryAction),
    Form(FormAction),
    Pane(PaneAction),
    Run(RunAction),
    Sample(SampleAction),
    Settings(SettingsAction),
    Jsonata(JsonataAction),
    Rest(RestAction),
    Code(CodeAction),
    Project(ProjectAction),
    Select(Option<StatePath>),
    /// Select a state beside those that are, or no longer
    SelectAlso(StatePath),
    SelectConnection(Connection),
    /// Select a state and bring it into view
    Reveal(StatePath),
    /// A row of the Problems list
    ShowProblem(usize),
    /// Fold or unfold a Parallel's or a Map's inside
    ToggleCollapsed(StatePath),
    FilterOutline(String),
    FilterPalette(String),
    Dialog(Option<Dialog>),
    /// Open or close a menu of the top bar
    Menu(Option<Menu>),
    /// The system changed between light and dark
    SystemTheme {
        dark: bool,
    },
    /// An animation frame that was asked for, in milliseconds of any steady clock
    Frame {
        now: f64,
    },
    /// A moment that was asked for has passed
    Paused,
}

#[derive(Clone, Debug, PartialEq)]
pub enum CanvasAction {
    Resized(Size),
    Pointer(PointerEvent),
    Wheel {
        at: Point,
        dx: f64,
        dy: f64,
        zoom: bool,
    },
    /// The pointer moves over the canvas without a press; `None` when it leaves
    Hover(Option<Point>),
    /// The press that follows takes hold of this
    Grip(Grip),
    /// The other button, or what the browser takes for it
    Menu(Point),
    /// So long after the press of that number that a finger which has not moved since means the menu
    Held(u32),
    CloseMenu,
    /// Twice in one place
    DoubleClick(Point),
    /// A press on the small drawing, or the drag that follows; pixels from its corner
    Minimap(PointerPhase, Point),
    /// Walk to a neighboring state along the edges
    Walk(Direction),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
    /// In the order of the flow, all states one after the other
    Next,
    Previous,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenAction {
    /// An empty definition
    New,
    /// A text pasted anywhere on the page
    Pasted(String),
    /// The paste dialog's text changed
    Draft(String),
    /// The paste dialog's text is to be opened
    Submit,
    /// A file picked or dropped
    File { name: String, text: String },
    /// A file that could not be read, and why
    Unreadable { name: String, reason: String },
    /// A sample of the gallery, by its id
    Sample(&'static str),
    /// A sample to open and run at once
    RunSample(&'static str),
    /// A file is held over the page, or no longer
    DragOver(bool),
}

/// What happens in the palette beside the canvas.
#[derive(Clone, Debug, PartialEq)]
pub enum LibraryAction {
    Show(LibraryTab),
    Filter(String),
    /// Put it behind what is selected
    Insert(Piece),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PaneAction {
    Toggle(Pane),
    Resize(Pane, f64),
    ShowTab(DrawerTab),
    /// The canvas, the text, or both
    Show(View),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// A text field to paste a definition into
    Paste,
    Samples,
    Shortcuts,
    /// Find a state or a command
    Palette,
    /// All projects that are kept
    Projects,
    /// Named snapshots of the machine that is shown
    Versions,
    /// Ask whether to delete a project
    DeleteProject,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    Open,
    Export,
    Project,
    /// What does not fit on a narrow bar
    More,
}

/// What the studio asks of the world; the browser's side is `ui::ports`.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Put a text on the clipboard, and then say so with `done`
    Copy {
        text: String,
        done: String,
    },
    Download {
        file_name: String,
        text: String,
    },
    PickFile,
    /// Load the rest of the program, and tell by [`Action::Rest`] what came of it
    LoadRest,
    /// Load the engine of JSONata, and tell by [`Action::Jsonata`] what came of it
    LoadJsonata,
    /// Load the code pane's editor, and tell by [`Action::Code`] what came of it
    LoadEditor,
    /// Keep a text under a key, or forget it
    Store {
        key: &'static str,
        text: Option<String>,
    },
    /// [`ProjectAction::Save`] in a moment, please
    SaveSoon,
    Database(DatabaseRequest),
    /// Note at once what may not be saved in time, or forget it
    Journal {
        id: Arc<str>,
        text: Option<String>,
    },
    Share(ShareRequest),
    /// Tell the other tabs
    Tell(Message),
    Disk(DiskRequest),
    Focus(FocusTarget),
    /// Focus the next pane, or the one before
    FocusPane {
        back: bool,
    },
    /// Focus the playback of a run if the setup has the focus, which its start puts away
    FocusPlayback,
    /// Focus a field of the form, by its id
    FocusField(String),
    /// [`CanvasAction::Held`] with this number in a moment, please
    Hold(u32),
    /// One [`Action::Frame`] please
    Frame,
    /// [`Action::Paused`] in a moment, please
    Pause,
    /// Tell screen readers, and show for a moment if it is more than where the person is
    Announce(Announcement),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusTarget {
    Canvas,
    Inspector,
    OutlineFilter,
    RunInput,
    QuickAdd,
    /// The field over a card
    Name,
    ContextMenu,
    Library,
}

/// A message that needs no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    pub text: String,
    pub tone: Tone,
    /// What can be done about it
    pub offer: Option<CommandId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Only for screen readers
    Quiet,
    Done,
    Failed,
}

impl Request {
    pub fn whisper(text: impl Into<String>) -> Self {
        Self::Announce(Announcement { text: text.into(), tone: Tone::Quiet, offer: None })
    }

    pub fn done(text: impl Into<String>) -> Self {
        Self::Announce(Announcement { text: text.into(), tone: Tone::Done, offer: None })
    }

    pub fn failed(text: impl Into<String>) -> Self {
        Self::Announce(Announcement { text: text.into(), tone: Tone::Failed, offer: None })
    }

    /// Says what was done, with a way to undo it.
    pub fn offer(text: impl Into<String>, command: CommandId) -> Self {
        Self::Announce(Announcement { text: text.into(), tone: Tone::Done, offer: Some(command) })
    }
}
