//! Lines as SVG path data: polylines with rounded corners, arrowheads.

use super::geometry::{Point, Rect};
use std::fmt::Write;

/// The radius of a corner, where both its sides are long enough.
const CORNER: f64 = 10.0;
/// An arrowhead's length and half its width.
const HEAD: (f64, f64) = (8.0, 4.5);

/// The line through `points`, its corners rounded; it ends where the arrowhead begins.
pub fn rounded(points: &[Point]) -> String {
    let mut data = String::new();
    let Some((&first, rest)) = points.split_first() else { return data };
    push(&mut data, 'M', &[first]);
    for (index, &corner) in rest.iter().enumerate() {
        let before = points[index];
        let Some(&after) = rest.get(index + 1) else {
            push(&mut data, 'L', &[toward(corner, before, HEAD.0 - 1.0)]);
            break;
        };
        let radius = CORNER.min(before.distance(corner) / 2.0).min(corner.distance(after) / 2.0);
        push(&mut data, 'L', &[toward(corner, before, radius)]);
        push(&mut data, 'Q', &[corner, toward(corner, after, radius)]);
    }
    data
}

/// The arrowhead at the end of `points`.
pub fn arrowhead(points: &[Point]) -> String {
    let mut data = String::new();
    let [.., before, tip] = points else { return data };
    let before = if before.distance(*tip) < 1e-6 { Point::new(tip.x, tip.y - 1.0) } else { *before };
    let back = toward(*tip, before, HEAD.0);
    let length = before.distance(*tip);
    let (across_x, across_y) = ((tip.y - before.y) / length * HEAD.1, (before.x - tip.x) / length * HEAD.1);
    push(&mut data, 'M', &[*tip]);
    push(&mut data, 'L', &[Point::new(back.x + across_x, back.y + across_y)]);
    push(&mut data, 'L', &[Point::new(back.x - across_x, back.y - across_y)]);
    data.push('Z');
    data
}

/// How far a point is from a line.
pub fn distance(points: &[Point], from: Point) -> f64 {
    let segments = points.windows(2).map(|pair| to_segment(pair[0], pair[1], from));
    segments.fold(f64::INFINITY, f64::min)
}

fn to_segment(start: Point, end: Point, from: Point) -> f64 {
    let (dx, dy) = (end.x - start.x, end.y - start.y);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((from.x - start.x) * dx + (from.y - start.y) * dy) / length } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    from.distance(Point::new(start.x + along * dx, start.y + along * dy))
}

/// The middle of a line's longest straight part that is not under its words: where there is room for a button.
pub fn middle(points: &[Point], words: Option<Rect>) -> Point {
    /// What is shorter has no room.
    const LEAST: f64 = 12.0;
    let parts = || points.windows(2).map(|pair| (pair[0], pair[1]));
    let bare = parts().flat_map(|part| words.map_or([Some(part), None], |words| outside(part, words)));
    let longest =
        longest(bare.flatten()).filter(|part| part.0.distance(part.1) >= LEAST).or(longest(parts()));
    match longest {
        Some((from, to)) => Point::new(f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y)),
        None => points.first().copied().unwrap_or_default(),
    }
}

fn longest(parts: impl Iterator<Item = (Point, Point)>) -> Option<(Point, Point)> {
    parts.max_by(|a, b| a.0.distance(a.1).total_cmp(&b.0.distance(b.1)))
}

/// What of an upright or level part of a line is before a rectangle, and what is behind it.
fn outside((from, to): (Point, Point), rect: Rect) -> [Option<(Point, Point)>; 2] {
    if !bounds(&[from, to]).intersects(rect) {
        return [Some((from, to)), None];
    }
    let upright = (to.x - from.x).abs() < (to.y - from.y).abs();
    let (start, end) = if upright { (from.y, to.y) } else { (from.x, to.x) };
    let (low, high) = if upright { (rect.y, rect.bottom()) } else { (rect.x, rect.right()) };
    let (first, last) = if start < end { (low, high) } else { (high, low) };
    let at = |along: f64| if upright { Point::new(from.x, along) } else { Point::new(along, from.y) };
    let before = ((first - start) * (end - start) > 0.0).then(|| (from, at(first)));
    let behind = ((end - last) * (end - start) > 0.0).then(|| (at(last), to));
    [before, behind]
}

/// The smallest rectangle around `points`.
pub fn bounds(points: &[Point]) -> Rect {
    let mut all = points.iter().map(|point| Rect::new(point.x, point.y, 0.0, 0.0));
    let first = all.next().unwrap_or_default();
    all.fold(first, Rect::union)
}

/// The point `by` away from `from` in the direction of `to`.
fn toward(from: Point, to: Point, by: f64) -> Point {
    let length = from.distance(to);
    if length < 1e-6 {
        return from;
    }
    let share = (by / length).min(1.0);
    Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
}

fn push(data: &mut String, letter: char, points: &[Point]) {
    data.push(letter);
    for point in points {
        // Writing to a string cannot fail. Tenths of a pixel are finer than any screen.
        let _ = write!(data, "{} {} ", round(point.x), round(point.y));
    }
}

fn round(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(points: &[(f64, f64)], line: &str, head: &str) {
        let points: Vec<Point> = points.iter().map(|&(x, y)| Point::new(x, y)).collect();
        assert_eq!(rounded(&points), line);
        assert_eq!(arrowhead(&points), head);
    }

    #[test]
    fn corners_are_rounded_and_the_line_stops_at_the_arrowhead() {
        check(&[(0.0, 0.0), (0.0, 40.0)], "M0 0 L0 33 ", "M0 40 L4.5 32 L-4.5 32 Z");
        check(
            &[(0.0, 0.0), (0.0, 50.0), (50.0, 50.0)],
            "M0 0 L0 40 Q0 50 10 50 L43 50 ",
            "M50 50 L42 45.5 L42 54.5 Z",
        );
        check(&[(0.0, 0.0)], "M0 0 ", "");
        check(&[], "", "");
    }

    #[test]
    fn a_short_side_gets_a_smaller_corner() {
        let points = [Point::new(0.0, 0.0), Point::new(0.0, 8.0), Point::new(60.0, 8.0)];
        assert_eq!(rounded(&points), "M0 0 L0 4 Q0 8 4 8 L53 8 ");
    }

    #[test]
    fn a_button_stands_beside_the_words_of_its_line() {
        let line =
            [Point::new(0.0, 0.0), Point::new(0.0, 20.0), Point::new(60.0, 20.0), Point::new(60.0, 100.0)];
        assert_eq!(middle(&line, None), Point::new(60.0, 60.0));
        let words = Rect::new(30.0, 50.0, 60.0, 20.0);
        assert_eq!(
            middle(&line, Some(words)),
            Point::new(30.0, 20.0),
            "the level part is the longest one free"
        );
        let high = Rect::new(30.0, 10.0, 60.0, 20.0);
        assert_eq!(middle(&line, Some(high)), Point::new(60.0, 65.0));
        let back: Vec<Point> = line.iter().rev().copied().collect();
        assert_eq!(middle(&back, Some(high)), Point::new(60.0, 65.0));
        let all = Rect::new(-10.0, -10.0, 100.0, 200.0);
        assert_eq!(middle(&line, Some(all)), Point::new(60.0, 60.0), "no room anywhere");
        assert_eq!(middle(&line[..1], None), line[0]);
    }
}
