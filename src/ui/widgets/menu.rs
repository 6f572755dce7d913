//! A button with a menu below it.

use super::super::handle::Handle;
use super::super::ports;
use super::icon::{Glyph, Icon};
use super::keys::Keys;
use crate::studio::Action;
use crate::studio::action::Menu;
use crate::studio::command::{self, CommandId};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

#[component]
pub fn MenuButton(
    menu: Menu,
    label: &'static str,
    glyph: Glyph,
    testid: &'static str,
    /// Only the icon
    #[prop(optional)]
    bare: bool,
    /// Below the button's left end, not its right one
    #[prop(optional)]
    left: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let handle = Handle::of_page();
    let open = handle.watch(move |studio| studio.menu() == Some(menu));
    let toggle = move |_| handle.dispatch(Action::Menu((!open.get_untracked()).then_some(menu)));
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            if !open.get_untracked() {
                handle.dispatch(Action::Menu(Some(menu)));
            }
            let step = if event.key() == "ArrowDown" { 1 } else { -1 };
            ports::frames::next(move |_| ports::focus::step_among(".menu [role=menuitem]", step));
        }
        "Escape" if open.get_untracked() => {
            event.prevent_default();
            event.stop_propagation();
            handle.dispatch(Action::Menu(None));
        }
        _ => {}
    };
    let on_blur = move |event: FocusEvent| {
        if open.get_untracked() && ports::dialog::focus_left(&event) {
            handle.dispatch(Action::Menu(None));
        }
    };
    view! {
        <div class="menu-anchor" on:keydown=on_key on:focusout=on_blur>
            <button
                class="button"
                data-testid=testid
                title=label
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                on:click=toggle
            >
                <Icon glyph/>
                <span class=if bare { "said" } else { "wide-only" }>{label}</span>
                <Icon glyph=Glyph::ChevronDown/>
            </button>
            <Show when=move || open.get()>
                <div class="menu" class:left=left role="menu" aria-label=label>{children()}</div>
            </Show>
        </div>
    }
}

/// One command in a menu.
#[component]
pub fn MenuItem(command: CommandId, glyph: Glyph, testid: &'static str) -> impl IntoView {
    let handle = Handle::of_page();
    let row = command::find(command);
    let caps = handle.ask(|studio| row.chords.first().map(|chord| chord.caps(studio.environment().mac)));
    let enabled = handle.ask(|studio| (row.enabled)(studio));
    view! {
        <button
            class="menu-item"
            role="menuitem"
            data-testid=testid
            disabled=!enabled
            on:click=move |_| handle.dispatch(Action::Command(command))
        >
            <Icon glyph/>
            <span class="menu-label">{row.label}</span>
            <Keys caps=caps.unwrap_or_default()/>
        </button>
    }
}
