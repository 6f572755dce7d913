//! The native adapter of `make bench`: requests and answers as JSON lines on standard input and output.
//!
//! ```sh
//! cargo run --release --example bench_adapter
//! ```
//!
//! The same program for WebAssembly is `bench_wasm`; what both share stands in `bench/`.

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads clocks, and its protocol is standard input and output"
)]

mod bench;

use std::io::{self, BufRead, Write};
use std::time::Instant;

/// The process's own clocks.
struct NativeClock {
    start: Instant,
}

impl bench::Clock for NativeClock {
    fn wall(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    #[cfg(unix)]
    fn cpu(&self) -> f64 {
        let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
    }

    #[cfg(not(unix))]
    fn cpu(&self) -> f64 {
        self.wall()
    }
}

fn main() -> io::Result<()> {
    let clock = NativeClock { start: Instant::now() };
    let mut output = io::stdout().lock();
    writeln!(output, "{}", bench::greeting())?;
    output.flush()?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        if !line.trim().is_empty() {
            writeln!(output, "{}", bench::answer(&line, &clock))?;
            output.flush()?;
        }
    }
    Ok(())
}
