//! The bar on top: what is open, and the commands that are always at hand.

use super::super::handle::Handle;
use super::super::run::RunButton;
use super::super::widgets::{Glyph, Icon, IconButton, MenuButton, MenuItem, SeverityIcon};
use super::project::{ProjectMenu, SaveMark};
use super::tabs::Tabs;
use crate::studio::action::{Menu, PaneAction};
use crate::studio::command::CommandId;
use crate::studio::pane::View;
use crate::studio::{Action, Studio};
use leptos::prelude::*;

#[component]
pub fn TopBar() -> impl IntoView {
    let handle = Handle::of_page();
    let working = handle.watch(|studio| studio.document().is_some());
    view! {
        <header class="topbar" aria-label="Workflow">
            <Brand/>
            <span class="bar-rule"></span>
            <ProjectMenu/>
            <Show when=move || working.get()>
                <Tabs/>
                <ProblemPill/>
            </Show>
            <span class="spring"></span>
            <Show when=move || working.get()><SaveMark/></Show>
            <Show when=move || working.get()>
                <UndoButtons/>
                <span class="bar-rule"></span>
                <OpenMenu/>
                <ExportMenu/>
                <span class="bar-rule"></span>
                <Views/>
                <PaneButtons/>
            </Show>
            <span class="bar-wide">
                <IconButton command=CommandId::Palette glyph=Glyph::Search testid="palette"/>
                <ThemeButton/>
                <IconButton command=CommandId::Shortcuts glyph=Glyph::Keyboard testid="shortcuts"/>
            </span>
            <span class="bar-narrow">
                <MenuButton menu=Menu::More label="More" glyph=Glyph::More testid="menu-more" bare=true>
                    <MenuItem command=CommandId::Palette glyph=Glyph::Search testid="more-palette"/>
                    <MenuItem command=CommandId::ToggleTheme glyph=Glyph::Moon testid="more-theme"/>
                    <MenuItem command=CommandId::Shortcuts glyph=Glyph::Keyboard testid="more-shortcuts"/>
                </MenuButton>
            </span>
            <Show when=move || working.get()><RunButton/></Show>
        </header>
    }
}

#[component]
fn Brand() -> impl IntoView {
    view! {
        <div class="brand">
            <svg class="brand-mark" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
                <rect width="24" height="24" rx="6"/>
                <path d="M12 5v4M12 9c-4 0-5 1.5-5 5M12 9c4 0 5 1.5 5 5"/>
                <circle cx="12" cy="5.5" r="2"/>
                <circle cx="7" cy="16" r="2.25"/>
                <circle cx="17" cy="16" r="2.25"/>
            </svg>
            <h1>"ASL Studio"</h1>
        </div>
    }
}

#[component]
fn OpenMenu() -> impl IntoView {
    let has_disk = Handle::of_page().ask(|studio| studio.environment().disk);
    view! {
        <MenuButton menu=Menu::Open label="Open" glyph=Glyph::Open testid="menu-open">
            <MenuItem command=CommandId::New glyph=Glyph::Plus testid="open-new"/>
            <MenuItem command=CommandId::OpenFile glyph=Glyph::Open testid="open-file"/>
            <Show when=move || has_disk><MenuItem command=CommandId::OpenFromDisk glyph=Glyph::Disk testid="open-disk"/></Show>
            <MenuItem command=CommandId::Paste glyph=Glyph::Paste testid="open-paste"/>
            <MenuItem command=CommandId::Samples glyph=Glyph::Samples testid="open-samples"/>
            <div class="menu-rule" role="separator"></div>
            <MenuItem command=CommandId::CloseDocument glyph=Glyph::Close testid="close-document"/>
        </MenuButton>
    }
}

#[component]
fn ExportMenu() -> impl IntoView {
    view! {
        <MenuButton menu=Menu::Export label="Export" glyph=Glyph::Download testid="menu-export">
            <MenuItem command=CommandId::SaveToDisk glyph=Glyph::Disk testid="save-disk"/>
            <MenuItem command=CommandId::Download glyph=Glyph::Download testid="export-download"/>
            <MenuItem command=CommandId::DownloadFilled glyph=Glyph::Download testid="export-filled"/>
            <MenuItem command=CommandId::DownloadCreate glyph=Glyph::Download testid="export-create"/>
            <MenuItem command=CommandId::CopyDefinition glyph=Glyph::Copy testid="export-copy"/>
        </MenuButton>
    }
}

#[component]
fn ProblemPill() -> impl IntoView {
    let handle = Handle::of_page();
    let problems = handle.watch(|studio| studio.pressing_problems());
    view! {
        {move || problems.get().worst().map(|severity| view! {
            <button
                class="problem-pill"
                data-testid="problem-pill"
                aria-label=move || problems.get().words()
                on:click=move |_| handle.dispatch(Action::Command(CommandId::ShowProblems))
            >
                <SeverityIcon severity/>
                <span>{problems.get().words()}</span>
            </button>
        })}
    }
}

/// What was done last, and what was undone last, by name.
#[component]
fn UndoButtons() -> impl IntoView {
    view! {
        <StepButton command=CommandId::Undo glyph=Glyph::Undo word="Undo" testid="undo" label=Studio::undo_label/>
        <StepButton command=CommandId::Redo glyph=Glyph::Redo word="Redo" testid="redo" label=Studio::redo_label/>
    }
}

#[component]
fn StepButton(
    command: CommandId,
    glyph: Glyph,
    word: &'static str,
    testid: &'static str,
    label: fn(&Studio) -> Option<&str>,
) -> impl IntoView {
    let handle = Handle::of_page();
    let what = handle.watch(move |studio| label(studio).map(str::to_owned));
    let words = move || what.get().map_or_else(|| word.to_owned(), |what| format!("{word}: {what}"));
    view! {
        <button
            class="icon-button"
            data-testid=testid
            title=words
            aria-label=words
            disabled=move || what.with(Option::is_none)
            on:click=move |_| handle.dispatch(Action::Command(command))
        >
            <Icon glyph/>
        </button>
    }
}

/// The canvas, the text, or both.
#[component]
fn Views() -> impl IntoView {
    let handle = Handle::of_page();
    let shown = handle.watch(|studio| studio.panes().view());
    let segment = move |view: View| {
        view! {
            <button
                class="segment"
                aria-pressed=move || (shown.get() == view).to_string()
                data-testid=format!("view-{}", view.token())
                on:click=move |_| handle.dispatch(Action::Pane(PaneAction::Show(view)))
            >
                {view.label()}
            </button>
        }
    };
    view! {
        <div class="segments" role="group" aria-label="What to show" title="Design, code or both (C)">
            {View::ALL.map(segment).collect_view()}
        </div>
    }
}

/// Opens and closes the side panes.
#[component]
fn PaneButtons() -> impl IntoView {
    view! {
        <IconButton command=CommandId::ToggleOutline glyph=Glyph::Outline testid="toggle-outline"/>
        <IconButton command=CommandId::ToggleInspector glyph=Glyph::Inspector testid="toggle-inspector"/>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let handle = Handle::of_page();
    let dark = handle.watch(|studio| studio.is_dark());
    let label = move || if dark.get() { "Switch to the light theme" } else { "Switch to the dark theme" };
    view! {
        <button
            class="icon-button"
            data-testid="theme"
            title=label
            aria-label=label
            on:click=move |_| handle.dispatch(Action::Command(CommandId::ToggleTheme))
        >
            {move || if dark.get() { view! { <Icon glyph=Glyph::Sun/> } } else { view! { <Icon glyph=Glyph::Moon/> } }}
        </button>
    }
}
