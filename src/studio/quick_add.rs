//! Quick add: a list to type into, at the place where something shall be added or connected.

use super::Studio;
use super::action::{FocusTarget, Request};
use super::geometry::Point;
use super::kind::CardKind;
use super::zones::{self, place_words};
use crate::asl::StatePath;
use crate::edit::catalog;
use crate::edit::{Command, Place, Target, rules};

/// At most so many rows are shown; whoever wants more types more.
const MOST_ROWS: usize = 60;

/// What happens in the list.
#[derive(Clone, Debug, PartialEq)]
pub enum QuickAction {
    /// Open it for what is selected
    Open,
    /// List the places that the selection can be moved to
    MoveTo,
    /// Open it for a place, near a point of the drawing
    At(Place, Option<Point>),
    Type(String),
    /// Rows up or down
    Move(i32),
    Pick(usize),
    /// The row that is chosen
    Take,
    Close,
}

/// The list while it is open.
#[derive(Clone, Debug, PartialEq)]
pub struct QuickAdd {
    purpose: Purpose,
    /// In pixels from the canvas's corner
    at: Point,
    typed: String,
    chosen: usize,
}

/// What a row is chosen for.
#[derive(Clone, Debug, PartialEq)]
enum Purpose {
    /// To be added at a place, or connected there
    Add(Place),
    /// As the place where these states shall be
    Move(Vec<StatePath>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct QuickView {
    pub at: Point,
    /// What it is for: `Between A and B`, `Move A`
    pub place: String,
    pub typed: String,
    pub chosen: usize,
    pub rows: Vec<QuickRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct QuickRow {
    pub label: String,
    pub detail: String,
    pub kind: CardKind,
    /// The heading above it, if it is the first of its section
    pub heading: Option<&'static str>,
    what: Pick,
}

#[derive(Clone, Debug, PartialEq)]
enum Pick {
    Piece(&'static str),
    Connect(Target),
    MoveTo(Place),
}

impl Studio {
    pub(super) fn act_on_quick_add(&mut self, action: QuickAction) {
        match action {
            QuickAction::Open => {
                if let Some(place) = self.place_after_selection() {
                    self.open_quick_add(place, None);
                }
            }
            QuickAction::MoveTo => self.open_move(),
            QuickAction::At(place, at) => self.open_quick_add(place, at),
            QuickAction::Close => {
                self.quick_add = None;
                self.requests.push(Request::Focus(FocusTarget::Canvas));
            }
            QuickAction::Take => {
                let chosen = self.quick_add.as_ref().map_or(0, |open| open.chosen);
                self.pick(chosen);
            }
            QuickAction::Pick(row) => self.pick(row),
            QuickAction::Type(text) => {
                if let Some(open) = &mut self.quick_add {
                    (open.typed, open.chosen) = (text, 0);
                }
            }
            QuickAction::Move(by) => self.choose_row(by),
        }
    }

    fn choose_row(&mut self, by: i32) {
        let last = self.quick_view().map_or(0, |view| view.rows.len().saturating_sub(1));
        if let Some(open) = &mut self.quick_add {
            open.chosen = open.chosen.saturating_add_signed(by as isize).min(last);
        }
    }

    /// `near` is a point of the drawing; else it opens where the place is.
    pub(super) fn open_quick_add(&mut self, place: Place, near: Option<Point>) {
        let Some(document) = &self.document else { return };
        if let Err(why) = rules::can_insert(&document.source, &place) {
            self.requests.push(Request::failed(why.to_string()));
            return;
        }
        let spot = near.or_else(|| self.place_spot(&place)).map(|spot| self.camera.viewport.to_screen(spot));
        let at = spot.unwrap_or_else(|| self.camera.size.middle());
        self.menu = None;
        self.show_quick_add(Purpose::Add(place), at);
    }

    fn show_quick_add(&mut self, purpose: Purpose, at: Point) {
        self.quick_add = Some(QuickAdd { purpose, at, typed: String::new(), chosen: 0 });
        self.requests.push(Request::Focus(FocusTarget::QuickAdd));
    }

    /// The keyboard's way to drag.
    fn open_move(&mut self) {
        let states = self.selection.outermost();
        let Some(rect) = states.first().and_then(|state| self.scene.card(state)).map(|card| card.rect) else {
            return;
        };
        let at = self.camera.viewport.to_screen(Point::new(rect.right() + 8.0, rect.y));
        self.show_quick_add(Purpose::Move(states), at);
    }

    fn place_spot(&self, place: &Place) -> Option<Point> {
        match place {
            Place::On(connection) => {
                let line = self.scene.edge(connection).map(|edge| edge.middle());
                line.or_else(|| self.port_spot(connection))
            }
            Place::In(scope) => {
                let vacancy = self.scene.vacancies.iter().find(|vacancy| vacancy.scope == *scope);
                vacancy.map(|vacancy| vacancy.rect.middle())
            }
        }
    }

    fn pick(&mut self, row: usize) {
        // Where nothing was found the list stays, for other words.
        let found = self.quick_view().and_then(|view| view.rows.get(row).map(|row| row.what.clone()));
        let Some(what) = found else { return };
        let Some(open) = self.quick_add.take() else { return };
        match (what, open.purpose) {
            (Pick::Piece(id), Purpose::Add(place)) => self.insert_piece(&id.into(), place),
            (Pick::Connect(to), Purpose::Add(Place::On(connection))) => {
                self.edit(&Command::Connect { connection, to });
            }
            (Pick::MoveTo(to), Purpose::Move(states)) => self.edit(&Command::Move { states, to }),
            _ => {}
        }
        self.requests.push(Request::Focus(FocusTarget::Canvas));
    }

    pub fn quick_view(&self) -> Option<QuickView> {
        let (open, document) = (self.quick_add.as_ref()?, self.document.as_ref()?);
        let (place, mut rows) = match &open.purpose {
            Purpose::Add(place) => (place_words(&document.source, place), self.add_rows(place, &open.typed)),
            Purpose::Move(states) => (move_words(states), self.move_rows(states, &open.typed)),
        };
        rows.truncate(MOST_ROWS);
        let mut last = None;
        for row in &mut rows {
            let heading = row.heading;
            row.heading = heading.filter(|_| heading != last);
            last = heading;
        }
        Some(QuickView { at: open.at, place, typed: open.typed.clone(), chosen: open.chosen, rows })
    }

    fn add_rows(&self, place: &Place, typed: &str) -> Vec<QuickRow> {
        let mut rows = self.connect_rows(place, typed);
        rows.extend(catalog::search(typed).into_iter().map(|entry| QuickRow {
            label: entry.title.to_owned(),
            detail: entry.service.unwrap_or(entry.summary).to_owned(),
            kind: CardKind::of_type(entry.kind),
            heading: Some(entry.section.label()),
            what: Pick::Piece(entry.id),
        }));
        rows
    }

    /// The states that the connection may lead to, once something is typed.
    fn connect_rows(&self, place: &Place, typed: &str) -> Vec<QuickRow> {
        let (Place::On(connection), Some(document)) = (place, &self.document) else { return Vec::new() };
        let wanted = typed.trim().to_lowercase();
        if wanted.is_empty() {
            return Vec::new();
        }
        let now = connection.target(&document.source);
        let states = document.flow.iter().map(|id| (document.path_of(*id), document.machine.state(*id)));
        let found = states.filter(|(path, state)| {
            let target = Target::State(path.clone());
            super::palette::matches(&state.name, &wanted)
                && now.as_ref() != Some(&target)
                && rules::can_connect(&document.source, connection, &target).is_ok()
        });
        found
            .map(|(path, state)| QuickRow {
                label: format!("Connect to {}", state.name),
                detail: state.kind.type_name().to_owned(),
                kind: CardKind::of(&state.kind),
                heading: Some("States"),
                what: Pick::Connect(Target::State(path)),
            })
            .collect()
    }

    /// Every place that the states may be put at, by its words.
    fn move_rows(&self, states: &[StatePath], typed: &str) -> Vec<QuickRow> {
        let (Some(document), wanted) = (&self.document, typed.trim().to_lowercase()) else {
            return Vec::new();
        };
        let kind =
            states.first().and_then(|state| self.scene.card(state)).map_or(CardKind::Pass, |card| card.kind);
        let zones = zones::zones(&self.scene, &document.source, states, self.flows_right()).into_iter();
        let open =
            zones.filter(|zone| zone.refused.is_none() && super::palette::matches(&zone.words, &wanted));
        open.map(|zone| QuickRow {
            detail: zone
                .scope
                .container()
                .map(|(state, _)| format!("in {}", state.name()))
                .unwrap_or_default(),
            label: zone.words,
            kind,
            heading: None,
            what: Pick::MoveTo(zone.place),
        })
        .collect()
    }
}

fn move_words(states: &[StatePath]) -> String {
    match states {
        [one] => format!("Move {} to…", one.name()),
        many => format!("Move {} states to…", many.len()),
    }
}
