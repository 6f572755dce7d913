//! What an empty workflow says.

use super::super::handle::Handle;
use super::super::widgets::{CommandButton, Glyph};
use crate::studio::command::CommandId;
use leptos::prelude::*;

#[component]
pub fn StartHere() -> impl IntoView {
    let empty = Handle::of_page().watch(|studio| {
        let nothing = studio.document().is_some_and(|document| document.machine.states.is_empty());
        nothing && !studio.is_dragging()
    });
    view! {
        <Show when=move || empty.get()>
            <div class="start-here" data-testid="start-here">
                <strong>"An empty workflow"</strong>
                <p>"Drag a state from the left, paste a definition, or press Tab and type what comes first"</p>
                <CommandButton command=CommandId::AddNext glyph=Glyph::Plus label="Add a state" testid="start-add" class="button primary"/>
            </div>
        </Show>
    }
}
