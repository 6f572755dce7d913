//! The rest of the program: views and functions that the first screen does without, in a file of their own.
//!
//! What only [`Views`] and [`Rest`] lead to stands in that file (`docs/architecture.md`, "The first part and the rest").

use super::canvas::QuickAdd;
use super::code::CodePane;
use super::dialogs::dialog;
use super::handle::Handle;
use super::inspector::Inspector;
use super::library::Library;
use super::ports;
use super::problems::Problems;
use super::run::RunPanel;
use super::widgets::{Glyph, Icon};
use crate::studio::Action;
use crate::studio::action::Dialog;
use crate::studio::rest::{Arrival, REST, Rest, RestAction};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// The views of the rest.
pub struct Views {
    pub run: fn() -> AnyView,
    pub problems: fn() -> AnyView,
    pub inspector: fn() -> AnyView,
    /// The left pane
    pub library: fn() -> AnyView,
    /// The definition as text
    pub code: fn() -> AnyView,
    pub quick_add: fn() -> AnyView,
    pub dialog: fn(Dialog) -> AnyView,
}

static VIEWS: Views = Views {
    run: || view! { <RunPanel/> }.into_any(),
    problems: || view! { <Problems/> }.into_any(),
    inspector: || view! { <Inspector/> }.into_any(),
    library: || view! { <Library/> }.into_any(),
    code: || view! { <CodePane/> }.into_any(),
    quick_add: || view! { <QuickAdd/> }.into_any(),
    dialog,
};

/// The only way into the rest. A call loads it first.
#[wasm_split(rest, fallible)]
fn rest() -> Result<(&'static Rest, &'static Views), SplitLoaderError> {
    Ok((&REST, &VIEWS))
}

/// Loads the rest as soon as the page is painted, and tells the studio.
pub fn load(handle: Handle) {
    ports::frames::after_painting(move || {
        spawn_local(async move {
            let (loaded, views) = match rest().await {
                Ok((rest, views)) => (RestAction::Loaded(rest), Some(views)),
                Err(_) => (RestAction::Failed, None),
            };
            handle.dispatch(Action::Rest(loaded));
            handle.views.set(views);
        });
    });
}

/// A view of the rest: nothing while that is on its way, and the way to try again where it failed.
#[component]
pub fn OfRest(view: fn(&'static Views) -> AnyView) -> impl IntoView {
    let handle = Handle::of_page();
    let failed = handle.watch(|studio| studio.arrival() == Arrival::Failed);
    move || match handle.views.get() {
        Some(views) => view(views),
        None => failed.get().then(|| view! { <NotLoaded/> }).into_any(),
    }
}

#[component]
fn NotLoaded() -> impl IntoView {
    let handle = Handle::of_page();
    view! {
        <p class="echo-note not-loaded" data-testid="rest-failed">
            <Icon glyph=Glyph::Error/>
            <span>
                "This part of ASL Studio could not be loaded. "
                <button class="link" data-testid="rest-retry" on:click=move |_| handle.dispatch(Action::Rest(RestAction::Retry))>
                    "Try again"
                </button>
            </span>
        </p>
    }
}
