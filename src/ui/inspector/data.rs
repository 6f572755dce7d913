//! The data that reaches the state: a click on a value puts its path into the field that was last in focus.

use super::super::handle::Handle;
use super::super::ports;
use super::super::widgets::{Glyph, Icon};
use super::{Shown, send};
use crate::asl::StatePath;
use crate::studio::Action;
use crate::studio::form::{DataPanel, FormAction};
use crate::studio::preview::{SampleAction, SamplePart, Tree, TreeRow};
use leptos::prelude::*;

type Panel = Memo<Option<DataPanel>>;

#[component]
pub fn Data(form: Shown) -> impl IntoView {
    let panel: Panel = Memo::new(move |_| form.with(|form| form.as_ref().and_then(|form| form.data.clone())));
    let is_there = Memo::new(move |_| panel.with(Option::is_some));
    view! { <Show when=move || is_there.get()>{shown(panel)}</Show> }
}

fn of<T: Default>(panel: Panel, read: impl FnOnce(&DataPanel) -> T) -> T {
    panel.with(|panel| panel.as_ref().map(read).unwrap_or_default())
}

fn shown(panel: Panel) -> impl IntoView {
    let handle = Handle::of_page();
    let open = Memo::new(move |_| of(panel, |panel| panel.is_open));
    view! {
        <section class="data-panel" aria-label="Data that reaches this state" data-testid="data-panel">
            <button
                class="data-head"
                aria-expanded=move || open.get().to_string()
                data-testid="data-toggle"
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| send(handle, FormAction::Data)
            >
                <Icon glyph=Glyph::ChevronRight/>
                <strong>"Data"</strong>
                <span class="muted">{move || of(panel, |panel| panel.words.clone())}</span>
            </button>
            <Show when=move || open.get()>{inside(panel)}</Show>
        </section>
    }
}

fn inside(panel: Panel) -> impl IntoView {
    let trees = Memo::new(move |_| of(panel, |panel| panel.trees.clone()));
    view! {
        <div class="data-body">
            {move || trees.get().into_iter().map(|tree| tree_view(panel, tree)).collect_view()}
            {paste(panel)}
        </div>
    }
}

fn tree_view(panel: Panel, tree: Tree) -> impl IntoView {
    let rows = tree.rows.into_iter().map(|row| row_view(panel, row)).collect_view();
    view! {
        <h3>{tree.title}</h3>
        <ul class="data-rows">{rows}</ul>
    }
}

fn row_view(panel: Panel, row: TreeRow) -> impl IntoView {
    let handle = Handle::of_page();
    let indent = format!("{}px", row.depth * 12);
    let (pointer, path) = (row.pointer, row.path.clone());
    let fold = row.is_open.map(|open| {
        let label = if open { "Close" } else { "Open" };
        let toggle = move |_| handle.dispatch(Action::Sample(SampleAction::Toggle(pointer.clone())));
        view! {
            <button class="icon-button data-fold" class:open=open aria-label=label on:mousedown=|event| event.prevent_default() on:click=toggle>
                <Icon glyph=Glyph::ChevronRight/>
            </button>
        }
    });
    let title = path.as_ref().map(|path| format!("Insert {path}"));
    let insert = move |_| {
        if let (Some(path), Some(id)) = (path.clone(), of(panel, |panel| panel.field.clone())) {
            let place = ports::focus::selection_in(&format!("field-{id}"));
            send(handle, FormAction::Insert(id, place, path));
        }
    };
    view! {
        <li style:padding-left=indent>
            {fold}
            <button
                class="data-value"
                data-testid="data-value"
                title=title
                disabled=move || row.path.is_none() || of(panel, |panel| panel.field.is_none())
                on:mousedown=|event| event.prevent_default()
                on:click=insert
            >
                <span class="data-key">{row.key}</span>
                <span class="data-text">{row.value}</span>
            </button>
        </li>
    }
}

/// A sample by hand.
fn paste(panel: Panel) -> impl IntoView {
    let handle = Handle::of_page();
    let typed = move |event| {
        let state: Option<StatePath> =
            panel.with_untracked(|panel| panel.as_ref().map(|panel| panel.state.clone()));
        if let Some(state) = state {
            let text = event_target_value(&event);
            handle.dispatch(Action::Sample(SampleAction::Paste(state, SamplePart::Input, text)));
        }
    };
    view! {
        <textarea
            class="field area code-area"
            rows="1"
            spellcheck="false"
            aria-label="A sample of the input, JSON"
            placeholder="Paste a sample of the input, JSON"
            data-testid="data-sample"
            prop:value=move || of(panel, |panel| panel.pasted.clone())
            on:input=typed
        ></textarea>
        <p class="field-problem" role="status">{move || of(panel, |panel| panel.problem.clone())}</p>
    }
}
