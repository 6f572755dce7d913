//! Animation frames, and what comes after a while.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Calls back before the next painting, with the frame's time in milliseconds.
pub fn next(then: impl FnOnce(f64) + 'static) {
    let callback = Closure::once_into_js(then);
    // It fails only on a page that is going away.
    let _ = window().request_animation_frame(callback.unchecked_ref());
}

/// Calls back when the next painting is done.
pub fn after_painting(then: impl FnOnce() + 'static) {
    next(move |_| drop(gloo::timers::callback::Timeout::new(0, then).forget()));
}

/// Calls back after so many milliseconds.
pub fn later(milliseconds: u32, then: impl FnOnce() + 'static) {
    gloo::timers::callback::Timeout::new(milliseconds, then).forget();
}
