//! The zoom controls in the canvas's corner.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, IconButton};
use crate::studio::Action;
use crate::studio::command::CommandId;
use leptos::prelude::*;

#[component]
pub fn Controls() -> impl IntoView {
    let handle = Handle::of_page();
    let shown = handle.watch(|studio| studio.document().is_some());
    let percent = handle.watch(|studio| (studio.viewport().zoom * 100.0).round());
    view! {
        <Show when=move || shown.get()>
            <div class="zoom" role="toolbar" aria-label="Zoom">
                <IconButton command=CommandId::ZoomOut glyph=Glyph::Minus testid="zoom-out"/>
                <button
                    class="zoom-percent"
                    data-testid="zoom-100"
                    title="Zoom to 100 % (0)"
                    on:click=move |_| handle.dispatch(Action::Command(CommandId::ActualSize))
                >
                    {move || format!("{} %", percent.get())}
                </button>
                <IconButton command=CommandId::ZoomIn glyph=Glyph::Plus testid="zoom-in"/>
                <span class="zoom-rule"></span>
                <IconButton command=CommandId::Fit glyph=Glyph::Fit testid="zoom-fit"/>
            </div>
        </Show>
    }
}
