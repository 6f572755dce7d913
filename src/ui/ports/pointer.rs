//! Pointer and wheel events as the studio reads them.

use crate::studio::action::CanvasAction;
use crate::studio::geometry::Point;
use crate::studio::tool::{PointerEvent, PointerPhase};
use leptos::web_sys::{self, Element, WheelEvent};
use wasm_bindgen::JsCast;

/// The event in pixels from the corner of the element that listens.
pub fn event(event: &web_sys::PointerEvent, phase: PointerPhase) -> PointerEvent {
    PointerEvent {
        phase,
        id: event.pointer_id(),
        at: inside(event),
        shift: event.shift_key(),
        touch: event.pointer_type() == "touch",
    }
}

/// Whether it is a press that may pan or select: the main button, the middle one, a finger, a pen.
pub fn is_press(event: &web_sys::PointerEvent) -> bool {
    event.button() == 0 || event.button() == 1
}

/// Whether the event hit a control on top of the canvas.
pub fn hit_control(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.and_then(|element| element.closest("button, a, input").ok().flatten()).is_some()
}

/// Whether the event hit a handle or a button of what is pointed at: it is still pointed at then.
pub fn hit_tool(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target
        .and_then(|element| element.closest(".line-tools, .line-end, .handle, .stub-add").ok().flatten())
        .is_some()
}

/// Sends the rest of the pointer's events to the element, wherever it goes.
pub fn capture(event: &web_sys::PointerEvent) {
    if let Some(element) = listener(event) {
        // A pointer that is gone already needs no capture.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// A turn of the wheel: with Ctrl or ⌘ (which is what a pinch on a trackpad looks like) it zooms, else it pans.
pub fn wheel(event: &WheelEvent) -> CanvasAction {
    let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { 16.0 } else { 1.0 };
    let (mut dx, mut dy) = (event.delta_x() * unit, event.delta_y() * unit);
    if event.shift_key() && dx == 0.0 {
        (dx, dy) = (dy, 0.0);
    }
    CanvasAction::Wheel { at: inside(event), dx, dy, zoom: event.ctrl_key() || event.meta_key() }
}

/// The event of something beside the canvas, in pixels from the canvas's corner.
pub fn event_on_canvas(event: &web_sys::PointerEvent, phase: PointerPhase) -> PointerEvent {
    let canvas = leptos::prelude::document().query_selector("[data-canvas]").ok().flatten();
    PointerEvent { at: from_corner(event, canvas), ..self::event(event, phase) }
}

/// The event's place in pixels from the corner of the element that listens.
pub fn inside(event: &web_sys::MouseEvent) -> Point {
    from_corner(event, listener(event))
}

fn from_corner(event: &web_sys::MouseEvent, element: Option<Element>) -> Point {
    let corner = element.map(|element| element.get_bounding_client_rect());
    let (left, top) = corner.map_or((0.0, 0.0), |corner| (corner.left(), corner.top()));
    Point::new(f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
}

fn listener(event: &web_sys::Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}
