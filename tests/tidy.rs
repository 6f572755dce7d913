//! The rules of the house that a compiler does not check: layers, purity, what may be written into the repository, and
//! documents that keep up with the code. Each rule is a function over sources, so each is tried on bad samples too.

mod documents;
mod hooks;
mod layers;
mod markup;
mod purity;
mod repository;
mod size;
mod source;

use std::path::Path;

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the repository as text; fails naming it where it is missing.
#[track_caller]
pub(crate) fn read(path: &str) -> String {
    match std::fs::read_to_string(root().join(path)) {
        Ok(text) => text,
        Err(error) => panic!("{path}: {error}"),
    }
}

/// Fails with one line a finding.
#[track_caller]
fn expect_none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}:\n  {}", findings.join("\n  "));
}
