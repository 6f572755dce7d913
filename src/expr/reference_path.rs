//! Reference Paths: paths that name one place, and so can be written to (States Language, "Reference Paths").

use super::path::{Step, steps};
use super::{Environment, Path, PathError, PathErrorKind, PathSyntaxError, query};
use crate::json::{Object, Value};
use std::fmt;
use std::sync::Arc;

/// A path of names and single indexes.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferencePath {
    path: Path,
    steps: Arc<[Step]>,
}

impl Eq for ReferencePath {}

impl ReferencePath {
    /// Compiles a Reference Path.
    ///
    /// # Errors
    /// What is wrong with the text as a path, or that it may name several places.
    pub fn parse(text: &str) -> Result<Self, PathSyntaxError> {
        let path = Path::parse(text)?;
        let Some(steps) = steps(&path) else {
            let message = format!("A Reference Path has only names and single indexes: {text}");
            return Err(PathSyntaxError { message });
        };
        Ok(Self { steps: steps.into(), path })
    }

    /// The path as it was written.
    pub fn text(&self) -> &Arc<str> {
        self.path.text()
    }

    /// The same, for reading.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the path is its root and nothing more.
    pub fn is_root(&self) -> bool {
        self.steps.is_empty()
    }

    /// What stands at the place, if anything.
    pub fn get<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.path.find(value)
    }

    /// The value at the place in the environment, as `ItemsPath` wants it.
    ///
    /// # Errors
    /// A [`PathErrorKind::Conflict`] in AWS's words, naming the step that leads nowhere.
    pub fn resolve(&self, environment: &mut dyn Environment) -> Result<Value, PathError> {
        let find = |searched: &Value| {
            let mut at = searched;
            for step in self.steps.iter() {
                at = step.take(at).ok_or_else(|| self.conflict(step, searched))?;
            }
            Ok(at.clone())
        };
        query::searching(&self.path, environment, find).map_err(|miss| miss.error)
    }

    /// `input` with `value` at the place, as `ResultPath` wants it: the place may be there or not, objects
    /// on the way to it are made, but nothing else on the way is replaced and no array grows.
    ///
    /// # Errors
    /// A [`PathErrorKind::Conflict`] in AWS's words, if the place cannot be made.
    pub fn set(&self, input: &Value, value: Value) -> Result<Value, PathError> {
        let mut output = input.clone();
        match place(&mut output, &self.steps) {
            Ok(place) => *place = value,
            Err(step) => return Err(self.conflict(step, input)),
        }
        Ok(output)
    }

    fn conflict(&self, step: &Step, input: &Value) -> PathError {
        let message = match input {
            Value::Array(_) | Value::Object(_) => format!("Unable to apply step \"{step}\" to input {input}"),
            _ => format!("Unable to apply ReferencePath {} to input {input}", self.text()),
        };
        PathError::new(PathErrorKind::Conflict, message)
    }
}

impl fmt::Display for ReferencePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.text())
    }
}

impl Step {
    fn take<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        match self {
            Self::Name(name) => value.get(name),
            Self::Index(index) => value.as_array()?.get(*index),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => out.write_str(name),
            Self::Index(index) => write!(out, "{index}"),
        }
    }
}

/// The place that the steps name within `value`, made if need be; or the step that cannot be taken.
fn place<'v, 's>(value: &'v mut Value, steps: &'s [Step]) -> Result<&'v mut Value, &'s Step> {
    let mut at = value;
    for step in steps {
        at = match step {
            Step::Index(index) => at.as_array_mut().and_then(|items| items.get_mut(*index)).ok_or(step)?,
            Step::Name(name) => {
                let members = at.as_object_mut().ok_or(step)?;
                if !members.contains_key(name) {
                    members.insert(name.clone(), Object::new());
                }
                members.get_mut(name).ok_or(step)?
            }
        };
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::testing::Fixed;
    use crate::json::parse;

    #[track_caller]
    fn check(path: &str, input: &str, expected: &str) {
        let path = ReferencePath::parse(path).unwrap();
        let output = path.set(&parse(input).unwrap(), Value::from("new"));
        let shown = output.map_or_else(|error| error.message, |output| output.to_string());
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_result_is_placed_where_the_path_says() {
        check("$", r#"{"a":1}"#, r#""new""#);
        check("$.b", r#"{"a":1}"#, r#"{"a":1,"b":"new"}"#);
        check("$.a", r#"{"a":1,"b":2}"#, r#"{"a":"new","b":2}"#);
        check("$.a.b.c", "{}", r#"{"a":{"b":{"c":"new"}}}"#);
        check("$.a[1]", r#"{"a":[1,2]}"#, r#"{"a":[1,"new"]}"#);
        check("$['x y'].z", r#"{"x y":{"w":0}}"#, r#"{"x y":{"w":0,"z":"new"}}"#);
    }

    #[test]
    fn what_cannot_hold_the_result_is_a_conflict() {
        check("$.a", r#""text""#, r#"Unable to apply ReferencePath $.a to input "text""#);
        check("$.a", "[1]", r#"Unable to apply step "a" to input [1]"#);
        check("$.a.b", r#"{"a":1}"#, r#"Unable to apply step "b" to input {"a":1}"#);
        check("$.a[2]", r#"{"a":[1]}"#, r#"Unable to apply step "2" to input {"a":[1]}"#);
    }

    #[test]
    fn a_place_is_read_wherever_the_path_starts() {
        let mut environment = Fixed::new(r#"{"a":{"b":[5]}}"#);
        for (path, expected) in [
            ("$.a.b", "[5]"),
            ("$$.Execution.Input", "[1]"),
            ("$.a.c", r#"Unable to apply step "c" to input {"a":{"b":[5]}}"#),
            ("$.x.b", r#"Unable to apply step "x" to input {"a":{"b":[5]}}"#),
            ("$.a.b[1]", r#"Unable to apply step "1" to input {"a":{"b":[5]}}"#),
        ] {
            let answer = ReferencePath::parse(path).unwrap().resolve(&mut environment);
            assert_eq!(answer.map_or_else(|error| error.message, |value| value.to_string()), expected);
        }
    }

    #[test]
    fn the_input_is_not_changed() {
        let input = parse(r#"{"a":{"b":1}}"#).unwrap();
        let output = ReferencePath::parse("$.a.b").unwrap().set(&input, Value::Null).unwrap();
        assert_eq!(
            (input.to_string(), output.to_string()),
            (r#"{"a":{"b":1}}"#.into(), r#"{"a":{"b":null}}"#.into())
        );
    }

    #[test]
    fn a_path_to_several_places_is_refused() {
        for text in ["$.a[*]", "$..a", "$.a[0:1]", "$.a[?(@.b)]", "$['a','b']", "$.a[-1]", "$.a["] {
            assert!(ReferencePath::parse(text).is_err(), "{text} was taken");
        }
    }
}
