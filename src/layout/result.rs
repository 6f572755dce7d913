//! What came out.

use super::geometry::{Point, Rect};

/// The way of one edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EdgeRoute {
    /// Corner points from border to border, at least two; each piece is horizontal or vertical. To be
    /// drawn with rounded corners, the arrowhead at the last point. Edges from one node may share their
    /// first pieces, edges to one node their last.
    pub points: Vec<Point>,
    /// Where to write the edge's label; free of boxes and of other labels
    pub label: Option<Rect>,
    /// Whether it closes a loop
    pub back: bool,
}

/// Which way an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Up
    Up,
    /// Down
    Down,
    /// To the left
    Left,
    /// To the right
    Right,
}

impl EdgeRoute {
    /// Which way the arrow at the end points.
    pub fn heading(&self) -> Heading {
        let [.., before, tip] = &self.points[..] else { return Heading::Down };
        let (x, y) = (tip.x - before.x, tip.y - before.y);
        match (x.abs() > y.abs(), x > 0.0, y > 0.0) {
            (true, true, _) => Heading::Right,
            (true, false, _) => Heading::Left,
            (false, _, true) => Heading::Down,
            (false, _, false) => Heading::Up,
        }
    }
}

/// Where everything is drawn, absolute: the root scope's corner is (0, 0).
///
/// The vectors run beside the request's; `None` where the request left something out or it made no sense.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutResult {
    /// The boxes of nodes, containers grown around their scopes
    pub nodes: Vec<Option<Rect>>,
    /// The boxes of scopes, insets included
    pub scopes: Vec<Option<Rect>>,
    /// What [`super::Pin::At`] counts from: the automatic middle of each scope's Start, or else its first node
    pub origins: Vec<Option<Point>>,
    /// The ways of edges
    pub edges: Vec<Option<EdgeRoute>>,
    /// The whole drawing
    pub bounds: Rect,
}
