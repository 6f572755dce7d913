//! From places across the flow to lines: side exits, tracks, rows, labels.

use super::layers::{Element, Layers, Way};
use super::place::own_loop_width;
use super::tracks::{self, Net};
use super::{Route, ScopeInput, ScopeLayout};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::request::EdgeRole;
use crate::sort::sort_by;

const NONE: usize = usize::MAX;
/// Between a rank's bottom and the first track, and between the last one and what follows
const TRACK_TOP: f64 = 16.0;
const TRACK_BOTTOM: f64 = 8.0;
/// Room for an arrowhead above a rank
const ARROW: f64 = 16.0;
/// Around a label, along the flow
const LABEL_ROOM: f64 = 5.0;
/// Between a node's side and the first corner of a line that leaves it there
const STUB: f64 = 12.0;
/// What a line that turns down keeps from all else
const CLEAR: f64 = 9.0;
/// How far a label beside a node may reach beyond its rank: less than tracks and other labels keep off
const STICK_OUT: f64 = 7.0;
/// Ports at a node's side are at most this far apart
const PORT: f64 = 28.0;
/// A rank taller than its nodes by more than this has them at its top
const TALL: f64 = 64.0;

/// How an edge leaves its source.
#[derive(Clone, Copy, Debug)]
enum Exit {
    Bottom,
    /// From a side, straight to the line of `join` and down it
    Side {
        right: bool,
        join: usize,
    },
}

/// Draws all edges of a part whose elements have their x.
pub(super) fn route(layers: &Layers, input: &ScopeInput) -> ScopeLayout {
    let mut router = Router {
        layers,
        input,
        exits: vec![Exit::Bottom; input.edges.len()],
        ports: Vec::new(),
        stubs: layers.ranks.iter().map(|_| Vec::new()).collect(),
        port_y: vec![[0.0; 2]; input.edges.len()],
        stub_labels: vec![false; input.edges.len()],
        bottoms: vec![0.0; input.edges.len()],
        tracks: vec![[None; 2]; layers.elements.len()],
        rank_y: vec![0.0; layers.ranks.len()],
        rank_height: vec![0.0; layers.ranks.len()],
        room: input.nodes.iter().map(|node| node.size.height).collect(),
        label_y: vec![0.0; input.edges.len()],
        straight: vec![NONE; layers.elements.len()],
    };
    router.measure_ranks();
    router.choose_exits();
    router.place_ports();
    router.stack_rows();
    router.find_straight_runs();
    router.finish()
}

/// A line's end at a node's side.
struct Port {
    node: usize,
    right: bool,
    /// Whether the line goes up from here (else down)
    up: bool,
    /// How far away it turns
    distance: f64,
    edge: usize,
    /// Which end of the edge: 0 its source, 1 its target
    end: usize,
}

/// What a line takes of a rank on its way from a node's middle to where it turns.
struct Stub {
    node: usize,
    left: f64,
    right: f64,
}

/// The y of a horizontal piece; for one in two pieces the x where it steps down, and the y of the second.
#[derive(Clone, Copy)]
struct Track {
    y: f64,
    step: Option<(f64, f64)>,
}

struct Router<'a> {
    layers: &'a Layers,
    input: &'a ScopeInput,
    exits: Vec<Exit>,
    ports: Vec<Port>,
    /// By rank
    stubs: Vec<Vec<Stub>>,
    /// For each edge the y of its ports at source and target, from the top of the node
    port_y: Vec<[f64; 2]>,
    /// Whether an edge's label stands on the piece that leaves its source's side
    stub_labels: Vec<bool>,
    /// Where an edge leaves its source's bottom
    bottoms: Vec<f64>,
    /// For each element the horizontal piece that leaves it: of flow, and of what is aside
    tracks: Vec<[Option<Track>; 2]>,
    rank_y: Vec<f64>,
    rank_height: Vec<f64>,
    /// What each node takes of its rank along the flow: itself, or the label of an own loop
    room: Vec<f64>,
    label_y: Vec<f64>,
    /// For a dummy the last element below it before its line turns
    straight: Vec<usize>,
}

impl Router<'_> {
    fn element(&self, index: usize) -> &Element {
        &self.layers.elements[index]
    }

    fn size(&self, node: usize) -> Size {
        self.input.nodes[node].size
    }

    fn measure_ranks(&mut self) {
        for (edge, way) in self.input.edges.iter().zip(&self.layers.ways) {
            if let (Way::Own { .. }, Some(label)) = (way, edge.label) {
                self.room[edge.from] = self.room[edge.from].max(label.height - 2.0 * STICK_OUT);
            }
        }
        for (node, room) in self.room.iter().enumerate() {
            let height = &mut self.rank_height[self.layers.elements[node].rank];
            *height = height.max(*room);
        }
    }

    /// A node's top, from the top of its rank.
    fn drop(&self, node: usize) -> f64 {
        let spare = self.rank_height[self.element(node).rank] - self.room[node];
        let above = (self.room[node] - self.size(node).height) / 2.0;
        above.floor() + if spare > TALL { 0.0 } else { (spare / 2.0).floor() }
    }

    fn top(&self, node: usize) -> f64 {
        self.rank_y[self.element(node).rank] + self.drop(node)
    }

    /// The x of a node's side, without own loops.
    fn side_x(&self, node: usize, right: bool) -> f64 {
        let half = self.size(node).width / 2.0;
        self.element(node).x + if right { half } else { -half }
    }

    /// Catches and edges that join a trunk leave at the side if nothing is in the way.
    fn choose_exits(&mut self) {
        for index in 0..self.input.edges.len() {
            if let Way::Back { bottom, top } = self.layers.ways[index]
                && bottom != NONE
            {
                let edge = &self.input.edges[index];
                let right = self.layers.positions[bottom] > self.layers.positions[edge.from];
                self.add_port(edge.from, right, true, bottom, index, 0);
                let right = self.layers.positions[top] > self.layers.positions[edge.to];
                self.add_port(edge.to, right, false, top, index, 1);
            }
        }
        for index in 0..self.input.edges.len() {
            let edge = &self.input.edges[index];
            if let Way::Forward { first } = self.layers.ways[index]
                && (edge.role == EdgeRole::Aside || self.element(first).trunk)
                && let Exit::Side { right, join } = self.side_exit(edge.from, first)
                && self.is_free(edge.from, join)
            {
                self.exits[index] = Exit::Side { right, join };
                self.add_port(edge.from, right, false, join, index, 0);
            }
        }
    }

    /// Whether no other node's line runs along the way from `source` to the line of `join`.
    fn is_free(&self, source: usize, join: usize) -> bool {
        let (left, right) = self.between(source, join);
        let stubs = &self.stubs[self.element(source).rank];
        stubs.iter().all(|stub| stub.node == source || stub.right <= left + 0.5 || stub.left >= right - 0.5)
    }

    fn between(&self, node: usize, line: usize) -> (f64, f64) {
        let (one, other) = (self.element(node).x, self.element(line).x);
        (one.min(other), one.max(other))
    }

    fn add_port(&mut self, node: usize, right: bool, up: bool, line: usize, edge: usize, end: usize) {
        let distance = (self.element(line).x - self.element(node).x).abs();
        self.ports.push(Port { node, right, up, distance, edge, end });
        let (left, right) = self.between(node, line);
        let rank = self.element(node).rank;
        self.stubs[rank].push(Stub { node, left, right });
    }

    /// Looks along the rank from the source towards the line of `first`.
    fn side_exit(&self, source: usize, first: usize) -> Exit {
        let (from, target) = (self.element(source), self.element(first));
        let right = target.x > from.x;
        let near = self.side_x(source, right);
        let away = |x: f64| if right { x - near } else { near - x };
        let own_loops = if right { from.right } else { from.left } - self.size(source).width / 2.0;
        if away(target.x) < STUB || own_loops > 0.5 {
            return Exit::Bottom;
        }
        let rank = &self.layers.ranks[from.rank];
        let mut position = self.layers.positions[source];
        loop {
            position = if right { position + 1 } else { position.wrapping_sub(1) };
            let Some(&other) = rank.get(position) else { break };
            let element = self.element(other);
            if element.node.is_none()
                && element.target == target.target
                && away(element.x) <= away(target.x) + 0.5
            {
                return Exit::Side { right, join: other };
            }
            let reach = if right { element.x - element.left } else { element.x + element.right };
            if away(reach) > away(target.x) + CLEAR {
                break;
            }
            // Crossing a line that passes is no worse here than further down; a box, or a line where this
            // one turns down, is in the way.
            if element.node.is_some() || (element.x - target.x).abs() <= CLEAR {
                return Exit::Bottom;
            }
        }
        Exit::Side { right, join: first }
    }

    /// Spreads each side's ports: lines going up first, the nearest uppermost; then those going down, the
    /// farthest uppermost; so that none crosses another.
    fn place_ports(&mut self) {
        sort_by(&mut self.ports, |one, other| {
            let side = |port: &Port| (port.node, port.right, !port.up);
            let distance = |port: &Port| if port.up { port.distance } else { -port.distance };
            side(one)
                .cmp(&side(other))
                .then(distance(one).total_cmp(&distance(other)))
                .then(one.edge.cmp(&other.edge))
        });
        let ports = std::mem::take(&mut self.ports);
        for side in ports.chunk_by(|one, other| (one.node, one.right) == (other.node, other.right)) {
            self.place_side(side);
        }
    }

    fn place_side(&mut self, side: &[Port]) {
        let height = self.size(side[0].node).height;
        let step = PORT.min(height / (side.len() + 1) as f64);
        let labels = side
            .iter()
            .filter(|port| port.end == 0 && !port.up)
            .filter_map(|port| self.input.edges[port.edge].label);
        let tallest = labels.map(|label| label.height).fold(0.0, f64::max);
        let apart = side.len() == 1 || step >= tallest + 2.0;
        for (index, port) in side.iter().enumerate() {
            let offset = (index as f64 - (side.len() - 1) as f64 / 2.0) * step;
            self.port_y[port.edge][port.end] = (height / 2.0 + offset).round();
            if let (Exit::Side { .. }, Some(label), 0) =
                (self.exits[port.edge], self.input.edges[port.edge].label, port.end)
            {
                let stub = port.distance - self.size(port.node).width / 2.0;
                let middle = self.drop(port.node) + self.port_y[port.edge][port.end];
                let row = self.rank_height[self.element(port.node).rank];
                let half = label.height / 2.0 - STICK_OUT;
                let fits = middle >= half && middle <= row - half && stub >= label.width + 10.0;
                self.stub_labels[port.edge] = apart && fits;
            }
        }
    }

    /// Tracks, label rows and with them the y of every rank.
    fn stack_rows(&mut self) {
        let mut nets = self.nets();
        let mut labels = self.label_slots();
        let mut y = 0.0;
        for rank in 0..self.layers.ranks.len() {
            if rank > 0 {
                y += self.stack_gap(&mut nets[rank], &mut labels[rank], y);
            }
            self.rank_y[rank] = y;
            y += self.rank_height[rank];
        }
    }

    /// Puts the tracks and label rows of one gap at `y`; its height.
    fn stack_gap(&mut self, nets: &mut [(usize, usize, Net)], labels: &mut [(usize, usize)], y: f64) -> f64 {
        let only: Vec<Net> = nets.iter().map(|(_, _, net)| net.clone()).collect();
        let (runs, count) = tracks::assign(&only);
        let line = self.input.options.spacing.line;
        // Labels above the same element are stacked upwards.
        labels.sort_unstable();
        let (mut rows, mut tallest, mut row) = (0, 0.0f64, 0);
        let mut row_of: Vec<usize> = Vec::with_capacity(labels.len());
        for (index, &(slot, edge)) in labels.iter().enumerate() {
            row = if index > 0 && labels[index - 1].0 == slot { row + 1 } else { 0 };
            row_of.push(row);
            rows = rows.max(row + 1);
            tallest = tallest.max(self.input.edges[edge].label.map_or(0.0, |label| label.height));
        }
        let above = if count > 0 { TRACK_TOP + (count - 1) as f64 * line + TRACK_BOTTOM } else { TRACK_TOP };
        let band = rows as f64 * (tallest + LABEL_ROOM);
        let needed = above + band + ARROW;
        let height = self.input.options.spacing.row.max(needed).ceil();
        let spare = ((height - needed) / 2.0).floor();
        let track_y = |track: usize| y + spare + TRACK_TOP + track as f64 * line;
        for ((upper, class, _), run) in nets.iter().zip(runs) {
            self.tracks[*upper][*class] = run.map(|run| Track {
                y: track_y(run.track),
                step: run.step.map(|(x, track)| (x, track_y(track))),
            });
        }
        for (&(_, edge), row) in labels.iter().zip(row_of) {
            self.label_y[edge] =
                y + height - ARROW - (row as f64 + 0.5) * (tallest + LABEL_ROOM) + LABEL_ROOM / 2.0;
        }
        height
    }

    /// For each gap (by the rank below it) what leaves each element: (element, class, net).
    fn nets(&mut self) -> Vec<Vec<(usize, usize, Net)>> {
        let mut links: Vec<(usize, usize, usize)> = Vec::new();
        let mut flows = vec![false; self.input.nodes.len()];
        for index in 0..self.input.edges.len() {
            let edge = &self.input.edges[index];
            if let (Way::Forward { .. }, Exit::Bottom) = (self.layers.ways[index], self.exits[index]) {
                let class = usize::from(edge.role == EdgeRole::Aside);
                flows[edge.from] |= class == 0;
                links.push((edge.from, class, index));
            }
        }
        for &(source, class, edge) in &links {
            if let Way::Forward { first } = self.layers.ways[edge] {
                let aside = class == 1 && flows[source];
                self.bottoms[edge] = if aside { self.aside_x(source, first) } else { self.element(source).x };
            }
        }
        sort_by(&mut links, Ord::cmp);
        let mut nets: Vec<Vec<(usize, usize, Net)>> = vec![Vec::new(); self.layers.ranks.len()];
        for same in links.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let (upper, class, edge) = same[0];
            let mut net = Net::new(self.bottoms[edge]);
            for &(_, _, edge) in same {
                self.bottoms[edge] = net.top;
                if let Way::Forward { first } = self.layers.ways[edge] {
                    net.add(self.element(first).x);
                }
            }
            nets[self.element(upper).rank + 1].push((upper, class, net));
        }
        for (upper, element) in self.layers.elements.iter().enumerate() {
            if element.node.is_none()
                && let Some(&lower) = element.down.first()
            {
                let mut net = Net::new(element.x);
                net.add(self.element(lower).x);
                nets[element.rank + 1].push((upper, 0, net));
            }
        }
        nets
    }

    /// Where at a node's bottom a line that is aside leaves, where flow leaves in the middle: towards its target.
    fn aside_x(&self, source: usize, first: usize) -> f64 {
        let x = self.element(source).x;
        let reach = (self.size(source).width / 2.0 - 16.0).floor();
        if reach < 24.0 {
            return x;
        }
        let wanted = self.element(first).x - x;
        let side = if wanted >= 0.0 { 1.0 } else { -1.0 };
        x + side * wanted.abs().clamp(16.0, reach)
    }

    /// For each gap (by the rank below it) the labels in it: (element they stand above, edge).
    fn label_slots(&self) -> Vec<Vec<(usize, usize)>> {
        let mut slots: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.layers.ranks.len()];
        for (index, edge) in self.input.edges.iter().enumerate() {
            let slot = match self.layers.ways[index] {
                Way::Forward { first } if !self.stub_labels[index] => first,
                Way::Back { bottom, .. } => bottom,
                Way::Forward { .. } | Way::Own { .. } => NONE,
            };
            if edge.label.is_some() && slot != NONE {
                slots[self.element(slot).rank].push((slot, index));
            }
        }
        slots
    }

    fn find_straight_runs(&mut self) {
        for rank in self.layers.ranks.iter().rev() {
            for &index in rank {
                let element = &self.layers.elements[index];
                if let (None, Some(&lower)) = (element.node, element.down.first()) {
                    let below = &self.layers.elements[lower];
                    let on = below.node.is_none() && !below.down.is_empty() && below.x == element.x;
                    self.straight[index] = if on { self.straight[lower] } else { index };
                }
            }
        }
    }

    fn finish(&self) -> ScopeLayout {
        let nodes =
            (0..self.input.nodes.len()).map(|node| Point::new(self.side_x(node, false), self.top(node)));
        let edges = (0..self.input.edges.len()).map(|edge| self.draw(edge));
        let mut layout =
            ScopeLayout { nodes: nodes.collect(), edges: edges.collect(), ..ScopeLayout::default() };
        super::fit(&mut layout, self.input);
        layout
    }

    fn draw(&self, index: usize) -> Route {
        match self.layers.ways[index] {
            Way::Forward { first } => self.draw_forward(index, first),
            Way::Back { bottom, top } if bottom != NONE => self.draw_back(index, bottom, top),
            Way::Back { .. } => Route::default(),
            Way::Own { place } => self.draw_own(index, place),
        }
    }

    fn draw_forward(&self, index: usize, first: usize) -> Route {
        let edge = &self.input.edges[index];
        let mut line = Line::default();
        let mut at = first;
        let mut label =
            edge.label.map(|size| Rect::around(Point::new(self.element(first).x, self.label_y[index]), size));
        match self.exits[index] {
            Exit::Bottom => {
                let class = usize::from(edge.role == EdgeRole::Aside);
                let x = self.bottoms[index];
                line.go(x, self.top(edge.from) + self.size(edge.from).height);
                line.jog(x, self.element(first).x, self.tracks[edge.from][class]);
            }
            Exit::Side { right, join } => {
                let (x, y) = (self.side_x(edge.from, right), self.top(edge.from) + self.port_y[index][0]);
                let turn = self.element(join).x;
                line.go(x, y);
                line.go(turn, y);
                if self.stub_labels[index] {
                    label = edge.label.map(|size| Rect::around(Point::new((x + turn) / 2.0, y), size));
                }
                at = join;
            }
        }
        self.follow(&mut line, at, edge.to);
        line.go(self.element(edge.to).x, self.top(edge.to));
        Route { points: line.points, label, back: false }
    }

    /// Follows dummies down from `at` to `end`.
    fn follow(&self, line: &mut Line, mut at: usize, end: usize) {
        while at != end && self.straight[at] != NONE {
            let turn = self.straight[at];
            let Some(&next) = self.element(turn).down.first() else { return };
            line.jog(self.element(turn).x, self.element(next).x, self.tracks[turn][0]);
            at = next;
        }
    }

    /// Drawn from the target's side down to the source's, then turned around.
    fn draw_back(&self, index: usize, bottom: usize, top: usize) -> Route {
        let edge = &self.input.edges[index];
        let mut line = Line::default();
        let right = self.element(top).x > self.element(edge.to).x;
        let y = self.top(edge.to) + self.port_y[index][1];
        line.go(self.side_x(edge.to, right), y);
        line.go(self.element(top).x, y);
        self.follow(&mut line, top, bottom);
        let right = self.element(bottom).x > self.element(edge.from).x;
        let y = self.top(edge.from) + self.port_y[index][0];
        line.go(self.element(bottom).x, y);
        line.go(self.side_x(edge.from, right), y);
        line.points.reverse();
        let label = edge
            .label
            .map(|size| Rect::around(Point::new(self.element(bottom).x, self.label_y[index]), size));
        Route { points: line.points, label, back: true }
    }

    fn draw_own(&self, index: usize, place: usize) -> Route {
        let node = self.input.edges[index].from;
        let widths = self.input.edges.iter().zip(&self.layers.ways).filter_map(|(edge, way)| match way {
            Way::Own { place: other } if edge.from == node && *other <= place => {
                Some(own_loop_width(edge.label.map_or(0.0, |label| label.width)))
            }
            _ => None,
        });
        let all: Vec<f64> = widths.collect();
        let own = own_loop_width(self.input.edges[index].label.map_or(0.0, |label| label.width));
        let right = self.side_x(node, true);
        let x = right + all.iter().sum::<f64>() - own / 2.0;
        let (height, top) = (self.size(node).height, self.top(node));
        let inset = height * (0.34 / (place + 1) as f64);
        let line = [
            (right, top + inset),
            (x, top + inset),
            (x, top + height - inset),
            (right, top + height - inset),
        ];
        let label = self.input.edges[index].label;
        Route {
            points: line.iter().map(|&(x, y)| Point::new(x, y.round())).collect(),
            label: label.map(|size| Rect::around(Point::new(x, top + height / 2.0), size)),
            back: true,
        }
    }
}

/// A line growing by corner points.
#[derive(Default)]
struct Line {
    points: Vec<Point>,
}

impl Line {
    fn go(&mut self, x: f64, y: f64) {
        let point = Point::new(x, y);
        if let [.., before, last] = &mut self.points[..]
            && ((before.x == last.x && last.x == x) || (before.y == last.y && last.y == y))
        {
            *last = point;
        } else if self.points.last() != Some(&point) {
            self.points.push(point);
        }
    }

    /// From one x to another along a track, if there is one.
    fn jog(&mut self, from: f64, to: f64, track: Option<Track>) {
        let Some(track) = track.filter(|_| from != to) else { return };
        self.go(from, track.y);
        if let Some((x, y)) = track.step {
            self.go(x, track.y);
            self.go(x, y);
        }
        self.go(to, track.step.map_or(track.y, |(_, y)| y));
    }
}
