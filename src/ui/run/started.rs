//! Executions of the project's other machines that a run has started, and machines that it did not find there.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon};
use crate::engine::Status;
use crate::sim::session::{Instead, MissingMachine};
use crate::studio::Action;
use crate::studio::project::ProjectAction;
use crate::studio::run::machines::{Started, StartedList};
use leptos::prelude::*;

#[component]
pub fn StartedRuns(list: StartedList) -> impl IntoView {
    let more = (list.more > 0)
        .then(|| view! { <p class="muted">{format!("and {} more executions", list.more)}</p> });
    let missing = list.missing.into_iter().map(|MissingMachine { machine, state_name, instead }| {
        let got = match instead {
            Instead::Echo => "echoed its input",
            Instead::Description => "was told that it succeeded and gave its input back",
            Instead::Failure => "failed",
        };
        view! {
            <p class="echo-note" data-testid="missing-machine">
                <Icon glyph=Glyph::Info/>
                <span>
                    <code>{machine.to_string()}</code>" is not in this project, or has errors; "
                    <strong>{state_name.to_string()}</strong>" "{got}
                </span>
            </p>
        }
    });
    let missing = missing.collect_view();
    view! {
        <div class="places">{list.rows.into_iter().map(row).collect_view()}</div>
        {more}
        {missing}
    }
}

fn row(started: Started) -> impl IntoView {
    let handle = Handle::of_page();
    let Started { machine, state, status, words, sheet } = started;
    let show = move |_| {
        if let Some(sheet) = sheet {
            handle.dispatch(Action::Project(ProjectAction::Show(sheet)));
        }
    };
    view! {
        <button class="place" title="Show this workflow" disabled=sheet.is_none() data-status=token(status) data-testid="started-run" on:click=show>
            <span class="dot"></span>
            <span>{state}" started "<strong>{machine}</strong>", which "{words}</span>
            <Icon glyph=Glyph::ChevronRight/>
        </button>
    }
}

/// The same as of a state's visit.
fn token(status: Status) -> &'static str {
    match status {
        Status::Running => "running",
        Status::Succeeded => "succeeded",
        Status::Aborted => "aborted",
        Status::Failed | Status::TimedOut => "failed",
    }
}
