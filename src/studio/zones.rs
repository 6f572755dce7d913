//! Where something can be put while it is dragged: on lines, below states that nothing follows, into empty branches.

use super::Studio;
use super::edge_path;
use super::geometry::{Point, Rect};
use super::scene::{Card, FRAME_HEADER, Inside, Scene};
use super::words::port_words;
use crate::asl::{ScopePath, StatePath};
use crate::edit::{Connection, Document, Origin, Place, Port, Target, rules};

/// One spot where something can be put.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    pub place: Place,
    /// The line that it lies on; a single point where there is no line
    pub line: Vec<Point>,
    /// Where its mark is drawn
    pub spot: Point,
    /// The room of an empty scope
    pub area: Option<Rect>,
    pub scope: ScopePath,
    /// What will happen: `Between A and B`
    pub words: String,
    /// Why nothing can be put here
    pub refused: Option<String>,
}

impl Zone {
    /// How far a point is from it. A mark is preferred to a line that passes it.
    pub fn distance(&self, point: Point) -> f64 {
        match self.area {
            Some(area) if area.contains(point) => 0.0,
            _ if self.line.len() > 1 => edge_path::distance(&self.line, point),
            _ => self.spot.distance(point) - MARK_REACH,
        }
    }
}

/// The zones of a drawing. `moving` are the states that are on their way; empty for something new.
pub fn zones(scene: &Scene, document: &Document, moving: &[StatePath], flows_right: bool) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for edge in &scene.edges {
        let line = edge.points.clone();
        let spot = edge.middle();
        zones.push(zone(document, Place::On(edge.connection.clone()), line, spot, None));
    }
    zones.extend(open_ends(scene, document, flows_right));
    for vacancy in &scene.vacancies {
        let place = Place::In(vacancy.scope.clone());
        zones.push(zone(document, place, Vec::new(), vacancy.rect.middle(), Some(vacancy.rect)));
    }
    let inside = |zone: &Zone| moving.iter().any(|state| zone.scope.is_inside(state));
    zones.retain(|zone| !inside(zone));
    if !moving.is_empty() {
        for zone in &mut zones {
            zone.refused =
                rules::can_move(document, moving, &zone.place).err().map(|reason| reason.to_string());
        }
    }
    zones
}

/// How much nearer a mark counts than it is.
const MARK_REACH: f64 = 12.0;

/// How far from a card the mark of a way is that is not drawn.
const GAP: f64 = 22.0;

/// Ways that lead nowhere or to an end that is not drawn, and the starts of branches, which are not drawn either.
fn open_ends(scene: &Scene, document: &Document, flows_right: bool) -> Vec<Zone> {
    let mut found = Vec::new();
    for card in &scene.cards {
        for (index, connection) in ways(document, card).into_iter().enumerate() {
            if scene.edge(&connection).is_none() {
                let stub = scene.stub(&connection).map(|stub| stub.to);
                let spot = stub.unwrap_or_else(|| way_spot(card.rect, connection.port, index, flows_right));
                found.push(zone(document, Place::On(connection), vec![spot], spot, None));
            }
        }
        let scope = card.path.scope();
        let start = Connection::start(scope.clone());
        let is_first = start.target(document) == Some(Target::State(card.path.clone()));
        if is_first && scene.edge(&start).is_none() {
            let spot = match flows_right {
                true => Point::new(card.rect.x - GAP, card.rect.middle().y),
                false => Point::new(card.rect.middle().x, card.rect.y - GAP),
            };
            found.push(zone(document, Place::On(start), vec![spot], spot, None));
        }
    }
    found
}

/// Where a way out of a card leads that leads nowhere yet: on in the flow, and aside for a Catcher.
fn way_spot(card: Rect, port: Port, index: usize, flows_right: bool) -> Point {
    let (across, along) = match port {
        Port::Catch(catcher) => (true, 30.0 * catcher as f64),
        _ => (false, 40.0 * index as f64),
    };
    let below = Point::new(card.middle().x + along, card.bottom() + GAP);
    let beside = Point::new(card.right() + GAP, card.y + card.height.min(64.0) / 2.0 + along);
    if across == flows_right { below } else { beside }
}

/// The ways out of a state that are there, or could be with nothing else changed.
fn ways(document: &Document, card: &Card) -> Vec<Connection> {
    let Some(id) = document.state(&card.path) else { return Vec::new() };
    let state = document.machine().state(id);
    let rules = match &state.kind {
        crate::asl::StateKind::Choice(choice) => choice.rules.len(),
        _ => 0,
    };
    let ports = (0..rules).map(Port::Rule).chain([Port::Next, Port::Default]);
    let ports = ports.chain((0..state.catch.len()).map(Port::Catch));
    let connections = ports.map(|port| Connection::of(card.path.clone(), port));
    connections.filter(|connection| rules::can_leave(document, connection).is_ok()).collect()
}

fn zone(document: &Document, place: Place, line: Vec<Point>, spot: Point, area: Option<Rect>) -> Zone {
    let scope = place.scope();
    let refused = rules::can_insert(document, &place).err().map(|reason| reason.to_string());
    Zone { words: place_words(document, &place), place, line, spot, area, scope, refused }
}

/// What putting something there means.
pub fn place_words(document: &Document, place: &Place) -> String {
    let connection = match place {
        Place::In(scope) => {
            let inside = scope.container().map(|(state, _)| format!(" in {}", state.name()));
            let empty = document.scope(scope).is_none_or(|id| document.machine().scope(id).states.is_empty());
            let inside = inside.unwrap_or_default();
            return if empty { format!("First state{inside}") } else { format!("Not connected{inside}") };
        }
        Place::On(connection) => connection,
    };
    let target = match connection.target(document) {
        Some(Target::State(state)) => Some(state.name().clone()),
        _ => None,
    };
    match (&connection.from, connection.port, target) {
        (Origin::Start(_), _, Some(to)) => format!("Before {to}"),
        (Origin::Start(_), _, None) => "First state".into(),
        (Origin::State(from), Port::Next, Some(to)) => format!("Between {} and {to}", from.name()),
        (Origin::State(from), Port::Next, None) => format!("After {}", from.name()),
        (Origin::State(from), port, Some(to)) => {
            format!("{} of {}, before {to}", port_words(port), from.name())
        }
        (Origin::State(from), port, None) => format!("{} of {}", port_words(port), from.name()),
    }
}

impl Studio {
    /// The scope that a point of the drawing lies in: the innermost frame's, that is none of `moving`.
    pub(super) fn scope_at(&self, point: Point, moving: &[StatePath]) -> ScopePath {
        let outside =
            |card: &Card| !moving.iter().any(|state| *state == card.path || card.path.is_inside(state));
        let frames = self.scene.cards.iter().rev().filter(|card| {
            matches!(card.inside, Inside::Frame { .. })
                && card.rect.contains(point)
                && point.y > card.rect.y + FRAME_HEADER
                && outside(card)
        });
        // Containers stand before what they hold, so the last that fits is the innermost.
        let Some(card) = frames.into_iter().next() else { return ScopePath::root() };
        let Inside::Frame { lanes } = &card.inside else { return ScopePath::root() };
        let nearest = lanes.iter().enumerate().min_by(|a, b| {
            let off = |lane: &Rect| (lane.middle().x - point.x).abs() - lane.width / 2.0;
            off(a.1).total_cmp(&off(b.1))
        });
        ScopePath::inside(&card.path, nearest.map_or(0, |(index, _)| index))
    }
}
