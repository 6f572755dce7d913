//! Horizontal pieces in the gap between two ranks: which of them runs above which.
//!
//! Everything that leaves one element shares one horizontal piece (a net). Nets that overlap need tracks
//! of their own; their order decides how often verticals cross horizontals.

mod above;

use crate::sort::sort_by;
use above::Above;

/// What leaves one element in a gap: x where it comes from above, x where it goes on below.
#[derive(Clone, Debug, Default)]
pub(super) struct Net {
    pub(super) top: f64,
    pub(super) bottoms: Vec<f64>,
    left: f64,
    right: f64,
}

/// Closer than this two verticals look like one.
const NEAR: f64 = 7.0;
/// What two verticals on one another cost, in crossings
const ON_TOP: i64 = 24;
/// What it costs if the lower piece of a net runs above its upper one
const PIECES: i64 = 1 << 20;
/// Nets in two pieces, a gap, only because verticals would be near one another
const STEPS: usize = 8;
/// How far aside a net steps
const ASIDE: f64 = 12.0;
/// How far at least, where there is no room
const CLOSE: f64 = 2.0;
/// More nets than this in a gap are only sorted
const MANY: usize = 600;

impl Net {
    pub(super) fn new(top: f64) -> Self {
        Self { top, bottoms: Vec::new(), left: top, right: top }
    }

    pub(super) fn add(&mut self, bottom: f64) {
        self.bottoms.push(bottom);
        self.left = self.left.min(bottom);
        self.right = self.right.max(bottom);
    }

    fn has_track(&self) -> bool {
        self.right - self.left > 0.5
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right + NEAR && other.left < self.right + NEAR
    }

    /// What it costs if `self` runs above `other`.
    fn above_cost(&self, other: &Self) -> i64 {
        let inside = |x: f64, net: &Self| x > net.left && x < net.right;
        let mut cost = i64::from(inside(other.top, self));
        for &bottom in &self.bottoms {
            cost += i64::from(inside(bottom, other));
            if (bottom - other.top).abs() < NEAR {
                cost += ON_TOP;
            }
        }
        cost
    }
}

/// Where a net runs: its track, counted from the top, and for one in two pieces the x where it steps down and
/// the track that it goes on in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) track: usize,
    pub(super) step: Option<(f64, usize)>,
}

/// A net in two pieces.
pub(super) struct Step {
    upper: usize,
    /// Where it steps down
    x: f64,
    lower: usize,
}

/// The run of each net, and how many tracks there are; `None` for a net without a horizontal.
///
/// Where nets must run above one another in a circle (two that exchange places), one of them steps aside: its
/// upper piece can run above all others and its lower one below them, so no circle is left after all.
pub(super) fn assign(nets: &[Net]) -> (Vec<Option<Run>>, usize) {
    let mut pieces: Vec<Net> = nets.to_vec();
    let mut steps: Vec<Step> = Vec::new();
    while let Some((net, x)) = break_circle(&pieces, &steps) {
        split(&mut pieces, &mut steps, net, x);
    }
    let most = steps.len() + STEPS;
    loop {
        let (tracks, count) = assign_pieces(&pieces, &steps);
        let stuck = (steps.len() < most).then(|| find_stuck(&pieces, &steps, &tracks)).flatten();
        let Some((net, x)) = stuck else {
            let run = |net: usize| {
                let step = steps.iter().find(|step| step.upper == net);
                let step = step.and_then(|step| Some((step.x, tracks[step.lower]?)));
                Some(Run { track: tracks[net]?, step })
            };
            return ((0..nets.len()).map(run).collect(), count);
        };
        split(&mut pieces, &mut steps, net, x);
    }
}

/// Lets a net step down at `x`.
fn split(pieces: &mut Vec<Net>, steps: &mut Vec<Step>, net: usize, x: f64) {
    let mut upper = Net::new(pieces[net].top);
    upper.add(x);
    let mut lower = Net::new(x);
    std::mem::replace(&mut pieces[net], upper).bottoms.into_iter().for_each(|bottom| lower.add(bottom));
    steps.push(Step { upper: net, x, lower: pieces.len() });
    pieces.push(lower);
}

/// Of the nets that must run above one another in a circle, one that can step aside on its own way, else any.
fn break_circle(nets: &[Net], steps: &[Step]) -> Option<(usize, f64)> {
    let mut circle = Above::of(nets, steps).circles();
    circle.retain(|&net| is_whole(steps, net));
    let on_its_way = circle.iter().find_map(|&net| Some((net, way_aside(nets, &nets[net])?)));
    on_its_way.or_else(|| circle.first().map(|&net| (net, any_way_aside(nets, &nets[net]))))
}

fn is_whole(steps: &[Step], net: usize) -> bool {
    steps.iter().all(|step| step.upper != net && step.lower != net)
}

/// A net whose vertical from above runs near another one's to below, and where it can step aside.
fn find_stuck(nets: &[Net], steps: &[Step], tracks: &[Option<usize>]) -> Option<(usize, f64)> {
    let above =
        |one: usize, other: usize| matches!((tracks[one], tracks[other]), (Some(a), Some(b)) if a < b);
    for (lower, net) in nets.iter().enumerate().filter(|(lower, _)| tracks[*lower].is_some()) {
        let on_top = |upper: usize| {
            above(upper, lower) && nets[upper].bottoms.iter().any(|bottom| (bottom - net.top).abs() < NEAR)
        };
        if (0..nets.len()).any(on_top)
            && is_whole(steps, lower)
            && let Some(x) = way_aside(nets, net)
        {
            return Some((lower, x));
        }
    }
    None
}

/// An x beside a net's top that no vertical of another is near to, towards where it goes.
fn way_aside(nets: &[Net], net: &Net) -> Option<f64> {
    let side = if net.right - net.top >= net.top - net.left { 1.0 } else { -1.0 };
    let reach = (net.right - net.top).max(net.top - net.left);
    let places = (1..).map(|step| f64::from(step) * ASIDE).take_while(|way| *way < reach);
    places.map(|way| net.top + way * side).find(|x| is_free(nets, *x, NEAR))
}

/// The nearest x beside a net's top that no vertical of another is on, however far away.
fn any_way_aside(nets: &[Net], net: &Net) -> f64 {
    let ways = (1..).flat_map(|step| [f64::from(step) * CLOSE, f64::from(-step) * CLOSE]);
    let mut places = ways.map(|way| net.top + way);
    places.find(|x| is_free(nets, *x, CLOSE)).unwrap_or(net.top)
}

fn is_free(nets: &[Net], x: f64, room: f64) -> bool {
    let near = |other: f64| (x - other).abs() < room;
    !nets.iter().any(|other| near(other.top) || other.bottoms.iter().any(|&bottom| near(bottom)))
}

/// The track of each piece; of one net's two the upper one is above.
fn assign_pieces(nets: &[Net], steps: &[Step]) -> (Vec<Option<usize>>, usize) {
    let with: Vec<usize> = (0..nets.len()).filter(|&net| nets[net].has_track()).collect();
    let mut tracks: Vec<Option<usize>> = vec![None; nets.len()];
    let mut count = 0;
    let mut placed: Vec<usize> = Vec::with_capacity(with.len());
    for net in in_order(nets, with, steps) {
        let above = placed.iter().filter(|&&other| nets[other].overlaps(&nets[net]));
        let track = above.filter_map(|&other| tracks[other]).max().map_or(0, |track| track + 1);
        tracks[net] = Some(track);
        count = count.max(track + 1);
        placed.push(net);
    }
    (tracks, count)
}

/// Nets from top to bottom so that little crosses: ties by going right from the rightmost, left from the
/// leftmost, which alone is enough for nets of one edge each.
fn in_order(nets: &[Net], mut with: Vec<usize>, steps: &[Step]) -> Vec<usize> {
    let rightwards = |net: usize| nets[net].right - nets[net].top >= nets[net].top - nets[net].left;
    sort_by(&mut with, |&one, &other| match (rightwards(one), rightwards(other)) {
        (true, true) => nets[other].top.total_cmp(&nets[one].top),
        (false, false) => nets[one].top.total_cmp(&nets[other].top),
        (right, _) => {
            if right {
                std::cmp::Ordering::Less
            } else {
                std::cmp::Ordering::Greater
            }
        }
    });
    if with.len() > 1 && with.len() <= MANY {
        let prefers = Preferences::of(nets, &with, steps);
        with = prefers.order().into_iter().map(|index| with[index]).collect();
    }
    Above::of(nets, steps).keep(&with)
}

/// Which of two nets should be above, and how much that matters.
struct Preferences {
    /// (net that should be below, weight), by net
    below: Vec<Vec<(usize, i64)>>,
    above: Vec<Vec<(usize, i64)>>,
}

impl Preferences {
    fn of(nets: &[Net], with: &[usize], steps: &[Step]) -> Self {
        let mut prefers = Self { below: vec![Vec::new(); with.len()], above: vec![Vec::new(); with.len()] };
        for one in 0..with.len() {
            for other in one + 1..with.len() {
                let (net, than) = (&nets[with[one]], &nets[with[other]]);
                if net.overlaps(than) {
                    let pieces = |upper: usize, lower: usize| {
                        let same =
                            steps.iter().any(|step| (step.upper, step.lower) == (with[upper], with[lower]));
                        i64::from(same) * PIECES
                    };
                    let weight =
                        than.above_cost(net) - net.above_cost(than) + pieces(one, other) - pieces(other, one);
                    let (upper, lower) = if weight >= 0 { (one, other) } else { (other, one) };
                    if weight != 0 {
                        prefers.below[upper].push((lower, weight.abs()));
                        prefers.above[lower].push((upper, weight.abs()));
                    }
                }
            }
        }
        prefers
    }

    /// An order against few preferences (Eades, Lin, Smyth): sinks last, sources first, else whoever
    /// gives most more than it takes.
    fn order(&self) -> Vec<usize> {
        let count = self.below.len();
        let sum = |links: &[(usize, i64)]| links.iter().map(|link| link.1).sum::<i64>();
        let mut gives: Vec<i64> = self.below.iter().map(|links| sum(links)).collect();
        let mut takes: Vec<i64> = self.above.iter().map(|links| sum(links)).collect();
        let mut open = vec![true; count];
        let (mut first, mut last) = (Vec::with_capacity(count), Vec::new());
        for _ in 0..count {
            let remaining = || (0..count).filter(|&net| open[net]);
            let (net, at_end) = if let Some(source) = remaining().find(|&net| takes[net] == 0) {
                (source, false)
            } else if let Some(sink) = remaining().rfind(|&net| gives[net] == 0) {
                (sink, true)
            } else {
                let most = remaining().max_by_key(|&net| (gives[net] - takes[net], usize::MAX - net));
                (most.unwrap_or(0), false)
            };
            open[net] = false;
            if at_end {
                last.push(net)
            } else {
                first.push(net)
            }
            self.below[net].iter().for_each(|&(other, weight)| takes[other] -= weight);
            self.above[net].iter().for_each(|&(other, weight)| gives[other] -= weight);
        }
        last.reverse();
        first.extend(last);
        first
    }
}
