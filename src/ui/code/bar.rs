//! The bar above the text: its language, and what can be done with it.

use super::super::handle::Handle;
use super::super::ports;
use super::super::widgets::{Glyph, Icon, SeverityIcon};
use crate::studio::Action;
use crate::studio::code::{CodeAction, Language};
use crate::studio::command::CommandId;
use leptos::prelude::*;

#[component]
pub fn Bar() -> impl IntoView {
    let handle = Handle::of_page();
    let yaml = handle.watch(|studio| studio.code().language() == Language::Yaml);
    let copy = move || handle.dispatch(Action::Code(CodeAction::Copy(ports::code::text())));
    let format = move || handle.dispatch(Action::Code(CodeAction::Format));
    view! {
        <div class="code-bar">
            <Languages/>
            <span class="spring"></span>
            <Problems/>
            <Show when=move || !yaml.get()>
                <Tool label="Format (Shift+Alt+F)" glyph=Glyph::Format testid="code-format" act=format/>
            </Show>
            <Tool label="Copy the text" glyph=Glyph::Copy testid="code-copy" act=copy/>
            <Tool label="Search in the text" glyph=Glyph::Search testid="code-search" act=ports::code::open_search/>
        </div>
        <Show when=move || yaml.get()>
            <p class="code-note" data-testid="yaml-note">
                <Icon glyph=Glyph::Info/>
                "The workflow is kept as JSON: comments are lost when you leave YAML, or change it elsewhere"
            </p>
        </Show>
    }
}

#[component]
fn Languages() -> impl IntoView {
    let handle = Handle::of_page();
    let shown = handle.watch(|studio| studio.code().language());
    let fixed = handle.watch(|studio| !studio.can_switch_language());
    let title = move || fixed.get().then_some("Correct the text first, or discard your changes");
    let segment = move |language: Language| {
        view! {
            <button
                class="segment"
                aria-pressed=move || (shown.get() == language).to_string()
                disabled=move || fixed.get() && shown.get() != language
                title=title
                data-testid=format!("code-{}", language.token())
                on:click=move |_| handle.dispatch(Action::Code(CodeAction::SetLanguage(language)))
            >
                {language.label()}
            </button>
        }
    };
    view! {
        <div class="segments" role="group" aria-label="Language of the text">
            {Language::ALL.map(segment).collect_view()}
        </div>
    }
}

/// How many problems there are; leads to the list of them.
#[component]
fn Problems() -> impl IntoView {
    let handle = Handle::of_page();
    let counts = handle.watch(|studio| studio.code_status().counts);
    let show = move |_| handle.dispatch(Action::Command(CommandId::ShowProblems));
    move || {
        let counts = counts.get();
        counts.worst().map(|severity| {
            view! {
                <button class="problem-pill" data-testid="code-problems" on:click=show>
                    <SeverityIcon severity/>
                    <span>{counts.words()}</span>
                </button>
            }
        })
    }
}

#[component]
fn Tool(
    label: &'static str,
    glyph: Glyph,
    testid: &'static str,
    act: impl Fn() + Copy + 'static,
) -> impl IntoView {
    view! {
        <button class="icon-button" title=label aria-label=label data-testid=testid on:click=move |_| act()>
            <Icon glyph/>
        </button>
    }
}
