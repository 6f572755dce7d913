//! Keys drawn as caps.

use leptos::prelude::*;

#[component]
pub fn Keys(caps: Vec<String>) -> impl IntoView {
    view! {
        <span class="keys" aria-hidden="true">
            {caps.into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view()}
        </span>
    }
}
