//! One row of a form.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon};
use super::attempts::attempts;
use super::field::field_view;
use super::member::member_view;
use super::{Shown, send};
use crate::studio::form::{Button, FormAction, Heading, ItemMove, Row, RowKey, RowKind};
use leptos::prelude::*;

/// What a row shows just now; `None` for one that is about to go.
pub type Content = Memo<Option<Row>>;

pub fn row_view(form: Shown, key: RowKey) -> AnyView {
    let (kind, id, depth) = (key.kind, key.id.clone(), key.depth.to_string());
    let row: Content =
        Memo::new(move |_| form.with(|form| form.as_ref().and_then(|form| form.shown_row(&key))));
    match kind {
        RowKind::Heading => heading(row, id, depth),
        RowKind::Sentence => sentence(row, depth),
        RowKind::Buttons => buttons(row, id, depth),
        RowKind::Attempts => attempts(row),
        RowKind::Member => member_view(row, id, depth),
        RowKind::Rows | RowKind::Input | RowKind::Area | RowKind::Select => field_view(row, kind, id, depth),
    }
}

fn heading(row: Content, id: String, depth: String) -> AnyView {
    let title = move || of_heading(row, |heading| heading.title.clone());
    let has_tools =
        row.with_untracked(|row| matches!(row, Some(Row::Heading(heading)) if heading.tools.is_some()));
    let tools = has_tools.then(|| {
        [ItemMove::Up, ItemMove::Down, ItemMove::Remove].map(|how| tool(row, id.clone(), how)).collect_view()
    });
    view! {
        <div class="form-heading" data-depth=depth>
            <h3>{title}</h3>
            <span class="form-tools">{tools}</span>
        </div>
    }
    .into_any()
}

fn of_heading<T: Default>(row: Content, read: impl FnOnce(&Heading) -> T) -> T {
    row.with(|row| match row {
        Some(Row::Heading(heading)) => read(heading),
        _ => T::default(),
    })
}

fn hook(how: ItemMove, id: &str) -> String {
    format!("{}-{id}", how.token())
}

/// A button that moves or removes an item.
pub fn tool(row: Content, id: String, how: ItemMove) -> impl IntoView {
    let handle = Handle::of_page();
    let (verb, glyph) = match how {
        ItemMove::Up => ("Move up", Glyph::ChevronDown),
        ItemMove::Down => ("Move down", Glyph::ChevronDown),
        ItemMove::Remove => ("Remove", Glyph::Close),
    };
    let label =
        move || row.with(|row| row.as_ref().and_then(Row::item).map(|item| format!("{verb}: {item}")));
    let disabled = move || row.with(|row| row.as_ref().is_none_or(|row| !row.can(how)));
    let testid = hook(how, &id);
    view! {
        <button
            class="icon-button small"
            class:flip=how == ItemMove::Up
            id=format!("field-{}", how.element(&id))
            title=label
            aria-label=label
            disabled=disabled
            data-testid=testid
            on:click=move |_| send(handle, FormAction::Item(id.clone(), how))
        >
            <Icon glyph/>
        </button>
    }
}

fn sentence(row: Content, depth: String) -> AnyView {
    let text = move || {
        row.with(|row| match row {
            Some(Row::Sentence { text, .. }) => text.clone(),
            _ => String::new(),
        })
    };
    view! { <p class="form-sentence" data-depth=depth data-testid="rule-sentence">{text}</p> }.into_any()
}

fn buttons(row: Content, id: String, depth: String) -> AnyView {
    let handle = Handle::of_page();
    let all: Vec<Button> = row.with_untracked(|row| match row {
        Some(Row::Buttons { buttons, .. }) => buttons.clone(),
        _ => Vec::new(),
    });
    let shown = all.into_iter().enumerate().map(|(index, button)| {
        let id = id.clone();
        view! {
            <button
                class="button small"
                data-testid=format!("add-{}", button.adds)
                on:click=move |_| send(handle, FormAction::Press(id.clone(), index))
            >
                <Icon glyph=Glyph::Plus/>
                <span>{button.label}</span>
            </button>
        }
    });
    view! { <div class="form-buttons" data-depth=depth>{shown.collect_view()}</div> }.into_any()
}
