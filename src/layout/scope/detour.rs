//! One line around boxes that stand anywhere: the shortest way with few corners on a grid of lines beside
//! the boxes (Dijkstra).

use crate::layout::geometry::{Point, Rect};
use crate::layout::request::{Direction, EdgeRole};
use crate::sort::sort_by;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What a line keeps from boxes
const KEEP: f64 = 18.0;
/// Boxes farther from both ends than this are not looked at
const AROUND: f64 = 160.0;
/// At most so many boxes, the nearest
const BOXES: usize = 28;
/// What a corner costs, and a line through a box, in pixels
const CORNER: u64 = 36;
const THROUGH: u64 = 4000;
/// What leaving or entering costs: where the flow would, at a side, against the flow
const SIDE: u64 = 48;
const AGAINST: u64 = 160;

/// A way to find, from one box to another.
pub(super) struct Detour<'a> {
    pub(super) boxes: &'a [Rect],
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) role: EdgeRole,
    pub(super) direction: Direction,
}

/// A box's side, by the way that leads out of it.
const SIDES: [(f64, f64); 4] = [(0.0, 1.0), (1.0, 0.0), (-1.0, 0.0), (0.0, -1.0)];

/// Whether a piece runs through a box by more than `touch`.
pub(super) fn enters(one: Point, other: Point, rect: Rect, touch: f64) -> bool {
    one.x.max(other.x) > rect.x + touch
        && one.x.min(other.x) < rect.right() - touch
        && one.y.max(other.y) > rect.y + touch
        && one.y.min(other.y) < rect.bottom() - touch
}

impl Detour<'_> {
    /// The line's corners, from border to border.
    pub(super) fn points(&self) -> Vec<Point> {
        let near = self.near();
        let grid = Grid::of(self.boxes[self.from], self.boxes[self.to], near);
        let mut points = grid.search(&self.ends(self.from, false), &self.ends(self.to, true));
        points.dedup();
        merge(&points)
    }

    /// The boxes around the two ends, the ends among them.
    fn near(&self) -> Vec<Rect> {
        let (one, other) = (self.boxes[self.from], self.boxes[self.to]);
        let distance = |rect: &Rect| {
            let gap = |low: f64, high: f64, from: f64, to: f64| (low - to).max(from - high).max(0.0);
            let (left, right) = (one.x.min(other.x), one.right().max(other.right()));
            let (top, bottom) = (one.y.min(other.y), one.bottom().max(other.bottom()));
            gap(left, right, rect.x, rect.right()) + gap(top, bottom, rect.y, rect.bottom())
        };
        let others = (0..self.boxes.len()).filter(|&node| node != self.from && node != self.to);
        let mut near: Vec<(u64, usize)> = others
            .map(|node| (distance(&self.boxes[node]) as u64, node))
            .filter(|(distance, _)| *distance < AROUND as u64)
            .collect();
        sort_by(&mut near, Ord::cmp);
        near.truncate(BOXES);
        near.iter().map(|&(_, node)| self.boxes[node]).chain([one, other]).collect()
    }

    /// For each side of an end: where the line touches it, the way out, what that costs.
    fn ends(&self, node: usize, arrives: bool) -> Vec<(Point, (f64, f64), u64)> {
        let rect = self.boxes[node];
        let (middle, half) = (rect.center(), (rect.width / 2.0, rect.height / 2.0));
        let onward = match self.direction {
            Direction::TopDown => (0.0, 1.0),
            Direction::LeftRight => (1.0, 0.0),
        };
        let sides = SIDES.iter().map(|&way| {
            let flow = (way.0 * onward.0 + way.1 * onward.1) * if arrives { -1.0 } else { 1.0 };
            let cost = match (flow > 0.5, flow < -0.5, self.role) {
                (true, _, EdgeRole::Aside) if !arrives => SIDE,
                (true, ..) => 0,
                (_, true, _) => AGAINST,
                (.., EdgeRole::Aside) if !arrives => 0,
                _ => SIDE,
            };
            (Point::new(middle.x + way.0 * half.0, middle.y + way.1 * half.1), way, cost)
        });
        sides.collect()
    }
}

fn distance(from: Point, to: Point) -> u64 {
    ((to.x - from.x).abs() + (to.y - from.y).abs()) as u64
}

/// Without corners that are none.
fn merge(points: &[Point]) -> Vec<Point> {
    let mut merged: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points {
        if let [.., before, last] = &mut merged[..]
            && ((before.x == last.x && last.x == point.x) || (before.y == last.y && last.y == point.y))
        {
            *last = point;
        } else {
            merged.push(point);
        }
    }
    merged
}

/// The lines on which the way can run, and the boxes that it should not cross.
struct Grid {
    xs: Vec<f64>,
    ys: Vec<f64>,
    boxes: Vec<Rect>,
    /// For each crossing, how many boxes are on the way to the next one along x and along y
    blocked: Vec<[u8; 2]>,
}

const NONE: usize = usize::MAX;

impl Grid {
    fn of(from: Rect, to: Rect, boxes: Vec<Rect>) -> Self {
        let mut xs = vec![from.center().x, to.center().x];
        let mut ys = vec![from.center().y, to.center().y];
        for rect in &boxes {
            xs.extend([rect.x - KEEP, rect.right() + KEEP]);
            ys.extend([rect.y - KEEP, rect.bottom() + KEEP]);
        }
        for lines in [&mut xs, &mut ys] {
            sort_by(lines, f64::total_cmp);
            lines.dedup();
        }
        let mut grid = Self { xs, ys, boxes, blocked: Vec::new() };
        grid.block();
        grid
    }

    fn block(&mut self) {
        let (width, height) = (self.xs.len(), self.ys.len());
        self.blocked = vec![[0; 2]; width * height];
        for rect in &self.boxes {
            for (y, lines) in
                self.ys.windows(2).enumerate().filter(|(_, pair)| pair[1] > rect.y && pair[0] < rect.bottom())
            {
                for x in 0..width {
                    let at = |y: f64| Point::new(self.xs[x], y);
                    self.blocked[y * width + x][1] +=
                        u8::from(enters(at(lines[0]), at(lines[1]), *rect, 1.0));
                }
            }
            for (x, lines) in
                self.xs.windows(2).enumerate().filter(|(_, pair)| pair[1] > rect.x && pair[0] < rect.right())
            {
                for y in 0..height {
                    let at = |x: f64| Point::new(x, self.ys[y]);
                    self.blocked[y * width + x][0] +=
                        u8::from(enters(at(lines[0]), at(lines[1]), *rect, 1.0));
                }
            }
        }
    }

    fn point(&self, crossing: usize) -> Point {
        Point::new(self.xs[crossing % self.xs.len()], self.ys[crossing / self.xs.len()])
    }

    /// The crossing right outside of a box's side.
    fn outside(&self, (touch, way, _): &(Point, (f64, f64), u64)) -> usize {
        let place =
            |lines: &[f64], at: f64| lines.iter().position(|&line| (line - at).abs() < 1e-6).unwrap_or(0);
        let x = place(&self.xs, touch.x + way.0 * KEEP);
        place(&self.ys, touch.y + way.1 * KEEP) * self.xs.len() + x
    }

    /// The cheapest way from one of `starts` to one of `ends`; states are crossings, each reached along x or
    /// along y.
    fn search(&self, starts: &[(Point, (f64, f64), u64)], ends: &[(Point, (f64, f64), u64)]) -> Vec<Point> {
        let count = self.xs.len() * self.ys.len() * 2;
        let mut best = vec![u64::MAX; count];
        let mut before = vec![NONE; count];
        let mut open = BinaryHeap::new();
        for start in starts {
            let state = self.outside(start) * 2 + usize::from(start.1.0 == 0.0);
            let cost = start.2 + self.cost(start.0, self.point(state / 2));
            if cost < best[state] {
                best[state] = cost;
                open.push(Reverse((cost, state)));
            }
        }
        while let Some(Reverse((cost, state))) = open.pop() {
            if cost == best[state] {
                self.visit(state, cost, &mut |next, cost| {
                    if cost < best[next] {
                        (best[next], before[next]) = (cost, state);
                        open.push(Reverse((cost, next)));
                    }
                });
            }
        }
        let arrivals = ends.iter().enumerate().flat_map(|(index, end)| {
            let crossing = self.outside(end);
            let last = end.2 + self.cost(self.point(crossing), end.0);
            let along_y = usize::from(end.1.0 == 0.0);
            [0, 1].map(|axis| {
                let corner = if axis == along_y { 0 } else { CORNER };
                (best[crossing * 2 + axis].saturating_add(last + corner), index, crossing * 2 + axis)
            })
        });
        let Some((_, end, state)) = arrivals.min() else { return Vec::new() };
        self.trace(&before, state, starts, ends[end].0)
    }

    /// Calls `reach` with the states beside one and what they cost from there.
    fn visit(&self, state: usize, cost: u64, reach: &mut dyn FnMut(usize, u64)) {
        let (crossing, axis) = (state / 2, state % 2);
        let (width, height) = (self.xs.len(), self.ys.len());
        let (x, y) = (crossing % width, crossing / width);
        let steps = [
            (x > 0, crossing.wrapping_sub(1), 0),
            (x + 1 < width, crossing + 1, 0),
            (y > 0, crossing.wrapping_sub(width), 1),
            (y + 1 < height, crossing + width, 1),
        ];
        for (_, next, along) in steps.into_iter().filter(|step| step.0) {
            let corner = if along == axis { 0 } else { CORNER };
            let through = u64::from(self.blocked[crossing.min(next)][along]) * THROUGH;
            let length = distance(self.point(crossing), self.point(next));
            reach(next * 2 + along, cost + corner + length + through);
        }
    }

    fn cost(&self, from: Point, to: Point) -> u64 {
        let through = self.boxes.iter().filter(|rect| enters(from, to, **rect, 1.0)).count() as u64;
        distance(from, to) + through * THROUGH
    }

    fn trace(
        &self,
        before: &[usize],
        mut state: usize,
        starts: &[(Point, (f64, f64), u64)],
        end: Point,
    ) -> Vec<Point> {
        let mut points = vec![end, self.point(state / 2)];
        while before[state] != NONE {
            state = before[state];
            points.push(self.point(state / 2));
        }
        let first = starts
            .iter()
            .find(|start| self.outside(start) == state / 2 && usize::from(start.1.0 == 0.0) == state % 2);
        points.extend(first.map(|start| start.0));
        points.reverse();
        points
    }
}
