//! The links between two neighboring ranks, counted by place: how many of them a further line would cross.

use super::layers::Layers;

/// Counts for one pair of ranks.
#[derive(Default)]
pub(super) struct Gap {
    /// `counts[i * (lower + 1) + j]`: links from one of the first `i` above to one of the first `j` below
    counts: Vec<u32>,
    upper: usize,
    lower: usize,
}

impl Gap {
    /// Counts the links between the ranks `rank - 1` and `rank`, by the positions of those that stand in them.
    pub(super) fn fill(&mut self, layers: &Layers, rank: usize, stands: impl Fn(usize) -> bool) {
        let (above, below) = (&layers.ranks[rank - 1], &layers.ranks[rank]);
        (self.upper, self.lower) = (above.len(), below.len());
        let width = self.lower + 1;
        let counts = &mut self.counts;
        counts.clear();
        counts.resize((self.upper + 1) * width, 0);
        for (position, &element) in above.iter().enumerate() {
            for &other in layers.elements[element].down.iter().filter(|&&other| stands(other)) {
                counts[(position + 1) * width + layers.positions[other] + 1] += 1;
            }
        }
        for i in 1..=self.upper {
            let (before, row) = counts[(i - 1) * width..(i + 1) * width].split_at_mut(width);
            let mut sum = 0;
            for (count, before) in row.iter_mut().zip(before) {
                sum += *count;
                *count = sum + *before;
            }
        }
    }

    fn at(&self, i: usize, j: usize) -> u32 {
        self.counts[i * (self.lower + 1) + j]
    }

    /// Links that a line from slot `i` above to slot `j` below crosses.
    pub(super) fn between_slots(&self, i: usize, j: usize) -> u32 {
        (self.at(i, self.lower) - self.at(i, j)) + (self.at(self.upper, j) - self.at(i, j))
    }

    /// Links that a line from slot `i` above to each slot below crosses.
    pub(super) fn slot_to_slots(&self, i: usize) -> impl Iterator<Item = u32> {
        let (row, all) = (self.row(i), self.row(self.upper));
        row.iter().zip(all).map(|(left, all)| row[self.lower] - left + (all - left))
    }

    /// Links that a line from the element at place `i` above to each slot below crosses.
    pub(super) fn place_to_slots(&self, i: usize) -> impl Iterator<Item = u32> {
        let (row, next, all) = (self.row(i), self.row(i + 1), self.row(self.upper));
        let each = row.iter().zip(next).zip(all);
        each.map(|((left, next), all)| row[self.lower] - left + (all - next))
    }

    fn row(&self, i: usize) -> &[u32] {
        &self.counts[i * (self.lower + 1)..][..=self.lower]
    }

    /// Links that a line from slot `i` above to the element at place `j` below crosses.
    pub(super) fn slot_to_place(&self, i: usize, j: usize) -> u32 {
        (self.at(i, self.lower) - self.at(i, j + 1)) + (self.at(self.upper, j) - self.at(i, j))
    }
}
