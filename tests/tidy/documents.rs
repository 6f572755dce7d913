//! Documents that keep up with the code.

use super::source::sources;
use super::{expect_none, layers, read, root};
use std::collections::BTreeSet;

/// The names under every `[…dependencies]` table of a Cargo manifest.
fn cargo_dependencies(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut inside = false;
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if let (true, false, Some((name, _))) = (inside, line.starts_with('#'), line.split_once('=')) {
            names.insert(name.trim().to_owned());
        }
    }
    names
}

/// The names under `dependencies` and `devDependencies` of a package.json.
fn node_dependencies(manifest: &str) -> BTreeSet<String> {
    let manifest: serde_json::Value = serde_json::from_str(manifest).expect("package.json is JSON");
    let tables =
        ["dependencies", "devDependencies"].into_iter().filter_map(|table| manifest[table].as_object());
    tables.flat_map(|table| table.keys().cloned()).collect()
}

/// The names that head a row of a table or an item of a list: "| `name` | …" or "- `name`: …".
fn entries(document: &str) -> BTreeSet<String> {
    let entry = |line: &str| {
        let rest = line.strip_prefix("| `").or_else(|| line.strip_prefix("- `"))?;
        Some(rest.split_once('`')?.0.to_owned())
    };
    document.lines().filter_map(entry).collect()
}

/// Paths of this repository in backticks; patterns and placeholders are left out.
fn paths_in(document: &str) -> Vec<String> {
    const FOLDERS: &[&str] =
        &["src/", "tests/", "scripts/", "style/", "public/", "docs/", "benches/", "examples/", ".ci/"];
    let is_path = |text: &&str| FOLDERS.iter().any(|folder| text.starts_with(folder));
    let is_plain = |text: &&str| text.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    document.split('`').skip(1).step_by(2).filter(is_path).filter(is_plain).map(str::to_owned).collect()
}

#[test]
fn every_dependency_has_its_reason_and_every_reason_its_dependency() {
    let mut used = cargo_dependencies(&read("Cargo.toml"));
    used.extend(node_dependencies(&read("package.json")));
    assert!(used.len() > 15, "the manifests were not understood: {used:?}");
    let explained = entries(&read("docs/dependencies.md"));
    let missing: Vec<String> = used.difference(&explained).cloned().collect();
    expect_none("not in docs/dependencies.md", &missing);
    let left_over: Vec<String> = explained.difference(&used).cloned().collect();
    expect_none("in docs/dependencies.md, but not used", &left_over);
}

#[test]
fn every_rust_file_begins_with_its_purpose() {
    let folders = ["src", "tests", "benches", "examples"];
    let silent = |path: &String| !read(path).starts_with("//! ");
    let paths = folders.into_iter().flat_map(sources).map(|source| source.path);
    let found: Vec<String> = paths.filter(silent).collect();
    expect_none("a Rust file must begin with a `//!` line that says what it is", &found);
}

#[test]
fn the_architecture_names_every_module() {
    let architecture = read("docs/architecture.md");
    let unnamed = |module: &String| !architecture.contains(&format!("`{module}`"));
    let found: Vec<String> = layers::declared_modules().into_iter().filter(unnamed).collect();
    expect_none("not in docs/architecture.md", &found);
}

#[test]
fn documents_name_only_files_that_exist() {
    let mut found = Vec::new();
    for document in ["README.md", "docs/architecture.md", "docs/dependencies.md", "docs/testing.md"] {
        let missing = paths_in(&read(document)).into_iter().filter(|path| !root().join(path).exists());
        found.extend(missing.map(|path| format!("{document}: {path}")));
    }
    expect_none("a document names a file that is not there", &found);
}

#[test]
fn manifests_and_documents_are_understood() {
    let cargo = "[package]\nname = \"x\"\n[dependencies]\n# a = 1\nserde = { version = \"1\" }\n\
                 [target.'cfg(unix)'.dependencies]\nlibc = \"0\"\n[features]\ndefault = []";
    assert_eq!(cargo_dependencies(cargo).into_iter().collect::<Vec<_>>(), ["libc", "serde"]);
    let node = r#"{"name": "x", "dependencies": {"a": "1"}, "devDependencies": {"@b/c": "2"}}"#;
    assert_eq!(node_dependencies(node).into_iter().collect::<Vec<_>>(), ["@b/c", "a"]);
    let document = "# `title`\n| `one` | text `two` |\n- `three`: text\ntext `four`";
    assert_eq!(entries(document).into_iter().collect::<Vec<_>>(), ["one", "three"]);
    assert_eq!(paths_in("see `src/a.rs`, `make x`, `tests/**.md` and `docs/b`"), ["src/a.rs", "docs/b"]);
}
