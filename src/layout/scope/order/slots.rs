//! Where the elements of a path cost least: dynamic programming down the path.

use super::super::gap::Gap;
use super::super::layers::Layers;
use super::count;

const CROSSING: u32 = count::CROSSING as u32;

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

/// Searches slots; its tables are kept from path to path.
#[derive(Default)]
pub(super) struct Search {
    /// Above each element of the path, and below the last
    gaps: Vec<Gap>,
    /// What each element costs in each slot of its rank, without the links between the elements of the path
    own: Vec<u32>,
    /// The best way into each of these slots
    states: Vec<State>,
    /// Where the slots of each element start in both, and where the last ones end
    starts: Vec<usize>,
}

impl Search {
    /// The slots that cost least, if that is less than the `old` ones do. All of the path is `out` of its ranks; a
    /// sibling that does not stand as defined costs `unsorted`.
    pub(super) fn best(
        &mut self,
        layers: &Layers,
        path: &[usize],
        old: &[usize],
        out: &[bool],
        unsorted: u32,
    ) -> Option<Vec<usize>> {
        self.fill_gaps(layers, path, out);
        self.fill_own(layers, path, unsorted);
        let own = old.iter().zip(&self.starts).map(|(slot, start)| self.own[start + slot]);
        let between = |step: usize| self.gaps[step].between_slots(old[step - 1], old[step]);
        let cost = own.sum::<u32>() + (1..path.len()).map(between).sum::<u32>() * CROSSING;
        let found = self.fill_states(cost);
        found.then(|| self.trace(old[old.len() - 1]))
    }

    fn fill_gaps(&mut self, layers: &Layers, path: &[usize], out: &[bool]) {
        let top = layers.elements[path[0]].rank;
        if self.gaps.len() <= path.len() {
            self.gaps.resize_with(path.len() + 1, Gap::default);
        }
        for (rank, gap) in (top..=top + path.len()).zip(&mut self.gaps) {
            // Above the first rank and below the last one nothing leads anywhere.
            if rank > 0 && rank < layers.ranks.len() {
                gap.fill(layers, rank, |element| !out[element]);
            }
        }
    }

    fn fill_own(&mut self, layers: &Layers, path: &[usize], unsorted: u32) {
        self.own.clear();
        self.starts.clear();
        self.starts.push(0);
        for (step, &element) in path.iter().enumerate() {
            let start = self.own.len();
            self.own.resize(start + layers.ranks[layers.elements[element].rank].len() + 1, 0);
            self.starts.push(self.own.len());
            let near = [step.checked_sub(1), Some(step + 1)].map(|step| path.get(step?).copied());
            add_costs(&mut self.own[start..], layers, element, near, &self.gaps[step..step + 2], unsorted);
        }
    }

    /// Fills `states` with what costs less than `limit`; whether anything does down to the last element.
    fn fill_states(&mut self, limit: u32) -> bool {
        self.states.clear();
        self.states.resize(self.own.len(), State::NONE);
        for step in 1..self.starts.len() {
            let (start, end) = (self.starts[step - 1], self.starts[step]);
            let (above, here) = self.states[..end].split_at_mut(start);
            match step.checked_sub(2) {
                Some(last) => reach(&self.gaps[step - 1], &above[self.starts[last]..], here),
                None => here.fill(State::START),
            }
            let mut found = false;
            for (state, own) in here.iter_mut().zip(&self.own[start..end]) {
                *state = state.costing(*own).filter(|state| state.cost() < limit).unwrap_or(State::NONE);
                found |= *state != State::NONE;
            }
            if !found {
                return false;
            }
        }
        true
    }

    /// Follows the cheapest way back up, of equal ones the one that ends nearest to the slot `near`.
    fn trace(&self, near: usize) -> Vec<usize> {
        let of = |step: usize| &self.states[self.starts[step]..self.starts[step + 1]];
        let mut slots = vec![0; self.starts.len() - 1];
        let last = of(slots.len() - 1);
        let mut at =
            (0..last.len()).min_by_key(|&slot| (last[slot].cost(), slot.abs_diff(near))).unwrap_or(near);
        for (step, slot) in slots.iter_mut().enumerate().rev() {
            *slot = at;
            at = of(step)[at].from();
        }
        slots
    }
}

/// Adds to `costs`, which has one for each slot of its rank, what an element costs there: by its links other than to
/// those `near` it on the path, and by its siblings. `gaps` are the one above it and the one below.
fn add_costs(
    costs: &mut [u32],
    layers: &Layers,
    element: usize,
    [above, below]: [Option<usize>; 2],
    gaps: &[Gap],
    unsorted: u32,
) {
    let about = &layers.elements[element];
    let place = |other: usize| layers.positions[other];
    for &other in about.up.iter().filter(|&&other| Some(other) != above) {
        let crossed = gaps[0].place_to_slots(place(other));
        costs.iter_mut().zip(crossed).for_each(|(cost, crossed)| *cost += crossed * CROSSING);
    }
    for &other in about.down.iter().filter(|&&other| Some(other) != below) {
        let slots = costs.iter_mut().enumerate();
        slots.for_each(|(slot, cost)| *cost += gaps[1].slot_to_place(slot, place(other)) * CROSSING);
    }
    if let Some(next) = about.next_sibling {
        costs[place(next) + 1..].iter_mut().for_each(|cost| *cost += unsorted);
    }
    if let Some(last) = about.last_sibling {
        costs[..=place(last)].iter_mut().for_each(|cost| *cost += unsorted);
    }
}

/// The best way into each slot from those above; of equal ones the straightest.
fn reach(gap: &Gap, above: &[State], slots: &mut [State]) {
    for (from, state) in above.iter().enumerate().filter(|(_, state)| **state != State::NONE) {
        for ((slot, best), crossed) in slots.iter_mut().enumerate().zip(gap.slot_to_slots(from)) {
            let cost = state.cost() + crossed * CROSSING;
            *best = State::new(cost, from, slot).min(*best);
        }
    }
}
