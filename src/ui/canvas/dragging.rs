//! What is shown while something is dragged: where it can go, what goes along, what will happen.

use super::super::handle::Handle;
use super::super::widgets::KindIcon;
use super::card::{at, px};
use crate::studio::drag_view::{DragView, Ghost, Mark};
use crate::studio::geometry::Rect;
use leptos::prelude::*;

#[component]
pub fn DragShown() -> impl IntoView {
    let drag = Handle::of_page().watch(|studio| studio.drag_view());
    move || drag.get().map(shown)
}

fn shown(view: DragView) -> impl IntoView {
    let hint_at = at(Rect::new(view.at.x + 14.0, view.at.y + 18.0, 0.0, 0.0));
    let lines = view
        .marks
        .iter()
        .filter_map(|mark| mark.line.clone())
        .map(|line| view! { <path class="drop-line" d=line/> });
    let hinted = (!view.hint.is_empty()).then(|| {
        view! {
            <div class="drag-hint" class:refused=view.refused style:transform=hint_at data-testid="drag-hint">
                {view.hint.clone()}
            </div>
        }
    });
    view! {
        <svg class="edges drag-lines" aria-hidden="true">
            {lines.collect_view()}
            {view.wire.map(|wire| view! { <path class="wire" class:refused=view.refused d=wire/> })}
        </svg>
        {view.aim.map(|rect| boxed("aim", rect))}
        {view.selecting.map(|rect| boxed("lasso", rect))}
        {view.marks.into_iter().map(drop_mark).collect_view()}
        {view.ghosts.into_iter().map(ghost).collect_view()}
        {hinted}
    }
}

fn boxed(class: &'static str, rect: Rect) -> impl IntoView {
    view! {
        <div class=class style:transform=at(rect) style:width=px(rect.width) style:height=px(rect.height)></div>
    }
}

fn drop_mark(mark: Mark) -> impl IntoView {
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
            view! { <div class="drop-spot" class:chosen=chosen data-testid="drop-zone" style:transform=spot></div> }.into_any()
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
