//! What stands written at an edge.

use super::condition_text;
use super::flow::{EdgeKind, FlowGraph, NodeKind};
use crate::asl::{StateKind, StateMachine};
use crate::id::EdgeId;

impl FlowGraph {
    /// The text at an edge: a rule's condition as a sentence, `default`, a Catcher's error names; `None`
    /// where nothing is written. Not shortened; `machine` must be the one the graph is of.
    pub fn edge_text(&self, machine: &StateMachine, edge: EdgeId) -> Option<String> {
        let edge = self.edge(edge);
        let NodeKind::State(state) = self.node(edge.from).kind else { return None };
        let state = machine.state(state);
        match edge.kind {
            EdgeKind::Choice(index) => {
                let StateKind::Choice(choice) = &state.kind else { return None };
                choice.rules.get(index).map(|rule| condition_text(&rule.condition))
            }
            EdgeKind::Default => Some("default".to_owned()),
            EdgeKind::Catch(index) => state.catch.get(index).map(|catcher| catcher.error_equals.join(", ")),
            EdgeKind::Start | EdgeKind::Next | EdgeKind::End => None,
        }
    }
}
