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
    /// By rank, when its order changed last
    changed: Vec<usize>,
    now: usize,
}

/// A slot's cost so far, how far aside the slot in the rank above is that it came from, and that slot; in one number,
/// by which the better one is the smaller.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State(u64);

impl State {
    const START: Self = Self(0);
    /// Not worth while
    const NONE: Self = Self(u64::MAX);

    fn new(cost: u32, from: usize, slot: usize) -> Self {
        Self(u64::from(cost) << 32 | (from.abs_diff(slot) as u64) << 16 | from as u64)
    }

    fn costing(self, more: u32) -> Option<Self> {
        (self != Self::NONE).then(|| Self(self.0 + (u64::from(more) << 32)))
    }

    fn cost(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn from(self) -> usize {
        (self.0 & 0xffff) as usize
    }
}

impl Mover {
    pub(super) fn new(layers: &Layers, unsorted: usize) -> Self {
        Self {
            unsorted: unsorted as u32,
            out: vec![false; layers.elements.len()],
            budget: BUDGET,
            changed: vec![1; layers.ranks.len()],
            now: 1,
        }
    }

    /// Time, which passes with every change.
    pub(super) fn now(&self) -> usize {
        self.now
    }

    /// Notes that the order of `ranks` is another.
    pub(super) fn note(&mut self, ranks: impl Iterator<Item = usize>) {
        self.now += 1;
        ranks.for_each(|rank| self.changed[rank] = self.now);
    }

    /// Whether something near `path` changed since `then`; else there is nothing new to find.
    pub(super) fn changed_since(&self, layers: &Layers, path: &[usize], then: usize) -> bool {
        let top = layers.elements[path[0]].rank;
        let near = top.saturating_sub(1)..(top + path.len() + 1).min(self.changed.len());
        self.changed[near].iter().any(|&changed| changed > then)
    }

    /// Puts `path` where it costs least; whether that is somewhere else.
    pub(super) fn improve(&mut self, layers: &mut Layers, counter: &mut Counter, path: &[usize]) -> bool {
        let top = layers.elements[path[0]].rank;
        if is_free(layers, path) {
            return false;
        }
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
        } else {
            self.note(top..top + path.len());
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
        let top = layers.elements[path[0]].rank;
        let gaps: Vec<Option<Gap>> = (0..=path.len()).map(|step| self.gap(layers, top + step)).collect();
        let own = |(step, &element): (usize, &usize)| {
            let near = [step.checked_sub(1), Some(step + 1)].map(|step| path.get(step?).copied());
            self.own_costs(layers, element, near, [gaps[step].as_ref(), gaps[step + 1].as_ref()])
        };
        let own: Vec<Vec<u32>> = path.iter().enumerate().map(own).collect();
        let between =
            |step: usize| gaps[step].as_ref().map_or(0, |gap| gap.between_slots(old[step - 1], old[step]));
        let old_cost = own.iter().zip(old).map(|(own, &slot)| own[slot]).sum::<u32>()
            + (1..path.len()).map(between).sum::<u32>() * CROSSING;
        let mut table: Vec<Vec<State>> = Vec::with_capacity(path.len());
        for (own, gap) in own.iter().zip(&gaps) {
            let mut states = match (table.last(), gap) {
                (Some(last), Some(gap)) => reach(gap, last, own.len()),
                _ => vec![State::START; own.len()],
            };
            for (state, own) in states.iter_mut().zip(own) {
                *state = state.costing(*own).filter(|state| state.cost() < old_cost).unwrap_or(State::NONE);
            }
            if states.iter().all(|state| *state == State::NONE) {
                return None;
            }
            table.push(states);
        }
        trace(&table, old[old.len() - 1])
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
        let [above, below] = near;
        if let Some(gap) = gaps[0] {
            for &other in about.up.iter().filter(|&&other| Some(other) != above) {
                let crossed = gap.place_to_slots(place(other));
                costs.iter_mut().zip(crossed).for_each(|(cost, crossed)| *cost += crossed);
            }
        }
        if let Some(gap) = gaps[1] {
            for &other in about.down.iter().filter(|&&other| Some(other) != below) {
                let slots = costs.iter_mut().enumerate();
                slots.for_each(|(slot, cost)| *cost += gap.slot_to_place(slot, place(other)));
            }
        }
        costs.iter_mut().for_each(|cost| *cost *= CROSSING);
        if let Some(next) = about.next_sibling {
            costs[place(next) + 1..].iter_mut().for_each(|cost| *cost += self.unsorted);
        }
        if let Some(last) = about.last_sibling {
            costs[..=place(last)].iter_mut().for_each(|cost| *cost += self.unsorted);
        }
        costs
    }
}

/// Whether no link of `path` crosses anything and all its siblings stand as defined: it costs nothing.
fn is_free(layers: &Layers, path: &[usize]) -> bool {
    let place = |element: usize| layers.elements[element].position;
    path.iter().all(|&element| {
        let about = &layers.elements[element];
        let sorted = about.next_sibling.is_none_or(|next| place(next) > about.position)
            && about.last_sibling.is_none_or(|last| place(last) < about.position);
        let mut links_up = about.up.iter().map(|&from| (place(from), about.position));
        let mut links_down = about.down.iter().map(|&to| (about.position, place(to)));
        sorted
            && links_up.all(|link| !is_crossed(layers, about.rank - 1, link))
            && links_down.all(|link| !is_crossed(layers, about.rank, link))
    })
}

/// Whether a link between two places, the upper one in `rank`, crosses another.
fn is_crossed(layers: &Layers, rank: usize, (from, to): (usize, usize)) -> bool {
    let crosses = |upper: usize, is_other_side: &dyn Fn(usize) -> bool| {
        layers.elements[upper].down.iter().any(|&lower| is_other_side(layers.elements[lower].position))
    };
    let (left, right) = (&layers.ranks[rank][..from], &layers.ranks[rank][from + 1..]);
    left.iter().any(|&upper| crosses(upper, &|place| place > to))
        || right.iter().any(|&upper| crosses(upper, &|place| place < to))
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

/// The best way into each slot from those above; of equal ones the straightest.
fn reach(gap: &Gap, above: &[State], slots: usize) -> Vec<State> {
    let mut best = vec![State::NONE; slots];
    for (from, state) in above.iter().enumerate().filter(|(_, state)| **state != State::NONE) {
        for ((slot, best), crossed) in best.iter_mut().enumerate().zip(gap.slot_to_slots(from)) {
            let cost = state.cost() + crossed * CROSSING;
            *best = State::new(cost, from, slot).min(*best);
        }
    }
    best
}

/// Follows the cheapest way back up.
fn trace(table: &[Vec<State>], near: usize) -> Option<Vec<usize>> {
    let last = table.last()?;
    let mut at = (0..last.len()).min_by_key(|&slot| (last[slot].cost(), slot.abs_diff(near)))?;
    let mut slots: Vec<usize> = Vec::with_capacity(table.len());
    for states in table.iter().rev() {
        slots.push(at);
        at = states[at].from();
    }
    slots.reverse();
    Some(slots)
}
