//! Ranks, and what stands in them: nodes, and dummies where long edges pass.

use super::{EdgeInput, ScopeInput};
use crate::sort::sort_by_key;
use layout::adt::dag::{DAG, NodeHandle};

/// A target with at least this many incoming edges has one shared trunk for those that come from afar.
const TRUNK_FROM: usize = 3;
const NONE: usize = usize::MAX;

/// Something that takes a place in a rank.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// The node's place in the input; `None` for a dummy
    pub(super) node: Option<usize>,
    /// The node that a dummy's line leads down to, a node itself; none for a lane
    pub(super) target: Option<usize>,
    /// Whether it is a dummy that several edges share
    pub(super) trunk: bool,
    pub(super) rank: usize,
    /// How far it reaches to the left and to the right of its `x`
    pub(super) left: f64,
    pub(super) right: f64,
    /// Half the width of the widest label right above it
    pub(super) label: f64,
    /// Its line's x; a node's middle
    pub(super) x: f64,
    /// For a node that follows from one node alone: that node, and its place among all such as defined
    pub(super) sibling: Option<(usize, usize)>,
    /// The next one of those, which should stand right of it in the same rank, and the one before
    pub(super) next_sibling: Option<usize>,
    pub(super) last_sibling: Option<usize>,
    /// Elements that links lead to, below and above
    pub(super) down: Vec<usize>,
    pub(super) up: Vec<usize>,
}

/// How an edge runs through the ranks.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    /// Down from its source to `first` (a dummy, or the target itself), and on from there
    Forward { first: usize },
    /// Up from its source at the side: lanes from the source's rank to the target's
    Back { bottom: usize, top: usize },
    /// Out and in again at the right side; `place` counts a node's own
    Own { place: usize },
}

/// One scope's part in ranks.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    /// The nodes come first, by place in the input
    pub(super) elements: Vec<Element>,
    /// Elements from left to right
    pub(super) ranks: Vec<Vec<usize>>,
    /// By element, its place in its rank; apart from `elements`, since searches for an order read little else
    pub(super) positions: Vec<usize>,
    /// By edge
    pub(super) ways: Vec<Way>,
    /// Pairs (node, lane's end beside it) that want to be near each other
    pub(super) beside: Vec<(usize, usize)>,
    /// How many edges to itself each node has
    pub(super) own: Vec<usize>,
}

impl Layers {
    /// Ranks of a connected part, dummies added, in the first order that a walk from Start finds. With
    /// `sides`, targets may have two trunks: each edge joins the one at its side.
    pub(super) fn of(input: &ScopeInput, sides: Option<&[usize]>) -> Self {
        let back = back_edges(input);
        let forward: Vec<bool> =
            input.edges.iter().zip(&back).map(|(edge, back)| !back && edge.from != edge.to).collect();
        let ranks = Ranking::of(input, &forward).ranks;
        let mut layers = Self::default();
        for (index, &rank) in ranks.iter().enumerate() {
            layers.add_element(Some(index), rank, Some(index));
        }
        layers.add_ways(input, &forward, sides);
        layers.find_siblings(input);
        layers.walk_order();
        layers
    }

    pub(super) fn add_element(&mut self, node: Option<usize>, rank: usize, target: Option<usize>) -> usize {
        self.elements.push(Element {
            node,
            target,
            trunk: false,
            rank,
            left: 0.0,
            right: 0.0,
            label: 0.0,
            x: 0.0,
            sibling: None,
            next_sibling: None,
            last_sibling: None,
            down: Vec::new(),
            up: Vec::new(),
        });
        self.positions.push(0);
        self.elements.len() - 1
    }

    pub(super) fn link(&mut self, upper: usize, lower: usize) {
        let known = if self.elements[upper].down.len() < self.elements[lower].up.len() {
            self.elements[upper].down.contains(&lower)
        } else {
            self.elements[lower].up.contains(&upper)
        };
        if !known {
            self.elements[upper].down.push(lower);
            self.elements[lower].up.push(upper);
        }
    }

    fn add_ways(&mut self, input: &ScopeInput, forward: &[bool], sides: Option<&[usize]>) {
        let count = input.nodes.len();
        let side_of = |edge: usize| sides.map_or(0, |sides| sides[edge]);
        let mut incoming = vec![0; count];
        let mut highest = vec![[usize::MAX; 2]; count];
        for (index, edge) in input.edges.iter().enumerate().filter(|(index, _)| forward[*index]) {
            incoming[edge.to] += 1;
            let highest = &mut highest[edge.to][side_of(index)];
            *highest = (*highest).min(self.elements[edge.from].rank);
        }
        self.own = vec![0; count];
        let mut trunks: Vec<[Vec<usize>; 2]> = vec![Default::default(); count];
        for (index, edge) in input.edges.iter().enumerate() {
            let way = if forward[index] && incoming[edge.to] >= TRUNK_FROM {
                let side = side_of(index);
                self.join_trunk(edge, highest[edge.to][side], &mut trunks[edge.to][side])
            } else if forward[index] {
                self.add_chain(edge)
            } else if edge.from == edge.to {
                self.own[edge.from] += 1;
                Way::Own { place: self.own[edge.from] - 1 }
            } else {
                Way::Back { bottom: NONE, top: NONE }
            };
            self.ways.push(way);
        }
    }

    /// The edge's own dummies.
    fn add_chain(&mut self, edge: &EdgeInput) -> Way {
        let (from, to) = (self.elements[edge.from].rank, self.elements[edge.to].rank);
        let (mut last, mut first) = (edge.from, edge.to);
        for rank in from + 1..to {
            let dummy = self.add_element(None, rank, Some(edge.to));
            self.link(last, dummy);
            first = if last == edge.from { dummy } else { first };
            last = dummy;
        }
        self.link(last, edge.to);
        Way::Forward { first }
    }

    /// The target's shared dummies, one a rank from below its highest source.
    fn join_trunk(&mut self, edge: &EdgeInput, highest: usize, trunk: &mut Vec<usize>) -> Way {
        let (from, to) = (self.elements[edge.from].rank, self.elements[edge.to].rank);
        if from + 1 == to {
            self.link(edge.from, edge.to);
            return Way::Forward { first: edge.to };
        }
        if trunk.is_empty() {
            trunk.extend((highest + 1..to).map(|rank| self.add_element(None, rank, Some(edge.to))));
            trunk.iter().for_each(|&dummy| self.elements[dummy].trunk = true);
            let below = trunk.iter().copied().skip(1).chain([edge.to]);
            trunk.iter().copied().zip(below).for_each(|(upper, lower)| self.link(upper, lower));
        }
        let first = trunk[from - highest];
        self.link(edge.from, first);
        Way::Forward { first }
    }

    /// Nodes that follow from one node alone should stand as they are defined: the first rule at the left.
    fn find_siblings(&mut self, input: &ScopeInput) {
        let mut incoming = vec![0; input.nodes.len()];
        input.edges.iter().for_each(|edge| incoming[edge.to] += 1);
        let mut places = vec![(0, NONE); input.nodes.len()];
        for (edge, way) in input.edges.iter().zip(&self.ways) {
            if !matches!(way, Way::Forward { .. }) || incoming[edge.to] != 1 {
                continue;
            }
            let (place, last) = places[edge.from];
            places[edge.from] = (place + 1, edge.to);
            self.elements[edge.to].sibling = Some((edge.from, place));
            if last != NONE && self.elements[last].rank == self.elements[edge.to].rank {
                self.elements[last].next_sibling = Some(edge.to);
                self.elements[edge.to].last_sibling = Some(last);
            }
        }
    }

    /// Those below a node that follow from it alone, as defined.
    pub(super) fn siblings_below(&self, element: usize) -> Vec<usize> {
        let of_this =
            |lower: &usize| matches!(self.elements[*lower].sibling, Some((parent, _)) if parent == element);
        let mut siblings: Vec<usize> = self.elements[element].down.iter().copied().filter(of_this).collect();
        siblings.sort_unstable_by_key(|&lower| self.elements[lower].sibling);
        siblings
    }

    /// Fills the ranks in the order of a depth-first walk down the links.
    fn walk_order(&mut self) {
        let height = self.elements.iter().map(|element| element.rank + 1).max().unwrap_or(0);
        self.ranks = vec![Vec::new(); height];
        let mut seen = vec![false; self.elements.len()];
        let mut open: Vec<usize> = Vec::new();
        for root in 0..self.elements.len() {
            if self.elements[root].up.is_empty() {
                open.push(root);
            }
            while let Some(element) = open.pop() {
                if !std::mem::replace(&mut seen[element], true) {
                    self.ranks[self.elements[element].rank].push(element);
                    open.extend(self.elements[element].down.iter().rev());
                }
            }
        }
        self.number();
    }

    /// Writes each element's place in its rank.
    pub(super) fn number(&mut self) {
        for rank in &self.ranks {
            for (position, &element) in rank.iter().enumerate() {
                self.positions[element] = position;
            }
        }
    }
}

/// Which edges lead back to a node that a depth-first walk in the order of definition is still inside of.
fn back_edges(input: &ScopeInput) -> Vec<bool> {
    let mut outgoing: Vec<Vec<usize>> = vec![Vec::new(); input.nodes.len()];
    for (index, edge) in input.edges.iter().enumerate().filter(|(_, edge)| edge.from != edge.to) {
        outgoing[edge.from].push(index);
    }
    let mut back = vec![false; input.edges.len()];
    let (mut entered, mut left) = (vec![false; input.nodes.len()], vec![false; input.nodes.len()]);
    for root in 0..input.nodes.len() {
        if entered[root] {
            continue;
        }
        entered[root] = true;
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.last_mut() {
            let Some(&edge) = outgoing[*node].get(*next) else {
                left[*node] = true;
                path.pop();
                continue;
            };
            *next += 1;
            let to = input.edges[edge].to;
            if !entered[to] {
                entered[to] = true;
                path.push((to, 0));
            } else if !left[to] {
                back[edge] = true;
            }
        }
    }
    back
}

/// Ranks by longest path (layout-rs); what Start does not reach is pulled down to what it leads to.
struct Ranking {
    ranks: Vec<usize>,
    below: Vec<Vec<usize>>,
}

impl Ranking {
    fn of(input: &ScopeInput, forward: &[bool]) -> Self {
        let mut dag = DAG::new();
        // Validating walks every path of the graph, after every edge.
        dag.set_validate(false);
        dag.new_nodes(input.nodes.len());
        let mut ranking =
            Self { ranks: vec![0; input.nodes.len()], below: vec![Vec::new(); input.nodes.len()] };
        for (edge, _) in input.edges.iter().zip(forward).filter(|(_, forward)| **forward) {
            dag.add_edge(NodeHandle::new(edge.from), NodeHandle::new(edge.to));
            ranking.below[edge.from].push(edge.to);
        }
        dag.recompute_node_ranks();
        for level in 0..dag.num_levels() {
            for node in dag.row(level) {
                ranking.ranks[node.get_index()] = level;
            }
        }
        ranking.pull();
        ranking.close_gaps();
        ranking
    }

    /// Moves what the first node does not reach down, to right above what it leads to.
    fn pull(&mut self) {
        let mut reached = vec![false; self.ranks.len()];
        let mut open = vec![0];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut reached[node], true) {
                open.extend(&self.below[node]);
            }
        }
        let mut order: Vec<usize> = (0..self.ranks.len()).filter(|&node| !reached[node]).collect();
        sort_by_key(&mut order, |&node| usize::MAX - self.ranks[node]);
        for node in order {
            let lowest = self.below[node].iter().map(|&other| self.ranks[other]).min();
            self.ranks[node] = lowest.map_or(self.ranks[node], |lowest| lowest - 1);
        }
    }

    /// Ranks that nothing is in any more are taken out.
    fn close_gaps(&mut self) {
        let height = self.ranks.iter().max().map_or(0, |rank| rank + 1);
        let mut used = vec![0; height];
        self.ranks.iter().for_each(|&rank| used[rank] = 1);
        let mut next = 0;
        for slot in &mut used {
            let here = next;
            next += *slot;
            *slot = here;
        }
        self.ranks.iter_mut().for_each(|rank| *rank = used[*rank]);
    }
}
