//! Another action for a Task: what it needs comes, what a person wrote stays, and what of that the new action does not
//! know is said.

use super::task;
use crate::asl::{QueryLanguage, Resource};
use crate::edit::catalog::{self, Section};
use crate::edit::{Command, Document};
use crate::json::{JsonPointer, Object, Value};
use crate::studio::Studio;
use crate::studio::action::Request;
use crate::studio::command::CommandId;

/// So many fields are named.
const NAMED: usize = 3;

impl Studio {
    pub(super) fn call_action(&mut self, id: &str) {
        let Some((document, path)) = self.document.clone().zip(self.selection().cloned()) else { return };
        let Some(state) = document.machine.resolve(&path) else { return };
        let base = &document.machine.state(state).pointer;
        let is_jsonata = document.machine.query_language_of(state) == QueryLanguage::Jsonata;
        let Some((command, kept)) = call(&document.source, base, id, is_jsonata) else { return };
        self.edit(&command);
        if self.document.as_ref() != Some(&document) && !kept.is_empty() {
            self.requests.push(Request::offer(said(&kept), CommandId::Undo));
        }
    }
}

/// What is kept, in words: `Kept from the action before: TableName, Key`.
fn said(kept: &[String]) -> String {
    let (named, more) = kept.split_at(kept.len().min(NAMED));
    let rest = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    format!("Kept from the action before: {}{rest}", named.join(", "))
}

/// Makes the Task at `base` a call that the palette offers: its Resource and what it is given, and what else the call
/// needs that the Task does not say.
fn call(
    document: &Document,
    base: &JsonPointer,
    id: &str,
    is_jsonata: bool,
) -> Option<(Command, Vec<String>)> {
    const OWN: &[&str] = &["Type", "Next", "End", "Retry", "Catch", "Comment"];
    let (given, language) = if is_jsonata {
        ("Arguments", QueryLanguage::Jsonata)
    } else {
        ("Parameters", QueryLanguage::JsonPath)
    };
    let fragment = catalog::fragment(catalog::find(id)?, language, catalog::Filling::Example);
    let state = crate::json::parse(&fragment.states.first()?.1).ok()?;
    let members = state.as_object()?;
    let is_new = |name: &str| {
        let replaced = name == "Resource" || name == given;
        replaced || (!OWN.contains(&name) && document.tree().node_at(&base.key(name)).is_none())
    };
    let new = members.iter().filter(|(name, _)| is_new(name));
    let mut values: Vec<_> = new.map(|(name, value)| (base.key(name), Some(value.clone()))).collect();
    let now = document.tree().node_at(&base.key(given)).map(|node| document.tree().value(node));
    let merged = merged(now.as_ref(), &example_of(document, base, given, language), members.get(given));
    let kept = kept(merged.as_ref(), members.get(given));
    values.retain(|(pointer, _)| *pointer != base.key(given));
    values.push((base.key(given), merged));
    Some((Command::SetAll { values }, kept))
}

/// What the palette gives to the call that the Task makes now.
fn example_of(document: &Document, base: &JsonPointer, given: &str, language: QueryLanguage) -> Value {
    let resource = document.tree().node_at(&base.key("Resource"));
    let resource = resource.and_then(|node| document.tree().string(node)).map(|text| Resource::parse(&*text));
    let entry = resource.and_then(|resource| {
        let mut actions = catalog::entries().filter(|entry| entry.section == Section::Actions);
        actions.find(|entry| task::is_call(entry, &resource))
    });
    let state = entry.and_then(|entry| {
        let fragment = catalog::fragment(entry, language, catalog::Filling::Example);
        crate::json::parse(&fragment.states.first()?.1).ok()
    });
    state.and_then(|state| state.get(given).cloned()).unwrap_or_default()
}

/// What a call is given: all that a person wrote, which is what is not as the palette gave it to the call `before`; and
/// what the new call needs beside that.
fn merged(now: Option<&Value>, before: &Value, new: Option<&Value>) -> Option<Value> {
    let Some(now) = now else { return new.cloned() };
    let Some(members) = now.as_object() else { return Some(now.clone()) };
    let written = members.iter().filter(|(key, value)| before.get(key) != Some(value));
    let mut merged: Object = written.map(|(key, value)| (key.clone(), value.clone())).collect();
    for (key, value) in new.and_then(Value::as_object).into_iter().flat_map(Object::iter) {
        if merged.iter().all(|(own, _)| bare(own) != bare(key)) {
            merged.insert(key.clone(), value.clone());
        }
    }
    (!merged.is_empty() || new.is_some()).then(|| merged.into())
}

fn bare(key: &str) -> &str {
    key.strip_suffix(".$").unwrap_or(key)
}

/// The fields of what is given that the new call's example does not have.
fn kept(given: Option<&Value>, new: Option<&Value>) -> Vec<String> {
    let known: Vec<&str> =
        new.and_then(Value::as_object).into_iter().flat_map(Object::keys).map(|key| bare(key)).collect();
    let all = given.and_then(Value::as_object).into_iter().flat_map(Object::keys).map(|key| bare(key));
    all.filter(|key| !known.contains(key)).map(str::to_owned).collect()
}
