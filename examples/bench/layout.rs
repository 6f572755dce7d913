//! How long a layout takes, and which one it is: native and WebAssembly must agree to the bit.

use super::{Clock, numbers, object, repeat};
use asl_studio::json::Value;
use asl_studio::layout::bench::Graph;
use asl_studio::layout::{Effort, layout};
use std::hint::black_box;

/// Lays the request's `graph` out again and again; `tidy` as "Tidy up" does.
pub fn answer(request: &Value, clock: &dyn Clock) -> Result<Value, String> {
    let text = request.get("graph").and_then(Value::as_str).ok_or("graph is missing")?;
    let tidy = request.get("tidy").and_then(Value::as_bool) == Some(true);
    let graph = Graph::read(text, if tidy { Effort::Tidy } else { Effort::Edit })?;
    let (mut wall, mut cpu) = (Vec::new(), Vec::new());
    for _ in 0..repeat(request) {
        let (began, from) = (clock.wall(), clock.cpu());
        black_box(layout(black_box(&graph.request)));
        wall.push(clock.wall() - began);
        cpu.push(clock.cpu() - from);
    }
    let places = graph.answer(&layout(&graph.request), 0.0);
    let digest = places.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Ok(object([
        ("wall", numbers(wall)),
        ("cpu", numbers(cpu)),
        ("digest", format!("{digest:016x}").as_str().into()),
    ]))
}
