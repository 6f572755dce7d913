//! The drawing, small: shown while part of it is out of view. What of it would be too small to see as a whole is shown in
//! part, around what the canvas shows; the part moves on as the canvas does, like the text beside a long scroll bar.

use super::Studio;
use super::geometry::{Point, Rect, Size};
use super::scene::{Inside, Scene};
use super::tool::PointerPhase;
use std::fmt::Write;

/// The largest size of the small drawing, in pixels; it may be as high as this share of the canvas.
const MOST: Size = Size::new(180.0, 220.0);
const SHARE: f64 = 0.35;
/// A drawing that is as wide as this one, or wider than high, is no higher than this.
const LOW: f64 = 120.0;
/// The smallest size, so that there is something to take hold of.
const LEAST: f64 = 56.0;
/// The narrow side of a drawing is drawn as wide as this, in pixels.
const NARROW: f64 = 24.0;
/// How small it gets for that: a card is six pixels wide at least, and no wider than thirteen.
const SCALES: (f64, f64) = (0.027, 0.06);
/// What the canvas shows takes no more of the small drawing than this, where that is not all of it.
const WINDOW_SHARE: f64 = 0.6;
/// The smallest frame around what the canvas shows, in pixels.
const LEAST_FRAME: Size = Size::new(12.0, 10.0);
/// Air around the drawing, in layout units.
const AIR: f64 = 40.0;

#[derive(Clone, Debug, PartialEq)]
pub struct Minimap {
    /// The drawing and the air around it
    pub whole: Rect,
    /// The part of the world that it shows
    pub area: Rect,
    /// Pixels for a layout unit
    pub scale: f64,
    /// What the canvas shows of it
    pub window: Rect,
}

/// The small drawing, if there is need for one.
pub fn minimap(studio: &Studio) -> Option<Minimap> {
    let (bounds, camera) = (studio.scene.bounds, &studio.camera);
    let narrow = camera.size.width < 2.5 * MOST.width;
    let window = camera.viewport.window(camera.size);
    if narrow || studio.scene.cards.is_empty() || camera.size.is_empty() || window.covers(bounds) {
        return None;
    }
    Some(Minimap::of(bounds.grown(AIR), window, camera.size.height))
}

/// The cards as path data: frames, and what stands by itself.
pub fn shapes(scene: &Scene) -> (String, String) {
    let (mut frames, mut cards) = (String::new(), String::new());
    for card in &scene.cards {
        let out = if matches!(card.inside, Inside::Frame { .. }) { &mut frames } else { &mut cards };
        let Rect { x, y, width, height } = card.rect;
        // Writing to a string does not fail.
        let _ = write!(out, "M{x} {y}h{width}v{height}h-{width}z");
    }
    (frames, cards)
}

impl Minimap {
    fn of(whole: Rect, window: Rect, canvas: f64) -> Self {
        let high = if whole.height > 1.5 * whole.width { MOST.height } else { LOW };
        let most = Size::new(MOST.width, high.min(SHARE * canvas).max(LEAST));
        let all = (most.width / whole.width).min(most.height / whole.height);
        let legible = (NARROW / whole.width.min(whole.height)).clamp(SCALES.0, SCALES.1);
        // Where all of it is in view from side to side, its frame may be as wide as it is.
        let room = |whole: f64, window: f64, most: f64| match window < whole {
            true => WINDOW_SHARE * most / window,
            false => f64::INFINITY,
        };
        let roomy =
            room(whole.width, window.width, most.width).min(room(whole.height, window.height, most.height));
        let scale = all.max(legible.min(roomy));
        let side = |whole: (f64, f64), window: (f64, f64), most: f64| {
            let length = whole.1.min(most / scale).max(LEAST / scale);
            (part(whole, window, length), length)
        };
        let (x, width) = side((whole.x, whole.width), (window.x, window.width), most.width);
        let (y, height) = side((whole.y, whole.height), (window.y, window.height), most.height);
        Self { whole, area: Rect::new(x, y, width, height), scale, window }
    }

    /// Its size, in pixels.
    pub fn size(&self) -> Size {
        Size::new(self.area.width * self.scale, self.area.height * self.scale)
    }

    /// Where the world's `rect` is in it, in pixels.
    pub fn place(&self, rect: Rect) -> Rect {
        let at = |from: f64, to: f64| (to - from) * self.scale;
        let (x, y) = (at(self.area.x, rect.x), at(self.area.y, rect.y));
        Rect::new(x, y, rect.width * self.scale, rect.height * self.scale)
    }

    /// Where the frame around what the canvas shows is, in pixels; never too small to take hold of.
    pub fn frame(&self) -> Rect {
        let exact = self.place(self.window);
        let (width, height) = (exact.width.max(LEAST_FRAME.width), exact.height.max(LEAST_FRAME.height));
        let middle = exact.middle();
        Rect::new(middle.x - width / 2.0, middle.y - height / 2.0, width, height)
    }

    /// The point of the world that is drawn at `at`.
    fn point(&self, at: Point) -> Point {
        Point::new(self.area.x + at.x / self.scale, self.area.y + at.y / self.scale)
    }

    /// The middle of what the canvas shows once the middle of its frame has been drawn to `at`.
    fn dragged(&self, at: Point) -> Point {
        let side = |whole: (f64, f64), area: (f64, f64), window: f64, at: f64| {
            let (room, way) = (area.1 - window, whole.1 - window);
            let start = at / self.scale - window / 2.0;
            let all_there = area.1 >= whole.1 || room <= 0.0;
            window / 2.0
                + if all_there { area.0 + start } else { whole.0 + (start / room).clamp(0.0, 1.0) * way }
        };
        let Self { whole, area, window, .. } = *self;
        Point::new(
            side((whole.x, whole.width), (area.x, area.width), window.width, at.x),
            side((whole.y, whole.height), (area.y, area.height), window.height, at.y),
        )
    }
}

/// Where the part of `length` of the whole begins that stands in it as what the canvas shows does; each a start and a
/// length.
fn part(whole: (f64, f64), window: (f64, f64), length: f64) -> f64 {
    let (rest, way) = (whole.1 - length, whole.1 - window.1);
    if rest <= 0.0 {
        return whole.0 + rest / 2.0;
    }
    let share = if way > 0.0 { ((window.0 - whole.0) / way).clamp(0.0, 1.0) } else { 0.5 };
    whole.0 + share * rest
}

impl Studio {
    /// A press on the small drawing looks at what is drawn there; what the canvas shows is then dragged along by its frame.
    pub(super) fn point_at_minimap(&mut self, phase: PointerPhase, at: Point) {
        let Some(map) = minimap(self) else { return };
        let frame = map.frame();
        match phase {
            PointerPhase::Down if !frame.contains(at) => {
                self.look_at(map.point(at));
                let frame = minimap(self).map(|map| map.place(map.window).middle());
                self.map_grip = frame.map(|middle| Point::new(at.x - middle.x, at.y - middle.y));
            }
            PointerPhase::Down => {
                let middle = frame.middle();
                self.map_grip = Some(Point::new(at.x - middle.x, at.y - middle.y));
            }
            PointerPhase::Move => {
                if let Some(grip) = self.map_grip {
                    self.look_at(map.dragged(Point::new(at.x - grip.x, at.y - grip.y)));
                }
            }
            PointerPhase::Up | PointerPhase::Cancel => self.map_grip = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANVAS: Size = Size::new(800.0, 700.0);

    fn map(whole: (f64, f64), at: (f64, f64), zoom: f64) -> Minimap {
        let window = Rect::new(at.0, at.1, CANVAS.width / zoom, CANVAS.height / zoom);
        Minimap::of(Rect::new(0.0, 0.0, whole.0, whole.1), window, CANVAS.height)
    }

    /// The size of the small drawing in pixels, and the width of a card in it.
    #[track_caller]
    fn check(whole: (f64, f64), zoom: f64, (width, height): (f64, f64), card: f64) {
        let map = map(whole, (0.0, 0.0), zoom);
        let size = map.size();
        let drawn = (size.width.round(), size.height.round(), (220.0 * map.scale).round());
        assert_eq!(drawn, (width, height, card), "{whole:?} at {zoom}");
    }

    #[test]
    fn what_is_small_is_legible_and_what_is_narrow_can_be_taken_hold_of() {
        check((1600.0, 900.0), 1.0, (180.0, 101.0), 25.0);
        check((300.0, 25_000.0), 1.0, (56.0, 220.0), 13.0);
        check((25_000.0, 300.0), 1.0, (180.0, 56.0), 13.0);
        check((3000.0, 9000.0), 1.0, (81.0, 220.0), 6.0);
        check((9000.0, 30_000.0), 1.0, (180.0, 220.0), 6.0);
        // Seen from afar, the frame of what is seen leaves room beside it.
        check((300.0, 25_000.0), 0.1, (56.0, 220.0), 4.0);
    }

    #[test]
    fn the_frame_can_be_taken_hold_of_however_much_is_drawn() {
        let map = map((90_000.0, 300_000.0), (4_000.0, 5_000.0), 4.0);
        let (exact, frame) = (map.place(map.window), map.frame());
        assert!(exact.width < 12.0 && exact.height < 10.0, "{exact:?}");
        assert_eq!((frame.width, frame.height), (12.0, 10.0));
        assert_eq!(frame.middle(), exact.middle());
    }

    #[test]
    fn the_frame_goes_from_end_to_end_as_the_canvas_does() {
        let long = (300.0, 25_000.0);
        let window = 700.0;
        for share in [0.0, 0.25, 0.5, 1.0] {
            let map = map(long, (0.0, share * (25_000.0 - window)), 1.0);
            let frame = map.place(map.window);
            let room = map.size().height - frame.height;
            assert!((frame.y - share * room).abs() < 0.01, "{share}: {frame:?} of {room}");
            let there = map.dragged(frame.middle());
            assert!((there.y - map.window.middle().y).abs() < 0.01, "{share}: {there:?}");
        }
    }
}
