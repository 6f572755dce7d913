//! What is shown while something is dragged: where it can go, what goes along, what will happen.

use super::super::handle::Handle;
use super::super::widgets::KindIcon;
use super::card::{at, px};
use crate::studio::Studio;
use crate::studio::drag_view::{DragView, Ghost, Mark};
use crate::studio::geometry::Rect;
use crate::studio::kind::CardKind;
use leptos::prelude::*;

/// What is dragged just now.
pub type Dragged = Memo<Option<DragView>>;

/// Each part is made anew only when it is another: what goes along is moved, and nothing else on the page is touched.
#[component]
pub fn DragShown(drag: Dragged) -> impl IntoView {
    let unzoom = Handle::of_page().watch(Studio::unzoom);
    let marks = part(drag, |view| view.marks.clone());
    let wire = part(drag, |view| view.wire.clone().map(|wire| (wire, view.refused)));
    let aim = part(drag, |view| view.aim);
    let lasso = part(drag, |view| view.selecting);
    let faces = part(drag, |view| view.ghosts.iter().map(Face::of).collect::<Vec<_>>());
    let places = part(drag, |view| view.ghosts.iter().map(|ghost| ghost.rect).collect::<Vec<_>>());
    let opened = move || {
        let lines = marks.get().into_iter().filter_map(|mark| mark.line);
        lines.map(|line| view! { <path class="drop-line" d=line/> }).collect_view()
    };
    let drawn =
        move || wire.get().map(|(wire, refused)| view! { <path class="wire" class:refused=refused d=wire/> });
    let is_drawn = Memo::new(move |_| wire.with(Option::is_some) || marks.with(|marks| !marks.is_empty()));
    let shown = move || {
        let faces = faces.get().into_iter().enumerate();
        faces.map(|(index, face)| ghost(face, index, places)).collect_view()
    };
    view! {
        <Show when=move || is_drawn.get()>
            <svg class="edges drag-lines" aria-hidden="true">{opened}{drawn}</svg>
        </Show>
        {move || aim.get().map(|rect| boxed("aim", rect))}
        {move || lasso.get().map(|rect| boxed("lasso", rect))}
        {move || marks.get().into_iter().map(|mark| drop_mark(mark, unzoom)).collect_view()}
        {shown}
    }
}

/// A part of what is shown; its default while nothing is dragged.
fn part<T>(drag: Dragged, of: impl Fn(&DragView) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: Default + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| drag.with(|view| view.as_ref().map(&of).unwrap_or_default()))
}

/// What will happen, beside the pointer and inside the canvas.
#[component]
pub fn DragHint(drag: Dragged) -> impl IntoView {
    let hint = part(drag, |view| (view.hint.clone(), view.refused));
    let place = part(drag, |view| {
        let within = |at: f64, room: f64| format!("max(8px, min({at}px, {room}px - 100% - 8px))");
        let (x, y) = (within(view.at.x + 20.0, view.room.width), within(view.at.y + 22.0, view.room.height));
        format!("translate({x}, {y})")
    });
    move || {
        let (words, refused) = hint.get();
        (!words.is_empty()).then(|| {
            view! {
                <div class="drag-hint" class:refused=refused style:transform=move || place.get() data-testid="drag-hint">
                    {words}
                </div>
            }
        })
    }
}

fn boxed(class: &'static str, rect: Rect) -> impl IntoView {
    view! {
        <div class=class style:transform=at(rect) style:width=px(rect.width) style:height=px(rect.height)></div>
    }
}

fn drop_mark(mark: Mark, unzoom: Memo<f64>) -> impl IntoView {
    let chosen = mark.chosen;
    match mark.area {
        Some(area) => {
            let inner = area;
            view! {
                <div
                    class="drop-area"
                    class:chosen=chosen
                    data-testid="drop-zone"
                    style:transform=at(inner)
                    style:width=px(inner.width.max(0.0))
                    style:height=px(inner.height.max(0.0))
                ></div>
            }
            .into_any()
        }
        None => {
            let spot = at(Rect::new(mark.spot.x, mark.spot.y, 0.0, 0.0));
            view! {
                <div class="drop-spot" data-testid="drop-zone" style:transform=spot>
                    <span class="drop-dot" class:chosen=chosen style:scale=move || unzoom.get().to_string()></span>
                </div>
            }
            .into_any()
        }
    }
}

/// What a ghost looks like, wherever it is.
#[derive(Clone, PartialEq)]
struct Face {
    name: String,
    kind: CardKind,
    width: f64,
    height: f64,
}

impl Face {
    fn of(ghost: &Ghost) -> Self {
        let Rect { width, height, .. } = ghost.rect;
        Self { name: ghost.name.clone(), kind: ghost.kind, width, height }
    }
}

fn ghost(face: Face, index: usize, places: Memo<Vec<Rect>>) -> impl IntoView {
    let place = move || places.with(|places| places.get(index).copied().map(at));
    view! {
        <div
            class="ghost"
            data-kind=face.kind.token()
            data-testid="ghost"
            style:transform=place
            style:width=px(face.width)
            style:height=px(face.height)
        >
            <span class="state-icon"><KindIcon kind=face.kind/></span>
            <span class="state-name">{face.name}</span>
        </div>
    }
}
