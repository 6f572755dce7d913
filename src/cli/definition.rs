//! A definition read from a file, with all that is wrong with it.

use super::files::{self, Source};
use super::{Refused, report};
use crate::asl::{self, StateMachine};
use crate::diagnostic::Diagnostic;
use crate::engine::{self, Program};
use crate::lint;
use std::path::Path;
use std::sync::Arc;

/// A definition and what was found in it.
pub(super) struct Definition {
    pub(super) source: Source,
    pub(super) machine: StateMachine,
    pub(super) program: Arc<Program>,
    /// In the order of the text
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Definition {
    /// Reads the definition at `path`; only a file that cannot be read is refused.
    pub(super) fn read(path: &Path) -> Result<Self, Refused> {
        let source = files::read(path)?;
        let parsed = asl::parse(&source.text);
        let mut diagnostics = lint::check(&parsed);
        let refused = diagnostics.iter().any(Diagnostic::is_error);
        let (program, mut found) = engine::compile(&parsed.machine);
        // What AWS would refuse has been told; then only what this program cannot run is news.
        found.retain(|diagnostic| !(refused && diagnostic.is_error()));
        for mut diagnostic in found {
            parsed.locate(&mut diagnostic);
            diagnostics.push(diagnostic);
        }
        diagnostics.sort_by_key(|one| (one.position, one.severity));
        Ok(Self { source, machine: parsed.machine, program: Arc::new(program), diagnostics })
    }

    /// How many errors there are.
    pub(super) fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count()
    }

    /// Everything found, as text.
    pub(super) fn describe(&self) -> String {
        report::describe(&self.source, &self.diagnostics)
    }
}
