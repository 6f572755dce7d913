//! Parts that nothing connects: each laid out by itself, the first (with Start) at the left, the others
//! packed into columns beside it.

use super::{EdgeInput, Route, ScopeInput, ScopeLayout, crossings, lanes, layers, order, place, route};
use crate::layout::geometry::{Point, Size};
use crate::layout::request::Effort;

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

/// Parts with more elements than this are drawn once, in the order that costs least
const DRAWN: usize = 1500;

fn lay_out_part(input: &ScopeInput) -> ScopeLayout {
    if let Some(layers) = as_before(input) {
        return draw(layers, input);
    }
    let effort = input.options.effort;
    let mut orders = anew(input, effort);
    let small = orders[0].1.elements.len() <= DRAWN;
    if effort == Effort::Tidy && small && orders[0].0 > 0 {
        orders.extend(anew(input, Effort::Edit));
    }
    if small && orders.len() > 1 {
        return best_drawn(orders, input);
    }
    let best = (0..orders.len()).min_by_key(|&index| (orders[index].0, index)).unwrap_or(0);
    draw(orders.swap_remove(best).1, input)
}

/// Of several orders the one whose drawing costs least. What crosses in a drawing is not quite what crosses in an
/// order: lines that share a piece cross once, lanes and exits at the side come later.
fn best_drawn(orders: Vec<(usize, layers::Layers)>, input: &ScopeInput) -> ScopeLayout {
    let cost_and_drawing = |(_, layers): (usize, layers::Layers)| {
        let unsorted = order::unsorted_cost(&layers, input.options.effort);
        let layout = draw(layers, input);
        (crossings::count(&layout) * order::CROSSING + unsorted, layout)
    };
    let drawings = orders.into_iter().map(cost_and_drawing);
    drawings.min_by_key(|(cost, _)| *cost).map(|(_, layout)| layout).unwrap_or_default()
}

fn draw(mut layers: layers::Layers, input: &ScopeInput) -> ScopeLayout {
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

/// The order that costs least with one trunk a target, and with two where sources stand at both sides.
fn anew(input: &ScopeInput, effort: Effort) -> Vec<(usize, layers::Layers)> {
    let mut layers = layers::Layers::of(input, None);
    let cost = order::arrange(&mut layers, effort);
    let sides = (cost > 0).then(|| place::Preferences::of(&layers, input).sides(&layers, input)).flatten();
    let mut orders = vec![(cost, layers)];
    if let Some(sides) = sides {
        let mut split = layers::Layers::of(input, Some(&sides));
        let cost = order::arrange(&mut split, effort);
        orders.push((cost, split));
    }
    orders
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
