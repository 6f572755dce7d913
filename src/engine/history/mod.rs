//! History events with AWS's names (API reference, "HistoryEvent"). Payloads are shared values; they become
//! JSON text only in [`HistoryEvent::to_json`].

mod json;

use crate::asl::StateType;
use crate::json::{Object, Value};
use crate::time::Timestamp;
use std::sync::Arc;

/// One event of an execution's history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEvent {
    /// Dense, from 1
    pub id: u32,
    /// The event this one follows from, in its own branch; 0 for none
    pub previous_event_id: u32,
    /// Virtual time
    pub timestamp: Timestamp,
    /// What happened
    pub kind: EventKind,
}

/// An error name and a cause, each of which AWS may leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// `error`
    pub error: Option<Arc<str>>,
    /// `cause`
    pub cause: Option<Arc<str>>,
}

/// Which service integration an event of a Task is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskResource {
    /// `lambda`, `sqs`, `aws-sdk:s3` …
    pub resource_type: Arc<str>,
    /// `invoke`, `sendMessage.waitForTaskToken` …
    pub resource: Arc<str>,
}

/// Details of `TaskScheduled`.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskScheduled {
    /// The integration
    pub resource: TaskResource,
    /// The region called
    pub region: Arc<str>,
    /// What the service is called with
    pub parameters: Value,
    /// `TimeoutSeconds` in force, if the state sets one
    pub timeout_seconds: Option<i64>,
    /// `HeartbeatSeconds` in force, if the state sets one
    pub heartbeat_seconds: Option<i64>,
    /// `Credentials` in force
    pub credentials: Option<Value>,
}

/// Details of `LambdaFunctionScheduled`.
#[derive(Clone, Debug, PartialEq)]
pub struct LambdaFunctionScheduled {
    /// The function's ARN, as the state names it
    pub resource: Arc<str>,
    /// The event given to the function
    pub input: Value,
    /// `TimeoutSeconds` in force, if the state sets one
    pub timeout_seconds: Option<i64>,
    /// `Credentials` in force
    pub credentials: Option<Value>,
}

/// Details of `ActivityScheduled`.
#[derive(Clone, Debug, PartialEq)]
pub struct ActivityScheduled {
    /// The activity's ARN
    pub resource: Arc<str>,
    /// What a worker is given
    pub input: Value,
    /// `TimeoutSeconds` in force, if the state sets one
    pub timeout_seconds: Option<i64>,
    /// `HeartbeatSeconds` in force, if the state sets one
    pub heartbeat_seconds: Option<i64>,
}

/// What happened, with AWS's details.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "events and fields are AWS's own")]
pub enum EventKind {
    ExecutionStarted {
        input: Value,
        input_text: Option<Arc<str>>,
        role_arn: Arc<str>,
    },
    ExecutionSucceeded {
        output: Value,
    },
    ExecutionFailed(Failure),
    ExecutionAborted(Failure),
    ExecutionTimedOut(Failure),
    ExecutionRedriven {
        redrive_count: u32,
    },
    StateEntered {
        state_type: StateType,
        name: Arc<str>,
        input: Value,
    },
    StateExited {
        state_type: StateType,
        name: Arc<str>,
        output: Value,
        assigned: Option<Arc<Object>>,
    },
    /// `TaskStateAborted`, `WaitStateAborted`, `ParallelStateAborted`, `MapStateAborted`
    StateAborted {
        state_type: StateType,
    },
    ParallelStateStarted,
    ParallelStateSucceeded,
    ParallelStateFailed,
    MapStateStarted {
        length: u32,
    },
    MapStateSucceeded,
    MapStateFailed,
    MapRunStarted {
        map_run_arn: Arc<str>,
    },
    MapRunRedriven {
        map_run_arn: Arc<str>,
        redrive_count: u32,
    },
    MapRunSucceeded,
    MapRunFailed(Failure),
    MapRunAborted,
    MapIterationStarted {
        name: Arc<str>,
        index: u32,
    },
    MapIterationSucceeded {
        name: Arc<str>,
        index: u32,
    },
    MapIterationFailed {
        name: Arc<str>,
        index: u32,
    },
    MapIterationAborted {
        name: Arc<str>,
        index: u32,
    },
    LambdaFunctionScheduled(Box<LambdaFunctionScheduled>),
    LambdaFunctionScheduleFailed(Failure),
    LambdaFunctionStarted,
    LambdaFunctionStartFailed(Failure),
    LambdaFunctionSucceeded {
        output: Value,
    },
    LambdaFunctionFailed(Failure),
    LambdaFunctionTimedOut(Failure),
    TaskScheduled(Box<TaskScheduled>),
    TaskStarted(Box<TaskResource>),
    TaskStartFailed(Box<(TaskResource, Failure)>),
    TaskSubmitted(Box<(TaskResource, Value)>),
    TaskSubmitFailed(Box<(TaskResource, Failure)>),
    TaskSucceeded(Box<(TaskResource, Value)>),
    TaskFailed(Box<(TaskResource, Failure)>),
    TaskTimedOut(Box<(TaskResource, Failure)>),
    ActivityScheduled(Box<ActivityScheduled>),
    ActivityScheduleFailed(Failure),
    ActivityStarted {
        worker_name: Option<Arc<str>>,
    },
    ActivitySucceeded {
        output: Value,
    },
    ActivityFailed(Failure),
    ActivityTimedOut(Failure),
    EvaluationFailed(Box<EvaluationFailed>),
}

/// Details of `EvaluationFailed`.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationFailed {
    /// Error and cause
    pub failure: Failure,
    /// The field, if AWS names one
    pub location: Option<Arc<str>>,
    /// The state's name
    pub state: Arc<str>,
}
