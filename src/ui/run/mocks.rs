//! The mocks of a run: a row for each function that is called, or all of them as JSON.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon};
use super::mock_fields::{Fields, KindSelect, Text, has_latency};
use super::setup::{Note, edit};
use crate::sim::MockKey;
use crate::studio::command::CommandId;
use crate::studio::run::draft::{DraftField, DraftKind};
use crate::studio::run::setup::{MockEdit, MockRow, SetupEdit};
use crate::studio::{Action, Studio};
use leptos::prelude::*;

#[component]
pub fn Mocks() -> impl IntoView {
    let handle = Handle::of_page();
    let as_json = super::watch_run(|studio| studio.run().setup().json.is_some());
    let stuck = super::watch_run(|studio| {
        studio.run().setup().json.is_some() && studio.run().setup().problems().json.is_some()
    });
    view! {
        <section class="setup-mocks" aria-label="Mocks">
            <div class="setup-head">
                <h2>"Mocks"</h2>
                <button
                    class="button small"
                    aria-pressed=move || as_json.get().to_string()
                    data-testid="mocks-as-json"
                    disabled=move || stuck.get()
                    on:click=move |_| edit(handle, SetupEdit::MocksAsJson(!as_json.get_untracked()))
                >
                    {move || if as_json.get() { "As a form" } else { "As JSON" }}
                </button>
                <button
                    class="icon-button"
                    title="Download the mocks"
                    aria-label="Download the mocks"
                    data-testid="export-mocks"
                    on:click=move |_| handle.dispatch(Action::Command(CommandId::ExportMocks))
                >
                    <Icon glyph=Glyph::Download/>
                </button>
            </div>
            <Show when=move || as_json.get() fallback=|| view! { <Form/> }><Json/></Show>
        </section>
    }
}

#[component]
fn Json() -> impl IntoView {
    let handle = Handle::of_page();
    let text = super::watch_run(|studio| studio.run().setup().json.clone().unwrap_or_default());
    let problem = super::watch_run(|studio| studio.run().setup().problems().json);
    view! {
        <textarea
            class="field code-field"
            class:bad=move || problem.with(Option::is_some)
            spellcheck="false"
            aria-label="Mocks as JSON"
            data-testid="mocks-json"
            prop:value=move || text.get()
            on:input=move |event| edit(handle, SetupEdit::MocksJson(event_target_value(&event)))
        ></textarea>
        <p class="field-problem" role="status">{move || problem.get()}</p>
    }
}

/// The rows. They are made anew when their number or kinds change, not while a field is typed in.
#[component]
fn Form() -> impl IntoView {
    let shape =
        super::watch_run(|studio| studio.run().setup().rows.iter().map(RowShape::of).collect::<Vec<_>>());
    let starts = super::watch_run(Studio::starts_executions);
    move || {
        let shapes = shape.get();
        if shapes.is_empty() {
            return view! { <p class="empty-note">"This workflow calls nothing, so there is nothing to mock"</p> }.into_any();
        }
        let executions = starts.get().then_some(", and an execution of a workflow in this project runs it");
        let rows = shapes.into_iter().enumerate().map(|(index, shape)| view! { <li><Row index shape/></li> });
        view! {
            <ul class="mock-list" data-testid="mocks">{rows.collect_view()}</ul>
            <Note>"Without a mock a function echoes its input"{executions}</Note>
        }
        .into_any()
    }
}

/// What decides which fields a row has.
#[derive(Clone, PartialEq)]
pub struct RowShape {
    name: String,
    what: &'static str,
    kinds: &'static [DraftKind],
    pub kind: DraftKind,
    pub answers: Vec<DraftKind>,
}

impl RowShape {
    fn of(row: &MockRow) -> Self {
        let what = match row.target.key {
            MockKey::Function(_) => "Lambda function",
            MockKey::State(_) => "State",
            MockKey::Resource(_) => "Resource",
        };
        let answers = row.draft.sequence.iter().map(|answer| answer.kind).collect();
        let kinds = if row.has_token { &DraftKind::ALL } else { DraftKind::PLAIN };
        Self { name: row.target.key.name().to_string(), what, kinds, kind: row.draft.kind, answers }
    }
}

#[component]
fn Row(index: usize, shape: RowShape) -> impl IntoView {
    let handle = Handle::of_page();
    let problem = super::watch_run(move |studio| {
        studio.run().setup().rows.get(index).and_then(|row| row.draft.handler().err())
    });
    let words = move || problem.get().map(|problem| problem.message);
    let (name, what, kind) = (shape.name.clone(), shape.what, shape.kind);
    let choose = move |kind| edit(handle, SetupEdit::Mock(index, MockEdit::Kind(kind)));
    view! {
        <div class="mock" data-testid="mock" data-mock=name.clone() data-mock-kind=kind.token()>
            <div class="mock-head">
                <span class="mock-name" title=what>{name.clone()}</span>
                <KindSelect label=format!("What {} answers", shape.name) kinds=shape.kinds chosen=kind choose/>
                {has_latency(kind).then(|| view! {
                    <Text index answer=None field=DraftField::Latency label="After ms" problem/>
                })}
            </div>
            <Fields index shape problem/>
            <p class="field-problem" role="status">{words}</p>
        </div>
    }
}
