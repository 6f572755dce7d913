//! Ways that lead nowhere: a short dashed line each, with a place to click, or to draw a connection from.

use super::super::handle::Handle;
use super::super::widgets::{Glyph, Icon};
use super::handles::{press, spot};
use crate::studio::drag::Grip;
use crate::studio::geometry::Rect;
use crate::studio::stubs::Stub;
use leptos::prelude::*;

#[component]
pub fn Stubs() -> impl IntoView {
    let handle = Handle::of_page();
    let scene = handle.watch(|studio| studio.scene().clone());
    let window = handle.watch(|studio| studio.window());
    let shown = Memo::new(move |_| {
        let (scene, window) = (scene.get(), window.get());
        let near = |stub: &&Stub| window.wants(Rect::new(stub.from.x, stub.from.y, 0.0, 0.0));
        scene.stubs.iter().filter(near).cloned().collect::<Vec<Stub>>()
    });
    move || {
        let all = shown.get();
        let lines = all.iter().map(|stub| {
            let (from, to) = (stub.from, stub.to);
            let line = format!("M{} {}L{} {}", from.x, from.y, to.x, to.y);
            view! { <path class="stub-line" data-tone=stub.tone.token() d=line/> }
        });
        let lines = lines.collect_view();
        (!all.is_empty()).then(|| {
            view! {
                <svg class="edges" aria-hidden="true">{lines}</svg>
                {all.into_iter().map(|stub| plus(handle, stub)).collect_view()}
            }
        })
    }
}

fn plus(handle: Handle, stub: Stub) -> impl IntoView {
    let connection = stub.connection;
    view! {
        <div
            class="stub-add"
            class:roomy=stub.roomy
            role="button"
            tabindex="-1"
            data-testid="stub"
            data-tone=stub.tone.token()
            title=stub.label.clone()
            aria-label=stub.label
            style:transform=spot(stub.to)
            on:pointerdown=move |event| press(handle, &event, Grip::Port(connection.clone()))
        >
            <span class="stub-dot"><Icon glyph=Glyph::Plus/></span>
            <span class="stub-words" data-side=stub.side.token() aria-hidden="true">{stub.words}</span>
        </div>
    }
}
