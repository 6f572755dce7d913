//! Another query language: what can be said in it is converted, and what cannot is told first.

use super::Form;
use crate::asl::QueryLanguage;
use crate::edit::convert::{Conversion, Scope, plan};
use crate::studio::Studio;
use crate::studio::words::counted;

/// A conversion that loses something, before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    pub title: String,
    /// What stays as it is, or is not quite the same, a sentence each
    pub lines: Vec<String>,
    /// Whether there is anything that can be done
    pub can: bool,
    /// What is done then
    pub yes: &'static str,
}

impl Studio {
    /// Converts at once what loses nothing, and asks about the rest.
    pub(super) fn convert(&mut self, to: QueryLanguage) {
        let Some(plan) = self.conversion(to) else { return };
        if lines(&plan).is_empty() {
            self.do_convert(&plan, to);
        } else {
            self.form.converting = Some(to);
        }
    }

    /// The answer to the question.
    pub(super) fn answer_conversion(&mut self, yes: bool) {
        let Some(to) = self.form.converting.take().filter(|_| yes) else { return };
        if let Some(plan) = self.conversion(to) {
            self.do_convert(&plan, to);
        }
    }

    fn do_convert(&mut self, plan: &Conversion, to: QueryLanguage) {
        if let Some(command) = plan.command(to) {
            self.form.forget_drafts();
            self.edit(&command);
        }
    }

    fn conversion(&self, to: QueryLanguage) -> Option<Conversion> {
        let document = self.document.as_ref()?;
        let scope = self.selection().map_or(Scope::All, |path| Scope::One(path.clone()));
        Some(plan(&document.source, &scope, to))
    }

    pub(super) fn add_question(&self, form: &mut Form) {
        let Some(to) = self.form.converting else { return };
        let Some(plan) = self.conversion(to) else { return };
        let count = counted(plan.converted.len(), "field");
        let title = format!("Convert to {}? {count} can be converted", to.as_str());
        let yes = if plan.converted.is_empty() {
            "Switch, and leave the fields to me"
        } else {
            "Convert what can be"
        };
        form.asking = Some(Asking { title, lines: lines(&plan), can: plan.command(to).is_some(), yes });
    }
}

fn lines(plan: &Conversion) -> Vec<String> {
    let mut lines: Vec<String> = plan.blocked.iter().cloned().collect();
    lines.extend(plan.cannot.iter().map(|one| format!("{}, `{}`: {}", one.state.name(), one.field, one.why)));
    let notes = plan.converted.iter().filter_map(|one| {
        let note = one.note.as_ref()?;
        Some(format!("{}, `{}`: {note}", one.state.name(), one.to))
    });
    lines.extend(notes);
    lines
}
