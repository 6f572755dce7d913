//! The graph's shape and how to ask it.

use crate::asl::{ScopeId, StateId};
use crate::id::{EdgeId, NodeId};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};

/// What a node of the graph stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NodeKind {
    /// Where a scope begins
    Start,
    /// A state
    State(StateId),
    /// Where a scope ends
    End,
}

/// One node: a state, or a scope's Start or End.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowNode {
    /// The scope it belongs to
    pub scope: ScopeId,
    /// What it stands for
    pub kind: NodeKind,
}

/// Why an edge is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// From Start to the state that `StartAt` names
    Start,
    /// `Next`
    Next,
    /// The `Next` of a Choice's rule, by the rule's place in `Choices`
    Choice(usize),
    /// A Choice's `Default`
    Default,
    /// The `Next` of a Catcher, by its place in `Catch`
    Catch(usize),
    /// `"End": true`, Succeed or Fail
    End,
}

/// One edge. Both ends are in the same scope, as the language has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowEdge {
    /// Where it leaves
    pub from: NodeId,
    /// Where it arrives
    pub to: NodeId,
    /// Why it is there
    pub kind: EdgeKind,
}

/// The flow graph of a whole definition: one part a scope, which no edge leaves.
///
/// Ids are dense and in the order of definition: for each scope its Start, its states, its End, and for
/// each node the edges in the order in which the language looks at them (rules, then `Default`; `Next`,
/// then catchers). A transition to a name that its scope does not have gives no edge.
#[derive(Clone, Debug, Default)]
pub struct FlowGraph {
    pub(super) graph: DiGraph<FlowNode, EdgeKind>,
    pub(super) outgoing: Vec<Vec<EdgeId>>,
    pub(super) incoming: Vec<Vec<EdgeId>>,
    pub(super) state_nodes: Vec<Option<NodeId>>,
    pub(super) starts: Vec<NodeId>,
    pub(super) ends: Vec<NodeId>,
}

impl FlowGraph {
    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    /// How many edges there are.
    pub fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// The node `id`, which must be of this graph.
    pub fn node(&self, id: NodeId) -> FlowNode {
        self.graph[NodeIndex::new(id.index())]
    }

    /// The edge `id`, which must be of this graph.
    pub fn edge(&self, id: EdgeId) -> FlowEdge {
        let index = EdgeIndex::new(id.index());
        let (from, to) = self.graph.edge_endpoints(index).unwrap_or_default();
        FlowEdge { from: NodeId::new(from.index()), to: NodeId::new(to.index()), kind: self.graph[index] }
    }

    /// Every node with its id, in order.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, FlowNode)> + '_ {
        (0..self.node_count()).map(|index| (NodeId::new(index), self.node(NodeId::new(index))))
    }

    /// Every edge with its id, in order.
    pub fn edges(&self) -> impl Iterator<Item = (EdgeId, FlowEdge)> + '_ {
        (0..self.edge_count()).map(|index| (EdgeId::new(index), self.edge(EdgeId::new(index))))
    }

    /// The edges that leave `node`, in order of definition.
    pub fn outgoing(&self, node: NodeId) -> &[EdgeId] {
        &self.outgoing[node.index()]
    }

    /// The edges that arrive at `node`, in order of definition.
    pub fn incoming(&self, node: NodeId) -> &[EdgeId] {
        &self.incoming[node.index()]
    }

    /// The node of a state; `None` if the state is in no scope's list (of a broken definition).
    pub fn node_of(&self, state: StateId) -> Option<NodeId> {
        self.state_nodes.get(state.index()).copied().flatten()
    }

    /// The Start of a scope, which must be of the graph's machine.
    pub fn start_of(&self, scope: ScopeId) -> NodeId {
        self.starts[scope.index()]
    }

    /// The End of a scope, which must be of the graph's machine.
    pub fn end_of(&self, scope: ScopeId) -> NodeId {
        self.ends[scope.index()]
    }

    /// The state a node stands for.
    pub fn state_of(&self, node: NodeId) -> Option<StateId> {
        match self.node(node).kind {
            NodeKind::State(state) => Some(state),
            NodeKind::Start | NodeKind::End => None,
        }
    }
}
