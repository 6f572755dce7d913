//! Lanes for back edges, put in when everything else has its order: beside the source in its rank, beside
//! the target in its rank, and in between where they cross least.

use super::layers::{Layers, Way};
use crate::sort::sort_by_key;

const NONE: usize = usize::MAX;
/// A crossing's cost against steps sideways
const CROSSING: u32 = 64;
/// Ranks wider than this are looked at only near where the lane comes from
const WINDOW: usize = 160;
/// The largest table of counts
const COUNTED: usize = 1 << 18;

/// Gives every back edge its lane; inner loops first.
pub(super) fn insert(layers: &mut Layers, ends: &[(usize, usize)]) {
    let mut loops: Vec<usize> =
        (0..layers.ways.len()).filter(|&edge| matches!(layers.ways[edge], Way::Back { .. })).collect();
    let span = |edge: &usize| layers.elements[ends[*edge].0].rank - layers.elements[ends[*edge].1].rank;
    sort_by_key(&mut loops, span);
    for edge in loops {
        let (source, target) = ends[edge];
        let slots = Search { layers, source, target }.best_slots();
        layers.ways[edge] = add_lane(layers, source, target, &slots);
    }
}

/// Puts dummies into the slots, the first of which is in the target's rank.
fn add_lane(layers: &mut Layers, source: usize, target: usize, slots: &[usize]) -> Way {
    let top = layers.elements[target].rank;
    let mut lane: Vec<usize> = Vec::with_capacity(slots.len());
    for (step, &slot) in slots.iter().enumerate() {
        let dummy = layers.add_element(None, top + step, None);
        layers.ranks[top + step].insert(slot, dummy);
        for position in slot..layers.ranks[top + step].len() {
            let element = layers.ranks[top + step][position];
            layers.positions[element] = position;
        }
        if let Some(&upper) = lane.last() {
            layers.link(upper, dummy);
        }
        lane.push(dummy);
    }
    let (top, bottom) = (lane.first().copied().unwrap_or(NONE), lane.last().copied().unwrap_or(NONE));
    layers.beside.push((target, top));
    layers.beside.push((source, bottom));
    Way::Back { bottom, top }
}

/// Dynamic programming over the slots of each rank between target and source.
struct Search<'a> {
    layers: &'a Layers,
    source: usize,
    target: usize,
}

/// A slot, what it costs to be there, and the slot it came from in the rank above.
#[derive(Clone, Copy)]
struct State {
    slot: usize,
    cost: u32,
    from: usize,
}

impl Search<'_> {
    fn best_slots(&self) -> Vec<usize> {
        let (top, bottom) = (self.layers.elements[self.target].rank, self.layers.elements[self.source].rank);
        let mut table: Vec<Vec<State>> = Vec::with_capacity(bottom - top + 1);
        table.push(self.beside(self.target));
        for rank in top + 1..=bottom {
            let states = self.step(rank, &table[table.len() - 1], rank == bottom);
            table.push(states);
        }
        let last = &table[table.len() - 1];
        let mut at = (0..last.len()).min_by_key(|&index| (last[index].cost, index)).unwrap_or(0);
        let mut slots: Vec<usize> = Vec::with_capacity(table.len());
        for states in table.iter().rev() {
            let Some(state) = states.get(at) else { break };
            slots.push(state.slot);
            at = state.from;
        }
        slots.reverse();
        slots
    }

    /// The two slots beside a node. The right one is preferred a little, but not across its own loops.
    fn beside(&self, node: usize) -> Vec<State> {
        let position = self.layers.positions[node];
        let loops = self.layers.own[node] as u32 * CROSSING;
        vec![State { slot: position + 1, cost: loops, from: 0 }, State { slot: position, cost: 1, from: 0 }]
    }

    fn step(&self, rank: usize, above: &[State], last: bool) -> Vec<State> {
        let gap = Gap::of(self.layers, rank);
        let near = above
            .iter()
            .min_by_key(|state| (state.cost, state.slot))
            .map_or(0, |state| gap.follow(state.slot));
        let slots: Vec<State> = if last {
            self.beside(self.source)
        } else {
            let width = self.layers.ranks[rank].len();
            let range = near.saturating_sub(WINDOW)..=(near + WINDOW).min(width);
            let between = self.between(rank);
            range.map(|slot| State { slot, cost: between[slot] * CROSSING, from: 0 }).collect()
        };
        let reach = |state: State| {
            let costs = above.iter().enumerate().map(|(from, upper)| {
                let sideways = gap.follow(upper.slot).abs_diff(state.slot).min(CROSSING as usize / 2) as u32;
                (upper.cost + gap.crossings(upper.slot, state.slot) * CROSSING + sideways, from)
            });
            let (cost, from) = costs.min().unwrap_or((0, 0));
            State { cost: cost + state.cost, from, ..state }
        };
        slots.into_iter().map(reach).collect()
    }

    /// For each slot of a rank: how many lines between a node and a lane beside it pass it.
    fn between(&self, rank: usize) -> Vec<u32> {
        let mut passed = vec![0; self.layers.ranks[rank].len() + 1];
        for &(node, lane) in &self.layers.beside {
            if self.layers.elements[node].rank == rank {
                let (one, other) = (self.layers.positions[node], self.layers.positions[lane]);
                let (left, right) = (one.min(other), one.max(other));
                passed[left + 1..=right].iter_mut().for_each(|slot| *slot += 1);
            }
        }
        passed
    }
}

/// The links between a rank and the one above it, counted by place (not counted where both are very wide).
struct Gap {
    /// `counts[i * width + j]`: links from one of the first `i` above to one of the first `j` below
    counts: Vec<u32>,
    upper: usize,
    lower: usize,
    /// For a slot above, the slot below that its neighbors lead to
    follow: Vec<usize>,
}

impl Gap {
    fn of(layers: &Layers, rank: usize) -> Self {
        let (above, below) = (&layers.ranks[rank - 1], &layers.ranks[rank]);
        let (upper, lower) = (above.len(), below.len());
        let counted = (upper + 1) * (lower + 1) <= COUNTED;
        let counts = if counted { Self::count(layers, above, lower) } else { Vec::new() };
        let mut follow = vec![0; upper + 1];
        for (position, &element) in above.iter().enumerate() {
            let links = layers.elements[element].down.iter().map(|&other| layers.positions[other] + 1);
            follow[position + 1] = links.max().unwrap_or(0).max(follow[position]);
        }
        Self { counts, upper, lower, follow }
    }

    fn count(layers: &Layers, above: &[usize], lower: usize) -> Vec<u32> {
        let width = lower + 1;
        let mut counts = vec![0; (above.len() + 1) * width];
        for (position, &element) in above.iter().enumerate() {
            for &other in &layers.elements[element].down {
                counts[(position + 1) * width + layers.positions[other] + 1] += 1;
            }
        }
        for i in 1..=above.len() {
            let mut row = 0;
            for j in 0..width {
                row += counts[i * width + j];
                counts[i * width + j] = row + counts[(i - 1) * width + j];
            }
        }
        counts
    }

    fn at(&self, i: usize, j: usize) -> u32 {
        self.counts[i * (self.lower + 1) + j]
    }

    /// How many links a line from slot `i` above to slot `j` below crosses.
    fn crossings(&self, i: usize, j: usize) -> u32 {
        if self.counts.is_empty() {
            return 0;
        }
        (self.at(i, self.lower) - self.at(i, j)) + (self.at(self.upper, j) - self.at(i, j))
    }

    fn follow(&self, i: usize) -> usize {
        self.follow[i]
    }
}
