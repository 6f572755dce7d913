//! Engines in Rust under the adapter protocol (examples/bench/mod.rs): reads request lines, times the runs, answers.
//!
//!     bench-rust-peers fakecloud-stepfunctions | asl

mod asl_engine;
mod fakecloud_engine;
mod handlers;

use handlers::Handlers;
use serde_json::{Value, json};
use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

/// What came of one run.
pub struct Ended {
    pub status: &'static str,
    pub output: Value,
    pub error: Option<String>,
    pub cause: Option<String>,
    /// Events recorded; none for an engine that records no history.
    pub events: usize,
}

/// One definition, ready to be run again and again.
pub trait Machine {
    /// Everything that is done anew for a run and is not the run, such as copies of the definition's text.
    fn prepare(&mut self, handlers: Handlers);
    /// Runs to the end, or gives up with the status RUNNING at the deadline where the engine lets itself be stopped.
    fn run(&mut self, deadline: Instant) -> Ended;
}

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    let open: fn(&Value, &Value) -> Result<Box<dyn Machine>, String> = match name.as_str() {
        "fakecloud-stepfunctions" => fakecloud_engine::open,
        "asl" => asl_engine::open,
        other => {
            eprintln!("there is no engine called '{other}': fakecloud-stepfunctions or asl");
            std::process::exit(2);
        }
    };
    tell(&json!({ "ready": name }));
    for line in std::io::stdin().lock().lines() {
        let answer = line.map_err(|error| error.to_string()).and_then(|line| {
            let request = serde_json::from_str(&line).map_err(|error| error.to_string())?;
            measure(&request, open)
        });
        tell(&answer.unwrap_or_else(|problem| json!({ "status": "INVALID", "cause": problem })));
    }
}

fn measure(
    request: &Value,
    open: fn(&Value, &Value) -> Result<Box<dyn Machine>, String>,
) -> Result<Value, String> {
    let begun = Instant::now();
    let mut machine = open(&request["definition"], &request["input"])?;
    let create = begun.elapsed().as_secs_f64();
    let deadline = begun + Duration::from_secs_f64(request["timeout"].as_f64().unwrap_or(60.0));
    let mut wall = Vec::new();
    let mut last: Option<Ended> = None;
    for _ in 0..request["repeat"].as_u64().unwrap_or(1) {
        machine.prepare(Handlers::read(&request["handlers"])?);
        drop(last.take());
        let begun = Instant::now();
        let ended = machine.run(deadline);
        wall.push(begun.elapsed().as_secs_f64());
        let is_over = ended.status == "RUNNING";
        last = Some(ended);
        if is_over {
            break;
        }
    }
    let Some(Ended { status, output, error, cause, events }) = last else { return Ok(Value::Null) };
    Ok(json!({
        "status": status, "output": output, "error": error, "cause": cause, "events": events, "wall": wall, "create": create,
    }))
}

fn tell(answer: &Value) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{answer}").and_then(|()| out.flush()).expect("standard output is open");
}
