//! What an expression may ask for, and how it fails.

use crate::json::Value;
use std::fmt;

/// How much work expressions may do at a time, in tokens of a path applied and filter criteria tried: `$..*..*..*`
/// would take more than anybody's patience.
pub const MOST_WORK: usize = 2_000_000;
/// How many bytes of text an Intrinsic Function reads or makes for one step of work.
pub(super) const BYTES_A_STEP: usize = 8;

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
    /// How much work may still be done
    fn work_left(&self) -> usize {
        MOST_WORK
    }
    /// Takes work that was done off what may still be done
    fn spend(&mut self, _work: usize) {}
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
