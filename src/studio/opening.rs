//! How a definition comes in: pasted, dropped, picked, or from the gallery. A text that cannot be opened never
//! replaces what is open; it stays in the paste dialog with the reason beside it.

use super::Studio;
use super::action::{Dialog, OpenAction, Request};
use super::app::Draft;
use super::command::CommandId;
use super::document::{OpenDocument, OpenError, Preparing};
use super::drafting::Drafting;
use super::editing::EditAction;
use super::form::FormState;
use super::shared::Shared;
use super::{drawing, sample};
use crate::edit::{Fragment, History, Selection};
use crate::json;

/// What a pasted definition is called until it is saved under a name.
const UNTITLED: &str = "Untitled workflow";

impl Studio {
    pub(super) fn open(&mut self, action: OpenAction) {
        match action {
            OpenAction::Pasted(text) if self.document.is_some() && holds_states(&text) => {
                self.act_on_document(EditAction::Paste(text));
            }
            OpenAction::Pasted(text) => self.open_text(text, None),
            OpenAction::Draft(text) => self.draft = Draft { name: self.draft.name.take(), text, error: None },
            OpenAction::Submit => {
                let draft = std::mem::take(&mut self.draft);
                self.open_text(draft.text, draft.name);
            }
            OpenAction::File { name, text } => self.open_text(text, Some(name)),
            OpenAction::Unreadable { name, reason } => {
                self.dragging_file = false;
                self.requests.push(Request::failed(format!("{name} could not be read: {reason}")));
            }
            OpenAction::Sample(id) => self.open_sample(id),
            OpenAction::RunSample(id) => {
                self.open_sample(id);
                self.perform(CommandId::Run);
            }
            OpenAction::New => self.open_new(),
            OpenAction::DragOver(over) => self.dragging_file = over,
        }
    }

    fn open_text(&mut self, text: String, file: Option<String>) {
        self.dragging_file = false;
        if super::project::file::is_project_text(&text) {
            self.open_project_text(text, file);
            return;
        }
        let name = match file.as_deref() {
            Some(file) => without_extension(file).to_owned(),
            None => self.free_name(UNTITLED),
        };
        match OpenDocument::open(&text, &name, self.preparing()) {
            Ok(document) => self.take(document),
            Err(error) => self.refuse(text, file, error),
        }
    }

    fn open_project_text(&mut self, text: String, file: Option<String>) {
        if let Err(message) = self.import_project(&text) {
            self.refuse(text, file, OpenError { message, hint: None, place: None });
        }
    }

    fn refuse(&mut self, text: String, file: Option<String>, error: OpenError) {
        self.requests.push(Request::whisper(format!("Not opened: {}", error.message)));
        self.draft = Draft { name: file, text, error: Some(error) };
        self.menu = None;
        self.dialog = Some(Dialog::Paste);
    }

    fn open_sample(&mut self, id: &str) {
        let Some(sample) = sample::find(id) else { return };
        if let Ok(document) = OpenDocument::open(sample.definition, sample.title, self.preparing()) {
            self.take_as(document, true);
            self.prepare_run(sample.input, sample.mocks);
        }
    }

    /// An empty canvas to draw on.
    fn open_new(&mut self) {
        let name = self.free_name(UNTITLED).into();
        let document = OpenDocument::of(crate::edit::Document::empty(), name, self.preparing());
        self.take_as(document, true);
    }

    /// How a definition that is opened is prepared for running.
    pub(super) fn preparing(&self) -> Option<Preparing<'_>> {
        self.rest().map(|rest| Preparing { rest, jsonata: self.jsonata.engine() })
    }

    pub(super) fn take(&mut self, document: OpenDocument) {
        self.take_as(document, false);
    }

    /// Makes room for `document` and shows it. A preview is what is only looked at so far.
    fn take_as(&mut self, document: OpenDocument, preview: bool) {
        if !self.may_change() {
            return;
        }
        self.draft = Draft::default();
        self.dialog = None;
        self.menu = None;
        self.requests.push(Request::whisper(opened_words(&document)));
        self.make_room(&document.name, preview);
        self.show(document);
        self.changed();
    }

    /// Makes `document` the open one.
    pub(super) fn show(&mut self, document: OpenDocument) {
        self.document = Some(Shared::new(document));
        self.want_jsonata();
        self.collapsed.clear();
        self.selection = Selection::default();
        self.drafting = Drafting::default();
        self.history = History::default();
        self.close_transient();
        self.outline_filter.clear();
        self.waiting.clear();
        self.forget_run();
        self.redraw();
        self.camera.show(self.scene.subject());
        self.follow_window();
        self.code.opened(None);
    }

    /// Forgets what belongs to the drawing that was.
    pub(super) fn close_transient(&mut self) {
        self.form = FormState::default();
        self.let_go();
        self.quick_add = None;
        self.naming = None;
        self.context_menu = None;
        self.hover = None;
    }

    /// Makes the drawing anew from the open definition.
    pub(super) fn redraw(&mut self) {
        if let Some(document) = &self.document {
            let text_scale = self.environment.text_scale;
            let mut scene = drawing::draw(document, &self.collapsed, text_scale, &mut self.drafting);
            scene.keep_edges_of(&self.scene);
            self.scene = Shared::new(scene);
        }
    }
}

/// Whether a text is states to insert rather than a definition to open.
fn holds_states(text: &str) -> bool {
    let definition = json::parse(text)
        .is_ok_and(|value| value.get("States").is_some() || value.get("definition").is_some());
    !definition && Fragment::from_text(text).is_ok()
}

fn opened_words(document: &OpenDocument) -> String {
    let states = super::words::counted(document.machine.states.len(), "state");
    match document.program {
        Some(_) => format!("Opened {}, {states}, {}", document.name, document.counts.words()),
        None => format!("Opened {}, {states}", document.name),
    }
}

/// `orders.asl.json` is the workflow `orders`.
fn without_extension(file: &str) -> &str {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    [".asl.json", ".json", ".asl", ".txt"].into_iter().find_map(|end| stem.strip_suffix(end)).unwrap_or(stem)
}
