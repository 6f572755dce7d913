//! What the browser keeps between visits. It may refuse (private window, full): then nothing is kept.

use gloo::storage::{LocalStorage, Storage};

pub fn read(key: &str) -> Option<String> {
    LocalStorage::raw().get_item(key).ok().flatten()
}

pub fn write(key: &str, text: Option<&str>) {
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
