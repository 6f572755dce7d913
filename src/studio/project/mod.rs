//! Projects: several state machines side by side, kept together.
//!
//! The studio's own fields hold the machine that is shown; the others are parked in their [`Sheet`]s, with their undo
//! history, their run and where they were looked at. What is kept is a text (`file`), which the browser's side stores and
//! which a person can take along as a file.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `sheet` | one machine of a project; parking and showing it |
//! | `placing` | what was placed by hand, as it is kept |
//! | `file` | a project as text, and reading one |
//! | `acting`, `deleting` | what each action does |
//! | `tabs` | switching, closing and bringing back |
//! | `kept` | what is kept, and what is asked of the database |
//! | `saving`, `journal` | when something is saved, and what can go wrong |
//! | `sharing` | two tabs with the same project |
//! | `version` | named snapshots of a machine |
//! | `diff` | what differs between two definitions |
//! | `disk` | files on the person's disk that the browser may write |
//! | `view` | the view-models |

mod acting;
mod deleting;
pub mod diff;
mod disk;
pub mod file;
mod journal;
pub mod kept;
mod placing;
pub mod saving;
pub mod sharing;
pub mod sheet;
mod tabs;
pub mod version;
pub mod view;

use crate::json::Object;
use kept::{Database, Stored, Summary};
use saving::Saving;
use sharing::{Message, Role};
use sheet::Sheet;
use std::sync::Arc;
use version::{Comparison, Version};

/// What the file of a project ends in.
pub const EXTENSION: &str = ".aslproject.json";

/// Several state machines that are kept together.
#[derive(Debug, Default)]
pub struct Project {
    /// The same for as long as the project is kept; empty until there is something to keep
    pub id: Arc<str>,
    pub name: Arc<str>,
    pub sheets: Vec<Sheet>,
    /// The sheet that is shown
    pub active: usize,
    /// The next sheet's and the next version's number
    pub next: u32,
    pub versions: Vec<Version>,
    /// What a newer studio wrote and this one does not know
    pub extra: Object,
}

impl Project {
    /// A number that no sheet and no version had.
    fn fresh(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    pub fn shown(&self) -> Option<&Sheet> {
        self.sheets.get(self.active)
    }

    fn shown_mut(&mut self) -> Option<&mut Sheet> {
        self.sheets.get_mut(self.active)
    }

    fn place_of(&self, sheet: u32) -> Option<usize> {
        self.sheets.iter().position(|one| one.id == sheet)
    }
}

/// Where the start of the page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// Nobody has said yet what was kept
    #[default]
    Reading,
    Done,
}

/// Everything about projects.
#[derive(Debug, Default)]
pub struct Projects {
    pub(super) current: Project,
    pub(super) start: Start,
    /// All that are kept, the latest first
    pub(super) list: Vec<Summary>,
    pub(super) saving: Saving,
    pub(super) role: Role,
    /// Machines that were closed, the latest last
    pub(super) closed: Vec<tabs::Closed>,
    /// The project that was deleted last
    pub(super) deleted: Option<Stored>,
    /// The project that a dialog asks about
    pub(super) asked: Option<Summary>,
    /// What was typed to confirm it
    pub(super) typed: String,
    pub(super) comparison: Option<Comparison>,
    /// The file on the disk that a project was saved to
    pub(super) file: Option<(Arc<str>, u32)>,
    /// Whether another tab waits for this one to save
    pub(super) yields: bool,
    /// The project that is being brought back
    pub(super) returning: Option<Arc<str>>,
    /// How many projects got an id in this tab
    pub(super) begun: u32,
}

/// What a person, or the browser, does with projects.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectAction {
    /// Show a machine
    Show(u32),
    /// Close a machine
    Close(u32),
    /// Move a machine to another place among the tabs
    Move {
        sheet: u32,
        to: usize,
    },
    Name(String),
    /// Open a project of the list
    Open(Arc<str>),
    /// Ask whether to delete it
    AskDelete(Arc<str>),
    /// What is typed to confirm that
    Type(String),
    Delete,
    /// Keep what is open as a project of its own
    Copy,
    /// Save now: the moment after a change, or the person does not want to wait
    Save,
    /// The page goes out of sight, perhaps for good
    Hidden,
    /// Take what another tab has saved, and lose what was changed here
    TakeTheirs,
    /// Overwrite what another tab has saved
    KeepMine,
    /// Write here from now on, and no longer in the other tab
    TakeOver,
    Role(Arc<str>, Role),
    Heard(Message),
    /// What the database answered
    Database(Database),
    /// Keep the machine that is shown under a name; the clock in milliseconds since 1970
    TakeVersion {
        name: String,
        at: f64,
    },
    Compare(u32),
    StopComparing,
    Restore(u32),
    Forget(u32),
    Disk(disk::DiskAction),
}

pub use acting::to_begin_with;
pub use disk::{DiskAction, DiskRequest, Target};
