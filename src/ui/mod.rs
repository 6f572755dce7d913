//! L6: Leptos and the browser.
