//! L4: where states and edges are drawn.
//!
//! [`request_for`] makes a [`LayoutRequest`] of a definition's flow graph and a [`Measure`];
//! [`layout`] or [`layout_cached`] answers with a [`LayoutResult`]. Sizes come from the caller, nothing is
//! drawn here (but [`svg`] draws a definition for exports).
//!
//! ASL makes nesting easy: no transition leaves its scope. So each scope is laid out by itself, innermost
//! first, a container being one big box of the scope around it (`compose`); see `scope` for the pipeline.
//! The same request gives the same result, to the bit, natively and in the browser: no hashes are
//! iterated, no clock is read, and arithmetic is the plain four kinds on doubles.

pub mod bench;
mod cache;
mod compose;
mod geometry;
mod measure;
mod previous;
mod request;
mod result;
mod scope;
pub mod svg;

pub use cache::LayoutCache;
pub use compose::{layout, layout_cached};
pub use geometry::{Insets, Point, Rect, Size};
pub use measure::{Cards, Measure, ViewOptions, request_for, shortened};
pub use request::{
    Direction, EdgeRole, Effort, LayoutEdge, LayoutNode, LayoutOptions, LayoutRequest, LayoutScope, NodeRole,
    Pin, Spacing,
};
pub use result::{EdgeRoute, Heading, LayoutResult};
