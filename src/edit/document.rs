//! A definition's text and what it says.

use crate::asl::{Parsed, QueryLanguage, ScopeId, ScopePath, StateId, StateMachine, StatePath};
use crate::json::edit::Style;
use crate::json::{JsonPointer, SpannedTree};
use std::sync::Arc;

/// A definition that can be edited. Always valid JSON and an object, not always a valid definition. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Document {
    parsed: Arc<Parsed>,
}

impl Document {
    /// The smallest text that states can be put into.
    pub const EMPTY: &'static str = "{\n  \"States\": {}\n}\n";

    /// Takes a text; `None` if it is not JSON, or not an object.
    pub fn new(text: &str) -> Option<Self> {
        Self::of_tree(SpannedTree::parse(text))
    }

    /// Takes a text that is read already.
    pub fn of_tree(tree: SpannedTree) -> Option<Self> {
        let parsed = crate::asl::read(tree);
        parsed.is_readable().then(|| Self { parsed: Arc::new(parsed) })
    }

    /// A definition without states.
    pub fn empty() -> Self {
        Self { parsed: Arc::new(crate::asl::parse(Self::EMPTY)) }
    }

    /// The text, byte for byte.
    pub fn text(&self) -> &Arc<str> {
        self.parsed.tree.text()
    }

    /// The text's tree.
    pub fn tree(&self) -> &SpannedTree {
        &self.parsed.tree
    }

    /// What the text says, with what is wrong with it.
    pub fn parsed(&self) -> &Arc<Parsed> {
        &self.parsed
    }

    /// The definition.
    pub fn machine(&self) -> &StateMachine {
        &self.parsed.machine
    }

    /// How the text is written.
    pub fn style(&self) -> Style {
        Style::of(self.tree())
    }

    /// The state that a path names.
    pub fn state(&self, path: &StatePath) -> Option<StateId> {
        self.machine().resolve(path)
    }

    /// The scope that a path names.
    pub fn scope(&self, path: &ScopePath) -> Option<ScopeId> {
        path.resolve(self.machine())
    }

    /// Where a state's object stands.
    pub fn pointer(&self, path: &StatePath) -> Option<JsonPointer> {
        self.state(path).map(|id| self.machine().state(id).pointer.clone())
    }

    /// The language that a state is in unless it says otherwise.
    pub fn language(&self) -> QueryLanguage {
        self.machine().query_language()
    }
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.parsed, &other.parsed) || self.text() == other.text()
    }
}
