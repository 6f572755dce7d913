//! The drawer below the canvas: a bar of tabs, and the one that is open.

use super::super::handle::Handle;
use super::super::rest::OfRest;
use super::split::Split;
use crate::studio::Action;
use crate::studio::action::PaneAction;
use crate::studio::pane::{DrawerTab, Pane};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

#[component]
pub fn Drawer() -> impl IntoView {
    let handle = Handle::of_page();
    let panes = handle.watch(|studio| studio.panes());
    let open = move || panes.get().drawer.open;
    view! {
        <section class="drawer" aria-label="Run and problems" data-testid="drawer">
            <Show when=open><Split pane=Pane::Drawer/></Show>
            <div class="tabs" role="tablist" aria-label="Drawer">
                {DrawerTab::ALL.map(|tab| view! { <Tab tab/> }).collect_view()}
            </div>
            <Show when=open>
                <div
                    class="drawer-body"
                    role="tabpanel"
                    aria-labelledby=move || tab_id(panes.get().tab)
                    style:height=move || format!("{}px", panes.get().drawer.size)
                >
                    {move || match panes.get().tab {
                        DrawerTab::Run => view! { <OfRest view=|views| (views.run)()/> }.into_any(),
                        DrawerTab::Problems => view! { <OfRest view=|views| (views.problems)()/> }.into_any(),
                    }}
                </div>
            </Show>
        </section>
    }
}

fn tab_id(tab: DrawerTab) -> String {
    format!("tab-{}", tab.token())
}

#[component]
fn Tab(tab: DrawerTab) -> impl IntoView {
    let handle = Handle::of_page();
    let selected = handle.watch(move |studio| studio.panes().drawer.open && studio.panes().tab == tab);
    let count = handle.watch(move |studio| match tab {
        DrawerTab::Problems => studio.problem_counts().total(),
        DrawerTab::Run => 0,
    });
    let worst = handle.watch(|studio| studio.pressing_problems().worst().map(|severity| severity.as_str()));
    let show = move |tab| handle.dispatch(Action::Pane(PaneAction::ShowTab(tab)));
    let on_key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            event.prevent_default();
            let step = if event.key() == "ArrowRight" { 1 } else { -1 };
            super::super::ports::focus::step_among(".drawer [role=tab]", step);
        }
    };
    view! {
        <button
            class="tab"
            role="tab"
            id=tab_id(tab)
            aria-selected=move || selected.get().to_string()
            data-testid=tab_id(tab)
            on:click=move |_| show(tab)
            on:keydown=on_key
        >
            <span>{tab.label()}</span>
            <Show when=move || count.get() != 0>
                <span class="count" data-severity=move || worst.get()>{move || count.get()}</span>
            </Show>
        </button>
    }
}
