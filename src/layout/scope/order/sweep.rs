//! Better orders from a given one: sweeps by barycenters, then exchanges of neighbors.

use super::super::layers::Layers;
use super::count::{Counter, PairCounter};
use super::{Best, paths};
use crate::sort::sort_by;

const SWEEPS: usize = 16;
/// Sweeps without a better order after which to stop
const STALE: usize = 4;
const SWAP_ROUNDS: usize = 12;
const PATH_ROUNDS: usize = 3;

/// What a sweep does to siblings, the nodes that follow from one node alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Siblings {
    /// They may take any order
    Free,
    /// They stay in the order of definition
    AsDefined,
}

/// Improves the current order twice, with siblings kept as defined and without; `best` takes the better one.
pub(super) fn improve(layers: &mut Layers, counter: &mut Counter, pairs: &mut PairCounter, best: &mut Best) {
    let first = layers.ranks.clone();
    let kept = improve_with(layers, counter, pairs, Siblings::AsDefined);
    let clean = kept.cost == 0;
    best.take(kept);
    if !clean {
        layers.ranks = first;
        layers.number();
        best.take(improve_with(layers, counter, pairs, Siblings::Free));
    }
}

fn improve_with(
    layers: &mut Layers,
    counter: &mut Counter,
    pairs: &mut PairCounter,
    siblings: Siblings,
) -> Best {
    let mut local = Best { cost: counter.count_all(layers), ranks: layers.ranks.clone() };
    let mut stale = 0;
    for sweep in 0..SWEEPS {
        if local.cost == 0 || stale >= STALE {
            break;
        }
        if sweep % 2 == 0 {
            (1..layers.ranks.len()).for_each(|rank| sort_rank(layers, rank, true, siblings));
        } else {
            let ranks = (0..layers.ranks.len().saturating_sub(1)).rev();
            ranks.for_each(|rank| sort_rank(layers, rank, false, siblings));
        }
        let cost = counter.count_all(layers);
        stale = if local.offer(layers, cost) { 0 } else { stale + 1 };
    }
    layers.ranks.clone_from(&local.ranks);
    layers.number();
    if local.cost > 0 {
        swap_neighbors(layers, pairs);
        local.offer(layers, counter.count_all(layers));
        move_paths(layers, counter, pairs, &paths::paths(layers));
        local.offer(layers, counter.count_all(layers));
    }
    local
}

/// Sorts a rank by the mean place of each element's neighbors above (or below); elements without any keep
/// their place.
fn sort_rank(layers: &mut Layers, rank: usize, above: bool, siblings: Siblings) {
    let mut movable: Vec<(f64, usize)> = Vec::with_capacity(layers.ranks[rank].len());
    for &element in &layers.ranks[rank] {
        let neighbors = if above { &layers.elements[element].up } else { &layers.elements[element].down };
        if !neighbors.is_empty() {
            let sum: usize = neighbors.iter().map(|&other| layers.elements[other].position).sum();
            movable.push((sum as f64 / neighbors.len() as f64, element));
        }
    }
    sort_by(&mut movable, |left, right| left.0.total_cmp(&right.0));
    let mut next = movable.into_iter();
    for position in 0..layers.ranks[rank].len() {
        let element = layers.ranks[rank][position];
        let neighbors = if above { &layers.elements[element].up } else { &layers.elements[element].down };
        if !neighbors.is_empty()
            && let Some((_, element)) = next.next()
        {
            layers.ranks[rank][position] = element;
        }
    }
    if siblings == Siblings::AsDefined {
        sort_siblings(layers, rank);
    }
    for (position, &element) in layers.ranks[rank].iter().enumerate() {
        layers.elements[element].position = position;
    }
}

/// Siblings exchange places among themselves until they stand as defined.
fn sort_siblings(layers: &mut Layers, rank: usize) {
    let places = layers.ranks[rank].iter().enumerate();
    let mut found: Vec<(usize, usize)> = places
        .filter_map(|(position, &element)| Some((layers.elements[element].sibling?.0, position)))
        .collect();
    found.sort_unstable();
    for group in found.chunk_by(|one, other| one.0 == other.0) {
        let mut elements: Vec<usize> = group.iter().map(|slot| layers.ranks[rank][slot.1]).collect();
        elements.sort_unstable_by_key(|&element| layers.elements[element].sibling);
        for (slot, element) in group.iter().zip(elements) {
            layers.ranks[rank][slot.1] = element;
        }
    }
}

/// Exchanges neighbors while that costs less.
pub(super) fn swap_neighbors(layers: &mut Layers, pairs: &mut PairCounter) {
    let mut awake = vec![true; layers.ranks.len()];
    for _ in 0..SWAP_ROUNDS {
        let mut changed = vec![false; layers.ranks.len()];
        for rank in 0..layers.ranks.len() {
            if !awake[rank] {
                continue;
            }
            for position in 1..layers.ranks[rank].len() {
                let (left, right) = (layers.ranks[rank][position - 1], layers.ranks[rank][position]);
                let (kept, swapped) = pairs.count(layers, left, right);
                if swapped < kept {
                    layers.ranks[rank].swap(position - 1, position);
                    layers.elements[left].position = position;
                    layers.elements[right].position = position - 1;
                    changed[rank] = true;
                }
            }
        }
        if !changed.iter().any(|changed| *changed) {
            break;
        }
        for (rank, slot) in awake.iter_mut().enumerate() {
            let near = rank.saturating_sub(1)..(rank + 2).min(changed.len());
            *slot = changed[near].iter().any(|changed| *changed);
        }
    }
}

/// Puts whole paths elsewhere, and then exchanges neighbors, while that costs less.
pub(super) fn move_paths(
    layers: &mut Layers,
    counter: &mut Counter,
    pairs: &mut PairCounter,
    paths: &[Vec<usize>],
) {
    let mut mover = paths::Mover::new(layers, pairs.unsorted());
    for _ in 0..PATH_ROUNDS {
        let mut moved = false;
        for path in paths {
            moved |= mover.improve(layers, counter, path);
        }
        if !moved {
            break;
        }
        swap_neighbors(layers, pairs);
    }
}
