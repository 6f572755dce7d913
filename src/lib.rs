//! ASL Studio: draw, dry-run, rewind and export AWS Step Functions workflows.
//!
//! The modules stand in layer order; each may use only what stands above it in this list
//! (`tests/tidy.rs` holds the exact table, `docs/architecture.md` the reasons).
//!
//! | layer | module | what it holds |
//! | --- | --- | --- |
//! | L0 | [`json`] | values, spanned text tree, printer, pointers |
//! | L0 | [`time`] | timestamps, durations, RFC 3339 |
//! | L0 | [`diagnostic`] | what is wrong, where, and what to do |
//! | L0 | [`id`] | typed arena indices |
//! | L1 | [`expr`] | JSONPath, Reference Paths, Intrinsic Functions, Payload Templates |
//! | L2 | [`asl`] | the state machine as written |
//! | L3 | [`graph`] | the flow graph of a definition |
//! | L3 | [`lint`] | what a definition gets wrong or could do better |
//! | L3 | [`engine`] | the interpreter |
//! | L3 | [`edit`] | changing a definition |
//! | L4 | [`layout`] | where states and edges are drawn |
//! | L4 | [`sim`] | a run with handlers, a clock and a past |
//! | L5 | [`studio`] | the application without a screen |
//! | L5 | `cli` | the `asl` command line (native only) |
//! | L6 | `ui` | Leptos and the browser (feature `studio`) |

pub mod json;
pub mod sort;
pub mod time;
pub mod diagnostic;
pub mod id;

pub mod expr;

pub mod asl;

pub mod graph;
pub mod lint;
pub mod engine;
pub mod edit;

pub mod layout;
pub mod sim;

pub mod studio;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;

#[cfg(feature = "studio")]
pub mod ui;
