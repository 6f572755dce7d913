//! What is wrong with what was typed, pinned below the text until it is right.

use super::super::handle::Handle;
use super::super::ports;
use super::super::widgets::{Prose, SeverityIcon};
use crate::diagnostic::Severity;
use crate::studio::Action;
use crate::studio::code::{Broken, CodeAction};
use leptos::prelude::*;

#[component]
pub fn Notice() -> impl IntoView {
    let handle = Handle::of_page();
    let status = handle.watch(|studio| studio.code_status());
    move || {
        let status = status.get();
        if status.conflict {
            return Some(view! { <Conflict/> }.into_any());
        }
        status.broken.map(|broken| view! { <Pinned broken/> }.into_any())
    }
}

#[component]
fn Pinned(broken: Broken) -> impl IntoView {
    let Broken { message, hint, from, to, place } = broken;
    view! {
        <div class="code-notice" role="status" data-testid="code-broken">
            <SeverityIcon severity=Severity::Error/>
            <span class="code-notice-text">
                <span>
                    {place.map(|(line, column)| format!("Line {line}, column {column}: "))}
                    <Prose text=message/>
                </span>
                {hint.map(|hint| view! { <span class="problem-hint"><Prose text=hint/></span> })}
                <span class="muted">"The canvas shows the workflow as it was before"</span>
            </span>
            <span class="code-notice-buttons">
                <button class="button" data-testid="code-go" on:click=move |_| ports::code::go_to(from, to)>
                    "Go there"
                </button>
                <Choice label="Discard my changes" testid="code-discard" action=CodeAction::Discard/>
            </span>
        </div>
    }
}

#[component]
fn Conflict() -> impl IntoView {
    view! {
        <div class="code-notice" role="alert" data-testid="code-conflict">
            <SeverityIcon severity=Severity::Warning/>
            <span class="code-notice-text">"What you type here has changed on the canvas, too"</span>
            <span class="code-notice-buttons">
                <Choice label="Keep my text" testid="code-keep" action=CodeAction::KeepTyped/>
                <Choice label="Take the canvas's" testid="code-discard" action=CodeAction::Discard/>
            </span>
        </div>
    }
}

#[component]
fn Choice(label: &'static str, testid: &'static str, action: CodeAction) -> impl IntoView {
    let handle = Handle::of_page();
    view! {
        <button class="button" data-testid=testid on:click=move |_| handle.dispatch(Action::Code(action.clone()))>
            {label}
        </button>
    }
}
