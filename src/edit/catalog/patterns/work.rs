//! Parting work: by what it is, among workflows, and once only.

use super::super::Entry;
use super::pattern;
use crate::asl::StateType;

pub(super) static ALL: &[Entry] = &[
    pattern(
        "pattern.router",
        StateType::Choice,
        "Choice router",
        [
            "Hands each kind of request to the function that knows it, and refuses others",
            "For one workflow that takes in several kinds of requests",
        ],
        "if else switch case route dispatch branch condition type",
        r#"{
            "StartAt": "Which kind",
            "States": {
                "Which kind": {
                    "Type": "Choice",
                    "Choices": [
                        {
                            "path:Variable": "$.kind", "path:StringEquals": "order",
                            "nata:Condition": "{% $states.input.kind = 'order' %}", "Next": "Handle order"
                        },
                        {
                            "path:Variable": "$.kind", "path:StringEquals": "return",
                            "nata:Condition": "{% $states.input.kind = 'return' %}", "Next": "Handle return"
                        },
                        {
                            "path:Variable": "$.kind", "path:StringMatches": "question-*",
                            "nata:Condition": "{% $substringBefore($states.input.kind, '-') = 'question' %}",
                            "Next": "Handle question"
                        }
                    ],
                    "Default": "Unknown kind"
                },
                "Handle order": { "Lambda": "handle-order", "Retry": "lambda" },
                "Handle return": { "Lambda": "handle-return", "Retry": "lambda" },
                "Handle question": { "Lambda": "handle-question", "Retry": "lambda" },
                "Unknown kind": { "Type": "Fail", "Error": "UnknownKind", "Cause": "No rule knows this kind of request" }
            }
        }"#,
    ),
    pattern(
        "pattern.nested",
        StateType::Task,
        "Nested workflow",
        [
            "Runs another workflow as a step, takes its output, and says when it failed",
            "For a part that several workflows share, or that is too long for one",
        ],
        "child sub subflow start execution sync reuse compose step functions",
        r#"{
            "StartAt": "Run other workflow",
            "States": {
                "Run other workflow": {
                    "Resource": "states:startExecution.sync:2",
                    "Arguments": {
                        "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:other-workflow",
                        "Input": { "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID": "@@.Execution.Id", "data": "@" }
                    },
                    "path:OutputPath": "$.Output", "nata:Output": "{% $states.result.Output %}",
                    "Retry": [
                        {
                            "ErrorEquals": ["StepFunctions.ExecutionLimitExceeded"],
                            "IntervalSeconds": 5, "MaxAttempts": 5, "BackoffRate": 2, "JitterStrategy": "FULL"
                        }
                    ],
                    "Catch": [{ "ErrorEquals": ["States.ALL"], "Keep": "error", "Next": "Other workflow failed" }]
                },
                "Other workflow failed": {
                    "Type": "Fail", "Error": "OtherWorkflowFailed", "Cause": "Its own history says why"
                }
            }
        }"#,
    ),
    pattern(
        "pattern.idempotent",
        StateType::Task,
        "Do it only once",
        [
            "Claims a request in a table before doing it, and passes over what was claimed before",
            "For requests that may arrive twice, such as payments",
        ],
        "idempotent idempotency duplicate dynamodb condition lock exactly once dedupe",
        r#"{
            "StartAt": "Claim request",
            "States": {
                "Claim request": {
                    "Resource": "dynamodb:putItem",
                    "Arguments": {
                        "TableName": "requests",
                        "Item": { "id": { "S": "@.id" }, "execution": { "S": "@@.Execution.Id" } },
                        "ConditionExpression": "attribute_not_exists(id)"
                    },
                    "Keep": "",
                    "Catch": [
                        {
                            "ErrorEquals": ["DynamoDB.ConditionalCheckFailedException"],
                            "Keep": "error", "Next": "Was done before"
                        }
                    ],
                    "Next": "Handle request"
                },
                "Handle request": { "Lambda": "handle-request", "Retry": "lambda" },
                "Was done before": { "Type": "Pass" }
            }
        }"#,
    ),
    pattern(
        "pattern.claimCheck",
        StateType::Task,
        "Keep large data in S3",
        [
            "Writes data to a bucket and hands on only where it is",
            "For data that may grow over the 256 KiB that a state can hand on",
        ],
        "claim check payload limit size big large file storage",
        r#"{
            "StartAt": "Store data",
            "States": {
                "Store data": {
                    "Resource": "aws-sdk:s3:putObject",
                    "Arguments": { "Bucket": "my-bucket", "Key": "@@.Execution.Name", "Body": "@" },
                    "path:ResultSelector": { "bucket": "my-bucket", "key.$": "$$.Execution.Name" },
                    "nata:Output": { "bucket": "my-bucket", "key": "{% $states.context.Execution.Name %}" },
                    "Next": "Work on stored data"
                },
                "Work on stored data": { "Lambda": "work-on-file", "Retry": "lambda" }
            }
        }"#,
    ),
];
