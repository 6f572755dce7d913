//! Wait: States Language specification, "Wait State".

use super::Dynamic;

/// What only a Wait has.
#[derive(Clone, Debug, Default)]
pub struct Wait {
    /// `Seconds`, `SecondsPath`, `Timestamp` or `TimestampPath`; the first of them that is written
    pub until: Option<WaitFor>,
}

/// For how long, or until when.
#[derive(Clone, Debug, PartialEq)]
pub enum WaitFor {
    /// `Seconds` or `SecondsPath`
    Seconds(Dynamic),
    /// `Timestamp` or `TimestampPath`, RFC 3339
    Timestamp(Dynamic),
}
