//! The canvas: one layer that moves as a whole, with frames, edges and cards on it.

mod card;
mod controls;
mod context_menu;
mod dragging;
mod edge;
mod handles;
mod layer;
mod minimap;
mod name_field;
mod quick_add;
mod sketch;
mod start_here;
mod stubs;

use super::handle::Handle;
use super::ports;
use crate::studio::action::CanvasAction;
use crate::studio::geometry::Point;
use crate::studio::tool::PointerPhase;
use crate::studio::window::Distance;
use crate::studio::{Action, Studio};
use context_menu::ContextMenu;
use controls::Controls;
use dragging::DragHint;
pub use handles::grip_piece;
use layer::Layer;
use leptos::ev::{MouseEvent, PointerEvent, WheelEvent};
use leptos::html::Div;
use leptos::prelude::*;
use minimap::Minimap;
pub use quick_add::QuickAdd;
use sketch::Sketched;
use start_here::StartHere;
use std::ops::Range;

/// The distance of the grid's dots, in layout units.
const GRID: f64 = 24.0;

#[component]
pub fn Canvas() -> impl IntoView {
    let handle = Handle::of_page();
    let canvas = NodeRef::<Div>::new();
    Effect::new(move || {
        if let Some(element) = canvas.get() {
            ports::size::follow(&element, move |size| {
                handle.dispatch(Action::Canvas(CanvasAction::Resized(size)));
            });
        }
    });
    let empty = handle.watch(|studio| studio.document().is_none());
    let panning = handle.watch(|studio| studio.is_panning());
    let moving = handle.watch(|studio| studio.is_moving());
    let dragging = handle.watch(|studio| studio.is_dragging());
    let distance = handle.watch(|studio| Distance::of(studio.viewport().zoom));
    let drag = handle.watch(Studio::drag_view);
    let scene = handle.watch(|studio| studio.scene().clone());
    let active = Memo::new(move |_| {
        let (scene, selection) = (scene.get(), handle.selection.get()?);
        scene.card(&selection).map(|card| card::element_id(card.id))
    });
    view! {
        <div
            class="canvas"
            class:panning=move || panning.get()
            class:moving=move || moving.get()
            node_ref=canvas
            data-distance=move || distance.get().token()
            data-canvas=""
            data-testid="canvas"
            tabindex=move || if empty.get() { "-1" } else { "0" }
            role="application"
            aria-roledescription="workflow canvas"
            aria-label="Workflow. Arrow keys walk from state to state, Enter opens the inspector"
            aria-activedescendant=move || active.get()
            on:wheel=move |event| on_wheel(handle, &event)
            on:pointerdown=move |event| on_press(handle, &event)
            on:pointermove=move |event| on_pointer(handle, &event, PointerPhase::Move)
            on:pointerup=move |event| on_pointer(handle, &event, PointerPhase::Up)
            on:pointercancel=move |event| on_pointer(handle, &event, PointerPhase::Cancel)
            on:pointerleave=move |_| hover(handle, None)
            on:dblclick=move |event| on_double_click(handle, &event)
            on:contextmenu=move |event| on_menu(handle, &event)
            class:dragging=move || dragging.get()
        >
            <Grid/>
            <Sketched/>
            <Layer drag/>
            <DragHint drag/>
        </div>
        <StartHere/>
        {move || handle.views.get().map(|views| (views.quick_add)())}
        <ContextMenu/>
        <Minimap/>
        <Controls/>
    }
}

fn on_wheel(handle: Handle, event: &WheelEvent) {
    event.prevent_default();
    handle.dispatch(Action::Canvas(ports::pointer::wheel(event)));
}

fn on_press(handle: Handle, event: &PointerEvent) {
    if ports::pointer::is_press(event) && !ports::pointer::hit_control(event) {
        ports::pointer::capture(event);
        // Keeps the middle button from its own scrolling, and text from being selected.
        event.prevent_default();
        on_pointer(handle, event, PointerPhase::Down);
    }
}

fn on_pointer(handle: Handle, event: &PointerEvent, phase: PointerPhase) {
    // Moving without a press is most of all events and means nothing yet.
    if phase != PointerPhase::Down && handle.ask(|studio| studio.is_pointer_up()) {
        if !ports::pointer::hit_tool(event) {
            hover(handle, Some(ports::pointer::inside(event)));
        }
        return;
    }
    handle.dispatch(Action::Canvas(CanvasAction::Pointer(ports::pointer::event(event, phase))));
}

/// Tells what the pointer is over, when that is something else than before.
fn hover(handle: Handle, at: Option<Point>) {
    let other = handle.ask(|studio| at.and_then(|at| studio.hover_at(at)).as_ref() != studio.hover());
    if other {
        handle.dispatch(Action::Canvas(CanvasAction::Hover(at)));
    }
}

fn on_double_click(handle: Handle, event: &MouseEvent) {
    if !ports::pointer::hit_control(event) {
        handle.dispatch(Action::Canvas(CanvasAction::DoubleClick(ports::pointer::inside(event))));
    }
}

fn on_menu(handle: Handle, event: &MouseEvent) {
    event.prevent_default();
    handle.dispatch(Action::Canvas(CanvasAction::Menu(ports::pointer::inside(event))));
}

/// The zoom at which a picture is drawn: while the canvas zooms it is only scaled, between these factors; at rest it is
/// drawn anew. Hidden it stays as it is.
fn scale_of_picture(
    handle: Handle,
    scales: Range<f64>,
    is_shown: impl Fn() -> bool + Send + Sync + 'static,
) -> Memo<f64> {
    let viewport = handle.watch(|studio| studio.viewport());
    let moving = handle.watch(|studio| studio.is_moving());
    let drawn = Memo::new(move |last: Option<&(bool, f64)>| {
        let (zoom, shown, moving) = (viewport.get().zoom, is_shown(), moving.get());
        match last {
            Some((_, scale)) if !shown => (false, *scale),
            Some((true, scale)) if moving && scales.contains(&(zoom / scale)) => (true, *scale),
            _ => (shown, zoom),
        }
    });
    Memo::new(move |_| drawn.get().1)
}

/// How far the sheet of dots begins before the canvas, in pixels; `style/canvas.css` says the same.
const GRID_MARGIN: f64 = 160.0;
/// How much the sheet may be scaled before it is drawn anew; at the least it still covers the canvas.
const GRID_SCALES: Range<f64> = 0.6..1.6;

/// The dots behind everything: a sheet that moves by less than one square. While the canvas zooms it is scaled as it is, since
/// to draw it takes more than all else there is; at rest it is drawn anew.
#[component]
fn Grid() -> impl IntoView {
    let handle = Handle::of_page();
    let viewport = handle.watch(|studio| studio.viewport());
    let drawn = scale_of_picture(handle, GRID_SCALES, || true);
    let square = Memo::new(move |_| {
        let square = GRID * drawn.get();
        // Far away the dots would merge: every other one is left out until there is room.
        if square < 12.0 { square * (12.0 / square).log2().ceil().exp2() } else { square }
    });
    let place = move || {
        let (viewport, scale) = (viewport.get(), viewport.get().zoom / drawn.get());
        let within = |offset: f64| (offset + GRID_MARGIN).rem_euclid(square.get() * scale);
        let Point { x, y } = viewport.offset;
        format!("translate3d({}px,{}px,0) scale({scale})", within(x), within(y))
    };
    view! {
        <div
            class="grid"
            style:transform=place
            style:background-size=move || format!("{0}px {0}px", square.get())
        ></div>
    }
}
