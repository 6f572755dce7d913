//! How long it takes to open a definition: text → definition → findings, and → program.

use super::{Clock, numbers, object, repeat};
use asl_studio::asl::parse::parse;
use asl_studio::engine::compile;
use asl_studio::json::Value;
use asl_studio::lint;
use std::hint::black_box;

/// Reads, checks and compiles the request's `text` again and again.
pub fn answer(request: &Value, clock: &dyn Clock) -> Result<Value, String> {
    let text = request.get("text").and_then(Value::as_str).ok_or("text is missing")?;
    let mut seconds: [Vec<f64>; 3] = Default::default();
    let (mut states, mut findings) = (0, 0);
    for _ in 0..repeat(request) {
        let begun = clock.cpu();
        let parsed = parse(black_box(text));
        let read = clock.cpu();
        findings = black_box(lint::check(&parsed)).len();
        let checked = clock.cpu();
        states = black_box(compile(&parsed.machine)).0.state_count();
        seconds[0].push(read - begun);
        seconds[1].push(checked - read);
        seconds[2].push(clock.cpu() - checked);
    }
    let [parse, check, compile] = seconds.map(numbers);
    Ok(object([
        ("parse", parse),
        ("check", check),
        ("compile", compile),
        ("states", states.into()),
        ("findings", findings.into()),
        ("bytes", text.len().into()),
    ]))
}
