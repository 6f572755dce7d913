//! Moving the focus from pane to pane.

use leptos::prelude::document;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

/// A part of the page, and what takes the focus in it: the first of these that is there.
struct Region {
    selector: &'static str,
    entries: &'static [&'static str],
}

/// In reading order.
const REGIONS: [Region; 6] = [
    Region { selector: ".topbar", entries: &["button:not(:disabled)"] },
    Region { selector: ".pane.outline", entries: &["[data-library]", "[data-outline-filter]", SELECTED_TAB] },
    Region { selector: ".stage", entries: &[".welcome button:not(:disabled)", "[data-canvas]"] },
    Region { selector: ".code-pane", entries: &["[data-editor]", "button:not(:disabled)"] },
    Region { selector: ".drawer", entries: &[SELECTED_TAB, "[role=tab]"] },
    Region { selector: ".pane.inspector", entries: &["[data-inspector]"] },
];

const SELECTED_TAB: &str = "[role=tab][aria-selected=true]";

/// Focuses the next part of the page that is shown, or the one before; from nowhere, the canvas or the code.
pub fn step(back: bool) {
    let shown: Vec<(&Region, Element)> =
        REGIONS.iter().filter_map(|region| Some((region, find(region)?))).collect();
    let active = document().active_element();
    let here = shown.iter().position(|(_, element)| element.contains(active.as_deref()));
    let count = shown.len();
    let next = match here {
        Some(at) if back => (at + count - 1) % count,
        Some(at) => (at + 1) % count,
        None => shown
            .iter()
            .position(|(region, _)| matches!(region.selector, ".stage" | ".code-pane"))
            .unwrap_or(0),
    };
    if let Some((region, element)) = shown.get(next) {
        enter(region, element);
    }
}

/// The element of a region, if it is to be seen.
fn find(region: &Region) -> Option<Element> {
    let element = document().query_selector(region.selector).ok()??;
    (element.client_height() > 0).then_some(element)
}

fn enter(region: &Region, element: &Element) {
    let entry = region.entries.iter().find_map(|entry| element.query_selector(entry).ok()?);
    let Some(entry) = entry else { return };
    // The editor lives in a shadow of its own.
    let inner = entry.shadow_root().and_then(|root| root.query_selector("[contenteditable=true]").ok()?);
    if let Some(target) = inner.unwrap_or(entry).dyn_ref::<HtmlElement>() {
        // An element that cannot take the focus leaves it where it is.
        let _ = target.focus();
    }
}
