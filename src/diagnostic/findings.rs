//! A list of findings that stays of a size people can read.

use super::Diagnostic;

/// More errors, and more other findings, than this are not kept: nobody reads them, and a hostile text
/// could make gigabytes of them.
const LIMIT: usize = 1000;

/// Findings, up to a limit. Errors and other findings are counted apart, so that warnings never hide that
/// there is an error.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    errors: usize,
}

impl Findings {
    /// Adds a finding, if there is room.
    pub fn push(&mut self, finding: Diagnostic) {
        let others = self.list.len() - self.errors;
        let count = if finding.is_error() { &mut self.errors } else { &mut { others } };
        if *count < LIMIT {
            *count += 1;
            self.list.push(finding);
        }
    }

    /// The findings, in the order they were added.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::JsonPointer;

    #[test]
    fn many_warnings_do_not_hide_an_error() {
        let mut findings = Findings::default();
        for _ in 0..2 * LIMIT {
            findings.push(Diagnostic::warning("W", JsonPointer::root(), ""));
        }
        findings.push(Diagnostic::error("E", JsonPointer::root(), ""));
        let list = findings.into_vec();
        assert_eq!(list.len(), LIMIT + 1);
        assert!(list[LIMIT].is_error());
    }
}
