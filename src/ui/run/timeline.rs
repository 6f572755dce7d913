//! The timeline: a bar for each visit to a state, over virtual time.

use super::super::handle::Handle;
use super::super::widgets::KindIcon;
use super::events::scrolled;
use crate::studio::Action;
use crate::studio::run::lists::ROW_HEIGHT;
use crate::studio::run::timeline::{Bar, Timeline, TimelineRow};
use crate::studio::run::{List, RunAction};
use leptos::prelude::*;
use leptos::web_sys::Event;

#[component]
pub fn TimelinePane() -> impl IntoView {
    let handle = Handle::of_page();
    let timeline = super::watch_run(|studio| studio.run().timeline());
    let scroll = move |event: Event| {
        if let Some(scroll) = scrolled(&event) {
            handle.dispatch(Action::Run(RunAction::Scroll(List::Timeline, scroll)));
        }
    };
    view! {
        <div class="timeline" data-testid="timeline">
            <div class="timeline-axis">
                {move || timeline.get().map(|timeline| view! { <Axis timeline/> })}
            </div>
            <div class="timeline-scroll" on:scroll=scroll>
                {move || timeline.get().map(|timeline| {
                    let first = timeline.rows.first;
                    let height = format!("{}px", timeline.rows.total as f64 * ROW_HEIGHT);
                    let rows = timeline.rows.rows.into_iter().enumerate();
                    view! {
                        <div class="timeline-canvas" style:height=height>
                            {rows.map(|(at, row)| view! { <Row index=first + at row/> }).collect_view()}
                        </div>
                    }
                })}
            </div>
        </div>
    }
}

#[component]
fn Axis(timeline: Timeline) -> impl IntoView {
    if timeline.by_events {
        return view! { <span class="axis-note">"No virtual time went by; shown in the order of events"</span> }.into_any();
    }
    let ticks = timeline.ticks.into_iter().map(|(at, words)| {
        view! { <span class="tick" style:left=percent(at)>{words}</span> }
    });
    view! { <div class="ticks">{ticks.collect_view()}</div> }.into_any()
}

#[component]
fn Row(index: usize, row: TimelineRow) -> impl IntoView {
    let handle = Handle::of_page();
    let id = row.id;
    let attempts = row.attempts.into_iter().map(|(bar, failed)| {
        view! { <span class="attempt-bar" class:failed=failed style:left=percent(bar.from) style:width=width(bar)></span> }
    });
    view! {
        <button
            class="timeline-row"
            data-testid="timeline-row"
            data-status=row.status.as_str()
            style:top=format!("{}px", index as f64 * ROW_HEIGHT)
            on:click=move |_| handle.dispatch(Action::Run(RunAction::Visit(id)))
        >
            <span class="timeline-name" data-kind=row.kind.token() style:padding-left=format!("{}px", 8 + row.depth * 14)>
                <span class="kind"><KindIcon kind=row.kind/></span>
                {row.place.map(|place| view! { <span class="muted number">{place}</span> })}
                <span class="timeline-words">{row.name}</span>
            </span>
            <span class="timeline-lane">
                <span class="visit-bar" style:left=percent(row.bar.from) style:width=width(row.bar)></span>
                {attempts.collect_view()}
            </span>
            <span class="timeline-took number">{row.took}</span>
        </button>
    }
}

fn percent(part: f64) -> String {
    format!("{:.3}%", part * 100.0)
}

fn width(bar: Bar) -> String {
    percent((bar.to - bar.from).max(0.0))
}
