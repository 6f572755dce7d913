//! L6: Leptos and the browser.

use leptos::prelude::*;

/// Mounts the studio to the page's body.
pub fn mount() {
    leptos::mount::mount_to_body(Shell);
}

/// The frame that everything else stands in.
#[component]
fn Shell() -> impl IntoView {
    view! { <main class="shell"><h1>"ASL Studio"</h1></main> }
}
