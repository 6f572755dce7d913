//! The definition with its values in their places, for a run and for AWS.

use super::fill::{Texts, fill, fill_text};
use super::keep::MachineSettings;
use crate::edit::Document;
use crate::engine::StartOptions;
use crate::json::{Object, Value};
use crate::sim::{MockKey, Mocks};
use crate::studio::Studio;
use crate::studio::action::Request;
use std::sync::Arc;

/// A machine's name where it runs; AWS takes no spaces in it.
pub(in crate::studio) fn full_name(name: &str, settings: &MachineSettings) -> Arc<str> {
    let name = fill_text(&format!("{}{name}", settings.prefix), settings);
    name.split_whitespace().collect::<Vec<_>>().join("-").into()
}

/// Mocks for the names that functions and resources have with the values in their places.
pub(in crate::studio) fn filled_mocks(mocks: Mocks, settings: &MachineSettings) -> Mocks {
    let fill = |name: &Arc<str>| -> Arc<str> { fill_text(name, settings).into() };
    let mut filled = mocks.clone();
    for (key, handler) in mocks.iter() {
        let renamed = match key {
            MockKey::State(_) => continue,
            MockKey::Function(name) => MockKey::Function(fill(name)),
            MockKey::Resource(name) => MockKey::Resource(fill(name)),
        };
        if renamed != *key {
            filled.remove(key);
            filled.set(renamed, handler.clone());
        }
    }
    filled
}

impl Studio {
    /// The definition with its values; `None` if it has none to fill in.
    pub(in crate::studio) fn filled(&self) -> Option<Document> {
        let source = &self.document.as_ref()?.source;
        let text = fill(source.tree(), &self.settings, Texts::NoNames);
        if text == **source.text() { None } else { Document::new(&text) }
    }

    /// The machine's name where it runs.
    pub(in crate::studio) fn full_name(&self) -> Arc<str> {
        let name = self.document.as_ref().map(|document| document.name.clone()).unwrap_or_default();
        full_name(&name, &self.settings)
    }

    /// Where a run pretends to be.
    pub(in crate::studio) fn run_place(&self) -> StartOptions {
        let default = StartOptions::default();
        let (region, account) = (self.settings.region_or_default(), self.settings.account_or_default());
        let name = self.full_name();
        let machine = format!("arn:aws:states:{region}:{account}");
        StartOptions {
            execution_arn: format!("{machine}:execution:{name}:{}", default.execution_name).into(),
            role_arn: self.execution_role().into(),
            state_machine_arn: format!("{machine}:stateMachine:{name}").into(),
            state_machine_name: name,
            region: region.into(),
            ..default
        }
    }

    fn execution_role(&self) -> String {
        format!("arn:aws:iam::{}:role/StepFunctionsRole", self.settings.account_or_default())
    }

    pub(in crate::studio) fn download_filled(&mut self) {
        let Some(document) = &self.document else { return };
        let text = fill(document.source.tree(), &self.settings, Texts::All);
        self.download_text(document.file_name(), text);
    }

    /// What `aws stepfunctions create-state-machine --cli-input-json` takes.
    pub(in crate::studio) fn download_create(&mut self) {
        let Some(document) = &self.document else { return };
        let definition = fill(document.source.tree(), &self.settings, Texts::All);
        let kind = if self.run.setup().express { "EXPRESS" } else { "STANDARD" };
        let tag = |(key, value): &(String, String)| {
            Value::from(Object::from_iter([("key", key.as_str()), ("value", value.as_str())]))
        };
        let tags: Value =
            self.settings.tags.iter().filter(|(key, _)| !key.trim().is_empty()).map(tag).collect();
        let mut request = Object::from_iter([
            ("name", Value::from(self.full_name())),
            ("definition", definition.into()),
            ("roleArn", self.execution_role().into()),
            ("type", kind.into()),
        ]);
        if tags.as_array().is_some_and(|tags| !tags.is_empty()) {
            request.insert("tags", tags);
        }
        let file_name = document.file_name().replace(".asl.json", ".create.json");
        self.download_text(file_name, Value::from(request).to_pretty() + "\n");
    }

    fn download_text(&mut self, file_name: String, text: String) {
        let said = Request::done(format!("Downloaded {file_name}"));
        self.requests.push(Request::Download { file_name, text });
        self.requests.push(said);
    }
}
