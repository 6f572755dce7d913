//! A sentence in which `quoted` words are code.

use leptos::prelude::*;

#[component]
pub fn Prose(#[prop(into)] text: String) -> impl IntoView {
    let parts = text.split('`').enumerate();
    let shown = parts.map(|(index, part)| {
        let part = part.to_owned();
        if index % 2 == 1 { view! { <code class="word">{part}</code> }.into_any() } else { part.into_any() }
    });
    shown.collect_view()
}
