//! Problems beside the fields that they are about.

use super::field::{Control, Trouble};
use super::{Form, TabId};
use crate::diagnostic::Severity;
use crate::json::JsonPointer;
use crate::studio::problem::Problem;

/// Puts the problems of what the form is about, which stands at `base`, where they belong.
pub(super) fn attach(form: &mut Form, base: &JsonPointer, problems: &[Problem]) {
    let (shown, state) = (form.shown, form.state.clone());
    for problem in problems.iter().filter(|problem| problem.state == state) {
        let at = format!("{base}/{}", problem.field);
        let nearest = nearest(form, at.trim_end_matches('/'));
        let mut seen = false;
        for (tab, field) in form.fields_mut().filter(|(_, field)| Some(&field.id) == nearest.as_ref()) {
            seen |= tab == shown;
            field.troubles.push(Trouble { severity: problem.severity, message: words(problem) });
        }
        if !seen {
            form.elsewhere.push(problem.clone());
        }
    }
    missing_targets(form);
    let troubled: Vec<TabId> =
        form.fields_mut().filter(|(_, field)| field.has_error()).map(|(tab, _)| tab).collect();
    form.tabs.iter_mut().for_each(|tab| tab.troubled = troubled.contains(&tab.id));
}

/// The id of the field whose value is, or holds, what stands at `at`: the innermost one.
fn nearest(form: &mut Form, at: &str) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for (_, field) in form.fields_mut() {
        for pointer in field.pointers() {
            let rest = at.strip_prefix(pointer.as_str());
            let holds = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            let length = pointer.as_str().len();
            if holds && best.as_ref().is_none_or(|(longest, _)| *longest < length) {
                best = Some((length, field.id.clone()));
            }
        }
    }
    best.map(|(_, id)| id)
}

/// A transition that leads nowhere is told as a problem of what it belongs to; here it has a field of its own.
fn missing_targets(form: &mut Form) {
    for (_, field) in form.fields_mut() {
        let needed = matches!(field.control, Control::Target(_)) && !field.id.ends_with("Default");
        if needed && field.text.is_empty() && field.troubles.is_empty() {
            field.troubles.push(Trouble::error("Choose where to go"));
        }
    }
}

fn words(problem: &Problem) -> String {
    match (&problem.hint, problem.severity) {
        (Some(hint), Severity::Error | Severity::Warning) => format!("{}. {hint}", problem.message),
        _ => problem.message.clone(),
    }
}
