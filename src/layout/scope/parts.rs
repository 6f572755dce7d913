//! Parts that nothing connects: each laid out by itself, the first (with Start) at the left, the others
//! packed into columns beside it.

use super::{EdgeInput, Route, ScopeInput, ScopeLayout, lanes, layers, order, place, route};
use crate::layout::geometry::{Point, Size};

/// One connected part of a scope.
pub(super) struct Part {
    /// Places of its nodes in the scope
    pub(super) nodes: Vec<usize>,
    /// Places of its edges in the scope
    pub(super) edges: Vec<usize>,
}

pub(super) fn lay_out(input: &ScopeInput) -> ScopeLayout {
    let parts = split(input);
    let layouts: Vec<ScopeLayout> = parts.iter().map(|part| lay_out_part(&sub_input(input, part))).collect();
    let corners = pack(&layouts, input.options.spacing.part);
    let mut whole = ScopeLayout {
        nodes: vec![Point::default(); input.nodes.len()],
        edges: vec![Route::default(); input.edges.len()],
        ..ScopeLayout::default()
    };
    for ((part, layout), corner) in parts.iter().zip(layouts).zip(corners) {
        whole.size = whole.size.max(Size::new(corner.x + layout.size.width, corner.y + layout.size.height));
        for (&node, place) in part.nodes.iter().zip(&layout.nodes) {
            whole.nodes[node] = place.shifted(corner.x, corner.y);
        }
        for (&edge, mut route) in part.edges.iter().zip(layout.edges) {
            route.points.iter_mut().for_each(|point| *point = point.shifted(corner.x, corner.y));
            route.label = route.label.map(|label| label.shifted(corner.x, corner.y));
            whole.edges[edge] = route;
        }
    }
    whole
}

fn lay_out_part(input: &ScopeInput) -> ScopeLayout {
    let mut layers = as_before(input).unwrap_or_else(|| anew(input));
    let ends: Vec<(usize, usize)> = input.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    lanes::insert(&mut layers, &ends);
    place::place(&mut layers, input);
    route::route(&layers, input)
}

/// In the order of the previous layout, unless there was none or it is far too bad by now.
fn as_before(input: &ScopeInput) -> Option<layers::Layers> {
    let mut layers = layers::Layers::of(input, None);
    let mut before = order::Remembered::of(&layers, input)?;
    if let Some(sides) = before.sides(&layers, input) {
        layers = layers::Layers::of(input, Some(&sides));
        before = order::Remembered::of(&layers, input)?;
    }
    order::restore(&mut layers, input, before).then_some(layers)
}

fn anew(input: &ScopeInput) -> layers::Layers {
    let mut layers = layers::Layers::of(input, None);
    let cost = order::arrange(&mut layers, input);
    if cost > 0
        && let Some(sides) = place::Preferences::of(&layers, input).sides(&layers, input)
    {
        let mut split = layers::Layers::of(input, Some(&sides));
        if order::arrange(&mut split, input) < cost {
            layers = split;
        }
    }
    layers
}

/// The connected parts, by their first node in the order of definition.
fn split(input: &ScopeInput) -> Vec<Part> {
    let mut root: Vec<usize> = (0..input.nodes.len()).collect();
    fn find(root: &mut [usize], mut node: usize) -> usize {
        while root[node] != node {
            root[node] = root[root[node]];
            node = root[node];
        }
        node
    }
    for edge in &input.edges {
        let (one, other) = (find(&mut root, edge.from), find(&mut root, edge.to));
        root[one.max(other)] = one.min(other);
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of = vec![usize::MAX; input.nodes.len()];
    for node in 0..input.nodes.len() {
        let first = find(&mut root, node);
        if part_of[first] == usize::MAX {
            part_of[first] = parts.len();
            parts.push(Part { nodes: Vec::new(), edges: Vec::new() });
        }
        part_of[node] = part_of[first];
        parts[part_of[first]].nodes.push(node);
    }
    for (index, edge) in input.edges.iter().enumerate() {
        parts[part_of[edge.from]].edges.push(index);
    }
    parts
}

fn sub_input(input: &ScopeInput, part: &Part) -> ScopeInput {
    let mut place = vec![usize::MAX; input.nodes.len()];
    for (index, &node) in part.nodes.iter().enumerate() {
        place[node] = index;
    }
    let edges = part.edges.iter().map(|&edge| {
        let edge = &input.edges[edge];
        EdgeInput { from: place[edge.from], to: place[edge.to], ..edge.clone() }
    });
    ScopeInput {
        nodes: part.nodes.iter().map(|&node| input.nodes[node].clone()).collect(),
        edges: edges.collect(),
        options: input.options,
    }
}

/// Corners for the parts: columns to the right of the first part, filled to its height (or to about a
/// square, where that is taller).
fn pack(layouts: &[ScopeLayout], gap: f64) -> Vec<Point> {
    let Some(first) = layouts.first() else { return Vec::new() };
    let rest = layouts[1..].iter().map(|layout| (layout.size.width + gap) * (layout.size.height + gap));
    let limit = first.size.height.max(rest.sum::<f64>().sqrt());
    let mut corners = vec![Point::default()];
    let (mut x, mut y, mut column) = (first.size.width + gap, 0.0, 0.0f64);
    for layout in &layouts[1..] {
        if y > 0.0 && y + layout.size.height > limit {
            x += column + gap;
            (y, column) = (0.0, 0.0);
        }
        corners.push(Point::new(x, y));
        y += layout.size.height + gap;
        column = column.max(layout.size.width);
    }
    corners
}
