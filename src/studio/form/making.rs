//! A form as it is now: from the definition, what was typed, and what is open.

use super::acting::FormState;
use super::field::Trouble;
use super::{Form, Tab, TabId, machine, state, trouble};
use crate::asl::{QueryLanguage, StatePath};
use crate::edit::help;
use crate::json::JsonPointer;
use crate::studio::Studio;
use crate::studio::document::OpenDocument;
use crate::studio::run::visits;
use crate::studio::shared::Shared;

/// What a form is made from: two that are equal make the same form.
pub type FormKey = (Option<Shared<OpenDocument>>, Option<StatePath>, FormState, bool);

impl Studio {
    /// Other whenever the form may be other.
    pub fn form_key(&self) -> FormKey {
        (self.document.clone(), self.selection().cloned(), self.form.clone(), self.has_visit())
    }

    fn has_visit(&self) -> bool {
        self.selection().is_some_and(|path| visits::is_visited(self.run(), path))
    }

    /// The form of what is selected, or of the workflow.
    pub fn form(&self) -> Option<Form> {
        let document = self.document.as_ref()?;
        let subject = self.selection().and_then(|path| Some((path, document.machine.resolve(path)?)));
        let (mut form, base) = match subject {
            Some((_, id)) => (
                state::form(&document.source, id, &|field| self.form.is_text(field)),
                document.machine.state(id).pointer.clone(),
            ),
            None => (machine::form(&document.source, &document.name), JsonPointer::root()),
        };
        if self.has_visit() {
            form.tabs.push(Tab { id: TabId::Run, label: "Run", rows: Vec::new(), troubled: false });
        }
        let first = if self.has_visit() { TabId::Run } else { TabId::Configuration };
        form.shown = self.form.tab.filter(|tab| form.tab(*tab).is_some()).unwrap_or(first);
        // A workflow that has just begun is not wrong yet.
        if !document.machine.states.is_empty() {
            trouble::attach(&mut form, &base, &document.problems);
        }
        self.add_drafts(&mut form);
        self.add_data(&mut form, &base);
        self.add_question(&mut form);
        self.add_card(&mut form, subject.map(|(_, id)| document.machine.query_language_of(id)));
        Some(form)
    }

    fn add_drafts(&self, form: &mut Form) {
        if self.form.subject != form.state {
            return;
        }
        for draft in &self.form.drafts {
            for (_, field) in form.fields_mut().filter(|(_, field)| field.id == draft.field) {
                field.text.clone_from(&draft.text);
                field.troubles.splice(0..0, draft.error.clone().map(Trouble::error));
            }
        }
    }

    fn add_card(&self, form: &mut Form, language: Option<QueryLanguage>) {
        let Some(open) = &self.form.help else { return };
        let machine = || self.document.as_ref().map(|document| document.machine.query_language());
        let language = language.or_else(machine).unwrap_or_default();
        for (_, field) in form.fields_mut().filter(|(_, field)| field.id == *open) {
            field.card = field.help.and_then(|(place, name)| help::help(place, name, language));
        }
    }
}
