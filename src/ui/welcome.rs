//! What the page shows when nothing is open: the ways in.

use super::gallery::Gallery;
use super::handle::Handle;
use super::ports;
use super::widgets::{CommandButton, Glyph, Keys};
use crate::studio::Action;
use crate::studio::command::CommandId;
use crate::studio::project::ProjectAction;
use crate::studio::project::kept::Summary;
use crate::studio::words::counted;
use leptos::prelude::*;

#[component]
pub fn Welcome() -> impl IntoView {
    let recent = Handle::of_page().watch(|studio| studio.recent_projects());
    let mac = Handle::of_page().ask(|studio| studio.environment().mac);
    let paste = vec![if mac { "⌘" } else { "Ctrl" }.to_owned(), "V".to_owned()];
    view! {
        <div class="welcome" data-testid="welcome">
            <div class="welcome-inner">
                <h2>"Draw a workflow, and see it run"</h2>
                <p class="welcome-lead">
                    "Begin on an empty canvas, paste a definition anywhere on this page " <Keys caps=paste/> ", drop a file, or begin with a sample. Nothing leaves your browser."
                </p>
                <div class="welcome-actions">
                    <CommandButton command=CommandId::New glyph=Glyph::Plus label="New workflow" testid="welcome-new" class="button primary"/>
                    <CommandButton command=CommandId::Paste glyph=Glyph::Paste label="Paste definition…" testid="welcome-paste"/>
                    <CommandButton command=CommandId::OpenFile glyph=Glyph::Open label="Open file…" testid="welcome-open"/>
                </div>
                {move || (!recent.with(Vec::is_empty)).then(|| view! {
                    <h3>"Recent projects"</h3>
                    <ul class="recent" data-testid="recent">
                        {recent.get().into_iter().map(|project| view! { <Recent project/> }).collect_view()}
                    </ul>
                })}
                <h3>"Samples"</h3>
                <Gallery/>
            </div>
        </div>
    }
}

#[component]
fn Recent(project: Summary) -> impl IntoView {
    let handle = Handle::of_page();
    let details = counted(project.machines as usize, "workflow");
    let (id, title) = (project.id, format!("Saved {}", ports::clock::words(project.at)));
    view! {
        <li>
            <button
                class="recent-open"
                data-testid="recent-open"
                title=title
                on:click=move |_| handle.dispatch(Action::Project(ProjectAction::Open(id.clone())))
            >
                <strong>{project.name.to_string()}</strong>
                <span class="muted">{details}</span>
            </button>
        </li>
    }
}
