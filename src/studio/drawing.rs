//! From an open definition to its drawing: sizes in, layout, words and shapes out.

use super::document::OpenDocument;
use super::drafting::Drafting;
use super::edge_path;
use super::geometry::{Point, Rect};
use super::kind::CardKind;
use super::problem::{Counts, by_state};
use super::scene::{Badge, Card, Chip, EdgeTone, EdgeView, FRAME_HEADER, Inside, Marker, Scene, Vacancy};
use super::stubs::{self, Stub};
use super::words;
use crate::asl::{ScopePath, State, StateId, StateMachine, StatePath};
use crate::edit::{Connection, Port};
use crate::graph::{EdgeId, EdgeKind, FlowEdge, NodeId, NodeKind};
use crate::layout::{self, Insets, LayoutResult, Measure, Size, ViewOptions};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Longer words on an edge are cut; the inspector has them whole.
const CHIP_LETTERS: usize = 34;

/// The studio's sizes; `style/canvas.css` draws by the same numbers.
struct Cards {
    /// Beside the widths that [`letter_width`] tells
    text_scale: f64,
}

/// The widths that a card can have, so that cards in a column look alike where they can.
const CARD_WIDTHS: [f64; 3] = [220.0, 260.0, 300.0];
const CARD_HEIGHT: f64 = 64.0;
/// What of a card's width is not for its name: border, padding, icon, gap; more if it folds.
const CARD_SIDES: f64 = 74.0;
const FOLD_BUTTON: f64 = 28.0;
/// The name's letters are larger and bolder than a chip's.
const NAME_SCALE: f64 = 1.29;

impl Measure for Cards {
    fn card(&self, machine: &StateMachine, id: StateId) -> Size {
        let state = machine.state(id);
        let sides = if state.scopes().is_empty() { CARD_SIDES } else { CARD_SIDES + FOLD_BUTTON };
        let wanted = self.width(&state.name) * NAME_SCALE + sides;
        let [.., widest] = CARD_WIDTHS;
        let width = CARD_WIDTHS.into_iter().find(|width| *width >= wanted).unwrap_or(widest);
        Size::new(width, CARD_HEIGHT)
    }

    fn marker(&self) -> Size {
        Size::new(64.0, 32.0)
    }

    fn container(&self, _machine: &StateMachine, _state: StateId) -> Insets {
        Insets { top: FRAME_HEADER + 8.0, right: 12.0, bottom: 12.0, left: 12.0 }
    }

    fn label(&self, text: &str) -> Size {
        Size::new((self.width(text) + 20.0).ceil(), 24.0)
    }
}

impl Cards {
    /// How wide `text` is at a chip's size.
    fn width(&self, text: &str) -> f64 {
        text.chars().map(letter_width).sum::<f64>() * self.text_scale
    }
}

/// Words of which the browser measures the width once, to know its font beside [`letter_width`].
pub const MEASURED: &str =
    "The quick brown fox = \"jumps\" over 13 lazy Dogs ≥ 20 or $.order.total is not null";

/// The width that [`letter_width`] tells for [`MEASURED`].
pub fn reckoned_width() -> f64 {
    MEASURED.chars().map(letter_width).sum()
}

/// About what a letter takes at a chip's size in a narrow sans-serif.
fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | '\'' | '|' | ':' | ';' | 'I' | '!' => 3.3,
        ' ' | 'f' | 't' | 'r' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | '-' | '/' => 4.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 10.0,
        'A'..='Z' | '_' | '=' | '<' | '>' | '+' | '≥' | '≤' | '≠' | '…' | '$' => 7.8,
        _ if letter.is_ascii() => 6.6,
        _ => 12.0,
    }
}

/// Draws `document`, the containers in `collapsed` folded to cards; `text_scale` is the environment's.
pub fn draw(
    document: &OpenDocument,
    collapsed: &BTreeSet<StatePath>,
    text_scale: f64,
    drafting: &mut Drafting,
) -> Scene {
    let cards = Cards { text_scale: if text_scale > 0.0 { text_scale.clamp(0.7, 1.6) } else { 1.0 } };
    let machine = &document.machine;
    let flows_right = drafting.direction == layout::Direction::LeftRight;
    let mut folded: BTreeSet<StateId> = BTreeSet::new();
    folded.extend(collapsed.iter().filter_map(|path| machine.resolve(path)));
    let view = ViewOptions {
        layout: drafting.options(),
        pin: &|node| match document.graph.state_of(node) {
            Some(state) if !drafting.pins.is_empty() => drafting.pins.get(&document.path_of(state)).copied(),
            _ => None,
        },
        collapsed: &|id| folded.contains(&id),
        nested_markers: false,
        label: &|_, text| layout::shortened(&text, CHIP_LETTERS),
    };
    let request = layout::request_for(machine, &document.graph, &cards, &view);
    let picture = drafting.lay_out(request);
    let result = &picture.result;
    let artist = Artist { document, result, folded: &folded, problems: by_state(&document.problems) };
    let cards: Vec<Arc<Card>> =
        document.flow.iter().filter_map(|&id| artist.card(id)).map(Arc::new).collect();
    let mut places = BTreeMap::new();
    places.extend(cards.iter().enumerate().map(|(index, card)| (card.path.clone(), index)));
    let edges: Vec<Arc<EdgeView>> =
        document.graph.edges().filter_map(|(id, edge)| artist.edge(id, edge)).map(Arc::new).collect();
    Scene {
        stubs: artist.stubs(&cards, &edges, flows_right),
        cards,
        places,
        edges,
        markers: document
            .graph
            .nodes()
            .filter_map(|(id, node)| artist.marker(id, node.kind))
            .map(Arc::new)
            .collect(),
        vacancies: artist.vacancies(),
        bounds: rect(result.bounds),
    }
}

struct Artist<'a> {
    document: &'a OpenDocument,
    result: &'a LayoutResult,
    folded: &'a BTreeSet<StateId>,
    problems: BTreeMap<&'a StatePath, Counts>,
}

impl Artist<'_> {
    fn rect_of(&self, node: NodeId) -> Option<Rect> {
        self.result.nodes.get(node.index()).copied().flatten().map(rect)
    }

    fn card(&self, id: StateId) -> Option<Card> {
        let rect = self.rect_of(self.document.graph.node_of(id)?)?;
        let state = self.document.machine.state(id);
        let kind = CardKind::of(&state.kind);
        let path = self.document.path_of(id);
        let problems = self.problems.get(&path).copied().unwrap_or_default();
        Some(Card {
            id,
            name: state.name.clone(),
            kind,
            substance: words::substance(state),
            badges: badges(state, problems),
            rect,
            inside: self.inside(id, state),
            description: self.describe(id, state, problems),
            path,
        })
    }

    fn inside(&self, id: StateId, state: &State) -> Inside {
        let scopes = state.scopes();
        if scopes.is_empty() {
            return Inside::Nothing;
        }
        if self.folded.contains(&id) {
            return Inside::Collapsed { states: self.count_inside(id) };
        }
        let areas =
            scopes.iter().filter_map(|scope| self.result.scopes.get(scope.index()).copied().flatten());
        let lanes = if scopes.len() > 1 { areas.map(rect).collect() } else { Vec::new() };
        Inside::Frame { lanes }
    }

    /// How many states a container holds, at any depth.
    fn count_inside(&self, id: StateId) -> usize {
        let machine = &self.document.machine;
        let mut open: Vec<StateId> = vec![id];
        let mut count = 0;
        while let Some(id) = open.pop() {
            for scope in machine.state(id).scopes() {
                let inner = &machine.scope(*scope).states;
                count += inner.len();
                open.extend(inner);
            }
        }
        count
    }

    fn describe(&self, id: StateId, state: &State, problems: Counts) -> String {
        let graph = &self.document.graph;
        let mut said = format!("{}, {}", state.name, CardKind::of(&state.kind).label());
        let targets: Vec<&str> = graph
            .node_of(id)
            .into_iter()
            .flat_map(|node| graph.outgoing(node))
            .map(|&edge| match graph.state_of(graph.edge(edge).to) {
                Some(target) => &*self.document.machine.state(target).name,
                None => "the end",
            })
            .collect();
        if !targets.is_empty() {
            said.push_str(", leads to ");
            said.push_str(&targets.join(", "));
        }
        if problems.total() > 0 {
            said.push_str(", ");
            said.push_str(&problems.words());
        }
        said
    }

    fn edge(&self, id: EdgeId, edge: FlowEdge) -> Option<EdgeView> {
        let route = self.result.edges.get(id.index())?.as_ref()?;
        let points: Vec<Point> = route.points.iter().map(|point| Point::new(point.x, point.y)).collect();
        let graph = &self.document.graph;
        let end = |node| graph.state_of(node);
        let path = |node| end(node).map(|id| self.document.path_of(id));
        let name = |node, marker: &'static str| match end(node) {
            Some(id) => self.document.machine.state(id).name.to_string(),
            None => marker.to_owned(),
        };
        let text = graph.edge_text(&self.document.machine, id);
        let chip = text.zip(route.label).map(|(text, area)| Chip {
            rect: rect(area),
            shown: layout::shortened(&text, CHIP_LETTERS),
            text,
        });
        let bounds = edge_path::bounds(&points).grown(12.0);
        let connection = match path(edge.from) {
            Some(state) => Connection::of(state, Port::of(edge.kind)),
            None => Connection::start(ScopePath::of(&self.document.machine, graph.node(edge.from).scope)),
        };
        Some(EdgeView {
            key: id.index(),
            connection,
            ends: (path(edge.from), path(edge.to)),
            name: format!("{}→{}", name(edge.from, "Start"), name(edge.to, "End")),
            tone: tone(edge.kind),
            kind: edge.kind,
            line: edge_path::rounded(&points),
            head: edge_path::arrowhead(&points),
            points,
            bounds: chip.as_ref().map_or(bounds, |chip| bounds.union(chip.rect)),
            chip,
        })
    }

    /// The empty scopes inside of what is drawn as a frame.
    fn vacancies(&self) -> Vec<Vacancy> {
        let machine = &self.document.machine;
        let empty = machine.scopes().filter(|(_, scope)| scope.parent.is_some() && scope.states.is_empty());
        let drawn = empty.filter_map(|(id, _)| {
            let area = self.result.scopes.get(id.index()).copied().flatten()?;
            Some(Vacancy { scope: ScopePath::of(machine, id), rect: rect(area) })
        });
        drawn.collect()
    }

    fn stubs(&self, cards: &[Arc<Card>], edges: &[Arc<EdgeView>], flows_right: bool) -> Vec<Stub> {
        let machine = &self.document.machine;
        let mut made = Vec::new();
        for card in cards {
            let state = machine.state(card.id);
            let open = stubs::open_ports(&self.document.graph, card.id, &state.kind, state.catch.len());
            if !open.is_empty() {
                let own: Vec<_> =
                    edges.iter().filter(|edge| edge.ends.0.as_ref() == Some(&card.path)).collect();
                made.extend(stubs::stubs(card, &open, &own, flows_right));
            }
        }
        made
    }

    fn marker(&self, id: NodeId, kind: NodeKind) -> Option<Marker> {
        let start = match kind {
            NodeKind::Start => true,
            NodeKind::End => false,
            NodeKind::State(_) => return None,
        };
        let rect = self.rect_of(id)?;
        // An End that nothing leads to says nothing.
        let idle = !start && self.document.graph.incoming(id).is_empty();
        (!idle).then_some(Marker { key: id.index(), start, rect })
    }
}

fn rect(area: layout::Rect) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

fn tone(kind: EdgeKind) -> EdgeTone {
    match kind {
        EdgeKind::Choice(_) => EdgeTone::Rule,
        EdgeKind::Default => EdgeTone::Default,
        EdgeKind::Catch(_) => EdgeTone::Catch,
        EdgeKind::Start | EdgeKind::Next | EdgeKind::End => EdgeTone::Plain,
    }
}

fn badges(state: &State, problems: Counts) -> Vec<Badge> {
    let mut badges = Vec::new();
    if !state.retry.is_empty() {
        badges.push(Badge::Retry(state.retry.len()));
    }
    if !state.catch.is_empty() {
        badges.push(Badge::Catch(state.catch.len()));
    }
    if state.data.assign.is_some() {
        badges.push(Badge::Variables);
    }
    badges.extend(state.query_language.map(Badge::Language));
    if problems.worst().is_some() {
        badges.push(Badge::Problems(problems));
    }
    badges
}
