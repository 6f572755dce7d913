//! Running what is open: the button in the top bar, the drawer's Run tab, and a run's part of the inspector.

mod asking;
mod bar;
mod events;
mod files;
mod mock_fields;
mod mocks;
mod result;
mod setup;
mod started;
mod steps;
mod timeline;
mod visits;

pub use visits::Visits;

use super::handle::Handle;
use super::widgets::{Glyph, Icon};
use crate::studio::command::CommandId;
use crate::studio::jsonata::{Jsonata, JsonataAction};
use crate::studio::run::RunTab;
use crate::studio::{Action, Studio};
use bar::Bar;
use events::Events;
use leptos::prelude::*;
use result::ResultPane;
use setup::SetupPane;
use timeline::TimelinePane;

/// A view-model of the run: read again when something about runs is other, which panning the canvas is not.
fn watch_run<T>(read: impl Fn(&Studio) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    watch_boxed(Box::new(read))
}

fn watch_boxed<T>(read: Box<dyn Fn(&Studio) -> T + Send + Sync>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let handle = Handle::of_page();
    let version = handle.watch(|studio| studio.run().version());
    // Read, not only tracked: a memo that nobody reads does not wake.
    Memo::new(move |_| version.with(|_| handle.ask(&read)))
}

/// The top bar's button that starts a run, and stops it while it goes.
#[component]
pub fn RunButton() -> impl IntoView {
    let handle = Handle::of_page();
    let running = handle.watch(|studio| studio.run().is_moving());
    let loading = handle.watch(|studio| match studio.jsonata() {
        _ if studio.waits_for_rest() => Some("Loading…"),
        Some(Jsonata::Loading { .. }) => Some("Loading JSONata…"),
        _ => None,
    });
    let press = move |_| {
        let command = if running.get_untracked() { CommandId::Stop } else { CommandId::Run };
        handle.dispatch(Action::Command(command));
    };
    view! {
        <button class="button primary run-button" data-testid="run" on:click=press>
            {move || {
                let (glyph, words) = match (running.get(), loading.get()) {
                    (true, _) => (Glyph::Stop, "Stop"),
                    (false, Some(words)) => (Glyph::Play, words),
                    (false, None) => (Glyph::Play, "Run"),
                };
                view! { <Icon glyph/><span>{words}</span> }
            }}
        </button>
    }
}

/// Why a run cannot start, and the way to try again.
#[component]
fn NotLoaded() -> impl IntoView {
    let handle = Handle::of_page();
    let failed = handle.watch(|studio| match studio.jsonata() {
        Some(Jsonata::Failed(reason)) => Some(reason.clone()),
        _ => None,
    });
    let retry = move |_| handle.dispatch(Action::Jsonata(JsonataAction::Retry));
    move || {
        failed.get().map(|reason| {
            view! {
                <p class="echo-note not-loaded" data-testid="jsonata-failed">
                    <Icon glyph=Glyph::Error/>
                    <span>
                        "This workflow uses JSONata, whose engine could not be loaded: "{reason}". "
                        <button class="link" data-testid="jsonata-retry" on:click=retry>"Try again"</button>
                    </span>
                </p>
            }
        })
    }
}

/// The Run tab's panel.
#[component]
pub fn RunPanel() -> impl IntoView {
    let handle = Handle::of_page();
    let tab = handle.watch(|studio| if studio.run().is_there() { studio.run().tab() } else { RunTab::Setup });
    view! {
        <div class="run" data-testid="run-panel">
            <Bar/>
            <NotLoaded/>
            <div class="run-body">
                {move || match tab.get() {
                    RunTab::Setup => view! { <SetupPane/> }.into_any(),
                    RunTab::Result => view! { <ResultPane/> }.into_any(),
                    RunTab::Events => view! { <Events/> }.into_any(),
                    RunTab::Timeline => view! { <TimelinePane/> }.into_any(),
                }}
            </div>
        </div>
    }
}
