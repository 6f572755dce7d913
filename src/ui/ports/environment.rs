//! What the browser and the system say of themselves.

use super::super::handle::Handle;
use crate::studio::{Action, Environment, drawing};
use gloo::events::EventListener;
use leptos::prelude::{document, window};

const DARK: &str = "(prefers-color-scheme: dark)";
const LESS_MOTION: &str = "(prefers-reduced-motion: reduce)";

pub fn read() -> Environment {
    let platform = window().navigator().user_agent().unwrap_or_default();
    Environment {
        mac: platform.contains("Mac OS") || platform.contains("iPhone") || platform.contains("iPad"),
        dark: matches(DARK),
        reduced_motion: matches(LESS_MOTION),
        text_scale: text_width(drawing::MEASURED) / drawing::reckoned_width(),
        session: super::clock::fresh(),
        disk: super::disk::is_there(),
        width: window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1440.0),
    }
}

/// Shows the page in `theme`, the value of `data-theme`.
pub fn show_theme(theme: &str) {
    if let Some(root) = document().document_element() {
        // An attribute can always be set on an element of the page.
        let _ = root.set_attribute("data-theme", theme);
    }
}

/// What the window is called.
pub fn title() -> String {
    document().title()
}

/// Names the window after what is open.
pub fn show_title(title: &str) {
    document().set_title(title);
}

/// Follows the system between light and dark.
pub fn follow_theme(handle: Handle) {
    if let Ok(Some(query)) = window().match_media(DARK) {
        let listener = EventListener::new(&query, "change", move |_| {
            handle.dispatch(Action::SystemTheme { dark: matches(DARK) });
        });
        listener.forget();
    }
}

/// How wide the page draws `text` at the size of an edge's words; 0 if it cannot be told.
fn text_width(text: &str) -> f64 {
    let Some((body, probe)) = document().body().zip(document().create_element("span").ok()) else {
        return 0.0;
    };
    probe.set_class_name("probe");
    probe.set_text_content(Some(text));
    if body.append_child(&probe).is_err() {
        return 0.0;
    }
    let width = probe.get_bounding_client_rect().width();
    probe.remove();
    width
}

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}
