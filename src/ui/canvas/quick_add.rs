//! Quick add: a field and a list at the place where something shall be added.

use super::super::handle::Handle;
use super::super::ports;
use super::super::widgets::KindIcon;
use super::card::px;
use crate::studio::Action;
use crate::studio::quick_add::{QuickAction, QuickRow, QuickView};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

#[component]
pub fn QuickAdd() -> impl IntoView {
    let handle = Handle::of_page();
    let view = handle.watch(|studio| studio.quick_view());
    let open = Memo::new(move |_| {
        view.with(|view| view.as_ref().map(|view| (view.at.x, view.at.y, view.place.clone())))
    });
    move || open.get().map(|(x, y, place)| popover(handle, view, x, y, place))
}

fn popover(handle: Handle, view: Memo<Option<QuickView>>, x: f64, y: f64, place: String) -> impl IntoView {
    let act = move |action| handle.dispatch(Action::QuickAdd(action));
    let on_key = move |event: KeyboardEvent| {
        if let Some(action) = meant_by(&event) {
            event.prevent_default();
            event.stop_propagation();
            act(action);
            ports::focus::scroll_to(".quick-rows [aria-selected=true]");
        }
    };
    let on_blur = move |event: FocusEvent| {
        if ports::dialog::focus_left(&event) {
            act(QuickAction::Close);
        }
    };
    let rows =
        Memo::new(move |_| view.with(|view| view.as_ref().map(|view| view.rows.clone()).unwrap_or_default()));
    let chosen = Memo::new(move |_| view.with(|view| view.as_ref().map_or(0, |view| view.chosen)));
    view! {
        <div
            class="quick-add"
            role="dialog"
            aria-label="Add a state"
            data-testid="quick-add"
            style:left=format!("min({}, calc(100% - 340px))", px(x.max(8.0)))
            style:top=format!("min({}, calc(100% - 380px))", px(y.max(8.0)))
            on:focusout=on_blur
        >
            <div class="quick-place">{place}</div>
            <input
                class="field"
                type="text"
                role="combobox"
                data-quick-add=""
                data-testid="quick-add-field"
                aria-expanded="true"
                aria-controls="quick-rows"
                aria-label="Find what to add"
                aria-activedescendant=move || format!("quick-{}", chosen.get())
                placeholder="State, action, pattern or state to connect"
                on:input:target=move |event| act(QuickAction::Type(event.target().value()))
                on:keydown=on_key
            />
            <div class="quick-rows" id="quick-rows" role="listbox" aria-label="Found">
                {move || {
                    let all = rows.get().into_iter().enumerate();
                    all.map(|(index, row)| quick_row(index, row, chosen, act)).collect_view()
                }}
                <Show when=move || rows.with(Vec::is_empty)>
                    <p class="empty-note">"Nothing has that name"</p>
                </Show>
            </div>
        </div>
    }
}

fn meant_by(event: &KeyboardEvent) -> Option<QuickAction> {
    match event.key().as_str() {
        "ArrowDown" => Some(QuickAction::Move(1)),
        "ArrowUp" => Some(QuickAction::Move(-1)),
        "Enter" => Some(QuickAction::Take),
        "Escape" | "Tab" => Some(QuickAction::Close),
        _ => None,
    }
}

fn quick_row(
    index: usize,
    row: QuickRow,
    chosen: Memo<usize>,
    act: impl Fn(QuickAction) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        {row.heading.map(|heading| view! { <div class="quick-heading" role="presentation">{heading}</div> })}
        <div
            class="quick-row"
            role="option"
            id=format!("quick-{index}")
            data-testid="quick-row"
            data-kind=row.kind.token()
            aria-selected=move || (chosen.get() == index).to_string()
            on:pointerdown=move |event| event.prevent_default()
            on:click=move |_| act(QuickAction::Pick(index))
        >
            <span class="tree-icon"><KindIcon kind=row.kind/></span>
            <span class="quick-label">{row.label}</span>
            <span class="quick-detail">{row.detail}</span>
        </div>
    }
}
