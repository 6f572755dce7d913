//! What lies above the canvas until it is settled: not saved, open elsewhere, compared with a version.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon};
use crate::studio::project::view::{Choice, Notice};
use leptos::prelude::*;

#[component]
pub fn NoticeBar() -> impl IntoView {
    let notice = Handle::of_page().watch(|studio| studio.notice());
    move || notice.get().map(shown)
}

fn shown(notice: Notice) -> AnyView {
    view! {
        <div class="notice" class:bad=notice.is_bad role="status" data-testid="notice" data-notice=notice.token>
            <Icon glyph=if notice.is_bad { Glyph::Warning } else { Glyph::Info }/>
            <span class="notice-text">{notice.text}</span>
            {notice.choices.into_iter().map(|choice| view! { <ChoiceButton choice/> }).collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn ChoiceButton(choice: Choice) -> impl IntoView {
    let handle = Handle::of_page();
    let action = choice.action;
    view! {
        <button
            class="button"
            data-testid=format!("notice-{}", choice.token)
            on:click=move |_| handle.dispatch(action.clone())
        >
            {choice.label}
        </button>
    }
}
