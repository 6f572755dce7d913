//! What is kept between visits besides projects: settings, and which project was open. Everything here tolerates what it
//! cannot read.

use super::Studio;
use super::action::Request;
use super::document::OpenDocument;
use super::pane::Panes;
use super::theme::Theme;
use crate::json::{self, Object, Value};

/// The keys under which things are kept.
pub struct StorageKey;

impl StorageKey {
    pub const SETTINGS: &'static str = "asl-studio/settings";
    /// Which project was open last
    pub const PROJECT: &'static str = "asl-studio/project";
    /// What of a project could not be saved before the page went away; the project's id follows
    pub const JOURNAL: &'static str = "asl-studio/journal";
    /// Where the open document was kept before there were projects
    pub const DOCUMENT: &'static str = "asl-studio/document";
    /// What that document was last run with
    pub const RUN: &'static str = "asl-studio/run";
}

#[derive(Clone, Copy, PartialEq)]
pub(super) struct Settings {
    theme: Theme,
    panes: Panes,
}

pub(super) fn settings(studio: &Studio) -> Settings {
    Settings { theme: studio.theme, panes: studio.panes }
}

pub(super) fn store_settings(settings: &Settings) -> Request {
    let fields: Object = [("theme", settings.theme.token().into()), ("panes", settings.panes.to_value())]
        .into_iter()
        .collect();
    Request::Store { key: StorageKey::SETTINGS, text: Some(Value::from(fields).to_string()) }
}

pub(super) fn restore(studio: &mut Studio, stored: impl Fn(&str) -> Option<String>) {
    let read = |key: &str| stored(key).and_then(|text| json::parse(&text).ok());
    if let Some(settings) = read(StorageKey::SETTINGS) {
        let theme = settings.get("theme").and_then(Value::as_str).and_then(Theme::from_token);
        studio.theme = theme.unwrap_or_default();
        studio.panes = settings.get("panes").map_or(studio.panes, |panes| studio.panes.restored(panes));
    }
    restore_document(studio, read);
    studio.ask_for_projects(stored(StorageKey::PROJECT));
}

/// What was open before there were projects becomes the first machine of one.
fn restore_document(studio: &mut Studio, read: impl Fn(&str) -> Option<Value>) {
    let Some(kept) = read(StorageKey::DOCUMENT) else { return };
    let field = |name: &str| kept.get(name).and_then(Value::as_str);
    let (Some(name), Some(text)) = (field("name"), field("text")) else { return };
    let Ok(document) = OpenDocument::open(text, name, None) else { return };
    studio.take(document);
    if let Some(setup) = read(StorageKey::RUN) {
        studio.restore_run(&setup);
    }
    studio.projects.saving.legacy = true;
}
