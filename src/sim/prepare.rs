//! From a definition as read to one that can be run, with all that is wrong with it.

use crate::asl::Parsed;
use crate::diagnostic::Diagnostic;
use crate::engine::{self, Program};
use crate::expr::jsonata::JsonataEngine;
use crate::lint;
use crate::sort::sort_by_key;
use std::sync::Arc;

/// The program of a definition, and what was found: what its text and AWS's rules forbid, what is most likely
/// a mistake, and what the interpreter cannot run yet. In the order of the text.
///
/// JSONata is compiled by the engine built in, if there is one.
pub fn prepare(parsed: &Parsed) -> (Arc<Program>, Vec<Diagnostic>) {
    #[cfg(feature = "jsonata")]
    let built_in = Some(&crate::expr::jsonata::Jlens::new() as &dyn JsonataEngine);
    #[cfg(not(feature = "jsonata"))]
    let built_in = None;
    finish(parsed, engine::compile(&parsed.machine), built_in)
}

/// The same with an engine for JSONata. Without one, what needs it cannot be run, and says so with the code
/// `JSONATA_NOT_LOADED`.
pub fn prepare_with(parsed: &Parsed, jsonata: Option<&dyn JsonataEngine>) -> (Arc<Program>, Vec<Diagnostic>) {
    finish(parsed, engine::compile_with(&parsed.machine, jsonata), jsonata)
}

fn finish(
    parsed: &Parsed,
    compiled: (Program, Vec<Diagnostic>),
    jsonata: Option<&dyn JsonataEngine>,
) -> (Arc<Program>, Vec<Diagnostic>) {
    let mut diagnostics = lint::check(parsed);
    // All that is wrong with the expressions: compiling stops at a state's first.
    diagnostics.extend(jsonata.map(|engine| lint::check_jsonata(parsed, engine)).unwrap_or_default());
    let refused = diagnostics.iter().any(Diagnostic::is_error);
    let (program, mut found) = compiled;
    // What AWS would refuse has been told; then only what this program cannot run is news.
    found.retain(|diagnostic| !(refused && diagnostic.is_error()));
    for mut diagnostic in found {
        parsed.locate(&mut diagnostic);
        diagnostics.push(diagnostic);
    }
    sort_by_key(&mut diagnostics, |one| (one.position, one.severity));
    (Arc::new(program), diagnostics)
}

#[cfg(all(test, feature = "jsonata"))]
mod tests {
    use super::*;

    #[test]
    fn every_broken_expression_is_told() {
        let text = r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass",
            "Assign": {"v": "{% 1 + %}"}, "Output": {"t": "{% 2 + %}"}, "End": true}}}"#;
        let (_, found) = prepare_with(&crate::asl::parse(text), Some(&crate::expr::jsonata::Jlens::new()));
        let places: Vec<String> = found.iter().map(|one| one.pointer.to_string()).collect();
        assert_eq!(places, ["/States/A/Assign/v", "/States/A/Output/t"]);
    }
}
