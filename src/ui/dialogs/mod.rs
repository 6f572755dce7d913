//! The dialogs.

mod delete_project;
mod palette;
mod paste;
mod projects;
mod shortcuts;
mod versions;

use super::gallery::Gallery;
use super::widgets::Modal;
use crate::studio::action::Dialog;
use delete_project::DeleteProjectDialog;
use leptos::prelude::*;
use palette::PaletteDialog;
use paste::PasteDialog;
use projects::ProjectsDialog;
use shortcuts::ShortcutsDialog;
use versions::VersionsDialog;

pub fn dialog(dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::Paste => view! { <PasteDialog/> }.into_any(),
        Dialog::Samples => {
            view! { <Modal title="Samples" testid="dialog-samples"><Gallery/></Modal> }.into_any()
        }
        Dialog::Shortcuts => view! { <ShortcutsDialog/> }.into_any(),
        Dialog::Projects => view! { <ProjectsDialog/> }.into_any(),
        Dialog::Versions => view! { <VersionsDialog/> }.into_any(),
        Dialog::DeleteProject => view! { <DeleteProjectDialog/> }.into_any(),
        Dialog::Palette => view! { <PaletteDialog/> }.into_any(),
    }
}
