//! The engine that `jlens-core` is, made to speak AWS's dialect.

mod convert;
mod evaluation;
mod facts;
mod functions;
mod guard;
mod meter;
mod nesting;
mod scopes;

use super::{
    JsonataAnswer, JsonataEngine, JsonataExpression, JsonataFacts, JsonataFailure, JsonataGiven,
    JsonataOutcome, JsonataSyntaxError,
};
use crate::json::{Number, Value, to_serde};
use convert::{Builder, document};
use evaluation::Compiled;
use functions::Functions;
use jlens_core::{Bindings, Error, Expression, Options};
use std::sync::Arc;

/// `jlens-core` as AWS's JSONata.
#[derive(Clone, Debug, Default)]
pub struct Jlens {
    functions: Functions,
}

/// An expression nested deeper than can be compiled, and so than could be evaluated.
#[derive(Debug, Default)]
struct TooDeep {
    facts: JsonataFacts,
}

impl Jlens {
    /// The engine.
    pub fn new() -> Self {
        Self::default()
    }

    /// Evaluates an expression as JSONata itself has it, without AWS's dialect: with `input` as its context
    /// and the members of `bindings` for variables.
    ///
    /// # Errors
    /// Also those of an expression that is not JSONata.
    pub fn evaluate_plainly(
        text: &str,
        input: Option<&Value>,
        bindings: Option<&Value>,
        depth: usize,
        steps: u64,
    ) -> Result<JsonataOutcome, JsonataFailure> {
        let expression = compile(text).map_err(|error| failure(&error))?;
        let options = Options::new().max_depth(depth).max_steps(steps).now(0).seed(1);
        let members = bindings.and_then(Value::as_object).into_iter().flatten();
        let bindings: Bindings = members.map(|(name, value)| (name.to_string(), to_serde(value))).collect();
        let result = match input {
            Some(input) => {
                let input = document(input).ok_or(JsonataFailure::Memory)?;
                expression
                    .evaluate_document_to(&input, &bindings, &options, |output| output.write(&mut Builder))
            }
            None => {
                let undefined = convert::Undefined;
                expression
                    .evaluate_source_to(&undefined, &bindings, &options, |output| output.write(&mut Builder))
            }
        };
        match result {
            Ok(value) => Ok(value.map_or(JsonataOutcome::Undefined, JsonataOutcome::Value)),
            Err(error) => Err(failure(&error)),
        }
    }
}

fn compile(text: &str) -> Result<Expression, Error> {
    if nesting::is_too_deep(text) {
        return Err(Error::new(TOO_LARGE));
    }
    Expression::compile(text)
}

/// jlens's code for what is larger or nested deeper than it allows.
const TOO_LARGE: &str = "U1001";
/// jlens's code for what nests deeper than it is allowed.
const TOO_DEEP: &str = "D1011";
/// jlens's code for what takes more steps than it is given.
const TOO_LONG: &str = "U1006";

impl JsonataEngine for Jlens {
    fn compile(&self, text: &str) -> Result<Arc<dyn JsonataExpression>, JsonataSyntaxError> {
        match compile(text) {
            Ok(expression) => Ok(Arc::new(Compiled::new(expression, &self.functions))),
            Err(error) if error.code() == TOO_LARGE => Ok(Arc::new(TooDeep::default())),
            Err(error) => Err(JsonataSyntaxError {
                code: error.code().to_owned(),
                message: error.message(),
                position: error.position(),
            }),
        }
    }
}

impl JsonataExpression for TooDeep {
    fn facts(&self) -> &JsonataFacts {
        &self.facts
    }

    fn evaluate(&self, _: &JsonataGiven) -> JsonataAnswer {
        JsonataAnswer { outcome: Err(JsonataFailure::Depth), steps: 1 }
    }
}

fn failure(error: &Error) -> JsonataFailure {
    match error.code() {
        TOO_DEEP => JsonataFailure::Depth,
        TOO_LARGE | "D2014" | "D2015" | "D2016" => JsonataFailure::Memory,
        "D1012" | TOO_LONG => JsonataFailure::Time,
        code => JsonataFailure::Error {
            code: code.to_owned(),
            message: guard::unmarked(&error.message()),
            position: error.position(),
        },
    }
}

fn number(number: f64) -> Number {
    super::given::settled_number(number)
}
