//! The layout between two drawings: what the next one starts from, and what a person asked of it.

use crate::asl::StatePath;
use crate::layout::{self, Direction, Effort, LayoutCache, LayoutOptions, LayoutRequest, LayoutResult, Pin};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Kept beside the open definition. An edit starts from the drawing before, so that little moves, and lays
/// out again only the scopes that it touched.
#[derive(Debug, Default)]
pub struct Drafting {
    pub direction: Direction,
    /// What a person moved
    pub pins: BTreeMap<StatePath, Pin>,
    /// Whether the next drawing looks for the best order instead of the last one's
    pub tidy: bool,
    cache: LayoutCache,
    last: Option<(LayoutRequest, Arc<LayoutResult>)>,
}

impl Drafting {
    /// The options of the next drawing.
    pub fn options(&self) -> LayoutOptions {
        let effort = if self.tidy { Effort::Tidy } else { Effort::Edit };
        LayoutOptions { direction: self.direction, effort, ..LayoutOptions::default() }
    }

    pub fn lay_out(&mut self, request: LayoutRequest) -> Arc<LayoutResult> {
        let before = self.last.as_ref().map(|(request, result)| (request, &**result));
        let result = Arc::new(layout::layout_cached(&request, before, &mut self.cache));
        self.last = Some((request, result.clone()));
        self.tidy = false;
        result
    }

    /// Where everything of the last drawing is: for drop zones, and the scopes' origins.
    pub fn result(&self) -> Option<&LayoutResult> {
        self.last.as_ref().map(|(_, result)| &**result)
    }
}
