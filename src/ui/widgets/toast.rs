//! What the studio says in passing: to screen readers all of it, on the screen what was done or failed.

use super::super::handle::Handle;
use super::icon::{Glyph, Icon};
use crate::studio::Action;
use crate::studio::action::Tone;
use leptos::prelude::*;

#[component]
pub fn Toasts() -> impl IntoView {
    let handle = Handle::of_page();
    let announced = handle.announced;
    let said = move || announced.with(|(_, latest)| latest.as_ref().map(|latest| latest.text.clone()));
    // Keyed by its number, so that saying the same again shows it again; the style sheet lets it fade.
    let shown = move || {
        announced.with(|(number, latest)| {
            let latest = latest.as_ref().filter(|latest| latest.tone != Tone::Quiet)?;
            Some((*number, latest.tone, latest.text.clone(), latest.offer))
        })
    };
    view! {
        <div class="said" role="status" aria-live="polite" data-testid="announcement">{said}</div>
        <div class="toasts">
            <For each=move || shown().into_iter() key=|(number, ..)| *number let((_, tone, text, offer))>
                <div class="toast" class:failed=tone == Tone::Failed class:offers=offer.is_some() data-testid="toast">
                    <Icon glyph=if tone == Tone::Failed { Glyph::Error } else { Glyph::Check }/>
                    <span aria-hidden="true">{text}</span>
                    {offer.map(|command| view! {
                        <button
                            class="toast-offer"
                            data-testid="toast-undo"
                            on:click=move |_| handle.dispatch(Action::Command(command))
                        >
                            "Undo"
                        </button>
                    })}
                </div>
            </For>
        </div>
    }
}
