//! A large drawing seen from far away, instead of its cards and lines.

use super::super::handle::Handle;
use crate::studio::scene::{Card, EdgeView, Inside, Scene};
use crate::studio::shared::Shared;
use crate::studio::sketch::{MOST_ALONE, shape, sketch};
use leptos::prelude::*;
use std::sync::Arc;

/// Nothing unless `sketched`.
#[component]
pub fn SketchShown(scene: Memo<Shared<Scene>>, sketched: Memo<bool>) -> impl IntoView {
    let handle = Handle::of_page();
    let draw = move |scene: &Scene| match scene.cards.len() {
        0..=MOST_ALONE => each(handle, scene).into_any(),
        _ => together(scene).into_any(),
    };
    move || sketched.get().then(|| scene.with(|scene| draw(scene)))
}

/// Whether a state is shown as it is near by even from far away: something is to be seen of it.
pub fn stands_out(handle: Handle, path: &crate::asl::StatePath) -> bool {
    handle.selected.with(|selected| selected.contains(path))
        || handle.marks.with(|marks| marks.states.contains_key(path))
        || handle.difference.with(|all| all.as_ref().is_some_and(|all| all.mark(path).is_some()))
}

/// Every state and every line by itself, with the hooks of what it stands for.
fn each(handle: Handle, scene: &Scene) -> impl IntoView + use<> {
    let cards = |frames: bool| {
        let wanted = move |card: &&Arc<Card>| matches!(card.inside, Inside::Frame { .. }) == frames;
        let class = if frames { "sketch-frame" } else { "sketch-card" };
        let draw = move |card: &Arc<Card>| {
            let card = card.clone();
            let (kind, path) = (card.kind.token(), shape(card.rect));
            // A state that stands out is there as a card.
            let name = move || (!stands_out(handle, &card.path)).then(|| card.name.to_string());
            view! { <path class=class data-kind=kind d=path data-state=name/> }
        };
        scene.cards.iter().filter(wanted).map(draw).collect_view()
    };
    let line = |edge: &Arc<EdgeView>| {
        view! { <path class="edge-line" data-tone=edge.tone.token() d=edge.line.clone() data-edge=edge.name.clone()/> }
    };
    view! {
        <svg class="edges sketch" aria-hidden="true">
            {cards(true)}
            {scene.edges.iter().map(line).collect_view()}
            {cards(false)}
        </svg>
    }
}

fn together(scene: &Scene) -> impl IntoView + use<> {
    let parts = sketch(scene);
    let frames = parts.frames.into_iter();
    let lines = parts.lines.into_iter();
    let cards = parts.cards.into_iter();
    view! {
        <svg class="edges sketch" aria-hidden="true">
            {frames.map(|(kind, path)| view! { <path class="sketch-frame" data-kind=kind.token() d=path/> }).collect_view()}
            {lines.map(|(tone, path)| view! { <path class="edge-line" data-tone=tone.token() d=path/> }).collect_view()}
            {cards.map(|(kind, path)| view! { <path class="sketch-card" data-kind=kind.token() d=path/> }).collect_view()}
        </svg>
    }
}
