//! From a definition to its graph.

use super::flow::{EdgeKind, FlowGraph, FlowNode, NodeKind};
use crate::asl::{ScopeId, State, StateId, StateKind, StateMachine, Transition};
use crate::id::{EdgeId, NodeId};
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

impl FlowGraph {
    /// The flow graph of `machine`. Never fails: what a broken definition lacks is not in the graph.
    pub fn of(machine: &StateMachine) -> Self {
        let mut graph = Self { state_nodes: vec![None; machine.states.len()], ..Self::default() };
        for (id, _) in machine.scopes() {
            graph.add_scope_nodes(machine, id);
        }
        for (id, _) in machine.scopes() {
            graph.add_scope_edges(machine, id);
        }
        graph
    }

    fn add_scope_nodes(&mut self, machine: &StateMachine, scope: ScopeId) {
        let start = self.add_node(FlowNode { scope, kind: NodeKind::Start });
        self.starts.push(start);
        for &state in &machine.scope(scope).states {
            let node = self.add_node(FlowNode { scope, kind: NodeKind::State(state) });
            if let Some(slot) = self.state_nodes.get_mut(state.index()) {
                *slot = Some(node);
            }
        }
        let end = self.add_node(FlowNode { scope, kind: NodeKind::End });
        self.ends.push(end);
    }

    fn add_scope_edges(&mut self, machine: &StateMachine, id: ScopeId) {
        let scope = machine.scope(id);
        let mut by_name: BTreeMap<&str, StateId> = BTreeMap::new();
        for &state in &scope.states {
            by_name.entry(&machine.state(state).name).or_insert(state);
        }
        if let Some(first) = scope.start.and_then(|state| self.node_of(state)) {
            self.add_edge(self.start_of(id), first, EdgeKind::Start);
        }
        for &state in &scope.states {
            let Some(from) = self.node_of(state) else { continue };
            for (kind, target) in transitions(machine.state(state)) {
                let to = match target {
                    Some(name) => by_name.get(name).and_then(|&state| self.node_of(state)),
                    None => Some(self.end_of(id)),
                };
                if let Some(to) = to {
                    self.add_edge(from, to, kind);
                }
            }
        }
    }

    fn add_node(&mut self, node: FlowNode) -> NodeId {
        self.outgoing.push(Vec::new());
        self.incoming.push(Vec::new());
        NodeId::new(self.graph.add_node(node).index())
    }

    fn add_edge(&mut self, from: NodeId, to: NodeId, kind: EdgeKind) {
        let index = self.graph.add_edge(NodeIndex::new(from.index()), NodeIndex::new(to.index()), kind);
        let edge = EdgeId::new(index.index());
        self.outgoing[from.index()].push(edge);
        self.incoming[to.index()].push(edge);
    }
}

/// A state's ways out in the language's order; a target of `None` is the scope's End.
fn transitions(state: &State) -> Vec<(EdgeKind, Option<&str>)> {
    let mut out = Vec::new();
    match &state.kind {
        StateKind::Choice(choice) => {
            let rules = choice.rules.iter().enumerate();
            out.extend(
                rules
                    .filter_map(|(index, rule)| Some((EdgeKind::Choice(index), Some(rule.next.as_deref()?)))),
            );
            out.extend(choice.default.as_deref().map(|name| (EdgeKind::Default, Some(name))));
        }
        StateKind::Succeed | StateKind::Fail(_) => out.push((EdgeKind::End, None)),
        _ => match &state.transition {
            Transition::Next(name) => out.push((EdgeKind::Next, Some(&**name))),
            Transition::End => out.push((EdgeKind::End, None)),
            Transition::None => {}
        },
    }
    let catchers = state.catch.iter().enumerate();
    out.extend(
        catchers
            .filter_map(|(index, catcher)| Some((EdgeKind::Catch(index), Some(catcher.next.as_deref()?)))),
    );
    out
}
