//! What each action about the machine does.

use crate::studio::Studio;

/// What a person says of the machine.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingsAction {
    /// A value for a placeholder; an empty one takes it back
    Value(String, String),
    Region(String),
    Account(String),
    Prefix(String),
    AddTag,
    /// The tag's number, its key and its value
    Tag(usize, String, String),
    RemoveTag(usize),
}

impl Studio {
    pub fn settings(&self) -> &super::MachineSettings {
        &self.settings
    }

    pub(in crate::studio) fn act_on_settings(&mut self, action: SettingsAction) {
        match action {
            SettingsAction::Value(placeholder, value) => self.settings.set_value(&placeholder, value),
            SettingsAction::Region(text) => self.settings.region = text.trim().to_owned(),
            SettingsAction::Account(text) => self.settings.account = text.trim().to_owned(),
            SettingsAction::Prefix(text) => self.settings.prefix = text.trim().to_owned(),
            SettingsAction::AddTag => self.settings.tags.push(Default::default()),
            SettingsAction::Tag(index, key, value) => {
                if let Some(tag) = self.settings.tags.get_mut(index) {
                    *tag = (key, value);
                }
            }
            SettingsAction::RemoveTag(index) if index < self.settings.tags.len() => {
                self.settings.tags.remove(index);
            }
            SettingsAction::RemoveTag(_) => {}
        }
        for (key, value) in &self.settings.to_object() {
            self.set_machine_setting(key, value.clone());
        }
    }
}
