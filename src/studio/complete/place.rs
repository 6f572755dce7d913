//! Where the cursor is.

use super::role::Role;
use crate::asl::{Parsed, QueryLanguage, ScopeId, StateId, StateMachine};
use crate::json::SpannedTree;
use crate::json::tree::{NodeId, NodeKind};
use std::borrow::Cow;
use std::ops::Range;

/// A place in a text.
pub(super) struct Place<'p> {
    pub(super) parsed: &'p Parsed,
    pub(super) part: Part,
    /// What is written there already, quotes included: what a completion replaces
    pub(super) range: Range<usize>,
    /// What stands in it before the cursor, without the quote
    pub(super) typed: &'p str,
    /// The name of the member whose value it is; `None` for names and items of arrays without one around them
    pub(super) key: Option<Cow<'p, str>>,
    /// Whether a colon follows, so that a name needs no value
    pub(super) has_colon: bool,
    /// The object that the name, or the member of the value, is in
    pub(super) object: NodeId,
    pub(super) role: Role,
    /// The state around it, as the tree has it
    pub(super) state: Option<NodeId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Key,
    Value,
}

impl<'p> Place<'p> {
    pub(super) fn of(parsed: &'p Parsed, cursor: usize) -> Option<Self> {
        let text: &str = parsed.tree.text();
        let before_cursor = text.get(..cursor)?;
        let written = Written::at(text, before_cursor);
        let before = text[..written.range.start].trim_end();
        let (part, around) = match before.chars().next_back()? {
            ':' => (Part::Value, before.len() - 1),
            _ => (Part::Key, before.len() - 1),
        };
        let mut place = Self {
            parsed,
            part,
            range: written.range.clone(),
            typed: &text[written.content..cursor],
            key: None,
            has_colon: text[written.range.end..].trim_start().starts_with(':'),
            object: parsed.tree.root(),
            role: Role::Other,
            state: None,
        };
        place.find_container(around)?;
        Some(place)
    }

    /// Finds the object around, through arrays of values such as `ErrorEquals`.
    fn find_container(&mut self, around: usize) -> Option<()> {
        let tree = self.tree();
        let mut node = container(tree, around)?;
        if self.part == Part::Value {
            let before = tree.text()[..around].trim_end();
            self.key = quoted_before(before);
        }
        if tree.kind(node) == NodeKind::Array {
            self.part = Part::Value;
            while tree.kind(node) == NodeKind::Array {
                self.key = tree.key(node);
                node = tree.parent(node)?;
            }
        }
        self.object = node;
        self.role = Role::of(tree, node);
        self.state = enclosing_state(tree, node);
        Some(())
    }

    pub(super) fn tree(&self) -> &'p SpannedTree {
        &self.parsed.tree
    }

    pub(super) fn machine(&self) -> &'p StateMachine {
        &self.parsed.machine
    }

    /// The names of the object's members, but for the one that the cursor is in.
    pub(super) fn members(&self) -> impl Iterator<Item = Cow<'p, str>> + '_ {
        let own = self.range.start;
        self.tree().children(self.object).filter_map(move |child| {
            let span = self.tree().key_span_of(child)?;
            (span.start != own).then(|| self.tree().key(child)).flatten()
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.members().any(|member| member == name)
    }

    /// What a field of the state around says.
    pub(super) fn state_text(&self, field: &str) -> Option<Cow<'p, str>> {
        let node = self.tree().member(self.state?, field)?;
        self.tree().string(node)
    }

    /// The query language in force for the state around.
    pub(super) fn language(&self) -> QueryLanguage {
        let own = self.state_text("QueryLanguage");
        let machine = || {
            let node = self.tree().member(self.tree().root(), "QueryLanguage")?;
            self.tree().string(node)
        };
        match own.or_else(machine).as_deref() {
            Some("JSONata") => QueryLanguage::Jsonata,
            _ => QueryLanguage::JsonPath,
        }
    }

    /// The state around, as the machine has it.
    pub(super) fn state_id(&self) -> Option<StateId> {
        let node = self.state?;
        self.machine().states().map(|(id, _)| id).find(|&id| self.parsed.state_node(id) == node)
    }

    /// The scope whose states a name here may mean.
    pub(super) fn scope(&self) -> Option<ScopeId> {
        if matches!(self.role, Role::Machine | Role::Branch | Role::Processor) {
            let pointer = self.tree().pointer(self.object);
            return self.machine().scopes().find(|(_, scope)| scope.pointer == pointer).map(|(id, _)| id);
        }
        self.state_id().map(|id| self.machine().state(id).scope)
    }
}

/// What is written at the cursor: a string, or a bare word.
struct Written {
    range: Range<usize>,
    /// Where its content begins
    content: usize,
}

impl Written {
    fn at(text: &str, before: &str) -> Self {
        let cursor = before.len();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        match open_quote(&before[line_start..]) {
            Some(quote) => {
                let start = line_start + quote;
                Self { range: start..string_end(text, cursor), content: start + 1 }
            }
            None => {
                let start = cursor - word(before.chars().rev());
                Self { range: start..cursor + word(text[cursor..].chars()), content: start }
            }
        }
    }
}

/// How many bytes of a word there are.
fn word(characters: impl Iterator<Item = char>) -> usize {
    characters.take_while(|&c| c.is_alphanumeric() || "_$.-".contains(c)).map(char::len_utf8).sum()
}

/// Where the quote stands that is still open at the end of (the beginning of) a line.
fn open_quote(line: &str) -> Option<usize> {
    let mut open = None;
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' if !escaped => open = if open.is_some() { None } else { Some(at) },
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    open
}

/// The end of the string that the cursor is in: behind its quote, or where its line or word ends if it has none.
fn string_end(text: &str, cursor: usize) -> usize {
    let mut escaped = false;
    for (at, byte) in text[cursor..].bytes().enumerate() {
        match byte {
            b'"' if !escaped => return cursor + at + 1,
            b'\n' | b'\r' => break,
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    cursor + word(text[cursor..].chars())
}

/// The innermost object or array that a byte stands in, its own brackets included.
fn container(tree: &SpannedTree, byte: usize) -> Option<NodeId> {
    let mut node = tree.node_at_byte(byte);
    loop {
        let span = tree.span(node);
        let is_container = matches!(tree.kind(node), NodeKind::Object | NodeKind::Array);
        // What closed before the byte does not hold it.
        let closed =
            tree.text()[span.clone()].ends_with(['}', ']']) && span.len() > 1 && span.end <= byte + 1;
        if is_container && span.start <= byte && !closed {
            return Some(node);
        }
        node = tree.parent(node)?;
    }
}

/// The string that a text ends with, if it ends with one.
fn quoted_before(text: &str) -> Option<Cow<'_, str>> {
    let inner = text.strip_suffix('"')?;
    let start = inner.rfind('"')? + 1;
    Some(Cow::Borrowed(&inner[start..]))
}

fn enclosing_state(tree: &SpannedTree, mut node: NodeId) -> Option<NodeId> {
    loop {
        if Role::of(tree, node) == Role::State {
            return Some(node);
        }
        node = tree.parent(node)?;
    }
}
