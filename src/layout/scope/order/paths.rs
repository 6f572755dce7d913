//! Whole paths taken out and put back where they cross least. A line that passes many ranks, or the states of
//! one rule, cross to the other side of a neighbor only all at once: rank by rank it would cost more before
//! it costs less.

use super::super::layers::Layers;
use super::count::Counter;
use super::slots::Search;

const NONE: usize = usize::MAX;
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
    search: Search,
    budget: usize,
    /// By rank, when its order changed last
    changed: Vec<usize>,
    now: usize,
}

impl Mover {
    pub(super) fn new(layers: &Layers) -> Self {
        Self {
            unsorted: 0,
            out: vec![false; layers.elements.len()],
            search: Search::default(),
            budget: 0,
            changed: vec![0; layers.ranks.len()],
            now: 0,
        }
    }

    /// Begins with another order.
    pub(super) fn start(&mut self, unsorted: usize) {
        self.unsorted = unsorted as u32;
        self.budget = BUDGET;
        self.changed.fill(1);
        self.now = 1;
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
        let places: Vec<usize> = path.iter().map(|&element| layers.positions[element]).collect();
        self.take_out(layers, path);
        let better = self.search.best(layers, path, &places, &self.out, self.unsorted);
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
            let (rank, position) = (layers.elements[element].rank, layers.positions[element]);
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
}

/// Whether no link of `path` crosses anything and all its siblings stand as defined: it costs nothing.
fn is_free(layers: &Layers, path: &[usize]) -> bool {
    let place = |element: usize| layers.positions[element];
    path.iter().all(|&element| {
        let (about, here) = (&layers.elements[element], place(element));
        let sorted = about.next_sibling.is_none_or(|next| place(next) > here)
            && about.last_sibling.is_none_or(|last| place(last) < here);
        let mut links_up = about.up.iter().map(|&from| (place(from), here));
        let mut links_down = about.down.iter().map(|&to| (here, place(to)));
        sorted
            && links_up.all(|link| !is_crossed(layers, about.rank - 1, link))
            && links_down.all(|link| !is_crossed(layers, about.rank, link))
    })
}

/// Whether a link between two places, the upper one in `rank`, crosses another.
fn is_crossed(layers: &Layers, rank: usize, (from, to): (usize, usize)) -> bool {
    let crosses = |upper: usize, is_other_side: &dyn Fn(usize) -> bool| {
        layers.elements[upper].down.iter().any(|&lower| is_other_side(layers.positions[lower]))
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
        layers.positions[element] = position;
    }
}
