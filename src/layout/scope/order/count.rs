//! What an order costs.

use super::super::layers::Layers;
use crate::layout::request::Effort;
use std::ops::Range;

/// What a crossing costs: other costs are parts and multiples of it.
pub(in super::super) const CROSSING: usize = 8;

/// What a sibling that does not stand as defined costs: a little while most do, and more from there on.
/// On an edit people look for the rules where they wrote them, on Tidy for fewer crossings.
#[derive(Clone, Copy)]
pub(super) struct Unsorted {
    /// How many may cost `low`
    spared: usize,
    low: usize,
    high: usize,
}

impl Unsorted {
    pub(super) fn of(effort: Effort, layers: &Layers) -> Self {
        let pairs = layers.elements.iter().filter(|element| element.next_sibling.is_some()).count();
        match effort {
            Effort::Edit => Self { spared: pairs / 6, low: CROSSING / 2, high: CROSSING * 3 / 2 },
            Effort::Tidy => Self { spared: pairs.div_ceil(4), low: CROSSING / 4, high: CROSSING },
        }
    }

    /// What one costs in a search from the start of this number: starts take turns.
    pub(super) fn searched(&self, start: usize) -> usize {
        if start.is_multiple_of(2) { CROSSING } else { self.low }
    }

    /// What all siblings of `layers` cost.
    pub(super) fn cost_of(&self, layers: &Layers) -> usize {
        self.cost(count_unsorted(layers, 0..layers.elements.len()))
    }

    fn cost(&self, count: usize) -> usize {
        let spared = count.min(self.spared);
        spared * self.low + (count - spared) * self.high
    }
}

/// Counts what two neighbors cost: crossings of their links, and whether they stand as defined.
pub(super) struct PairCounter {
    /// What a sibling that does not stand as defined costs
    pub(super) unsorted: usize,
    left: Vec<usize>,
    right: Vec<usize>,
}

impl PairCounter {
    pub(super) fn new(unsorted: usize) -> Self {
        Self { unsorted, left: Vec::new(), right: Vec::new() }
    }

    /// What the two cost as they stand, and exchanged.
    pub(super) fn count(&mut self, layers: &Layers, left: usize, right: usize) -> (usize, usize) {
        let (one, other) = (&layers.elements[left], &layers.elements[right]);
        let above = self.count_side(layers, &one.up, &other.up);
        let below = self.count_side(layers, &one.down, &other.down);
        let (kept, swapped) = ((above.0 + below.0) * CROSSING, (above.1 + below.1) * CROSSING);
        if one.next_sibling == Some(right) {
            (kept, swapped + self.unsorted)
        } else if other.next_sibling == Some(left) {
            (kept + self.unsorted, swapped)
        } else {
            (kept, swapped)
        }
    }

    fn count_side(&mut self, layers: &Layers, left: &[usize], right: &[usize]) -> (usize, usize) {
        if left.is_empty() || right.is_empty() {
            return (0, 0);
        }
        let fill = |places: &mut Vec<usize>, links: &[usize]| {
            places.clear();
            places.extend(links.iter().map(|&other| layers.positions[other]));
            places.sort_unstable();
        };
        fill(&mut self.left, left);
        fill(&mut self.right, right);
        (inversions(&self.left, &self.right), inversions(&self.right, &self.left))
    }
}

/// How many pairs of (`left`, `right`), both sorted, have the left one greater.
fn inversions(left: &[usize], right: &[usize]) -> usize {
    let (mut count, mut smaller) = (0, 0);
    for &place in left {
        while smaller < right.len() && right[smaller] < place {
            smaller += 1;
        }
        count += smaller;
    }
    count
}

/// Counts what a whole order costs: crossings, and siblings that do not stand as defined.
pub(super) struct Counter {
    unsorted: Unsorted,
    /// Crossings above each rank when all were counted last
    gaps: Vec<usize>,
    /// By place of the lower rank, the bits of the links that lead there: the next free one, and where they end
    bits: Vec<(u32, u32)>,
    targets: Vec<usize>,
    tree: Vec<usize>,
}

impl Counter {
    pub(super) fn new(unsorted: Unsorted) -> Self {
        Self { unsorted, gaps: Vec::new(), bits: Vec::new(), targets: Vec::new(), tree: Vec::new() }
    }

    pub(super) fn count_all(&mut self, layers: &Layers) -> usize {
        self.gaps.clear();
        self.gaps.resize(layers.ranks.len(), 0);
        for rank in 1..layers.ranks.len() {
            self.gaps[rank] = self.count_gap(layers, rank);
        }
        self.counted(layers)
    }

    /// The same, where only the ranks that `changed` have another order than when all were counted last.
    pub(super) fn recount(&mut self, layers: &Layers, changed: &[bool]) -> usize {
        for rank in 1..layers.ranks.len() {
            if changed[rank - 1] || changed[rank] {
                self.gaps[rank] = self.count_gap(layers, rank);
            }
        }
        self.counted(layers)
    }

    fn counted(&self, layers: &Layers) -> usize {
        self.gaps.iter().sum::<usize>() * CROSSING + self.unsorted.cost_of(layers)
    }

    /// What an order costs by what stands in `ranks` and by what leads there, siblings that do not stand as
    /// defined at `unsorted` each.
    pub(super) fn count_near(&mut self, layers: &Layers, ranks: Range<usize>, unsorted: usize) -> usize {
        let gaps = ranks.start.max(1)..(ranks.end + 1).min(layers.ranks.len());
        let crossings: usize = gaps.map(|rank| self.count_gap(layers, rank)).sum();
        let inside = layers.ranks[ranks].iter().flatten();
        crossings * CROSSING + count_unsorted(layers, inside.copied()) * unsorted
    }

    pub(super) fn crossings(&mut self, layers: &Layers) -> usize {
        (1..layers.ranks.len()).map(|rank| self.count_gap(layers, rank)).sum()
    }

    /// Crossings between the ranks `rank - 1` and `rank`.
    fn count_gap(&mut self, layers: &Layers, rank: usize) -> usize {
        let mut links = 0;
        self.bits.clear();
        self.bits.extend(layers.ranks[rank].iter().map(|&lower| {
            let first = links;
            links += layers.elements[lower].up.len() as u32;
            (first, links)
        }));
        if links < u64::BITS { self.count_few(layers, rank) } else { self.count_many(layers, rank) }
    }

    /// Has a bit for each link, by where it leads: those right of a link's end that are set already cross it.
    fn count_few(&mut self, layers: &Layers, rank: usize) -> usize {
        let (mut crossings, mut seen) = (0, 0_u64);
        for &upper in &layers.ranks[rank - 1] {
            let mut own = 0;
            for &lower in &layers.elements[upper].down {
                let (free, end) = &mut self.bits[layers.positions[lower]];
                crossings += (seen >> *end).count_ones() as usize;
                own |= 1 << *free;
                *free += 1;
            }
            seen |= own;
        }
        crossings
    }

    /// Counts with an accumulator tree (Barth, Jünger, Mutzel).
    fn count_many(&mut self, layers: &Layers, rank: usize) -> usize {
        self.targets.clear();
        for &upper in &layers.ranks[rank - 1] {
            let from = self.targets.len();
            let below = &layers.elements[upper].down;
            self.targets.extend(below.iter().map(|&lower| layers.positions[lower]));
            self.targets[from..].sort_unstable();
        }
        let width = layers.ranks[rank].len();
        self.tree.clear();
        self.tree.resize(width + 1, 0);
        let (mut crossings, mut seen) = (0, 0);
        for &target in &self.targets {
            let mut at = target + 1;
            let mut not_right = 0;
            while at > 0 {
                not_right += self.tree[at];
                at &= at - 1;
            }
            crossings += seen - not_right;
            seen += 1;
            at = target + 1;
            while at <= width {
                self.tree[at] += 1;
                at += at & at.wrapping_neg();
            }
        }
        crossings
    }
}

/// How many siblings among `elements` stand right of the next one, which should be right of them.
fn count_unsorted(layers: &Layers, elements: impl Iterator<Item = usize>) -> usize {
    let next = elements.filter_map(|element| Some((element, layers.elements[element].next_sibling?)));
    next.filter(|&(element, next)| layers.positions[next] < layers.positions[element]).count()
}
