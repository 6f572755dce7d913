//! What an execution is told of one task, and when: for most the answer alone; for a job, a callback or an
//! activity also what comes before its end.

use super::handler::{Answer, Call, Reply, Submission};
use super::response;
use crate::asl::resource::{IntegrationPattern, ResourceKind};
use crate::engine::{Failure, Input, TaskRequest};
use crate::json::Value;
use crate::time::Duration;

/// Takes what is to be told, each after so much virtual time since the task was scheduled.
pub type Tell<'a> = &'a mut dyn FnMut(Duration, Input);

/// Tells what `answer` makes of `request`; whether the end is left to a person.
pub(super) fn tell(request: &TaskRequest, answer: &Answer, call: &Call, tell: Tell<'_>) -> bool {
    let (submission, end) = match &answer.reply {
        Reply::Submit(submission) => (Some(&**submission), submission.then.as_ref()),
        _ => (None, Some(answer)),
    };
    let begun = if submission.is_some() { answer.latency } else { Duration::ZERO };
    if !tell_begin(request, submission, begun, call, tell) {
        return false;
    }
    if let (Some(submission), Some(token)) = (submission, &request.token) {
        for after in &submission.heartbeats {
            tell(begun + *after, Input::SendTaskHeartbeat { token: token.clone() });
        }
    }
    let Some(end) = end else { return request.token.is_some() };
    let outcome = match &end.reply {
        Reply::Never => return false,
        Reply::Response(value) => Ok(value.clone()),
        Reply::Echo if response::is_execution(&request.resource) => {
            Ok(response::of_execution(request, end.latency, call.seed))
        }
        reply => reply.result(call).map(|result| response::in_shape(request, result, call.seed)),
    };
    let after = if submission.is_some() { begun + end.latency } else { end.latency };
    tell(after, ended(request, outcome));
    false
}

/// Tells that the service or a worker took the task up; `false` if the service did not.
fn tell_begin(
    request: &TaskRequest,
    submission: Option<&Submission>,
    after: Duration,
    call: &Call,
    tell: Tell<'_>,
) -> bool {
    let task = request.id;
    match &request.resource.kind {
        ResourceKind::Activity { .. } => {
            let worker_name = submission.and_then(|submission| submission.worker.clone());
            tell(after, Input::ActivityStarted { task, worker_name });
        }
        ResourceKind::Service { pattern, .. } if *pattern != IntegrationPattern::RequestResponse => {
            match submission.and_then(|submission| submission.response.clone()) {
                Some(Err(failure)) => {
                    tell(after, Input::TaskFailed { task, failure });
                    return false;
                }
                Some(Ok(output)) => tell(after, Input::TaskSubmitted { task, output }),
                None => {
                    let output = response::of_submission(request, call.seed);
                    tell(after, Input::TaskSubmitted { task, output });
                }
            }
        }
        _ => {}
    }
    true
}

fn ended(request: &TaskRequest, outcome: Result<Value, Failure>) -> Input {
    let task = request.id;
    match (outcome, request.token.clone()) {
        (Ok(output), None) => Input::TaskSucceeded { task, output },
        (Err(failure), None) => Input::TaskFailed { task, failure },
        (Ok(output), Some(token)) => Input::SendTaskSuccess { token, output },
        (Err(failure), Some(token)) => Input::SendTaskFailure { token, failure },
    }
}
