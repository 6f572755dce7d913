//! The tasks' answers: the same data-driven handlers that the studio's own adapter reads.

use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// A failure by name.
pub struct Failure {
    pub error: String,
    pub cause: String,
}

/// Handlers by function name, with their calls counted over one run.
pub struct Handlers(HashMap<String, Handler>);

struct Handler {
    what: Value,
    calls: AtomicU64,
}

impl Handlers {
    pub fn read(handlers: &Value) -> Result<Self, String> {
        let mut all = HashMap::new();
        for (name, what) in handlers.as_object().into_iter().flatten() {
            let kind = what["kind"].as_str().unwrap_or_default();
            if !["echo", "return", "merge", "add", "fail", "fail_if", "flaky"].contains(&kind) {
                return Err(format!("no handler of kind '{kind}' for this engine"));
            }
            all.insert(name.clone(), Handler { what: what.clone(), calls: AtomicU64::new(0) });
        }
        Ok(Self(all))
    }

    /// Answers for a function by its name or ARN.
    pub fn answer(&self, function: &str, event: &Value) -> Result<Value, Failure> {
        let name = function.rsplit_once(":function:").map_or(function, |(_, name)| name);
        let name = name.split(':').next().unwrap_or(name);
        let Some(Handler { what, calls }) = self.0.get(name) else {
            return Err(Failure {
                error: "Lambda.ResourceNotFoundException".into(),
                cause: format!("no handler for {function}"),
            });
        };
        let call = calls.fetch_add(1, Ordering::Relaxed) + 1;
        let value_or_event = || what.get("value").unwrap_or(event).clone();
        match what["kind"].as_str().unwrap_or_default() {
            "return" => Ok(what["value"].clone()),
            "merge" => Ok(with(event, what["value"].as_object().into_iter().flatten())),
            "add" => {
                let field = what["field"].as_str().unwrap_or_default().to_owned();
                let sum = add(&event[&field], &what["by"]);
                Ok(with(event, [(&field, &sum)]))
            }
            "fail" => Err(failure(what)),
            "fail_if" => {
                let field = &event[what["field"].as_str().unwrap_or_default()];
                let fails = what["values"].as_array().is_some_and(|values| values.contains(field));
                if fails { Err(failure(what)) } else { Ok(value_or_event()) }
            }
            "flaky" if what["times"].as_u64().is_some_and(|times| call <= times) => Err(failure(what)),
            "flaky" => Ok(value_or_event()),
            _ => Ok(event.clone()),
        }
    }
}

fn with<'a>(event: &Value, members: impl IntoIterator<Item = (&'a String, &'a Value)>) -> Value {
    let mut all = event.as_object().cloned().unwrap_or_default();
    all.extend(members.into_iter().map(|(name, value)| (name.clone(), value.clone())));
    all.into()
}

fn add(left: &Value, right: &Value) -> Value {
    match (left.as_i64().or(left.is_null().then_some(0)), right.as_i64()) {
        (Some(left), Some(right)) => json!(left + right),
        _ => json!(left.as_f64().unwrap_or(0.0) + right.as_f64().unwrap_or(0.0)),
    }
}

fn failure(what: &Value) -> Failure {
    let text = |name: &str| what[name].as_str().unwrap_or_default().to_owned();
    Failure { error: text("error"), cause: text("cause") }
}
