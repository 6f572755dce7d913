//! What is dragged on the canvas: states and pieces of the palette to where they shall be, connections to where they
//! shall lead, a box around what shall be selected. Nothing changes before it is let go.

use super::Studio;
use super::action::Request;
use super::geometry::{Point, Rect};
use super::library::Piece;
use super::scene::Inside;
use super::zones::{self, Zone};
use crate::asl::StatePath;
use crate::edit::catalog::Filling;
use crate::edit::{Command, Connection, Fragment, Origin, Place, Port, Selection, Target, rules};
use std::sync::Arc;

/// How near to a line something must be let go, in pixels of the screen.
const REACH: f64 = 44.0;
/// New pieces are drawn to lines from farther away: there is nowhere else that they would go.
const NEW_REACH: f64 = 150.0;

/// What a press took hold of.
#[derive(Clone, Debug, PartialEq)]
pub enum Grip {
    State(StatePath),
    /// The handle of a way out
    Port(Connection),
    /// The end of a line that is there
    End(Connection),
    /// Something in the palette
    Piece(Piece),
    /// Empty ground, with Shift
    Ground,
}

/// What is being dragged.
#[derive(Clone, Debug, PartialEq)]
pub enum Cargo {
    States(Vec<StatePath>),
    Piece(Piece),
}

/// Where it would come.
#[derive(Clone, Debug, PartialEq)]
pub enum Landing {
    Zone(usize),
    /// Into a scope, connected to nothing
    Loose(Place),
    /// By hand to another place, the flow as it is
    Free,
    Refused(String),
    Nowhere,
}

/// A drag that goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Drag {
    Place { cargo: Cargo, zones: Arc<Vec<Zone>>, from: Point, at: Point, landing: Landing },
    Wire { connection: Connection, from: Point, at: Point, end: WireEnd },
    Box { from: Point, at: Point, base: Selection },
}

/// Where a line that is drawn would lead.
#[derive(Clone, Debug, PartialEq)]
pub enum WireEnd {
    To(Target),
    /// A new state, to be chosen when it is let go
    New,
    Refused(String),
}

impl Studio {
    /// What a press at a point of the drawing takes hold of, if it is not a handle.
    pub(super) fn grip_at(&self, point: Point, shift: bool, touch: bool) -> Option<Grip> {
        let card = self.scene.hit(point);
        let held = card.filter(|card| {
            let by_header = point.y <= card.rect.y + super::scene::FRAME_HEADER;
            let frame = matches!(card.inside, Inside::Frame { .. });
            // A finger pans; what is selected it moves.
            (!frame || by_header) && (!touch || self.selection.contains(&card.path))
        });
        match held {
            Some(card) => Some(Grip::State(card.path.clone())),
            None => (shift && !touch).then_some(Grip::Ground),
        }
    }

    pub(super) fn begin_drag(&mut self, from: Point, to: Point) {
        let Some(grip) = self.grip.take() else { return };
        let (start, at) = (self.camera.viewport.to_world(from), self.camera.viewport.to_world(to));
        let Some(document) = &self.document else { return };
        let drag = match grip {
            Grip::State(state) => {
                let moving =
                    if self.selection.contains(&state) { self.selection.outermost() } else { vec![state] };
                let zones =
                    Arc::new(zones::zones(&self.scene, &document.source, &moving, self.flows_right()));
                Drag::Place {
                    cargo: Cargo::States(moving),
                    zones,
                    from: start,
                    at,
                    landing: Landing::Nowhere,
                }
            }
            Grip::Piece(piece) => {
                let zones = Arc::new(zones::zones(&self.scene, &document.source, &[], self.flows_right()));
                Drag::Place { cargo: Cargo::Piece(piece), zones, from: start, at, landing: Landing::Nowhere }
            }
            Grip::Port(connection) | Grip::End(connection) => {
                let from = self.port_spot(&connection).unwrap_or(start);
                Drag::Wire { connection, from, at, end: WireEnd::New }
            }
            Grip::Ground => Drag::Box { from: start, at, base: self.selection.clone() },
        };
        self.drag = Some(drag);
        self.drag_to(to);
    }

    pub(super) fn drag_to(&mut self, to: Point) {
        self.pan_at_border(to);
        let world = self.camera.viewport.to_world(to);
        let Some(mut drag) = self.drag.take() else { return };
        match &mut drag {
            Drag::Place { cargo, zones, at, landing, .. } => {
                *at = world;
                *landing = self.landing(cargo, zones, world);
            }
            Drag::Wire { connection, at, end, .. } => {
                *at = world;
                *end = self.wire_end(connection, world);
            }
            Drag::Box { from, at, base } => {
                *at = world;
                let (area, base) = (between(*from, world), base.clone());
                self.select_in(area, base);
            }
        }
        self.drag = Some(drag);
    }

    /// Near the canvas's border the canvas moves along.
    fn pan_at_border(&mut self, at: Point) {
        let size = self.camera.size;
        let push = |position: f64, length: f64| match position {
            near if near < 28.0 => 14.0,
            far if far > length - 28.0 => -14.0,
            _ => 0.0,
        };
        let inside = at.x >= 0.0 && at.y >= 0.0 && at.x <= size.width && at.y <= size.height;
        let (dx, dy) = (push(at.x, size.width), push(at.y, size.height));
        if inside && (dx != 0.0 || dy != 0.0) {
            self.camera.jump(self.camera.viewport.panned(dx, dy));
        }
    }

    fn landing(&self, cargo: &Cargo, zones: &[Zone], at: Point) -> Landing {
        let moving: &[StatePath] = match cargo {
            Cargo::States(states) => states,
            Cargo::Piece(_) => &[],
        };
        if !self.camera.size_holds(self.camera.viewport.to_screen(at)) {
            return Landing::Nowhere;
        }
        let scope = self.scope_at(at, moving);
        let new = moving.is_empty();
        let elsewhere = moving.first().is_some_and(|state| state.scope() != scope);
        let reach = match (new, elsewhere) {
            (false, true) => f64::INFINITY,
            (true, _) => NEW_REACH / self.camera.viewport.zoom.max(0.25),
            (false, false) => REACH / self.camera.viewport.zoom.max(0.25),
        };
        let here = zones.iter().enumerate().filter(|(_, zone)| zone.scope == scope);
        let nearest = here.map(|(index, zone)| (zone.distance(at), index)).min_by(|a, b| a.0.total_cmp(&b.0));
        match nearest.filter(|(distance, _)| *distance <= reach) {
            Some((_, index)) => match &zones[index].refused {
                Some(why) => Landing::Refused(why.clone()),
                None => Landing::Zone(index),
            },
            None if new || elsewhere => Landing::Loose(Place::In(scope)),
            None => Landing::Free,
        }
    }

    fn wire_end(&self, connection: &Connection, at: Point) -> WireEnd {
        let Some(document) = &self.document else { return WireEnd::New };
        let target = match self.scene.hit(at).filter(|card| !self.is_ground(card, connection)) {
            Some(card) => Some(Target::State(card.path.clone())),
            None => {
                let end = self
                    .scene
                    .markers
                    .iter()
                    .find(|marker| !marker.start && marker.rect.grown(12.0).contains(at));
                end.map(|_| Target::End)
            }
        };
        match target {
            None => match rules::can_leave(&document.source, connection) {
                Ok(()) => WireEnd::New,
                Err(why) => WireEnd::Refused(why.to_string()),
            },
            Some(target) => match rules::can_connect(&document.source, connection, &target) {
                Ok(()) => WireEnd::To(target),
                Err(why) => WireEnd::Refused(why.to_string()),
            },
        }
    }

    /// Whether the card is a frame around the connection's own scope: inside of it is empty ground.
    fn is_ground(&self, card: &super::scene::Card, connection: &Connection) -> bool {
        connection.scope().is_inside(&card.path)
    }

    fn select_in(&mut self, area: Rect, base: Selection) {
        let mut states = base.states().to_vec();
        for card in &self.scene.cards {
            let caught = match card.inside {
                Inside::Frame { .. } => area.covers(card.rect),
                _ => area.intersects(card.rect),
            };
            if caught && !states.contains(&card.path) {
                states.push(card.path.clone());
            }
        }
        self.selection = Selection::many(states);
    }

    pub(super) fn let_go(&mut self) {
        self.grip = None;
        if let Some(Drag::Box { base, .. }) = self.drag.take() {
            self.selection = base;
        }
    }

    pub(super) fn drop_cargo(&mut self) {
        match self.drag.take() {
            Some(Drag::Place { cargo, zones, from, at, landing }) => match landing {
                Landing::Free => self.place_by_hand(&cargo, from, at),
                Landing::Zone(index) => self.put(&cargo, zones[index].place.clone()),
                Landing::Loose(place) => self.put(&cargo, place),
                Landing::Refused(why) => self.requests.push(Request::failed(why)),
                Landing::Nowhere => {}
            },
            Some(Drag::Wire { connection, at, end, .. }) => match end {
                WireEnd::To(to) => self.edit(&Command::Connect { connection, to }),
                WireEnd::New => self.open_quick_add(Place::On(connection), Some(at)),
                WireEnd::Refused(why) => self.requests.push(Request::failed(why)),
            },
            Some(Drag::Box { .. }) => {
                let count = self.selection.states().len();
                self.requests.push(Request::whisper(super::words::counted(count, "state") + " selected"));
            }
            None => {}
        }
    }

    fn place_by_hand(&mut self, cargo: &Cargo, from: Point, to: Point) {
        if let Cargo::States(states) = cargo {
            self.move_by_hand(states, to.x - from.x, to.y - from.y);
        }
    }

    fn put(&mut self, cargo: &Cargo, place: Place) {
        match cargo {
            Cargo::States(states) => self.edit(&Command::Move { states: states.clone(), to: place }),
            Cargo::Piece(piece) => self.insert_piece(piece, place),
        }
    }

    /// Puts something from the palette somewhere.
    pub(super) fn insert_piece(&mut self, piece: &Piece, place: Place) {
        let (Some(rest), Some(document)) = (self.rest(), &self.document) else { return };
        let fragment = match piece {
            Piece::Entry(id) => (rest.find_piece)(id)
                .map(|entry| (rest.piece)(entry, document.source.language(), Filling::Empty)),
            Piece::Copy(state) => Fragment::of_states(&document.source, std::slice::from_ref(state)),
        };
        let Some(fragment) = fragment else { return };
        self.edit(&Command::Insert { fragment, at: place });
        self.requests.push(Request::Focus(super::action::FocusTarget::Canvas));
    }

    /// Whether the drawing goes from left to right.
    pub(super) fn flows_right(&self) -> bool {
        self.drafting.direction == crate::layout::Direction::LeftRight
    }

    /// Where the handle of a way out is.
    pub(super) fn port_spot(&self, connection: &Connection) -> Option<Point> {
        let Origin::State(state) = &connection.from else { return None };
        if let Some(stub) = self.scene.stub(connection) {
            return Some(stub.from);
        }
        let rect = self.scene.card(state)?.rect;
        Some(match connection.port {
            Port::Catch(_) | Port::NewCatch if self.flows_right() => {
                Point::new(rect.x + rect.width / 2.0, rect.bottom())
            }
            Port::Catch(_) | Port::NewCatch => Point::new(rect.right(), rect.y + rect.height.min(64.0) / 2.0),
            _ if self.flows_right() => Point::new(rect.right(), rect.middle().y),
            _ => Point::new(rect.middle().x, rect.bottom()),
        })
    }
}

pub(super) fn between(one: Point, other: Point) -> Rect {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    Rect::new(x, y, (one.x - other.x).abs(), (one.y - other.y).abs())
}
