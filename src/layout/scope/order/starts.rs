//! Other orders to start from: walks from the top that take what follows an element in another order, siblings
//! as defined. Such an order is as coherent as the first one; ranks shuffled one by one are not, and ten times
//! as many of them find less.

use super::super::layers::Layers;

/// Orders without end, the same ones on every machine.
pub(super) fn walks(layers: &Layers) -> impl Iterator<Item = Vec<Vec<usize>>> + use<> {
    let mut walk = Walk {
        down: layers.elements.iter().map(|element| element.down.clone()).collect(),
        siblings: (0..layers.elements.len()).map(|element| layers.siblings_below(element)).collect(),
        rank: layers.elements.iter().map(|element| element.rank).collect(),
        roots: (0..layers.elements.len()).filter(|&root| layers.elements[root].up.is_empty()).collect(),
        random: Random(0x9e37_79b9_7f4a_7c15),
    };
    let height = layers.ranks.len();
    std::iter::from_fn(move || Some(walk.next(height)))
}

struct Walk {
    /// What follows each element, in an order that changes
    down: Vec<Vec<usize>>,
    /// Those of them that keep theirs, as defined
    siblings: Vec<Vec<usize>>,
    rank: Vec<usize>,
    roots: Vec<usize>,
    random: Random,
}

impl Walk {
    fn next(&mut self, height: usize) -> Vec<Vec<usize>> {
        let mut ranks: Vec<Vec<usize>> = vec![Vec::new(); height];
        let mut seen = vec![false; self.down.len()];
        self.random.shuffle(&mut self.roots);
        let mut open = self.roots.clone();
        while let Some(element) = open.pop() {
            if std::mem::replace(&mut seen[element], true) {
                continue;
            }
            ranks[self.rank[element]].push(element);
            let below = &mut self.down[element];
            self.random.shuffle(below);
            let mut siblings = self.siblings[element].iter();
            for slot in below.iter_mut().filter(|slot| self.siblings[element].contains(slot)) {
                *slot = siblings.next().copied().unwrap_or(*slot);
            }
            open.extend(below.iter().rev());
        }
        ranks
    }
}

/// A fixed sequence of numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 33) % limit as u64) as usize
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for position in (1..items.len()).rev() {
            items.swap(position, self.below(position + 1));
        }
    }
}
