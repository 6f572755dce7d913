//! L3: what a definition gets wrong as a whole, and what is legal but most likely not meant.
//!
//! Parsing ([`crate::asl::parse`]) tells what a single field gets wrong. Here each rule looks at how fields
//! and states fit together. Every rule is a file of [`rules`]: what it finds, why, and its tests. Codes and
//! messages are AWS's (ValidateStateMachineDefinition) where AWS has them.

pub mod aws;
mod context;
mod express;
pub mod integrations;
mod jsonata;
mod jsonata_names;
pub mod rules;
mod variables;
mod walk;

pub use context::Context;
pub use express::check_express;
pub use integrations::exists as integration_exists;
pub use jsonata::check_jsonata;
pub use jsonata_names::FUNCTIONS as JSONATA_FUNCTIONS;
pub use variables::visible_in as variables_visible_in;

use crate::asl::{Parsed, parse};
use crate::diagnostic::Diagnostic;

/// One thing to look for.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, that of its file
    pub name: &'static str,
    /// What it finds, one sentence without a final period
    pub about: &'static str,
    /// Looks for it
    pub check: fn(&mut Context<'_>),
}

/// All that is wrong or doubtful in a definition, what parsing told included, in the order of the text.
///
/// Where the text is not JSON the rules are not asked: what they would say about half a text is noise.
pub fn check(parsed: &Parsed) -> Vec<Diagnostic> {
    let mut diagnostics = parsed.diagnostics.clone();
    if parsed.is_readable() {
        let mut context = Context::new(parsed);
        for rule in rules::RULES {
            (rule.check)(&mut context);
        }
        diagnostics.extend(context.finish());
        parse::sort(&mut diagnostics);
    }
    diagnostics
}

#[cfg(test)]
mod testing;
