//! Pass: States Language specification, "Pass State".

use crate::json::Value;

/// What only a Pass has.
#[derive(Clone, Debug, Default)]
pub struct Pass {
    /// `Result`; used as it is, its `.$` keys too (JSONPath only)
    pub result: Option<Value>,
}
