//! Which part of a large drawing is worth having on the page: what is in view and half a screen around it. It changes
//! rarely, so that panning moves one layer and makes nothing anew.

use super::geometry::{Rect, Size};
use super::viewport::Viewport;

/// Drawings with fewer cards than this are wholly on the page.
const SMALL: usize = 400;
/// Below this zoom words cannot be read and are left out.
pub const READABLE: f64 = 0.35;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// `None`: everything
    pub area: Option<Rect>,
    /// Whether it is so much, and so far away, that only a sketch is shown
    pub sketched: bool,
}

impl Window {
    pub fn shows(&self, rect: Rect) -> bool {
        self.area.is_none_or(|area| area.intersects(rect))
    }

    /// The window for this view, the same as before while that still serves.
    #[must_use]
    pub fn following(self, viewport: Viewport, size: Size, cards: usize) -> Self {
        if cards < SMALL || size.is_empty() {
            return Self::default();
        }
        let (seen, sketched) = (viewport.window(size), viewport.zoom < READABLE);
        match self.area {
            // A sketch costs the same however much of it is in the window; cards do not.
            Some(area) if area.covers(seen) && area.width < 4.0 * seen.width && sketched >= self.sketched => {
                Self { sketched, ..self }
            }
            _ => Self { area: Some(seen.grown(0.5 * seen.width.max(seen.height))), sketched },
        }
    }
}
