//! The samples as cards, each with its real drawing made small.

use super::handle::Handle;
use super::widgets::{Glyph, Icon};
use crate::studio::Action;
use crate::studio::action::OpenAction;
use crate::studio::sample::{SAMPLES, Sample, thumbnail};
use crate::studio::scene::{Card, EdgeTone, Inside, Scene};
use leptos::prelude::*;

#[component]
pub fn Gallery() -> impl IntoView {
    let cards = SAMPLES.iter().map(|sample| view! { <li><SampleCard sample/></li> });
    view! { <ul class="gallery" data-testid="gallery">{cards.collect_view()}</ul> }
}

#[component]
fn SampleCard(sample: &'static Sample) -> impl IntoView {
    let handle = Handle::of_page();
    view! {
        <article class="sample">
            <Thumbnail scene=thumbnail(sample)/>
            <h3 class="sample-title">
                <button
                    class="sample-open"
                    data-testid="sample"
                    data-sample=sample.id
                    on:click=move |_| handle.dispatch(Action::Open(OpenAction::Sample(sample.id)))
                >
                    {sample.title}
                </button>
            </h3>
            <p class="sample-lesson">{sample.lesson}</p>
            <button
                class="button sample-run"
                data-testid="sample-run"
                aria-label=format!("Run {}", sample.title)
                on:click=move |_| handle.dispatch(Action::Open(OpenAction::RunSample(sample.id)))
            >
                <Icon glyph=Glyph::Play/>
                <span>"Run"</span>
            </button>
        </article>
    }
}

/// A drawing too small for words: shapes and hues only.
#[component]
fn Thumbnail(scene: Scene) -> impl IntoView {
    let area = scene.bounds.grown(16.0);
    let frames = scene.cards.iter().filter(|card| matches!(card.inside, Inside::Frame { .. }));
    let cards = scene.cards.iter().filter(|card| !matches!(card.inside, Inside::Frame { .. }));
    let edges = scene.edges.iter().map(|edge| {
        view! { <path class="thumb-edge" class:dashed=edge.tone == EdgeTone::Catch d=edge.line.clone()/> }
    });
    let markers = scene.markers.iter().map(|marker| {
        let middle = marker.rect.middle();
        view! { <circle class="thumb-marker" cx=middle.x.to_string() cy=middle.y.to_string() r="12"/> }
    });
    view! {
        <span class="thumb">
            <svg viewBox=format!("{} {} {} {}", area.x, area.y, area.width, area.height) aria-hidden="true">
                {frames.map(|card| shape(card, "thumb-frame")).collect_view()}
                {edges.collect_view()}
                {markers.collect_view()}
                {cards.map(|card| shape(card, "thumb-card")).collect_view()}
            </svg>
        </span>
    }
}

fn shape(card: &Card, class: &'static str) -> impl IntoView + use<> {
    let rect = card.rect;
    view! {
        <rect
            class=class
            data-kind=card.kind.token()
            x=rect.x.to_string()
            y=rect.y.to_string()
            width=rect.width.to_string()
            height=rect.height.to_string()
            rx="12"
        />
    }
}
