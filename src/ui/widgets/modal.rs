//! A dialog over the page.

use super::super::handle::Handle;
use super::super::ports;
use super::icon::{Glyph, Icon};
use crate::studio::Action;
use leptos::html::Dialog;
use leptos::prelude::*;

/// A titled dialog; closing it in any way tells the studio.
#[component]
pub fn Modal(
    title: &'static str,
    testid: &'static str,
    #[prop(optional)] bare: bool,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let handle = Handle::of_page();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            ports::dialog::open(&dialog);
        }
    });
    let close = move || handle.dispatch(Action::Dialog(None));
    view! {
        <dialog
            class="modal"
            class:bare=bare
            class:wide=wide
            node_ref=dialog
            data-testid=testid
            aria-label=title
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                close();
            }
            on:click=move |event| {
                if ports::dialog::hit_backdrop(&event) {
                    close();
                }
            }
        >
            <div class="modal-body">
                {(!bare).then(|| view! {
                    <header class="modal-header">
                        <h2>{title}</h2>
                        <button class="icon-button" aria-label="Close" data-testid="close-dialog" on:click=move |_| close()>
                            <Icon glyph=Glyph::Close/>
                        </button>
                    </header>
                })}
                {children()}
            </div>
        </dialog>
    }
}
