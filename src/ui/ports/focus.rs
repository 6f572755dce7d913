//! Moving the focus.

use leptos::prelude::document;
use leptos::web_sys::{Element, FocusOptions, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use wasm_bindgen::JsCast;

/// Focuses the first element that `selector` finds, once the page shows what was just changed.
pub fn focus(selector: &'static str) {
    when_shown(
        move || document().query_selector(selector).ok().flatten(),
        |element| {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // An element that cannot take the focus leaves it where it is.
            let _ = element.focus_with_options(&options);
        },
    );
}

/// Focuses the field that `selector` finds, its text selected.
pub fn take_up(selector: &'static str) {
    when_shown(
        move || document().query_selector(selector).ok().flatten(),
        |element| {
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                take(input);
            }
        },
    );
}

/// The same as [`focus`], if the focus is now inside what `from` finds, which is about to go.
pub fn carry(from: &str, selector: &'static str) {
    let focused = document().active_element();
    if focused.is_some_and(|focused| matches!(focused.closest(from), Ok(Some(_)))) {
        focus(selector);
    }
}

/// Focuses the field of a form, its text selected, and brings it into view.
pub fn focus_field(id: String) {
    when_shown(
        move || document().get_element_by_id(&format!("field-{id}")),
        |element| {
            let _ = element.focus();
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                input.select();
            }
        },
    );
}

/// Does something to an element as soon as the page shows it: before the next key is read, so that who types ahead types
/// into the right place. What comes later, such as a view that is still being loaded, is waited for by one frame.
fn when_shown(find: impl Fn() -> Option<Element> + 'static, act: impl Fn(&HtmlElement) + 'static) {
    let attempt = move || {
        let found = find().and_then(|element| element.dyn_into::<HtmlElement>().ok());
        found.inspect(&act).is_some()
    };
    wasm_bindgen_futures::spawn_local(async move {
        // What follows from a change is drawn by tasks that were queued before this one.
        leptos::task::tick().await;
        if !attempt() {
            super::frames::next(move |_| {
                attempt();
            });
        }
    });
}

/// Focuses a field and selects what is in it.
pub fn take(field: &HtmlInputElement) {
    // A field that cannot take the focus leaves it where it is.
    let _ = field.focus();
    field.select();
}

/// What is selected in a field, in UTF-16 units; its end if that is not known.
pub fn selection_in(id: &str) -> (usize, usize) {
    let Some(element) = document().get_element_by_id(id) else { return (usize::MAX, usize::MAX) };
    let (start, end) = match (element.dyn_ref::<HtmlInputElement>(), element.dyn_ref::<HtmlTextAreaElement>())
    {
        (Some(input), _) => (input.selection_start(), input.selection_end()),
        (_, Some(area)) => (area.selection_start(), area.selection_end()),
        _ => return (usize::MAX, usize::MAX),
    };
    let place = |at: Result<Option<u32>, _>| at.ok().flatten().map_or(usize::MAX, |at| at as usize);
    (place(start), place(end))
}

/// Focuses the sibling row of a list that a key moves to: `step` rows down or up among `selector`'s elements.
pub fn step_among(selector: &str, step: i32) {
    let Ok(all) = document().query_selector_all(selector) else { return };
    let active = document().active_element();
    let at = (0..all.length()).find(|&index| all.item(index).as_ref() == active.as_ref().map(AsRef::as_ref));
    let next = at.map_or(0, |at| i64::from(at) + i64::from(step));
    let next = u32::try_from(next.max(0)).unwrap_or(0).min(all.length().saturating_sub(1));
    if let Some(element) = all.item(next).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Scrolls what `selector` finds into view in its own pane.
pub fn scroll_to(selector: &'static str) {
    super::frames::next(move |_| {
        if let Ok(Some(element)) = document().query_selector(selector) {
            let options = leptos::web_sys::ScrollIntoViewOptions::new();
            options.set_block(leptos::web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
