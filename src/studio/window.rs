//! Which part of a large drawing is worth having on the page: what is in view and half a screen around it. It changes
//! rarely, so that panning moves one layer and makes nothing anew; and what changes is made over several frames, so that
//! none of them is long. Where cards are not there yet, the sketch shows through.

use super::geometry::{Point, Rect, Size};
use super::scene::Scene;
use super::viewport::Viewport;

/// Drawings with fewer cards than this are wholly on the page.
const SMALL: usize = 150;
/// Below this zoom words cannot be read and are left out.
const READABLE: f64 = 0.35;
/// Below these lines and tints would fade.
const FARTHER: f64 = 0.18;
const FARTHEST: f64 = 0.09;
/// How much work one frame may do; a card is as much as three lines.
const BUDGET: usize = 18;
/// The same while the hand zooms, which is work by itself
const ZOOMING_BUDGET: usize = 9;
/// Below this zoom so many cards come and go that they wait until the hand has ended its zooming.
const CROWDED: f64 = 0.7;
const CARD: usize = 3;

/// From how far away a drawing is seen, in steps: a look that followed the zoom would be worked out in every frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    Near,
    /// Without words
    Far,
    /// With thick lines
    Farther,
    Farthest,
}

impl Distance {
    pub fn of(zoom: f64) -> Self {
        match zoom {
            ..FARTHEST => Self::Farthest,
            ..FARTHER => Self::Farther,
            ..READABLE => Self::Far,
            _ => Self::Near,
        }
    }

    /// For the style sheet: the value of `data-distance`.
    pub fn token(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Far => "far",
            Self::Farther => "farther",
            Self::Farthest => "farthest",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    wanted: Option<Wanted>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Wanted {
    area: Rect,
    /// How much of it is there as cards and lines
    drawn: Rect,
    /// Whether it is so much, and so far away, that cards are not wanted
    far: bool,
    /// Whether something in view is not there as cards and lines
    gaps: bool,
}

impl Window {
    /// Whether something here is to be on the page at all.
    pub fn wants(&self, rect: Rect) -> bool {
        self.wanted.is_none_or(|wanted| wanted.area.intersects(rect))
    }

    /// Whether what stands here is there as it is near by.
    pub fn shows(&self, rect: Rect) -> bool {
        self.wanted.is_none_or(|wanted| wanted.draws(rect))
    }

    /// Whether it is so much, and so far away, that a sketch stands for all of it.
    pub fn is_far(&self) -> bool {
        self.wanted.is_some_and(|wanted| wanted.far)
    }

    /// Whether the sketch is to be seen, alone or where cards are still missing.
    pub fn is_sketched(&self) -> bool {
        self.wanted.is_some_and(|wanted| wanted.far || wanted.gaps)
    }

    /// Whether more frames are needed until all is there.
    pub fn is_filling(&self) -> bool {
        self.wanted.is_some_and(|wanted| wanted.drawn != wanted.goal())
    }

    /// The window for this view, the same as before while that still serves.
    #[must_use]
    pub fn following(self, viewport: Viewport, size: Size, cards: usize) -> Self {
        if cards < SMALL || size.is_empty() {
            return Self::default();
        }
        let (seen, far) = (viewport.window(size), Distance::of(viewport.zoom) != Distance::Near);
        let around = seen.grown(0.5 * seen.width.max(seen.height));
        let wanted = match self.wanted {
            // A sketch costs the same however much of it is in the window; cards do not.
            Some(last) if last.area.covers(seen) && last.area.width < 4.0 * seen.width && far >= last.far => {
                Wanted { far, ..last }
            }
            Some(last) => Wanted { area: around, far, ..last },
            // A drawing that is opened is there at once.
            None => {
                let drawn = if far { nothing_at(seen.middle()) } else { seen };
                Wanted { area: around, drawn, far, gaps: false }
            }
        };
        Self { wanted: Some(wanted.beside(seen)) }
    }

    /// One frame later: some more is there.
    #[must_use]
    pub fn filled(self, scene: &Scene, viewport: Viewport, size: Size, zooming: bool) -> Self {
        let budget = match zooming {
            true if viewport.zoom < CROWDED => return self,
            true => ZOOMING_BUDGET,
            false => BUDGET,
        };
        let seen = viewport.window(size);
        Self { wanted: self.wanted.map(|wanted| wanted.filled(scene, seen, budget).beside(seen)) }
    }
}

impl Wanted {
    fn draws(&self, rect: Rect) -> bool {
        self.drawn.width > 0.0 && self.drawn.intersects(rect)
    }

    /// What shall be there as cards and lines in the end.
    fn goal(&self) -> Rect {
        if self.far { nothing_at(self.drawn.middle()) } else { self.area }
    }

    fn beside(self, seen: Rect) -> Self {
        Self { gaps: !self.drawn.covers(seen), ..self }
    }

    /// Grows toward what is in view, and then toward all that is wanted.
    fn filled(self, scene: &Scene, seen: Rect, budget: usize) -> Self {
        let goal = self.goal();
        let first = match self.far || self.drawn.covers(seen) {
            true => goal,
            false => seen,
        };
        // What was there is far from what is seen now.
        let from = if self.drawn.intersects(first) { self.drawn } else { nothing_at(first.middle()) };
        let drawn = furthest(from, first, |between| changed(scene, self.drawn, between) <= budget);
        Self { drawn, ..self }
    }
}

/// The last rectangle on the way that still is within bounds; a little on in any case, or it would never arrive.
fn furthest(from: Rect, to: Rect, is_within: impl Fn(Rect) -> bool) -> Rect {
    /// How finely the way is searched; the least step is one of so many.
    const STEPS: u32 = 64;
    if is_within(to) {
        return to;
    }
    let (mut near, mut far) = (1, STEPS);
    while far - near > 1 {
        let middle = u32::midpoint(near, far);
        if is_within(from.toward(to, f64::from(middle) / f64::from(STEPS))) {
            near = middle;
        } else {
            far = middle;
        }
    }
    from.toward(to, f64::from(near) / f64::from(STEPS))
}

/// How much work it is to have this drawn instead of that.
fn changed(scene: &Scene, before: Rect, after: Rect) -> usize {
    let differs = |rect: Rect| before.intersects(rect) != after.intersects(rect);
    let cards = scene.cards.iter().filter(|card| differs(card.rect)).count();
    let lines = scene.edges.iter().filter(|edge| differs(edge.bounds)).count();
    cards * CARD + lines
}

const fn nothing_at(point: Point) -> Rect {
    Rect::new(point.x, point.y, 0.0, 0.0)
}
