//! Where the canvas looks: pure arithmetic between the world (layout units) and the screen (CSS pixels).

use super::geometry::{Point, Rect, Size};

pub const MIN_ZOOM: f64 = 0.02;
pub const MAX_ZOOM: f64 = 4.0;
/// One step of the zoom commands; three of them double.
const ZOOM_STEP: f64 = 1.259_921_049_894_873;
/// Air around the drawing when it is fitted.
const FIT_PADDING: f64 = 48.0;
/// On opening, text below this size is not worth showing: where the drawing begins is shown instead.
const READABLE_ZOOM: f64 = 0.6;
/// How large that is shown at least, since it does not fit anyway.
const COMFORTABLE_ZOOM: f64 = 0.75;
/// How far from the canvas's edge a revealed card stands at least.
const REVEAL_MARGIN: f64 = 48.0;

/// `screen = world * zoom + offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    pub offset: Point,
    pub zoom: f64,
}

/// A drawing to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Subject {
    pub bounds: Rect,
    /// Where it begins
    pub start: Point,
}

impl Default for Viewport {
    fn default() -> Self {
        Self { offset: Point::default(), zoom: 1.0 }
    }
}

impl Viewport {
    pub fn to_screen(self, world: Point) -> Point {
        Point::new(world.x * self.zoom + self.offset.x, world.y * self.zoom + self.offset.y)
    }

    pub fn to_world(self, screen: Point) -> Point {
        Point::new((screen.x - self.offset.x) / self.zoom, (screen.y - self.offset.y) / self.zoom)
    }

    /// The part of the world that a canvas of `size` shows.
    pub fn window(self, size: Size) -> Rect {
        let corner = self.to_world(Point::default());
        Rect::new(corner.x, corner.y, size.width / self.zoom, size.height / self.zoom)
    }

    #[must_use]
    pub fn panned(self, dx: f64, dy: f64) -> Self {
        Self { offset: Point::new(self.offset.x + dx, self.offset.y + dy), ..self }
    }

    /// Zooms by `factor`; what stands under `anchor` (on the screen) stays there.
    #[must_use]
    pub fn zoomed(self, anchor: Point, factor: f64) -> Self {
        self.zoomed_to(anchor, self.zoom * factor)
    }

    /// Zooms to `zoom`; what stands under `anchor` (on the screen) stays there.
    #[must_use]
    pub fn zoomed_to(self, anchor: Point, zoom: f64) -> Self {
        let zoom = if zoom.is_finite() { zoom.clamp(MIN_ZOOM, MAX_ZOOM) } else { self.zoom };
        let world = self.to_world(anchor);
        Self { offset: Point::new(anchor.x - world.x * zoom, anchor.y - world.y * zoom), zoom }
    }

    /// Zooms by `steps` of the zoom commands about the canvas's middle.
    #[must_use]
    pub fn stepped(self, size: Size, steps: i32) -> Self {
        self.zoomed(size.middle(), ZOOM_STEP.powi(steps))
    }

    /// The whole of `bounds` in the middle of the canvas, never larger than life.
    pub fn fitting(bounds: Rect, size: Size) -> Self {
        let zoom = fit_zoom(bounds, size).clamp(MIN_ZOOM, 1.0);
        let middle = bounds.middle();
        Self {
            offset: Point::new(size.width / 2.0 - middle.x * zoom, size.height / 2.0 - middle.y * zoom),
            zoom,
        }
    }

    /// What to show first of a drawing: all of it if that can be read, else where it begins.
    pub fn opening(subject: Subject, size: Size) -> Self {
        let Subject { bounds, start } = subject;
        let fitted = Self::fitting(bounds, size);
        if fitted.zoom >= READABLE_ZOOM {
            return fitted;
        }
        let room = Size::new((size.width - FIT_PADDING).max(1.0), (size.height - FIT_PADDING).max(1.0));
        let broadest = (room.width / bounds.width.max(1.0)).max(room.height / bounds.height.max(1.0));
        let zoom = broadest.clamp(COMFORTABLE_ZOOM, 1.0);
        // The start in the middle, but no more empty canvas than need be.
        let middle = |from: f64, length: f64, start: f64, room: f64| {
            let half = (room / zoom).min(length) / 2.0;
            start.clamp(from + half, from + length - half)
        };
        Self {
            offset: Point::new(
                size.width / 2.0 - middle(bounds.x, bounds.width, start.x, room.width) * zoom,
                size.height / 2.0 - middle(bounds.y, bounds.height, start.y, room.height) * zoom,
            ),
            zoom,
        }
    }

    /// The smallest pan that brings `target` (in the world) into view; unchanged if it already is.
    #[must_use]
    pub fn revealing(self, target: Rect, size: Size) -> Self {
        let corner = self.to_screen(Point::new(target.x, target.y));
        let dx = shift(corner.x, target.width * self.zoom, size.width);
        let dy = shift(corner.y, target.height * self.zoom, size.height);
        self.panned(dx, dy)
    }

    /// Between this and `to`: 0 is here, 1 is there. The zoom moves by ratio and the middle in a line, so
    /// that the eye can follow.
    #[must_use]
    pub fn toward(self, to: Self, size: Size, share: f64) -> Self {
        if share >= 1.0 {
            return to;
        }
        let zoom = self.zoom * (to.zoom / self.zoom).powf(share);
        let (from, end) = (self.to_world(size.middle()), to.to_world(size.middle()));
        // The middle moves with the zoom's share, else the path bends where both change.
        let moved = if (to.zoom - self.zoom).abs() < 1e-9 {
            share
        } else {
            (1.0 / self.zoom - 1.0 / zoom) / (1.0 / self.zoom - 1.0 / to.zoom)
        };
        let middle = Point::new(from.x + (end.x - from.x) * moved, from.y + (end.y - from.y) * moved);
        let screen = size.middle();
        Self { offset: Point::new(screen.x - middle.x * zoom, screen.y - middle.y * zoom), zoom }
    }
}

/// The zoom at which `bounds` just fits.
fn fit_zoom(bounds: Rect, size: Size) -> f64 {
    let room = |length: f64| (length - 2.0 * FIT_PADDING).max(1.0);
    (room(size.width) / bounds.width.max(1.0)).min(room(size.height) / bounds.height.max(1.0))
}

/// How far a stretch must move along one axis to stand inside a canvas of `room`; its start wins if it is
/// longer than that.
fn shift(start: f64, length: f64, room: f64) -> f64 {
    let margin = REVEAL_MARGIN.min((room - length).max(0.0) / 2.0);
    if start < margin || length > room {
        margin - start
    } else if start + length > room - margin {
        room - margin - length - start
    } else {
        0.0
    }
}
