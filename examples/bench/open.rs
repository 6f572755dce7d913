//! How long it takes to open a definition: text → definition → program.

use super::{Clock, numbers, object, repeat};
use asl_studio::asl::parse::parse;
use asl_studio::engine::compile;
use asl_studio::json::Value;
use std::hint::black_box;

/// Reads and compiles the request's `text` again and again.
pub fn answer(request: &Value, clock: &dyn Clock) -> Result<Value, String> {
    let text = request.get("text").and_then(Value::as_str).ok_or("text is missing")?;
    let (mut reading, mut compiling, mut states) = (Vec::new(), Vec::new(), 0);
    for _ in 0..repeat(request) {
        let start = clock.cpu();
        let parsed = parse(black_box(text));
        let read = clock.cpu();
        let compiled = compile(&parsed.machine);
        compiling.push(clock.cpu() - read);
        reading.push(read - start);
        states = black_box(compiled).0.state_count();
    }
    Ok(object([
        ("parse", numbers(reading)),
        ("compile", numbers(compiling)),
        ("states", states.into()),
        ("bytes", text.len().into()),
    ]))
}
