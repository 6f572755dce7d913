//! Scopes put together, innermost first: a container is one big box of the scope around it.

use super::cache::LayoutCache;
use super::geometry::{Point, Rect, Size};
use super::previous::Previous;
use super::request::{Direction, Effort, LayoutRequest};
use super::result::{EdgeRoute, LayoutResult};
use super::scope::{EdgeInput, NodeInput, ScopeInput, ScopeLayout};
use std::sync::Arc;

/// Lays out `request` from nothing.
pub fn layout(request: &LayoutRequest) -> LayoutResult {
    layout_cached(request, None, &mut LayoutCache::new())
}

/// Lays out `request`, taking unchanged scopes from `cache`.
///
/// With `previous`, a request and its result, nodes and lines keep their order across the flow as it was there
/// (nodes are found by key, lines by their ends) unless another order has far fewer crossings. Where nothing changed, nothing
/// moves.
pub fn layout_cached(
    request: &LayoutRequest,
    previous: Option<(&LayoutRequest, &LayoutResult)>,
    cache: &mut LayoutCache,
) -> LayoutResult {
    cache.begin();
    let members = Members::of(request);
    let previous = previous.filter(|_| request.options.effort == Effort::Edit);
    let mut previous = previous.map(|(before, result)| Previous::of(before, result, request));
    let lines = previous.as_mut().map_or_else(Vec::new, |previous| previous.lines(request));
    let mut composer = Composer {
        request,
        sizes: request.nodes.iter().map(|node| node.size.sane()).collect(),
        frames: vec![Size::default(); request.scopes.len()],
        inner: vec![None; request.scopes.len()],
        previous,
        lines,
        members,
    };
    for scope in (0..request.scopes.len()).rev() {
        composer.lay_out_scope(scope, cache);
    }
    cache.end();
    composer.place()
}

/// Which nodes, edges and scopes belong where; only what makes sense.
struct Members {
    /// Nodes of each scope
    nodes: Vec<Vec<usize>>,
    /// Edges of each scope
    edges: Vec<Vec<usize>>,
    /// Scopes in each node
    scopes: Vec<Vec<usize>>,
    /// Each node's place in its scope's list
    place: Vec<usize>,
}

impl Members {
    fn of(request: &LayoutRequest) -> Self {
        let mut members = Self {
            nodes: vec![Vec::new(); request.scopes.len()],
            edges: vec![Vec::new(); request.scopes.len()],
            scopes: vec![Vec::new(); request.nodes.len()],
            place: vec![usize::MAX; request.nodes.len()],
        };
        members.add_nodes(request);
        members.add_edges(request);
        members
    }

    fn add_nodes(&mut self, request: &LayoutRequest) {
        let mut inside: Vec<Vec<usize>> = vec![Vec::new(); request.scopes.len()];
        for (index, node) in request.nodes.iter().enumerate() {
            if node.scope < inside.len() && !node.hidden {
                inside[node.scope].push(index);
            }
        }
        for (index, scope) in request.scopes.iter().enumerate() {
            let shown = match scope.container {
                None => index == 0,
                // A container has its place only if its own scope is shown and came before.
                Some(container) => self.place.get(container).is_some_and(|place| *place != usize::MAX),
            };
            if !shown || scope.hidden {
                continue;
            }
            if let Some(container) = scope.container {
                self.scopes[container].push(index);
            }
            for (place, &node) in inside[index].iter().enumerate() {
                self.place[node] = place;
            }
            self.nodes[index] = std::mem::take(&mut inside[index]);
        }
    }

    fn add_edges(&mut self, request: &LayoutRequest) {
        let placed = |node: usize| self.place.get(node).is_some_and(|place| *place != usize::MAX);
        for (index, edge) in request.edges.iter().enumerate() {
            if placed(edge.from)
                && placed(edge.to)
                && request.nodes[edge.from].scope == request.nodes[edge.to].scope
            {
                self.edges[request.nodes[edge.from].scope].push(index);
            }
        }
    }
}

struct Composer<'a> {
    request: &'a LayoutRequest,
    members: Members,
    /// Sizes of nodes, containers grown as their scopes are laid out
    sizes: Vec<Size>,
    /// Sizes of scopes, insets included
    frames: Vec<Size>,
    inner: Vec<Option<Arc<ScopeLayout>>>,
    previous: Option<Previous>,
    /// By edge, its line in the previous layout
    lines: Vec<Vec<Point>>,
}

impl Composer<'_> {
    fn lay_out_scope(&mut self, scope: usize, cache: &mut LayoutCache) {
        for &node in &self.members.nodes[scope] {
            if !self.members.scopes[node].is_empty() {
                self.sizes[node] = self.container_size(node);
            }
        }
        let inner = cache.lay_out(self.scope_input(scope));
        let about = &self.request.scopes[scope];
        self.frames[scope] = about.insets.around(inner.size).max(about.size.sane());
        self.inner[scope] = Some(inner);
    }

    fn container_size(&self, node: usize) -> Size {
        let scopes = &self.members.scopes[node];
        let gaps = self.request.options.spacing.branch * (scopes.len() - 1) as f64;
        let frames = scopes.iter().map(|&scope| self.frames[scope]);
        let whole = match self.request.options.direction {
            Direction::TopDown => frames.fold(Size::new(gaps, 0.0), |whole, frame| {
                Size::new(whole.width + frame.width, whole.height.max(frame.height))
            }),
            Direction::LeftRight => frames.fold(Size::new(0.0, gaps), |whole, frame| {
                Size::new(whole.width.max(frame.width), whole.height + frame.height)
            }),
        };
        self.request.nodes[node].insets.around(whole).max(self.sizes[node])
    }

    fn scope_input(&self, scope: usize) -> ScopeInput {
        let node_input = |&index: &usize| {
            let node = &self.request.nodes[index];
            let previous = self.previous.as_ref().and_then(|previous| previous.node(node.key));
            NodeInput { size: self.sizes[index], role: node.role, previous, pin: node.pin }
        };
        let edge_input = |&index: &usize| {
            let edge = &self.request.edges[index];
            EdgeInput {
                from: self.members.place[edge.from],
                to: self.members.place[edge.to],
                role: edge.role,
                label: edge.label.map(Size::sane),
                previous: self.lines.get(index).cloned().unwrap_or_default(),
            }
        };
        ScopeInput {
            nodes: self.members.nodes[scope].iter().map(node_input).collect(),
            edges: self.members.edges[scope].iter().map(edge_input).collect(),
            options: self.request.options,
        }
    }

    /// Absolute places, outermost first.
    fn place(&self) -> LayoutResult {
        let mut result = LayoutResult {
            nodes: vec![None; self.request.nodes.len()],
            scopes: vec![None; self.request.scopes.len()],
            origins: vec![None; self.request.scopes.len()],
            edges: vec![None; self.request.edges.len()],
            bounds: Rect::default(),
        };
        if let Some(&frame) = self.frames.first() {
            result.scopes[0] = Some(Rect::new(0.0, 0.0, frame));
            result.bounds = Rect::new(0.0, 0.0, frame);
        }
        for scope in 0..self.request.scopes.len() {
            if let (Some(frame), Some(inner)) = (result.scopes[scope], self.inner[scope].as_deref()) {
                self.place_scope(scope, frame, inner, &mut result);
            }
        }
        result
    }

    fn place_scope(&self, scope: usize, frame: Rect, inner: &ScopeLayout, result: &mut LayoutResult) {
        let insets = self.request.scopes[scope].insets;
        let spare = |whole: f64, used: f64| ((whole - used) / 2.0).max(0.0).floor();
        let x = frame.x + insets.left + spare(frame.width - insets.left - insets.right, inner.size.width);
        let y = frame.y
            + insets.top
            + match self.request.options.direction {
                Direction::TopDown => 0.0,
                Direction::LeftRight => spare(frame.height - insets.top - insets.bottom, inner.size.height),
            };
        result.origins[scope] = Some(inner.origin.shifted(x, y));
        for (&node, place) in self.members.nodes[scope].iter().zip(&inner.nodes) {
            let rect = Rect::new(place.x + x, place.y + y, self.sizes[node]);
            result.nodes[node] = Some(rect);
            self.place_frames(node, rect, result);
        }
        for (&edge, route) in self.members.edges[scope].iter().zip(&inner.edges) {
            let points: Vec<Point> = route.points.iter().map(|point| point.shifted(x, y)).collect();
            if points.len() >= 2 {
                let label = route.label.map(|label| label.shifted(x, y));
                result.edges[edge] = Some(EdgeRoute { points, label, back: route.back });
            }
        }
    }

    /// A container's scopes inside of it, stretched to fill it.
    fn place_frames(&self, node: usize, rect: Rect, result: &mut LayoutResult) {
        let scopes = &self.members.scopes[node];
        let insets = self.request.nodes[node].insets;
        let gap = self.request.options.spacing.branch;
        let room = Rect {
            x: rect.x + insets.left,
            y: rect.y + insets.top,
            width: rect.width - insets.left - insets.right,
            height: rect.height - insets.top - insets.bottom,
        };
        let used = self.container_use(scopes, gap);
        let spare = match self.request.options.direction {
            Direction::TopDown => (room.width - used) / scopes.len().max(1) as f64,
            Direction::LeftRight => (room.height - used) / scopes.len().max(1) as f64,
        };
        let mut at = 0.0;
        for &scope in scopes {
            let frame = self.frames[scope];
            let (place, step) = match self.request.options.direction {
                Direction::TopDown => {
                    let width = frame.width + spare;
                    (Rect { x: room.x + at, width, ..room }, width)
                }
                Direction::LeftRight => {
                    let height = frame.height + spare;
                    (Rect { y: room.y + at, height, ..room }, height)
                }
            };
            result.scopes[scope] = Some(place);
            at += step + gap;
        }
    }

    fn container_use(&self, scopes: &[usize], gap: f64) -> f64 {
        let gaps = gap * scopes.len().saturating_sub(1) as f64;
        let sides = scopes.iter().map(|&scope| match self.request.options.direction {
            Direction::TopDown => self.frames[scope].width,
            Direction::LeftRight => self.frames[scope].height,
        });
        sides.fold(gaps, |sum, side| sum + side)
    }
}
