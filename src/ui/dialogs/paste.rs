//! A place to paste a definition, and to see why one was not opened.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon, Modal, Prose};
use crate::studio::Action;
use crate::studio::action::OpenAction;
use crate::studio::document::{ErrorPlace, OpenError};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

#[component]
pub fn PasteDialog() -> impl IntoView {
    let handle = Handle::of_page();
    let text = handle.watch(|studio| studio.draft().text.clone());
    let error = handle.watch(|studio| studio.draft().error.clone());
    let submit = move || handle.dispatch(Action::Open(OpenAction::Submit));
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            submit();
        }
    };
    view! {
        <Modal title="Paste a definition" testid="dialog-paste">
            <textarea
                class="field paste-text"
                class:bad=move || error.with(Option::is_some)
                autofocus=true
                spellcheck="false"
                placeholder="{ \"StartAt\": …, \"States\": { … } }"
                aria-label="Definition in the Amazon States Language"
                data-testid="paste-text"
                prop:value=move || text.get()
                on:input:target=move |event| {
                    handle.dispatch(Action::Open(OpenAction::Draft(event.target().value())));
                }
                on:keydown=on_key
            ></textarea>
            {move || error.get().map(|error| view! { <ErrorNote error/> })}
            <footer class="modal-footer">
                <button class="button" data-testid="paste-cancel" on:click=move |_| handle.dispatch(Action::Dialog(None))>
                    "Cancel"
                </button>
                <button
                    class="button primary"
                    data-testid="paste-open"
                    disabled=move || text.with(|text| text.trim().is_empty())
                    on:click=move |_| submit()
                >
                    "Open"
                </button>
            </footer>
        </Modal>
    }
}

#[component]
fn ErrorNote(error: OpenError) -> impl IntoView {
    view! {
        <div class="open-error" role="alert" data-testid="open-error">
            <p>
                <Icon glyph=Glyph::Error/>
                <strong><Prose text=error.message/></strong>
                {error.place.as_ref().map(|place| view! {
                    <span class="error-place">{format!("line {}, column {}", place.line, place.column)}</span>
                })}
            </p>
            {error.hint.map(|hint| view! { <p class="error-hint"><Prose text=hint/></p> })}
            {error.place.map(|place| view! { <Excerpt place/> })}
        </div>
    }
}

/// The lines around the mistake, with a mark below it.
#[component]
fn Excerpt(place: ErrorPlace) -> impl IntoView {
    let rows = place.excerpt.into_iter().map(|(number, line)| {
        let here = number == place.line;
        let mark = here.then(|| {
            view! { <div class="excerpt-line excerpt-mark"><span class="line-number"></span><span>{" ".repeat(place.mark)}"▲"</span></div> }
        });
        view! {
            <div class="excerpt-line" class:here=here>
                <span class="line-number">{number}</span>
                <span>{line}</span>
            </div>
            {mark}
        }
    });
    view! { <pre class="excerpt" data-testid="open-error-excerpt">{rows.collect_view()}</pre> }
}
