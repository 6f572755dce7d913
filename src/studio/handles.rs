//! What stands at a state or a line when it is pointed at: handles to draw connections from, buttons to add and remove.

use super::Studio;
use super::geometry::Point;
use super::stubs::Stub;
use crate::asl::{ScopePath, StateKind, StatePath};
use crate::edit::{Command, Connection, Port, rules};

/// How far a handle reaches to the pointer, in pixels: its radius and what `style/editing.css` adds around it.
const HANDLE_REACH: f64 = 20.0;

/// What the pointer is over while it is up.
#[derive(Clone, Debug, PartialEq)]
pub enum Hover {
    State(StatePath),
    Edge(Connection),
}

/// A handle of a state.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    pub connection: Connection,
    pub at: Point,
    /// What it adds: `Next`, `Rule`, `Default`, `Catch`
    pub label: &'static str,
    pub token: &'static str,
}

/// The buttons of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineTools {
    pub connection: Connection,
    pub at: Point,
    /// Where its end can be taken hold of
    pub end: Point,
    pub can_remove: bool,
}

impl Studio {
    /// What is under the pointer, in pixels from the canvas's corner.
    pub fn hover_at(&self, at: Point) -> Option<Hover> {
        let point = self.camera.viewport.to_world(at);
        let card = self.scene.hit(point);
        let frame = card.is_some_and(|card| matches!(card.inside, super::scene::Inside::Frame { .. }));
        let on_card = |card: &std::sync::Arc<super::scene::Card>| Hover::State(card.path.clone());
        if let Some(card) = card.filter(|card| !frame || point.y <= card.rect.y + super::scene::FRAME_HEADER)
        {
            return Some(on_card(card));
        }
        let reach = 9.0 / self.camera.viewport.zoom.max(0.2);
        let edge = self.scene.edge_near(point, reach);
        edge.map(|edge| Hover::Edge(edge.connection.clone())).or_else(|| card.map(on_card))
    }

    pub fn hover(&self) -> Option<&Hover> {
        self.hover.as_ref()
    }

    /// The handles of the state that is pointed at, else of the one that is selected.
    pub fn handles(&self) -> Vec<Handle> {
        let hovered = match &self.hover {
            Some(Hover::State(path)) => Some(path),
            _ => None,
        };
        let path = hovered.or(self.selection.single());
        path.filter(|_| self.shows_tools()).map(|path| self.handles_of(path)).unwrap_or_default()
    }

    /// Whether there are handles and buttons just now: not while something is done, and not while the canvas zooms, since
    /// they would have to be enlarged anew for every frame.
    fn shows_tools(&self) -> bool {
        self.drag.is_none() && self.quick_add.is_none() && !self.camera.is_zooming()
    }

    /// What handles and buttons are enlarged by, so that they are as large on the screen at any zoom.
    pub fn unzoom(&self) -> f64 {
        (1.0 / self.camera.viewport.zoom.max(0.01)).clamp(0.5, 4.0)
    }

    /// Where a handle of a card's edge stands: farther out the more it is enlarged, so that it covers no more of the card
    /// than it does at 100 %.
    fn moved_out(&self, at: Point, aside: bool) -> Point {
        let by = HANDLE_REACH * (self.unzoom() - 1.0).max(0.0);
        if aside == self.flows_right() { Point::new(at.x, at.y + by) } else { Point::new(at.x + by, at.y) }
    }

    /// Whether that way is there, or the same one as a new catcher would be, and leads nowhere: it has a place to click.
    fn is_open(&self, connection: &Connection) -> bool {
        let catches = |stub: &&Stub| {
            matches!(stub.connection.port, Port::Catch(_)) && stub.connection.from == connection.from
        };
        self.scene.stub(connection).is_some()
            || connection.port == Port::NewCatch && self.scene.stubs.iter().any(|stub| catches(&stub))
    }

    fn handles_of(&self, path: &StatePath) -> Vec<Handle> {
        let (Some(document), Some(card)) = (&self.document, self.scene.card(path)) else { return Vec::new() };
        let Some(id) = document.source.state(path) else { return Vec::new() };
        let is_choice = matches!(document.machine.state(id).kind, StateKind::Choice(_));
        let wanted: &[(Port, &'static str, &'static str)] = if is_choice {
            &[(Port::NewRule, "Add a rule", "rule"), (Port::Default, "Default", "default")]
        } else {
            &[(Port::Next, "Next", "next"), (Port::NewCatch, "Add a catcher", "catch")]
        };
        let mut handles = Vec::new();
        for (port, label, token) in wanted {
            let connection = Connection::of(path.clone(), *port);
            let is_open = self.is_open(&connection);
            if is_open || rules::can_leave(&document.source, &connection).is_err() {
                continue;
            }
            let Some(at) = self.port_spot(&connection) else { continue };
            // A Choice has two handles below: its rules in the middle, its Default beside them.
            let beside = (30.0 * self.unzoom()).min(card.rect.width / 2.0);
            let shift = if *port == Port::Default { beside } else { 0.0 };
            let at = if self.flows_right() {
                Point::new(at.x, at.y + shift)
            } else {
                Point::new(at.x + shift, at.y)
            };
            let at = self.moved_out(at, *port == Port::NewCatch);
            handles.push(Handle { connection, at, label, token });
        }
        handles
    }

    /// The command that takes a branch away, unless it is the only one.
    pub fn branch_removal(&self, scope: &ScopePath) -> Option<Command> {
        let machine = &self.document.as_ref()?.machine;
        let (container, _) = scope.container()?;
        let branches = machine.state(machine.resolve(&container)?).scopes().len();
        let pointer = machine.scope(scope.resolve(machine)?).pointer.clone();
        (branches > 1).then_some(Command::Remove { pointer })
    }

    /// The buttons of the line that is pointed at, else of the one that is selected.
    pub fn line_tools(&self) -> Option<LineTools> {
        let hovered = match &self.hover {
            Some(Hover::Edge(connection)) => Some(connection),
            _ => None,
        };
        let connection = hovered.or(self.selection.selected_connection())?;
        if !self.shows_tools() {
            return None;
        }
        let edge = self.scene.edge(connection)?;
        let source = &self.document.as_ref()?.source;
        Some(LineTools {
            connection: connection.clone(),
            at: edge.middle(),
            end: edge.points.last().copied().unwrap_or_default(),
            can_remove: rules::can_disconnect(source, connection).is_ok(),
        })
    }
}
