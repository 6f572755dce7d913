//! The bar of the Run drawer: its parts, the playback, where the run stands.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon, IconButton};
use crate::sim::Speed;
use crate::studio::Action;
use crate::studio::command::CommandId;
use crate::studio::run::report::{self, RunStatus};
use crate::studio::run::{RunAction, RunTab};
use leptos::prelude::*;

#[component]
pub fn Bar() -> impl IntoView {
    let handle = Handle::of_page();
    let there = handle.watch(|studio| studio.run().is_there());
    view! {
        <div class="run-bar">
            <Show when=move || there.get() fallback=|| view! { <StartRow/> }>
                <div class="segments" role="group" aria-label="Parts of the run">
                    {RunTab::ALL.map(|tab| view! { <TabButton tab/> }).collect_view()}
                </div>
                <Playing/>
                <Standing/>
            </Show>
        </div>
    }
}

#[component]
fn StartRow() -> impl IntoView {
    view! {
        <StartButton/>
        <span class="muted">"Tasks are answered by mocks, in virtual time: nothing is called, nothing waits"</span>
    }
}

/// Starts a run, or starts it again.
#[component]
fn StartButton() -> impl IntoView {
    let handle = Handle::of_page();
    let there = handle.watch(|studio| studio.run().is_there());
    view! {
        <button
            class="button small"
            class:primary=move || !there.get()
            data-testid="start"
            title="Start a run with this input and these mocks"
            on:click=move |_| handle.dispatch(Action::Command(CommandId::Start))
        >
            <Icon glyph=Glyph::Play/>
            <span>{move || if there.get() { "Restart" } else { "Start" }}</span>
        </button>
    }
}

#[component]
fn TabButton(tab: RunTab) -> impl IntoView {
    let handle = Handle::of_page();
    let shown = handle.watch(move |studio| studio.run().tab() == tab);
    view! {
        <button
            class="segment"
            aria-pressed=move || shown.get().to_string()
            data-testid=format!("run-tab-{}", tab.token())
            on:click=move |_| handle.dispatch(Action::Run(RunAction::ShowTab(tab)))
        >
            {tab.label()}
        </button>
    }
}

/// Play, steps, speed, and the place in the history.
#[component]
fn Playing() -> impl IntoView {
    let handle = Handle::of_page();
    let playing = handle.watch(|studio| report::bar(studio.run()).is_some_and(|bar| bar.playing));
    let finished = handle.watch(|studio| report::bar(studio.run()).is_some_and(|bar| bar.finished));
    let label = move || match (playing.get(), finished.get()) {
        (true, _) => "Pause",
        (false, true) => "Replay",
        (false, false) => "Play",
    };
    let glyph = move || match (playing.get(), finished.get()) {
        (true, _) => view! { <Icon glyph=Glyph::Pause/> },
        (false, true) => view! { <Icon glyph=Glyph::Retry/> },
        (false, false) => view! { <Icon glyph=Glyph::Play/> },
    };
    view! {
        <div class="playing" role="group" aria-label="Playback">
            <IconButton command=CommandId::StepBack glyph=Glyph::StepBack testid="step-back"/>
            <button
                class="icon-button"
                data-testid="play"
                data-playback=""
                title=label
                aria-label=label
                on:click=move |_| handle.dispatch(Action::Command(CommandId::PlayOrPause))
            >
                {glyph}
            </button>
            <IconButton command=CommandId::StepForward glyph=Glyph::StepForward testid="step"/>
            <IconButton command=CommandId::Stop glyph=Glyph::Stop testid="stop"/>
        </div>
        <div class="segments" role="group" aria-label="Speed">
            {Speed::ALL.map(|speed| view! { <SpeedButton speed/> }).collect_view()}
        </div>
        <Scrubber/>
    }
}

#[component]
fn SpeedButton(speed: Speed) -> impl IntoView {
    let handle = Handle::of_page();
    let chosen = handle.watch(move |studio| studio.run().speed() == speed);
    view! {
        <button
            class="segment"
            aria-pressed=move || chosen.get().to_string()
            data-testid=format!("speed-{}", speed.label().to_lowercase())
            on:click=move |_| handle.dispatch(Action::Run(RunAction::Speed(speed)))
        >
            {speed.label()}
        </button>
    }
}

/// The place in the history, to be dragged.
#[component]
fn Scrubber() -> impl IntoView {
    let handle = Handle::of_page();
    let place = handle.watch(|studio| report::bar(studio.run()).map_or((0, 0), |bar| (bar.shown, bar.known)));
    let seek = move |event| {
        if let Ok(count) = event_target_value(&event).parse() {
            handle.dispatch(Action::Run(RunAction::Seek(count)));
        }
    };
    view! {
        <input
            class="scrubber"
            type="range"
            min="1"
            max=move || place.get().1.to_string()
            prop:value=move || place.get().0.to_string()
            aria-label="Event shown"
            aria-valuetext=move || format!("Event {} of {}", place.get().0, place.get().1)
            data-testid="scrubber"
            on:input=seek
        />
    }
}

/// Clock, wait and status.
#[component]
fn Standing() -> impl IntoView {
    let handle = Handle::of_page();
    let bar = handle.watch(|studio| report::bar(studio.run()));
    let clock = Memo::new(move |_| bar.with(|bar| bar.as_ref().map(|bar| bar.clock.clone())));
    let wait = Memo::new(move |_| bar.with(|bar| bar.as_ref().and_then(|bar| bar.wait.clone())));
    let status =
        Memo::new(move |_| bar.with(|bar| bar.as_ref().map_or(RunStatus::Running, |bar| bar.status)));
    view! {
        <Show when=move || wait.with(Option::is_some)>
            <button
                class="button small skip"
                data-testid="skip-wait"
                title=move || wait.get()
                on:click=move |_| handle.dispatch(Action::Command(CommandId::SkipWait))
            >
                <Icon glyph=Glyph::Skip/>
                <span>"Skip wait"</span>
            </button>
        </Show>
        <span class="run-clock" title="Virtual time" data-testid="run-clock">{move || clock.get()}</span>
        <span class="run-status" data-run-status=move || status.get().token() data-testid="run-status">
            {move || status.get().label()}
        </span>
        <StartButton/>
    }
}
