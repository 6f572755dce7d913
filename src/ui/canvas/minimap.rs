//! The small drawing in the corner: press or drag to look elsewhere.

use super::super::handle::Handle;
use super::super::ports;
use super::card::px;
use crate::studio::Action;
use crate::studio::action::CanvasAction;
use crate::studio::minimap::{minimap, shapes};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

#[component]
pub fn Minimap() -> impl IntoView {
    let handle = Handle::of_page();
    let map = handle.watch(minimap);
    let scene = handle.watch(|studio| studio.scene().clone());
    let there = Memo::new(move |_| map.with(Option::is_some));
    let look = move |event: &PointerEvent| {
        let Some(map) = map.get_untracked() else { return };
        let at = ports::pointer::inside(event);
        handle.dispatch(Action::Canvas(CanvasAction::LookAt(map.point(at.x / map.width, at.y / map.height))));
    };
    let press = move |event: PointerEvent| {
        event.prevent_default();
        ports::pointer::capture(&event);
        look(&event);
    };
    let drag = move |event: PointerEvent| {
        if event.buttons() & 1 == 1 {
            look(&event);
        }
    };
    let drawn = move || {
        let (frames, cards) = scene.with(|scene| shapes(scene));
        view! {
            <path class="map-frame" d=frames/>
            <path class="map-card" d=cards/>
        }
    };
    let area = move || {
        map.get().map(|map| format!("{} {} {} {}", map.area.x, map.area.y, map.area.width, map.area.height))
    };
    let window = move || map.get().map(|map| map.window).unwrap_or_default();
    view! {
        <Show when=move || there.get()>
            <div
                class="minimap"
                data-testid="minimap"
                title="Press to look there"
                style:width=move || map.get().map(|map| px(map.width))
                style:height=move || map.get().map(|map| px(map.height))
                on:pointerdown=press
                on:pointermove=drag
            >
                <svg viewBox=area aria-hidden="true">
                    {drawn}
                    <rect
                        class="map-window"
                        x=move || window().x.to_string()
                        y=move || window().y.to_string()
                        width=move || window().width.to_string()
                        height=move || window().height.to_string()
                    />
                </svg>
            </div>
        </Show>
    }
}
