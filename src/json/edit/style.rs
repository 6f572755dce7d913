//! How a text is written: its line breaks, its indentation, and values in the same style.

use super::super::tree::{NodeId, NodeKind};
use super::super::{SpannedTree, Value};

/// How deeply a nested line is indented, and how lines end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// One level: spaces or a tab
    pub unit: String,
    /// `\n` or `\r\n`; empty for a text that has only one line
    pub newline: &'static str,
    /// Whether a space stands after the colon and the comma of what is on one line
    pub spaced: bool,
}

impl Style {
    /// The style of a text: of its first lines that show it.
    pub fn of(tree: &SpannedTree) -> Self {
        let text = &**tree.text();
        let newline = match text.trim_end().find('\n') {
            Some(at) if text[..at].ends_with('\r') => "\r\n",
            Some(_) => "\n",
            None => "",
        };
        Self {
            unit: unit(tree).unwrap_or_else(|| "  ".into()),
            newline,
            spaced: !newline.is_empty() || text.contains("\": "),
        }
    }

    /// `value` as it stands in a text of this style on a line that is indented by `base`.
    pub fn write(&self, value: &Value, base: &str) -> String {
        self.place(&value.to_pretty(), base)
    }

    /// A JSON text that is indented by two spaces, or was [`dedented`], as it stands at `base`. On one line
    /// where the style has no lines.
    pub fn place(&self, text: &str, base: &str) -> String {
        if self.newline.is_empty() {
            return self.one_line(text);
        }
        let mut lines = text.lines();
        let mut out = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            out.push_str(self.newline);
            out.push_str(base);
            let body = line.trim_start_matches("  ");
            (0..(line.len() - body.len()) / 2).for_each(|_| out.push_str(&self.unit));
            out.push_str(body);
        }
        out
    }

    /// A JSON text without its line breaks and what indents its lines.
    pub fn one_line(&self, text: &str) -> String {
        if !text.contains('\n') {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut lines = text.lines().map(|line| line.trim_matches([' ', '\t', '\r'])).peekable();
        while let Some(line) = lines.next() {
            out.push_str(line);
            let between_members = line.ends_with(',') && lines.peek().is_some();
            if between_members && self.spaced {
                out.push(' ');
            }
        }
        if self.spaced { out } else { without_space(&out) }
    }
}

/// What the text's first nested member is indented by, beyond what it is in.
fn unit(tree: &SpannedTree) -> Option<String> {
    let text = &**tree.text();
    let mut open = vec![tree.root()];
    while let Some(node) = open.pop() {
        let outer = super::indentation(text, tree.span(node).start);
        for child in tree.children(node).take(64) {
            let inner = super::own_line(text, super::extent(tree, child).start);
            if let Some(beyond) =
                inner.and_then(|inner| inner.strip_prefix(outer)).filter(|beyond| !beyond.is_empty())
            {
                return Some(beyond.to_owned());
            }
            if matches!(tree.kind(child), NodeKind::Array | NodeKind::Object) {
                open.push(child);
            }
        }
    }
    None
}

/// The text of a value without the indentation that it has from where it stands, its own levels written as
/// two spaces each.
pub fn dedented(tree: &SpannedTree, node: NodeId, style: &Style) -> String {
    let text = &**tree.text();
    let span = tree.span(node);
    let base = super::indentation(text, super::extent(tree, node).start);
    let mut lines = text[span].lines();
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        let mut rest = line.strip_prefix(base).unwrap_or_else(|| line.trim_start_matches([' ', '\t']));
        while let Some(inner) = rest.strip_prefix(&*style.unit).filter(|_| !style.unit.is_empty()) {
            out.push_str("  ");
            rest = inner;
        }
        out.push_str(rest.trim_end_matches('\r'));
    }
    out
}

/// A JSON text of one line without the space outside its strings.
fn without_space(text: &str) -> String {
    let (mut out, mut in_string, mut escaped) = (String::with_capacity(text.len()), false, false);
    for letter in text.chars() {
        if in_string || !matches!(letter, ' ' | '\t') {
            out.push(letter);
        }
        if letter == '"' && !escaped {
            in_string = !in_string;
        }
        escaped = in_string && letter == '\\' && !escaped;
    }
    out
}
