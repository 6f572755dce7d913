//! The shape in which an integration takes its input and gives its result back.

use super::handler::splitmix;
use crate::asl::Resource;
use crate::asl::resource::{IntegrationPattern, ResourceKind};
use crate::engine::{MachineArn, TaskRequest};
use crate::json::{Object, Value};
use crate::time::{Duration, Timestamp};

/// Whether a result comes back wrapped: `arn:aws:states:::lambda:invoke` without a pattern.
pub(super) fn is_lambda_invoke(resource: &Resource) -> bool {
    match &resource.kind {
        ResourceKind::Service { service, action, .. } => &**service == "lambda" && &**action == "invoke",
        _ => false,
    }
}

/// What the function, or the service, is given: `lambda:invoke` passes its `Payload` on, `{}` without one.
pub(super) fn function_input(request: &TaskRequest) -> Value {
    if is_lambda_invoke(&request.resource) {
        request.input.get("Payload").cloned().unwrap_or_else(Value::empty_object)
    } else {
        request.input.clone()
    }
}

/// A function's result as the integration returns it.
pub(super) fn in_shape(request: &TaskRequest, result: Value, seed: u64) -> Value {
    match &request.resource.kind {
        ResourceKind::Service { pattern: IntegrationPattern::RequestResponse, .. }
            if is_lambda_invoke(&request.resource) =>
        {
            invoke_response(request, result, seed)
        }
        _ => result,
    }
}

/// What a service says when it takes a job (`.sync`) or a message (`.waitForTaskToken`), made up: the response's
/// metadata, with the identifiers that the best known services give out. A function that will report by its token
/// has been called without a result.
pub(super) fn of_submission(request: &TaskRequest, seed: u64) -> Value {
    if is_lambda_invoke(&request.resource) {
        return invoke_response(request, Value::empty_object(), seed);
    }
    let id = request_id(seed, request.id.0);
    let mut response = Object::with_capacity(4);
    if let ResourceKind::Service { service, .. } = &request.resource.kind {
        match &**service {
            "sqs" | "sns" => response.insert("MessageId", id.clone()),
            "batch" => response.insert("JobId", id.clone()),
            "glue" => response.insert("JobRunId", format!("jr_{}", id.replace('-', ""))),
            "athena" => response.insert("QueryExecutionId", id.clone()),
            _ => None,
        };
    }
    add_metadata_of(&mut response, request, seed);
    response.into()
}

/// Whether it waits for an execution of another machine: `states:startExecution.sync` and `.sync:2`.
pub(in crate::sim) fn is_execution(resource: &Resource) -> bool {
    use IntegrationPattern::{Sync, Sync2};
    match &resource.kind {
        ResourceKind::Service { service, action, pattern: Sync | Sync2 } => {
            &**service == "states" && &**action == "startExecution"
        }
        _ => false,
    }
}

/// What is told of an execution that took `took` and gave out its input, as `DescribeExecution` tells it: input and
/// output as JSON text for `.sync`, read for `.sync:2`.
pub(super) fn of_execution(request: &TaskRequest, took: Duration, seed: u64) -> Value {
    let is_read =
        matches!(&request.resource.kind, ResourceKind::Service { pattern: IntegrationPattern::Sync2, .. });
    let input = request.input.get("Input").cloned().unwrap_or_else(Value::empty_object);
    let payload = || if is_read { input.clone() } else { Value::from(input.to_string()) };
    let name = request.input.get("Name").and_then(Value::as_str);
    let name = name.map_or_else(|| request_id(seed, request.id.0), str::to_owned);
    let written = request.input.get("StateMachineArn").and_then(Value::as_str).unwrap_or_default();
    let (machine, execution) = match MachineArn::read(written) {
        Some(arn) => (arn.machine(), arn.execution(&name)),
        None => (written.to_owned(), format!("{written}:{name}")),
    };
    let included = || Object::from_iter([("Included", true)]);
    Value::from(Object::from_iter([
        ("ExecutionArn", execution.into()),
        ("Input", payload()),
        ("InputDetails", included().into()),
        ("Name", name.into()),
        ("Output", payload()),
        ("OutputDetails", included().into()),
        ("StartDate", request.scheduled_at.as_millis().into()),
        ("StateMachineArn", machine.into()),
        ("Status", "SUCCEEDED".into()),
        ("StopDate", (request.scheduled_at + took).as_millis().into()),
    ]))
}

/// The metadata of a response that was made up for `request`.
pub(in crate::sim) fn add_metadata_of(response: &mut Object, request: &TaskRequest, seed: u64) {
    let id = request_id(seed, request.id.0);
    let headers = [
        ("x-amzn-RequestId", id.clone()),
        ("Connection", "keep-alive".to_owned()),
        ("Date", http_date(request.scheduled_at)),
        ("Content-Type", "application/x-amz-json-1.0".to_owned()),
    ];
    add_metadata(response, &headers, &id);
}

/// The response of Lambda's Invoke as Step Functions hands it on (AWS developer guide, "Invoke an AWS
/// Lambda function with Step Functions"). Request ids come from the seed and the task, the date from
/// virtual time.
fn invoke_response(request: &TaskRequest, payload: Value, seed: u64) -> Value {
    let id = request_id(seed, request.id.0);
    let headers = [
        ("X-Amz-Executed-Version", "$LATEST".to_owned()),
        ("x-amzn-Remapped-Content-Length", "0".to_owned()),
        ("Connection", "keep-alive".to_owned()),
        ("x-amzn-RequestId", id.clone()),
        ("Content-Length", payload.text_len().to_string()),
        ("Date", http_date(request.scheduled_at)),
        ("X-Amzn-Trace-Id", trace_id(seed, request)),
        ("Content-Type", "application/json".to_owned()),
    ];
    let mut response = Object::with_capacity(5);
    response.insert("ExecutedVersion", "$LATEST");
    response.insert("Payload", payload);
    add_metadata(&mut response, &headers, &id);
    response.insert("StatusCode", 200);
    response.into()
}

/// `SdkHttpMetadata` and `SdkResponseMetadata`.
fn add_metadata(response: &mut Object, headers: &[(&str, String)], id: &str) {
    let all = headers.iter().map(|(name, text)| (*name, Value::from(vec![Value::from(text.as_str())])));
    let plain = headers.iter().map(|(name, text)| (*name, Value::from(text.as_str())));
    let metadata = [
        ("AllHttpHeaders", Value::from(all.collect::<Object>())),
        ("HttpHeaders", Value::from(plain.collect::<Object>())),
        ("HttpStatusCode", Value::from(200)),
    ];
    response.insert("SdkHttpMetadata", metadata.into_iter().collect::<Object>());
    response.insert("SdkResponseMetadata", Object::from_iter([("RequestId", id)]));
}

/// A version-4 UUID that depends on the seed and the task alone.
pub(in crate::sim) fn request_id(seed: u64, task: u32) -> String {
    let high = splitmix(seed ^ (u64::from(task) << 32));
    let low = splitmix(high);
    let (time, node) = (high >> 32, low & 0xffff_ffff_ffff);
    let (middle, version, variant) = (high >> 16 & 0xffff, high & 0xfff, low >> 48 & 0x3fff);
    format!("{time:08x}-{middle:04x}-4{version:03x}-{:04x}-{node:012x}", variant | 0x8000)
}

/// An X-Ray trace that is not sampled: `Root=1-SECONDS-ID;Parent=ID;Sampled=0`.
fn trace_id(seed: u64, request: &TaskRequest) -> String {
    let first = splitmix(!seed ^ u64::from(request.id.0));
    let (second, parent) = (splitmix(first) & 0xffff_ffff, splitmix(!first));
    let seconds = request.scheduled_at.as_millis() / 1000;
    format!("Root=1-{seconds:08x}-{first:016x}{second:08x};Parent={parent:016x};Sampled=0")
}

/// An HTTP date (RFC 9110): `Thu, 01 Jan 2026 00:00:00 GMT`.
fn http_date(at: Timestamp) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day = DAYS[at.as_millis().div_euclid(86_400_000).rem_euclid(7) as usize];
    let text = at.to_string();
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let month = part(5, 7).parse::<usize>().ok().and_then(|number| MONTHS.get(number.wrapping_sub(1)));
    format!("{day}, {} {} {} {} GMT", part(8, 10), month.unwrap_or(&"Jan"), part(0, 4), part(11, 19))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_http_writes_them() {
        for (millis, written) in [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (1_767_225_600_000, "Thu, 01 Jan 2026 00:00:00 GMT"),
            (1_772_323_199_999, "Sat, 28 Feb 2026 23:59:59 GMT"),
        ] {
            assert_eq!(http_date(Timestamp::from_millis(millis)), written);
        }
    }

    #[test]
    fn request_ids_are_uuids_of_their_own() {
        let ids: std::collections::BTreeSet<_> = (0..100).map(|task| request_id(1, task)).collect();
        assert_eq!(ids.len(), 100);
        assert!(ids.iter().all(|id| id.len() == 36 && id.as_bytes()[14] == b'4'), "{ids:?}");
    }
}
