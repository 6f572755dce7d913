//! The adapter of `make bench` as WebAssembly under Node.js: `scripts/bench/wasm-adapter.mjs` reads and
//! writes the lines, this answers them. Built for another target it is empty.

#![cfg(target_arch = "wasm32")]

mod bench;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the process started.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn wall_milliseconds() -> f64;

    /// Microseconds of processor time since the process started; the script around this defines it.
    #[wasm_bindgen(js_namespace = globalThis, js_name = benchCpuMicroseconds)]
    fn cpu_microseconds() -> f64;
}

struct NodeClock;

impl bench::Clock for NodeClock {
    fn wall(&self) -> f64 {
        wall_milliseconds() / 1e3
    }

    fn cpu(&self) -> f64 {
        cpu_microseconds() / 1e6
    }
}

/// The line to print when ready.
#[wasm_bindgen]
pub fn greeting() -> String {
    bench::greeting()
}

/// Answers one request.
#[wasm_bindgen]
pub fn answer(line: &str) -> String {
    bench::answer(line, &NodeClock)
}
