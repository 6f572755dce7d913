//! Where each element stands across the flow.
//!
//! Links that are to be straight are chosen first: in each gap the heaviest set that does not cross (the
//! main path from Start before all, then links that both ends prefer, then long edges). What they join is a
//! block with one x. Blocks start halfway between as far left and as far right as possible, and are then
//! moved, alone or with what they push against, while that makes the edges shorter.

use super::ScopeInput;
use super::layers::{Layers, Way};
use crate::layout::request::{EdgeRole, NodeRole, Spacing};
use crate::sort::sort_by;

const NONE: usize = usize::MAX;
const MAIN: u64 = 1 << 20;
const MUTUAL: u64 = 1 << 10;
const LONG: u64 = 40;
const PREFERRED: u64 = 8;
const PLAIN: u64 = 2;
/// Rounds of moving blocks, each once to the left and once to the right
const ROUNDS: usize = 16;
/// Looks at a link while moving blocks before giving up, a link
const BUDGET: usize = 600;
/// The least length of a piece that leaves a node's side
const STUB: f64 = 24.0;
/// What a line keeps from a label
const LABEL_GAP: f64 = 8.0;

/// Fills in extents and x of every element.
pub(super) fn place(layers: &mut Layers, input: &ScopeInput) {
    let preferences = Preferences::of(layers, input);
    set_extents(layers, input);
    let block_of = blocks(layers, &preferences);
    let spacing = &input.options.spacing;
    let asides = room_for_asides(layers, input, &preferences, &block_of, false);
    let mut blocks = Blocks::of(layers, &block_of, asides, spacing);
    if blocks.order.len() < blocks.x.len() {
        let asides = room_for_asides(layers, input, &preferences, &block_of, true);
        blocks = Blocks::of(layers, &block_of, asides, spacing);
    }
    blocks.spread();
    blocks.shorten();
    for (element, &block) in layers.elements.iter_mut().zip(&block_of) {
        element.x = blocks.x[block].round();
    }
}

/// Half-widths from sizes, own loops and labels.
fn set_extents(layers: &mut Layers, input: &ScopeInput) {
    for (element, node) in layers.elements.iter_mut().zip(&input.nodes) {
        element.left = node.size.width / 2.0;
        element.right = node.size.width / 2.0;
    }
    for index in 0..input.edges.len() {
        let edge = &input.edges[index];
        let (width, half) = edge.label.map_or((0.0, 0.0), |label| (label.width, label.width / 2.0));
        match layers.ways[index] {
            Way::Own { .. } => layers.elements[edge.from].right += own_loop_width(width),
            Way::Back { bottom, .. } if bottom != NONE => {
                let lane = &mut layers.elements[bottom];
                lane.label = lane.label.max(half);
            }
            Way::Back { .. } => {}
            Way::Forward { first } => {
                let slot = &mut layers.elements[first];
                slot.label = slot.label.max(half);
            }
        }
    }
}

/// Distances that let catches, and what joins a trunk, leave at their source's side with room for a label:
/// (block at the left, block at the right, distance). They can contradict what else keeps blocks apart, but
/// not those that are `certain`: of sources that stand straight above what the line passes.
fn room_for_asides(
    layers: &Layers,
    input: &ScopeInput,
    preferences: &Preferences,
    block_of: &[usize],
    certain: bool,
) -> Vec<(usize, usize, f64)> {
    let mut apart = Vec::new();
    for (edge, way) in input.edges.iter().zip(&layers.ways) {
        let Way::Forward { first } = *way else { continue };
        let main = preferences.down[edge.from];
        let at_side = layers.elements[first].trunk || edge.role == EdgeRole::Aside;
        if !at_side || main == NONE || main == first || (certain && block_of[main] != block_of[edge.from]) {
            continue;
        }
        let room = edge.label.map_or(STUB, |label| STUB.max(label.width + 16.0));
        let (source, line) = (block_of[edge.from], block_of[first]);
        if source == line {
            continue;
        }
        let node = &layers.elements[edge.from];
        if layers.positions[first] > layers.positions[main] {
            apart.push((source, line, node.right + room));
        } else {
            apart.push((line, source, node.left + room));
        }
    }
    apart
}

/// How far one own loop with a label of this width reaches beyond what is there already.
pub(super) fn own_loop_width(label: f64) -> f64 {
    28.0f64.max(label + 12.0)
}

/// Which neighbor each element would like to be straight above or below.
pub(super) struct Preferences {
    down: Vec<usize>,
    up: Vec<usize>,
    /// Links of the main path, by upper element
    main: Vec<bool>,
    /// Whether the link from the first to the second is aside of the flow
    aside: Vec<(usize, usize)>,
}

impl Preferences {
    pub(super) fn of(layers: &Layers, input: &ScopeInput) -> Self {
        let count = layers.elements.len();
        let mut preferences = Self {
            down: vec![NONE; count],
            up: vec![NONE; count],
            main: vec![false; count],
            aside: aside_links(layers, input),
        };
        let depth = preferences.depths(layers, input);
        for element in 0..count {
            preferences.down[element] = preferences.prefer_down(layers, input, element, &depth);
        }
        for element in 0..count {
            preferences.up[element] = preferences.prefer_up(layers, element);
        }
        let start = input.nodes.iter().position(|node| node.role == NodeRole::Start).unwrap_or(0);
        let mut at = start;
        while at < count && preferences.down[at] != NONE && !preferences.main[at] {
            preferences.main[at] = true;
            at = preferences.down[at];
        }
        preferences
    }

    /// For each edge that joins a trunk the side of the target's column at which its source stands (0 left,
    /// 1 right); `None` if no target has sources at both sides.
    pub(super) fn sides(&self, layers: &Layers, input: &ScopeInput) -> Option<Vec<usize>> {
        let mut sides = vec![0; input.edges.len()];
        let mut split = false;
        let mut incoming: Vec<Vec<usize>> = vec![Vec::new(); input.nodes.len()];
        for (index, edge) in input.edges.iter().enumerate() {
            if matches!(layers.ways[index], Way::Forward { first } if layers.elements[first].trunk) {
                incoming[edge.to].push(index);
            }
        }
        for (target, edges) in incoming.iter().enumerate().filter(|(_, edges)| edges.len() > 1) {
            let column = self.column(layers, target);
            let mut both = [false; 2];
            for &edge in edges {
                let source = input.edges[edge].from;
                if let Some(&Some(position)) = column.get(layers.elements[source].rank) {
                    sides[edge] = usize::from(layers.positions[source] > position);
                    both[sides[edge]] |= layers.positions[source] != position;
                }
            }
            split |= both[0] && both[1];
            if !(both[0] && both[1]) {
                edges.iter().for_each(|&edge| sides[edge] = 0);
            }
        }
        split.then_some(sides)
    }

    /// By rank, the place of what is straight above a node.
    fn column(&self, layers: &Layers, node: usize) -> Vec<Option<usize>> {
        let mut column = vec![None; layers.ranks.len()];
        let mut at = node;
        while self.up[at] != NONE && !layers.elements[self.up[at]].trunk {
            at = self.up[at];
            column[layers.elements[at].rank] = Some(layers.positions[at]);
        }
        column
    }

    fn is_aside(&self, upper: usize, lower: usize) -> bool {
        self.aside.binary_search(&(upper, lower)).is_ok()
    }

    /// For each element how many nodes the longest way on from it has, End not counted.
    fn depths(&self, layers: &Layers, input: &ScopeInput) -> Vec<usize> {
        let mut depth = vec![0; layers.elements.len()];
        for rank in layers.ranks.iter().rev() {
            for &element in rank {
                let below =
                    layers.elements[element].down.iter().filter(|&&lower| !self.is_aside(element, lower));
                let own = layers.elements[element]
                    .node
                    .is_some_and(|node| !matches!(input.nodes[node].role, NodeRole::End | NodeRole::Stop));
                depth[element] = below.map(|&lower| depth[lower]).max().unwrap_or(0) + usize::from(own);
            }
        }
        depth
    }

    /// The middle one of those ways down that go on far enough; a state before a line that passes.
    fn prefer_down(&self, layers: &Layers, input: &ScopeInput, element: usize, depth: &[usize]) -> usize {
        let below = &layers.elements[element].down;
        let flow = |lower: &usize| !self.is_aside(element, *lower);
        let deepest = below.iter().copied().filter(flow).map(|lower| depth[lower]).max().unwrap_or(0);
        let mut far: Vec<usize> = below
            .iter()
            .copied()
            .filter(flow)
            .filter(|&lower| depth[lower] * 2 >= deepest + usize::from(deepest > 1))
            .collect();
        let stop = |lower: usize| {
            layers.elements[lower].node.is_some_and(|node| input.nodes[node].role == NodeRole::Stop)
        };
        if far.iter().any(|&lower| !stop(lower)) {
            far.retain(|&lower| !stop(lower));
        }
        if far.iter().any(|&lower| layers.elements[lower].node.is_some()) {
            far.retain(|&lower| layers.elements[lower].node.is_some());
        }
        far.sort_unstable_by_key(|&lower| layers.positions[lower]);
        far.get(far.len().saturating_sub(1) / 2).copied().unwrap_or(NONE)
    }

    /// The middle one of those above that prefer this element, else of all.
    fn prefer_up(&self, layers: &Layers, element: usize) -> usize {
        let above = &layers.elements[element].up;
        let mut wanting: Vec<usize> =
            above.iter().copied().filter(|&upper| self.down[upper] == element).collect();
        if wanting.is_empty() {
            wanting = above.iter().copied().filter(|&upper| !self.is_aside(upper, element)).collect();
        }
        if wanting.iter().any(|&upper| layers.elements[upper].node.is_some()) {
            wanting.retain(|&upper| layers.elements[upper].node.is_some());
        }
        wanting.sort_unstable_by_key(|&upper| layers.positions[upper]);
        wanting.get(wanting.len().saturating_sub(1) / 2).copied().unwrap_or(NONE)
    }

    fn weight(&self, layers: &Layers, upper: usize, lower: usize) -> u64 {
        let (one, other) = (&layers.elements[upper], &layers.elements[lower]);
        let (down, up) = (self.down[upper] == lower, self.up[lower] == upper);
        if self.main[upper] && down {
            MAIN
        } else if one.node.is_none() && other.node.is_none() {
            LONG
        } else if self.is_aside(upper, lower) {
            1
        } else if down && up {
            MUTUAL
        } else if down || up {
            PREFERRED
        } else {
            PLAIN
        }
    }
}

/// Links that only edges aside of the flow use, sorted.
fn aside_links(layers: &Layers, input: &ScopeInput) -> Vec<(usize, usize)> {
    let mut aside: Vec<(usize, usize)> = Vec::new();
    let mut flow: Vec<(usize, usize)> = Vec::new();
    for (edge, way) in input.edges.iter().zip(&layers.ways) {
        if let Way::Forward { first } = *way {
            let links = if edge.role == EdgeRole::Aside { &mut aside } else { &mut flow };
            links.push((edge.from, first));
        }
    }
    flow.sort_unstable();
    aside.retain(|link| flow.binary_search(link).is_err());
    aside.sort_unstable();
    aside
}

/// For each element the block it is in: what straight links join.
fn blocks(layers: &Layers, preferences: &Preferences) -> Vec<usize> {
    let mut block_of = vec![NONE; layers.elements.len()];
    let mut count = 0;
    let mut straight = Straight::default();
    for (index, rank) in layers.ranks.iter().enumerate() {
        if index > 0 {
            for (upper, lower) in straight.choose(layers, preferences, &layers.ranks[index - 1], rank.len()) {
                block_of[lower] = block_of[upper];
            }
        }
        for &element in rank {
            if block_of[element] == NONE {
                block_of[element] = count;
                count += 1;
            }
        }
    }
    block_of
}

/// The heaviest set of links of a gap in which no two cross or share an end: a weighted longest increasing
/// subsequence, by a tree of prefix maxima.
#[derive(Default)]
struct Straight {
    links: Vec<(usize, usize, u64)>,
    tree: Vec<(u64, usize)>,
    chosen: Vec<(u64, usize)>,
}

impl Straight {
    fn choose(
        &mut self,
        layers: &Layers,
        preferences: &Preferences,
        above: &[usize],
        width: usize,
    ) -> Vec<(usize, usize)> {
        self.links.clear();
        for &upper in above {
            let from = self.links.len();
            // What is aside leaves at the side, if something else can leave at the bottom.
            let at_bottom =
                |lower: &&usize| preferences.down[upper] == NONE || !preferences.is_aside(upper, **lower);
            let below = layers.elements[upper].down.iter().filter(at_bottom);
            self.links.extend(below.map(|&lower| (upper, lower, preferences.weight(layers, upper, lower))));
            // From right to left, so that two links of one element never follow one another.
            self.links[from..].sort_unstable_by_key(|link| usize::MAX - layers.positions[link.1]);
        }
        self.tree.clear();
        self.tree.resize(width + 1, (0, NONE));
        self.chosen.clear();
        for (index, &(_, lower, weight)) in self.links.iter().enumerate() {
            let position = layers.positions[lower];
            let (before, link) = self.best_before(position);
            self.chosen.push((before + weight, link));
            let mut at = position + 1;
            while at <= width {
                if self.tree[at].0 < before + weight {
                    self.tree[at] = (before + weight, index);
                }
                at += at & at.wrapping_neg();
            }
        }
        let mut at = self.best_before(width).1;
        let mut links = Vec::new();
        while at != NONE {
            links.push((self.links[at].0, self.links[at].1));
            at = self.chosen[at].1;
        }
        links
    }

    fn best_before(&self, position: usize) -> (u64, usize) {
        let (mut at, mut best) = (position, (0, NONE));
        while at > 0 {
            if self.tree[at].0 > best.0 {
                best = self.tree[at];
            }
            at &= at - 1;
        }
        best
    }
}

/// Blocks, what keeps them apart, and what pulls them together.
struct Blocks {
    x: Vec<f64>,
    /// (block to the right, least distance), by block
    right: Vec<Vec<(usize, f64)>>,
    /// (block to the left, least distance), by block
    left: Vec<Vec<(usize, f64)>>,
    /// (other block, weight), by block
    pulls: Vec<Vec<(usize, f64)>>,
    /// From left to right
    order: Vec<usize>,
    links: usize,
}

impl Blocks {
    fn of(layers: &Layers, block_of: &[usize], asides: Vec<(usize, usize, f64)>, spacing: &Spacing) -> Self {
        let count = block_of.iter().map(|block| block + 1).max().unwrap_or(0);
        let mut blocks = Self {
            x: vec![0.0; count],
            right: vec![Vec::new(); count],
            left: vec![Vec::new(); count],
            pulls: vec![Vec::new(); count],
            order: Vec::with_capacity(count),
            links: 0,
        };
        let mut apart = asides;
        for pair in layers.ranks.iter().flat_map(|rank| rank.windows(2)) {
            let distance = separation(layers, pair[0], pair[1], spacing);
            apart.push((block_of[pair[0]], block_of[pair[1]], distance));
        }
        sort_by(&mut apart, |one, other| {
            (one.0, one.1).cmp(&(other.0, other.1)).then(other.2.total_cmp(&one.2))
        });
        apart.dedup_by_key(|pair| (pair.0, pair.1));
        for (left, right, distance) in apart {
            blocks.right[left].push((right, distance));
            blocks.left[right].push((left, distance));
        }
        blocks.add_pulls(layers, block_of);
        blocks.sort();
        blocks
    }

    fn add_pulls(&mut self, layers: &Layers, block_of: &[usize]) {
        let mut pulls: Vec<(usize, usize)> = Vec::new();
        for (upper, element) in layers.elements.iter().enumerate() {
            pulls.extend(element.down.iter().map(|&lower| (block_of[upper], block_of[lower])));
        }
        pulls.extend(layers.beside.iter().map(|&(node, lane)| (block_of[node], block_of[lane])));
        pulls.retain(|(one, other)| one != other);
        pulls.iter_mut().for_each(|pull| *pull = (pull.0.min(pull.1), pull.0.max(pull.1)));
        pulls.sort_unstable();
        for same in pulls.chunk_by(|one, other| one == other) {
            let ((one, other), weight) = (same[0], same.len() as f64);
            self.pulls[one].push((other, weight));
            self.pulls[other].push((one, weight));
            self.links += 2;
        }
    }

    /// Sorts the blocks from left to right (Kahn's way).
    fn sort(&mut self) {
        let mut waiting: Vec<usize> = self.left.iter().map(Vec::len).collect();
        self.order.extend((0..waiting.len()).filter(|&block| waiting[block] == 0));
        let mut next = 0;
        while next < self.order.len() {
            for &(block, _) in &self.right[self.order[next]] {
                waiting[block] -= 1;
                if waiting[block] == 0 {
                    self.order.push(block);
                }
            }
            next += 1;
        }
    }

    /// Each block halfway between as far left and as far right as it can be.
    fn spread(&mut self) {
        let count = self.x.len();
        let (mut leftmost, mut rightmost) = (vec![0.0f64; count], vec![0.0f64; count]);
        for &block in &self.order {
            for &(other, distance) in &self.right[block] {
                leftmost[other] = leftmost[other].max(leftmost[block] + distance);
            }
        }
        for &block in self.order.iter().rev() {
            for &(other, distance) in &self.right[block] {
                rightmost[block] = rightmost[block].max(rightmost[other] + distance);
            }
        }
        let width = leftmost.iter().copied().fold(0.0, f64::max);
        for (x, (left, right)) in self.x.iter_mut().zip(leftmost.iter().zip(&rightmost)) {
            *x = (left + (width - right)) / 2.0;
        }
    }

    /// Moves blocks while edges get shorter.
    fn shorten(&mut self) {
        let mut mover = Mover {
            stamp: vec![0; self.x.len()],
            round: 0,
            group: Vec::new(),
            budget: BUDGET * (self.links + 64),
        };
        for _ in 0..ROUNDS {
            let mut moved = false;
            for index in 0..self.order.len() {
                moved |= mover.push(self, self.order[index], -1.0);
            }
            for index in (0..self.order.len()).rev() {
                moved |= mover.push(self, self.order[index], 1.0);
            }
            if !moved || mover.budget == 0 {
                break;
            }
        }
    }
}

/// Moves groups of blocks that push against one another.
struct Mover {
    stamp: Vec<u32>,
    round: u32,
    group: Vec<usize>,
    budget: usize,
}

const TINY: f64 = 1e-6;
/// Steps of one group at a time
const STEPS: usize = 24;
/// Blocks taken along because they are straight above or below
const COMPANIONS: usize = 6;

impl Mover {
    /// Moves `block` to the side (-1 or 1) as far as that makes edges shorter.
    fn push(&mut self, blocks: &mut Blocks, block: usize, side: f64) -> bool {
        let mut moved = false;
        for _ in 0..STEPS {
            let Some(step) = self.gain(blocks, block, side) else { break };
            for &member in &self.group {
                blocks.x[member] += step * side;
            }
            moved = true;
        }
        moved
    }

    /// Gathers the group that moves with `block`, and says how far it gains by moving; `None` if it does not.
    fn gain(&mut self, blocks: &Blocks, block: usize, side: f64) -> Option<f64> {
        self.round += 1;
        self.group.clear();
        let mut room = f64::MAX;
        self.take_along(blocks, block, side, &mut room);
        for _ in 0..=COMPANIONS {
            if self.budget == 0 {
                return None;
            }
            let (slope, reach, companion) = self.slope(blocks, side);
            if slope < -TINY {
                let step = room.min(reach);
                return (step > TINY).then_some(step);
            }
            self.take_along(blocks, companion?, side, &mut room);
        }
        None
    }

    /// Adds a block and all that it pushes against to the group; `room` is how far the group can go.
    fn take_along(&mut self, blocks: &Blocks, block: usize, side: f64, room: &mut f64) {
        let mut next = self.group.len();
        self.stamp[block] = self.round;
        self.group.push(block);
        while let Some(&member) = self.group.get(next) {
            next += 1;
            let ahead = if side > 0.0 { &blocks.right[member] } else { &blocks.left[member] };
            self.budget = self.budget.saturating_sub(ahead.len() + blocks.pulls[member].len());
            for &(other, distance) in ahead {
                let slack = (blocks.x[other] - blocks.x[member]) * side - distance;
                if slack < TINY && self.stamp[other] != self.round {
                    self.stamp[other] = self.round;
                    self.group.push(other);
                }
            }
        }
        *room = f64::MAX;
        for &member in &self.group {
            let ahead = if side > 0.0 { &blocks.right[member] } else { &blocks.left[member] };
            for &(other, distance) in ahead {
                if self.stamp[other] != self.round {
                    *room = room.min((blocks.x[other] - blocks.x[member]) * side - distance);
                }
            }
        }
    }

    /// How much longer the edges get for each pixel, for how many pixels that holds, and which block
    /// outside resists most.
    fn slope(&mut self, blocks: &Blocks, side: f64) -> (f64, f64, Option<usize>) {
        let (mut slope, mut reach) = (0.0, f64::MAX);
        let mut companion: Option<(f64, usize)> = None;
        for &member in &self.group {
            for &(other, weight) in &blocks.pulls[member] {
                if self.stamp[other] == self.round {
                    continue;
                }
                let ahead = (blocks.x[other] - blocks.x[member]) * side;
                if ahead > TINY {
                    slope -= weight;
                    reach = f64::min(reach, ahead);
                } else {
                    slope += weight;
                    if ahead > -TINY && companion.is_none_or(|(most, _)| weight > most) {
                        companion = Some((weight, other));
                    }
                }
            }
        }
        (slope, reach, companion.map(|(_, block)| block))
    }
}

/// How far apart the lines of two neighbors must be.
fn separation(layers: &Layers, left: usize, right: usize, spacing: &Spacing) -> f64 {
    let (one, other) = (&layers.elements[left], &layers.elements[right]);
    let gap = match (one.node.is_some(), other.node.is_some()) {
        (true, true) => spacing.node,
        (false, false) => spacing.line,
        _ => spacing.line_to_node,
    };
    let labels = one.label + LABEL_GAP + other.label;
    (one.right + gap + other.left).max(labels)
}
