//! The viewport and how it gets from one view to another: at once, or gliding over a few frames.

use super::geometry::{Point, Size};
use super::viewport::{Subject, Viewport};

/// How long a glide takes, in milliseconds.
const GLIDE: f64 = 180.0;
/// How long after the wheel's last turn the canvas counts as still moving, in milliseconds.
const SETTLE: f64 = 160.0;

#[derive(Clone, Copy, Debug, Default)]
pub struct Camera {
    pub viewport: Viewport,
    /// The canvas's size; empty until the browser has told it
    pub size: Size,
    glide: Option<Glide>,
    settling: Option<Settling>,
    /// A drawing to show as soon as the size is known
    pending: Option<Subject>,
    /// Whether it looks where it looked first at what was opened
    as_opened: bool,
}

#[derive(Clone, Copy, Debug)]
struct Glide {
    from: Viewport,
    to: Viewport,
    /// The clock at its first frame
    started: Option<f64>,
}

/// Steered by hand a moment ago.
#[derive(Clone, Copy, Debug)]
struct Settling {
    /// The clock at the first frame after the hand's last move
    since: Option<f64>,
    /// Whether that was a zoom
    zooms: bool,
}

impl Camera {
    /// Whether a point of the screen is on the canvas.
    pub fn size_holds(&self, at: Point) -> bool {
        at.x >= 0.0 && at.y >= 0.0 && at.x <= self.size.width && at.y <= self.size.height
    }

    /// Whether it moves, or was moved so lately that it may go on: it wants frames then.
    pub fn is_moving(&self) -> bool {
        self.glide.is_some() || self.settling.is_some()
    }

    /// Whether it zooms just now, by itself or under the hand.
    pub fn is_zooming(&self) -> bool {
        let differ = |one: f64, other: f64| (one - other).abs() > f64::EPSILON;
        self.settling.is_some_and(|settling| settling.zooms)
            || self.glide.is_some_and(|glide| differ(glide.from.zoom, glide.to.zoom))
    }

    /// Where the viewport is, or will be when it has arrived.
    pub fn destination(&self) -> Viewport {
        self.glide.map_or(self.viewport, |glide| glide.to)
    }

    /// Goes there at once.
    pub fn jump(&mut self, to: Viewport) {
        self.glide = None;
        self.as_opened = false;
        self.viewport = to;
    }

    /// Whether nobody has looked elsewhere since the drawing was shown: when panes come or go it can be shown anew.
    pub fn is_as_opened(&self) -> bool {
        self.as_opened
    }

    /// Goes there at once, under the person's hand: more such moves may follow.
    pub fn steer(&mut self, to: Viewport) {
        let zooms = (to.zoom - self.viewport.zoom).abs() > f64::EPSILON;
        self.jump(to);
        self.settling = Some(Settling { since: None, zooms });
    }

    /// Goes there over the next frames.
    pub fn glide(&mut self, to: Viewport) {
        if to != self.viewport {
            self.glide = Some(Glide { from: self.viewport, to, started: None });
            self.as_opened = false;
        }
    }

    /// Moves on; `now` in milliseconds.
    pub fn frame(&mut self, now: f64) {
        if let Some(settling) = &mut self.settling
            && now - *settling.since.get_or_insert(now) >= SETTLE
        {
            self.settling = None;
        }
        let Some(glide) = &mut self.glide else { return };
        let started = *glide.started.get_or_insert(now);
        let share = ((now - started) / GLIDE).clamp(0.0, 1.0);
        let eased = 1.0 - (1.0 - share).powi(3);
        self.viewport = glide.from.toward(glide.to, self.size, eased);
        if share >= 1.0 {
            self.glide = None;
        }
    }

    /// Shows a newly opened drawing, now or when the canvas's size is known.
    pub fn show(&mut self, subject: Subject) {
        if self.size.is_empty() {
            self.pending = Some(subject);
        } else {
            self.jump(Viewport::opening(subject, self.size));
            self.as_opened = true;
        }
    }

    /// The canvas has a new size. What was in its middle stays there from side to side.
    pub fn resize(&mut self, size: Size) {
        let dx = if self.size.is_empty() { 0.0 } else { (size.width - self.size.width) / 2.0 };
        self.size = size;
        match self.pending.take() {
            Some(subject) => self.show(subject),
            None => {
                let as_opened = self.as_opened;
                self.jump(self.destination().panned(dx, 0.0));
                self.as_opened = as_opened;
            }
        }
    }
}
