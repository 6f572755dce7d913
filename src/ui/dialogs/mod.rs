//! The dialogs.

mod palette;
mod paste;
mod shortcuts;

use super::gallery::Gallery;
use super::widgets::Modal;
use crate::studio::action::Dialog;
use leptos::prelude::*;
use palette::PaletteDialog;
use paste::PasteDialog;
use shortcuts::ShortcutsDialog;

pub fn dialog(dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::Paste => view! { <PasteDialog/> }.into_any(),
        Dialog::Samples => {
            view! { <Modal title="Samples" testid="dialog-samples"><Gallery/></Modal> }.into_any()
        }
        Dialog::Shortcuts => view! { <ShortcutsDialog/> }.into_any(),
        Dialog::Palette => view! { <PaletteDialog/> }.into_any(),
    }
}
