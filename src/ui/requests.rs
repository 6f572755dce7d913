//! Doing what the studio asks of the world.

use super::handle::Handle;
use super::{ports, rest};
use crate::studio::action::{Announcement, CanvasAction, FocusTarget, OpenAction, Tone};
use crate::studio::project::ProjectAction;
use crate::studio::{Action, Request};
use leptos::prelude::*;

/// How long after a change it is saved, in milliseconds: letters typed in one go are one save.
const SAVE_AFTER: u32 = 300;
/// What counts as a moment without a key, in milliseconds; longer than most people take from key to key.
const PAUSE: u32 = 200;

/// How long a finger rests for a menu, in milliseconds: as browsers have it.
const LONG_PRESS: u32 = 500;

pub fn fulfil(handle: Handle, request: Request) {
    match request {
        Request::Copy { text, done } => ports::clipboard::copy(text, move |copied| {
            let (text, tone) = if copied {
                (done, Tone::Done)
            } else {
                ("The browser did not allow copying".to_owned(), Tone::Failed)
            };
            announce(handle, Announcement { text, tone, offer: None });
        }),
        Request::Download { file_name, text } => ports::files::download(&file_name, &text),
        Request::LoadRest => rest::load(handle),
        Request::LoadJsonata => ports::jsonata::load(move |action| handle.dispatch(Action::Jsonata(action))),
        Request::LoadEditor => ports::code::load(move |action| handle.dispatch(Action::Code(action))),
        Request::PickFile => ports::files::pick(move |file| read_file(handle, file)),
        Request::Store { key, text } => ports::storage::write(key, text.as_deref()),
        Request::SaveSoon => ports::frames::later(SAVE_AFTER, move || {
            handle.dispatch(Action::Project(ProjectAction::Save));
        }),
        Request::Pause => ports::frames::later(PAUSE, move || handle.dispatch(Action::Paused)),
        Request::Database(request) => ports::database::ask(request, move |answer| {
            handle.dispatch(Action::Project(ProjectAction::Database(answer)));
        }),
        Request::Journal { id, text } => ports::storage::write_journal(&id, text.as_deref()),
        Request::Share(request) => ports::sharing::ask(handle, request),
        Request::Tell(message) => ports::sharing::tell(&message),
        Request::Disk(request) => ports::disk::ask(request, move |action| handle.dispatch(action.into())),
        Request::FocusPlayback => ports::focus::carry("[data-setup]", "[data-playback]"),
        Request::Focus(target) => ports::focus::focus(match target {
            FocusTarget::Canvas => "[data-canvas]",
            FocusTarget::Inspector => "[data-inspector]",
            FocusTarget::OutlineFilter => "[data-outline-filter]",
            FocusTarget::RunInput => "[data-run-input]",
            FocusTarget::QuickAdd => "[data-quick-add]",
            FocusTarget::Name => return ports::focus::take_up("[data-naming]"),
            FocusTarget::ContextMenu => ".context-menu [role=menuitem]",
            FocusTarget::Library => "[data-library]",
        }),
        Request::FocusPane { back } => ports::regions::step(back),
        Request::Hold(press) => ports::frames::later(LONG_PRESS, move || {
            handle.dispatch(Action::Canvas(CanvasAction::Held(press)));
        }),
        Request::FocusField(id) => ports::focus::focus_field(id),
        Request::Frame => ports::frames::next(move |now| handle.dispatch(Action::Frame { now })),
        Request::Announce(announcement) => announce(handle, announcement),
    }
}

/// Reads a file that was picked or dropped, and opens it.
pub fn read_file(handle: Handle, file: ports::files::PickedFile) {
    ports::files::read(file, move |name, result| {
        handle.dispatch(Action::Open(match result {
            Ok(text) => OpenAction::File { name, text },
            Err(reason) => OpenAction::Unreadable { name, reason },
        }));
    });
}

fn announce(handle: Handle, announcement: Announcement) {
    handle.announced.update(|(number, latest)| {
        *number += 1;
        *latest = Some(announcement);
    });
}
