//! How a run shows on the drawing.

use super::player::Player;
use crate::asl::StatePath;
use crate::asl::StateType;
use crate::graph::EdgeKind;
use crate::sim::view::{Edge, EdgeEnd, ExecutionView, StateView, VisitStatus};
use crate::studio::run_mark::{MarkStatus, RunMark, RunMarks, TakenEdge};
use std::collections::BTreeMap;

/// The marks of what is shown of a run.
pub fn marks(player: &Player) -> RunMarks {
    let view = player.view();
    let shown = view
        .states()
        .filter_map(|(name, state)| Some((player.path(name)?.clone(), mark(player, name, state))));
    let mut states = BTreeMap::new();
    states.extend(shown);
    RunMarks { states, edges: edges(player) }
}

/// How often each edge was taken. History tells a Choice's and a Catcher's target only, and two of them may lead to
/// the same state; which it was is in the explanations.
fn edges(player: &Player) -> BTreeMap<TakenEdge, u32> {
    let mut edges: BTreeMap<TakenEdge, u32> = BTreeMap::new();
    let mut take = |from, to, kind, count| {
        if let (Some(from), Some(to)) = (from, to) {
            *edges.entry(TakenEdge { ends: (from, to), kind }).or_default() += count;
        }
    };
    for (visit, kind, next) in player.ways() {
        let path = |name: &str| player.path(name).cloned().map(Some);
        take(path(&visit.state), path(next), kind, 1);
    }
    for (edge, used) in player.view().edges() {
        if let Some(kind) = plain_kind(player.view(), edge) {
            take(end(player, &edge.from), end(player, &edge.to), kind, used.count);
        }
    }
    edges
}

/// What an edge is that neither a rule nor a Catcher leads along.
fn plain_kind(view: &ExecutionView, edge: &Edge) -> Option<EdgeKind> {
    match (&edge.from, &edge.to) {
        _ if edge.caught => None,
        (EdgeEnd::Start(_), _) => Some(EdgeKind::Start),
        (_, EdgeEnd::End(_)) => Some(EdgeKind::End),
        (EdgeEnd::State(name), _) if view.state(name)?.state_type == StateType::Choice => None,
        _ => Some(EdgeKind::Next),
    }
}

fn mark(player: &Player, name: &str, state: &StateView) -> RunMark {
    let view = player.view();
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
        progress: player.progress(name),
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
