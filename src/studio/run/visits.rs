//! What the inspector shows of a run: one visit to the selected state.

use super::explain::{self, Step};
use super::{Run, VisitTab};
use crate::asl::StatePath;
use crate::sim::view::{Attempt, AttemptOutcome, Visit, VisitStatus};
use crate::studio::Studio;
use crate::studio::highlight::{Code, highlight};
use crate::time::{Duration, Timestamp};

/// One visit, as the inspector shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitView {
    /// Its number, from 1, and how many there are
    pub number: usize,
    pub count: usize,
    pub status: VisitStatus,
    /// `in Ship orders, iteration 3`
    pub place: Option<String>,
    pub started: String,
    pub took: Option<String>,
    pub tab: VisitTab,
    /// What happened, step by step
    pub steps: Vec<Step>,
    pub input: Pane,
    pub output: Option<Pane>,
    pub error: Option<(String, String)>,
    pub attempts: Vec<AttemptRow>,
}

/// A value, ready to be shown and copied.
#[derive(Clone, Debug, PartialEq)]
pub struct Pane {
    pub code: Code,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct AttemptRow {
    pub number: usize,
    pub started: String,
    pub took: String,
    pub outcome: String,
    pub failed: bool,
}

impl VisitView {
    /// The tabs that have something to show.
    pub fn tabs(&self) -> Vec<VisitTab> {
        let has = |tab: &VisitTab| match tab {
            VisitTab::Happened => !self.steps.is_empty(),
            VisitTab::Input => true,
            VisitTab::Output => self.output.is_some(),
            VisitTab::Error => self.error.is_some(),
            VisitTab::Attempts => !self.attempts.is_empty(),
        };
        VisitTab::ALL.into_iter().filter(has).collect()
    }
}

/// Which visit of a state is shown: the one asked for, else the one that failed, else the latest.
pub(super) fn shown_visit(run: &Run, path: &StatePath) -> Option<usize> {
    let player = run.player.as_ref()?;
    let visits = player.visits_of(path.name());
    let asked = run.visit.as_ref().filter(|(of, at)| of == path && *at < visits.len()).map(|(_, at)| *at);
    let failed = |id: &_| player.view().visit(*id).status == VisitStatus::Failed;
    asked.or_else(|| visits.iter().rposition(failed)).or(visits.len().checked_sub(1))
}

/// Whether the run that is shown has come to the state.
pub fn is_visited(run: &Run, path: &StatePath) -> bool {
    run.player.as_ref().is_some_and(|player| !player.visits_of(path.name()).is_empty())
}

/// The visit to show for the state at `path`, if the run has come there.
pub fn visit(studio: &Studio, path: &StatePath) -> Option<VisitView> {
    let (document, run) = (studio.document()?, studio.run());
    let player = run.player.as_ref()?;
    let view = player.view();
    let at = shown_visit(run, path)?;
    let ids = player.visits_of(path.name());
    let visit = view.visit(ids[at]);
    let start = view.started().unwrap_or_default();
    let is_container = !path_places(view.containers_of(ids[at])).is_empty();
    let mut shown = VisitView {
        number: at + 1,
        count: ids.len(),
        status: visit.status,
        place: is_container.then(|| path_places(view.containers_of(ids[at]))),
        started: visit.started.since(start).to_string(),
        took: visit.duration().map(|took| took.to_string()),
        tab: VisitTab::Input,
        steps: explain::steps(document, player, ids[at]),
        input: pane(visit.input.to_pretty()),
        output: visit.output.as_ref().map(|output| pane(output.to_pretty())),
        error: error(visit),
        attempts: attempts(visit, start),
    };
    shown.tab = tab(run.visit_tab, &shown);
    Some(shown)
}

fn path_places(containers: Vec<(std::sync::Arc<str>, u32)>) -> String {
    let words = containers.iter().map(|(name, index)| format!("{name} {}", index + 1));
    words.collect::<Vec<_>>().join(" › ")
}

pub fn pane(text: String) -> Pane {
    Pane { code: highlight(&text), text }
}

fn error(visit: &Visit) -> Option<(String, String)> {
    let failure = visit.failure.as_ref()?;
    let text = |text: &Option<std::sync::Arc<str>>| text.as_deref().unwrap_or_default().to_owned();
    (failure.error.is_some() || failure.cause.is_some()).then(|| (text(&failure.error), text(&failure.cause)))
}

fn attempts(visit: &Visit, start: Timestamp) -> Vec<AttemptRow> {
    let row = |(index, attempt): (usize, &Attempt)| AttemptRow {
        number: index + 1,
        started: attempt.started.since(start).to_string(),
        took: attempt.ended.map_or("…".to_owned(), |ended: Timestamp| -> String {
            let took: Duration = ended.since(attempt.started);
            took.to_string()
        }),
        outcome: outcome_words(attempt),
        failed: attempt.outcome.failure().is_some(),
    };
    visit.attempts.iter().enumerate().map(row).collect()
}

fn outcome_words(attempt: &Attempt) -> String {
    match &attempt.outcome {
        AttemptOutcome::Running => "Running".into(),
        AttemptOutcome::Succeeded(_) => "Succeeded".into(),
        AttemptOutcome::Failed(failure) | AttemptOutcome::TimedOut(failure) => {
            failure.error.as_deref().unwrap_or("Failed").to_owned()
        }
    }
}

/// The tab asked for, if it has something to show; else what says most, which is the first.
fn tab(asked: Option<VisitTab>, shown: &VisitView) -> VisitTab {
    let tabs = shown.tabs();
    if let Some(asked) = asked.filter(|tab| tabs.contains(tab)) {
        return asked;
    }
    tabs.first().copied().unwrap_or_default()
}
