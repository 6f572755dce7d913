//! The line between two panes: dragged, or moved by arrow keys.

use super::super::handle::Handle;
use super::super::ports;
use crate::studio::Action;
use crate::studio::action::PaneAction;
use crate::studio::pane::Pane;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// How far an arrow key moves it, in pixels.
const KEY_STEP: f64 = 16.0;

#[component]
pub fn Split(pane: Pane) -> impl IntoView {
    let handle = Handle::of_page();
    let size = handle.watch(move |studio| studio.panes().get(pane).size);
    // The pointer's place and the pane's size when the drag began.
    let drag = RwSignal::new(None::<(f64, f64)>);
    let along = move |event: &PointerEvent| {
        f64::from(if pane == Pane::Drawer { event.client_y() } else { event.client_x() })
    };
    // The outline grows to the right; the others lie behind their line and grow against the pointer.
    let direction = if pane == Pane::Outline { 1.0 } else { -1.0 };
    let resize = move |size: f64| handle.dispatch(Action::Pane(PaneAction::Resize(pane, size)));
    let on_key = move |event: KeyboardEvent| {
        let step = match (event.key().as_str(), pane) {
            ("ArrowRight", Pane::Outline | Pane::Inspector | Pane::Code) | ("ArrowDown", Pane::Drawer) => {
                KEY_STEP
            }
            ("ArrowLeft", Pane::Outline | Pane::Inspector | Pane::Code) | ("ArrowUp", Pane::Drawer) => {
                -KEY_STEP
            }
            _ => return,
        };
        event.prevent_default();
        resize((size.get_untracked() + step * direction).max(pane.limits().0));
    };
    view! {
        <div
            class="split"
            data-pane=pane.token()
            class:dragging=move || drag.get().is_some()
            role="separator"
            tabindex="0"
            aria-orientation=if pane == Pane::Drawer { "horizontal" } else { "vertical" }
            aria-label=format!("Resize the {}", pane.label().to_lowercase())
            aria-valuenow=move || size.get().round().to_string()
            aria-valuemin=pane.limits().0.to_string()
            aria-valuemax=pane.limits().1.to_string()
            data-testid=format!("split-{}", pane.token())
            on:pointerdown=move |event| {
                event.prevent_default();
                ports::pointer::capture(&event);
                drag.set(Some((along(&event), size.get_untracked())));
            }
            on:pointermove=move |event| {
                if let Some((start, before)) = drag.get_untracked() {
                    resize(before + (along(&event) - start) * direction);
                }
            }
            on:pointerup=move |_| drag.set(None)
            on:pointercancel=move |_| drag.set(None)
            on:dblclick=move |_| handle.dispatch(Action::Pane(PaneAction::Toggle(pane)))
            on:keydown=on_key
        ></div>
    }
}
