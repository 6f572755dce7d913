//! What a Task's `Resource` names: a Lambda function, a service integration, an activity.

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
