//! Who stands left of whom in each rank: few crossings, and otherwise the order of definition.
//!
//! An order is only taken over if it costs strictly less, and equal barycenters never change places, so that
//! what is defined first stays at the left and a small edit moves little.

mod count;
mod sweep;

use super::ScopeInput;
use super::layers::Layers;
use crate::layout::request::Effort;
use crate::sort::sort_by;
use count::Counter;

/// Above this many elements one start must do
const MANY: usize = 3000;
const STARTS: usize = 16;
/// The previous order is given up only for one that costs less than `WORTH - 1` of `WORTH`
const WORTH: usize = 2;

/// Orders the ranks of `layers`; what the order costs.
pub(super) fn arrange(layers: &mut Layers, input: &ScopeInput) -> usize {
    let effort = input.options.effort;
    let first = layers.ranks.clone();
    let mut counter = Counter::new(effort);
    let mut best = Best::nothing();
    sweep::improve(layers, &mut counter, &mut best);
    if effort == Effort::Edit {
        let flips = flips(&best.ranks, input);
        if flips > 0 {
            layers.ranks = first;
            layers.number();
            keep_previous(layers, input);
            let kept = mended(layers, &mut counter);
            let worth = best.cost * WORTH >= kept.cost * (WORTH - 1);
            if worth && self::flips(&kept.ranks, input) < flips {
                best = kept;
            }
        }
    } else if best.cost > 0 && layers.elements.len() < MANY {
        other_starts(layers, &mut counter, &mut best);
    }
    layers.ranks = best.ranks;
    layers.number();
    best.cost
}

/// The order that costs least.
struct Best {
    cost: usize,
    ranks: Vec<Vec<usize>>,
}

impl Best {
    fn nothing() -> Self {
        Self { cost: usize::MAX, ranks: Vec::new() }
    }

    fn offer(&mut self, layers: &Layers, cost: usize) -> bool {
        let better = cost < self.cost;
        if better {
            self.cost = cost;
            self.ranks.clone_from(&layers.ranks);
        }
        better
    }

    fn take(&mut self, other: Self) {
        if other.cost < self.cost {
            *self = other;
        }
    }
}

/// How many pairs of nodes of a rank stand the other way around than in the previous layout.
fn flips(ranks: &[Vec<usize>], input: &ScopeInput) -> usize {
    let mut known: Vec<f64> = Vec::new();
    let mut count = 0;
    for rank in ranks {
        known.clear();
        known.extend(rank.iter().filter_map(|&element| input.nodes.get(element)?.previous));
        for (index, &place) in known.iter().enumerate() {
            count += known[index + 1..].iter().filter(|&&other| other < place).count();
        }
    }
    count
}

/// Nodes known from the previous layout take its order among themselves; all else goes where its
/// neighbors are.
fn keep_previous(layers: &mut Layers, input: &ScopeInput) {
    let mut wanted: Vec<Option<f64>> = vec![None; layers.elements.len()];
    for (slot, node) in wanted.iter_mut().zip(&input.nodes) {
        *slot = node.previous;
    }
    for rank in 0..layers.ranks.len() {
        let mut ordered: Vec<(f64, usize)> = Vec::with_capacity(layers.ranks[rank].len());
        let mut last = f64::MIN;
        for &element in &layers.ranks[rank] {
            let above = &layers.elements[element].up;
            let known: Vec<f64> = above.iter().filter_map(|&other| wanted[other]).collect();
            let mean = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
            let place = wanted[element].or(mean).unwrap_or(last);
            wanted[element] = Some(place);
            last = place;
            ordered.push((place, element));
        }
        sort_by(&mut ordered, |left, right| left.0.total_cmp(&right.0));
        layers.ranks[rank] = ordered.into_iter().map(|(_, element)| element).collect();
    }
    layers.number();
}

/// The current order, with neighbors exchanged where that costs less.
fn mended(layers: &mut Layers, counter: &mut Counter) -> Best {
    let mut kept = Best { cost: counter.count_all(layers), ranks: layers.ranks.clone() };
    if kept.cost > 0 {
        sweep::swap_neighbors(layers);
        kept.offer(layers, counter.count_all(layers));
    }
    kept
}

/// Tries orders started from elsewhere: the best one so far with ranks shuffled by a fixed sequence.
fn other_starts(layers: &mut Layers, counter: &mut Counter, best: &mut Best) {
    let start = best.ranks.clone();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 1..STARTS {
        layers.ranks.clone_from(&start);
        for rank in &mut layers.ranks {
            for position in (1..rank.len()).rev() {
                rank.swap(position, random.below(position + 1));
            }
        }
        layers.number();
        sweep::improve(layers, counter, best);
    }
}

/// A fixed sequence of numbers (xorshift): shuffles alike on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 33) % limit as u64) as usize
    }
}
