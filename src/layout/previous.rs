//! What a layout before says about the nodes and edges of one after it.

use super::geometry::{Point, Rect};
use super::request::{LayoutNode, LayoutRequest, Pin};
use super::result::LayoutResult;
use crate::sort::sort_by;

/// What edges are called over edits: the keys of their ends, and which of all between them they are.
type Name = (u64, u64, usize);

/// Where things were, seen from the corner of their scope; lists are sorted by key and by name.
pub(super) struct Previous {
    nodes: Vec<(u64, Point)>,
    lines: Vec<(Name, Vec<Point>)>,
}

impl Previous {
    /// From a request and its result, for a request whose flow may run another way.
    pub(super) fn of(request: &LayoutRequest, result: &LayoutResult, after: &LayoutRequest) -> Self {
        let turned = request.options.direction != after.options.direction;
        let corners = corners(request, result);
        let seen = |scope: usize, point: Point| {
            let (x, y) = (steady(point.x - corners[scope].x), steady(point.y - corners[scope].y));
            if turned { Point::new(y, x) } else { Point::new(x, y) }
        };
        let places = placed(request, result);
        let mut nodes: Vec<(u64, Point)> =
            places.map(|(node, rect)| (node.key, seen(node.scope, rect.center()))).collect();
        sort_by(&mut nodes, |one, other| one.0.cmp(&other.0));
        let lines = names(request).into_iter().filter_map(|(name, edge)| {
            let route = result.edges.get(edge)?.as_ref()?;
            let ends = [request.edges[edge].from, request.edges[edge].to];
            // Lines of moved nodes run somewhere else than what is automatic.
            let moved = ends.iter().any(|&node| request.nodes[node].pin.is_some());
            let scope = request.nodes[ends[0]].scope;
            let points = route.points.iter().map(|&point| seen(scope, point)).collect();
            (!moved).then_some((name, points))
        });
        Self { nodes, lines: lines.collect() }
    }

    /// The middle of the node with this key.
    pub(super) fn node(&self, key: u64) -> Option<Point> {
        let place = self.nodes.binary_search_by(|(other, _)| other.cmp(&key)).ok()?;
        Some(self.nodes[place].1)
    }

    /// The line of each of a request's edges, empty where there was none.
    pub(super) fn lines(&mut self, request: &LayoutRequest) -> Vec<Vec<Point>> {
        let mut lines = vec![Vec::new(); request.edges.len()];
        for (name, edge) in names(request) {
            if let Ok(place) = self.lines.binary_search_by(|(other, _)| other.cmp(&name)) {
                lines[edge] = std::mem::take(&mut self.lines[place].1);
            }
        }
        lines
    }
}

/// The edges by name, sorted.
fn names(request: &LayoutRequest) -> Vec<(Name, usize)> {
    let key = |node: usize| request.nodes.get(node).map(|node| node.key);
    let edges = request.edges.iter().enumerate();
    let mut names: Vec<(Name, usize)> =
        edges.filter_map(|(index, edge)| Some(((key(edge.from)?, key(edge.to)?, 0), index))).collect();
    sort_by(&mut names, Ord::cmp);
    for index in 1..names.len() {
        let before = names[index - 1].0;
        let name = &mut names[index].0;
        if (before.0, before.1) == (name.0, name.1) {
            name.2 = before.2 + 1;
        }
    }
    names
}

/// Nodes with the boxes that they would have if no one had moved them, as far as that is known.
fn placed<'a>(
    request: &'a LayoutRequest,
    result: &'a LayoutResult,
) -> impl Iterator<Item = (&'a LayoutNode, Rect)> {
    let nodes = request.nodes.iter().zip(&result.nodes);
    nodes.filter_map(|(node, rect)| {
        let rect = (*rect)?;
        match node.pin {
            None => Some((node, rect)),
            Some(Pin::By(by)) => Some((node, rect.shifted(-by.x, -by.y))),
            Some(Pin::At(_)) => None,
        }
    })
}

/// The corner of what stands in each scope.
fn corners(request: &LayoutRequest, result: &LayoutResult) -> Vec<Point> {
    let mut corners = vec![Point::new(f64::MAX, f64::MAX); request.scopes.len()];
    for (node, rect) in placed(request, result) {
        let center = rect.center();
        let corner = &mut corners[node.scope];
        *corner = Point::new(corner.x.min(center.x), corner.y.min(center.y));
    }
    corners
}

/// To an eighth of a pixel: wherever the scope stands, what is in it is remembered as equal.
fn steady(way: f64) -> f64 {
    (way * 8.0).round() / 8.0
}
