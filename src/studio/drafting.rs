//! The layout between two drawings: what the next one starts from, and what a person asked of it.

use crate::asl::StatePath;
use crate::layout::{self, Direction, Effort, LayoutCache, LayoutOptions, LayoutRequest, LayoutResult, Pin};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Weak};

/// Of the latest drawings so many states are kept for an undo, whatever their number.
const MOST_REMEMBERED: usize = 40_000;

/// A drawing: what was asked for, and where everything is.
#[derive(Debug)]
pub struct Picture {
    request: LayoutRequest,
    pub result: LayoutResult,
}

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
    last: Option<Arc<Picture>>,
    /// The latest ones, which an undo can go back to
    recent: VecDeque<Arc<Picture>>,
}

impl Drafting {
    /// The options of the next drawing.
    pub fn options(&self) -> LayoutOptions {
        let effort = if self.tidy { Effort::Tidy } else { Effort::Edit };
        LayoutOptions { direction: self.direction, effort, ..LayoutOptions::default() }
    }

    /// The next drawing; the same one if nothing is asked otherwise.
    pub fn lay_out(&mut self, request: LayoutRequest) -> Arc<Picture> {
        self.tidy = false;
        if let Some(last) = self.last.as_ref().filter(|last| last.request == request) {
            return last.clone();
        }
        let before = self.last.as_ref().map(|last| (&last.request, &last.result));
        let result = layout::layout_cached(&request, before, &mut self.cache);
        let picture = Arc::new(Picture { request, result });
        self.last = Some(picture.clone());
        self.remember(picture.clone());
        picture
    }

    fn remember(&mut self, picture: Arc<Picture>) {
        self.recent.push_back(picture);
        let mut states: usize = self.recent.iter().map(|picture| picture.request.nodes.len()).sum();
        while states > MOST_REMEMBERED && self.recent.len() > 1 {
            states -= self.recent.pop_front().map_or(0, |picture| picture.request.nodes.len());
        }
    }

    /// The drawing as it is, to be gone back to.
    pub fn picture(&self) -> Weak<Picture> {
        self.last.as_ref().map(Arc::downgrade).unwrap_or_default()
    }

    /// The next drawing starts from that one, if it is still remembered.
    pub fn go_back_to(&mut self, picture: &Weak<Picture>) {
        self.last = picture.upgrade().or(self.last.take());
    }

    /// Where everything of the last drawing is: for drop zones, and the scopes' origins.
    pub fn result(&self) -> Option<&LayoutResult> {
        self.last.as_ref().map(|picture| &picture.result)
    }
}
