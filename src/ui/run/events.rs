//! The event table, with the details of one event beside it.

use super::super::handle::Handle;
use super::super::inspector::code::CodeBlock;
use super::super::ports;
use super::super::widgets::{Glyph, Icon};
use crate::studio::Action;
use crate::studio::run::lists::{EventDetails, EventRow, ROW_HEIGHT, Scroll};
use crate::studio::run::{List, RunAction};
use leptos::prelude::*;
use leptos::web_sys::{Event, HtmlElement};
use wasm_bindgen::JsCast;

/// Which part of a list its scrolled element shows.
pub fn scrolled(event: &Event) -> Option<Scroll> {
    let element = event.current_target()?.dyn_into::<HtmlElement>().ok()?;
    Some(Scroll { top: f64::from(element.scroll_top()), height: f64::from(element.client_height()) })
}

#[component]
pub fn Events() -> impl IntoView {
    let handle = Handle::of_page();
    let rows = super::watch_run(|studio| studio.run().events());
    let details = super::watch_run(|studio| studio.run().event_details());
    let scroll = move |event: Event| {
        if let Some(scroll) = scrolled(&event) {
            handle.dispatch(Action::Run(RunAction::Scroll(List::Events, scroll)));
        }
    };
    let height = move || {
        format!("{}px", rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.total)) as f64 * ROW_HEIGHT)
    };
    let shown = move || rows.get().map(|rows| rows.rows).unwrap_or_default();
    view! {
        <div class="events">
            <div class="event-table" role="table" aria-label="History events" aria-rowcount=move || rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.total)).to_string()>
                <div class="event-row event-head" role="row">
                    <span role="columnheader">"Id"</span>
                    <span role="columnheader">"Type"</span>
                    <span role="columnheader">"State"</span>
                    <span role="columnheader">"Time"</span>
                    <span role="columnheader">"After"</span>
                </div>
                <div class="event-scroll" role="rowgroup" data-testid="events" on:scroll=scroll>
                    <div class="event-canvas" role="presentation" style:height=height>
                        <For each=shown key=|row| (row.id, row.shown) let(row)>
                            <Row row/>
                        </For>
                    </div>
                </div>
            </div>
            {move || details.get().map(|details| view! { <Details details/> })}
        </div>
    }
}

#[component]
fn Row(row: EventRow) -> impl IntoView {
    let handle = Handle::of_page();
    let id = row.id;
    let chosen = handle.watch(move |studio| studio.run().event() == Some(id));
    let stop = handle.watch(move |studio| studio.run().event_stop() == Some(id));
    let choose = move || handle.dispatch(Action::Run(RunAction::Event(id)));
    let key = move |event: leptos::ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "Enter" | " " => 0,
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        match by {
            0 => choose(),
            _ => ports::focus::step_among("[data-testid=event]", by),
        }
    };
    view! {
        <div
            class="event-row"
            class:later=!row.shown
            class:chosen=move || chosen.get()
            role="row"
            tabindex=move || if stop.get() { "0" } else { "-1" }
            aria-rowindex=id.to_string()
            aria-selected=move || chosen.get().to_string()
            data-testid="event"
            data-type=row.type_name
            data-tone=row.tone.token()
            style:top=format!("{}px", f64::from(id - 1) * ROW_HEIGHT)
            on:click=move |_| choose()
            on:keydown=key
        >
            <span role="cell" class="number">{row.id}</span>
            <span role="cell" class="event-type">{row.type_name}</span>
            <span role="cell" class="event-state">{row.state}</span>
            <span role="cell" class="number">{row.time}</span>
            <span role="cell" class="number">{row.previous}</span>
        </div>
    }
}

#[component]
fn Details(details: EventDetails) -> impl IntoView {
    let handle = Handle::of_page();
    let text = details.text.clone();
    let copy = move |()| {
        let text = text.clone();
        handle.dispatch(Action::Run(RunAction::Copy { text, what: "event" }));
    };
    view! {
        <section class="event-details" data-testid="event-details" aria-label="Chosen event">
            <h2>
                <span>{format!("{}. {}", details.id, details.type_name)}</span>
                <button
                    class="icon-button"
                    title="Close"
                    aria-label="Close the event"
                    on:click=move |_| handle.dispatch(Action::Run(RunAction::CloseEvent))
                >
                    <Icon glyph=Glyph::Close/>
                </button>
            </h2>
            <CodeBlock code=details.code label="event" copy/>
        </section>
    }
}
