//! Messages, events, mail, and other programs' APIs.

use super::{Entry, action};

pub(super) static ALL: &[Entry] = &[
    action(
        "sqs.sendMessage",
        "SQS",
        "Send message",
        "Puts the input on a queue",
        "queue message enqueue publish",
        r#"{
            "Resource": "sqs:sendMessage",
            "Arguments": {
                "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/my-queue", "MessageBody": "@"
            }
        }"#,
    ),
    action(
        "sqs.sendMessage.waitForTaskToken",
        "SQS",
        "Send message and wait for callback",
        "Puts a task token on a queue and waits until somebody answers with it",
        "queue message callback token human external worker pause",
        r#"{
            "Resource": "sqs:sendMessage.waitForTaskToken",
            "Arguments": {
                "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/my-queue",
                "MessageBody": { "input": "@", "taskToken": "@@.Task.Token" }
            },
            "TimeoutSeconds": 3600
        }"#,
    ),
    action(
        "sns.publish",
        "SNS",
        "Publish message",
        "Sends the input to all who subscribed to a topic",
        "topic notify notification email alert message pubsub broadcast push",
        r#"{
            "Resource": "sns:publish",
            "Arguments": { "TopicArn": "arn:aws:sns:us-east-1:123456789012:my-topic", "Message": "@" }
        }"#,
    ),
    action(
        "sns.publish.sms",
        "SNS",
        "Send text message",
        "Sends a text message to a telephone",
        "sms phone mobile notify notification alert",
        r#"{ "Resource": "sns:publish", "Arguments": { "PhoneNumber": "+12065550100", "Message": "@.message" } }"#,
    ),
    action(
        "ses.sendEmail",
        "SES",
        "Send email",
        "Sends a mail to one or more people",
        "mail e-mail message notify notification smtp",
        r#"{
            "Resource": "aws-sdk:sesv2:sendEmail",
            "Arguments": {
                "FromEmailAddress": "sender@example.com", "Destination": { "ToAddresses": ["recipient@example.com"] },
                "Content": {
                    "Simple": { "Subject": { "Data": "News from a workflow" }, "Body": { "Text": { "Data": "@.message" } } }
                }
            }
        }"#,
    ),
    action(
        "events.putEvents",
        "EventBridge",
        "Put event",
        "Tells an event bus that something has happened",
        "event bus publish emit send message notify",
        r#"{
            "Resource": "events:putEvents",
            "Arguments": {
                "Entries": [
                    { "Source": "my.workflow", "DetailType": "OrderPlaced", "Detail": "@", "EventBusName": "default" }
                ]
            }
        }"#,
    ),
    action(
        "scheduler.createSchedule",
        "EventBridge Scheduler",
        "Create schedule",
        "Arranges that something is called once at a moment, or again and again",
        "cron timer later reminder recurring event plan at",
        r#"{
            "Resource": "aws-sdk:scheduler:createSchedule",
            "Arguments": {
                "Name": "my-schedule", "ScheduleExpression": "at(2030-01-01T09:00:00)",
                "FlexibleTimeWindow": { "Mode": "OFF" }, "ActionAfterCompletion": "DELETE",
                "Target": {
                    "Arn": "arn:aws:lambda:us-east-1:123456789012:function:my-function",
                    "RoleArn": "arn:aws:iam::123456789012:role/my-scheduler-role",
                    "path:Input.$": "States.JsonToString($)", "nata:Input": "{% $string($states.input) %}"
                }
            }
        }"#,
    ),
    action(
        "http.invoke",
        "HTTP",
        "Call HTTPS endpoint",
        "Calls an API of the public internet, with the credentials of an EventBridge connection",
        "rest api web request url post get webhook http https third party external",
        r#"{
            "Resource": "http:invoke",
            "Arguments": {
                "ApiEndpoint": "https://api.example.com/orders", "Method": "POST",
                "Authentication": {
                    "ConnectionArn": "arn:aws:events:us-east-1:123456789012:connection/my-connection/01234567-89ab-cdef-0123-456789abcdef"
                },
                "RequestBody": "@"
            },
            "Retry": [
                {
                    "ErrorEquals": [
                        "States.Http.StatusCode.429", "States.Http.StatusCode.502", "States.Http.StatusCode.503",
                        "States.Http.StatusCode.504"
                    ],
                    "IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 2, "JitterStrategy": "FULL"
                }
            ]
        }"#,
    ),
    action(
        "apigateway.invoke",
        "API Gateway",
        "Call API",
        "Calls an API that API Gateway runs",
        "rest http https request endpoint web url post get",
        r#"{
            "Resource": "apigateway:invoke",
            "Arguments": {
                "ApiEndpoint": "my-api-id.execute-api.us-east-1.amazonaws.com", "Method": "POST", "Stage": "prod",
                "Path": "/orders", "RequestBody": "@", "AuthType": "IAM_ROLE"
            }
        }"#,
    ),
];
