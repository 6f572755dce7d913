//! The tree of states: for moving about without seeing the drawing, and for finding one among many.

use super::document::OpenDocument;
use super::kind::CardKind;
use super::problem::{Counts, by_state};
use crate::asl::StatePath;
use std::sync::Arc;

/// One row of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineRow {
    pub path: StatePath,
    pub name: Arc<str>,
    pub kind: CardKind,
    /// 1 for the top level, as `aria-level` counts
    pub level: usize,
    pub start: bool,
    /// Which branch it begins, of how many: `Branch 2`
    pub branch: Option<String>,
    pub problems: Counts,
}

/// The rows in the order of the flow within each scope; with a filter, those whose name or type holds it.
pub fn rows(document: &OpenDocument, filter: &str) -> Vec<OutlineRow> {
    let problems = by_state(&document.problems);
    let mut rows = Vec::new();
    for &id in &document.flow {
        let state = document.machine.state(id);
        let path = document.path_of(id);
        let home = document.machine.scope(state.scope);
        let start = home.start == Some(id);
        let siblings = home.parent.map_or(1, |parent| document.machine.state(parent).scopes().len());
        rows.push(OutlineRow {
            level: path.depth() + 1,
            name: state.name.clone(),
            kind: CardKind::of(&state.kind),
            start,
            branch: (start && siblings > 1).then(|| format!("Branch {}", home.branch + 1)),
            problems: problems.get(&path).copied().unwrap_or_default(),
            path,
        });
    }
    let wanted = filter.trim().to_lowercase();
    if !wanted.is_empty() {
        rows.retain(|row| super::palette::matches(&format!("{} {}", row.name, row.kind.label()), &wanted));
    }
    rows
}
