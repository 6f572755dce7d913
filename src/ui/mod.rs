//! L6: Leptos and the browser.
//!
//! Components decide nothing: a view-model of [`crate::studio`] in, DOM out; a DOM event in, an
//! [`crate::studio::Action`] out. What the browser must do is in [`ports`], nowhere else.

mod canvas;
mod code;
mod dialogs;
mod gallery;
mod handle;
mod inspector;
mod library;
mod outline;
mod ports;
mod problems;
mod requests;
mod rest;
mod run;
mod shell;
mod welcome;
mod widgets;

use handle::Handle;
use leptos::prelude::*;

/// Mounts the studio to the page's body.
pub fn mount() {
    leptos::mount::mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let handle = Handle::start();
    provide_context(handle);
    ports::listen(handle);
    handle.begin();
    view! { <shell::Shell/> }
}
