//! What the native and the WebAssembly adapter share: one line of JSON in, one out.
//!
//! Four kinds of request:
//!
//! - `{"definition", "input", "handlers", "type", "mode": "fast", "repeat", "timeout", "history",
//!   "record"}` runs the definition `repeat` times with the full history recorded, unless "record" is false, and answers `{"status", "output", "error",
//!   "cause", "wall", "cpu", "create", "history", "events"}`: seconds of each run, seconds that parsing and
//!   checking took, the event types if asked for, and their number.
//! - `{"measure": "open", "text", "repeat"}` answers `{"parse", "check", "compile", "states", "findings",
//!   "bytes"}`: processor seconds of each time the text was read into a definition, the definition checked
//!   as the studio checks it, and compiled.
//! - `{"measure": "digest", "definition", "input", "mocks", "seed", "eventLimit"}` measures nothing: it answers
//!   `{"digest", "events", "status", "error"}`, by which runs in different places are compared.
//! - `{"measure": "layout", "graph", "tidy", "repeat"}` answers `{"wall", "cpu", "digest"}`: seconds of each layout
//!   of the graph (a text as `asl layout --bench` reads it), and what tells one result from another.

mod digest;
mod handlers;
mod layout;
mod open;
mod run;

use asl_studio::json::{self, Object, Value};

/// What measures the time, in seconds from any beginning.
pub trait Clock {
    /// Time as it passes.
    fn wall(&self) -> f64;
    /// Time that the processor spent on this process.
    fn cpu(&self) -> f64;
}

/// The first line an adapter prints.
pub fn greeting() -> String {
    object([("ready", Value::from("asl-studio")), ("version", env!("CARGO_PKG_VERSION").into())]).to_string()
}

/// Answers one request line. What is wrong with a request is told in its answer.
pub fn answer(line: &str, clock: &dyn Clock) -> String {
    let answer = json::parse(line).map_err(|error| error.to_string()).and_then(|request| {
        match request.get("measure").and_then(Value::as_str) {
            None => run::answer(&request, clock),
            Some("open") => open::answer(&request, clock),
            Some("layout") => layout::answer(&request, clock),
            Some("digest") => digest::answer(&request),
            Some(other) => Err(format!("there is nothing called '{other}' to measure")),
        }
    });
    answer.unwrap_or_else(|problem| refusal("Bench.BadRequest", &problem)).to_string()
}

fn refusal(error: &str, cause: &str) -> Value {
    object([("status", Value::from("INVALID")), ("error", error.into()), ("cause", cause.into())])
}

fn object<const COUNT: usize>(members: [(&str, Value); COUNT]) -> Value {
    members.into_iter().collect::<Object>().into()
}

fn numbers(seconds: Vec<f64>) -> Value {
    seconds.into_iter().map(Value::from).collect()
}

fn repeat(request: &Value) -> usize {
    request.get("repeat").and_then(Value::as_i64).map_or(1, |times| times.clamp(1, 1_000_000) as usize)
}
