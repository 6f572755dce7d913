//! A large drawing seen from far away, instead of its cards and lines.

use super::super::handle::Handle;
use crate::studio::scene::Scene;
use crate::studio::shared::Shared;
use crate::studio::sketch::sketch;
use leptos::prelude::*;

/// Nothing unless `sketched`.
#[component]
pub fn SketchShown(scene: Memo<Shared<Scene>>, sketched: Memo<bool>) -> impl IntoView {
    move || sketched.get().then(|| scene.with(|scene| drawn(scene)))
}

/// Whether a state is shown as it is near by even from far away: something is to be seen of it.
pub fn stands_out(handle: Handle, path: &crate::asl::StatePath) -> bool {
    handle.selected.with(|selected| selected.contains(path))
        || handle.marks.with(|marks| marks.states.contains_key(path))
        || handle.difference.with(|all| all.as_ref().is_some_and(|all| all.mark(path).is_some()))
}

fn drawn(scene: &Scene) -> impl IntoView + use<> {
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
