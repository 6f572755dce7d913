//! History events as GetExecutionHistory returns them: payloads as JSON text, `…EventDetails` by event type.

use super::{
    ActivityScheduled, EventKind, Failure, HistoryEvent, LambdaFunctionScheduled, TaskResource, TaskScheduled,
};
use crate::asl::StateType;
use crate::json::{Object, Value};
use std::sync::Arc;

impl HistoryEvent {
    /// The event as AWS's API returns it, the timestamp in RFC 3339.
    pub fn to_json(&self) -> Value {
        let mut event = Object::with_capacity(5);
        event.insert("timestamp", self.timestamp.to_string());
        event.insert("type", self.type_name());
        event.insert("id", self.id);
        event.insert("previousEventId", self.previous_event_id);
        if let Some((name, details)) = self.kind.details() {
            event.insert(name, details);
        }
        event.into()
    }

    /// The event's type, AWS's name: `TaskStateEntered`, `LambdaFunctionFailed` …
    pub fn type_name(&self) -> &'static str {
        self.kind.type_name()
    }
}

impl EventKind {
    /// The event's type, AWS's name.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::ExecutionStarted { .. } => "ExecutionStarted",
            Self::ExecutionSucceeded { .. } => "ExecutionSucceeded",
            Self::ExecutionFailed(_) => "ExecutionFailed",
            Self::ExecutionAborted(_) => "ExecutionAborted",
            Self::ExecutionTimedOut(_) => "ExecutionTimedOut",
            Self::ExecutionRedriven { .. } => "ExecutionRedriven",
            Self::StateEntered { state_type, .. } => entered_name(*state_type),
            Self::StateExited { state_type, .. } => exited_name(*state_type),
            Self::StateAborted { state_type } => aborted_name(*state_type),
            Self::ParallelStateStarted => "ParallelStateStarted",
            Self::ParallelStateSucceeded => "ParallelStateSucceeded",
            Self::ParallelStateFailed => "ParallelStateFailed",
            Self::MapStateStarted { .. } => "MapStateStarted",
            Self::MapStateSucceeded => "MapStateSucceeded",
            Self::MapStateFailed => "MapStateFailed",
            Self::MapRunStarted { .. } => "MapRunStarted",
            Self::MapRunRedriven { .. } => "MapRunRedriven",
            Self::MapRunSucceeded => "MapRunSucceeded",
            Self::MapRunFailed(_) => "MapRunFailed",
            Self::MapRunAborted => "MapRunAborted",
            Self::MapIterationStarted { .. } => "MapIterationStarted",
            Self::MapIterationSucceeded { .. } => "MapIterationSucceeded",
            Self::MapIterationFailed { .. } => "MapIterationFailed",
            Self::MapIterationAborted { .. } => "MapIterationAborted",
            Self::LambdaFunctionScheduled(_) => "LambdaFunctionScheduled",
            Self::LambdaFunctionScheduleFailed(_) => "LambdaFunctionScheduleFailed",
            Self::LambdaFunctionStarted => "LambdaFunctionStarted",
            Self::LambdaFunctionStartFailed(_) => "LambdaFunctionStartFailed",
            Self::LambdaFunctionSucceeded { .. } => "LambdaFunctionSucceeded",
            Self::LambdaFunctionFailed(_) => "LambdaFunctionFailed",
            Self::LambdaFunctionTimedOut(_) => "LambdaFunctionTimedOut",
            Self::TaskScheduled(_) => "TaskScheduled",
            Self::TaskStarted(_) => "TaskStarted",
            Self::TaskStartFailed(_) => "TaskStartFailed",
            Self::TaskSubmitted(_) => "TaskSubmitted",
            Self::TaskSubmitFailed(_) => "TaskSubmitFailed",
            Self::TaskSucceeded(_) => "TaskSucceeded",
            Self::TaskFailed(_) => "TaskFailed",
            Self::TaskTimedOut(_) => "TaskTimedOut",
            Self::ActivityScheduled(_) => "ActivityScheduled",
            Self::ActivityScheduleFailed(_) => "ActivityScheduleFailed",
            Self::ActivityStarted { .. } => "ActivityStarted",
            Self::ActivitySucceeded { .. } => "ActivitySucceeded",
            Self::ActivityFailed(_) => "ActivityFailed",
            Self::ActivityTimedOut(_) => "ActivityTimedOut",
            Self::EvaluationFailed(_) => "EvaluationFailed",
        }
    }

    /// The name and content of the event's `…EventDetails`; `None` where AWS sends none.
    fn details(&self) -> Option<(&'static str, Object)> {
        Some(match self {
            Self::ExecutionStarted { input, input_text, role_arn } => {
                let text = input_text.clone().unwrap_or_else(|| input.to_string().into());
                let mut details = payload("input", text);
                details.insert("roleArn", role_arn.clone());
                ("executionStartedEventDetails", details)
            }
            Self::ExecutionSucceeded { output } => ("executionSucceededEventDetails", output_of(output)),
            Self::ExecutionFailed(failure) => ("executionFailedEventDetails", failure_of(failure)),
            Self::ExecutionAborted(failure) => ("executionAbortedEventDetails", failure_of(failure)),
            Self::ExecutionTimedOut(failure) => ("executionTimedOutEventDetails", failure_of(failure)),
            Self::ExecutionRedriven { redrive_count } => {
                ("executionRedrivenEventDetails", Object::from_iter([("redriveCount", *redrive_count)]))
            }
            Self::StateEntered { name, input, .. } => {
                let mut details = Object::with_capacity(3);
                details.insert("name", name.clone());
                add_payload(&mut details, "input", input.to_string().into());
                ("stateEnteredEventDetails", details)
            }
            Self::StateExited { name, output, assigned, .. } => {
                ("stateExitedEventDetails", exited(name, output, assigned.as_deref()))
            }
            Self::MapStateStarted { length } => {
                ("mapStateStartedEventDetails", Object::from_iter([("length", *length)]))
            }
            Self::MapRunStarted { map_run_arn } => {
                ("mapRunStartedEventDetails", Object::from_iter([("mapRunArn", map_run_arn.clone())]))
            }
            Self::MapRunRedriven { map_run_arn, redrive_count } => {
                let mut details = Object::from_iter([("mapRunArn", map_run_arn.clone())]);
                details.insert("redriveCount", *redrive_count);
                ("mapRunRedrivenEventDetails", details)
            }
            Self::MapRunFailed(failure) => ("mapRunFailedEventDetails", failure_of(failure)),
            Self::MapIterationStarted { name, index } => {
                ("mapIterationStartedEventDetails", iteration(name, *index))
            }
            Self::MapIterationSucceeded { name, index } => {
                ("mapIterationSucceededEventDetails", iteration(name, *index))
            }
            Self::MapIterationFailed { name, index } => {
                ("mapIterationFailedEventDetails", iteration(name, *index))
            }
            Self::MapIterationAborted { name, index } => {
                ("mapIterationAbortedEventDetails", iteration(name, *index))
            }
            Self::EvaluationFailed(failed) => {
                let mut details = failure_of(&failed.failure);
                if let Some(location) = &failed.location {
                    details.insert("location", location.clone());
                }
                details.insert("state", failed.state.clone());
                ("evaluationFailedEventDetails", details)
            }
            _ => {
                return self
                    .lambda_details()
                    .or_else(|| self.task_details())
                    .or_else(|| self.activity_details());
            }
        })
    }

    fn lambda_details(&self) -> Option<(&'static str, Object)> {
        Some(match self {
            Self::LambdaFunctionScheduled(scheduled) => {
                ("lambdaFunctionScheduledEventDetails", lambda_scheduled(scheduled))
            }
            Self::LambdaFunctionScheduleFailed(failure) => {
                ("lambdaFunctionScheduleFailedEventDetails", failure_of(failure))
            }
            Self::LambdaFunctionStartFailed(failure) => {
                ("lambdaFunctionStartFailedEventDetails", failure_of(failure))
            }
            Self::LambdaFunctionSucceeded { output } => {
                ("lambdaFunctionSucceededEventDetails", output_of(output))
            }
            Self::LambdaFunctionFailed(failure) => ("lambdaFunctionFailedEventDetails", failure_of(failure)),
            Self::LambdaFunctionTimedOut(failure) => {
                ("lambdaFunctionTimedOutEventDetails", failure_of(failure))
            }
            _ => return None,
        })
    }

    fn activity_details(&self) -> Option<(&'static str, Object)> {
        Some(match self {
            Self::ActivityScheduled(scheduled) => {
                ("activityScheduledEventDetails", activity_scheduled(scheduled))
            }
            Self::ActivityScheduleFailed(failure) => {
                ("activityScheduleFailedEventDetails", failure_of(failure))
            }
            Self::ActivityStarted { worker_name } => {
                let mut details = Object::new();
                if let Some(name) = worker_name {
                    details.insert("workerName", name.clone());
                }
                ("activityStartedEventDetails", details)
            }
            Self::ActivitySucceeded { output } => ("activitySucceededEventDetails", output_of(output)),
            Self::ActivityFailed(failure) => ("activityFailedEventDetails", failure_of(failure)),
            Self::ActivityTimedOut(failure) => ("activityTimedOutEventDetails", failure_of(failure)),
            _ => return None,
        })
    }

    fn task_details(&self) -> Option<(&'static str, Object)> {
        Some(match self {
            Self::TaskScheduled(scheduled) => ("taskScheduledEventDetails", task_scheduled(scheduled)),
            Self::TaskStarted(resource) => ("taskStartedEventDetails", task(resource)),
            Self::TaskStartFailed(failed) => ("taskStartFailedEventDetails", task_failure(failed)),
            Self::TaskSubmitted(answer) => ("taskSubmittedEventDetails", task_output(answer)),
            Self::TaskSubmitFailed(failed) => ("taskSubmitFailedEventDetails", task_failure(failed)),
            Self::TaskSucceeded(answer) => ("taskSucceededEventDetails", task_output(answer)),
            Self::TaskFailed(failed) => ("taskFailedEventDetails", task_failure(failed)),
            Self::TaskTimedOut(failed) => ("taskTimedOutEventDetails", task_failure(failed)),
            _ => return None,
        })
    }
}

fn entered_name(state_type: StateType) -> &'static str {
    match state_type {
        StateType::Task => "TaskStateEntered",
        StateType::Pass => "PassStateEntered",
        StateType::Wait => "WaitStateEntered",
        StateType::Choice => "ChoiceStateEntered",
        StateType::Parallel => "ParallelStateEntered",
        StateType::Map => "MapStateEntered",
        StateType::Succeed => "SucceedStateEntered",
        StateType::Fail => "FailStateEntered",
    }
}

fn exited_name(state_type: StateType) -> &'static str {
    match state_type {
        StateType::Task => "TaskStateExited",
        StateType::Pass => "PassStateExited",
        StateType::Wait => "WaitStateExited",
        StateType::Choice => "ChoiceStateExited",
        StateType::Parallel => "ParallelStateExited",
        StateType::Map => "MapStateExited",
        StateType::Succeed => "SucceedStateExited",
        StateType::Fail => "FailStateExited",
    }
}

fn aborted_name(state_type: StateType) -> &'static str {
    match state_type {
        StateType::Wait => "WaitStateAborted",
        StateType::Parallel => "ParallelStateAborted",
        StateType::Map => "MapStateAborted",
        _ => "TaskStateAborted",
    }
}

fn add_payload(details: &mut Object, field: &str, text: Arc<str>) {
    details.insert(field, text);
    details.insert(format!("{field}Details"), not_truncated());
}

fn payload(field: &str, text: Arc<str>) -> Object {
    let mut details = Object::with_capacity(3);
    add_payload(&mut details, field, text);
    details
}

fn not_truncated() -> Object {
    Object::from_iter([("truncated", false)])
}

fn output_of(output: &Value) -> Object {
    payload("output", output.to_string().into())
}

fn failure_of(failure: &Failure) -> Object {
    let mut details = Object::with_capacity(2);
    add_failure(&mut details, failure);
    details
}

fn add_failure(details: &mut Object, failure: &Failure) {
    if let Some(error) = &failure.error {
        details.insert("error", error.clone());
    }
    if let Some(cause) = &failure.cause {
        details.insert("cause", cause.clone());
    }
}

fn exited(name: &Arc<str>, output: &Value, assigned: Option<&Object>) -> Object {
    let mut details = Object::with_capacity(5);
    details.insert("name", name.clone());
    add_payload(&mut details, "output", output.to_string().into());
    if let Some(assigned) = assigned {
        let texts: Object = assigned.iter().map(|(key, value)| (key.clone(), value.to_string())).collect();
        details.insert("assignedVariables", texts);
        details.insert("assignedVariablesDetails", not_truncated());
    }
    details
}

fn iteration(name: &Arc<str>, index: u32) -> Object {
    let mut details = Object::with_capacity(2);
    details.insert("name", name.clone());
    details.insert("index", index);
    details
}

fn lambda_scheduled(scheduled: &LambdaFunctionScheduled) -> Object {
    let mut details = Object::with_capacity(5);
    details.insert("resource", scheduled.resource.clone());
    add_payload(&mut details, "input", scheduled.input.to_string().into());
    add_seconds(&mut details, scheduled.timeout_seconds, None);
    add_credentials(&mut details, scheduled.credentials.as_ref());
    details
}

fn activity_scheduled(scheduled: &ActivityScheduled) -> Object {
    let mut details = Object::with_capacity(5);
    details.insert("resource", scheduled.resource.clone());
    add_payload(&mut details, "input", scheduled.input.to_string().into());
    add_seconds(&mut details, scheduled.timeout_seconds, scheduled.heartbeat_seconds);
    details
}

fn add_seconds(details: &mut Object, timeout: Option<i64>, heartbeat: Option<i64>) {
    for (field, seconds) in [("timeoutInSeconds", timeout), ("heartbeatInSeconds", heartbeat)] {
        if let Some(seconds) = seconds {
            details.insert(field, seconds);
        }
    }
}

/// `taskCredentials`: of a state's `Credentials` AWS shows the role alone.
fn add_credentials(details: &mut Object, credentials: Option<&Value>) {
    if let Some(role) = credentials.and_then(|credentials| credentials.get("RoleArn")) {
        details.insert("taskCredentials", Object::from_iter([("roleArn", role.clone())]));
    }
}

fn task(resource: &TaskResource) -> Object {
    let mut details = Object::with_capacity(4);
    details.insert("resourceType", resource.resource_type.clone());
    details.insert("resource", resource.resource.clone());
    details
}

fn task_scheduled(scheduled: &TaskScheduled) -> Object {
    let mut details = task(&scheduled.resource);
    details.insert("region", scheduled.region.clone());
    details.insert("parameters", scheduled.parameters.to_string());
    add_seconds(&mut details, scheduled.timeout_seconds, scheduled.heartbeat_seconds);
    add_credentials(&mut details, scheduled.credentials.as_ref());
    details
}

fn task_output((resource, output): &(TaskResource, Value)) -> Object {
    let mut details = task(resource);
    add_payload(&mut details, "output", output.to_string().into());
    details
}

fn task_failure((resource, failure): &(TaskResource, Failure)) -> Object {
    let mut details = task(resource);
    add_failure(&mut details, failure);
    details
}
