//! The outline: a tree of all states with a field to find one.

use super::handle::Handle;
use super::ports;
use super::widgets::{Glyph, Icon, KindIcon, SeverityIcon};
use crate::studio::Action;
use crate::studio::outline::{OutlineRow, rows};
use leptos::attr::custom::custom_attribute;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

#[component]
pub fn Outline() -> impl IntoView {
    let handle = Handle::of_page();
    let filter = handle.watch(|studio| studio.outline_filter().to_owned());
    let document = handle.watch(|studio| studio.document().cloned());
    let shown = Memo::new(move |_| {
        filter.with(|filter| document.get().map(|document| rows(&document, filter)).unwrap_or_default())
    });
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => handle.dispatch(Action::FilterOutline(String::new())),
        "ArrowDown" => {
            event.prevent_default();
            ports::focus::step_among(".tree [role=treeitem]", 1);
        }
        "Enter" => {
            if let Some(row) = shown.with(|rows| rows.first().cloned()) {
                handle.dispatch(Action::Reveal(row.path));
            }
        }
        _ => {}
    };
    // The selected row is kept in sight.
    Effect::new(move || {
        if handle.selection.get().is_some() {
            ports::focus::scroll_to(".tree [aria-selected=true]");
        }
    });
    view! {
        <div class="field-with-icon">
            <Icon glyph=Glyph::Search/>
            <input
                class="field"
                type="search"
                placeholder="Find a state"
                aria-label="Find a state"
                data-outline-filter=""
                data-testid="outline-filter"
                prop:value=move || filter.get()
                on:input:target=move |event| handle.dispatch(Action::FilterOutline(event.target().value()))
                on:keydown=on_key
            />
        </div>
        <ul class="tree" role="tree" aria-label="States" data-testid="outline-tree" on:keydown=on_tree_key>
            <For each=move || shown.get() key=|row| (row.path.clone(), row.level, row.branch.clone()) let(row)>
                <Row row/>
            </For>
        </ul>
        <Show when=move || shown.with(Vec::is_empty)>
            <p class="empty-note">"No state has that name"</p>
        </Show>
    }
}

/// Arrows move among the rows.
fn on_tree_key(event: KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    event.prevent_default();
    ports::focus::step_among(".tree [role=treeitem]", step);
}

#[component]
fn Row(row: OutlineRow) -> impl IntoView {
    let handle = Handle::of_page();
    let path = row.path.clone();
    let selected = Memo::new(move |_| handle.selection.with(|selection| selection.as_ref() == Some(&path)));
    let path = row.path.clone();
    let status = Memo::new(move |_| {
        handle.marks.with(|marks| marks.states.get(&path).map(|mark| mark.status.token()))
    });
    let path = row.path;
    let open = move || handle.dispatch(Action::Reveal(path.clone()));
    let by_key = open.clone();
    view! {
        {row.branch.map(|branch| view! {
            <li class="tree-branch" role="presentation" style:padding-left=indent(row.level)>{branch}</li>
        })}
        <li
            class="tree-row"
            role="treeitem"
            tabindex=move || if selected.get() { "0" } else { "-1" }
            {..custom_attribute("aria-level", row.level.to_string())}
            aria-selected=move || selected.get().to_string()
            data-kind=row.kind.token()
            data-status=move || status.get()
            data-outline=row.name.to_string()
            style:padding-left=indent(row.level)
            on:click=move |_| open()
            on:keydown=move |event: KeyboardEvent| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    by_key();
                }
            }
        >
            <span class="tree-icon"><KindIcon kind=row.kind/></span>
            <span class="tree-name">{row.name.to_string()}</span>
            {row.problems.worst().map(|severity| view! { <SeverityIcon severity/> })}
        </li>
    }
}

fn indent(level: usize) -> String {
    format!("{}px", 12 + level.saturating_sub(1).min(12) * 16)
}
