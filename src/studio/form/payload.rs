//! Objects of keys and values, a row a member: payloads and variables. What is no such object, or is wanted so, is text.

use super::builder::Builder;
use super::field::{Control, Field, Pick, Shape, To};
use super::member::{Holds, Member, Written};
use super::row::{Button, Row};
use super::text::{is_expression, shown};
use crate::edit::{self, Command};
use crate::json::tree::{NodeId, NodeKind};
use crate::json::{JsonPointer, Object, Value};

/// What an object is called, and what a member of it.
pub(super) struct Named {
    pub(super) label: &'static str,
    pub(super) add: &'static str,
}

/// The object under `name`, if the state can have it.
pub(super) fn offer(
    builder: &mut Builder<'_>,
    name: &'static str,
    label: &'static str,
    control: Control,
    example: &'static str,
) {
    if builder.shows(name) {
        add(builder, name, Named { label, add: "Add field" }, control, example);
    }
}

/// The object under `name`.
pub(super) fn add(
    builder: &mut Builder<'_>,
    name: &'static str,
    named: Named,
    control: Control,
    example: &'static str,
) {
    let node = builder.node(name);
    let field = builder.field(name, named.label, control.clone());
    let can = node.is_none_or(|node| is_plain(builder, node));
    let shape = match (can, builder.as_text(&field.id)) {
        (false, _) => Shape::Text,
        (true, true) => Shape::TextOfRows,
        (true, false) => Shape::Rows,
    };
    builder.push(Field { placeholder: example, shape, ..field });
    if shape == Shape::Rows {
        rows(builder, name, node);
        buttons(builder, name, node, named.add, (control == Control::Template).then_some(example));
    }
}

/// Whether it is an object whose keys differ.
fn is_plain(builder: &Builder<'_>, node: NodeId) -> bool {
    let tree = builder.tree();
    tree.kind(node) == NodeKind::Object && tree.children(node).count() == tree.members(node).count()
}

fn rows(builder: &mut Builder<'_>, name: &str, node: Option<NodeId>) {
    let Some(node) = node else { return };
    let tree = builder.tree();
    let members: Vec<(String, NodeId)> =
        tree.members(node).map(|(key, member)| (key.into_owned(), member)).collect();
    let count = members.len();
    for (index, (key, member)) in members.into_iter().enumerate() {
        let heir = if index + 1 < count { Some(index) } else { index.checked_sub(1) };
        let heir = heir.map(|heir| builder.id(&format!("{name}/{heir}/key")));
        let row = row(builder, &format!("{name}/{index}"), builder.pointer(name).key(&key), (&key, member));
        builder.rows.push(Row::Member(Box::new(Member { heir, place: (index, count), ..row })));
    }
}

fn row(builder: &Builder<'_>, id: &str, at: JsonPointer, (key, node): (&str, NodeId)) -> Member {
    let value = builder.tree().value(node);
    let holds = Holds::of(key, &value, builder.is_jsonata());
    let written = Written { at: &at, key, value: &value, holds };
    let name = written.name().to_owned();
    let named = builder.plain(&format!("{id}/key"), "Key", Control::Text, name.clone(), To::Key(at.clone()));
    let kinds = Holds::all(builder.is_jsonata());
    let picks: Vec<Pick> = kinds.into_iter().map(|kind| written.pick(kind)).collect();
    let chosen = kinds.iter().position(|kind| *kind == holds).unwrap_or_default().to_string();
    let kind = builder.plain(
        &format!("{id}/kind"),
        format!("Kind of {name}"),
        Control::Select(picks),
        chosen,
        To::Picked,
    );
    let control = holds.control();
    let text = shown(&control, builder.tree(), node);
    let value = builder.plain(
        &format!("{id}/value"),
        format!("Value of {name}"),
        control,
        text,
        To::Member(at.clone()),
    );
    Member {
        id: builder.id(id),
        depth: named.depth,
        key: named,
        kind,
        value: Field { placeholder: holds.placeholder(), ..value },
        at,
        heir: None,
        place: (0, 1),
    }
}

/// What adds a member, begins with one expression for the whole, or takes an empty object away.
fn buttons(
    builder: &mut Builder<'_>,
    name: &str,
    node: Option<NodeId>,
    label: &'static str,
    whole: Option<&'static str>,
) {
    let mut buttons = vec![adder(builder, name, node, label)];
    let pointer = builder.pointer(name);
    if let Some(example) = whole.filter(|_| node.is_none()) {
        let start = if is_expression(example) { example } else { "{% $states.input %}" };
        buttons.push(Button {
            label: "One expression",
            adds: "expression",
            focus: builder.id(name),
            command: super::change::set(builder.tree(), &pointer, start.into()),
        });
    }
    if node.is_some_and(|node| builder.tree().children(node).next().is_none()) {
        let command = Command::Remove { pointer };
        let focus = String::new();
        buttons.push(Button { label: "Leave out", adds: "nothing", focus, command });
    }
    let id = builder.id(name);
    builder.buttons(id, buttons);
}

fn adder(builder: &Builder<'_>, name: &str, node: Option<NodeId>, label: &'static str) -> Button {
    let key = free_key(builder, node);
    let pointer = builder.pointer(name);
    let index = node.map_or(0, |node| edit::index_of_new(builder.tree(), node, &key));
    let focus = builder.id(&format!("{name}/{index}/key"));
    let command = match node {
        Some(_) => Command::Set { pointer: pointer.key(&key), value: "".into() },
        None => {
            let first: Value = [(&*key, Value::from(""))].into_iter().collect::<Object>().into();
            super::change::set(builder.tree(), &pointer, first)
        }
    };
    Button { label, adds: "member", focus, command }
}

/// `key`, or `key2` where that is taken.
fn free_key(builder: &Builder<'_>, node: Option<NodeId>) -> String {
    let tree = builder.tree();
    let is_taken = |key: &str| node.is_some_and(|node| tree.member(node, key).is_some());
    let names = std::iter::once("key".to_owned()).chain((2..).map(|number| format!("key{number}")));
    names.into_iter().find(|name| !is_taken(name)).unwrap_or_default()
}
