//! What happened in one visit, step by step, in words: made from the engine's explanations and the definition.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `mod` | the view-model: steps, lines, values |
//! | `teller` | from explanations to steps |
//! | `verdict` | Choice Rules with the values compared |
//! | `handling` | Retriers, Catchers, and how a delay came about |
//! | `changes` | what a stage changed, and values in a line |

mod changes;
mod handling;
mod teller;
mod verdict;

use super::player::Player;
use crate::asl::StatePath;
use crate::engine::{Explanation, ExplanationKind, Stage};
use crate::json::Value;
use crate::sim::view::{Visit, VisitId};
use crate::studio::document::OpenDocument;
use teller::Teller;

/// Longer stories are cut; what is left out is counted.
const MOST_STEPS: usize = 100;

/// One thing that a visit did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    pub tone: Tone,
    /// A field of the definition, or what was done
    pub title: String,
    /// What the definition writes there
    pub written: Option<String>,
    /// What came of it; words between backticks are code
    pub said: Option<String>,
    pub lines: Vec<Line>,
    pub value: Option<Shown>,
    /// Where it leads
    pub target: Option<StatePath>,
}

/// A line below a step: a condition with its values, a variable, a reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub depth: usize,
    pub tone: Tone,
    pub text: String,
}

/// How a step or a line turned out; its sign and its color.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    /// It held, or it was taken
    Good,
    /// It did not hold
    No,
    /// It failed
    Bad,
    /// Nobody looked at it
    Unasked,
    /// A heading among the steps
    Heading,
}

impl Tone {
    /// For the style sheet and for tests: the value of `data-tone`.
    pub fn token(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::No => "no",
            Self::Bad => "bad",
            Self::Unasked => "unasked",
            Self::Heading => "heading",
        }
    }

    /// For those who do not see its color.
    pub fn words(self) -> &'static str {
        match self {
            Self::Good => "Yes: ",
            Self::No => "No: ",
            Self::Bad => "Failed: ",
            Self::Plain | Self::Unasked | Self::Heading => "",
        }
    }
}

/// A value of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub value: Value,
    /// It in one line, cut where it is long
    pub preview: String,
    /// Whether the preview is all of it
    pub scalar: bool,
    /// Whether it is short enough to be shown in full at once
    pub whole: bool,
}

/// The steps of a visit, as far as the run is shown.
pub(super) fn steps(document: &OpenDocument, player: &Player, id: VisitId) -> Vec<Step> {
    let view = player.view();
    let visit = view.visit(id);
    let Some(state) = player.path(&visit.state).and_then(|path| document.machine.resolve(path)) else {
        return Vec::new();
    };
    let variables = view.variables_before(id);
    let container = view.containers_of(id).pop().map(|(name, _)| name);
    let mut teller = Teller::new(document, state, variables, container);
    for explanation in of_visit(player, visit) {
        if teller.count() == MOST_STEPS {
            return teller.cut_short();
        }
        teller.tell(explanation);
    }
    teller.finish(visit.status)
}

/// What the engine explained of a visit, up to the event that is shown.
pub(super) fn of_visit<'a>(player: &'a Player, visit: &'a Visit) -> impl Iterator<Item = &'a Explanation> {
    let all = player.session().explanations();
    let first = all.partition_point(|one| one.after_event < visit.entered_event);
    let last = visit.ended_event.unwrap_or(u32::MAX).min(player.playback().shown() as u32);
    let leaves = |kind: &ExplanationKind| {
        matches!(
            kind,
            ExplanationKind::Left(_) | ExplanationKind::Stage { stage: Stage::Output | Stage::Assign, .. }
        )
    };
    all[first..]
        .iter()
        .take_while(move |one| one.after_event <= last)
        .filter(|one| one.child.is_none() && one.visit == visit.entered_event)
        .filter(move |one| visit.ended_event.is_some() || !leaves(&one.kind))
}
