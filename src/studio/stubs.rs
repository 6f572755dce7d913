//! Ways out of a state that lead nowhere: each is drawn as a short line with a place to add what comes next.

use super::geometry::{Point, Rect};
use super::scene::{Card, EdgeTone, EdgeView};
use super::words::port_words;
use crate::asl::{StateId, StateKind};
use crate::edit::{Connection, Port};
use crate::graph::{EdgeKind, FlowGraph};
use std::sync::Arc;

/// A way out that leads nowhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Stub {
    pub connection: Connection,
    pub tone: EdgeTone,
    /// Where it leaves the card
    pub from: Point,
    /// Its end
    pub to: Point,
    /// What it is, and what a click does
    pub label: String,
    /// What it is, as it is written at its end
    pub words: String,
    /// Where the words stand
    pub side: Side,
    /// Whether there is room for them; else they are shown when it is pointed at
    pub roomy: bool,
}

/// Where words stand, seen from the end that they are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Right,
    Left,
    Below,
}

impl Side {
    pub fn token(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Left => "left",
            Self::Below => "below",
        }
    }
}

/// How long it is: less than the gap between two states, and than a frame leaves around them.
const LENGTH: f64 = 20.0;
/// How far from a card's corner it stays, and how far from the next line it would like to.
const SIDE: f64 = 18.0;
const STEP: f64 = 6.0;
/// What the words take: from the end to them, and a letter of them.
const BEFORE_WORDS: f64 = 11.0;
const DOT: f64 = 18.0;
const LETTER: f64 = 6.5;

/// The ways out of a state that are written or wanted, and lead nowhere: no edge of `graph` is theirs.
pub(super) fn open_ports(graph: &FlowGraph, id: StateId, kind: &StateKind, catchers: usize) -> Vec<Port> {
    let Some(node) = graph.node_of(id) else { return Vec::new() };
    let led: Vec<EdgeKind> = graph.outgoing(node).iter().map(|edge| graph.edge(*edge).kind).collect();
    let leads = |kind: EdgeKind| led.contains(&kind);
    let mut open = Vec::new();
    match kind {
        StateKind::Choice(choice) => {
            let rules = (0..choice.rules.len()).filter(|rule| !leads(EdgeKind::Choice(*rule)));
            open.extend(rules.map(Port::Rule));
            open.extend((!leads(EdgeKind::Default)).then_some(Port::Default));
        }
        StateKind::Succeed | StateKind::Fail(_) | StateKind::Unknown(_) => return open,
        _ if !leads(EdgeKind::Next) && !leads(EdgeKind::End) => open.push(Port::Next),
        _ => {}
    }
    open.extend((0..catchers).filter(|catcher| !leads(EdgeKind::Catch(*catcher))).map(Port::Catch));
    open
}

/// The stubs of a card, where they keep out of the way of its `edges` and of each other.
pub(super) fn stubs(card: &Card, ports: &[Port], edges: &[&Arc<EdgeView>], flows_right: bool) -> Vec<Stub> {
    let mut taken: Vec<Point> = edges.iter().filter_map(|edge| edge.points.first().copied()).collect();
    let mut made = Vec::new();
    for port in ports {
        let aside = matches!(port, Port::Catch(_));
        let (from, to) = free_spot(card.rect, aside == flows_right, &taken);
        taken.push(from);
        let label = format!("{} of {}: add what comes next", port_words(*port), card.name);
        let connection = Connection::of(card.path.clone(), *port);
        let side = if aside == flows_right { Side::Right } else { Side::Below };
        let words = port_words(*port).to_lowercase();
        made.push(Stub { connection, tone: tone(*port), from, to, label, words, side, roomy: false });
    }
    let chips: Vec<Rect> = edges.iter().filter_map(|edge| Some(edge.chip.as_ref()?.rect)).collect();
    for stub in &mut made {
        let in_the_way: Vec<Rect> = taken
            .iter()
            .filter(|line| **line != stub.from)
            .map(|line| way_of(card.rect, *line))
            .chain(chips.iter().copied())
            .collect();
        let has_room =
            |side: &Side| !in_the_way.iter().any(|other| other.intersects(stub.place_of_words(*side)));
        let sides: &[Side] =
            if stub.side == Side::Right { &[Side::Right, Side::Left] } else { &[Side::Below] };
        if let Some(side) = sides.iter().copied().find(has_room) {
            (stub.side, stub.roomy) = (side, true);
        }
    }
    made
}

/// What a line, or another stub, takes of the ground at its card.
fn way_of(card: Rect, line: Point) -> Rect {
    let half = DOT / 2.0;
    match (line.y - card.bottom()).abs() < 1.0 {
        true => Rect::new(line.x - half, line.y, DOT, 2.0 * LENGTH),
        false => Rect::new(line.x, line.y - half, 2.0 * LENGTH, DOT),
    }
}

impl Stub {
    /// About where its words stand, on that side of its end.
    fn place_of_words(&self, side: Side) -> Rect {
        let (width, Point { x, y }) = (LETTER * self.words.len() as f64, self.to);
        match side {
            Side::Right => Rect::new(x + BEFORE_WORDS, y - 8.0, width, 16.0),
            Side::Left => Rect::new(x - BEFORE_WORDS - width, y - 8.0, width, 16.0),
            Side::Below => Rect::new(x - LENGTH + 2.0, y + BEFORE_WORDS, width, 16.0),
        }
    }
}

/// The place on the lower side, else on the right one, that is farthest from all lines there; the middle if it is free.
fn free_spot(card: Rect, below: bool, taken: &[Point]) -> (Point, Point) {
    let on_side = |point: &&Point| match below {
        true => (point.y - card.bottom()).abs() < 1.0,
        false => (point.x - card.right()).abs() < 1.0,
    };
    let place = |point: &Point| if below { point.x } else { point.y };
    let lines: Vec<f64> = taken.iter().filter(on_side).map(place).collect();
    let (start, length) = if below { (card.x, card.width) } else { (card.y, card.height.min(64.0)) };
    let middle = start + length / 2.0;
    let count = ((length / 2.0 - SIDE) / STEP).max(0.0) as i32;
    let spots = (-count..=count).map(|step| middle + f64::from(step) * STEP);
    let room = |at: f64| lines.iter().map(|line| (line - at).abs()).fold(card.width, f64::min);
    let nearer = |at: f64| (at - middle).abs();
    // Of places that are as free the one nearest to the middle, and then the later.
    let best = spots.max_by(|one, other| {
        room(*one).total_cmp(&room(*other)).then(nearer(*other).total_cmp(&nearer(*one)))
    });
    let at = best.unwrap_or(middle);
    match below {
        true => (Point::new(at, card.bottom()), Point::new(at, card.bottom() + LENGTH)),
        false => (Point::new(card.right(), at), Point::new(card.right() + LENGTH, at)),
    }
}

fn tone(port: Port) -> EdgeTone {
    match port {
        Port::Rule(_) | Port::NewRule => EdgeTone::Rule,
        Port::Default => EdgeTone::Default,
        Port::Catch(_) | Port::NewCatch => EdgeTone::Catch,
        Port::Start | Port::Next => EdgeTone::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(below: bool, taken: &[(f64, f64)], expected: (f64, f64)) {
        let taken: Vec<Point> = taken.iter().map(|(x, y)| Point::new(*x, *y)).collect();
        let (from, _) = free_spot(Rect::new(0.0, 0.0, 220.0, 64.0), below, &taken);
        assert_eq!((from.x, from.y), expected, "below: {below}, beside {taken:?}");
    }

    #[test]
    fn a_stub_keeps_away_from_lines() {
        check(true, &[], (110.0, 64.0));
        check(true, &[(110.0, 64.0)], (200.0, 64.0));
        check(true, &[(110.0, 64.0), (200.0, 64.0)], (20.0, 64.0));
        check(false, &[], (220.0, 32.0));
        check(false, &[(110.0, 64.0)], (220.0, 32.0));
    }
}
