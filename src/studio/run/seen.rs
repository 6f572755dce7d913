//! What a run saw at a state: the data that reached it, for those who write its fields.

use super::Run;
use super::explain::of_visit;
use super::player::Player;
use crate::asl::StatePath;
use crate::engine::{ExplanationKind, Stage};
use crate::json::{Object, Value};
use crate::sim::VisitId;
use crate::sim::view::Place;

/// The data of one visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    pub input: Value,
    /// What the work gave, if the visit came so far
    pub result: Option<Value>,
    /// Error and cause, if it was caught
    pub error_output: Option<Value>,
    pub variables: Object,
    /// The item of the Map around it, or of the Map itself the first one
    pub item: Option<(u32, Value)>,
    /// The input of the whole execution
    pub execution_input: Value,
    /// Which visit, from 1, of how many
    pub visit: (usize, usize),
}

/// Finding out the variables looks at every visit; no more work than this for all states together.
const MOST_LOOKS: usize = 2_000_000;
/// More states than this are not kept.
const MOST_STATES: usize = 2_000;

/// What the run that is shown saw at a state: of the visit that the inspector shows.
pub fn seen(run: &Run, path: &StatePath) -> Option<Seen> {
    let player = run.player.as_ref()?;
    let at = super::visits::shown_visit(run, path)?;
    let visits = player.visits_of(path.name());
    Some(of(player, visits[at], (at + 1, visits.len()), true))
}

/// The same for every state that was visited.
pub fn all_seen(run: &Run) -> Vec<(StatePath, Seen)> {
    let Some(player) = &run.player else { return Vec::new() };
    let view = player.view();
    let states: Vec<&StatePath> =
        view.states().filter_map(|(name, _)| player.path(name)).take(MOST_STATES).collect();
    let with_variables = states.len().saturating_mul(view.visits().len()) <= MOST_LOOKS;
    let seen = |path: &StatePath| {
        let at = super::visits::shown_visit(run, path)?;
        let visits = player.visits_of(path.name());
        Some((path.clone(), of(player, visits[at], (at + 1, visits.len()), with_variables)))
    };
    states.into_iter().filter_map(seen).collect()
}

fn of(player: &Player, id: VisitId, visit: (usize, usize), with_variables: bool) -> Seen {
    let view = player.view();
    let item = items_of(player, id).and_then(|items| items.as_array()?.first().cloned());
    Seen {
        input: view.visit(id).input.clone(),
        result: stage(player, id, |stage| stage == Stage::Result),
        error_output: stage(player, id, |stage| stage == Stage::ErrorOutput),
        variables: if with_variables { view.variables_before(id) } else { Object::new() },
        item: item.map(|item| (0, item)).or_else(|| item_around(player, view.visit(id).place?)),
        execution_input: view.input().cloned().unwrap_or_default(),
        visit,
    }
}

/// What the latest of such stages made.
fn stage(player: &Player, id: VisitId, is: impl Fn(Stage) -> bool) -> Option<Value> {
    let found = of_visit(player, player.view().visit(id)).filter_map(|one| match &one.kind {
        ExplanationKind::Stage { stage, made: Ok(value) } if is(*stage) => Some(value),
        _ => None,
    });
    found.last().cloned()
}

fn items_of(player: &Player, map: VisitId) -> Option<Value> {
    stage(player, map, |stage| matches!(stage, Stage::ItemsPath | Stage::Items))
}

/// The item of the innermost Map around a place.
fn item_around(player: &Player, place: Place) -> Option<(u32, Value)> {
    let mut at = Some(place);
    while let Some(place) = at {
        if let Some(items) = items_of(player, place.container) {
            let item = items.as_array()?.get(place.index as usize)?.clone();
            return Some((place.index, item));
        }
        at = player.view().visit(place.container).place;
    }
    None
}
