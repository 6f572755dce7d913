//! The picture of a Retrier's attempts: a bar for each retry, as wide as its delay.

use super::row::Content;
use crate::studio::attempts::{AttemptBar, AttemptsView};
use crate::studio::form::Row;
use leptos::prelude::*;

pub fn attempts(row: Content) -> AnyView {
    let picture = Memo::new(move |_| {
        row.with(|row| match row {
            Some(Row::Attempts { view, .. }) => Some(view.clone()),
            _ => None,
        })
    });
    view! { <div class="form-attempts" data-depth="1" data-testid="attempts-picture">{move || picture.get().map(drawn)}</div> }
        .into_any()
}

fn drawn(view: AttemptsView) -> impl IntoView {
    let bars = view.bars.into_iter().map(bar).collect_view();
    let notes = view.notes.into_iter().map(|note| view! { <p class="muted">{note}</p> }).collect_view();
    let more =
        (view.left_out > 0).then(|| view! { <p class="muted">{format!("and {} more", view.left_out)}</p> });
    view! {
        <div class="attempt-bars" aria-hidden="true">{bars}</div>
        <p>{view.summary}</p>
        {more}
        {notes}
    }
}

/// With jitter the delay is anything up to the bar's width, so the bar fades in.
fn bar(bar: AttemptBar) -> impl IntoView {
    let percent = |part: f64| format!("{:.2}%", part * 100.0);
    view! {
        <span
            class="attempt-bar"
            class:cut=bar.is_cut
            class:jitter=bar.least != bar.delay
            title=bar.label
            style:left=percent(bar.start)
            style:width=percent(bar.end - bar.start)
        ></span>
    }
}
