//! Better orders from a given one: sweeps by barycenters, then exchanges of neighbors.

use super::super::layers::Layers;
use super::Best;
use super::count::{CROSSING, Counter, PairCounter, Unsorted};
use super::paths::{self, Mover};
use crate::sort::sort_by;

const SWEEPS: usize = 16;
/// Sweeps without a better order after which to stop
const STALE: usize = 4;
const SWAP_ROUNDS: usize = 12;
const PATH_ROUNDS: usize = 3;
/// An order that costs so many times what is known to be possible, and so much more, will not become the best one.
const HOPELESS: (usize, usize) = (2, 12 * CROSSING);

/// What a sweep does to siblings, the nodes that follow from one node alone.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Siblings {
    /// They may take any order
    #[default]
    Free,
    /// They stay in the order of definition
    AsDefined,
}

/// Makes better orders of given ones; its tables are kept from one to the next.
pub(super) struct Improver {
    pub(super) counter: Counter,
    pairs: PairCounter,
    /// All elements as paths
    paths: Vec<Vec<usize>>,
    sorter: Sorter,
    mover: Mover,
}

impl Improver {
    pub(super) fn new(layers: &Layers, unsorted: Unsorted) -> Self {
        Self {
            counter: Counter::new(unsorted),
            pairs: PairCounter::new(unsorted.searched(0)),
            paths: paths::paths(layers),
            sorter: Sorter::default(),
            mover: Mover::new(layers),
        }
    }

    /// Improves the current order twice, with siblings kept as defined and without; `best` takes the better one.
    /// A sibling that does not stand as defined costs `unsorted` while neighbors are compared.
    pub(super) fn improve(&mut self, layers: &mut Layers, unsorted: usize, best: &mut Best) {
        self.pairs.unsorted = unsorted;
        let first = layers.ranks.clone();
        let kept = self.improve_with(layers, Siblings::AsDefined, best.cost);
        let clean = kept.cost == 0;
        best.take(kept);
        if !clean {
            layers.ranks = first;
            layers.number();
            best.take(self.improve_with(layers, Siblings::Free, best.cost));
        }
    }

    fn improve_with(&mut self, layers: &mut Layers, siblings: Siblings, known: usize) -> Best {
        let mut local = Best { cost: self.counter.count_all(layers), ranks: layers.ranks.clone() };
        self.sweep(layers, siblings, &mut local);
        layers.ranks.clone_from(&local.ranks);
        layers.number();
        if local.cost > 0 {
            swap_neighbors(layers, &mut self.pairs);
            local.offer(layers, self.counter.count_all(layers));
        }
        if local.cost > 0 && local.cost.saturating_sub(HOPELESS.1) / HOPELESS.0 <= known {
            self.move_paths(layers, |_| true);
            local.offer(layers, self.counter.count_all(layers));
        }
        local
    }

    /// Sorts all ranks from the top down, from the bottom up, and so on, while that finds better orders.
    fn sweep(&mut self, layers: &mut Layers, siblings: Siblings, best: &mut Best) {
        let mut stale = 0;
        for sweep in 0..SWEEPS {
            if best.cost == 0 || stale >= STALE {
                break;
            }
            self.sorter.start(layers, siblings);
            if sweep % 2 == 0 {
                (1..layers.ranks.len()).for_each(|rank| self.sorter.sort(layers, rank, true));
            } else {
                let ranks = (0..layers.ranks.len().saturating_sub(1)).rev();
                ranks.for_each(|rank| self.sorter.sort(layers, rank, false));
            }
            let cost = self.counter.recount(layers, &self.sorter.changed);
            stale = if best.offer(layers, cost) { 0 } else { stale + 1 };
        }
    }

    /// Puts whole paths, those `wanted`, elsewhere, and then exchanges neighbors, while that costs less.
    pub(super) fn move_paths(&mut self, layers: &mut Layers, wanted: impl Fn(&[usize]) -> bool) {
        let paths: Vec<&Vec<usize>> = self.paths.iter().filter(|path| wanted(path)).collect();
        let mut looked_at = vec![0; paths.len()];
        self.mover.start(self.pairs.unsorted);
        for _ in 0..PATH_ROUNDS {
            let mut moved = false;
            for (path, looked_at) in paths.iter().zip(&mut looked_at) {
                if self.mover.changed_since(layers, path, *looked_at) {
                    moved |= self.mover.improve(layers, &mut self.counter, path);
                    *looked_at = self.mover.now();
                }
            }
            if !moved {
                break;
            }
            let swapped = swap_neighbors(layers, &mut self.pairs);
            self.mover.note((0..swapped.len()).filter(|&rank| swapped[rank]));
        }
    }
}

/// Sorts ranks, one after the other.
#[derive(Default)]
struct Sorter {
    siblings: Siblings,
    /// By rank, whether its order is another
    changed: Vec<bool>,
    /// Elements of a rank that have neighbors, with the mean place of those
    movable: Vec<(f64, usize)>,
    /// The siblings of a rank: whose, as which, and the place
    found: Vec<((usize, usize), usize)>,
    places: Vec<usize>,
}

impl Sorter {
    fn start(&mut self, layers: &Layers, siblings: Siblings) {
        self.siblings = siblings;
        self.changed.clear();
        self.changed.resize(layers.ranks.len(), false);
    }

    /// Sorts a rank by the mean place of each element's neighbors above (or below); elements without any keep
    /// their place.
    fn sort(&mut self, layers: &mut Layers, rank: usize, above: bool) {
        self.movable.clear();
        for &element in &layers.ranks[rank] {
            let neighbors = neighbors(layers, element, above);
            if !neighbors.is_empty() {
                let sum: usize = neighbors.iter().map(|&other| layers.positions[other]).sum();
                self.movable.push((sum as f64 / neighbors.len() as f64, element));
            }
        }
        if !self.movable.is_sorted_by(|left, right| left.0 <= right.0) {
            sort_by(&mut self.movable, |left, right| left.0.total_cmp(&right.0));
            let mut next = self.movable.iter();
            for position in 0..layers.ranks[rank].len() {
                if !neighbors(layers, layers.ranks[rank][position], above).is_empty()
                    && let Some(&(_, element)) = next.next()
                {
                    layers.ranks[rank][position] = element;
                }
            }
        }
        if self.siblings == Siblings::AsDefined {
            self.sort_siblings(layers, rank);
        }
        for (position, &element) in layers.ranks[rank].iter().enumerate() {
            self.changed[rank] |= layers.positions[element] != position;
            layers.positions[element] = position;
        }
    }

    /// Siblings exchange places among themselves until they stand as defined.
    fn sort_siblings(&mut self, layers: &mut Layers, rank: usize) {
        self.found.clear();
        let places = layers.ranks[rank].iter().enumerate();
        self.found
            .extend(places.filter_map(|(place, &element)| Some((layers.elements[element].sibling?, place))));
        // Whose they are, and as defined; the places of one's children are taken in rising order.
        self.found.sort_unstable();
        for group in self.found.chunk_by(|one, other| one.0.0 == other.0.0) {
            if group.is_sorted_by_key(|slot| slot.1) {
                continue;
            }
            let elements: Vec<usize> = group.iter().map(|slot| layers.ranks[rank][slot.1]).collect();
            self.places.clear();
            self.places.extend(group.iter().map(|slot| slot.1));
            self.places.sort_unstable();
            for (&place, element) in self.places.iter().zip(elements) {
                layers.ranks[rank][place] = element;
            }
        }
    }
}

fn neighbors(layers: &Layers, element: usize, above: bool) -> &[usize] {
    if above { &layers.elements[element].up } else { &layers.elements[element].down }
}

/// Exchanges neighbors while that costs less; which ranks have another order then.
fn swap_neighbors(layers: &mut Layers, pairs: &mut PairCounter) -> Vec<bool> {
    let mut awake = vec![true; layers.ranks.len()];
    let mut ever = vec![false; layers.ranks.len()];
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
                    layers.positions[left] = position;
                    layers.positions[right] = position - 1;
                    changed[rank] = true;
                    ever[rank] = true;
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
    ever
}
