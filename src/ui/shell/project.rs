//! The project in the top bar: its menu, and whether it is saved.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon, MenuButton, MenuItem};
use crate::studio::action::Menu;
use crate::studio::command::CommandId;
use crate::studio::project::saving::SaveState;
use leptos::prelude::*;

#[component]
pub fn ProjectMenu() -> impl IntoView {
    let name = Handle::of_page().watch(|studio| studio.project().name.to_string());
    view! {
        <MenuButton menu=Menu::Project label="Project" glyph=Glyph::Project testid="menu-project" bare=true left=true>
            {move || Some(name.get()).filter(|name| !name.is_empty()).map(|name| view! {
                <div class="menu-title" data-testid="project-name">{name}</div>
            })}
            <MenuItem command=CommandId::NewProject glyph=Glyph::Plus testid="project-new"/>
            <MenuItem command=CommandId::Projects glyph=Glyph::Open testid="project-list"/>
            <div class="menu-rule" role="separator"></div>
            <MenuItem command=CommandId::Versions glyph=Glyph::Clock testid="project-versions"/>
            <MenuItem command=CommandId::ExportProject glyph=Glyph::Download testid="project-export"/>
            <MenuItem command=CommandId::SaveProjectToDisk glyph=Glyph::Disk testid="project-save-disk"/>
            <MenuItem command=CommandId::OpenFile glyph=Glyph::Paste testid="project-import"/>
            <div class="menu-rule" role="separator"></div>
            <MenuItem command=CommandId::ReopenMachine glyph=Glyph::Retry testid="project-reopen"/>
            <MenuItem command=CommandId::DeleteProject glyph=Glyph::Close testid="project-delete"/>
        </MenuButton>
    }
}

#[component]
pub fn SaveMark() -> impl IntoView {
    let state = Handle::of_page().watch(|studio| studio.save_state());
    let words = move || match state.get() {
        SaveState::Saved => "Saved",
        SaveState::Saving => "Saving…",
        SaveState::NotSaved(_) => "Not saved",
    };
    let token = move || match state.get() {
        SaveState::Saved => "saved",
        SaveState::Saving => "saving",
        SaveState::NotSaved(_) => "not-saved",
    };
    let title = move || match state.get() {
        SaveState::Saved => "Saved in this browser".to_owned(),
        SaveState::Saving => "Saving in this browser".to_owned(),
        SaveState::NotSaved(reason) => format!("Not saved: {reason}"),
    };
    let glyph = move || match state.get() {
        SaveState::Saved => view! { <Icon glyph=Glyph::Check/> },
        SaveState::Saving => view! { <Icon glyph=Glyph::Retry/> },
        SaveState::NotSaved(_) => view! { <Icon glyph=Glyph::Warning/> },
    };
    view! {
        <span class="save-mark" data-testid="save-state" data-state=token title=title>
            {glyph}
            <span class="save-words">{words}</span>
        </span>
    }
}
