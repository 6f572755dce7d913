//! The code pane: a bar, the editor, and below it what is wrong with what was typed.

mod bar;
mod notice;

use super::handle::Handle;
use super::ports;
use super::shell::Split;
use super::widgets::{Glyph, Icon};
use crate::studio::Action;
use crate::studio::code::{CodeAction, Module};
use crate::studio::pane::{Pane, View};
use bar::Bar;
use leptos::html::Div;
use leptos::prelude::*;
use notice::Notice;

#[component]
pub fn CodePane() -> impl IntoView {
    let handle = Handle::of_page();
    let panes = handle.watch(|studio| studio.panes());
    let module = handle.watch(|studio| studio.code().module().clone());
    let width = move || (panes.get().view() == View::Split).then(|| format!("{}px", panes.get().code.size));
    view! {
        <section
            class="code-pane"
            class:alone=move || panes.get().view() == View::Code
            aria-label="Code"
            data-testid="code-pane"
            style:width=width
            style:display=move || (panes.get().view() == View::Design).then_some("none")
        >
            <Show when=move || panes.get().view() == View::Split><Split pane=Pane::Code/></Show>
            <Bar/>
            {move || match module.get() {
                Module::Ready => view! { <Editor/> }.into_any(),
                Module::Failed(reason) => view! { <Failed reason/> }.into_any(),
                Module::Absent | Module::Loading => {
                    view! { <p class="empty-note" role="status">"Loading the editor…"</p> }.into_any()
                }
            }}
            <Notice/>
        </section>
    }
}

#[component]
fn Editor() -> impl IntoView {
    let handle = Handle::of_page();
    let host = NodeRef::<Div>::new();
    let text = handle.watch(|studio| studio.code_text());
    let marks = handle.watch(|studio| studio.code().marks().clone());
    let dark = handle.watch(|studio| studio.is_dark());
    let visible = handle.watch(|studio| studio.panes().code.open);
    let reveal = handle.watch(|studio| studio.code().reveal().cloned());
    let mounted = StoredValue::new(false);
    Effect::new(move || {
        let (Some(host), Some(text)) = (host.get(), text.get()) else { return };
        if mounted.get_value() {
            ports::code::show_text(&text);
        } else {
            mounted.set_value(true);
            let tell = move |action| handle.dispatch(action);
            ports::code::mount(&host, &text, dark.get_untracked(), tell);
        }
        ports::code::show_marks(&marks.get());
    });
    Effect::new(move || ports::code::show_theme(dark.get()));
    let revealed = StoredValue::new(0);
    Effect::new(move || {
        let (true, Some(reveal)) = (visible.get(), reveal.get()) else { return };
        if revealed.get_value() != reveal.number {
            revealed.set_value(reveal.number);
            ports::frames::next(move |_| ports::code::select(&reveal));
        }
    });
    on_cleanup(ports::code::unmount);
    view! { <div class="editor" node_ref=host data-editor="" data-testid="editor"></div> }
}

/// The editor could not be loaded: the rest of the page goes on.
#[component]
fn Failed(reason: String) -> impl IntoView {
    let handle = Handle::of_page();
    view! {
        <div class="empty-note" role="alert" data-testid="editor-failed">
            <p>"The editor could not be loaded: " {reason}</p>
            <button class="button" on:click=move |_| handle.dispatch(Action::Code(CodeAction::Retry))>
                <Icon glyph=Glyph::Retry/>
                <span>"Try again"</span>
            </button>
        </div>
    }
}
