//! JSON text as a tree that knows where everything stands. Any text gives a tree.
//!
//! The tree keeps the text itself and, for every value, its exact byte span and that of its name, so
//! that an edit can change a few bytes and leave all others. What is not JSON is told in
//! [`SpannedTree::errors`] and recovered from: the rest of the text is still read.
//!
//! Nodes stand in one arena in the order of the text, a container before its children, which makes the
//! tree compact and every walk a forward scan.

mod lines;
mod lookup;
mod parser;
mod text;

use super::pointer::push_token;
use super::{JsonPointer, Number, Object, Value};
use crate::diagnostic::Position;
use lines::LineIndex;
use lookup::Lookup;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use text::Quoting;

/// How deeply arrays and objects may be nested; what is deeper becomes one [`NodeKind::Error`] node.
pub const DEPTH_LIMIT: usize = 512;

/// A node of one [`SpannedTree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number,
    /// A string; also text whose quotes are missing
    String,
    /// An array
    Array,
    /// An object
    Object,
    /// Something that cannot be read, or a value that is missing (with an empty span); its value is `null`
    Error,
}

/// Something in the text that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, one sentence without a final period
    pub message: String,
    /// Where, as bytes of the text; may be empty
    pub span: Range<usize>,
    /// What to do about it
    pub hint: Option<String>,
}

#[derive(Clone, Debug)]
struct Node {
    kind: NodeKind,
    /// An earlier member of the same name as a later one
    shadowed: bool,
    quoting: Quoting,
    key_quoting: Quoting,
    start: u32,
    end: u32,
    key_start: u32,
    key_end: u32,
    parent: u32,
    /// The index after the last node of this subtree
    subtree_end: u32,
}

/// The parent of the root, and the name's start of what has no name.
const NONE: u32 = u32::MAX;

/// A text and the tree of its values.
#[derive(Clone, Debug)]
pub struct SpannedTree {
    text: Arc<str>,
    nodes: Vec<Node>,
    errors: Vec<SyntaxError>,
    warnings: Vec<SyntaxError>,
    lines: OnceLock<LineIndex>,
    lookup: OnceLock<Lookup>,
}

impl SpannedTree {
    /// Reads a text, whatever it is. Takes time linear in its length.
    pub fn parse(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let (nodes, errors, warnings) = parser::parse(&text);
        Self { text, nodes, errors, warnings, lines: OnceLock::new(), lookup: OnceLock::new() }
    }

    /// The text, unchanged.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// What is not JSON, in the order of the text; empty exactly if the text is valid JSON. At most 100
    /// are kept.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// What is JSON but surely not meant: names that stand twice in one object.
    pub fn warnings(&self) -> &[SyntaxError] {
        &self.warnings
    }

    /// The outermost value.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// What the node is.
    pub fn kind(&self, node: NodeId) -> NodeKind {
        self.node(node).kind
    }

    /// Where the value stands, quotes and brackets included.
    pub fn span(&self, node: NodeId) -> Range<usize> {
        let node = self.node(node);
        node.start as usize..node.end as usize
    }

    /// The name of a member, as it is meant; `None` for items of arrays and the root.
    pub fn key(&self, node: NodeId) -> Option<Cow<'_, str>> {
        let span = self.key_span_of(node)?;
        Some(self.node(node).key_quoting.content(&self.text[span]))
    }

    /// Where the member's name stands, quotes included; `None` for items of arrays and the root.
    pub fn key_span_of(&self, node: NodeId) -> Option<Range<usize>> {
        let node = self.node(node);
        (node.key_start != NONE).then_some(node.key_start as usize..node.key_end as usize)
    }

    /// The array or object that holds the node; `None` for the root.
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        let parent = self.node(node).parent;
        (parent != NONE).then_some(NodeId(parent))
    }

    /// Every child in the order of the text, members whose name comes again later included.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.node(node).subtree_end;
        let mut next = node.0 + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = NodeId(next);
                next = self.node(child).subtree_end;
                child
            })
        })
    }

    /// Names and nodes of an object's members in the order of the text; of members with the same name
    /// only the last. Empty for what is not an object.
    pub fn members(&self, node: NodeId) -> impl Iterator<Item = (Cow<'_, str>, NodeId)> + '_ {
        self.children(node)
            .filter(|&child| !self.node(child).shadowed)
            .filter_map(|child| Some((self.key(child)?, child)))
    }

    /// The member named `key`.
    pub fn member(&self, node: NodeId, key: &str) -> Option<NodeId> {
        self.members(node).find(|(name, _)| name == key).map(|(_, member)| member)
    }

    /// What a string says; `None` for what is not a string.
    pub fn string(&self, node: NodeId) -> Option<Cow<'_, str>> {
        let found = self.node(node);
        (found.kind == NodeKind::String).then(|| found.quoting.content(&self.text[self.span(node)]))
    }

    /// The node as a value. Of members with the same name the last counts.
    pub fn value(&self, node: NodeId) -> Value {
        match self.kind(node) {
            NodeKind::Null | NodeKind::Error => Value::Null,
            NodeKind::Bool(flag) => Value::Bool(flag),
            NodeKind::Number => Number::parse(&self.text[self.span(node)]).map_or(Value::Null, Value::Number),
            NodeKind::String => self.string(node).map_or(Value::Null, |text| Value::from(&*text)),
            NodeKind::Array => self.children(node).map(|item| self.value(item)).collect(),
            NodeKind::Object => self
                .members(node)
                .map(|(key, member)| (Arc::<str>::from(key), self.value(member)))
                .collect::<Object>()
                .into(),
        }
    }

    /// The node that a pointer names.
    pub fn node_at(&self, pointer: &JsonPointer) -> Option<NodeId> {
        pointer.tokens().try_fold(self.root(), |at, token| self.child_at(at, &token))
    }

    /// The node that a pointer names, or the innermost that exists on the way to it.
    pub fn nearest_node(&self, pointer: &JsonPointer) -> NodeId {
        let mut at = self.root();
        for token in pointer.tokens() {
            match self.child_at(at, &token) {
                Some(child) => at = child,
                None => break,
            }
        }
        at
    }

    /// Where the value stands that a pointer names.
    pub fn value_span(&self, pointer: &JsonPointer) -> Option<Range<usize>> {
        self.node_at(pointer).map(|node| self.span(node))
    }

    /// Where the name stands of the member that a pointer names.
    pub fn key_span(&self, pointer: &JsonPointer) -> Option<Range<usize>> {
        self.node_at(pointer).and_then(|node| self.key_span_of(node))
    }

    /// The node's pointer.
    pub fn pointer(&self, node: NodeId) -> JsonPointer {
        let mut text = String::new();
        self.write_pointer(node, &mut text);
        JsonPointer::from_text(&text)
    }

    /// The innermost node whose value or name holds the byte offset, or ends at it.
    pub fn node_at_byte(&self, byte: usize) -> NodeId {
        let byte = u32::try_from(byte).unwrap_or(u32::MAX);
        let after = self.nodes.partition_point(|node| node.extent_start() <= byte);
        let mut at = NodeId(after.saturating_sub(1) as u32);
        while self.node(at).end < byte {
            match self.parent(at) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }

    /// The pointer of the innermost node whose value or name holds the byte offset, or ends at it.
    pub fn pointer_at(&self, byte: usize) -> JsonPointer {
        self.pointer(self.node_at_byte(byte))
    }

    /// The line and column of a byte offset. Takes O(log n) time.
    pub fn position(&self, byte: usize) -> Position {
        self.lines().position(byte.min(self.text.len()))
    }

    /// Where the line with the 1-based number `line` stands, without its line break.
    pub fn line_range(&self, line: u32) -> Range<usize> {
        self.lines().line_range(line, &self.text)
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    fn lookup(&self) -> &Lookup {
        self.lookup.get_or_init(|| Lookup::new(self))
    }

    fn child_at(&self, node: NodeId, token: &str) -> Option<NodeId> {
        match self.kind(node) {
            NodeKind::Object => self.lookup().member(self, node, token),
            NodeKind::Array => self.lookup().item(node, array_index(token)?),
            _ => None,
        }
    }

    fn write_pointer(&self, node: NodeId, text: &mut String) {
        let mut line = vec![node];
        while let Some(parent) = line.last().and_then(|&node| self.parent(node)) {
            line.push(parent);
        }
        for pair in line.windows(2).rev() {
            match self.key(pair[0]) {
                Some(key) => push_token(text, &key),
                None => push_token(text, &self.lookup().index_of(pair[1], pair[0]).to_string()),
            }
        }
    }

    fn node(&self, node: NodeId) -> &Node {
        &self.nodes[node.0 as usize]
    }
}

impl Node {
    fn extent_start(&self) -> u32 {
        self.start.min(self.key_start)
    }
}

/// RFC 6901: digits without a leading zero.
fn array_index(token: &str) -> Option<usize> {
    let plain = token == "0" || !token.starts_with(['0', '+']);
    plain.then(|| token.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
