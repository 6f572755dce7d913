//! A field that may hold a path or an Intrinsic Function call: every `.$` field, `ErrorPath`, `CausePath` …

use super::error_name::RUNTIME;
use super::{Environment, EvalError, Intrinsic, Path, PathError, PathErrorKind, Root};
use crate::json::Value;
use std::fmt;

/// A path, or a call of an Intrinsic Function.
#[derive(Clone, Debug)]
pub enum Query {
    /// `$…`, `$$…` or `$name…`
    Path(Path),
    /// `States.…(…)`
    Intrinsic(Box<Intrinsic>),
}

/// Why a text is neither a path nor a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuerySyntaxError {
    /// What is wrong with it
    pub message: String,
}

impl fmt::Display for QuerySyntaxError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for QuerySyntaxError {}

impl Query {
    /// Compiles a path, which must start with `$`, or an Intrinsic Function call.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, QuerySyntaxError> {
        if text.starts_with('$') {
            let wrong = |error: super::PathSyntaxError| QuerySyntaxError { message: error.to_string() };
            return Path::parse(text).map(Self::Path).map_err(wrong);
        }
        if !text.starts_with("States.") {
            let message = "A path starts with `$`, a call of an Intrinsic Function with `States.`";
            return Err(QuerySyntaxError { message: message.to_owned() });
        }
        Intrinsic::parse(text)
            .map(|call| Self::Intrinsic(Box::new(call)))
            .map_err(|error| QuerySyntaxError { message: error.to_string() })
    }

    /// The text as it was written.
    pub fn text(&self) -> &str {
        match self {
            Self::Path(path) => path.text(),
            Self::Intrinsic(call) => call.text(),
        }
    }

    /// Evaluates the query for a field of a Payload Template, or another field that fails as these do.
    ///
    /// # Errors
    /// `States.Runtime` with AWS's "The JSONPath '…' specified for the field '…' could not be found in the
    /// input '…'", or what the Intrinsic Function failed with.
    pub fn evaluate(&self, field: &str, environment: &mut dyn Environment) -> Result<Value, EvalError> {
        match self {
            Self::Path(path) if lacks_input(path, environment) => Err(no_input()),
            Self::Path(path) => match select(path, environment) {
                Err(miss) if miss.is_past_end(path) => Ok(Value::Null),
                Err(miss) => Err(miss.in_field(path, field)),
                Ok(value) => Ok(value),
            },
            Self::Intrinsic(call) => call.evaluate(environment),
        }
    }
}

impl Path {
    /// What the path selects in the environment, wherever it starts.
    ///
    /// # Errors
    /// Jayway's, in its words; a variable that was never assigned is not found.
    pub fn select_in(&self, environment: &mut dyn Environment) -> Result<Value, PathError> {
        select(self, environment).map_err(|miss| miss.error)
    }

    /// What the path selects for `InputPath`, `OutputPath` and the like.
    ///
    /// # Errors
    /// `States.Runtime` with AWS's "Invalid path '…' : …".
    pub fn evaluate(&self, environment: &mut dyn Environment) -> Result<Value, EvalError> {
        if !self.is_root() && lacks_input(self, environment) {
            return Err(no_input());
        }
        self.select_in(environment).map_err(|error| self.invalid(&error))
    }

    /// AWS's words for a path field that failed: "Invalid path '…' : …".
    pub fn invalid(&self, error: &PathError) -> EvalError {
        EvalError::new(RUNTIME, format!("Invalid path '{}' : {}", self.text(), error.message))
    }

    /// The path as AWS's messages have it: `$$.a` is `$.a` of the Context Object.
    pub fn shown(&self) -> &str {
        let text = &**self.text();
        if *self.root() == Root::Context { &text[1..] } else { text }
    }
}

/// AWS computes nothing from an input that is null, not even `$` in a Payload Template.
fn lacks_input(path: &Path, environment: &dyn Environment) -> bool {
    *path.root() == Root::Input && environment.input().is_null()
}

fn no_input() -> EvalError {
    EvalError::new(RUNTIME, "Unable to apply Path transformation to null or empty input.")
}

/// A path that selected nothing, and the value it was applied to.
pub(super) struct Miss {
    pub(super) error: PathError,
    searched: Value,
}

impl Miss {
    /// A Payload Template's own leniency: an index past the end of an array gives null.
    fn is_past_end(&self, path: &Path) -> bool {
        let place = self.error.message.strip_prefix("Index out of bounds when evaluating path ");
        place.is_some_and(|place| place == path.canonical())
    }

    fn in_field(self, path: &Path, field: &str) -> EvalError {
        if self.error.kind != PathErrorKind::NotFound {
            return EvalError::new(RUNTIME, self.error.message);
        }
        let cause = format!(
            "The JSONPath '{}' specified for the field '{field}' could not be found in the input '{}'",
            path.shown(),
            self.searched
        );
        EvalError::new(RUNTIME, cause)
    }
}

pub(super) fn select(path: &Path, environment: &mut dyn Environment) -> Result<Value, Miss> {
    if *path.root() == Root::Input
        && let Some(found) = path.find(environment.input())
    {
        return Ok(found.clone());
    }
    let before = environment.work_left();
    let mut work = before;
    let found = searching(path, environment, |searched| path.select_within(searched, &mut work));
    environment.spend(before - work);
    found
}

/// Applies `select` to the value that the path starts from.
pub(super) fn searching(
    path: &Path,
    environment: &mut dyn Environment,
    select: impl FnOnce(&Value) -> Result<Value, PathError>,
) -> Result<Value, Miss> {
    let owned;
    let searched = match path.root() {
        Root::Input => environment.input(),
        Root::Context => {
            owned = environment.context();
            &owned
        }
        Root::Variable(name) => {
            let Some(value) = environment.variable(name) else {
                let error =
                    PathError::new(PathErrorKind::NotFound, format!("Variable '{name}' is not assigned"));
                return Err(Miss { error, searched: environment.input().clone() });
            };
            owned = value;
            &owned
        }
    };
    select(searched).map_err(|error| Miss { error, searched: searched.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::testing::Fixed;

    #[track_caller]
    fn check(path: &str, input: &str, expected: &str) {
        let answer = Path::parse(path).unwrap().evaluate(&mut Fixed::new(input));
        assert_eq!(answer.map_or_else(|error| error.cause, |value| value.to_string()), expected, "of {path}");
    }

    #[test]
    fn a_path_field_starts_anywhere() {
        check("$.a", r#"{"a":1}"#, "1");
        check("$$.Execution.Id", "{}", r#""e-1""#);
        check("$list[1]", "{}", "2");
        check("$", "null", "null");
    }

    #[test]
    fn a_path_field_fails_in_awss_words() {
        check("$.a", "{}", "Invalid path '$.a' : No results for path: $['a']");
        check("$.a.b", "{}", "Invalid path '$.a.b' : Missing property in path $['a']");
        check("$gone", "{}", "Invalid path '$gone' : Variable 'gone' is not assigned");
        check("$.a", "null", "Unable to apply Path transformation to null or empty input.");
    }

    #[test]
    fn a_query_is_a_path_or_a_call() {
        let mut environment = Fixed::new(r#"{"a":1}"#);
        for (text, expected) in [("$.a", "1"), ("States.Array($.a)", "[1]"), ("$list", "[1,2]")] {
            assert_eq!(
                Query::parse(text).unwrap().evaluate("x", &mut environment).unwrap().to_string(),
                expected
            );
        }
        for text in ["", "a", "$.", "States.", "states.UUID()", " $.a"] {
            assert!(Query::parse(text).is_err(), "{text:?} was taken");
        }
    }
}
