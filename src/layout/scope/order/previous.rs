//! The order of the previous layout: nodes by where they stood, dummies by where their lines ran.

use super::super::ScopeInput;
use super::super::layers::{Layers, Way};
use super::Improver;
use crate::layout::geometry::Point;
use crate::sort::sort_by;

/// A line's x may be this far off and still be the same
const SAME: f64 = 1.0;

/// Where each element stood across the flow.
pub(in super::super) struct Remembered {
    wanted: Vec<Option<f64>>,
    /// By rank, where it was along the flow
    heights: Vec<f64>,
}

impl Remembered {
    /// `None` if no node is known.
    pub(in super::super) fn of(layers: &Layers, input: &ScopeInput) -> Option<Self> {
        let heights = heights(layers, input)?;
        let mut wanted: Vec<Option<f64>> = vec![None; layers.elements.len()];
        for (slot, node) in wanted.iter_mut().zip(&input.nodes) {
            *slot = node.previous.map(|point| point.x);
        }
        for (edge, way) in input.edges.iter().zip(&layers.ways) {
            let Way::Forward { first } = *way else { continue };
            let mut at = first;
            while at != edge.to {
                let element = &layers.elements[at];
                wanted[at] = wanted[at].or_else(|| across(&edge.previous, heights[element.rank]));
                let Some(&next) = element.down.first() else { break };
                at = next;
            }
        }
        Some(Self { wanted, heights })
    }

    /// For each edge the trunk of its target that it was in (0 left, 1 right); `None` if every target had one.
    pub(in super::super) fn sides(&self, layers: &Layers, input: &ScopeInput) -> Option<Vec<usize>> {
        let mut joined: Vec<(usize, usize, Option<f64>)> = Vec::new();
        for (index, (edge, way)) in input.edges.iter().zip(&layers.ways).enumerate() {
            if matches!(*way, Way::Forward { first } if layers.elements[first].trunk) {
                let height = self.heights[layers.elements[edge.to].rank - 1];
                joined.push((edge.to, index, across(&edge.previous, height)));
            }
        }
        sort_by(&mut joined, |one, other| (one.0, one.1).cmp(&(other.0, other.1)));
        let mut sides = vec![0; input.edges.len()];
        let mut split = false;
        for trunk in joined.chunk_by(|one, other| one.0 == other.0) {
            let known = || trunk.iter().filter_map(|(_, _, x)| *x);
            let (left, right) = (known().fold(f64::MAX, f64::min), known().fold(f64::MIN, f64::max));
            if right - left <= SAME {
                continue;
            }
            split = true;
            for &(_, edge, x) in trunk {
                let source = input.nodes[input.edges[edge].from].previous.map(|point| point.x);
                let x = x.or(source).unwrap_or(left);
                sides[edge] = usize::from(x - left > right - x);
            }
        }
        split.then_some(sides)
    }

    /// Sorts every rank as it was. What is new goes where its neighbors are, or where it crosses less.
    pub(super) fn restore(mut self, layers: &mut Layers, improver: &mut Improver) {
        let new: Vec<bool> = self.wanted.iter().map(Option::is_none).collect();
        for rank in 0..layers.ranks.len() {
            self.sort_rank(layers, rank);
        }
        layers.number();
        if new.contains(&true) {
            improver.move_paths(layers, |path| path.iter().all(|&element| new[element]));
        }
    }

    fn sort_rank(&mut self, layers: &mut Layers, rank: usize) {
        let mut ordered: Vec<(f64, usize)> = Vec::with_capacity(layers.ranks[rank].len());
        let mut last = f64::MIN;
        for &element in &layers.ranks[rank] {
            let above = &layers.elements[element].up;
            let known: Vec<f64> = above.iter().filter_map(|&other| self.wanted[other]).collect();
            let mean = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
            let place = self.wanted[element].or(mean).unwrap_or(last);
            self.wanted[element] = Some(place);
            last = place;
            ordered.push((place, element));
        }
        sort_by(&mut ordered, |left, right| left.0.total_cmp(&right.0));
        layers.ranks[rank] = ordered.into_iter().map(|(_, element)| element).collect();
    }
}

/// By rank, the middle of where its known nodes were; ranks without any lie between those around them.
fn heights(layers: &Layers, input: &ScopeInput) -> Option<Vec<f64>> {
    let mut known: Vec<Vec<f64>> = vec![Vec::new(); layers.ranks.len()];
    for (node, element) in input.nodes.iter().zip(&layers.elements) {
        known[element.rank].extend(node.previous.map(|point| point.y));
    }
    let mut heights: Vec<Option<f64>> = Vec::with_capacity(known.len());
    for places in &mut known {
        sort_by(places, f64::total_cmp);
        heights.push(places.get(places.len() / 2).copied());
    }
    let mut above = heights.iter().copied().find(Option::is_some)??;
    let mut filled = Vec::with_capacity(heights.len());
    for rank in 0..heights.len() {
        let below = heights[rank..].iter().copied().find(Option::is_some).flatten().unwrap_or(above);
        above = heights[rank].unwrap_or((above + below) / 2.0);
        filled.push(above);
    }
    Some(filled)
}

/// The x of a line at a height: of the upright piece there, or of the one nearest to it.
fn across(line: &[Point], height: f64) -> Option<f64> {
    let upright = line.windows(2).filter(|piece| piece[0].x == piece[1].x);
    let away = |piece: &[Point]| {
        let (top, bottom) = (piece[0].y.min(piece[1].y), piece[0].y.max(piece[1].y));
        (top - height).max(height - bottom).max(0.0)
    };
    upright
        .map(|piece| (away(piece), piece[0].x))
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, x)| x)
}
