//! Task: States Language specification, "Task State".

use super::Dynamic;
use crate::asl::Resource;
use crate::json::Value;

/// What only a Task has.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// `Resource`, read apart; `None` if not written
    pub resource: Option<Resource>,
    /// `TimeoutSeconds` or `TimeoutSecondsPath`, in seconds
    pub timeout: Option<Dynamic>,
    /// `HeartbeatSeconds` or `HeartbeatSecondsPath`, in seconds
    pub heartbeat: Option<Dynamic>,
    /// `Credentials`, as written
    pub credentials: Option<Value>,
}
