//! From text to [`StateMachine`]. Never fails: what is wrong is told in diagnostics, and the machine holds
//! all that could be read.
//!
//! Here only what a single field says is checked: its type, its name. How fields and states fit together
//! is [`crate::lint`]'s work.

mod choice;
mod map;
mod read;
mod retry_catch;
mod scope;
mod state;

use super::{StateId, StateMachine, fields};
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::json::SpannedTree;
use crate::json::tree::{NodeId, NodeKind, SyntaxError};
use crate::sort::sort_by;

/// The code of what is not JSON; AWS's.
pub const INVALID_JSON: &str = "INVALID_JSON_DESCRIPTION";
/// The code of what does not have the form of a definition; AWS's.
pub const SCHEMA: &str = "SCHEMA_VALIDATION_FAILED";
/// The code of a field that the language does not know.
pub const UNKNOWN_FIELD: &str = "UNKNOWN_FIELD";
/// The code of a name that stands twice in one object.
pub const DUPLICATE_KEY: &str = "DUPLICATE_KEY";
/// The code of what AWS still accepts and replaced long ago.
pub const DEPRECATED: &str = "DEPRECATED_FIELD";

/// A definition's text, what it says, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// All that could be read
    pub machine: StateMachine,
    /// The text and where everything stands in it
    pub tree: SpannedTree,
    /// What is wrong, in the order of the text
    pub diagnostics: Vec<Diagnostic>,
    state_nodes: Vec<NodeId>,
}

impl Parsed {
    /// Whether there is an error among the diagnostics.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The state's object in the text.
    pub fn state_node(&self, id: StateId) -> NodeId {
        self.state_nodes[id.index()]
    }

    /// Whether the text is JSON and an object, so that what is missing in it is truly missing.
    pub fn is_readable(&self) -> bool {
        self.tree.errors().is_empty() && self.tree.kind(self.tree.root()) == NodeKind::Object
    }

    /// Gives a diagnostic its place in the text, after its pointer: the value, or the name where the value
    /// is an array or object, or of the innermost thing that exists.
    pub fn locate(&self, diagnostic: &mut Diagnostic) {
        let node = self.tree.nearest_node(&diagnostic.pointer);
        locate_at(&self.tree, node, diagnostic);
    }
}

/// Reads a definition.
pub fn parse(text: &str) -> Parsed {
    read(SpannedTree::parse(text))
}

/// Reads a definition from the tree of its text.
pub fn read(tree: SpannedTree) -> Parsed {
    let mut parser = Parser {
        tree: &tree,
        machine: StateMachine::default(),
        diagnostics: Findings::default(),
        state_nodes: Vec::new(),
    };
    parser.syntax();
    parser.machine();
    let Parser { machine, diagnostics, state_nodes, .. } = parser;
    let mut diagnostics = diagnostics.into_vec();
    sort(&mut diagnostics);
    Parsed { machine, tree, diagnostics, state_nodes }
}

/// Puts diagnostics in the order of the text, at the same place the worst first.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    let start = |one: &Diagnostic| one.span.as_ref().map_or(usize::MAX, |span| span.start);
    sort_by(diagnostics, |one, other| start(one).cmp(&start(other)).then(one.severity.cmp(&other.severity)));
}

struct Parser<'t> {
    tree: &'t SpannedTree,
    machine: StateMachine,
    diagnostics: Findings,
    state_nodes: Vec<NodeId>,
}

impl Parser<'_> {
    fn syntax(&mut self) {
        let tree = self.tree;
        for error in tree.errors() {
            self.syntax_error(Severity::Error, INVALID_JSON, error);
        }
        for warning in tree.warnings() {
            self.syntax_error(Severity::Warning, DUPLICATE_KEY, warning);
        }
    }

    fn syntax_error(&mut self, severity: Severity, code: &'static str, error: &SyntaxError) {
        let pointer = self.tree.pointer_at(error.span.start);
        self.diagnostics.push(Diagnostic {
            span: Some(error.span.clone()),
            position: Some(self.tree.position(error.span.start)),
            hint: error.hint.clone(),
            ..Diagnostic::new(severity, code, pointer, &*error.message)
        });
    }

    /// The top level.
    fn machine(&mut self) {
        let root = self.tree.root();
        if self.tree.kind(root) != NodeKind::Object {
            // Where the text is no JSON that has been told already.
            if self.tree.errors().is_empty() {
                let hint = "Start with `{\"StartAt\": …, \"States\": { … }}`";
                self.error(root, "Definition must be a valid JSON object", hint);
            }
            self.machine.scopes.push(super::Scope::default());
            return;
        }
        let tree = self.tree;
        for (key, node) in tree.members(root) {
            match &*key {
                "Version" => self.machine.version = self.text(node),
                "TimeoutSeconds" => self.machine.timeout_seconds = self.number(node),
                "QueryLanguage" => self.machine.query_language = self.query_language(node),
                _ => {}
            }
        }
        self.scopes(root);
        self.machine.comment = self.machine.scopes[0].comment.clone();
        self.machine.unknown = std::mem::take(&mut self.machine.scopes[0].unknown);
    }

    fn error(&mut self, node: NodeId, message: impl Into<String>, hint: impl Into<String>) {
        self.report(Severity::Error, SCHEMA, node, message, Some(hint.into()));
    }

    fn report(
        &mut self,
        severity: Severity,
        code: &'static str,
        node: NodeId,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let mut diagnostic = Diagnostic::new(severity, code, self.tree.pointer(node), message);
        diagnostic.hint = hint;
        locate_at(self.tree, node, &mut diagnostic);
        self.diagnostics.push(diagnostic);
    }

    /// A warning about the name of a member, not its value.
    fn report_name(&mut self, code: &'static str, node: NodeId, message: String, hint: String) {
        let mut diagnostic = Diagnostic::warning(code, self.tree.pointer(node), message).hint(hint);
        let span = self.tree.key_span_of(node).unwrap_or_else(|| self.tree.span(node));
        diagnostic.position = Some(self.tree.position(span.start));
        diagnostic.span = Some(span);
        self.diagnostics.push(diagnostic);
    }
}

fn locate_at(tree: &SpannedTree, node: NodeId, diagnostic: &mut Diagnostic) {
    let is_container = matches!(tree.kind(node), NodeKind::Array | NodeKind::Object | NodeKind::Error);
    let name = if is_container { tree.key_span_of(node) } else { None };
    let value = tree.span(node);
    // Of a container without a name only the opening bracket: nobody wants the whole text underlined.
    let span = name.unwrap_or(if is_container { value.start..value.end.min(value.start + 1) } else { value });
    diagnostic.position = Some(tree.position(span.start));
    diagnostic.span = Some(span);
}

#[cfg(test)]
mod tests;
