//! The tabs of a form; there are none where there is only one.

use super::super::handle::Handle;
use super::super::ports;
use super::{Shown, send};
use crate::studio::form::{FormAction, Tab, TabId};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct TabHead {
    id: TabId,
    label: &'static str,
    troubled: bool,
}

impl TabHead {
    fn of(tab: &Tab) -> Self {
        Self { id: tab.id, label: tab.label, troubled: tab.troubled }
    }
}

#[component]
pub fn Tabs(form: Shown) -> impl IntoView {
    let tabs = Memo::new(move |_| {
        form.with(|form| match form {
            Some(form) if form.tabs.len() > 1 => form.tabs.iter().map(TabHead::of).collect(),
            _ => Vec::new(),
        })
    });
    let shown = Memo::new(move |_| form.with(|form| form.as_ref().map(|form| form.shown)));
    let on_key = |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        event.prevent_default();
        ports::focus::step_among(".form-tabs [role=tab]", step);
    };
    move || {
        let tabs = tabs.get();
        let buttons = tabs.iter().map(|tab| tab_button(tab.clone(), shown)).collect_view();
        (!tabs.is_empty()).then(|| {
            view! { <div class="form-tabs" role="tablist" aria-label="Parts of the state" on:keydown=on_key>{buttons}</div> }
        })
    }
}

fn tab_button(tab: TabHead, shown: Memo<Option<TabId>>) -> impl IntoView {
    let handle = Handle::of_page();
    let chosen = move || shown.get() == Some(tab.id);
    view! {
        <button
            role="tab"
            class="form-tab"
            aria-selected=move || chosen().to_string()
            data-testid=format!("tab-{}", tab.id.token())
            on:click=move |_| send(handle, FormAction::Tab(tab.id))
        >
            {tab.label}
            {tab.troubled.then(|| view! { <span class="tab-trouble"><span class="said">"has errors"</span></span> })}
        </button>
    }
}
