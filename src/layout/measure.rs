//! From a flow graph to a request: which sizes things have is the caller's to say.

use super::geometry::{Insets, Size};
use super::request::{
    EdgeRole, LayoutEdge, LayoutNode, LayoutOptions, LayoutRequest, LayoutScope, NodeRole, Pin,
};
use crate::asl::{ScopeId, StateId, StateKind, StateMachine};
use crate::graph::{EdgeId, EdgeKind, FlowGraph, NodeId, NodeKind};

/// Sizes of what is drawn, in pixels. The defaults are the studio's cards and markers.
pub trait Measure {
    /// A state's card; a container's smallest size, and its card when collapsed.
    fn card(&self, _machine: &StateMachine, _state: StateId) -> Size {
        Size::new(220.0, 64.0)
    }

    /// Start or End.
    fn marker(&self) -> Size {
        Size::new(28.0, 28.0)
    }

    /// A container's header and padding around its scopes.
    fn container(&self, _machine: &StateMachine, _state: StateId) -> Insets {
        Insets { top: 36.0 + 12.0, right: 12.0, bottom: 12.0, left: 12.0 }
    }

    /// A branch's or processor's padding around its states.
    fn scope(&self, _machine: &StateMachine, _scope: ScopeId) -> Insets {
        Insets::all(16.0)
    }

    /// A branch or processor without states: room to drop one.
    fn empty_scope(&self) -> Size {
        Size::new(220.0, 96.0)
    }

    /// The chip with `text` at an edge.
    fn label(&self, text: &str) -> Size;
}

/// Sizes without a screen: about what a sans-serif of 12 px takes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cards;

impl Measure for Cards {
    fn label(&self, text: &str) -> Size {
        let width: f64 = text.chars().map(|letter| if letter.is_ascii() { 6.6 } else { 9.0 }).sum();
        Size::new((width + 16.0).ceil(), 22.0)
    }
}

/// Which parts of a definition are shown, and how.
pub struct ViewOptions<'a> {
    /// Direction, effort, spacing
    pub layout: LayoutOptions,
    /// Where a person put a node
    pub pin: &'a dyn Fn(NodeId) -> Option<Pin>,
    /// Whether a container is drawn as a card, without what is in it
    pub collapsed: &'a dyn Fn(StateId) -> bool,
    /// Whether scopes inside containers have Start and End markers too
    pub nested_markers: bool,
    /// The text of an edge's label as it is shown, from its full text
    pub label: &'a dyn Fn(EdgeId, String) -> String,
}

impl Default for ViewOptions<'_> {
    fn default() -> Self {
        Self {
            layout: LayoutOptions::default(),
            pin: &|_| None,
            collapsed: &|_| false,
            nested_markers: false,
            label: &|_, text| shortened(&text, 32),
        }
    }
}

/// `text`, cut to `limit` characters with `…` at the end.
pub fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let head: String = text.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}

/// The request for a definition: nodes, edges and scopes run beside the graph's and machine's, so that
/// index `i` of the result is [`crate::graph::NodeId`], [`EdgeId`] or [`ScopeId`] number `i`.
pub fn request_for(
    machine: &StateMachine,
    graph: &FlowGraph,
    measure: &dyn Measure,
    view: &ViewOptions<'_>,
) -> LayoutRequest {
    let shown = shown_scopes(machine, view);
    let scopes = machine.scopes().map(|(id, scope)| LayoutScope {
        hidden: !shown[id.index()],
        container: scope.parent.and_then(|state| Some(graph.node_of(state)?.index())),
        insets: if scope.parent.is_some() { measure.scope(machine, id) } else { Insets::default() },
        size: if scope.states.is_empty() { measure.empty_scope() } else { Size::default() },
    });
    let edges = graph.edges().map(|(id, edge)| LayoutEdge {
        from: edge.from.index(),
        to: edge.to.index(),
        role: if matches!(edge.kind, EdgeKind::Catch(_)) { EdgeRole::Aside } else { EdgeRole::Flow },
        label: graph.edge_text(machine, id).map(|text| measure.label(&(view.label)(id, text))),
    });
    LayoutRequest {
        scopes: scopes.collect(),
        nodes: nodes_for(machine, graph, measure, view),
        edges: edges.collect(),
        options: view.layout,
    }
}

fn nodes_for(
    machine: &StateMachine,
    graph: &FlowGraph,
    measure: &dyn Measure,
    view: &ViewOptions<'_>,
) -> Vec<LayoutNode> {
    let keys = scope_keys(machine);
    let nodes = graph.nodes().map(|(id, node)| {
        let scope = node.scope.index();
        let base = LayoutNode { scope, pin: (view.pin)(id), ..LayoutNode::default() };
        match node.kind {
            NodeKind::State(state) => LayoutNode {
                key: hash(keys[scope], machine.state(state).name.as_bytes()),
                role: match machine.state(state).kind {
                    StateKind::Fail(_) => NodeRole::Stop,
                    _ => NodeRole::State,
                },
                size: measure.card(machine, state),
                insets: measure.container(machine, state),
                ..base
            },
            marker => {
                let role = if marker == NodeKind::Start { NodeRole::Start } else { NodeRole::End };
                let unused = role == NodeRole::End && machine.scope(node.scope).states.is_empty();
                let wanted = (view.nested_markers || scope == 0) && !unused;
                let key = hash(keys[scope], &[0, role as u8]);
                LayoutNode { key, role, size: measure.marker(), hidden: !wanted, ..base }
            }
        }
    });
    nodes.collect()
}

/// For each scope whether nothing around it is collapsed.
fn shown_scopes(machine: &StateMachine, view: &ViewOptions<'_>) -> Vec<bool> {
    let mut shown: Vec<bool> = Vec::with_capacity(machine.scopes.len());
    for scope in &machine.scopes {
        shown.push(scope.parent.is_none_or(|state| {
            let around = machine.state(state).scope.index();
            !(view.collapsed)(state) && shown.get(around).copied().unwrap_or(false)
        }));
    }
    shown
}

/// For each scope a number made from the names of the states around it.
fn scope_keys(machine: &StateMachine) -> Vec<u64> {
    let mut keys: Vec<u64> = Vec::with_capacity(machine.scopes.len());
    for scope in &machine.scopes {
        keys.push(scope.parent.map_or(SEED, |state| {
            let state = machine.state(state);
            let around = keys.get(state.scope.index()).copied().unwrap_or(SEED);
            hash(hash(around, state.name.as_bytes()), &(scope.branch as u64).to_le_bytes())
        }));
    }
    keys
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: the same on every machine.
pub(super) fn hash(seed: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(seed, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
