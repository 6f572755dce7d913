//! The field over a card in which its name is typed.

use super::super::handle::Handle;
use super::card::{at, px};
use crate::studio::Action;
use crate::studio::naming::NamingAction;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

#[component]
pub fn NameField() -> impl IntoView {
    let handle = Handle::of_page();
    let naming = handle.watch(|studio| studio.naming_view());
    let open = Memo::new(move |_| naming.with(|naming| naming.as_ref().map(|naming| naming.rect)));
    let act = move |action| handle.dispatch(Action::Name(action));
    let on_key = move |event: KeyboardEvent| {
        let action = match event.key().as_str() {
            "Enter" => NamingAction::Done,
            "Escape" => NamingAction::Cancel,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        act(action);
    };
    let error = move || naming.with(|naming| naming.as_ref().and_then(|naming| naming.error.clone()));
    move || {
        open.get().map(|rect| {
            let typed = move || naming.with(|naming| naming.as_ref().map(|naming| naming.typed.clone()));
            view! {
                <div class="name-field" style:transform=at(rect) style:width=px(rect.width.max(200.0))>
                    <input
                        class="field"
                        data-naming=""
                        data-testid="name-field"
                        aria-label="Name of the state"
                        aria-invalid=move || error().is_some().to_string()
                        prop:value=typed
                        on:input:target=move |event| act(NamingAction::Type(event.target().value()))
                        on:keydown=on_key
                        on:blur=move |_| act(NamingAction::Done)
                    />
                    {move || error().map(|error| view! { <div class="name-error" role="alert">{error}</div> })}
                </div>
            }
        })
    }
}
