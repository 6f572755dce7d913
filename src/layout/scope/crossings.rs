//! How often the lines of a layout cross, as one sees it: where several lines run along one, they cross once.

use super::ScopeLayout;
use crate::sort::sort_by;

/// Crossings nearer than this are one
const SPOT: f64 = 2.0;

/// Points at which an upright piece and a level one cross.
pub(super) fn count(layout: &ScopeLayout) -> usize {
    let mut upright: Vec<(f64, f64, f64)> = Vec::new();
    let mut level: Vec<(f64, f64, f64)> = Vec::new();
    for piece in layout.edges.iter().flat_map(|route| route.points.windows(2)) {
        let (one, other) = (piece[0], piece[1]);
        if one.x == other.x {
            upright.push((one.x, one.y.min(other.y), one.y.max(other.y)));
        } else {
            level.push((one.y, one.x.min(other.x), one.x.max(other.x)));
        }
    }
    let by_place = |one: &(f64, f64, f64), other: &(f64, f64, f64)| one.0.total_cmp(&other.0);
    sort_by(&mut upright, by_place);
    let mut spots: Vec<(i64, i64)> = Vec::new();
    for &(y, left, right) in &level {
        let from = upright.partition_point(|piece| piece.0 <= left);
        let passing = upright[from..].iter().take_while(|piece| piece.0 < right);
        let crossed = passing.filter(|piece| piece.1 < y && y < piece.2);
        spots.extend(crossed.map(|piece| ((piece.0 / SPOT).round() as i64, (y / SPOT).round() as i64)));
    }
    spots.sort_unstable();
    spots.dedup();
    spots.len()
}
