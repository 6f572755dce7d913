//! The dialogs, one at a time.

mod palette;
mod paste;
mod shortcuts;

use super::gallery::Gallery;
use super::handle::Handle;
use super::widgets::Modal;
use crate::studio::action::Dialog;
use leptos::prelude::*;
use palette::PaletteDialog;
use paste::PasteDialog;
use shortcuts::ShortcutsDialog;

#[component]
pub fn Dialogs() -> impl IntoView {
    let dialog = Handle::of_page().watch(|studio| studio.dialog());
    move || match dialog.get() {
        None => ().into_any(),
        Some(Dialog::Paste) => view! { <PasteDialog/> }.into_any(),
        Some(Dialog::Samples) => {
            view! { <Modal title="Samples" testid="dialog-samples"><Gallery/></Modal> }.into_any()
        }
        Some(Dialog::Shortcuts) => view! { <ShortcutsDialog/> }.into_any(),
        Some(Dialog::Palette) => view! { <PaletteDialog/> }.into_any(),
    }
}
