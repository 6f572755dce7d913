//! How a run shows on the drawing.

use super::player::Player;
use crate::asl::StatePath;
use crate::sim::view::{Edge, EdgeEnd, ExecutionView, StateView, VisitStatus};
use crate::studio::run_mark::{MarkStatus, RunMark, RunMarks, TakenEdge};
use std::collections::{BTreeMap, BTreeSet};

/// The marks of what is shown of a run.
pub fn marks(player: &Player) -> RunMarks {
    let view = player.view();
    let states =
        view.states().filter_map(|(name, state)| Some((player.path(name)?.clone(), mark(view, name, state))));
    let mut edges: BTreeMap<TakenEdge, u32> = BTreeMap::new();
    for (edge, used) in view.edges() {
        if let (Some(from), Some(to)) = (end(player, &edge.from), end(player, &edge.to)) {
            for catcher in catchers(player, edge) {
                *edges.entry(TakenEdge { ends: (from.clone(), to.clone()), catcher }).or_default() +=
                    used.count;
            }
        }
    }
    RunMarks { states: states.collect(), edges }
}

/// Which Catchers led along `edge`; history tells the error, not the Catcher. No Catcher is one answer, too.
fn catchers(player: &Player, edge: &Edge) -> Vec<Option<usize>> {
    let (EdgeEnd::State(from), EdgeEnd::State(to), true) = (&edge.from, &edge.to, edge.caught) else {
        return vec![None];
    };
    let caught = player.view().visits_of(from).filter(|visit| visit.status == VisitStatus::Caught);
    let errors = caught.filter_map(|visit| visit.failure.as_ref()?.error.as_deref());
    let found = errors.filter_map(|error| player.catcher_of(from, error, to));
    found.collect::<BTreeSet<_>>().into_iter().map(Some).collect()
}

fn mark(view: &ExecutionView, name: &str, state: &StateView) -> RunMark {
    let latest = state.visits.last().map(|id| view.visit(*id));
    let status = match state.status() {
        VisitStatus::Running if latest.is_some_and(|visit| visit.failure.is_some()) => MarkStatus::Retrying,
        VisitStatus::Running => MarkStatus::Running,
        VisitStatus::Succeeded => MarkStatus::Succeeded,
        VisitStatus::Failed => MarkStatus::Failed,
        VisitStatus::Caught => MarkStatus::Caught,
        VisitStatus::Aborted => MarkStatus::Aborted,
    };
    // Of many visits the one that failed says more than the latest.
    let failed =
        state.visits.iter().rev().map(|id| view.visit(*id)).find(|visit| {
            !visit.superseded && matches!(visit.status, VisitStatus::Failed | VisitStatus::Caught)
        });
    let told = failed.or(latest.filter(|_| status == MarkStatus::Retrying));
    let error = told.and_then(|visit| visit.failure.as_ref()?.error.as_deref().map(str::to_owned));
    RunMark {
        status,
        visits: u32::try_from(state.visits.len()).unwrap_or(u32::MAX),
        retries: latest.map_or(0, |visit| u32::try_from(visit.retries()).unwrap_or(u32::MAX)),
        progress: view.map_progress(name).map(|progress| (progress.done(), progress.total)),
        error,
    }
}

/// The state at an edge's end, or none where a scope starts or ends; nothing for a state that is not drawn.
fn end(player: &Player, end: &EdgeEnd) -> Option<Option<StatePath>> {
    match end {
        EdgeEnd::State(name) => player.path(name).cloned().map(Some),
        EdgeEnd::Start(_) | EdgeEnd::End(_) => Some(None),
    }
}
