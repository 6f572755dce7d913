//! The order in which a reader meets the states: for the outline, for Tab, for screen readers.

use crate::asl::{ScopeId, StateId, StateMachine};
use crate::graph::{FlowGraph, NodeId};
use std::collections::BTreeSet;

/// All states, each scope's in the order in which the flow reaches them, containers before what they hold.
pub fn flow_order(machine: &StateMachine, graph: &FlowGraph) -> Vec<StateId> {
    let mut ordered = Vec::with_capacity(machine.states.len());
    let mut waiting = scope_order(graph, machine, machine.root());
    waiting.reverse();
    while let Some(id) = waiting.pop() {
        let state = machine.state(id);
        ordered.push(id);
        for &scope in state.scopes().iter().rev() {
            waiting.extend(scope_order(graph, machine, scope).into_iter().rev());
        }
    }
    ordered
}

/// The states of one scope: depth first from its start, then what cannot be reached, as written.
fn scope_order(graph: &FlowGraph, machine: &StateMachine, scope: ScopeId) -> Vec<StateId> {
    let mut seen = BTreeSet::new();
    let mut ordered = Vec::new();
    let mut waiting: Vec<NodeId> = Vec::new();
    let starts = machine.scope(scope).start.into_iter().chain(machine.scope(scope).states.iter().copied());
    for start in starts.filter_map(|id| graph.node_of(id)) {
        waiting.push(start);
        while let Some(node) = waiting.pop() {
            let Some(id) = graph.state_of(node).filter(|_| seen.insert(node)) else { continue };
            ordered.push(id);
            waiting.extend(graph.outgoing(node).iter().rev().map(|&edge| graph.edge(edge).to));
        }
    }
    ordered
}
