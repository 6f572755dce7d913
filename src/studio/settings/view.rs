//! What the inspector shows of the machine while nothing is selected.

use super::fill::find;
use crate::asl::{StatePath, placeholder};
use crate::engine::check_name;
use crate::json::JsonPointer;
use crate::lint::check_express;
use crate::studio::Studio;

/// More lines than this of one list nobody reads.
const MOST_LINES: usize = 50;

/// All settings.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsView {
    pub name: NameView,
    pub prefix: String,
    pub is_express: bool,
    /// What an Express machine could not do, and where
    pub breaks: Vec<(String, Option<StatePath>)>,
    pub region: String,
    pub account: String,
    pub region_problem: Option<String>,
    pub account_problem: Option<String>,
    pub placeholders: Vec<Chip>,
    pub tags: Vec<(String, String)>,
    pub tag_problem: Option<String>,
}

/// The machine's name, and whether AWS takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct NameView {
    pub text: String,
    /// With the prefix, and with values in the places of placeholders
    pub full: String,
    pub problem: Option<String>,
    /// Whether the problem is only that a value is missing
    pub is_soft: bool,
}

/// A placeholder and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    pub text: String,
    /// `in 3 places`
    pub places: String,
    pub value: String,
    /// What stands for it by the region or account
    pub shared: Option<String>,
    /// The state it is first in
    pub first: Option<StatePath>,
}

impl Chip {
    pub fn has_value(&self) -> bool {
        !self.value.is_empty() || self.shared.is_some()
    }
}

/// The settings of what is open.
pub fn settings_view(studio: &Studio) -> Option<SettingsView> {
    let document = studio.document()?;
    let settings = studio.settings();
    let state = |pointer: &JsonPointer| document.state_at(pointer).map(|id| document.path_of(id));
    let breaks = check_express(document.source.parsed()).into_iter().take(MOST_LINES);
    Some(SettingsView {
        name: name_view(studio, &document.name),
        prefix: settings.prefix.clone(),
        is_express: studio.run().setup().express,
        breaks: breaks.map(|one| (one.message.clone(), state(&one.pointer))).collect(),
        region: settings.region.clone(),
        account: settings.account.clone(),
        region_problem: region_problem(&settings.region),
        account_problem: account_problem(&settings.account),
        placeholders: chips(studio),
        tags: settings.tags.clone(),
        tag_problem: tag_problem(&settings.tags),
    })
}

fn name_view(studio: &Studio, name: &str) -> NameView {
    let full = studio.full_name();
    let is_soft = placeholder::is_in(&full);
    let problem = match check_name(&full) {
        Ok(()) => None,
        Err(_) if is_soft => Some("Give its placeholder a value before you create it in AWS".to_owned()),
        Err(_) if full.chars().count() > 80 => Some("AWS takes names of 80 characters at most".to_owned()),
        Err(_) if full.is_empty() => Some("Give it a name before you create it in AWS".to_owned()),
        Err(_) => Some(refused_letters(&full)),
    };
    NameView { text: name.to_owned(), full: full.to_string(), problem, is_soft }
}

/// Which letters of a name AWS does not take.
fn refused_letters(name: &str) -> String {
    let mut refused: Vec<String> = Vec::new();
    for letter in name.chars() {
        let text = letter.to_string();
        if check_name(&text).is_err() && !refused.contains(&text) {
            refused.push(text);
        }
    }
    format!("AWS takes no {} in the name of a state machine", refused.join(" "))
}

fn chips(studio: &Studio) -> Vec<Chip> {
    let Some(document) = studio.document() else { return Vec::new() };
    let settings = studio.settings();
    let chip = |found: super::Found| {
        let own = settings.values.iter().find(|(name, _)| *name == found.text);
        Chip {
            places: match found.count {
                1 => "in 1 place".into(),
                count => format!("in {count} places"),
            },
            value: own.map(|(_, value)| value.clone()).unwrap_or_default(),
            shared: settings.shared_value(&found.text).map(str::to_owned),
            first: document.state_at(&found.first).map(|id| document.path_of(id)),
            text: found.text,
        }
    };
    find(document.source.tree()).into_iter().take(MOST_LINES).map(chip).collect()
}

fn region_problem(region: &str) -> Option<String> {
    let parts: Vec<&str> = region.split('-').collect();
    let ends =
        parts.last().is_some_and(|last| last.len() == 1 && last.bytes().all(|one| one.is_ascii_digit()));
    let words = parts
        .iter()
        .rev()
        .skip(1)
        .all(|part| !part.is_empty() && part.bytes().all(|one| one.is_ascii_lowercase()));
    let is_right = region.is_empty() || parts.len() >= 3 && ends && words;
    (!is_right).then(|| "A region is written like eu-west-1".into())
}

fn account_problem(account: &str) -> Option<String> {
    let is_right =
        account.is_empty() || account.len() == 12 && account.bytes().all(|one| one.is_ascii_digit());
    (!is_right).then(|| "An account has 12 digits".into())
}

/// CreateStateMachine's rules: 50 tags, keys of 128 characters, values of 256, no key twice.
fn tag_problem(tags: &[(String, String)]) -> Option<String> {
    if tags.len() > 50 {
        return Some("AWS takes 50 tags at most".into());
    }
    for (index, (key, value)) in tags.iter().enumerate() {
        if key.trim().is_empty() && !value.is_empty() {
            return Some("A tag needs a key".into());
        }
        if key.chars().count() > 128 || value.chars().count() > 256 {
            return Some("A key has 128 characters at most, and a value 256".into());
        }
        if key.starts_with("aws:") {
            return Some("Keys that start with aws: are AWS's own".into());
        }
        if !key.is_empty() && tags[..index].iter().any(|(other, _)| other == key) {
            return Some(format!("The key {key} is there twice"));
        }
    }
    None
}
