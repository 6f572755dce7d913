//! What a run starts with: input, seed, mocks.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon};
use super::files::Files;
use super::mocks::Mocks;
use crate::studio::Action;
use crate::studio::run::RunAction;
use crate::studio::run::setup::SetupEdit;
use crate::studio::settings::SettingsAction;
use leptos::prelude::*;

/// Sends an edit of the setup.
pub fn edit(handle: Handle, edit: SetupEdit) {
    handle.dispatch(Action::Run(RunAction::Edit(edit)));
}

#[component]
pub fn SetupPane() -> impl IntoView {
    view! {
        <div class="setup" data-setup="" data-testid="setup">
            <Input/>
            <div class="setup-answers">
                <Mocks/>
                <Files/>
            </div>
        </div>
    }
}

#[component]
fn Input() -> impl IntoView {
    let handle = Handle::of_page();
    let text = super::watch_run(|studio| studio.run().setup().input.clone());
    let problem = super::watch_run(|studio| studio.run().setup().problems().input);
    view! {
        <section class="setup-input" aria-label="Input">
            <div class="setup-head">
                <h2><label for="run-input">"Input"</label></h2>
                <button
                    class="button small"
                    data-testid="format-input"
                    disabled=move || problem.with(Option::is_some)
                    on:click=move |_| edit(handle, SetupEdit::FormatInput)
                >
                    "Format"
                </button>
                <Options/>
                <Seed/>
            </div>
            <textarea
                id="run-input"
                class="field code-field"
                class:bad=move || problem.with(Option::is_some)
                spellcheck="false"
                autocomplete="off"
                data-run-input=""
                data-testid="run-input"
                aria-describedby="run-input-problem"
                aria-invalid=move || problem.with(Option::is_some).to_string()
                prop:value=move || text.get()
                on:input=move |event| edit(handle, SetupEdit::Input(event_target_value(&event)))
            ></textarea>
            <p class="field-problem" id="run-input-problem" role="status" data-testid="input-problem">{move || problem.get()}</p>
        </section>
    }
}

/// Standard or Express, and whose limits.
#[component]
fn Options() -> impl IntoView {
    let handle = Handle::of_page();
    let express = super::watch_run(|studio| studio.run().setup().express);
    let limits = super::watch_run(|studio| studio.run().setup().aws_limits);
    let choose = move |event| {
        let is_express = event_target_value(&event) == "express";
        handle.dispatch(Action::Settings(SettingsAction::Express(is_express)));
    };
    let limit = move |event| edit(handle, SetupEdit::AwsLimits(event_target_checked(&event)));
    view! {
        <select class="field select small-select" aria-label="Type of the execution" data-testid="execution-type" on:change=choose>
            <option value="standard" selected=move || !express.get()>"Standard"</option>
            <option value="express" selected=move || express.get()>"Express"</option>
        </select>
        <label class="check" title="25,000 events, a year for Standard: fail as AWS does. Without, long runs go on">
            <input type="checkbox" data-testid="aws-limits" prop:checked=move || limits.get() on:change=limit/>
            <span>"AWS limits"</span>
        </label>
    }
}

#[component]
fn Seed() -> impl IntoView {
    let handle = Handle::of_page();
    let seed = super::watch_run(|studio| studio.run().setup().seed.clone());
    let problem = super::watch_run(|studio| studio.run().setup().problems().seed);
    view! {
        <label class="seed" title="The same seed gives the same jitter, UUIDs and random numbers">
            <span class="muted">"Seed"</span>
            <input
                class="field"
                class:bad=move || problem.with(Option::is_some)
                inputmode="numeric"
                data-testid="seed"
                title=move || problem.get()
                aria-invalid=move || problem.with(Option::is_some).to_string()
                prop:value=move || seed.get()
                on:input=move |event| edit(handle, SetupEdit::Seed(event_target_value(&event)))
            />
        </label>
    }
}

/// A small note with an icon.
#[component]
pub fn Note(children: Children) -> impl IntoView {
    view! {
        <p class="echo-note">
            <Icon glyph=Glyph::Info/>
            <span>{children()}</span>
        </p>
    }
}
