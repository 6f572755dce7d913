//! The one Rust test binary.
#![allow(clippy::disallowed_methods, reason = "tests read files and run programs")]

mod cli;
mod conformance;
mod drive;
mod edit;
mod expr;
mod laws;
mod layout;
mod limits;
mod parse_laws;
mod shared_definitions;
mod sim;
mod spec;
mod studio;
mod tidy;
