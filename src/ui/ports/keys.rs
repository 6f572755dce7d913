//! Key presses as the studio reads them.

use crate::studio::key::{KeyPlace, KeyPress};
use leptos::prelude::document;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent};
use wasm_bindgen::JsCast;

pub fn press(event: &KeyboardEvent, mac: bool) -> KeyPress {
    KeyPress {
        key: event.key(),
        command: if mac { event.meta_key() } else { event.ctrl_key() },
        shift: event.shift_key(),
        alt: event.alt_key(),
        place: place(),
    }
}

/// What has the focus.
pub fn place() -> KeyPlace {
    match document().active_element() {
        None => KeyPlace::Page,
        Some(element) if is_field(&element) => KeyPlace::Field,
        Some(element) if element.has_attribute("data-canvas") => KeyPlace::Canvas,
        Some(element) if element.tag_name() == "BODY" => KeyPlace::Page,
        Some(_) => KeyPlace::Control,
    }
}

fn is_field(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        // What has the focus within its shadow root is not told.
        || element.has_attribute("data-editor")
        || element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}
