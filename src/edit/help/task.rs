//! Fields of a Task.

use super::{Card, card, each};
use crate::asl::StateType;

pub(super) static STATE: &[Card] = &[
    card(
        "Resource",
        "What does the work: the ARN of a service call, a Lambda function or an activity. At the end of a service call .sync waits until a job is done, and .waitForTaskToken until somebody answers.",
        r#""Resource": "arn:aws:states:::sqs:sendMessage""#,
    ),
    card(
        "Parameters",
        "What the service is given: the parameters of its API, with a capital first letter. Keys that end in .$ take their value from the input.",
        r#""Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders", "MessageBody.$": "$.order" }"#,
    )
    .of(&[StateType::Task]),
    card(
        "Arguments",
        "What the service is given: the parameters of its API, with a capital first letter. Texts between {% and %} are expressions.",
        r#""Arguments": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders", "MessageBody": "{% $states.input.order %}" }"#,
    )
    .of(&[StateType::Task]),
    card(
        "ResultSelector",
        "Reshapes the service's answer before ResultPath puts it in its place. In it $ is the answer, not the state's input.",
        r#""ResultSelector": { "messageId.$": "$.MessageId" }"#,
    )
    .of(&[StateType::Task]),
    each(
        "TimeoutSeconds",
        "How long one attempt may take, in seconds; longer ones fail with States.Timeout. Without it an attempt may take as long as the execution.",
        [r#""TimeoutSeconds": 30"#, r#""TimeoutSeconds": "{% $states.input.limit %}""#],
    ),
    card(
        "TimeoutSecondsPath",
        "Where the number of seconds that an attempt may take stands in the input. Use it in place of TimeoutSeconds.",
        r#""TimeoutSecondsPath": "$.limit""#,
    ),
    each(
        "HeartbeatSeconds",
        "How long a callback or an activity may be silent before it fails with States.HeartbeatTimeout. It must be shorter than the timeout.",
        [r#""HeartbeatSeconds": 60"#, r#""HeartbeatSeconds": "{% $states.input.patience %}""#],
    ),
    card(
        "HeartbeatSecondsPath",
        "Where the number of seconds between two signs of life stands in the input. Use it in place of HeartbeatSeconds.",
        r#""HeartbeatSecondsPath": "$.patience""#,
    ),
    each(
        "Credentials",
        "The role that the Task takes on for its call, for instance one of another account. The execution's own role must be allowed to take it on.",
        [
            r#""Credentials": { "RoleArn": "arn:aws:iam::123456789012:role/other" }"#,
            r#""Credentials": { "RoleArn": "{% $states.input.role %}" }"#,
        ],
    ),
];
