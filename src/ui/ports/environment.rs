//! What the browser and the system say of themselves.

use super::super::handle::Handle;
use crate::studio::{Action, Environment};
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

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}
