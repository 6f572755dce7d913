//! Who may use whom: the layers of docs/architecture.md, and which outside crates belong to one place.

use super::source::{Source, sources};
use super::{expect_none, read};

/// The layers, lowest first; a module may use every lower layer.
const LAYERS: &[&[&str]] = &[
    &["json", "time", "diagnostic", "id", "sort"],
    &["expr"],
    &["asl"],
    &["graph", "lint", "engine", "edit"],
    &["layout", "sim"],
    &["studio", "cli"],
    &["ui"],
];

/// What a module may use in its own layer: the lowest is one foundation, and some look at the flow graph.
const WITHIN_A_LAYER: &[(&str, &[&str])] = &[
    ("json", LAYERS[0]),
    ("time", LAYERS[0]),
    ("diagnostic", LAYERS[0]),
    ("id", LAYERS[0]),
    ("sort", LAYERS[0]),
    ("lint", &["graph"]),
    ("edit", &["graph"]),
];

/// The programs' entries, each of which only starts one module.
const ENTRIES: &[(&str, &str)] = &[("main", "ui"), ("bin", "cli"), ("jsonata_module", "expr")];

/// Outside crates with one home, by the paths that name them. layout-rs is a library named `layout`, as is our module.
const HOMES: &[(&str, &[&str])] = &[
    ("leptos", &["ui"]),
    ("web_sys", &["ui"]),
    ("js_sys", &["ui"]),
    ("gloo", &["ui"]),
    ("idb", &["ui"]),
    ("wasm_bindgen", &["ui", "jsonata_module"]),
    ("wasm_bindgen_futures", &["ui"]),
    ("wasm_split_helpers", &["ui"]),
    ("console_error_panic_hook", &["main"]),
    ("clap", &["cli"]),
    ("petgraph", &["graph"]),
    ("layout::adt", &["layout"]),
    ("layout::backends", &["layout"]),
    ("layout::core", &["layout"]),
    ("layout::gv", &["layout"]),
    ("layout::std_shapes", &["layout"]),
    ("layout::topo", &["layout"]),
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn may_use(from: &str, to: &str) -> bool {
    if from == to {
        return true;
    }
    if let Some((_, started)) = ENTRIES.iter().find(|(entry, _)| *entry == from) {
        return *started == to;
    }
    let within = WITHIN_A_LAYER.iter().any(|(module, others)| *module == from && others.contains(&to));
    within || layer(to) < layer(from)
}

fn forbidden_edges(source: &Source) -> Vec<String> {
    let from = source.module();
    let forbidden = |(_, to): &(usize, String)| layer(to).is_some() && !may_use(from, to);
    let say = |(line, to)| format!("{}:{line}: {from} must not use {to}", source.path);
    source.modules_used().into_iter().filter(forbidden).map(say).collect()
}

fn crates_away_from_home(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (name, homes) in HOMES {
        if !homes.contains(&source.module()) {
            let lines = source.lines_naming(name);
            found.extend(
                lines.iter().map(|line| format!("{}:{line}: {name} belongs to {homes:?}", source.path)),
            );
        }
    }
    found
}

/// The modules that `src/lib.rs` declares.
pub(super) fn declared_modules() -> Vec<String> {
    let lib = read("src/lib.rs");
    let name = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    lib.lines().filter_map(name).collect()
}

#[test]
fn dependencies_between_modules_go_downwards_only() {
    let found: Vec<String> = sources("src").iter().flat_map(forbidden_edges).collect();
    expect_none("an edge against the layers (tests/tidy/layers.rs, docs/architecture.md)", &found);
}

#[test]
fn an_outside_crate_with_a_home_stays_there() {
    let found: Vec<String> = sources("src").iter().flat_map(crates_away_from_home).collect();
    expect_none("a crate used away from its home", &found);
}

#[test]
fn every_module_has_a_layer() {
    let modules = declared_modules();
    assert!(modules.len() > 10, "src/lib.rs was not understood: {modules:?}");
    let missing: Vec<String> = modules.into_iter().filter(|module| layer(module).is_none()).collect();
    expect_none("a module without a layer", &missing);
}

#[test]
fn forbidden_edges_are_found() {
    let cases: &[(&str, &str, Option<&str>)] = &[
        ("src/json/value.rs", "\nuse crate::asl::State;", Some("src/json/value.rs:2: json must not use asl")),
        (
            "src/engine/mod.rs",
            "use crate::{json, sim::Session};",
            Some("src/engine/mod.rs:1: engine must not use sim"),
        ),
        ("src/sim/mod.rs", "use crate::layout::A;", Some("src/sim/mod.rs:1: sim must not use layout")),
        (
            "src/engine/task.rs",
            "use crate::graph::FlowGraph;",
            Some("src/engine/task.rs:1: engine must not use graph"),
        ),
        ("src/studio/mod.rs", "crate::ui::mount()", Some("src/studio/mod.rs:1: studio must not use ui")),
        ("src/bin/asl.rs", "asl_studio::engine::x()", Some("src/bin/asl.rs:1: bin must not use engine")),
        ("src/lint/rules/a.rs", "use crate::graph::FlowGraph;", None),
        ("src/json/mod.rs", "use crate::diagnostic::Code;", None),
        ("src/ui/mod.rs", "use crate::{engine::Step, studio};", None),
        ("src/main.rs", "asl_studio::ui::mount()", None),
    ];
    for (path, text, expected) in cases {
        let found = forbidden_edges(&Source::new(path, text));
        assert_eq!(found.first().map(String::as_str), *expected, "of {text} in {path}");
    }
}

#[test]
fn crates_away_from_home_are_found() {
    let cases = [
        ("src/studio/mod.rs", "use leptos::prelude::*;", 1),
        ("src/studio/mod.rs", "use ::web_sys::Window;", 1),
        ("src/layout/mod.rs", "use petgraph::graph::Graph;", 1),
        ("src/graph/mod.rs", "use petgraph::graph::Graph;", 0),
        ("src/graph/mod.rs", "use layout::topo::layout::VisualGraph;", 1),
        ("src/graph/mod.rs", "use crate::layout::core::Point;", 0),
        ("src/ui/mod.rs", "let x = layout::place(); my_leptos::y(); leptosy();", 0),
        ("src/ui/mod.rs", "use gloo::timers; use wasm_bindgen::prelude::*;", 0),
    ];
    for (path, text, expected) in cases {
        assert_eq!(crates_away_from_home(&Source::new(path, text)).len(), expected, "of {text} in {path}");
    }
}
