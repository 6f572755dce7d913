//! Small things that the browser keeps between visits. It may refuse (private window, full): then nothing is kept.

use crate::studio::StorageKey;
use gloo::storage::{LocalStorage, SessionStorage, Storage};
use std::sync::Arc;

pub fn read(key: &str) -> Option<String> {
    // Which project is open is each tab's own; a new tab begins with the last one.
    let own = (key == StorageKey::PROJECT).then(|| SessionStorage::raw().get_item(key).ok().flatten());
    own.flatten().or_else(|| LocalStorage::raw().get_item(key).ok().flatten())
}

pub fn write(key: &str, text: Option<&str>) {
    if key == StorageKey::PROJECT {
        // Without it a reload begins with the project that was opened last, which mostly is the same.
        let _ = SessionStorage::raw().set_item(key, text.unwrap_or_default());
    }
    let store = LocalStorage::raw();
    let kept = match text {
        Some(text) => store.set_item(key, text),
        None => store.remove_item(key),
    };
    // A store that is full or forbidden must not stop the work; an old entry would be worse than none.
    if kept.is_err() {
        let _ = store.remove_item(key);
    }
}

/// Where it stands what of a project was not saved in time.
fn journal(id: &str) -> String {
    format!("{}/{id}", StorageKey::JOURNAL)
}

pub fn read_journal(id: &str) -> Option<Arc<str>> {
    read(&journal(id)).map(Arc::from)
}

pub fn write_journal(id: &str, text: Option<&str>) {
    write(&journal(id), text);
}
