//! What is to be laid out.

use super::geometry::{Insets, Point, Size};

/// Which way the flow runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Start at the top
    #[default]
    TopDown,
    /// Start at the left
    LeftRight,
}

/// How hard to look for an order with fewer crossings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Effort {
    /// One start, from the order of definition or the previous layout's: for every edit, moves little
    #[default]
    Edit,
    /// Several starts: for "Tidy up"
    Tidy,
}

/// Distances, in pixels. "Along" is the direction of the flow, "across" the other one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Across, between two states
    pub node: f64,
    /// Across, between a state and a line that passes it
    pub line_to_node: f64,
    /// Between two lines that run side by side
    pub line: f64,
    /// Along, between two rows without anything in between
    pub row: f64,
    /// Between the branches of a Parallel
    pub branch: f64,
    /// Between parts that nothing connects
    pub part: f64,
}

impl Default for Spacing {
    fn default() -> Self {
        Self { node: 40.0, line_to_node: 24.0, line: 14.0, row: 44.0, branch: 24.0, part: 56.0 }
    }
}

/// How a request is to be laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LayoutOptions {
    /// Which way the flow runs
    pub direction: Direction,
    /// How hard to look
    pub effort: Effort,
    /// Distances
    pub spacing: Spacing,
}

/// What a node is, as far as placing it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NodeRole {
    /// Where the flow begins: first of its scope
    Start,
    /// A state
    #[default]
    State,
    /// A state that ends the flow badly (Fail): never part of the main path
    Stop,
    /// Where the flow ends
    End,
}

/// Where a person put a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pin {
    /// This far from its automatic place: it goes along with what is around it. After a drag, add the drag's way
    /// to what was there before.
    By(Point),
    /// Its middle here, seen from its scope's origin ([`super::LayoutResult::origins`]): it stays, whatever
    /// comes before it
    At(Point),
}

/// A box to place: a card, a marker, or a container around scopes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutNode {
    /// What stays the same over edits (a hash of the name, say): finds the node in a previous layout
    pub key: u64,
    /// Which scope it is in, an index into [`LayoutRequest::scopes`]
    pub scope: usize,
    /// What it is
    pub role: NodeRole,
    /// Its size; a container's smallest size
    pub size: Size,
    /// A container's header and padding: between its own border and its scopes
    pub insets: Insets,
    /// Where a person put it: it stays there, lines run around it, and scopes grow to hold it. No other node
    /// moves for it, so it may come to stand on one.
    pub pin: Option<Pin>,
    /// Left out of the layout (a marker that is not wanted)
    pub hidden: bool,
}

/// A place for nodes: the whole, a Parallel's branch, a Map's processor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutScope {
    /// The node around it, an index into [`LayoutRequest::nodes`]; that node must be of a scope with a
    /// smaller index. `None` for the root.
    pub container: Option<usize>,
    /// Between the scope's border and its nodes
    pub insets: Insets,
    /// Its smallest size, insets included: room to drop a first state into
    pub size: Size,
    /// Left out of the layout with all in it (the container is collapsed)
    pub hidden: bool,
}

/// How an edge takes part in the flow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EdgeRole {
    /// Part of the flow
    #[default]
    Flow,
    /// Aside of it, such as a catch: leaves at the side where it can and never bends the main path
    Aside,
}

/// A line to draw between two nodes of one scope. Others are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutEdge {
    /// Where it leaves, an index into [`LayoutRequest::nodes`]
    pub from: usize,
    /// Where it arrives
    pub to: usize,
    /// How it takes part in the flow
    pub role: EdgeRole,
    /// The size of what is written at it
    pub label: Option<Size>,
}

/// Everything to lay out: nested scopes with nodes and edges, sizes given.
///
/// The order of nodes and edges is the order of definition, which the layout keeps left to right where it
/// can. Any request can be laid out: what makes no sense (an index out of range, an edge between scopes, a
/// scope around itself) is left out of the result.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutRequest {
    /// The scopes, each after the one around it; the first is the root
    pub scopes: Vec<LayoutScope>,
    /// The nodes
    pub nodes: Vec<LayoutNode>,
    /// The edges
    pub edges: Vec<LayoutEdge>,
    /// How
    pub options: LayoutOptions,
}
