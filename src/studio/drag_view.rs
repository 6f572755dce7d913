//! What is shown of a drag: what goes along, where it could go, what will happen or why not.

use super::Studio;
use super::drag::{Cargo, Drag, Landing, WireEnd, between};
use super::edge_path;
use super::geometry::{Point, Rect, Size};
use super::kind::CardKind;
use super::library::Piece;
use super::words::port_words;
use super::zones::{self, Zone};
use crate::edit::{Connection, Target};

/// What is shown of a drag.
#[derive(Clone, Debug, PartialEq)]
pub struct DragView {
    /// Cards under the pointer: name, type, place
    pub ghosts: Vec<Ghost>,
    /// A line from a handle to the pointer
    pub wire: Option<String>,
    pub selecting: Option<Rect>,
    /// What will happen, or why not
    pub hint: String,
    pub refused: bool,
    /// Where the pointer is on the canvas, in pixels
    pub at: Point,
    /// The canvas's size
    pub room: Size,
    /// The state that is aimed at
    pub aim: Option<Rect>,
    /// Marks of where it could be put, the chosen one with its line
    pub marks: Vec<Mark>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    pub name: String,
    pub kind: CardKind,
    pub rect: Rect,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub spot: Point,
    pub chosen: bool,
    pub area: Option<Rect>,
    /// The line that would be opened
    pub line: Option<String>,
}

impl Studio {
    /// What is shown of a drag that goes on.
    pub fn drag_view(&self) -> Option<DragView> {
        let none = DragView {
            ghosts: Vec::new(),
            wire: None,
            selecting: None,
            hint: String::new(),
            refused: false,
            at: self.drag_point(),
            room: self.camera.size,
            aim: None,
            marks: Vec::new(),
        };
        Some(match self.drag.as_ref()? {
            Drag::Place { cargo, zones, from, at, landing } => {
                let (hint, refused) = self.landing_words(zones, landing);
                let ghosts = self.ghosts(cargo, *from, *at);
                DragView { ghosts, hint, refused, marks: self.zone_marks(zones, landing), ..none }
            }
            Drag::Wire { connection, from, at, end } => {
                let (hint, refused) = wire_words(connection, end);
                let aim = match end {
                    WireEnd::To(Target::State(state)) => self.scene.card(state).map(|card| card.rect),
                    _ => None,
                };
                let wire = Some(edge_path::rounded(&[*from, *at]));
                DragView { wire, hint, refused, aim, ..none }
            }
            Drag::Box { from, at, .. } => DragView { selecting: Some(between(*from, *at)), ..none },
        })
    }

    /// Where the pointer is on the canvas, in pixels.
    fn drag_point(&self) -> Point {
        let at = match &self.drag {
            Some(Drag::Place { at, .. } | Drag::Wire { at, .. } | Drag::Box { at, .. }) => *at,
            None => Point::default(),
        };
        self.camera.viewport.to_screen(at)
    }

    fn landing_words(&self, zones: &[Zone], landing: &Landing) -> (String, bool) {
        match landing {
            Landing::Zone(index) => (zones[*index].words.clone(), false),
            Landing::Loose(place) => {
                let words = self.document.as_ref().map(|open| zones::place_words(&open.source, place));
                (words.unwrap_or_default(), false)
            }
            Landing::Free => ("Place by hand".into(), false),
            Landing::Nowhere => (String::new(), false),
            Landing::Refused(why) => (why.clone(), true),
        }
    }

    fn ghosts(&self, cargo: &Cargo, from: Point, at: Point) -> Vec<Ghost> {
        match cargo {
            Cargo::States(states) => {
                let cards = states.iter().filter_map(|state| self.scene.card(state));
                let moved =
                    |rect: Rect| Rect { x: rect.x + at.x - from.x, y: rect.y + at.y - from.y, ..rect };
                cards
                    .map(|card| Ghost {
                        name: card.name.to_string(),
                        kind: card.kind,
                        rect: moved(card.rect),
                    })
                    .collect()
            }
            Cargo::Piece(piece) => {
                let found = match piece {
                    Piece::Copy(state) => {
                        self.scene.card(state).map(|card| (card.name.to_string(), card.kind))
                    }
                    Piece::Entry(id) => self
                        .rest()
                        .and_then(|rest| (rest.find_piece)(id))
                        .map(|entry| (entry.title.to_owned(), CardKind::of_type(entry.kind))),
                };
                let rect = Rect::new(at.x - 110.0, at.y - 32.0, 220.0, 64.0);
                found.map(|(name, kind)| Ghost { name, kind, rect }).into_iter().collect()
            }
        }
    }

    fn zone_marks(&self, zones: &[Zone], landing: &Landing) -> Vec<Mark> {
        let open = zones.iter().enumerate().filter(|(_, zone)| {
            zone.refused.is_none() && self.window.wants(Rect::new(zone.spot.x, zone.spot.y, 0.0, 0.0))
        });
        open.map(|(index, zone)| {
            let chosen = *landing == Landing::Zone(index);
            let line = (chosen && zone.line.len() > 1).then(|| edge_path::rounded(&zone.line));
            Mark { spot: zone.spot, chosen, area: zone.area, line }
        })
        .collect()
    }
}

fn wire_words(connection: &Connection, end: &WireEnd) -> (String, bool) {
    let way = port_words(connection.port);
    match end {
        WireEnd::To(Target::State(state)) => (format!("{way} → {}", state.name()), false),
        WireEnd::To(Target::End) => (format!("{way} → End"), false),
        WireEnd::New => (format!("{way} → a new state"), false),
        WireEnd::Refused(why) => (why.clone(), true),
    }
}
