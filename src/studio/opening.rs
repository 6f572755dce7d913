//! How a definition comes in: pasted, dropped, picked, or from the gallery. A text that cannot be opened never
//! replaces what is open; it stays in the paste dialog with the reason beside it.

use super::Studio;
use super::action::{Dialog, OpenAction, Request};
use super::app::Draft;
use super::command::CommandId;
use super::document::OpenDocument;
use super::drafting::Drafting;
use super::scene::Scene;
use super::shared::Shared;
use super::{drawing, persist, sample};

/// What a pasted definition is called until it is saved under a name.
const UNTITLED: &str = "Untitled workflow";

impl Studio {
    pub(super) fn open(&mut self, action: OpenAction) {
        match action {
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
            OpenAction::DragOver(over) => self.dragging_file = over,
        }
    }

    fn open_text(&mut self, text: String, file: Option<String>) {
        self.dragging_file = false;
        let name = file.as_deref().map_or(UNTITLED, without_extension).to_owned();
        match OpenDocument::open(&text, &name, self.jsonata.engine()) {
            Ok(document) => self.take(document),
            Err(error) => {
                self.requests.push(Request::whisper(format!("Not opened: {}", error.message)));
                self.draft = Draft { name: file, text, error: Some(error) };
                self.menu = None;
                self.dialog = Some(Dialog::Paste);
            }
        }
    }

    fn open_sample(&mut self, id: &str) {
        let Some(sample) = sample::find(id) else { return };
        if let Ok(document) = OpenDocument::open(sample.definition, sample.title, self.jsonata.engine()) {
            self.take(document);
            self.prepare_run(sample.input, sample.mocks);
            self.keep_setup();
        }
    }

    fn take(&mut self, document: OpenDocument) {
        self.draft = Draft::default();
        self.dialog = None;
        self.menu = None;
        self.requests.push(persist::store_document(&document));
        self.requests.push(persist::forget_run());
        self.requests.push(Request::whisper(opened_words(&document)));
        self.show(document);
    }

    /// Makes `document` the open one.
    pub(super) fn show(&mut self, document: OpenDocument) {
        self.document = Some(Shared::new(document));
        self.want_jsonata();
        self.collapsed.clear();
        self.drafting = Drafting::default();
        self.selection = None;
        self.outline_filter.clear();
        self.forget_run();
        self.redraw();
        self.camera.show(self.scene.bounds);
        self.follow_window();
    }

    pub(super) fn close_document(&mut self) {
        self.document = None;
        self.scene = Shared::new(Scene::default());
        self.selection = None;
        self.forget_run();
        self.requests.push(persist::forget_document());
    }

    /// Makes the drawing anew from the open definition.
    pub(super) fn redraw(&mut self) {
        if let Some(document) = &self.document {
            let text_scale = self.environment.text_scale;
            let scene = drawing::draw(document, &self.collapsed, text_scale, &mut self.drafting);
            self.scene = Shared::new(scene);
        }
    }
}

fn opened_words(document: &OpenDocument) -> String {
    let states = super::words::counted(document.machine.states.len(), "state");
    format!("Opened {}, {states}, {}", document.name, document.counts.words())
}

/// `orders.asl.json` is the workflow `orders`.
fn without_extension(file: &str) -> &str {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    [".asl.json", ".json", ".asl", ".txt"].into_iter().find_map(|end| stem.strip_suffix(end)).unwrap_or(stem)
}
