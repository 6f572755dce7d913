//! A field: its label, its control, what is wrong with it, and its card.

use super::super::handle::Handle;
use super::super::widgets::Prose;
use super::control;
use super::row::Content;
use super::send;
use crate::edit::help::Help;
use crate::studio::form::{Control, Field, FormAction, Row, RowKind, Shape, Trouble};
use crate::studio::preview::Preview;
use leptos::prelude::*;

/// Reads the field of a row.
pub fn of<T: Default>(row: Content, read: impl FnOnce(&Field) -> T) -> T {
    row.with(|row| row.as_ref().and_then(Row::field).map(read).unwrap_or_default())
}

pub fn field_view(row: Content, kind: RowKind, id: String, depth: String) -> AnyView {
    let dom = format!("field-{id}");
    let label = move || of(row, |field| field.label.clone().into_owned());
    let shown = match kind {
        RowKind::Area => control::area(row, id.clone()),
        RowKind::Select => control::select(row, id.clone()),
        RowKind::Rows => ().into_any(),
        _ => control::input(row, id.clone()),
    };
    let card = Memo::new(move |_| of(row, |field| field.card.clone()));
    view! {
        <div class="form-field" class:half=move || of(row, |field| field.half) data-depth=depth>
            <div class="form-label">
                {if kind == RowKind::Rows {
                    view! { <h3 class="form-name" tabindex="-1" id=dom data-testid=format!("field-{id}")>{label}</h3> }.into_any()
                } else {
                    view! { <label for=dom>{label}</label> }.into_any()
                }}
                {shape_switch(row, id.clone())}
                {help_button(row, id.clone())}
            </div>
            {shown}
            {chips(row, id.clone())}
            {told(row, id.clone())}
            {move || card.get().map(card_view)}
        </div>
    }
    .into_any()
}

/// What the field's expression comes to, and what is wrong with it.
pub fn told(row: Content, id: String) -> impl IntoView {
    let troubles = Memo::new(move |_| of(row, |field| field.troubles.clone()));
    let preview = Memo::new(move |_| of(row, |field| field.preview.clone()));
    view! {
        {move || preview.get().map(preview_view)}
        <div class="field-troubles" id=format!("trouble-{id}") data-testid=format!("trouble-{id}")>
            {move || troubles.get().into_iter().map(trouble_view).collect_view()}
        </div>
    }
}

/// From rows to text and back, where a value can be shown as both.
fn shape_switch(row: Content, id: String) -> impl IntoView {
    let handle = Handle::of_page();
    let shape = Memo::new(move |_| of(row, |field| field.shape));
    move || {
        let id = id.clone();
        let words = match shape.get() {
            Shape::Text => return None,
            Shape::TextOfRows => "As rows",
            Shape::Rows => "As JSON",
        };
        Some(view! {
            <button
                class="shape-switch"
                data-testid=format!("shape-{id}")
                on:click=move |_| send(handle, FormAction::AsText(id.clone()))
            >
                {words}
            </button>
        })
    }
}

fn trouble_view(trouble: Trouble) -> impl IntoView {
    view! { <p class="field-trouble" data-severity=trouble.severity.as_str()><Prose text=trouble.message/></p> }
}

/// What the expression comes to with the data of the sample.
fn preview_view(preview: Preview) -> impl IntoView {
    let (kind, text) = match preview {
        Preview::Value { text, is_cut } => ("value", if is_cut { format!("{text} …") } else { text }),
        Preview::Problem(text) => ("problem", text),
        Preview::Unknown(text) => ("unknown", text),
    };
    view! { <pre class="field-preview" data-kind=kind data-testid="preview" aria-live="polite">{text}</pre> }
}

/// Shows the card. F1 in the field does the same, so it is no stop of Tab.
fn help_button(row: Content, id: String) -> impl IntoView {
    let handle = Handle::of_page();
    let has_help = Memo::new(move |_| of(row, |field| field.help.is_some()));
    move || {
        let id = id.clone();
        has_help.get().then(|| {
            view! {
                <button
                    class="help-button"
                    tabindex="-1"
                    data-testid=format!("help-{id}")
                    aria-label=move || of(row, |field| format!("About {}", field.label))
                    title="What is this? (F1)"
                    aria-expanded=move || of(row, |field| field.card.is_some()).to_string()
                    on:click=move |_| send(handle, FormAction::Help(id.clone()))
                >
                    "?"
                </button>
            }
        })
    }
}

fn card_view(card: Help) -> impl IntoView {
    view! {
        <div class="help-card" role="note" data-testid="help-card">
            <strong class="mono">{card.title.into_owned()}</strong>
            <p><Prose text=card.text.into_owned()/></p>
            <pre tabindex="0">{card.example.into_owned()}</pre>
        </div>
    }
}

/// Suggestions, to be taken with one click; in a list also to be taken out again.
fn chips(row: Content, id: String) -> impl IntoView {
    let handle = Handle::of_page();
    let all = Memo::new(move |_| of(row, |field| field.suggestions.clone()));
    move || {
        let id = id.clone();
        let shown = all.get().into_iter().enumerate().map(move |(index, text)| {
            let (id, name) = (id.clone(), text.clone());
            let taken = move || {
                of(row, |field| {
                    let is_list = field.control == Control::List;
                    is_list.then(|| field.text.split(',').any(|item| item.trim() == name).to_string())
                })
            };
            view! {
                <button
                    class="suggestion"
                    aria-pressed=taken
                    on:click=move |_| send(handle, FormAction::Suggest(id.clone(), index))
                >
                    {text}
                </button>
            }
        });
        let shown: Vec<_> = shown.collect();
        (!shown.is_empty())
            .then(|| view! { <div class="suggestions" role="group" aria-label="Suggestions">{shown}</div> })
    }
}
