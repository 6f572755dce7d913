//! What an order costs.

use super::super::layers::Layers;
use crate::layout::request::Effort;

/// What a crossing costs in a whole order. A sibling that does not stand as defined costs as much on an edit
/// and a little less on Tidy.
const CROSSING: usize = 8;

/// Counts what two neighbors cost: crossings of their links, and whether they stand as defined.
#[derive(Default)]
pub(super) struct PairCounter {
    left: Vec<usize>,
    right: Vec<usize>,
}

impl PairCounter {
    /// What the two cost as they stand, and exchanged.
    pub(super) fn count(&mut self, layers: &Layers, left: usize, right: usize) -> (usize, usize) {
        let (one, other) = (&layers.elements[left], &layers.elements[right]);
        let above = self.count_side(layers, &one.up, &other.up);
        let below = self.count_side(layers, &one.down, &other.down);
        let (kept, swapped) = (above.0 + below.0, above.1 + below.1);
        match (one.sibling, other.sibling) {
            (Some((parent, place)), Some((same, than))) if parent == same => {
                (kept + usize::from(place > than), swapped + usize::from(place < than))
            }
            _ => (kept, swapped),
        }
    }

    fn count_side(&mut self, layers: &Layers, left: &[usize], right: &[usize]) -> (usize, usize) {
        if left.is_empty() || right.is_empty() {
            return (0, 0);
        }
        let fill = |places: &mut Vec<usize>, links: &[usize]| {
            places.clear();
            places.extend(links.iter().map(|&other| layers.elements[other].position));
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

/// Counts what a whole order costs: crossings with an accumulator tree (Barth, Jünger, Mutzel), and siblings
/// that do not stand as defined.
pub(super) struct Counter {
    unsorted: usize,
    targets: Vec<usize>,
    tree: Vec<usize>,
    last: Vec<(usize, usize)>,
}

impl Counter {
    pub(super) fn new(effort: Effort) -> Self {
        let unsorted = match effort {
            Effort::Edit => CROSSING,
            Effort::Tidy => CROSSING - 1,
        };
        Self { unsorted, targets: Vec::new(), tree: Vec::new(), last: Vec::new() }
    }

    pub(super) fn count_all(&mut self, layers: &Layers) -> usize {
        let crossings: usize = (1..layers.ranks.len()).map(|rank| self.count_gap(layers, rank)).sum();
        crossings * CROSSING + self.count_unsorted(layers) * self.unsorted
    }

    /// How many times a sibling stands right of the next one that should be right of it.
    fn count_unsorted(&mut self, layers: &Layers) -> usize {
        let mut count = 0;
        for rank in &layers.ranks {
            self.last.clear();
            for (parent, place) in rank.iter().filter_map(|&element| layers.elements[element].sibling) {
                match self.last.iter_mut().rev().find(|(other, _)| *other == parent) {
                    Some((_, last)) => {
                        count += usize::from(*last > place);
                        *last = place;
                    }
                    None => self.last.push((parent, place)),
                }
            }
        }
        count
    }

    /// Crossings between the ranks `rank - 1` and `rank`.
    fn count_gap(&mut self, layers: &Layers, rank: usize) -> usize {
        self.targets.clear();
        for &upper in &layers.ranks[rank - 1] {
            let from = self.targets.len();
            let below = &layers.elements[upper].down;
            self.targets.extend(below.iter().map(|&lower| layers.elements[lower].position));
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
