//! What the run came to, or what it is doing.

use super::super::handle::Handle;
use super::super::inspector::code::CodeBlock;
use super::super::widgets::{Glyph, Icon};
use super::asking::Asking;
use super::started::StartedRuns;
use crate::sim::view::VisitStatus;
use crate::studio::Action;
use crate::studio::command::CommandId;
use crate::studio::run::report::{self, Data, Place, ResultView};
use crate::studio::run::{RunAction, RunTab};
use leptos::prelude::*;

#[component]
pub fn ResultPane() -> impl IntoView {
    let result = super::watch_run(report::result);
    move || result.get().map(|result| view! { <Shown result/> })
}

#[component]
fn Shown(result: ResultView) -> impl IntoView {
    let handle = Handle::of_page();
    let Data { label, code, text } = result.data;
    let copy = move |()| {
        handle.dispatch(Action::Run(RunAction::Copy { text: text.clone(), what: "data" }));
    };
    view! {
        <div class="result" data-testid="result">
            <section class="result-facts" aria-label="Result">
                <h2 class="result-status" data-run-status=result.status.token()>{result.status.label()}</h2>
                <p class="muted">{result.spent}</p>
                {result.error.map(|error| view! { <p class="result-error" data-testid="run-error">{error}</p> })}
                {result.cause.map(|cause| view! { <pre class="result-cause" data-testid="run-cause">{cause}</pre> })}
                <Places places=result.places/>
                <Written files=result.files/>
                <StartedRuns list=result.started/>
                <Echoed names=result.echoed/>
                <Redrive shown=result.redrivable/>
                <button
                    class="button small"
                    data-testid="export-history"
                    on:click=move |_| handle.dispatch(Action::Command(CommandId::ExportHistory))
                >
                    <Icon glyph=Glyph::Download/>
                    <span>"History"</span>
                </button>
            </section>
            <section class="result-output" data-testid="run-data">
                <Asking/>
                <h2>{label}</h2>
                <CodeBlock code label="data" copy/>
            </section>
        </div>
    }
}

/// Mend a mock, then go on from the state that failed.
#[component]
fn Redrive(shown: bool) -> impl IntoView {
    let handle = Handle::of_page();
    let redrive = move |_| handle.dispatch(Action::Command(CommandId::Redrive));
    shown.then(|| {
        view! {
            <button
                class="button small"
                title="Go on from the state that failed, with the mocks as they are now"
                data-testid="redrive"
                on:click=redrive
            >
                <Icon glyph=Glyph::Retry/>
                <span>"Redrive"</span>
            </button>
        }
    })
}

/// States to go to.
#[component]
fn Places(places: Vec<Place>) -> impl IntoView {
    let handle = Handle::of_page();
    let rows = places.into_iter().map(|place| {
        let go = move |_| {
            if let Some(path) = &place.path {
                handle.dispatch(Action::Reveal(path.clone()));
            }
        };
        let said = match place.status {
            VisitStatus::Failed => "Failed in ",
            _ => "In ",
        };
        view! {
            <button class="place" data-status=place.status.as_str() data-testid="run-place" on:click=go>
                <span class="dot"></span>
                <span>{said}<strong>{place.name}</strong>{(place.count > 1).then(|| format!(" × {}", place.count))}</span>
                <Icon glyph=Glyph::ChevronRight/>
            </button>
        }
    });
    view! { <div class="places">{rows.collect_view()}</div> }
}

/// What the run wrote into virtual files.
#[component]
fn Written(files: Vec<String>) -> impl IntoView {
    let handle = Handle::of_page();
    let rows = files.into_iter().enumerate().map(|(index, name)| {
        let save = move |_| handle.dispatch(Action::Run(RunAction::SaveFile(index)));
        view! {
            <button class="place" title="Download" data-testid="written-file" on:click=save>
                <Icon glyph=Glyph::Download/>
                <span>"Wrote "<strong>{name}</strong></span>
            </button>
        }
    });
    view! { <div class="places">{rows.collect_view()}</div> }
}

/// A run that only echoes proves little, so it says so.
#[component]
fn Echoed(names: Vec<String>) -> impl IntoView {
    let handle = Handle::of_page();
    let setup = move |_| handle.dispatch(Action::Run(RunAction::ShowTab(RunTab::Setup)));
    (!names.is_empty()).then(|| {
        let shown: Vec<_> = names.iter().take(4).cloned().collect();
        let more = names.len().saturating_sub(4);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let verb = if names.len() == 1 {
            "has no mock and echoed its input"
        } else {
            "have no mock and echoed their input"
        };
        view! {
            <p class="echo-note" data-testid="echo-note">
                <Icon glyph=Glyph::Info/>
                <span>
                    <code>{shown.join(", ")}</code>{more}" "{verb}". "
                    <button class="link" data-testid="echo-setup" on:click=setup>"Set mocks"</button>
                </span>
            </p>
        }
    })
}
