//! Nodes that a person moved: they go where they were put, and the lines follow.
//!
//! The automatic layout does not know of pins, so moving one node moves no other. Lines of moved nodes, and
//! lines that a moved node now stands on, are drawn anew by `detour`; all others stay.

use super::detour::{self, Detour};
use super::{NodeInput, Route, ScopeInput, ScopeLayout};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::request::Pin;
use crate::sort::sort_by_key;

/// Less than this of a line inside a box is only touching it
const TOUCH: f64 = 2.0;

/// Moves pinned nodes of a finished layout to where they belong.
pub(super) fn apply(layout: &mut ScopeLayout, input: &ScopeInput) {
    let moved: Vec<Option<Point>> = (0..input.nodes.len()).map(|node| moved(layout, input, node)).collect();
    if moved.iter().all(Option::is_none) {
        return;
    }
    for (place, by) in layout.nodes.iter_mut().zip(&moved) {
        if let Some(by) = by {
            *place = place.shifted(by.x, by.y);
        }
    }
    let boxes: Vec<Rect> = layout.nodes.iter().zip(&input.nodes).map(box_of).collect();
    let redraw: Vec<usize> = (0..input.edges.len())
        .filter(|&edge| !follow(&mut layout.edges[edge], input, edge, &moved, &boxes))
        .collect();
    redraw.iter().for_each(|&edge| layout.edges[edge].label = None);
    for &edge in &redraw {
        let (from, to) = (input.edges[edge].from, input.edges[edge].to);
        let role = input.edges[edge].role;
        let direction = input.options.direction;
        layout.edges[edge].points = Detour { boxes: &boxes, from, to, role, direction }.points();
    }
    for edge in 0..input.edges.len() {
        place_label(layout, edge, input.edges[edge].label, &boxes);
    }
    super::fit(layout, input);
}

fn box_of((place, node): (&Point, &NodeInput)) -> Rect {
    Rect::new(place.x, place.y, node.size)
}

/// By how much a pinned node is away from its automatic place; `None` if it is there.
fn moved(layout: &ScopeLayout, input: &ScopeInput, node: usize) -> Option<Point> {
    let by = match input.nodes[node].pin? {
        Pin::By(by) => by,
        Pin::At(at) => {
            let middle = box_of((&layout.nodes[node], &input.nodes[node])).center();
            Point::new(layout.origin.x + at.x - middle.x, layout.origin.y + at.y - middle.y)
        }
    };
    let sane = |way: f64| if way.is_finite() { way.clamp(-1e6, 1e6).round() } else { 0.0 };
    let by = Point::new(sane(by.x), sane(by.y));
    (by != Point::default()).then_some(by)
}

/// Takes a line along whose ends moved alike; whether it may stay as it then is.
fn follow(
    route: &mut Route,
    input: &ScopeInput,
    edge: usize,
    moved: &[Option<Point>],
    boxes: &[Rect],
) -> bool {
    let (from, to) = (input.edges[edge].from, input.edges[edge].to);
    if route.points.len() < 2 {
        return true;
    }
    if moved[from] != moved[to] {
        return false;
    }
    if let Some(by) = moved[from] {
        route.points.iter_mut().for_each(|point| *point = point.shifted(by.x, by.y));
        route.label = route.label.map(|label| label.shifted(by.x, by.y));
    }
    let is_hit = |node: usize| {
        let in_the_way = moved[node] != moved[from] && node != from && node != to;
        in_the_way
            && route.points.windows(2).any(|piece| detour::enters(piece[0], piece[1], boxes[node], TOUCH))
    };
    from == to || !(0..boxes.len()).any(is_hit)
}

/// Finds room for a label that has none, or that a moved node stands on.
fn place_label(layout: &mut ScopeLayout, edge: usize, size: Option<Size>, boxes: &[Rect]) {
    let Some(size) = size else { return };
    let is_free = |layout: &ScopeLayout, label: Rect| {
        let others = layout.edges.iter().enumerate().filter(|(other, _)| *other != edge);
        let mut labels = others.filter_map(|(_, route)| route.label);
        !boxes.iter().any(|rect| rect.overlaps(label)) && !labels.any(|other| other.overlaps(label))
    };
    if layout.edges[edge].label.is_some_and(|label| is_free(layout, label)) {
        return;
    }
    let spots = label_spots(&layout.edges[edge].points);
    let rects = spots.iter().map(|&spot| Rect::around(spot, size));
    let free = rects.clone().find(|&label| is_free(layout, label));
    layout.edges[edge].label = free.or(rects.clone().next());
}

/// Points of a line at which to write, the best first: halfway along its longest pieces, then nearer to their
/// ends.
fn label_spots(points: &[Point]) -> Vec<Point> {
    let length =
        |piece: &&[Point]| ((piece[1].x - piece[0].x).abs() + (piece[1].y - piece[0].y).abs()) as u64;
    let mut pieces: Vec<&[Point]> = points.windows(2).collect();
    sort_by_key(&mut pieces, |piece| u64::MAX - length(piece));
    let along = |piece: &[Point], share: f64| {
        Point::new(
            piece[0].x + (piece[1].x - piece[0].x) * share,
            piece[0].y + (piece[1].y - piece[0].y) * share,
        )
    };
    let shares = [0.5, 0.3, 0.7, 0.15, 0.85];
    shares.iter().flat_map(|&share| pieces.iter().map(move |piece| along(piece, share))).collect()
}
