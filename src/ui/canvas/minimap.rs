//! The small drawing in the corner: press to look elsewhere, drag the frame to go along.

use super::super::handle::Handle;
use super::super::ports;
use super::card::{at, px};
use crate::studio::Action;
use crate::studio::action::CanvasAction;
use crate::studio::geometry::Rect;
use crate::studio::minimap::{Minimap as Map, minimap, shapes};
use crate::studio::tool::PointerPhase;
use leptos::ev::PointerEvent;
use leptos::prelude::*;

#[component]
pub fn Minimap() -> impl IntoView {
    let handle = Handle::of_page();
    let map = handle.watch(minimap);
    let scene = handle.watch(|studio| studio.scene().clone());
    let there = Memo::new(move |_| map.with(Option::is_some));
    let size = move || map.get().map(|map| map.size());
    // The whole drawing is one picture, which is moved under the frame; only another drawing or scale draws it anew.
    let whole = Memo::new(move |_| map.get().map(|map| (map.whole, map.scale)));
    let moved = move || map.get().map(|map| at(map.place(map.whole)));
    let view_box =
        move || whole.get().map(|(Rect { x, y, width, height }, _)| format!("{x} {y} {width} {height}"));
    let drawn = move || {
        let (frames, cards) = scene.with(|scene| shapes(scene));
        view! {
            <path class="map-frame" d=frames/>
            <path class="map-card" d=cards/>
        }
    };
    view! {
        <Show when=move || there.get()>
            <div
                class="minimap"
                data-testid="minimap"
                title="Press to look there, drag to move along"
                style:width=move || size().map(|size| px(size.width))
                style:height=move || size().map(|size| px(size.height))
                on:pointerdown=move |event| press(handle, &event)
                on:pointermove=move |event| send(handle, &event, PointerPhase::Move)
                on:pointerup=move |event| send(handle, &event, PointerPhase::Up)
                on:pointercancel=move |event| send(handle, &event, PointerPhase::Cancel)
            >
                <svg
                    viewBox=view_box
                    aria-hidden="true"
                    style:width=move || whole.get().map(|(whole, scale)| px(whole.width * scale))
                    style:height=move || whole.get().map(|(whole, scale)| px(whole.height * scale))
                    style:transform=moved
                >
                    {drawn}
                </svg>
                <Frame map/>
            </div>
        </Show>
    }
}

/// What of the workflow the canvas shows.
#[component]
fn Frame(map: Memo<Option<Map>>) -> impl IntoView {
    let moving = Handle::of_page().watch(|studio| studio.is_moving());
    let frame = Memo::new(move |_| map.get().map(|map| map.frame()).unwrap_or_default());
    // While the canvas moves the frame is moved and scaled, too; another size would be laid out in every frame.
    let still = Memo::new(move |last: Option<&Rect>| match last {
        Some(last) if moving.get() && last.width > 0.0 => *last,
        _ => frame.get(),
    });
    let placed = move || {
        let (frame, still) = (frame.get(), still.get());
        let share = |now: f64, then: f64| if then > 0.0 { now / then } else { 1.0 };
        let (across, down) = (share(frame.width, still.width), share(frame.height, still.height));
        format!("{} scale({across}, {down})", at(frame))
    };
    let (width, height) = (move || px(still.get().width), move || px(still.get().height));
    view! { <span class="map-window" style:width=width style:height=height style:transform=placed></span> }
}

fn press(handle: Handle, event: &PointerEvent) {
    if ports::pointer::is_press(event) {
        event.prevent_default();
        ports::pointer::capture(event);
        send(handle, event, PointerPhase::Down);
    }
}

fn send(handle: Handle, event: &PointerEvent, phase: PointerPhase) {
    if phase != PointerPhase::Move || event.buttons() != 0 {
        let at = ports::pointer::inside(event);
        handle.dispatch(Action::Canvas(CanvasAction::Minimap(phase, at)));
    }
}
