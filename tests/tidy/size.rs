//! Files of one thing: how long a Rust file may grow before it must be parted.

use super::source::{Source, sources};
use super::{expect_none, read};

/// Lines allowed in a file of the module: short where the application is, longer where a language is described.
fn limit(module: &str) -> usize {
    match module {
        "main" | "bin" => 20,
        "studio" | "ui" => 350,
        _ => 700,
    }
}

fn too_long(source: &Source, lines: usize) -> Option<String> {
    let limit = limit(source.module());
    (lines > limit).then(|| format!("{}: {lines} lines of {limit}", source.path))
}

#[test]
fn no_file_is_too_long() {
    let found: Vec<String> = sources("src")
        .iter()
        .filter_map(|source| too_long(source, read(&source.path).lines().count()))
        .collect();
    expect_none("a file that holds more than one thing", &found);
}

#[test]
fn files_that_are_too_long_are_found() {
    let cases =
        [("src/main.rs", 21), ("src/ui/a.rs", 351), ("src/studio/b/c.rs", 351), ("src/engine/d.rs", 701)];
    for (path, lines) in cases {
        let source = Source::new(path, "");
        assert!(too_long(&source, lines).is_some(), "{path}");
        assert_eq!(too_long(&source, lines - 1), None, "{path}");
    }
}
