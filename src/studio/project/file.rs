//! A project as text. What is not known is kept; what is broken is said.

use super::Project;
use super::sheet::Sheet;
use super::version::Version;
use crate::json::{self, Object, Value};
use crate::studio::code::Typed;
use std::sync::Arc;

/// What says that a file is a project.
const FORMAT: &str = "asl-studio-project";
/// The version of the format. A file of a later one may hold what would be lost here.
const VERSION: i64 = 1;

/// Whether a text means to be a project rather than a definition.
pub fn is_project(value: &Value) -> bool {
    value.get("format").and_then(Value::as_str) == Some(FORMAT)
}

/// Whether a text, even a broken one, means to be a project.
pub fn is_project_text(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').get(..200).unwrap_or(text);
    start.contains("\"format\"") && start.contains(FORMAT)
}

/// Which of the named snapshots stand in the text with all they hold; the others are kept beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Versions {
    Inside,
    Beside,
    /// Those that the store does not have
    Unsaved,
}

pub fn to_value(project: &Project, versions: Versions) -> Value {
    let mut fields = Object::new();
    fields.insert("format", FORMAT);
    fields.insert("version", VERSION);
    fields.insert("id", project.id.clone());
    fields.insert("name", project.name.clone());
    fields.insert("active", project.active);
    fields.insert("next", project.next);
    fields.insert("machines", project.sheets.iter().map(sheet_value).collect::<Value>());
    let write = |version: &Version| {
        version.to_value(match versions {
            Versions::Inside => true,
            Versions::Beside => false,
            Versions::Unsaved => !version.stored,
        })
    };
    fields.insert("versions", project.versions.iter().map(write).collect::<Value>());
    with_extra(fields, &project.extra)
}

fn sheet_value(sheet: &Sheet) -> Value {
    let mut fields = Object::new();
    fields.insert("id", sheet.id);
    fields.insert("name", sheet.name.clone());
    fields.insert("definition", sheet.text.clone());
    if !sheet.setup.is_null() {
        fields.insert("setup", sheet.setup.clone());
    }
    if !sheet.collapsed.is_empty() {
        fields.insert("collapsed", sheet.collapsed.clone());
    }
    if !sheet.positions.is_null() {
        fields.insert("positions", sheet.positions.clone());
    }
    if !sheet.settings.is_empty() {
        fields.insert("settings", sheet.settings.clone());
    }
    if let Some(typed) = &sheet.typed {
        fields.insert("typed", typed.to_value());
    }
    if sheet.preview {
        fields.insert("preview", true);
    }
    with_extra(fields, &sheet.extra)
}

fn with_extra(mut fields: Object, extra: &Object) -> Value {
    for (key, value) in extra {
        if !fields.contains_key(key) {
            fields.insert(key.clone(), value.clone());
        }
    }
    fields.into()
}

/// What an object holds besides `known`.
fn rest(object: &Object, known: &[&str]) -> Object {
    let unknown = object.iter().filter(|(key, _)| !known.contains(&&***key));
    unknown.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Reads a project, or says in a sentence why that cannot be.
pub fn parse(text: &str) -> Result<Project, String> {
    let value = json::parse(text.trim_start_matches('\u{feff}'))
        .map_err(|error| format!("This is not JSON: line {}: {}", error.line, error.message))?;
    read(&value)
}

/// Reads a project, or says in a sentence why that cannot be.
pub fn read(value: &Value) -> Result<Project, String> {
    let Some(object) = value.as_object().filter(|_| is_project(value)) else {
        return Err(format!("This is no project: it has no \"format\": \"{FORMAT}\""));
    };
    match object.get("version").and_then(Value::as_i64) {
        Some(1..=VERSION) => {}
        Some(later) if later > VERSION => {
            return Err(format!("The project was written by a newer ASL Studio (format {later})"));
        }
        _ => return Err("The project does not say which version of the format it is in".into()),
    }
    let machines =
        object.get("machines").and_then(Value::as_array).ok_or("The project has no list of machines")?;
    let mut sheets = Vec::new();
    for (index, machine) in machines.iter().enumerate() {
        sheets.push(read_sheet(machine).map_err(|reason| format!("Machine {}: {reason}", index + 1))?);
    }
    let mut project = Project {
        id: text(object, "id").unwrap_or_default(),
        name: text(object, "name").unwrap_or_else(|| "Imported project".into()),
        active: number(object.get("active")).unwrap_or_default() as usize,
        next: number(object.get("next")).unwrap_or_default(),
        versions: read_versions(object)?,
        extra: rest(object, &["format", "version", "id", "name", "active", "next", "machines", "versions"]),
        sheets,
    };
    settle(&mut project);
    Ok(project)
}

fn read_sheet(machine: &Value) -> Result<Sheet, String> {
    const KNOWN: &[&str] =
        &["id", "name", "definition", "setup", "collapsed", "positions", "settings", "typed", "preview"];
    let object = machine.as_object().ok_or_else(|| format!("it is {}, no object", a_type(machine)))?;
    let definition = object.get("definition").ok_or("it has no definition")?;
    let text_of = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Object(_) => Ok(value.to_pretty().into()),
        other => Err(format!("its definition is {}, no text", a_type(other))),
    };
    let definition = text_of(definition)?;
    if let Err(error) = json::parse(&definition) {
        return Err(format!("its definition is not JSON: line {}: {}", error.line, error.message));
    }
    let name = text(object, "name").filter(|name| !name.trim().is_empty());
    let member = |key: &str| object.get(key).cloned().unwrap_or(Value::Null);
    Ok(Sheet {
        id: number(object.get("id")).unwrap_or_default(),
        name: name.unwrap_or_else(|| "Untitled workflow".into()),
        text: definition,
        setup: member("setup"),
        collapsed: member("collapsed").as_array().unwrap_or_default().to_vec(),
        positions: member("positions"),
        settings: member("settings").as_object().cloned().unwrap_or_default(),
        typed: object.get("typed").and_then(Typed::read),
        extra: rest(object, KNOWN),
        preview: member("preview").as_bool().unwrap_or_default(),
        ..Sheet::default()
    })
}

/// `a string`, `an array`.
fn a_type(value: &Value) -> String {
    let name = value.type_name();
    format!("{} {name}", if name.starts_with(['a', 'o']) { "an" } else { "a" })
}

fn read_versions(object: &Object) -> Result<Vec<Version>, String> {
    let Some(versions) = object.get("versions") else { return Ok(Vec::new()) };
    let versions = versions.as_array().ok_or("Its versions are no list")?;
    let mut read = Vec::new();
    for (index, version) in versions.iter().enumerate() {
        let version = Version::read(version);
        read.push(version.ok_or_else(|| format!("Version {} has no id or no name", index + 1))?);
    }
    Ok(read)
}

/// Makes numbers that are missing or there twice into ones of their own.
fn settle(project: &mut Project) {
    let ids = project.sheets.iter().map(|sheet| sheet.id).chain(project.versions.iter().map(|one| one.id));
    project.next = ids.fold(project.next, u32::max);
    for index in 0..project.sheets.len() {
        let id = project.sheets[index].id;
        if id == 0 || project.sheets[..index].iter().any(|other| other.id == id) {
            project.sheets[index].id = project.fresh();
        }
    }
    project.active = project.active.min(project.sheets.len().saturating_sub(1));
}

fn text(object: &Object, key: &str) -> Option<Arc<str>> {
    match object.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        _ => None,
    }
}

/// A number from 0 up.
pub(super) fn number(value: Option<&Value>) -> Option<u32> {
    value.and_then(Value::as_i64).and_then(|number| u32::try_from(number).ok())
}
