//! The menu at the pointer.

use super::super::handle::Handle;
use super::super::ports;
use super::super::widgets::Keys;
use super::card::px;
use crate::studio::Action;
use crate::studio::action::CanvasAction;
use crate::studio::command::{self, CommandId};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

#[component]
pub fn ContextMenu() -> impl IntoView {
    let handle = Handle::of_page();
    let menu = handle.watch(|studio| studio.context_menu().cloned());
    let close = move || handle.dispatch(Action::Canvas(CanvasAction::CloseMenu));
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => ports::focus::step_among(".context-menu [role=menuitem]", 1),
            "ArrowUp" => ports::focus::step_among(".context-menu [role=menuitem]", -1),
            "Escape" => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_blur = move |event: FocusEvent| {
        if ports::dialog::focus_left(&event) {
            close();
        }
    };
    move || {
        menu.get().map(|menu| {
            let count: usize = menu.groups.iter().map(Vec::len).sum();
            let height = 12.0 + 34.0 * count as f64 + 9.0 * (menu.groups.len() - 1) as f64;
            view! {
                <div
                    class="menu context-menu"
                    role="menu"
                    aria-label="What can be done here"
                    data-testid="context-menu"
                    style:left=format!("min({}, calc(100% - 260px))", px(menu.at.x))
                    style:top=format!("max(8px, min({}, calc(100% - {})))", px(menu.at.y), px(height))
                    on:keydown=on_key
                    on:focusout=on_blur
                >
                    {menu.groups.into_iter().enumerate().map(|(index, group)| group_of(handle, index > 0, group)).collect_view()}
                </div>
            }
        })
    }
}

fn group_of(handle: Handle, parted: bool, group: Vec<CommandId>) -> impl IntoView {
    view! {
        {parted.then(|| view! { <hr class="menu-line"/> })}
        {group.into_iter().map(|id| item(handle, id)).collect_view()}
    }
}

fn item(handle: Handle, id: CommandId) -> impl IntoView {
    let row = command::find(id);
    let caps = handle.ask(|studio| row.chords.first().map(|chord| chord.caps(studio.environment().mac)));
    let perform = move |_| {
        handle.dispatch(Action::Canvas(CanvasAction::CloseMenu));
        handle.dispatch(Action::Command(id));
    };
    view! {
        <button class="menu-item" role="menuitem" data-testid=format!("menu-{id:?}") on:click=perform>
            <span class="menu-label">{row.label}</span>
            <Keys caps=caps.unwrap_or_default()/>
        </button>
    }
}
