//! What a Task's `Resource` names: a Lambda function, a service integration, an activity.

use super::placeholder;
use std::sync::Arc;

/// A `Resource`, with its text as written. Placeholders (`[ACCOUNT-ID]`, `${Name}`) may stand anywhere in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The text as written
    pub text: Arc<str>,
    /// What it names
    pub kind: ResourceKind,
}

/// What a `Resource` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// `arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]`: LambdaFunction* events, unwrapped result
    LambdaFunction {
        /// The function's name without qualifier
        name: Arc<str>,
    },
    /// `arn:aws:states:::SERVICE:ACTION[.PATTERN]`, `aws-sdk:` ones too: Task* events
    Service {
        /// `lambda`, `sqs`, `dynamodb`, `aws-sdk:s3` …
        service: Arc<str>,
        /// `invoke`, `sendMessage` … without the pattern's suffix
        action: Arc<str>,
        /// How the state waits for the work
        pattern: IntegrationPattern,
    },
    /// `arn:aws:states:REGION:ACCOUNT:activity:NAME`: Activity* events
    Activity {
        /// The activity's name
        name: Arc<str>,
    },
    /// Anything else: a placeholder for the whole ARN (`${ProcessOrderArn}`), or a mistake
    Other,
}

/// How a Task waits for the work it started (AWS developer guide, "Service integration patterns").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntegrationPattern {
    /// No suffix
    RequestResponse,
    /// `.sync`
    Sync,
    /// `.sync:2`
    Sync2,
    /// `.waitForTaskToken`
    WaitForTaskToken,
}

impl Resource {
    /// Reads what a `Resource` names. Never fails: what is not known is [`ResourceKind::Other`].
    pub fn parse(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let kind = parse_kind(&text).unwrap_or(ResourceKind::Other);
        Self { text, kind }
    }

    /// The name of the Lambda function that is called directly, without qualifier.
    pub fn lambda_function_name(&self) -> Option<&Arc<str>> {
        if let ResourceKind::LambdaFunction { name } = &self.kind { Some(name) } else { None }
    }
}

impl IntegrationPattern {
    /// What stands behind the action: nothing, `.sync`, `.sync:2` or `.waitForTaskToken`.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::RequestResponse => "",
            Self::Sync => ".sync",
            Self::Sync2 => ".sync:2",
            Self::WaitForTaskToken => ".waitForTaskToken",
        }
    }
}

/// The bare name of a function from a `FunctionName`: a name, `name:qualifier`, a partial or a full ARN,
/// any of them with placeholders (AWS API reference, Lambda Invoke).
pub fn function_name(text: &str) -> &str {
    let parts = placeholder::split(text, ':');
    let name = match parts.iter().position(|part| *part == "function") {
        Some(at) => parts.get(at + 1).copied().unwrap_or_default(),
        None => parts[0],
    };
    if name.is_empty() { text } else { name }
}

fn parse_kind(text: &str) -> Option<ResourceKind> {
    let parts = placeholder::split(text, ':');
    if parts.len() < 6 || parts[0] != "arn" {
        return None;
    }
    match (parts[2], parts[5]) {
        ("lambda", "function") => {
            let name = parts.get(6).copied().filter(|name| !name.is_empty())?;
            Some(ResourceKind::LambdaFunction { name: name.into() })
        }
        ("states", "activity") => {
            let name = parts.get(6).copied().filter(|name| !name.is_empty())?;
            Some(ResourceKind::Activity { name: name.into() })
        }
        ("states", _) => service(&parts[5..].join(":")),
        _ => None,
    }
}

/// Reads `SERVICE:ACTION[.PATTERN]`.
fn service(text: &str) -> Option<ResourceKind> {
    let patterns =
        [IntegrationPattern::Sync2, IntegrationPattern::Sync, IntegrationPattern::WaitForTaskToken];
    let (called, pattern) = patterns
        .into_iter()
        .find_map(|pattern| Some((text.strip_suffix(pattern.suffix())?, pattern)))
        .unwrap_or((text, IntegrationPattern::RequestResponse));
    let (service, action) = called.rsplit_once(':')?;
    if service.is_empty() || action.is_empty() {
        return None;
    }
    Some(ResourceKind::Service { service: service.into(), action: action.into(), pattern })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_are_told_apart() {
        for (text, kind) in [
            ("arn:aws:lambda:us-east-1:123456789012:function:f", "function f"),
            (
                "arn:aws:lambda:us-east-1:[ACCOUNT-ID]:function:[your-username]-order:LIVE",
                "function [your-username]-order",
            ),
            ("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:f", "function f"),
            ("arn:aws-cn:lambda:x:1:function:", "other"),
            ("arn:aws:states:::lambda:invoke", "lambda invoke RequestResponse"),
            ("arn:aws:states:::lambda:invoke.waitForTaskToken", "lambda invoke WaitForTaskToken"),
            ("arn:aws:states:::states:startExecution.sync:2", "states startExecution Sync2"),
            ("arn:aws:states:::ecs:runTask.sync", "ecs runTask Sync"),
            ("arn:aws:states:::aws-sdk:s3:getObject", "aws-sdk:s3 getObject RequestResponse"),
            ("arn:aws:states:us-east-1:123456789012:activity:a", "activity a"),
            ("arn:aws:states:::lambda", "other"),
            ("arn:aws:sns:us-east-1:1:topic", "other"),
            ("${ProcessOrderArn}", "other"),
            ("", "other"),
        ] {
            let found = match Resource::parse(text).kind {
                ResourceKind::LambdaFunction { name } => format!("function {name}"),
                ResourceKind::Activity { name } => format!("activity {name}"),
                ResourceKind::Service { service, action, pattern } => {
                    format!("{service} {action} {pattern:?}")
                }
                ResourceKind::Other => "other".to_owned(),
            };
            assert_eq!(found, kind, "of {text}");
        }
    }

    #[test]
    fn a_function_name_is_found_in_every_form() {
        for (text, name) in [
            ("f", "f"),
            ("f:LIVE", "f"),
            ("123456789012:function:f:1", "f"),
            (
                "arn:aws:lambda:us-east-1:[ACCOUNT-ID]:function:[your-username]-order-validator",
                "[your-username]-order-validator",
            ),
            ("arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST", "f"),
            ("${ProcessOrderArn}", "${ProcessOrderArn}"),
            ("${AWS::StackName}-f:LIVE", "${AWS::StackName}-f"),
            ("", ""),
            (":x", ":x"),
        ] {
            assert_eq!(function_name(text), name, "of {text}");
        }
    }
}
