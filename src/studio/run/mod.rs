//! Running what is open: the setup, the run that is shown, and what the Run drawer and the inspector show of it.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `setup`, `draft` | input, seed and mocks as typed, and whether they are right |
//! | `player` | one run: a session computed ahead in slices, and the playback over it |
//! | `acting` | what each action does |
//! | `files` | what a run finds in Amazon S3, as typed |
//! | `machines` | the project's other machines, which tasks may start executions of |
//! | `asking` | tasks that wait for a person's answer |
//! | `redriving` | going on with a run that failed |
//! | `marks` | the run on the drawing |
//! | `explain` | what happened in one visit, in words |
//! | `seen` | the data of one visit, for those who write the state's fields |
//! | `report`, `lists`, `timeline`, `visits` | view-models: the bar and the result, the events, the timeline, one state's visits |

mod acting;
pub mod asking;
pub mod draft;
mod draft_kind;
pub mod files;
pub mod explain;
pub mod lists;
pub mod machines;
mod marks;
mod player;
mod redriving;
pub mod report;
pub mod seen;
pub mod setup;
pub mod timeline;
pub mod visits;

pub use player::MOST_EVENTS;

use super::shared::Shared;
use crate::asl::StatePath;
use crate::json::Value;
use crate::sim::{PlayState, Playback, Speed, VisitId};
use asking::{AnswerAction, AnswerTyped};
use lists::Scroll;
use player::Player;
use setup::{Setup, SetupEdit};

/// What a person does with runs.
#[derive(Clone, Debug, PartialEq)]
pub enum RunAction {
    Edit(SetupEdit),
    ShowTab(RunTab),
    Speed(Speed),
    /// Show exactly so many events
    Seek(usize),
    /// A row of the event table
    Event(u32),
    CloseEvent,
    /// A row of the timeline
    Visit(VisitId),
    /// The visit before or after, of the selected state
    TurnVisit(i32),
    VisitTab(VisitTab),
    Answer(AnswerAction),
    /// Download what the run wrote, by its number
    SaveFile(usize),
    Scroll(List, Scroll),
    Copy {
        text: String,
        what: &'static str,
    },
}

/// The parts of the Run drawer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RunTab {
    #[default]
    Setup,
    Result,
    Events,
    Timeline,
}

impl RunTab {
    pub const ALL: [Self; 4] = [Self::Setup, Self::Result, Self::Events, Self::Timeline];

    pub fn label(self) -> &'static str {
        match self {
            Self::Setup => "Input and mocks",
            Self::Result => "Result",
            Self::Events => "Events",
            Self::Timeline => "Timeline",
        }
    }

    pub fn token(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Result => "result",
            Self::Events => "events",
            Self::Timeline => "timeline",
        }
    }
}

/// What the inspector shows of a visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VisitTab {
    #[default]
    Happened,
    Input,
    Output,
    Error,
    Attempts,
}

impl VisitTab {
    pub const ALL: [Self; 5] = [Self::Happened, Self::Input, Self::Output, Self::Error, Self::Attempts];

    pub fn label(self) -> &'static str {
        match self {
            Self::Happened => "What happened",
            Self::Input => "Input",
            Self::Output => "Output",
            Self::Error => "Error",
            Self::Attempts => "Attempts",
        }
    }

    pub fn token(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Input => "input",
            Self::Output => "output",
            Self::Error => "error",
            Self::Attempts => "attempts",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Events,
    Timeline,
}

/// Everything about runs.
#[derive(Debug, Default)]
pub struct Run {
    setup: Setup,
    /// The setup of a sample, or of the last visit, as it is kept, until the setup is made of them
    prepared: Option<Value>,
    player: Option<Player>,
    speed: Speed,
    tab: RunTab,
    event: Option<u32>,
    /// The visit that a person asked for, of which state
    visit: Option<(StatePath, usize)>,
    /// `None`: the one that says most
    visit_tab: Option<VisitTab>,
    answer: AnswerTyped,
    event_scroll: Scroll,
    timeline_scroll: Scroll,
    /// Whether the canvas follows the run; not after a person has moved it
    follows: bool,
    /// Whether the end of the run was told already
    told: bool,
    /// Counts what is shown, so that views know when to look again
    version: Shared<()>,
}

/// Whether there is a run that has not ended.
pub(super) fn can_stop(run: &Run) -> bool {
    report::bar(run).is_some_and(|bar| bar.can_stop)
}

/// Whether the run that is shown can be gone on with.
pub(super) fn can_redrive(run: &Run) -> bool {
    run.player.as_ref().is_some_and(Player::can_redrive)
}

impl Run {
    pub(in crate::studio) fn set_express(&mut self, is_express: bool) {
        self.setup.set_express(is_express);
    }

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    pub fn tab(&self) -> RunTab {
        self.tab
    }

    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// Whether there is a run to show.
    pub fn is_there(&self) -> bool {
        self.player.is_some()
    }

    /// Whether the run that is shown has come to a state.
    pub fn has_seen(&self, path: &StatePath) -> bool {
        let player = self.player.as_ref();
        player.is_some_and(|player| {
            player.path(path.name()) == Some(path) && !player.visits_of(path.name()).is_empty()
        })
    }

    /// Whether it goes on by itself just now.
    pub fn is_moving(&self) -> bool {
        self.player.as_ref().is_some_and(Player::is_moving)
    }

    /// What the setup is to be made of once the rest of the program is there.
    pub(in crate::studio) fn prepared(&self) -> Option<&Value> {
        self.prepared.as_ref()
    }

    /// Takes it away while nobody looks at it; only the speed stays for what comes.
    pub(in crate::studio) fn set_aside(&mut self) -> Self {
        if let Some(player) = &mut self.player {
            player.control(Playback::pause);
        }
        let speed = self.speed;
        std::mem::replace(self, Self { speed, ..Self::default() })
    }

    /// Other whenever something about runs is other, but for the ticking of the clock.
    pub fn version(&self) -> Shared<()> {
        self.version.clone()
    }

    /// The event table, as far as it is looked at.
    pub fn events(&self) -> Option<lists::Rows<lists::EventRow>> {
        self.player.as_ref().map(|player| lists::event_rows(player, self.event_scroll))
    }

    /// The event that was asked for, in full.
    pub fn event_details(&self) -> Option<lists::EventDetails> {
        lists::event_details(self.player.as_ref()?, self.event?)
    }

    /// The timeline, as far as it is looked at.
    pub fn timeline(&self) -> Option<timeline::Timeline> {
        self.player.as_ref().map(|player| timeline::timeline(player, self.timeline_scroll))
    }

    /// Whether tokens travel along the edges: not when everything is shown at once.
    pub fn shows_tokens(&self) -> bool {
        let playing = |player: &Player| player.playback().state() == PlayState::Playing;
        self.speed != Speed::Instant && self.is_moving() && self.player.as_ref().is_some_and(playing)
    }

    /// The row of the event table that Tab leads to: the event asked for, else the first of those on the page.
    pub fn event_stop(&self) -> Option<u32> {
        let shown = self.event_scroll.rows(self.player.as_ref()?.reached());
        let asked = self.event.filter(|id| shown.contains(&(*id as usize - 1)));
        asked.or(Some(shown.start as u32 + 1))
    }

    /// The event whose details are shown.
    pub fn event(&self) -> Option<u32> {
        self.event
    }
}
