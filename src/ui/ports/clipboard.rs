//! The system's clipboard.

use leptos::prelude::window;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Puts `text` on the clipboard and tells `done` whether that worked.
pub fn copy(text: String, done: impl FnOnce(bool) + 'static) {
    let writing = window().navigator().clipboard().write_text(&text);
    spawn_local(async move { done(JsFuture::from(writing).await.is_ok()) });
}
