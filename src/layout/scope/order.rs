//! Who stands left of whom in each rank: few crossings, and the order of definition.
//!
//! An order is only taken over if it costs strictly less, and equal barycenters never change places, so that
//! what is defined first stays at the left and a small edit moves little. `count` says what an order costs;
//! `sweep` makes a better one of a given one, rank by rank, and `paths` by moving whole paths to the `slots` that
//! cost least. `starts` are the orders to begin with; after an edit there is one only, the one before (`previous`).

mod count;
mod paths;
mod previous;
mod slots;
mod starts;
mod sweep;

use super::ScopeInput;
use super::layers::Layers;
use crate::layout::request::Effort;
pub(super) use count::CROSSING;
use count::Unsorted;
pub(super) use previous::Remembered;
use sweep::Improver;

/// The previous order is given up for one with less than one crossing in so many, and so many fewer
const WORTH: usize = 2;
const FEW: usize = 6;

/// Orders the ranks of `layers`; what the order costs.
pub(super) fn arrange(layers: &mut Layers, effort: Effort) -> usize {
    let unsorted = Unsorted::of(effort, layers);
    let mut improver = Improver::new(layers, unsorted);
    let mut best = Best::nothing();
    improver.improve(layers, unsorted.searched(0), &mut best);
    let others = starts(effort, layers.elements.len()) - 1;
    let mut found = 0;
    for (index, start) in starts::walks(layers).take(others).enumerate() {
        if best.cost == 0 || index > 2 * found + patience(effort) {
            break;
        }
        let before = best.cost;
        layers.ranks = start;
        layers.number();
        improver.improve(layers, unsorted.searched(index + 1), &mut best);
        if best.cost < before {
            found = index + 1;
        }
    }
    layers.ranks = best.ranks;
    layers.number();
    best.cost
}

/// What siblings that do not stand as defined cost.
pub(super) fn unsorted_cost(layers: &Layers, effort: Effort) -> usize {
    Unsorted::of(effort, layers).cost_of(layers)
}

/// How many orders to start from: fewer where there is much to order.
fn starts(effort: Effort, elements: usize) -> usize {
    let (most, work) = match effort {
        Effort::Edit => (8, 4000),
        Effort::Tidy if elements <= 1000 => (48, 48_000),
        Effort::Tidy => (24, 24_000),
    };
    (work / elements.max(1)).clamp(1, most)
}

/// So many starts without anything better are enough, and as many more as it took to find the best one.
fn patience(effort: Effort) -> usize {
    match effort {
        Effort::Edit => 1,
        Effort::Tidy => 6,
    }
}

/// Orders the ranks of `layers` as they were before; whether that is good enough.
pub(super) fn restore(layers: &mut Layers, input: &ScopeInput, before: Remembered) -> bool {
    let unsorted = Unsorted::of(input.options.effort, layers);
    let mut improver = Improver::new(layers, unsorted);
    let first = layers.ranks.clone();
    before.restore(layers, &mut improver);
    let crossings = improver.counter.crossings(layers);
    if crossings <= FEW {
        return true;
    }
    let kept = std::mem::replace(&mut layers.ranks, first);
    layers.number();
    let mut best = Best::nothing();
    improver.improve(layers, unsorted.searched(0), &mut best);
    layers.ranks = best.ranks;
    layers.number();
    let other = improver.counter.crossings(layers);
    layers.ranks = kept;
    layers.number();
    other * WORTH + FEW >= crossings
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
