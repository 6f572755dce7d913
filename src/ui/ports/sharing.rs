//! Other tabs of the page: one lock for each project, held by the tab that writes, and a channel on which they tell each
//! other what they did. Where the browser has no locks, every tab may write, and the revisions of saves keep order.

use super::super::handle::Handle;
use crate::studio::Action;
use crate::studio::project::ProjectAction;
use crate::studio::project::sharing::{Message, Role, ShareRequest};
use gloo::timers::callback::Timeout;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use leptos::web_sys::{BroadcastChannel, MessageEvent};
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

const CHANNEL: &str = "asl-studio";
/// A page that is reloaded holds its lock for a moment longer, in milliseconds.
const PATIENCE: u32 = 300;
/// How long another tab has for letting go before its lock is taken, in milliseconds.
const COURTESY: u32 = 1500;

thread_local! {
    static OPEN: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    /// Lets the lock go that is held
    static LET_GO: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// The project whose lock is held
    static HELD: RefCell<Option<Arc<str>>> = const { RefCell::new(None) };
    /// Counts what was asked for: a lock that comes for something older is not wanted any longer
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// Listens to the other tabs for as long as the page lives.
pub fn listen(handle: Handle) {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(message) = event.data().as_string().as_deref().and_then(Message::read) {
            handle.dispatch(Action::Project(ProjectAction::Heard(message)));
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    OPEN.set(Some(channel));
}

pub fn tell(message: &Message) {
    OPEN.with_borrow(|channel| {
        if let Some(channel) = channel {
            // Nobody who listens is no failure.
            let _ = channel.post_message(&message.to_text().into());
        }
    });
}

pub fn ask(handle: Handle, request: ShareRequest) {
    match request {
        ShareRequest::Claim(id) => {
            if HELD.with_borrow(|held| held.as_ref() == Some(&id)) {
                tell_role(handle, id, Role::Owner);
            } else {
                release();
                wait(handle, id, true);
            }
        }
        ShareRequest::Yield(id) => {
            release();
            wait(handle, id, false);
        }
        ShareRequest::TakeOver(id) => take_over(handle, id),
        ShareRequest::Release => release(),
    }
}

fn take_over(handle: Handle, id: Arc<str>) {
    let insist = move || {
        if HELD.with_borrow(|held| held.as_ref() != Some(&id)) {
            release();
            lock(handle, id, &options("steal"));
        }
    };
    Timeout::new(COURTESY, insist).forget();
}

fn tell_role(handle: Handle, id: Arc<str>, role: Role) {
    handle.dispatch(Action::Project(ProjectAction::Role(id, role)));
}

fn release() {
    TURN.set(TURN.get() + 1);
    HELD.take();
    if let Some(let_go) = LET_GO.take() {
        // Resolving a promise cannot fail.
        let _ = let_go.call0(&JsValue::UNDEFINED);
    }
}

/// Waits for the lock; while it does not come, another tab writes.
fn wait(handle: Handle, id: Arc<str>, tell: bool) {
    let turn = TURN.get();
    lock(handle, id.clone(), &Object::new());
    if tell {
        Timeout::new(PATIENCE, move || {
            if TURN.get() == turn && HELD.with_borrow(Option::is_none) {
                tell_role(handle, id, Role::Follower);
            }
        })
        .forget();
    }
}

fn options(flag: &str) -> Object {
    let options = Object::new();
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&options, &flag.into(), &JsValue::TRUE);
    options
}

/// The browser's locks; absent where a page is not served securely.
fn locks() -> Option<(JsValue, Function)> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok().filter(JsValue::is_object)?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}

fn lock(handle: Handle, id: Arc<str>, options: &Object) {
    let Some((locks, request)) = locks() else {
        HELD.set(Some(id.clone()));
        tell_role(handle, id, Role::Owner);
        return;
    };
    let turn = TURN.get();
    let name = format!("{CHANNEL}/{id}");
    let mine = id.clone();
    let granted = Closure::once_into_js(move |_: JsValue| held(handle, mine, turn));
    let asked = request.call3(&locks, &name.into(), options, &granted);
    let Some(until) = asked.ok().and_then(|asked| asked.dyn_into::<Promise>().ok()) else { return };
    spawn_local(async move {
        // It fails when another tab takes the lock by force.
        if JsFuture::from(until).await.is_err() && TURN.get() == turn {
            release();
            tell_role(handle, id.clone(), Role::Follower);
            wait(handle, id, false);
        }
    });
}

/// Holds the lock until it is let go: as long as the promise is open.
fn held(handle: Handle, id: Arc<str>, turn: u32) -> JsValue {
    if TURN.get() != turn {
        return JsValue::UNDEFINED;
    }
    HELD.set(Some(id.clone()));
    let until = Promise::new(&mut |resolve, _| LET_GO.set(Some(resolve)));
    tell_role(handle, id, Role::Owner);
    until.into()
}
