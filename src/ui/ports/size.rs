//! Following the size of an element.

use crate::studio::geometry::Size;
use leptos::web_sys::{Element, ResizeObserver};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Tells `changed` the size of `element` now and whenever it changes, as long as the page lives.
pub fn follow(element: &Element, changed: impl Fn(Size) + 'static) {
    let observed = element.clone();
    let measure = move || changed(Size::new(observed.client_width().into(), observed.client_height().into()));
    measure();
    let callback = Closure::<dyn Fn()>::new(measure);
    if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    callback.forget();
}
