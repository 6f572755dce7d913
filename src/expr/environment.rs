//! What an expression may ask for, and how it fails.

use crate::json::Value;
use std::fmt;

/// The values an expression is evaluated against.
pub trait Environment {
    /// `$`: the effective input, result, or whatever the field's rules say
    fn input(&self) -> &Value;
    /// `$$`: the Context Object, built when it is first asked for
    fn context(&mut self) -> Value;
    /// `$name`: the variable's value, `None` if it was never assigned
    fn variable(&self, name: &str) -> Option<Value>;
    /// The next number for `States.UUID` and `States.MathRandom`, from the execution's seed
    fn random_u64(&mut self) -> u64;
}

/// Why an evaluation failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvalError {
    /// The error name, from [`super::error_name`]
    pub error: &'static str,
    /// The cause, without AWS's "An error occurred while executing the state …" in front
    pub cause: String,
}

impl EvalError {
    pub(crate) fn new(error: &'static str, cause: impl Into<String>) -> Self {
        Self { error, cause: cause.into() }
    }
}

impl fmt::Display for EvalError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.error, self.cause)
    }
}

impl std::error::Error for EvalError {}
