//! Which part of a large drawing is worth having on the page: what is in view and a screen around it. It changes
//! rarely, so that panning moves one layer and makes nothing anew.

use super::geometry::{Rect, Size};
use super::viewport::Viewport;

/// Drawings with fewer cards than this are wholly on the page.
const SMALL: usize = 400;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// `None`: everything
    pub area: Option<Rect>,
}

impl Window {
    pub fn shows(&self, rect: Rect) -> bool {
        self.area.is_none_or(|area| area.intersects(rect))
    }

    /// The window for this view, the same as before while that still serves.
    #[must_use]
    pub fn following(self, viewport: Viewport, size: Size, cards: usize) -> Self {
        if cards < SMALL || size.is_empty() {
            return Self { area: None };
        }
        let seen = viewport.window(size);
        match self.area {
            Some(area) if area.covers(seen) && area.width < 5.0 * seen.width => self,
            _ => Self { area: Some(seen.grown(seen.width.max(seen.height))) },
        }
    }
}
