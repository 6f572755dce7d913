//! The layer: everything drawn, moved and scaled as one picture.

use super::super::handle::Handle;
use super::card::StateCard;
use super::dragging::{DragShown, Dragged};
use super::edge::{EdgeChip, EdgeLine, TakenLine};
use super::handles::{Handles, Vacancies};
use super::name_field::NameField;
use super::sketch::{FarHooks, stands_out};
use super::stubs::Stubs;
use crate::studio::run_mark::TakenEdge;
use crate::studio::scene::{Card, EdgeView, Inside, Scene};
use crate::studio::shared::Shared;
use crate::studio::window::{Distance, Window};
use leptos::prelude::*;
use std::sync::Arc;

/// The picture is scaled between these before it is drawn anew.
const SCALES: std::ops::Range<f64> = 0.42..2.0;

#[component]
pub fn Layer(drag: Dragged) -> impl IntoView {
    let handle = Handle::of_page();
    let viewport = handle.watch(|studio| studio.viewport());
    let scene = handle.watch(|studio| studio.scene().clone());
    let window = handle.watch(|studio| studio.window());
    let far = is_far(handle);
    // While it moves the browser keeps the picture that it has, whose pixels are those of the world in it.
    let scale = super::scale_of_picture(handle, SCALES, || true);
    let transform = move || {
        let viewport = viewport.get();
        let (offset, rest) = (viewport.offset, viewport.zoom / scale.get());
        format!("translate({}px,{}px) scale({rest})", offset.x, offset.y)
    };
    let cards = move |frames| cards_shown(handle, &scene.get(), window.get(), frames);
    let edges = edges_shown(scene, window);
    let taken = move || edges_taken(handle, &scene.get(), window.get());
    let key = |card: &Arc<Card>| card.path.clone();
    let settling = handle.watch(|studio| studio.is_settling());
    view! {
        <div class="layer" class:far=move || far.get() class:settling=move || settling.get() style:transform=transform data-testid="layer">
          <div class="world" style:transform=move || format!("scale({})", scale.get())>
            <FarHooks scene window/>
            <For each=move || cards(true) key=key let(card)>
                <StateCard card scene/>
            </For>
            <svg class="edges" aria-hidden="true">
                <For each=move || edges.get() key=|edge| Arc::as_ptr(edge) as usize let(edge)>
                    <EdgeLine edge/>
                </For>
                <For each=taken key=|edge| Arc::as_ptr(edge) as usize let(edge)>
                    <TakenLine edge/>
                </For>
            </svg>
            <For each=move || edges.get() key=|edge| Arc::as_ptr(edge) as usize let(edge)>
                <EdgeChip edge/>
            </For>
            <Markers/>
            <For each=move || cards(false) key=key let(card)>
                <StateCard card scene/>
            </For>
            <Stubs/>
            <Vacancies/>
            <Handles/>
            <DragShown drag/>
            <NameField/>
          </div>
        </div>
    }
}

/// The frames in the window, or the cards; of those around it only what stands out.
fn cards_shown(handle: Handle, scene: &Scene, window: Window, frames: bool) -> Vec<Arc<Card>> {
    let wanted = |card: &&Arc<Card>| {
        matches!(card.inside, Inside::Frame { .. }) == frames
            && (window.shows(card.rect) || (window.wants(card.rect) && stands_out(handle, &card.path)))
    };
    scene.cards.iter().filter(wanted).cloned().collect()
}

/// The edges in the window, passed on only when another one is among them.
fn edges_shown(scene: Memo<Shared<Scene>>, window: Memo<Window>) -> Memo<Vec<Arc<EdgeView>>> {
    Memo::new_with_compare(
        move |_| {
            let (scene, window) = (scene.get(), window.get());
            scene.edges.iter().filter(|edge| window.shows(edge.bounds)).cloned().collect()
        },
        |old, new| {
            let ids = |edges: &Vec<Arc<EdgeView>>| edges.iter().map(Arc::as_ptr).collect::<Vec<_>>();
            old.map(ids) != new.map(ids)
        },
    )
}

/// The edges around the window that the run took.
fn edges_taken(handle: Handle, scene: &Scene, window: Window) -> Vec<Arc<EdgeView>> {
    let marks = handle.marks.get();
    let was_taken =
        |edge: &&Arc<EdgeView>| window.wants(edge.bounds) && marks.edges.contains_key(&TakenEdge::of(edge));
    let all = if marks.edges.is_empty() { &[] } else { &*scene.edges };
    all.iter().filter(was_taken).cloned().collect()
}

/// Whether words are left out. To leave them out means to draw every card anew: that has time until the hand rests.
fn is_far(handle: Handle) -> Memo<bool> {
    let distance = handle.watch(|studio| Distance::of(studio.viewport().zoom));
    let moving = handle.watch(|studio| studio.is_moving());
    Memo::new(move |last: Option<&bool>| {
        distance.get() != Distance::Near && (last == Some(&true) || !moving.get())
    })
}

#[component]
fn Markers() -> impl IntoView {
    let scene = Handle::of_page().watch(|studio| studio.scene().clone());
    move || {
        let scene = scene.get();
        // An empty workflow says so itself.
        let markers = if scene.cards.is_empty() { &[] } else { &*scene.markers };
        let shown = markers.iter().map(|marker| {
            let rect = marker.rect;
            let words = if marker.start { "Start" } else { "End" };
            view! {
                <div
                    class="marker"
                    class:start=marker.start
                    style:transform=super::card::at(rect)
                    style:width=super::card::px(rect.width)
                    style:height=super::card::px(rect.height)
                >
                    {words}
                </div>
            }
        });
        shown.collect_view()
    }
}
