//! What happens in a form, and what comes of it.

use super::field::{Act, Control, Field, Target, To};
use super::row::{ItemMove, Row};
use super::{Form, TabId, change, member};
use crate::asl::{QueryLanguage, StatePath};
use crate::edit::{self, Command, Fragment, Place, check_name};
use crate::json::JsonPointer;
use crate::studio::Studio;
use crate::studio::action::Request;
use crate::studio::editing::EditAction;

/// What a person does in a form. Fields and rows are named by their ids.
#[derive(Clone, Debug, PartialEq)]
pub enum FormAction {
    Tab(TabId),
    /// The field's text is another
    Type(String, String),
    /// The focus left the field, or Enter was pressed in it
    Commit(String),
    /// What was typed and not taken is thrown away
    Cancel(String),
    /// An option was chosen, by its place
    Pick(String, usize),
    /// A button of a row, by its place
    Press(String, usize),
    /// A suggestion was taken, by its place
    Suggest(String, usize),
    /// Edit an object as text rather than as rows, or the reverse
    AsText(String),
    /// An item of a list is moved or removed
    Item(String, ItemMove),
    /// Show or hide a field's card
    Help(String),
    /// The focus came into the field
    Focus(String),
    /// Show or hide the data that reaches the state
    Data,
    /// A path of that data goes into a field, in the place of the characters from and to there, as the page counts
    Insert(String, (usize, usize), String),
    /// Convert to the other query language after all, or not
    Convert(bool),
}

/// What was typed into a field and is not, or not quite, what stands in the definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub field: String,
    pub text: String,
    /// Why it cannot be taken
    pub error: Option<String>,
}

/// What is open in the forms, and what was typed there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormState {
    /// The tab that was asked for
    pub(in crate::studio) tab: Option<TabId>,
    pub(super) help: Option<String>,
    /// The field that has, or last had, the focus
    pub(super) focus: Option<String>,
    /// Whether the data that reaches the state is shown
    pub(super) data: bool,
    /// The query language that is asked about
    pub(super) converting: Option<QueryLanguage>,
    /// The fields that are edited as text though they could be rows
    texts: Vec<String>,
    /// Counts the changes of that data
    pub(super) sample: u32,
    /// The state that the drafts are about; `None` for the workflow
    pub(super) subject: Option<StatePath>,
    pub(super) drafts: Vec<Draft>,
}

impl FormState {
    /// Closes the card that explains a field; whether one was open.
    pub fn close_help(&mut self) -> bool {
        self.help.take().is_some()
    }

    /// Forgets what was typed: the definition is another.
    pub(in crate::studio) fn forget_drafts(&mut self) {
        self.drafts.clear();
    }

    /// What was asked about is not looked at any more.
    pub(in crate::studio) fn forget_question(&mut self) {
        self.converting = None;
    }

    /// The data that reaches states is other.
    pub(in crate::studio) fn sample_changed(&mut self) {
        self.sample += 1;
    }

    pub(in crate::studio) fn has_drafts(&self) -> bool {
        !self.drafts.is_empty()
    }

    /// Whether that field is edited as text: because that was asked for, or because it is being typed.
    pub(super) fn is_text(&self, field: &str) -> bool {
        self.texts.iter().any(|id| id == field) || self.drafts.iter().any(|draft| draft.field == field)
    }

    fn toggle_text(&mut self, field: String) {
        self.drop(&field);
        match self.texts.iter().position(|id| *id == field) {
            Some(index) => _ = self.texts.remove(index),
            None => self.texts.push(field),
        }
    }

    fn draft(&mut self, field: &str, text: String, error: Option<String>) {
        self.drafts.retain(|draft| draft.field != field);
        self.drafts.push(Draft { field: field.to_owned(), text, error });
    }

    fn drop(&mut self, field: &str) {
        self.drafts.retain(|draft| draft.field != field);
    }
}

impl Studio {
    pub(in crate::studio) fn act_on_form(&mut self, action: FormAction) {
        match action {
            FormAction::Tab(tab) => self.form.tab = Some(tab),
            FormAction::Help(id) => {
                self.form.help = Some(id).filter(|id| self.form.help.as_ref() != Some(id))
            }
            FormAction::Type(id, text) => self.type_into(&id, text),
            FormAction::Commit(id) => self.commit_field(&id),
            FormAction::Cancel(id) => self.form.drop(&id),
            FormAction::Pick(id, index) => self.pick_option(&id, index),
            FormAction::Press(id, index) => self.press_button(&id, index),
            FormAction::Suggest(id, index) => self.suggest(&id, index),
            FormAction::AsText(id) => self.form.toggle_text(id),
            FormAction::Item(id, how) => self.change_item(&id, how),
            FormAction::Focus(id) => self.form.focus = Some(id),
            FormAction::Convert(yes) => self.answer_conversion(yes),
            FormAction::Data => self.form.data = !self.form.data,
            FormAction::Insert(id, place, path) => self.insert_path(&id, place, &path),
        }
    }

    fn with_field<T>(&self, id: &str, read: impl FnOnce(&Form, &Field) -> Option<T>) -> Option<T> {
        let form = self.form()?;
        read(&form, form.field(id)?)
    }

    /// Every letter that makes sense changes the definition; all of one visit to the field are one entry of the history.
    fn type_into(&mut self, id: &str, text: String) {
        let Some(document) = self.document.clone() else { return };
        let Some((subject, field)) =
            self.with_field(id, |form, field| Some((form.state.clone(), field.clone())))
        else {
            return;
        };
        if self.form.subject != subject {
            self.form.forget_drafts();
            self.form.subject.clone_from(&subject);
        }
        let checked = match field.to {
            To::Name => self.check_new_name(&text).map(|()| None),
            _ => change::typed(&document.source, subject.as_ref(), &field, &text),
        };
        self.form.draft(id, text, checked.as_ref().err().cloned());
        if let Ok(Some(command)) = checked {
            let group = format!("{}/{id}", subject.map(|path| path.to_string()).unwrap_or_default());
            self.type_or_hold(id, command, group);
        }
    }

    fn check_new_name(&self, name: &str) -> Result<(), String> {
        let (Some(document), Some(path)) = (&self.document, self.selection()) else { return Ok(()) };
        check_name(&document.machine, name, path.name()).map_err(|error| error.to_string())
    }

    /// What was typed is taken; what cannot be taken stays in the field, with the reason.
    fn commit_field(&mut self, id: &str) {
        self.take_held();
        let Some(draft) = self.form.drafts.iter().find(|draft| draft.field == id).cloned() else {
            return self.history.close_group();
        };
        if draft.error.is_some() {
            return;
        }
        self.form.drop(id);
        let to = self.with_field(id, |form, field| Some((form.state.clone(), field.to.clone())));
        match to {
            Some((Some(state), To::Name)) => self.edit(&Command::Rename { state, to: draft.text.into() }),
            Some((_, To::Key(member))) => self.name_member(&member, &draft.text),
            Some((_, To::Workflow)) => self.act_on_document(EditAction::Name(draft.text)),
            _ => self.history.close_group(),
        }
    }

    fn name_member(&mut self, member: &JsonPointer, name: &str) {
        let document = self.document.clone();
        let key = document.map(|document| change::key(document.source.tree(), member, name));
        if let Some(Ok(to)) = key {
            self.edit(&Command::Rekey { pointer: member.clone(), to, value: None });
        }
    }

    /// Takes all that was typed and can be taken: something else is looked at now.
    pub(in crate::studio) fn commit_drafts(&mut self) {
        let fields: Vec<String> = self.form.drafts.iter().map(|draft| draft.field.clone()).collect();
        fields.iter().for_each(|field| self.commit_field(field));
    }

    fn pick_option(&mut self, id: &str, index: usize) {
        let Some(control) = self.with_field(id, |_, field| Some(field.control.clone())) else { return };
        self.form.forget_drafts();
        match control {
            Control::Select(picks) => {
                if let Some(pick) = picks.into_iter().nth(index) {
                    self.act(pick.act);
                }
            }
            Control::Target(target) => self.lead(&target, index),
            _ => {}
        }
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Do(command) => self.edit(&command),
            Act::Call(entry) => self.call_action(entry),
            Act::Convert(to) => self.convert(to),
            Act::Stay => {}
        }
    }

    /// Leads a transition to the option number `index`: a state, the end if there is one, a new state.
    fn lead(&mut self, target: &Target, index: usize) {
        let connection = target.connection.clone();
        let states = target.states.len();
        if let Some(name) = target.states.get(index) {
            let to = edit::Target::State(connection.scope().state(name.clone()));
            self.edit(&Command::Connect { connection, to });
        } else if target.may_end && index == states {
            self.edit(&Command::Connect { connection, to: edit::Target::End });
        } else {
            let fragment = Fragment::one("New state", "{\n  \"Type\": \"Pass\"\n}");
            self.form.tab = Some(TabId::Configuration);
            self.edit(&Command::Insert { fragment, at: Place::On(connection) });
            self.requests.push(Request::FocusField("name".into()));
        }
    }

    fn press_button(&mut self, id: &str, index: usize) {
        let Some(form) = self.form() else { return };
        let button = form.rows().iter().find_map(|row| match row {
            Row::Buttons { id: own, buttons, .. } if own == id => buttons.get(index).cloned(),
            _ => None,
        });
        let Some(button) = button else { return };
        self.form.forget_drafts();
        self.edit(&button.command);
        if !button.focus.is_empty() {
            self.requests.push(Request::FocusField(button.focus));
        }
    }

    /// Takes a suggestion: as the text, or in and out of a list.
    fn suggest(&mut self, id: &str, index: usize) {
        let taken = self.with_field(id, |_, field| {
            let suggestion = field.suggestions.get(index)?;
            let is_list = field.control == Control::List;
            Some(if is_list { toggled(&field.text, suggestion) } else { suggestion.clone() })
        });
        if let Some(text) = taken {
            self.type_into(id, text);
            self.commit_field(id);
        }
    }

    /// Puts a path where the caret is; an empty field of JSONata gets the brackets of an expression with it.
    fn insert_path(&mut self, id: &str, (from, to): (usize, usize), path: &str) {
        let Some((text, control, at)) = self
            .with_field(id, |_, field| Some((field.text.clone(), field.control.clone(), field.to.clone())))
        else {
            return;
        };
        if let (To::Member(at), Control::Text, "") = (&at, &control, &*text)
            && !self.is_in_jsonata()
        {
            self.form.drop(id);
            return self.edit(&member::to_path(at, path));
        }
        let whole = control.takes_expression() && text.trim().is_empty() && self.is_in_jsonata();
        let new = if whole { format!("{{% {path} %}}") } else { spliced(&text, from, to, path) };
        self.type_into(id, new);
    }

    fn is_in_jsonata(&self) -> bool {
        let state = |path: &StatePath| {
            let machine = &self.document.as_ref()?.machine;
            Some(machine.query_language_of(machine.resolve(path)?) == QueryLanguage::Jsonata)
        };
        self.selection().and_then(state).unwrap_or_default()
    }
}

/// A list with the item in it, or without it if it was.
fn toggled(list: &str, item: &str) -> String {
    let mut items: Vec<&str> = list.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
    match items.iter().position(|one| *one == item) {
        Some(index) => _ = items.remove(index),
        None => items.push(item),
    }
    items.join(", ")
}

/// `text` with `new` in the place of some of its UTF-16 units.
fn spliced(text: &str, from: usize, to: usize, new: &str) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (from, to) = (from.min(units.len()), to.clamp(from.min(units.len()), units.len()));
    let part = |units: &[u16]| String::from_utf16_lossy(units);
    format!("{}{new}{}", part(&units[..from]), part(&units[to..]))
}
