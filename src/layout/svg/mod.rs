//! A definition as a picture by itself: for `asl layout`, for documents, for exports.

mod look;
mod paper;

use super::geometry::{Insets, Point, Rect, Size};
use super::measure::shortened;
use super::result::LayoutResult;
use super::{Cards, LayoutOptions, Measure, ViewOptions};
use crate::asl::{StateId, StateMachine};
use crate::graph::{EdgeKind, FlowGraph, NodeKind};
use layout::core::color::Color;
use layout::core::format::RenderBackend;
use layout::core::geometry::Point as PaperPoint;
use layout::core::style::StyleAttr;
use paper::{Paper, escape};

/// Around the drawing
const MARGIN: f64 = 24.0;
/// Of an edge's corners
const RADIUS: f64 = 8.0;
/// How far a curve's controls are from its ends, for a quarter of a circle
const ARC: f64 = 0.5523;
const TEXT: &str = "#1f2937";
const MUTED: &str = "#6b7280";
const LABEL_LIMIT: usize = 40;

/// Draws `machine` as a standalone SVG file: cards with type, name and one line of substance, containers,
/// edges with rounded corners and what is written at them.
pub fn draw(machine: &StateMachine, options: LayoutOptions) -> String {
    let graph = FlowGraph::of(machine);
    let view = ViewOptions {
        layout: options,
        label: &|_, text| shortened(&text, LABEL_LIMIT),
        ..ViewOptions::default()
    };
    let request = super::request_for(machine, &graph, &Sheet, &view);
    let result = super::layout(&request);
    let mut picture = Picture { machine, graph: &graph, result: &result, paper: Paper::default() };
    picture.draw_background();
    picture.draw_boxes();
    picture.draw_edges();
    picture.draw_labels();
    let title = machine.comment.as_deref().unwrap_or("State machine");
    let bounds = result.bounds;
    picture.paper.finish(bounds.width + 2.0 * MARGIN, bounds.height + 2.0 * MARGIN, title)
}

/// Sizes on paper: cards as wide as their names, within reason.
struct Sheet;

impl Measure for Sheet {
    fn card(&self, machine: &StateMachine, state: StateId) -> Size {
        let letters = machine
            .state(state)
            .name
            .chars()
            .count()
            .max(look::substance(machine, state).chars().count().saturating_sub(2));
        Size::new((84.0 + letters as f64 * 8.4).clamp(220.0, 320.0).round(), 64.0)
    }

    fn container(&self, machine: &StateMachine, state: StateId) -> Insets {
        Cards.container(machine, state)
    }

    fn label(&self, text: &str) -> Size {
        Cards.label(text)
    }
}

struct Picture<'a> {
    machine: &'a StateMachine,
    graph: &'a FlowGraph,
    result: &'a LayoutResult,
    paper: Paper,
}

impl Picture<'_> {
    fn draw_background(&mut self) {
        let size = self.result.bounds.size();
        let whole =
            Rect::new(-MARGIN, -MARGIN, Size::new(size.width + 2.0 * MARGIN, size.height + 2.0 * MARGIN));
        self.rect(whole, "#f8fafc", "#f8fafc", 0, 0, None);
    }

    fn draw_boxes(&mut self) {
        for (id, node) in self.graph.nodes() {
            let Some(rect) = self.result.nodes[id.index()] else { continue };
            match node.kind {
                NodeKind::Start => self.draw_marker(rect, "#16a34a", "M8 6l6 4-6 4z"),
                NodeKind::End => self.draw_marker(rect, "#475569", "M7 7h6v6h-6z"),
                NodeKind::State(state) => self.draw_state(state, rect),
            }
        }
    }

    fn draw_marker(&mut self, rect: Rect, color: &str, glyph: &str) {
        let center = rect.center();
        let look = style("#ffffff", color, 2, 0);
        self.paper.draw_circle(at(center), PaperPoint::new(rect.width - 2.0, rect.height - 2.0), &look, None);
        self.paper.glyph(at(center.shifted(-10.0, -10.0)), glyph, color);
    }

    fn draw_state(&mut self, state: StateId, rect: Rect) {
        let about = self.machine.state(state);
        let look = look::of(&about.kind);
        let name = format!("data-state=\"{}\"", escape(&about.name));
        let container = about.scopes().iter().any(|scope| self.result.scopes[scope.index()].is_some());
        if container {
            self.rect(rect, look.tint, look.color, 1, 12, Some(name));
            self.draw_head(state, rect, 8.0, 28.0);
            for scope in about.scopes() {
                if let Some(frame) = self.result.scopes[scope.index()] {
                    self.rect(frame, "#ffffffb0", "#e2e8f0", 1, 8, None);
                }
            }
        } else {
            self.rect(rect, "#ffffff", "#cbd5e1", 1, 12, Some(name));
            self.draw_head(state, rect, 12.0, 40.0);
        }
    }

    /// Icon, name, and the line of substance (beside the name in a container's header).
    fn draw_head(&mut self, state: StateId, rect: Rect, inset: f64, side: f64) {
        let about = self.machine.state(state);
        let look = look::of(&about.kind);
        let icon = Rect::new(rect.x + inset, rect.y + inset, Size::new(side, side));
        self.rect(icon, look.tint, look.tint, 0, 8, None);
        self.paper.glyph(at(icon.center().shifted(-10.0, -10.0)), look.glyph, look.color);
        let left = icon.right() + 12.0;
        let room = ((rect.right() - 10.0 - left) / 8.2).max(1.0) as usize;
        let substance = look::substance(self.machine, state);
        let name = shortened(&about.name, room);
        if side < 40.0 {
            let rest = room.saturating_sub(name.chars().count() + 2);
            let y = icon.center().y;
            self.paper.write(at(Point::new(left, y)), &name, 14, 600, TEXT);
            if rest > 4 {
                let after = left + name.chars().count() as f64 * 8.3 + 10.0;
                self.paper.write(at(Point::new(after, y)), &shortened(&substance, rest), 12, 400, MUTED);
            }
        } else {
            let y = rect.center().y;
            self.paper.write(at(Point::new(left, y - 10.0)), &name, 14, 600, TEXT);
            self.paper.write(
                at(Point::new(left, y + 11.0)),
                &shortened(&substance, room + 3),
                12,
                400,
                MUTED,
            );
        }
    }

    fn draw_edges(&mut self) {
        for (id, edge) in self.graph.edges() {
            let Some(route) = &self.result.edges[id.index()] else { continue };
            let aside = matches!(edge.kind, EdgeKind::Catch(_));
            let look = StyleAttr {
                fill_color: None,
                ..style("#ffffff", if aside { "#c2410c" } else { "#94a3b8" }, 2, 0)
            };
            self.paper.draw_arrow(&rounded(&route.points), aside, (false, true), &look, None, "");
        }
    }

    fn draw_labels(&mut self) {
        for (id, edge) in self.graph.edges() {
            let route = self.result.edges[id.index()].as_ref();
            let Some(chip) = route.and_then(|route| route.label) else { continue };
            let Some(text) = self.graph.edge_text(self.machine, id) else { continue };
            let aside = matches!(edge.kind, EdgeKind::Catch(_));
            let (border, ink) = if aside { ("#fdba74", "#9a3412") } else { ("#cbd5e1", "#334155") };
            self.rect(chip, "#ffffff", border, 1, 11, None);
            let look = style("#ffffff", ink, 1, 0);
            self.paper.draw_text(at(chip.center()), &shortened(&text, LABEL_LIMIT), &look);
        }
    }

    fn rect(
        &mut self,
        rect: Rect,
        fill: &str,
        line: &str,
        width: usize,
        rounded: usize,
        properties: Option<String>,
    ) {
        let size = PaperPoint::new(rect.width, rect.height);
        self.paper.draw_rect(
            at(Point::new(rect.x, rect.y)),
            size,
            &style(fill, line, width, rounded),
            properties,
            None,
        );
    }
}

fn at(point: Point) -> PaperPoint {
    PaperPoint::new(point.x + MARGIN, point.y + MARGIN)
}

fn style(fill: &str, line: &str, width: usize, rounded: usize) -> StyleAttr {
    StyleAttr::new(hex(line), width, Some(hex(fill)), rounded, 12)
}

/// `#rrggbb` or `#rrggbbaa`.
fn hex(color: &str) -> Color {
    let digits = color.trim_start_matches('#');
    let number = u32::from_str_radix(digits, 16).unwrap_or(0);
    Color::new(if digits.len() == 6 { (number << 8) | 0xff } else { number })
}

/// A polyline as the drawing layer's curve: each corner a quarter circle, or as much as fits.
fn rounded(points: &[Point]) -> Vec<(PaperPoint, PaperPoint)> {
    let [first, .., last] = points else { return Vec::new() };
    let mut curve = vec![(at(*first), at(*first))];
    let mut straight = |from: Point, to: Point| {
        let lead = towards(to, from, RADIUS.min(distance(from, to)) * ARC);
        curve.push((at(lead), at(to)));
    };
    let mut from = *first;
    let mut bends: Vec<(Point, Point, Point)> = Vec::new();
    for corner in points.windows(3) {
        let radius =
            RADIUS.min(distance(corner[0], corner[1]) / 2.0).min(distance(corner[1], corner[2]) / 2.0);
        bends.push((towards(corner[1], corner[0], radius), corner[1], towards(corner[1], corner[2], radius)));
    }
    for (enter, corner, leave) in bends {
        straight(from, enter);
        straight(corner, leave);
        from = leave;
    }
    straight(from, *last);
    curve
}

fn distance(from: Point, to: Point) -> f64 {
    (from.x - to.x).abs() + (from.y - to.y).abs()
}

/// The point `length` away from `from` on the way to `to`, on a horizontal or vertical piece.
fn towards(from: Point, to: Point, length: f64) -> Point {
    let step = |from: f64, to: f64| {
        if to > from {
            length
        } else if to < from {
            -length
        } else {
            0.0
        }
    };
    from.shifted(step(from.x, to.x), step(from.y, to.y))
}
