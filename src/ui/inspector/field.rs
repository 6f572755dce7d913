//! A field: its label, its control, what is wrong with it, and its card.

use super::super::handle::Handle;
use super::super::widgets::Prose;
use super::control;
use super::row::Content;
use super::send;
use crate::edit::help::Help;
use crate::studio::form::{Control, Field, FormAction, Row, RowKind, Trouble};
use crate::studio::preview::Preview;
use leptos::prelude::*;

/// Reads the field of a row.
pub fn of<T: Default>(row: Content, read: impl FnOnce(&Field) -> T) -> T {
    row.with(|row| row.as_ref().and_then(Row::field).map(read).unwrap_or_default())
}

pub fn field_view(row: Content, kind: RowKind, id: String, depth: String) -> AnyView {
    let (dom, trouble) = (format!("field-{id}"), format!("trouble-{id}"));
    let label = move || of(row, |field| field.label.clone().into_owned());
    let shown = match kind {
        RowKind::Area => control::area(row, id.clone()),
        RowKind::Select => control::select(row, id.clone()),
        _ => control::input(row, id.clone()),
    };
    let troubles = Memo::new(move |_| of(row, |field| field.troubles.clone()));
    let preview = Memo::new(move |_| of(row, |field| field.preview.clone()));
    let card = Memo::new(move |_| of(row, |field| field.card.clone()));
    view! {
        <div class="form-field" class:half=move || of(row, |field| field.half) data-depth=depth>
            <div class="form-label">
                <label for=dom>{label}</label>
                {help_button(row, id.clone())}
            </div>
            {shown}
            {chips(row, id.clone())}
            {move || preview.get().map(preview_view)}
            <div class="field-troubles" id=trouble data-testid=format!("trouble-{id}")>
                {move || troubles.get().into_iter().map(trouble_view).collect_view()}
            </div>
            {move || card.get().map(card_view)}
        </div>
    }
    .into_any()
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
