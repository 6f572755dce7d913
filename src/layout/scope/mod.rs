//! One scope: boxes of given sizes and the edges between them, placed and routed.
//!
//! The classic layered method (Sugiyama), each step a file, all in coordinates in which the flow runs down
//! (left-right is transposed before and after):
//!
//! 1. `parts`: what nothing connects is laid out by itself and packed.
//! 2. `layers`: back edges found by a walk in the order of definition; ranks by layout-rs; long edges get a
//!    dummy in each rank they pass, one shared trunk for a target of several.
//! 3. `order`: who stands left of whom in a rank: as before an edit, else few crossings (`gap` counts them) and
//!    rules as defined.
//! 4. `lanes`: back edges get a lane at the side of what they loop around.
//! 5. `place`: what is to be straight becomes a block; blocks are moved to where their edges are shortest.
//! 6. `route`: side exits, one horizontal track a source in the gap between two ranks, labels. Of several orders the drawing in
//!    which least crosses is kept (`crossings`).
//! 7. `pins`: what a person moved goes where it was put, lines along or around (`detour`).

mod crossings;
mod detour;
mod gap;
mod lanes;
mod layers;
mod order;
mod parts;
mod pins;
mod place;
mod route;
mod tracks;

use super::geometry::{Point, Rect, Size};
use super::measure::hash;
use super::request::{Direction, EdgeRole, LayoutOptions, NodeRole, Pin};

/// A box of the scope.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NodeInput {
    pub(super) size: Size,
    pub(super) role: NodeRole,
    /// Its middle in the previous layout
    pub(super) previous: Option<Point>,
    pub(super) pin: Option<Pin>,
}

/// An edge of the scope, by the places of its nodes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EdgeInput {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) role: EdgeRole,
    pub(super) label: Option<Size>,
    /// Its line in the previous layout; empty if there was none
    pub(super) previous: Vec<Point>,
}

/// All that a scope's layout depends on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ScopeInput {
    pub(super) nodes: Vec<NodeInput>,
    pub(super) edges: Vec<EdgeInput>,
    pub(super) options: LayoutOptions,
}

/// An edge's way; fewer than two points if there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Route {
    pub(super) points: Vec<Point>,
    pub(super) label: Option<Rect>,
    pub(super) back: bool,
}

/// A scope laid out: its corner is (0, 0).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ScopeLayout {
    pub(super) size: Size,
    /// The automatic middle of Start, or else of the first node
    pub(super) origin: Point,
    /// Top left corners
    pub(super) nodes: Vec<Point>,
    pub(super) edges: Vec<Route>,
}

impl ScopeInput {
    /// The same for equal inputs.
    pub(super) fn hash(&self) -> u64 {
        let mut bytes: Vec<u8> = Vec::with_capacity(self.nodes.len() * 33 + self.edges.len() * 33);
        let add_point = |bytes: &mut Vec<u8>, point: Point| {
            bytes.extend(point.x.to_bits().to_le_bytes());
            bytes.extend(point.y.to_bits().to_le_bytes());
        };
        for node in &self.nodes {
            bytes.extend(node.size.width.to_bits().to_le_bytes());
            bytes.extend(node.size.height.to_bits().to_le_bytes());
            add_point(&mut bytes, node.previous.unwrap_or(Point::new(f64::MIN, f64::MIN)));
            bytes.push(node.role as u8);
            if let Some(Pin::At(point) | Pin::By(point)) = node.pin {
                add_point(&mut bytes, point);
            }
        }
        for edge in &self.edges {
            bytes.extend((edge.from as u64).to_le_bytes());
            bytes.extend((edge.to as u64).to_le_bytes());
            let label = edge.label.unwrap_or(Size::new(-1.0, -1.0));
            bytes.extend((label.width * 4096.0 + label.height).to_bits().to_le_bytes());
            bytes.push(edge.role as u8);
            edge.previous.iter().for_each(|&point| add_point(&mut bytes, point));
        }
        hash(self.nodes.len() as u64, &bytes)
    }

    fn transposed(&self) -> Self {
        let mut input = self.clone();
        for node in &mut input.nodes {
            node.size = node.size.transposed();
            node.previous = node.previous.map(Point::transposed);
        }
        for edge in &mut input.edges {
            edge.label = edge.label.map(Size::transposed);
            edge.previous.iter_mut().for_each(|point| *point = point.transposed());
        }
        input
    }
}

impl ScopeLayout {
    fn transpose(&mut self) {
        let turn = |point: &mut Point| *point = point.transposed();
        self.size = self.size.transposed();
        self.nodes.iter_mut().for_each(turn);
        for route in &mut self.edges {
            route.points.iter_mut().for_each(turn);
            route.label = route.label.map(|label| Rect::new(label.y, label.x, label.size().transposed()));
        }
    }
}

/// Lays a scope out.
pub(super) fn lay_out(input: &ScopeInput) -> ScopeLayout {
    let mut layout = match input.options.direction {
        Direction::TopDown => parts::lay_out(input),
        Direction::LeftRight => {
            let mut layout = parts::lay_out(&input.transposed());
            layout.transpose();
            layout
        }
    };
    let first = input.nodes.iter().position(|node| node.role == NodeRole::Start).unwrap_or(0);
    if let (Some(corner), Some(node)) = (layout.nodes.get(first), input.nodes.get(first)) {
        layout.origin = Rect::new(corner.x, corner.y, node.size).center();
    }
    pins::apply(&mut layout, input);
    layout
}

/// Moves everything so that the corner is (0, 0), and measures it.
fn fit(layout: &mut ScopeLayout, input: &ScopeInput) {
    let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
    let mut cover = |x: f64, y: f64| {
        low = Point::new(low.x.min(x), low.y.min(y));
        high = Point::new(high.x.max(x), high.y.max(y));
    };
    for (place, node) in layout.nodes.iter().zip(&input.nodes) {
        cover(place.x, place.y);
        cover(place.x + node.size.width, place.y + node.size.height);
    }
    for route in &layout.edges {
        route.points.iter().for_each(|point| cover(point.x, point.y));
        if let Some(label) = route.label {
            cover(label.x, label.y);
            cover(label.right(), label.bottom());
        }
    }
    if layout.nodes.is_empty() {
        return;
    }
    layout.size = Size::new(high.x - low.x, high.y - low.y);
    layout.origin = layout.origin.shifted(-low.x, -low.y);
    layout.nodes.iter_mut().for_each(|place| *place = place.shifted(-low.x, -low.y));
    for route in &mut layout.edges {
        route.points.iter_mut().for_each(|point| *point = point.shifted(-low.x, -low.y));
        route.label = route.label.map(|label| label.shifted(-low.x, -low.y));
    }
}
