//! Running what is open: the button in the top bar and the drawer's Run tab.

use leptos::prelude::*;

/// The top bar's button that starts a run.
#[component]
pub fn RunButton() -> impl IntoView {}

/// The Run tab's panel.
#[component]
pub fn RunPanel() -> impl IntoView {
    view! {
        <p class="empty-note">"A run of this workflow shows here"</p>
    }
}
