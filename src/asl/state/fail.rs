//! Fail: States Language specification, "Fail State".

use super::Dynamic;

/// What only a Fail has.
#[derive(Clone, Debug, Default)]
pub struct Fail {
    /// `Error` or `ErrorPath`
    pub error: Option<Dynamic>,
    /// `Cause` or `CausePath`
    pub cause: Option<Dynamic>,
}
