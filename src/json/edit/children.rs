//! Members and items added, removed, moved and renamed.

use super::super::SpannedTree;
use super::super::print::write_string;
use super::super::tree::NodeId;
use super::style::Style;
use super::{Splice, extent};

/// A child of an array or object as it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Child {
    /// One that is there, untouched. Those kept stand in the order in which they stand in the text.
    Keep(NodeId),
    /// A new one
    New {
        /// The name; `None` in an array
        key: Option<String>,
        /// The value's JSON text, indented by two spaces or [`super::dedented`]
        text: String,
    },
}

/// What makes `container` have `children`, and no others: only the gaps between those kept change, and only
/// where something comes or goes.
pub fn rewrite(tree: &SpannedTree, style: &Style, container: NodeId, children: &[Child]) -> Vec<Splice> {
    let shape = Shape::of(tree, style, container);
    let old: Vec<NodeId> = tree.children(container).collect();
    let kept = children.iter().filter(|child| matches!(child, Child::Keep(_))).count();
    if kept == 0 {
        return shape.fill(tree, container, children, old.is_empty());
    }
    let mut splices = Vec::new();
    let mut gap = Gap { from: tree.span(container).start + 1, added: Vec::new(), first: true };
    let mut left = old.iter().copied();
    for child in children {
        match child {
            Child::New { key, text } => gap.added.push(shape.child(key.as_deref(), text)),
            Child::Keep(node) => {
                let dropped = left.by_ref().take_while(|one| one != node).count();
                let next = extent(tree, *node);
                splices.extend(gap.close_before(&shape, tree, &next, dropped));
                gap = Gap { from: next.end, added: Vec::new(), first: false };
            }
        }
    }
    splices.extend(gap.close_last(&shape, tree, container, left.count()));
    splices
}

/// What adds the member `key` to an object, after the member `after` or before all others.
pub fn insert_member(
    tree: &SpannedTree,
    style: &Style,
    object: NodeId,
    after: Option<NodeId>,
    (key, text): (&str, &str),
) -> Vec<Splice> {
    let new = Child::New { key: Some(key.to_owned()), text: text.to_owned() };
    let place = after.and_then(|after| tree.children(object).position(|child| child == after));
    insert(tree, style, object, place.map_or(0, |place| place + 1), new)
}

/// What adds an item to an array, as number `index` or as the last.
pub fn insert_item(
    tree: &SpannedTree,
    style: &Style,
    array: NodeId,
    index: usize,
    text: &str,
) -> Vec<Splice> {
    insert(tree, style, array, index, Child::New { key: None, text: text.to_owned() })
}

fn insert(tree: &SpannedTree, style: &Style, container: NodeId, index: usize, new: Child) -> Vec<Splice> {
    let mut children: Vec<Child> = tree.children(container).map(Child::Keep).collect();
    children.insert(index.min(children.len()), new);
    rewrite(tree, style, container, &children)
}

/// What takes a member or an item away. Nothing for the root, which has no container.
pub fn remove(tree: &SpannedTree, style: &Style, node: NodeId) -> Vec<Splice> {
    let Some(container) = tree.parent(node) else { return Vec::new() };
    let others = tree.children(container).filter(|child| *child != node);
    let children: Vec<Child> = others.map(Child::Keep).collect();
    rewrite(tree, style, container, &children)
}

/// What gives a member another name.
pub fn rename(tree: &SpannedTree, member: NodeId, key: &str) -> Vec<Splice> {
    tree.key_span_of(member).map(|range| Splice { range, text: quoted(key) }).into_iter().collect()
}

/// `text` as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_string(&mut out, text);
    out
}

/// How the children of one container stand.
struct Shape<'a> {
    style: &'a Style,
    /// Between a comma and the next child
    between: String,
    /// Between a name and its value
    colon: String,
    /// The indentation of the children's lines; `None` where they share one line
    indent: Option<String>,
}

impl<'a> Shape<'a> {
    fn of(tree: &SpannedTree, style: &'a Style, container: NodeId) -> Self {
        let text = &**tree.text();
        let outer = super::indentation(text, extent(tree, container).start);
        // The last child's way is the most likely to be that of what comes next.
        let (first, last) = (tree.children(container).next(), tree.children(container).last());
        let own_line = |child: NodeId| super::own_line(text, extent(tree, child).start).map(str::to_owned);
        let indent = match (first, last) {
            (None, _) => (!style.newline.is_empty()).then(|| format!("{outer}{}", style.unit)),
            (Some(first), Some(last)) => own_line(last).or_else(|| own_line(first)),
            (Some(first), None) => own_line(first),
        };
        let colon = last.and_then(|child| {
            let key = tree.key_span_of(child)?;
            let between = text.get(key.end..tree.span(child).start)?;
            between.trim().eq(":").then(|| between.replace(['\n', '\r'], ""))
        });
        let space = if style.spaced { " " } else { "" };
        Self {
            style,
            between: match &indent {
                Some(indent) => format!("{}{indent}", style.newline),
                None => space.to_owned(),
            },
            colon: colon.unwrap_or_else(|| format!(":{space}")),
            indent,
        }
    }

    /// A new child's text, name and all.
    fn child(&self, key: Option<&str>, text: &str) -> String {
        let value = match &self.indent {
            Some(indent) => self.style.place(text, indent),
            None => self.style.one_line(text),
        };
        match key {
            Some(key) => format!("{}{}{value}", quoted(key), self.colon),
            None => value,
        }
    }

    /// The container's inside where nothing of it is kept.
    fn fill(
        &self,
        tree: &SpannedTree,
        container: NodeId,
        children: &[Child],
        was_empty: bool,
    ) -> Vec<Splice> {
        let span = tree.span(container);
        let range = span.start + 1..span.end - 1;
        if children.is_empty() {
            let nothing = was_empty || range.is_empty();
            return if nothing { Vec::new() } else { vec![Splice { range, text: String::new() }] };
        }
        let text = &**tree.text();
        let outer = super::indentation(text, extent(tree, container).start);
        let new = children.iter().filter_map(|child| match child {
            Child::New { key, text } => Some(self.child(key.as_deref(), text)),
            Child::Keep(_) => None,
        });
        let inside = new.collect::<Vec<_>>().join(&format!(",{}", self.between));
        let filled = match &self.indent {
            Some(_) => format!("{}{inside}{}{outer}", self.between, self.style.newline),
            None => inside,
        };
        vec![Splice { range, text: filled }]
    }
}

/// What lies between two children that are kept.
struct Gap {
    from: usize,
    added: Vec<String>,
    /// Whether no child is kept before it
    first: bool,
}

impl Gap {
    /// Closes the gap before a kept child, which stands at `next`.
    fn close_before(
        &self,
        shape: &Shape<'_>,
        tree: &SpannedTree,
        next: &std::ops::Range<usize>,
        dropped: usize,
    ) -> Option<Splice> {
        if self.added.is_empty() && dropped == 0 {
            return None;
        }
        let before = &tree.text()[self.from..next.start];
        let mut out = String::new();
        if self.first {
            out.push_str(&before[..before.len() - before.trim_start().len()]);
            for added in &self.added {
                out.push_str(added);
                out.push(',');
                out.push_str(&shape.between);
            }
        } else {
            self.write_after(shape, &mut out);
            let as_before = dropped == 0;
            out.push_str(if as_before { before } else { "," });
            out.push_str(if as_before { "" } else { &before[before.trim_end().len()..] });
        }
        Some(Splice { range: self.from..next.start, text: out })
    }

    /// Closes the gap between the last kept child and the container's end.
    fn close_last(
        &self,
        shape: &Shape<'_>,
        tree: &SpannedTree,
        container: NodeId,
        dropped: usize,
    ) -> Option<Splice> {
        if self.added.is_empty() && dropped == 0 {
            return None;
        }
        let text = &**tree.text();
        let end = tree.span(container).end - 1;
        let rest = &text[self.from..end];
        let space_from = self.from + rest.trim_end().len();
        let mut out = String::new();
        self.write_after(shape, &mut out);
        Some(Splice { range: self.from..space_from, text: out })
    }

    fn write_after(&self, shape: &Shape<'_>, out: &mut String) {
        for added in &self.added {
            out.push(',');
            out.push_str(&shape.between);
            out.push_str(added);
        }
    }
}
