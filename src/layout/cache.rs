//! Scopes laid out before, so that an edit lays out again only what it touched.

use super::scope::{ScopeInput, ScopeLayout};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A scope's input with what came of it.
type Entry = (Arc<ScopeInput>, Arc<ScopeLayout>, u64);

/// Layouts of single scopes by what they were made from.
///
/// Keep one beside each open document and pass it to every [`super::layout_cached`]: a scope whose sizes,
/// edges and options did not change is then taken from it. Entries that two layouts in a row did not use
/// are dropped. Whether something was cached never changes a result.
#[derive(Clone, Debug, Default)]
pub struct LayoutCache {
    entries: BTreeMap<u64, Entry>,
    generation: u64,
    hits: usize,
    misses: usize,
}

impl LayoutCache {
    /// A cache with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many scopes the last layout took from the cache and how many it had to lay out.
    pub fn last_use(&self) -> (usize, usize) {
        (self.hits, self.misses)
    }

    pub(super) fn begin(&mut self) {
        self.generation += 1;
        (self.hits, self.misses) = (0, 0);
    }

    pub(super) fn end(&mut self) {
        let oldest = self.generation.saturating_sub(1);
        self.entries.retain(|_, (_, _, used)| *used >= oldest);
    }

    pub(super) fn lay_out(&mut self, input: ScopeInput) -> Arc<ScopeLayout> {
        let hash = input.hash();
        if let Some((known, layout, used)) = self.entries.get_mut(&hash)
            && **known == input
        {
            *used = self.generation;
            self.hits += 1;
            return layout.clone();
        }
        self.misses += 1;
        let layout = Arc::new(super::scope::lay_out(&input));
        self.entries.insert(hash, (Arc::new(input), layout.clone(), self.generation));
        layout
    }
}
