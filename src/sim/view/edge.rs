//! Edges of the flow graph as a run takes them.

use std::sync::Arc;

/// One end of an edge.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeEnd {
    /// The start of the state machine, or of a branch or iteration of the container named
    Start(Option<Arc<str>>),
    /// A state
    State(Arc<str>),
    /// The end of the state machine, or of a branch or iteration of the container named
    End(Option<Arc<str>>),
}

/// A way from one state to the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edge {
    /// Where it comes from
    pub from: EdgeEnd,
    /// Where it goes
    pub to: EdgeEnd,
    /// Whether a Catcher led there
    pub caught: bool,
}

/// How an edge was used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EdgeUse {
    /// How often
    pub count: u32,
    /// The event at the last time
    pub last_event: u32,
}
