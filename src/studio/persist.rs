//! What is kept between visits: settings, and the open document. Everything here tolerates what it cannot read.

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
    pub const DOCUMENT: &'static str = "asl-studio/document";
    /// What the open document was last run with
    pub const RUN: &'static str = "asl-studio/run";
}

/// Larger documents are not kept: the store holds some five million characters for the whole page.
const MAX_KEPT: usize = 2_000_000;

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

pub(super) fn store_document(document: &OpenDocument) -> Request {
    let fields: Object = [("name", &*document.name), ("text", &*document.text)].into_iter().collect();
    let text = (document.text.len() <= MAX_KEPT).then(|| Value::from(fields).to_string());
    Request::Store { key: StorageKey::DOCUMENT, text }
}

pub(super) fn forget_document() -> Request {
    Request::Store { key: StorageKey::DOCUMENT, text: None }
}

/// What the open document is run with: an input, and a mocks file.
pub(super) fn store_run(input: &str, mocks: &str) -> Request {
    let fields: Object = [("input", input), ("mocks", mocks)].into_iter().collect();
    Request::Store { key: StorageKey::RUN, text: Some(Value::from(fields).to_string()) }
}

pub(super) fn forget_run() -> Request {
    Request::Store { key: StorageKey::RUN, text: None }
}

pub(super) fn restore(studio: &mut Studio, stored: impl Fn(&str) -> Option<String>) {
    let read = |key: &str| stored(key).and_then(|text| json::parse(&text).ok());
    if let Some(settings) = read(StorageKey::SETTINGS) {
        let theme = settings.get("theme").and_then(Value::as_str).and_then(Theme::from_token);
        studio.theme = theme.unwrap_or_default();
        studio.panes = settings.get("panes").map_or(studio.panes, |panes| studio.panes.restored(panes));
    }
    if let Some(kept) = read(StorageKey::DOCUMENT) {
        let field = |name: &str| kept.get(name).and_then(Value::as_str);
        if let (Some(name), Some(text)) = (field("name"), field("text"))
            && let Ok(document) = OpenDocument::open(text, name, None)
        {
            studio.show(document);
            if let Some(kept) = read(StorageKey::RUN) {
                let text = |name: &str| kept.get(name).and_then(Value::as_str);
                studio.prepare_run(text("input").unwrap_or("{}"), text("mocks").unwrap_or("{}"));
            }
        }
    }
}
