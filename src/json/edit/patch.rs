//! From what a value is to what it shall be, by the fewest changes.

use super::super::tree::{NodeId, NodeKind};
use super::super::{Object, SpannedTree, Value};
use super::children::{Child, rewrite};
use super::style::Style;
use super::{Splice, extent, indentation};

/// Longer values get lines of their own.
const ONE_LINE: usize = 100;

/// What makes the value of `node` be `wanted`. Members and items that are as wanted are not touched; those of
/// an object keep their order, new ones come after what stands before them in `wanted`.
pub fn patch(tree: &SpannedTree, style: &Style, node: NodeId, wanted: &Value) -> Vec<Splice> {
    match (tree.kind(node), wanted) {
        (NodeKind::Object, Value::Object(members)) => patch_object(tree, style, node, members),
        (NodeKind::Array, Value::Array(items)) => patch_array(tree, style, node, items),
        _ if tree.value(node) == *wanted => Vec::new(),
        _ => replace(tree, style, node, &wanted.to_pretty()),
    }
}

/// What puts another value in the place of `node`'s: a JSON text, indented by two spaces or
/// [`super::dedented`].
pub fn replace(tree: &SpannedTree, style: &Style, node: NodeId, text: &str) -> Vec<Splice> {
    let whole = &**tree.text();
    let base = indentation(whole, extent(tree, node).start);
    let span = tree.span(node);
    // What was filled and stood on one line stays on one line.
    let flat =
        !whole[span.clone()].contains('\n') && tree.children(node).next().is_some() && text.len() <= ONE_LINE;
    let text = if flat { style.one_line(text) } else { style.place(text, base) };
    vec![Splice { range: span, text }]
}

fn patch_object(tree: &SpannedTree, style: &Style, node: NodeId, wanted: &Object) -> Vec<Splice> {
    let mut splices = Vec::new();
    let mut children: Vec<Child> = Vec::new();
    let mut kept: Vec<(String, usize)> = Vec::new();
    for (key, member) in tree.members(node) {
        if let Some(value) = wanted.get(&key) {
            splices.extend(patch(tree, style, member, value));
            kept.push((key.into_owned(), children.len()));
            children.push(Child::Keep(member));
        }
    }
    let mut at = 0;
    for (key, value) in wanted.iter() {
        match kept.iter().find(|(name, _)| **name == **key) {
            Some((_, place)) => at = place + 1,
            None => {
                let text = value.to_pretty();
                children.insert(at, Child::New { key: Some(key.to_string()), text });
                kept.iter_mut().filter(|(_, place)| *place >= at).for_each(|(_, place)| *place += 1);
                at += 1;
            }
        }
    }
    splices.extend(rewrite(tree, style, node, &children));
    splices
}

fn patch_array(tree: &SpannedTree, style: &Style, node: NodeId, wanted: &[Value]) -> Vec<Splice> {
    let old: Vec<NodeId> = tree.children(node).collect();
    let values: Vec<Value> = old.iter().map(|item| tree.value(*item)).collect();
    let start = values.iter().zip(wanted).take_while(|(one, other)| one == other).count();
    let most = (values.len() - start).min(wanted.len() - start);
    let ends = values.iter().rev().zip(wanted.iter().rev()).take(most);
    let end = ends.take_while(|(one, other)| one == other).count();
    let (old_middle, new_middle) = (&old[start..old.len() - end], &wanted[start..wanted.len() - end]);
    let mut splices = Vec::new();
    let mut children: Vec<Child> = old[..start].iter().copied().map(Child::Keep).collect();
    for (index, value) in new_middle.iter().enumerate() {
        match old_middle.get(index) {
            Some(&item) => {
                splices.extend(patch(tree, style, item, value));
                children.push(Child::Keep(item));
            }
            None => children.push(Child::New { key: None, text: value.to_pretty() }),
        }
    }
    children.extend(old[old.len() - end..].iter().copied().map(Child::Keep));
    splices.extend(rewrite(tree, style, node, &children));
    splices
}
