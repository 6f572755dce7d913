//! Files of the person: picked, dropped, saved.

use gloo::events::EventListener;
use gloo::file::callbacks::read_as_text;
use gloo::file::{Blob, ObjectUrl};
use leptos::prelude::document;
use leptos::web_sys::{DataTransfer, HtmlAnchorElement, HtmlInputElement};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// A file to read.
pub struct PickedFile(gloo::file::File);

/// Larger files are no definitions: AWS takes 1 MB at most.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Lets the person pick a file.
pub fn pick(picked: impl Fn(PickedFile) + 'static) {
    let Some(input) = create::<HtmlInputElement>("input") else { return };
    input.set_type("file");
    input.set_accept(".json,.asl,.txt,application/json");
    let chosen = input.clone();
    let listener = EventListener::once(&input, "change", move |_| {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            picked(PickedFile(file.into()));
        }
    });
    listener.forget();
    input.click();
}

/// The first file that was dropped.
pub fn dropped(transfer: &DataTransfer) -> Option<PickedFile> {
    transfer.files()?.get(0).map(|file| PickedFile(file.into()))
}

/// Reads a file as text and tells `done` its name with the text, or why it could not be read.
pub fn read(file: PickedFile, done: impl FnOnce(String, Result<String, String>) + 'static) {
    let name = file.0.name();
    if file.0.size() > MAX_BYTES {
        done(name, Err("it is larger than 16 MiB".into()));
        return;
    }
    // The reader stops when it is dropped; it keeps itself until it has answered.
    let keeper = Rc::new(RefCell::new(None));
    let kept = keeper.clone();
    let reader = read_as_text(&file.0, move |result| {
        done(name, result.map_err(|error| error.to_string()));
        kept.borrow_mut().take();
    });
    *keeper.borrow_mut() = Some(reader);
}

/// Saves `text` as a file.
pub fn download(file_name: &str, text: &str) {
    let blob = Blob::new_with_options(text, Some("application/json"));
    let address = ObjectUrl::from(blob);
    if let Some(link) = create::<HtmlAnchorElement>("a") {
        link.set_href(&address);
        link.set_download(file_name);
        link.click();
    }
    // The browser reads the blob after this returns.
    gloo::timers::callback::Timeout::new(10_000, move || drop(address)).forget();
}

fn create<T: JsCast>(tag: &str) -> Option<T> {
    document().create_element(tag).ok()?.dyn_into().ok()
}
