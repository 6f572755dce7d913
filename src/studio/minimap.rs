//! The whole drawing, small: shown while part of it is out of view.

use super::Studio;
use super::geometry::{Point, Rect};
use super::scene::{Inside, Scene};
use std::fmt::Write;

/// The largest size of the small drawing, in pixels.
const MOST: (f64, f64) = (180.0, 120.0);

#[derive(Clone, Debug, PartialEq)]
pub struct Minimap {
    /// The part of the world that it shows
    pub area: Rect,
    /// Pixels
    pub width: f64,
    pub height: f64,
    /// What the canvas shows of it
    pub window: Rect,
}

/// The small drawing, if there is need for one.
pub fn minimap(studio: &Studio) -> Option<Minimap> {
    let (bounds, camera) = (studio.scene.bounds, &studio.camera);
    let window = camera.viewport.window(camera.size);
    let narrow = camera.size.width < 2.5 * MOST.0;
    if narrow || studio.scene.cards.is_empty() || camera.size.is_empty() || window.covers(bounds) {
        return None;
    }
    let area = bounds.grown(40.0);
    let scale = (MOST.0 / area.width).min(MOST.1 / area.height);
    Some(Minimap { area, width: area.width * scale, height: area.height * scale, window })
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
    /// The point of the world at a share of its width and height.
    pub fn point(&self, x: f64, y: f64) -> Point {
        Point::new(self.area.x + x * self.area.width, self.area.y + y * self.area.height)
    }
}
