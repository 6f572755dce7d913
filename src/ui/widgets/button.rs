//! Buttons for commands of the registry.

use super::super::handle::Handle;
use super::icon::{Glyph, Icon};
use crate::studio::Action;
use crate::studio::command::{self, CommandId};
use leptos::prelude::*;

/// What a command is called in a tooltip: its label and its first key.
fn tooltip(handle: Handle, id: CommandId) -> String {
    let command = command::find(id);
    let mac = handle.ask(|studio| studio.environment().mac);
    match command.chords.first() {
        Some(chord) => format!("{} ({})", command.label, chord.text(mac)),
        None => command.label.to_owned(),
    }
}

/// A button of only an icon.
#[component]
pub fn IconButton(command: CommandId, glyph: Glyph, testid: &'static str) -> impl IntoView {
    let handle = Handle::of_page();
    let enabled = handle.watch(move |studio| (command::find(command).enabled)(studio));
    view! {
        <button
            class="icon-button"
            data-testid=testid
            title=tooltip(handle, command)
            aria-label=command::find(command).label
            disabled=move || !enabled.get()
            on:click=move |_| handle.dispatch(Action::Command(command))
        >
            <Icon glyph/>
        </button>
    }
}

/// A button with an icon and words.
#[component]
pub fn CommandButton(
    command: CommandId,
    glyph: Glyph,
    label: &'static str,
    testid: &'static str,
    #[prop(default = "button")] class: &'static str,
) -> impl IntoView {
    let handle = Handle::of_page();
    view! {
        <button
            class=class
            data-testid=testid
            title=tooltip(handle, command)
            on:click=move |_| handle.dispatch(Action::Command(command))
        >
            <Icon glyph/>
            <span>{label}</span>
        </button>
    }
}
