//! Whole paths taken out and put back where they cross least. A line that passes many ranks, or the states of
//! one rule, cross to the other side of a neighbor only all at once: rank by rank it would cost more before
//! it costs less.

use super::super::gap::Gap;
use super::super::layers::Layers;
use super::count::{self, Counter};

const NONE: usize = usize::MAX;
const CROSSING: u32 = count::CROSSING as u32;
/// Gaps with more pairs of places than this are left alone
const WIDE: usize = 1 << 12;

/// The elements as paths, each from top to bottom: a trunk, a long edge with the states around it.
pub(super) fn paths(layers: &Layers) -> Vec<Vec<usize>> {
    let next: Vec<usize> = (0..layers.elements.len()).map(|element| follows(layers, element)).collect();
    let mut first = vec![true; next.len()];
    next.iter().filter(|&&lower| lower != NONE).for_each(|&lower| first[lower] = false);
    let heads = (0..next.len()).filter(|&element| first[element]);
    let walk = |head: usize| std::iter::successors(Some(head), |&at| Some(next[at]).filter(|&at| at != NONE));
    heads.map(|head| walk(head).collect()).collect()
}

/// What continues the path of an element: the only way on that leads there alone, or its trunk.
fn follows(layers: &Layers, upper: usize) -> usize {
    let [lower] = layers.elements[upper].down[..] else { return NONE };
    let alone = layers.elements[lower].up.len() == 1;
    let trunk = layers.elements[upper].trunk && layers.elements[lower].trunk;
    if alone || trunk { lower } else { NONE }
}

/// What all looks of one mover may take, in pairs of places
const BUDGET: usize = 1 << 22;

/// Takes paths out of the ranks and puts them back.
pub(super) struct Mover {
    /// What a sibling that does not stand as defined costs
    unsorted: u32,
    /// By element, whether it is out
    out: Vec<bool>,
    budget: usize,
}

/// A slot's cost so far, and the slot it came from in the rank above.
#[derive(Clone, Copy)]
struct State {
    cost: u32,
    from: usize,
}

impl Mover {
    pub(super) fn new(layers: &Layers, unsorted: usize) -> Self {
        Self { unsorted: unsorted as u32, out: vec![false; layers.elements.len()], budget: BUDGET }
    }

    /// Puts `path` where it costs least; whether that is somewhere else.
    pub(super) fn improve(&mut self, layers: &mut Layers, counter: &mut Counter, path: &[usize]) -> bool {
        let top = layers.elements[path[0]].rank;
        let Some(work) = work(layers, top, path.len()).filter(|work| *work <= self.budget) else {
            return false;
        };
        self.budget -= work;
        let places: Vec<usize> = path.iter().map(|&element| layers.elements[element].position).collect();
        self.take_out(layers, path);
        let better = self.best_slots(layers, path, &places);
        self.put_in(layers, path, &places);
        let Some(better) = better else { return false };
        // The search does not see where two links of the path's own cross.
        let before = counter.count_near(layers, top..top + path.len(), self.unsorted as usize);
        self.take_out(layers, path);
        self.put_in(layers, path, &better);
        let moved = counter.count_near(layers, top..top + path.len(), self.unsorted as usize) < before;
        if !moved {
            self.take_out(layers, path);
            self.put_in(layers, path, &places);
        }
        moved
    }

    fn take_out(&mut self, layers: &mut Layers, path: &[usize]) {
        for &element in path {
            self.out[element] = true;
            let (rank, position) = (layers.elements[element].rank, layers.elements[element].position);
            layers.ranks[rank].remove(position);
            number(layers, rank, position);
        }
    }

    fn put_in(&mut self, layers: &mut Layers, path: &[usize], slots: &[usize]) {
        for (&element, &slot) in path.iter().zip(slots) {
            self.out[element] = false;
            let rank = layers.elements[element].rank;
            layers.ranks[rank].insert(slot, element);
            number(layers, rank, slot);
        }
    }

    /// The slots that cost least, if that is less than the `old` ones do: dynamic programming down the path.
    fn best_slots(&self, layers: &Layers, path: &[usize], old: &[usize]) -> Option<Vec<usize>> {
        let mut table: Vec<Vec<State>> = Vec::with_capacity(path.len());
        let mut old_cost = 0;
        let mut above = self.gap(layers, layers.elements[path[0]].rank);
        for (step, &element) in path.iter().enumerate() {
            let below = self.gap(layers, layers.elements[element].rank + 1);
            let near = [step.checked_sub(1), Some(step + 1)].map(|step| path.get(step?).copied());
            let own = self.own_costs(layers, element, near, [above.as_ref(), below.as_ref()]);
            old_cost += own[old[step]];
            let states = match (table.last(), &above) {
                (Some(last), Some(gap)) => {
                    old_cost += gap.between_slots(old[step - 1], old[step]) * CROSSING;
                    own.iter().enumerate().map(|(slot, own)| reach(gap, last, slot, *own)).collect()
                }
                _ => own.iter().map(|&cost| State { cost, from: 0 }).collect(),
            };
            table.push(states);
            above = below;
        }
        trace(&table, old_cost, old[old.len() - 1])
    }

    /// The gap above a rank, if there is one.
    fn gap(&self, layers: &Layers, rank: usize) -> Option<Gap> {
        let inside = rank > 0 && rank < layers.ranks.len();
        inside.then(|| Gap::of(layers, rank, |element| !self.out[element]))
    }

    /// For each slot of its rank what an element costs there: by its links other than to those `near` it on
    /// the path, and by its siblings.
    fn own_costs(
        &self,
        layers: &Layers,
        element: usize,
        near: [Option<usize>; 2],
        gaps: [Option<&Gap>; 2],
    ) -> Vec<u32> {
        let about = &layers.elements[element];
        let place = |other: usize| layers.elements[other].position;
        let mut costs = vec![0; layers.ranks[about.rank].len() + 1];
        let aside = |links: &[usize], near: Option<usize>| -> Vec<usize> {
            links.iter().filter(|&&other| Some(other) != near).map(|&other| place(other)).collect()
        };
        let (up, down) = (aside(&about.up, near[0]), aside(&about.down, near[1]));
        for (slot, cost) in costs.iter_mut().enumerate() {
            let above = gaps[0].map_or(0, |gap| up.iter().map(|&from| gap.place_to_slot(from, slot)).sum());
            let below: u32 =
                gaps[1].map_or(0, |gap| down.iter().map(|&to| gap.slot_to_place(slot, to)).sum());
            *cost = (above + below) * CROSSING;
        }
        if let Some(next) = about.next_sibling {
            costs[place(next) + 1..].iter_mut().for_each(|cost| *cost += self.unsorted);
        }
        if let Some(last) = about.last_sibling {
            costs[..=place(last)].iter_mut().for_each(|cost| *cost += self.unsorted);
        }
        costs
    }
}

/// How many pairs of places the gaps around a path have; `None` if one has too many.
fn work(layers: &Layers, top: usize, length: usize) -> Option<usize> {
    let ranks = &layers.ranks[top.saturating_sub(1)..(top + length + 1).min(layers.ranks.len())];
    let pairs = ranks.windows(2).map(|pair| (pair[0].len() + 1) * (pair[1].len() + 1));
    pairs.map(|pairs| (pairs <= WIDE).then_some(pairs)).sum()
}

fn number(layers: &mut Layers, rank: usize, from: usize) {
    for position in from..layers.ranks[rank].len() {
        let element = layers.ranks[rank][position];
        layers.elements[element].position = position;
    }
}

/// The best way into a slot from those above; of equal ones the straightest.
fn reach(gap: &Gap, above: &[State], slot: usize, own: u32) -> State {
    let ways = above.iter().enumerate().map(|(from, state)| {
        (state.cost + gap.between_slots(from, slot) * CROSSING, from.abs_diff(slot), from)
    });
    let (cost, _, from) = ways.min().unwrap_or((0, 0, 0));
    State { cost: cost + own, from }
}

/// Follows the cheapest way back up, if it costs less than `old_cost`.
fn trace(table: &[Vec<State>], old_cost: u32, near: usize) -> Option<Vec<usize>> {
    let last = table.last()?;
    let mut at = (0..last.len()).min_by_key(|&slot| (last[slot].cost, slot.abs_diff(near)))?;
    if last[at].cost >= old_cost {
        return None;
    }
    let mut slots: Vec<usize> = Vec::with_capacity(table.len());
    for states in table.iter().rev() {
        slots.push(at);
        at = states[at].from;
    }
    slots.reverse();
    Some(slots)
}
