//! Files on the disk that the page may write after the person picked them, where the browser has such a thing. Its
//! interfaces are not in `web-sys` as stable ones, so they are called by their names.

use crate::studio::project::{DiskAction, DiskRequest};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

thread_local! {
    /// The files that were picked, by their numbers
    static FILES: RefCell<Vec<JsValue>> = const { RefCell::new(Vec::new()) };
}

pub fn is_there() -> bool {
    Reflect::get(&window(), &"showSaveFilePicker".into()).is_ok_and(|picker| picker.is_function())
}

/// Does what is asked and tells `done`, unless the person changed their mind.
pub fn ask(request: DiskRequest, done: impl FnOnce(DiskAction) + 'static) {
    spawn_local(async move {
        let answer = match request {
            DiskRequest::Open => open().await,
            DiskRequest::Save { target, file, file_name, text } => {
                let saved = save(file, &file_name, &text).await;
                saved.map(|(file, name)| DiskAction::Saved { target, file, name })
            }
        };
        match answer {
            Ok(answer) => done(answer),
            Err(reason) if named(&reason, "name") == "AbortError" => {}
            Err(reason) => done(DiskAction::Failed(named(&reason, "message"))),
        }
    });
}

async fn open() -> Result<DiskAction, JsValue> {
    let picked = call(&window(), "showOpenFilePicker", &Array::new()).await?;
    let handle = Array::from(&picked).get(0);
    let file = call(&handle, "getFile", &Array::new()).await?;
    let text = call(&file, "text", &Array::new()).await?.as_string().unwrap_or_default();
    Ok(DiskAction::Opened { name: named(&handle, "name"), file: note(handle), text })
}

async fn save(file: Option<u32>, file_name: &str, text: &str) -> Result<(u32, String), JsValue> {
    let known = file.and_then(|file| FILES.with_borrow(|files| files.get(file as usize).cloned()));
    let (number, handle) = match (file, known) {
        (Some(number), Some(handle)) => (number, handle),
        _ => {
            let options = Object::new();
            Reflect::set(&options, &"suggestedName".into(), &file_name.into())?;
            let handle = call(&window(), "showSaveFilePicker", &Array::of1(&options)).await?;
            (note(handle.clone()), handle)
        }
    };
    let stream = call(&handle, "createWritable", &Array::new()).await?;
    call(&stream, "write", &Array::of1(&text.into())).await?;
    call(&stream, "close", &Array::new()).await?;
    Ok((number, named(&handle, "name")))
}

fn note(handle: JsValue) -> u32 {
    FILES.with_borrow_mut(|files| {
        files.push(handle);
        files.len() as u32 - 1
    })
}

async fn call(target: &JsValue, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(target, &name.into())?.dyn_into()?;
    let promise: Promise = Reflect::apply(&method, target, arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}

fn named(value: &JsValue, name: &str) -> String {
    Reflect::get(value, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}
