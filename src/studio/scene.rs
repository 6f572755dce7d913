//! The drawing as it is to be shown: cards, frames, edges and markers with their places and words. Made from a
//! definition and its layout; knows nothing of a screen.

use super::edge_path;
use super::geometry::{Point, Rect};
use super::kind::CardKind;
use super::problem::Counts;
use super::stubs::Stub;
use super::viewport::Subject;
use crate::asl::{QueryLanguage, ScopePath, StateId, StatePath};
use crate::edit::Connection;
use crate::graph::EdgeKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A drawing. The parts are shared, so that showing some of them copies none.
#[derive(Debug, Default)]
pub struct Scene {
    /// States, containers before what they hold, otherwise in the order of the flow
    pub cards: Vec<Arc<Card>>,
    pub edges: Vec<Arc<EdgeView>>,
    pub markers: Vec<Arc<Marker>>,
    /// Where in `cards` each state is
    pub(super) places: BTreeMap<StatePath, usize>,
    /// Branches and processors without a state
    pub vacancies: Vec<Vacancy>,
    /// Ways out that lead nowhere
    pub stubs: Vec<Stub>,
    /// Everything, with the room that lines need
    pub bounds: Rect,
}

/// One state.
#[derive(Debug, PartialEq)]
pub struct Card {
    pub id: StateId,
    pub path: StatePath,
    pub name: Arc<str>,
    pub kind: CardKind,
    /// What it does in particular, one line
    pub substance: String,
    pub badges: Vec<Badge>,
    pub rect: Rect,
    pub inside: Inside,
    /// For screen readers: name, type, where it leads
    pub description: String,
}

impl Card {
    /// Whether two cards show the same, wherever they are.
    pub fn shows_as(&self, other: &Self) -> bool {
        let sizes = |card: &Self| (card.rect.width, card.rect.height);
        let same_inside = match (&self.inside, &other.inside) {
            (Inside::Frame { .. }, Inside::Frame { .. }) => true,
            (one, other) => one == other,
        };
        same_inside
            && sizes(self) == sizes(other)
            && (self.id, &self.name, self.kind, &self.substance)
                == (other.id, &other.name, other.kind, &other.substance)
            && self.badges == other.badges
            && self.description == other.description
    }
}

/// What a card shows of what is inside the state.
#[derive(Debug, PartialEq)]
pub enum Inside {
    /// The state holds no scope
    Nothing,
    /// Drawn as a frame around its scopes; the areas of a Parallel's branches
    Frame { lanes: Vec<Rect> },
    /// Folded to a card; how many states it holds
    Collapsed { states: usize },
}

#[derive(Debug, PartialEq, Eq, Clone)]
pub enum Badge {
    /// How many Retriers
    Retry(usize),
    /// How many Catchers
    Catch(usize),
    /// Sets variables
    Variables,
    /// In another query language than the machine's default
    Language(QueryLanguage),
    Problems(Counts),
}

impl Badge {
    pub fn label(&self) -> String {
        match self {
            Self::Retry(count) => format!("Retries ({})", super::words::counted(*count, "Retrier")),
            Self::Catch(count) => format!("Catches errors ({})", super::words::counted(*count, "Catcher")),
            Self::Variables => "Assigns variables".into(),
            Self::Language(language) => format!("Uses {}", language.as_str()),
            Self::Problems(counts) => counts.words(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeTone {
    /// Next, Start, End
    Plain,
    Rule,
    Default,
    Catch,
}

impl EdgeTone {
    pub fn token(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Rule => "rule",
            Self::Default => "default",
            Self::Catch => "catch",
        }
    }
}

/// An edge's ends; `None` is the Start or End of its scope.
pub type EdgeEnds = (Option<StatePath>, Option<StatePath>);

/// A scope that waits for its first state.
#[derive(Clone, Debug, PartialEq)]
pub struct Vacancy {
    pub scope: ScopePath,
    pub rect: Rect,
}

#[derive(Debug, PartialEq)]
pub struct EdgeView {
    /// Unique within the drawing
    pub key: usize,
    /// What it stands for in the definition
    pub connection: Connection,
    /// The corners of its line
    pub points: Vec<Point>,
    pub ends: EdgeEnds,
    /// `From→To` by the states' names
    pub name: String,
    pub tone: EdgeTone,
    /// Why it is there: which rule, which Catcher
    pub kind: EdgeKind,
    /// SVG path data of the line, its corners rounded
    pub line: String,
    /// SVG path data of the arrowhead
    pub head: String,
    pub bounds: Rect,
    pub chip: Option<Chip>,
}

impl EdgeView {
    /// Where there is room for a button.
    pub fn middle(&self) -> Point {
        edge_path::middle(&self.points, self.chip.as_ref().map(|chip| chip.rect))
    }
}

/// The words on an edge.
#[derive(Debug, PartialEq)]
pub struct Chip {
    pub rect: Rect,
    /// As it stands on the chip
    pub shown: String,
    /// In full
    pub text: String,
}

#[derive(Debug, PartialEq)]
pub struct Marker {
    pub key: usize,
    pub start: bool,
    pub rect: Rect,
}

impl Scene {
    /// What there is to be shown, and where it begins.
    pub fn subject(&self) -> Subject {
        let start = self.markers.iter().find(|marker| marker.start).map(|marker| marker.rect);
        let first = start.or(self.cards.first().map(|card| card.rect)).unwrap_or(self.bounds);
        Subject { bounds: self.bounds, start: first.middle() }
    }

    pub fn card(&self, path: &StatePath) -> Option<&Arc<Card>> {
        self.places.get(path).and_then(|index| self.cards.get(*index))
    }

    /// Takes over the edges that are as they were, so that nobody draws them anew.
    pub(super) fn keep_edges_of(&mut self, old: &Self) {
        let mut known = BTreeMap::new();
        known.extend(old.edges.iter().map(|edge| (&edge.connection, edge)));
        for edge in &mut self.edges {
            if let Some(same) = known.get(&edge.connection).filter(|other| ***other == *edge) {
                *edge = (*same).clone();
            }
        }
    }

    /// The innermost state under a point of the world.
    pub fn hit(&self, point: Point) -> Option<&Arc<Card>> {
        self.cards.iter().rev().find(|card| card.rect.contains(point))
    }

    /// The edge whose line passes within `reach` of a point, the nearest of them.
    pub fn edge_near(&self, point: Point, reach: f64) -> Option<&Arc<EdgeView>> {
        let near = self.edges.iter().filter(|edge| edge.bounds.grown(reach).contains(point));
        let measured = near.map(|edge| (edge_path::distance(&edge.points, point), edge));
        let nearest = measured.filter(|(distance, _)| *distance <= reach).min_by(|a, b| a.0.total_cmp(&b.0));
        nearest.map(|(_, edge)| edge)
    }

    pub fn edge(&self, connection: &Connection) -> Option<&Arc<EdgeView>> {
        self.edges.iter().find(|edge| edge.connection == *connection)
    }

    pub fn stub(&self, connection: &Connection) -> Option<&Stub> {
        self.stubs.iter().find(|stub| stub.connection == *connection)
    }

    pub fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.markers.is_empty()
    }
}

/// The height of a frame's header, which is where a frame is clicked and named.
pub const FRAME_HEADER: f64 = 48.0;
