//! L3: the flow graph of a definition: states and the transitions between them, scope by scope, with
//! what follows from them alone: what cannot be reached, what closes a loop.

mod build;
mod condition_text;
mod flow;
mod label;
mod walk;

pub use crate::id::{EdgeId, NodeId};
pub use condition_text::condition_text;
pub use flow::{EdgeKind, FlowEdge, FlowGraph, FlowNode, NodeKind};
