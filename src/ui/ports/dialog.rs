//! The browser's own modal dialogs: they trap the focus and darken the rest by themselves.

use leptos::web_sys::{self, HtmlDialogElement};
use wasm_bindgen::JsCast;

/// Opens `dialog` over everything else.
pub fn open(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        // It can fail only for a dialog that is not on the page, which is then not seen either.
        let _ = dialog.show_modal();
    }
}

/// Whether the event hit the dialog's backdrop rather than something in it.
pub fn hit_backdrop(event: &web_sys::MouseEvent) -> bool {
    event.target().is_some_and(|target| target.is_instance_of::<HtmlDialogElement>())
}

/// Whether the focus went out of the element that listens.
pub fn focus_left(event: &web_sys::FocusEvent) -> bool {
    let home = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    home.is_some_and(|home| !home.contains(next.as_ref()))
}
