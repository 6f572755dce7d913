//! `ResultPath` and `OutputPath` as one `Output`.

use super::changes::Why;
use super::made::Made;
use super::query::Converter;
use crate::asl::PathField;
use crate::expr::{Path, PathStep, Root, spell_jsonata};

/// What a state's work gives, and where it is put.
pub(super) struct Flow<'a> {
    /// What `ResultSelector` makes of the result
    pub result: Made,
    pub result_path: &'a PathField,
    pub output_path: &'a PathField,
}

impl Flow<'_> {
    /// The output; `notes` go to the converter.
    pub fn output(&self, converter: &mut Converter) -> Result<Made, Why> {
        let place = match self.result_path {
            PathField::Null => return after(Made::input(), self.output_path, converter),
            PathField::Absent => Vec::new(),
            PathField::Path(text) => reference(text)?,
        };
        if place.is_empty() {
            return after(self.result.clone(), self.output_path, converter);
        }
        let steps = match self.output_path {
            PathField::Null => return Ok(Made::tight("{}")),
            PathField::Absent => Vec::new(),
            PathField::Path(text) => match Path::parse(text) {
                Ok(path) if *path.root() == Root::Input && path.is_plain() => {
                    path.steps().unwrap_or_default()
                }
                Ok(path) if *path.root() != Root::Input => return converter.path(&path),
                _ => return after(Made::loose(self.merged(&place, 0)), self.output_path, converter),
            },
        };
        if let Some(rest) = steps.strip_prefix(place.as_slice()) {
            return self.result.select(rest);
        }
        match place.strip_prefix(steps.as_slice()) {
            Some(_) => Ok(Made::tight(self.merged(&place, steps.len()))),
            None => Made::input().select(&steps),
        }
    }

    /// The input with the result in its place, from the step `at` of the way on.
    fn merged(&self, place: &[PathStep], at: usize) -> String {
        let Some(PathStep::Name(name)) = place.get(at) else { return self.result.text() };
        let there = spell_jsonata("$states.input", &place[..at]);
        let name = crate::json::Value::from(name.clone());
        format!("$merge([{there}, {{{name}: {}}}])", self.merged(place, at + 1))
    }
}

/// The names that lead to a place of the input.
fn reference(text: &str) -> Result<Vec<PathStep>, Why> {
    let path = Path::parse(text).map_err(|error| format!("{text} is no valid path: {}", error.reason()))?;
    let steps = path.steps().ok_or_else(|| format!("{text} is no Reference Path"))?;
    match steps.iter().any(|step| matches!(step, PathStep::Index(_))) {
        true => Err(format!("{text} puts the result into a list, which has no short like in JSONata")),
        false => Ok(steps),
    }
}

/// What an `InputPath` or `OutputPath` takes of a value.
pub(super) fn after(value: Made, path: &PathField, converter: &mut Converter) -> Result<Made, Why> {
    match path {
        PathField::Absent => Ok(value),
        PathField::Null => Ok(Made::Value(crate::json::Value::empty_object())),
        PathField::Path(text) => {
            let before = std::mem::replace(&mut converter.base, value);
            let made = converter.path_text(text);
            converter.base = before;
            made
        }
    }
}
