//! The three elements that fields are edited with: a line, lines, a choice.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon};
use super::field::of;
use super::row::Content;
use super::send;
use crate::studio::Action;
use crate::studio::form::{Control, Field, FormAction, Row};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// What the keys do in a field beside typing.
fn on_key(handle: Handle, id: &str, event: &KeyboardEvent, is_line: bool) {
    let action = match event.key().as_str() {
        "Enter" if is_line => FormAction::Commit(id.to_owned()),
        "Escape" => FormAction::Cancel(id.to_owned()),
        "F1" => FormAction::Help(id.to_owned()),
        _ => return,
    };
    if event.key() != "Escape" {
        event.prevent_default();
    }
    send(handle, action);
}

/// What all three have: the names by which labels, errors and tests find them.
struct Names {
    id: String,
    dom: String,
    trouble: String,
}

impl Names {
    fn of(id: &str) -> Self {
        Self { id: id.to_owned(), dom: format!("field-{id}"), trouble: format!("trouble-{id}") }
    }
}

/// By what tests find a field.
fn hook(id: &str) -> String {
    format!("field-{id}")
}

fn is_bad(row: Content) -> bool {
    of(row, |field| field.has_error())
}

pub fn input(row: Content, id: String) -> AnyView {
    let handle = Handle::of_page();
    let names = Names::of(&id);
    let (typed, left, keyed, entered) = (id.clone(), id.clone(), id.clone(), id);
    view! {
        <input
            class="field"
            class:bad=move || is_bad(row)
            class:mono=move || of(row, |field| field.control.is_code())
            type="text"
            id=names.dom.clone()
            data-testid=hook(&names.id)
            inputmode=move || of(row, |field| field.control == Control::Number).then_some("decimal")
            autocomplete="off"
            spellcheck="false"
            placeholder=move || of(row, |field| field.placeholder)
            aria-invalid=move || is_bad(row).to_string()
            aria-describedby=names.trouble
            prop:value=move || of(row, |field| field.text.clone())
            on:input=move |event| send(handle, FormAction::Type(typed.clone(), event_target_value(&event)))
            on:focus=move |_| send(handle, FormAction::Focus(entered.clone()))
            on:blur=move |_| send(handle, FormAction::Commit(left.clone()))
            on:keydown=move |event| on_key(handle, &keyed, &event, true)
        />
    }
    .into_any()
}

pub fn area(row: Content, id: String) -> AnyView {
    let handle = Handle::of_page();
    let names = Names::of(&id);
    let (typed, left, keyed, entered) = (id.clone(), id.clone(), id.clone(), id);
    view! {
        <textarea
            class="field area"
            class:bad=move || is_bad(row)
            class:code-area=move || of(row, |field| field.control.is_code())
            class:whole=move || of(row, |field| field.control == Control::Code)
            id=names.dom.clone()
            data-testid=hook(&names.id)
            rows="1"
            autocomplete="off"
            spellcheck=move || of(row, |field| field.control == Control::Prose).to_string()
            placeholder=move || of(row, |field| field.placeholder)
            aria-invalid=move || is_bad(row).to_string()
            aria-describedby=names.trouble
            prop:value=move || of(row, |field| field.text.clone())
            on:input=move |event| send(handle, FormAction::Type(typed.clone(), event_target_value(&event)))
            on:focus=move |_| send(handle, FormAction::Focus(entered.clone()))
            on:blur=move |_| send(handle, FormAction::Commit(left.clone()))
            on:keydown=move |event| {
                let is_line = row.with_untracked(|row| row.as_ref().and_then(Row::field).is_some_and(Field::is_line));
                on_key(handle, &keyed, &event, is_line && !event.shift_key());
            }
        ></textarea>
    }
    .into_any()
}

/// The options in groups, neighbors of one group together; a first one that says that none is chosen.
fn options(options: Vec<(String, Option<&'static str>)>, chosen: Option<usize>) -> impl IntoView {
    let mut groups: Vec<(Option<&'static str>, Vec<AnyView>)> = Vec::new();
    for (index, (label, group)) in options.into_iter().enumerate() {
        let option = view! { <option value=index selected=chosen == Some(index)>{label}</option> }.into_any();
        match groups.last_mut().filter(|(last, _)| *last == group) {
            Some((_, members)) => members.push(option),
            None => groups.push((group, vec![option])),
        }
    }
    let none =
        chosen.is_none().then(|| view! { <option value="" selected=true disabled=true>"Choose…"</option> });
    let shown = groups.into_iter().map(|(group, members)| match group {
        Some(label) => view! { <optgroup label=label>{members}</optgroup> }.into_any(),
        None => members.into_any(),
    });
    (none, shown.collect_view())
}

pub fn select(row: Content, id: String) -> AnyView {
    let handle = Handle::of_page();
    let names = Names::of(&id);
    let text = Memo::new(move |_| of(row, |field| field.text.clone()));
    let shown = Memo::new(move |_| (of(row, |field| field.control.options()), text.with(String::is_empty)));
    let keyed = id.clone();
    let change = move |event: leptos::ev::Event| {
        if let Ok(index) = event_target_value(&event).parse() {
            send(handle, FormAction::Pick(id.clone(), index));
            // What was refused shows as what it still is.
            event_target::<leptos::web_sys::HtmlSelectElement>(&event).set_value(&text.get_untracked());
        }
    };
    view! {
        <div class="form-select">
            <select
                class="field select"
                class:bad=move || is_bad(row)
                id=names.dom.clone()
                data-testid=hook(&names.id)
                aria-invalid=move || is_bad(row).to_string()
                aria-describedby=names.trouble
                prop:value=move || text.get()
                on:change=change
                on:keydown=move |event| on_key(handle, &keyed, &event, false)
            >
                {move || {
                    let (all, _) = shown.get();
                    options(all, text.get_untracked().parse().ok())
                }}
            </select>
            {follow(row)}
        </div>
    }
    .into_any()
}

/// Goes where a transition leads.
fn follow(row: Content) -> impl IntoView {
    let handle = Handle::of_page();
    let to = Memo::new(move |_| {
        of(row, |field| match &field.control {
            Control::Target(target) => target.leads_to.clone(),
            _ => None,
        })
    });
    move || {
        to.get().map(|path| {
            let label = format!("Go to {}", path.name());
            view! {
                <button
                    class="icon-button"
                    title=label.clone()
                    aria-label=label
                    data-testid="follow"
                    on:click=move |_| handle.dispatch(Action::Reveal(path.clone()))
                >
                    <Icon glyph=Glyph::ChevronRight/>
                </button>
            }
        })
    }
}
