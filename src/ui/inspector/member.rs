//! A member of an object that is edited as rows: its key, the kind of its value, the value, and the buttons that
//! move and remove it.

use super::control;
use super::field::{of, told};
use super::row::{Content, tool};
use crate::studio::form::{Field, ItemMove, Member, Row};
use leptos::prelude::*;

pub fn member_view(row: Content, id: String, depth: String) -> AnyView {
    let own = id.clone();
    let part = move |name: &str| format!("{own}/{name}");
    let (key, kind, value) =
        (field_of(row, |it| &it.key), field_of(row, |it| &it.kind), field_of(row, |it| &it.value));
    let name = Memo::new(move |_| of(key, |field| field.text.clone()));
    view! {
        <div class="form-member" data-depth=depth role="group" aria-label=move || name.get() data-testid=hook(&id)>
            <div class="member-box">
                {named(key, part("key"))}
                <div class="member-key">{control::input(key, part("key"))}</div>
                {named(kind, part("kind"))}
                <div class="member-kind">{control::select(kind, part("kind"))}</div>
                {named(value, part("value"))}
                <div class="member-value">{control::area(value, part("value"))}</div>
                {tools(row, id.clone())}
            </div>
            {told(key, part("key"))}
            {told(value, part("value"))}
        </div>
    }
    .into_any()
}

fn hook(id: &str) -> String {
    format!("member-{id}")
}

/// One of the row's fields, as a row of its own.
fn field_of(row: Content, read: fn(&Member) -> &Field) -> Content {
    Memo::new(move |_| {
        row.with(|row| match row {
            Some(Row::Member(member)) => Some(Row::Field(Box::new(read(member).clone()))),
            _ => None,
        })
    })
}

/// What the control is called, for those who do not see where it stands.
fn named(field: Content, id: String) -> impl IntoView {
    let label = move || of(field, |field| field.label.clone().into_owned());
    view! { <label class="said" for=format!("field-{id}")>{label}</label> }
}

/// What moves and removes it; one alone is only removed.
fn tools(row: Content, id: String) -> impl IntoView {
    let moves = {
        let id = id.clone();
        let has_siblings = Memo::new(move |_| {
            row.with(|row| matches!(row, Some(Row::Member(member)) if member.has_siblings()))
        });
        move || {
            let moves = [ItemMove::Up, ItemMove::Down].map(|how| tool(row, id.clone(), how));
            has_siblings.get().then(|| moves.collect_view())
        }
    };
    view! { <span class="member-tools">{moves} {tool(row, id, ItemMove::Remove)}</span> }
}
