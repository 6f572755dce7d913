//! The shape in which an integration takes its input and gives its result back.

use super::handler::splitmix;
use crate::asl::Resource;
use crate::asl::resource::{IntegrationPattern, ResourceKind};
use crate::engine::TaskRequest;
use crate::json::{Object, Value};
use crate::time::Timestamp;

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
        ("Content-Type", "application/json".to_owned()),
    ];
    let all = headers.iter().map(|(name, text)| (*name, Value::from(vec![Value::from(text.as_str())])));
    let plain = headers.iter().map(|(name, text)| (*name, Value::from(text.as_str())));
    let metadata = [
        ("AllHttpHeaders", Value::from(all.collect::<Object>())),
        ("HttpHeaders", Value::from(plain.collect::<Object>())),
        ("HttpStatusCode", Value::from(200)),
    ];
    let response = [
        ("ExecutedVersion", Value::from("$LATEST")),
        ("Payload", payload),
        ("SdkHttpMetadata", Value::from(metadata.into_iter().collect::<Object>())),
        ("SdkResponseMetadata", Value::from([("RequestId", id)].into_iter().collect::<Object>())),
        ("StatusCode", Value::from(200)),
    ];
    Value::from(response.into_iter().collect::<Object>())
}

/// A version-4 UUID that depends on the seed and the task alone.
fn request_id(seed: u64, task: u32) -> String {
    let high = splitmix(seed ^ (u64::from(task) << 32));
    let low = splitmix(high);
    let (time, node) = (high >> 32, low & 0xffff_ffff_ffff);
    let (middle, version, variant) = (high >> 16 & 0xffff, high & 0xfff, low >> 48 & 0x3fff);
    format!("{time:08x}-{middle:04x}-4{version:03x}-{:04x}-{node:012x}", variant | 0x8000)
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
