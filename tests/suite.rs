//! The one Rust test binary.
