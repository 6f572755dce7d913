//! What is shown while something is dragged: where it can go, what goes along, what will happen.

use super::super::handle::Handle;
use super::super::widgets::KindIcon;
use super::card::{at, px};
use crate::studio::Studio;
use crate::studio::drag_view::{DragView, Ghost, Mark};
use crate::studio::geometry::Rect;
use leptos::prelude::*;

/// What is dragged just now.
pub type Dragged = Memo<Option<DragView>>;

#[component]
pub fn DragShown(drag: Dragged) -> impl IntoView {
    let handle = Handle::of_page();
    move || drag.get().map(|view| shown(view, handle.ask(Studio::unzoom)))
}

/// What will happen, beside the pointer and inside the canvas.
#[component]
pub fn DragHint(drag: Dragged) -> impl IntoView {
    let hint = move || drag.get().filter(|view| !view.hint.is_empty());
    let place = |view: &DragView| {
        let within = |at: f64, room: f64| format!("max(8px, min({at}px, {room}px - 100% - 8px))");
        let (x, y) = (within(view.at.x + 20.0, view.room.width), within(view.at.y + 22.0, view.room.height));
        format!("translate({x}, {y})")
    };
    move || {
        hint().map(|view| {
            let place = place(&view);
            view! {
                <div class="drag-hint" class:refused=view.refused style:transform=place data-testid="drag-hint">
                    {view.hint}
                </div>
            }
        })
    }
}

fn shown(view: DragView, unzoom: f64) -> impl IntoView {
    let lines = view
        .marks
        .iter()
        .filter_map(|mark| mark.line.clone())
        .map(|line| view! { <path class="drop-line" d=line/> });
    view! {
        <svg class="edges drag-lines" aria-hidden="true">
            {lines.collect_view()}
            {view.wire.map(|wire| view! { <path class="wire" class:refused=view.refused d=wire/> })}
        </svg>
        {view.aim.map(|rect| boxed("aim", rect))}
        {view.selecting.map(|rect| boxed("lasso", rect))}
        {view.marks.into_iter().map(|mark| drop_mark(mark, unzoom)).collect_view()}
        {view.ghosts.into_iter().map(ghost).collect_view()}
    }
}

fn boxed(class: &'static str, rect: Rect) -> impl IntoView {
    view! {
        <div class=class style:transform=at(rect) style:width=px(rect.width) style:height=px(rect.height)></div>
    }
}

fn drop_mark(mark: Mark, unzoom: f64) -> impl IntoView {
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
                    <span class="drop-dot" class:chosen=chosen style:scale=unzoom.to_string()></span>
                </div>
            }
            .into_any()
        }
    }
}

fn ghost(ghost: Ghost) -> impl IntoView {
    let rect = ghost.rect;
    view! {
        <div
            class="ghost"
            data-kind=ghost.kind.token()
            data-testid="ghost"
            style:transform=at(rect)
            style:width=px(rect.width)
            style:height=px(rect.height)
        >
            <span class="state-icon"><KindIcon kind=ghost.kind/></span>
            <span class="state-name">{ghost.name}</span>
        </div>
    }
}
