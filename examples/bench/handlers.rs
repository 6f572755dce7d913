//! The request's handlers, by function name, as the product's mocks.
//!
//! Their form is the mocks file's (`docs/mocks.md`) with two differences: `sleep` is a latency in seconds,
//! and `callback` stands for a function that answers through its task token.

use asl_studio::json::{Object, Value};
use asl_studio::sim::{Handler, MockKey, Mocks, Reply};

/// Reads `{NAME: HANDLER}`.
pub fn read(handlers: Option<&Value>) -> Result<Mocks, String> {
    let mut mocks = Mocks::new();
    for (name, handler) in handlers.and_then(Value::as_object).into_iter().flatten() {
        let handler = read_handler(handler).map_err(|problem| format!("handler '{name}': {problem}"))?;
        mocks.set(MockKey::Function(name.clone()), handler);
    }
    Ok(mocks)
}

fn read_handler(handler: &Value) -> Result<Handler, String> {
    let members = handler.as_object().ok_or("must be an object")?;
    if members.get("kind").and_then(Value::as_str) == Some("callback") {
        return Ok(Reply::Never.into());
    }
    let mut ours = Object::with_capacity(members.len());
    for (key, value) in members {
        match value.as_f64() {
            Some(seconds) if &**key == "sleep" => ours.insert("latencyMs", (seconds * 1000.0).round() as i64),
            _ => ours.insert(key.clone(), value.clone()),
        };
    }
    Handler::from_json(&ours.into()).map_err(|problems| problems[0].message.clone())
}
