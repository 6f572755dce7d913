//! What the page shows when nothing is open: the ways in.

use super::gallery::Gallery;
use super::handle::Handle;
use super::widgets::{CommandButton, Glyph, Keys};
use crate::studio::command::CommandId;
use leptos::prelude::*;

#[component]
pub fn Welcome() -> impl IntoView {
    let mac = Handle::of_page().ask(|studio| studio.environment().mac);
    let paste = vec![if mac { "⌘" } else { "Ctrl" }.to_owned(), "V".to_owned()];
    view! {
        <div class="welcome" data-testid="welcome">
            <div class="welcome-inner">
                <h2>"Draw a Step Functions workflow, and see it run"</h2>
                <p class="welcome-lead">
                    "Begin on an empty canvas, paste a definition anywhere on this page " <Keys caps=paste/> ", drop a file, or begin with a sample. Nothing leaves your browser."
                </p>
                <div class="welcome-actions">
                    <CommandButton command=CommandId::New glyph=Glyph::Plus label="New workflow" testid="welcome-new" class="button primary"/>
                    <CommandButton command=CommandId::Paste glyph=Glyph::Paste label="Paste definition…" testid="welcome-paste"/>
                    <CommandButton command=CommandId::OpenFile glyph=Glyph::Open label="Open file…" testid="welcome-open"/>
                </div>
                <h3>"Samples"</h3>
                <Gallery/>
            </div>
        </div>
    }
}
