//! What happens to the page as a whole: keys, paste, drop.

use super::super::handle::Handle;
use super::super::requests;
use super::{environment, files, keys, sharing};
use crate::studio::action::OpenAction;
use crate::studio::key::KeyPlace;
use crate::studio::project::ProjectAction;
use crate::studio::{Action, command};
use leptos::ev;
use leptos::prelude::{document, window_event_listener};
use leptos::web_sys::{ClipboardEvent, DragEvent, KeyboardEvent};

/// Listens to the window for as long as the page lives.
pub fn listen(handle: Handle) {
    environment::follow_theme(handle);
    sharing::listen(handle);
    follow_page(handle);
    window_event_listener(ev::keydown, move |event| on_key(handle, &event));
    window_event_listener(ev::paste, move |event| on_paste(handle, &event));
    window_event_listener(ev::dragover, move |event| on_drag(handle, &event));
    window_event_listener(ev::dragleave, move |event| {
        // Leaving for nowhere is leaving the window; the rest is moving from element to element.
        if event.related_target().is_none() {
            handle.dispatch(Action::Open(OpenAction::DragOver(false)));
        }
    });
    window_event_listener(ev::drop, move |event| on_drop(handle, &event));
}

/// Notices when the page goes out of sight, perhaps for good.
fn follow_page(handle: Handle) {
    let hide = move || handle.dispatch(Action::Project(ProjectAction::Hidden));
    window_event_listener(ev::pagehide, move |_| hide());
    window_event_listener(ev::visibilitychange, move |_| {
        if document().hidden() {
            hide();
        }
    });
    window_event_listener(ev::beforeunload, move |event| {
        if handle.ask(|studio| studio.would_lose()) {
            event.prevent_default();
        }
    });
}

fn on_key(handle: Handle, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let press = keys::press(event, handle.ask(|studio| studio.environment().mac));
    if handle.ask(|studio| command::for_key(studio, &press)).is_some() {
        event.prevent_default();
        handle.dispatch(Action::Key(press));
    }
}

fn on_paste(handle: Handle, event: &ClipboardEvent) {
    if keys::place() == KeyPlace::Field || handle.ask(|studio| studio.dialog().is_some()) {
        return;
    }
    let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    if !text.trim().is_empty() {
        event.prevent_default();
        handle.dispatch(Action::Open(OpenAction::Pasted(text)));
    }
}

fn on_drag(handle: Handle, event: &DragEvent) {
    let Some(transfer) = event.data_transfer() else { return };
    let types = transfer.types();
    if types.includes(&"Files".into(), 0) || types.includes(&"text/plain".into(), 0) {
        event.prevent_default();
        transfer.set_drop_effect("copy");
        if !handle.ask(|studio| studio.is_dragging_file()) {
            handle.dispatch(Action::Open(OpenAction::DragOver(true)));
        }
    }
}

fn on_drop(handle: Handle, event: &DragEvent) {
    event.prevent_default();
    handle.dispatch(Action::Open(OpenAction::DragOver(false)));
    let Some(transfer) = event.data_transfer() else { return };
    if let Some(file) = files::dropped(&transfer) {
        requests::read_file(handle, file);
    } else if let Ok(text) = transfer.get_data("text/plain")
        && !text.trim().is_empty()
    {
        handle.dispatch(Action::Open(OpenAction::Pasted(text)));
    }
}
