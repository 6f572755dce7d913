//! Paths, queries and Payload Templates in JSONata.

use super::call::call;
use super::changes::Why;
use super::made::Made;
use crate::expr::{Path, PathSegment, PathStep, Query, Root, spell_jsonata};
use crate::json::{Object, Value};

/// Where `$` is in JSONata, and what is not quite the same about what was converted.
pub(super) struct Converter {
    pub base: Made,
    pub notes: Vec<String>,
}

impl Converter {
    pub fn new(base: Made) -> Self {
        Self { base, notes: Vec::new() }
    }

    pub fn note(&mut self, note: &str) {
        if !self.notes.iter().any(|one| one == note) {
            self.notes.push(note.to_owned());
        }
    }

    /// The notes, as one text.
    pub fn told(self) -> Option<String> {
        (!self.notes.is_empty()).then(|| self.notes.join("; "))
    }

    pub fn path_text(&mut self, text: &str) -> Result<Made, Why> {
        let path =
            Path::parse(text).map_err(|error| format!("{text} is no valid path: {}", error.reason()))?;
        self.path(&path)
    }

    pub fn query_text(&mut self, text: &str) -> Result<Made, Why> {
        match Query::parse(text).map_err(|error| error.message)? {
            Query::Path(path) => self.path(&path),
            Query::Intrinsic(intrinsic) => call(self, intrinsic.call()),
        }
    }

    pub fn path(&mut self, path: &Path) -> Result<Made, Why> {
        let base = match path.root() {
            Root::Input => self.base.clone(),
            Root::Context => Made::tight("$states.context"),
            Root::Variable(name) => Made::tight(format!("${name}")),
        };
        if let Some(steps) = path.steps() {
            return base.select(&steps);
        }
        let segments = path.segments().ok_or_else(|| {
            format!("{} has a filter, a search or several names: write it as an expression", path.text())
        })?;
        self.segments(base.operand(), &segments, path.text())
    }

    fn segments(&mut self, mut text: String, segments: &[PathSegment], whole: &str) -> Result<Made, Why> {
        let mut is_list = false;
        for (at, segment) in segments.iter().enumerate() {
            match segment {
                PathSegment::Name(name) => text = spell_jsonata(&text, &[PathStep::Name(name.clone())]),
                PathSegment::Index(index) => text = spell_jsonata(&text, &[PathStep::Index(*index)]),
                PathSegment::FromEnd(offset) => text = format!("{text}[{offset}]"),
                // Names are looked up in every item of a list anyhow.
                PathSegment::Wildcard => {
                    self.note("[*] stands for the items of a list; lists inside of them are joined");
                    is_list = true;
                }
                PathSegment::Slice(from, to) if at + 1 == segments.len() => {
                    let last =
                        to.map_or_else(|| format!("$count({text}) - 1"), |to| (to.max(1) - 1).to_string());
                    text = format!("{text}[[{from}..{last}]]");
                    is_list = true;
                }
                PathSegment::Slice(..) => {
                    return Err(format!("{whole} goes on after a slice: write it as an expression"));
                }
            }
        }
        Ok(Made::tight(if is_list { format!("[{text}]") } else { text }))
    }

    /// A Payload Template, or a value in which nothing is computed.
    pub fn template(&mut self, value: &Value) -> Result<Made, Why> {
        Ok(Made::Value(self.template_value(value)?))
    }

    fn template_value(&mut self, value: &Value) -> Result<Value, Why> {
        match value {
            Value::Array(items) => items.iter().map(|item| self.template_value(item)).collect(),
            Value::Object(members) => {
                let mut made = Object::with_capacity(members.len());
                for (name, member) in members.iter() {
                    let (name, value) = match (name.strip_suffix(".$"), member.as_str()) {
                        (Some(name), Some(text)) => (name.into(), self.query_text(text)?.into_value()),
                        (Some(_), None) => return Err(format!("{name} is no path")),
                        (None, _) => (name.clone(), self.template_value(member)?),
                    };
                    made.insert(name, value);
                }
                Ok(made.into())
            }
            _ => Ok(Made::constant(value).into_value()),
        }
    }
}
