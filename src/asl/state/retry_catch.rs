//! Retriers and Catchers: States Language specification, "Errors".

use super::PathField;
use crate::json::{JsonPointer, Object, Value};
use std::sync::Arc;

/// One entry of `Retry`. Numbers stay as written (a placeholder may stand for one); `None` means the default.
#[derive(Clone, Debug, Default)]
pub struct Retrier {
    /// `ErrorEquals`
    pub error_equals: Vec<Arc<str>>,
    /// `IntervalSeconds`, default 1
    pub interval_seconds: Option<Value>,
    /// `MaxAttempts`, default 3
    pub max_attempts: Option<Value>,
    /// `BackoffRate`, default 2.0
    pub backoff_rate: Option<Value>,
    /// `MaxDelaySeconds`, default none
    pub max_delay_seconds: Option<Value>,
    /// `JitterStrategy` as written, default `NONE`
    pub jitter_strategy: Option<Arc<str>>,
    /// `Comment`
    pub comment: Option<Arc<str>>,
    /// Where it stands
    pub pointer: JsonPointer,
    /// Fields that the language does not know
    pub unknown: Object,
}

/// One entry of `Catch`.
#[derive(Clone, Debug, Default)]
pub struct Catcher {
    /// `ErrorEquals`
    pub error_equals: Vec<Arc<str>>,
    /// `Next` as written
    pub next: Option<Arc<str>>,
    /// `ResultPath` (JSONPath)
    pub result_path: PathField,
    /// `Output` (JSONata)
    pub output: Option<Value>,
    /// `Assign`
    pub assign: Option<Value>,
    /// `Comment`
    pub comment: Option<Arc<str>>,
    /// Where it stands
    pub pointer: JsonPointer,
    /// Fields that the language does not know
    pub unknown: Object,
}
