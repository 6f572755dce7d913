//! What each action about the machine does.

use crate::studio::Studio;
use crate::studio::action::Request;
use crate::studio::editing::Snapshot;

/// What a person says of the machine.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingsAction {
    /// A value for a placeholder; an empty one takes it back
    Value(String, String),
    Region(String),
    Account(String),
    Prefix(String),
    /// Express rather than Standard
    Express(bool),
    AddTag,
    /// The tag's number, its key and its value
    Tag(usize, String, String),
    RemoveTag(usize),
}

impl Studio {
    pub fn settings(&self) -> &super::MachineSettings {
        &self.settings
    }

    /// Every change is an entry of the history.
    pub(in crate::studio) fn act_on_settings(&mut self, action: SettingsAction) {
        let Some(before) = self.snapshot_to_change() else { return };
        let (label, group) = action.names();
        self.change_settings(action);
        self.keep_settings();
        self.note_settings(&label, before, &group);
    }

    fn change_settings(&mut self, action: SettingsAction) {
        match action {
            SettingsAction::Value(placeholder, value) => self.settings.set_value(&placeholder, value),
            SettingsAction::Region(text) => self.settings.region = text.trim().to_owned(),
            SettingsAction::Account(text) => self.settings.account = text.trim().to_owned(),
            SettingsAction::Prefix(text) => self.settings.prefix = text.trim().to_owned(),
            SettingsAction::Express(is_express) => {
                self.run.set_express(is_express);
                self.keep_sheet();
                self.changed();
            }
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
    }

    /// Puts the settings where they are saved.
    pub(in crate::studio) fn keep_settings(&mut self) {
        for (key, value) in &self.settings.to_object() {
            self.set_machine_setting(key, value.clone());
        }
    }

    /// Notes a change of the settings; what is typed into one field is one entry.
    fn note_settings(&mut self, label: &str, before: Snapshot, group: &str) {
        let is_other = |after: &Snapshot| {
            after.settings != before.settings
                || after.is_express != before.is_express
                || after.name != before.name
        };
        let Some(after) = self.snapshot().filter(is_other) else { return };
        self.history.record(label, before, after, Some(group));
        self.requests.push(Request::whisper(label));
    }

    /// Brings back the settings that an entry of the history changed. Others are as they are, whatever it knew of them.
    pub(in crate::studio) fn take_settings(&mut self, from: &Snapshot, to: &Snapshot) {
        if from.settings != to.settings {
            self.settings = to.settings.clone();
            self.keep_settings();
        }
        if from.is_express != to.is_express {
            self.run.set_express(to.is_express);
            self.keep_sheet();
        }
    }
}

impl SettingsAction {
    /// What the history calls it, and what belongs to the same entry.
    fn names(&self) -> (String, String) {
        let (label, part) = match self {
            Self::Value(placeholder, _) => {
                (format!("Change the value of {placeholder}"), placeholder.as_str())
            }
            Self::Region(_) => ("Change the region".into(), "region"),
            Self::Account(_) => ("Change the account".into(), "account"),
            Self::Prefix(_) => ("Change the prefix".into(), "prefix"),
            Self::Express(true) => ("Make it Express".into(), "express"),
            Self::Express(false) => ("Make it Standard".into(), "standard"),
            Self::AddTag => ("Add a tag".into(), "new tag"),
            Self::Tag(index, ..) => return ("Change a tag".into(), format!("settings/tag {index}")),
            Self::RemoveTag(_) => ("Remove a tag".into(), "gone tag"),
        };
        (label, format!("settings/{part}"))
    }
}
