//! A large drawing seen from far away, instead of its cards and lines, and under those that are not there yet.

use super::super::handle::Handle;
use super::super::ports;
use crate::studio::scene::{Card, EdgeView, Scene};
use crate::studio::shared::Shared;
use crate::studio::sketch::{MOST_HOOKED, Sketch, TOGETHER, hooks, sketch};
use crate::studio::window::Window;
use leptos::prelude::*;
use std::sync::Arc;

/// Neighbors that get their hooks together.
type Group<'s> = (&'s [Arc<Card>], &'s [Arc<EdgeView>]);
/// What was drawn, and of which scene.
type Drawn = Option<(Shared<Scene>, Shared<Sketch>)>;

/// A picture is scaled between these before it is drawn anew: larger it would blur, smaller it would be too much to draw.
const SCALES: std::ops::Range<f64> = 0.5..2.2;

/// How wide its lines are at least, in units of the layout.
const LINE: f64 = 3.0;

/// Once drawn it stays and is only hidden: to show it costs a frame next to nothing. It is not in the layer, whose picture
/// is as large as it was when the hand began to zoom.
#[component]
pub fn Sketched() -> impl IntoView {
    let handle = Handle::of_page();
    let scene = handle.watch(|studio| studio.scene().clone());
    let viewport = handle.watch(|studio| studio.viewport());
    let shown = handle.watch(|studio| studio.window().is_sketched());
    let drawn = Memo::new(move |last: Option<&Drawn>| {
        let last = last.cloned().flatten();
        let scene = scene.get();
        if !shown.get() || last.as_ref().is_some_and(|(of, _)| *of == scene) {
            return last;
        }
        let drawn = Shared::new(sketch(&scene));
        Some((scene, drawn))
    });
    let scale = super::scale_of_picture(handle, SCALES, move || shown.get());
    let place = move || {
        let viewport = viewport.get();
        let (offset, rest) = (viewport.offset, viewport.zoom / scale.get());
        shown.get().then(|| format!("translate({}px,{}px) scale({rest})", offset.x, offset.y))
    };
    // Lines that can be told from the ground however far away they are.
    let line = move || LINE.max(0.9 / scale.get());
    view! {
        <svg class="edges sketch" class:away=move || !shown.get() style:transform=place aria-hidden="true">
            <g transform=move || format!("scale({})", scale.get()) stroke-width=line>
                {move || drawn.get().map(|(_, sketch)| lines_and_shapes(&sketch))}
            </g>
        </svg>
    }
}

/// What states and lines are found by from far away, once the canvas is at rest.
#[component]
pub fn FarHooks(scene: Memo<Shared<Scene>>, window: Memo<Window>) -> impl IntoView {
    let handle = Handle::of_page();
    let moving = handle.watch(|studio| studio.is_moving());
    let at_rest = Memo::new(move |_| window.with(Window::is_far) && !moving.get());
    let hooked = RwSignal::new(0);
    Effect::new(move || {
        hooked.set(0);
        if at_rest.get() {
            hook_on(at_rest, hooked);
        }
    });
    let far = Memo::new(move |_| window.with(Window::is_far));
    view! {
        <svg class="edges" aria-hidden="true">
            {move || far.get().then(|| all_hooks(handle, &scene.get(), hooked))}
        </svg>
    }
}

/// Gives a few groups more their hooks, frame by frame.
fn hook_on(at_rest: Memo<bool>, hooked: RwSignal<usize>) {
    const GROUPS_A_FRAME: usize = 4;
    const MOST_GROUPS: usize = 4 * MOST_HOOKED / TOGETHER;
    let (is_at_rest, groups) = (at_rest.try_get_untracked(), hooked.try_get_untracked());
    let Some(groups) = groups.filter(|groups| is_at_rest == Some(true) && *groups < MOST_GROUPS) else {
        return;
    };
    hooked.set(groups + GROUPS_A_FRAME);
    ports::frames::next(move |_| hook_on(at_rest, hooked));
}

/// Whether a state is shown as it is near by even from far away: something is to be seen of it.
pub fn stands_out(handle: Handle, path: &crate::asl::StatePath) -> bool {
    handle.selected.with(|selected| selected.contains(path))
        || handle.marks.with(|marks| marks.states.contains_key(path))
        || handle.difference.with(|all| all.as_ref().is_some_and(|all| all.mark(path).is_some()))
}

fn lines_and_shapes(sketch: &Sketch) -> impl IntoView + use<> {
    let of_kind = |class: &'static str, paths: &[(crate::studio::kind::CardKind, String)]| {
        let shapes = paths.iter().map(|(kind, path)| {
            view! { <path class=class data-kind=kind.token() d=path.clone()/> }
        });
        shapes.collect_view()
    };
    let lines = sketch.lines.iter().map(|(tone, path)| {
        view! { <path class="edge-line" data-tone=tone.token() d=path.clone()/> }
    });
    view! {
        {of_kind("sketch-frame", &sketch.frames)}
        {lines.collect_view()}
        {of_kind("sketch-card", &sketch.cards)}
    }
}

/// As many groups as `hooked` says.
fn all_hooks(handle: Handle, scene: &Scene, hooked: RwSignal<usize>) -> Option<impl IntoView + use<>> {
    // A state that stands out is there as a card.
    let group = move |(index, (cards, edges)): (usize, Group<'_>)| {
        let (cards, edges) = (cards.to_vec(), edges.to_vec());
        let is_hooked = Memo::new(move |_| index < hooked.get());
        let text = Memo::new(move |_| match is_hooked.get() {
            true => hooks(cards.iter().filter(|card| !stands_out(handle, &card.path)), edges.iter()),
            false => String::new(),
        });
        view! { <g inner_html=move || text.get()></g> }
    };
    let none: Group<'_> = (&[], &[]);
    let of_cards = scene.cards.chunks(TOGETHER).map(|cards| (cards, none.1));
    let of_edges = scene.edges.chunks(TOGETHER).map(|edges| (none.0, edges));
    (scene.cards.len() <= MOST_HOOKED).then(|| of_cards.chain(of_edges).enumerate().map(group).collect_view())
}
