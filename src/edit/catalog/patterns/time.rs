//! Waiting: for work, for people, for a moment.

use super::super::Entry;
use super::pattern;
use crate::asl::StateType;

pub(super) static ALL: &[Entry] = &[
    pattern(
        "pattern.poll",
        StateType::Wait,
        "Poll until done",
        [
            "Starts a job and asks again and again whether it is done",
            "For jobs that Step Functions cannot wait for by itself",
        ],
        "loop wait job status check sleep repeat until async",
        r#"{
            "StartAt": "Start job",
            "States": {
                "Start job": { "Lambda": "start-job", "Retry": "lambda", "Next": "Wait for job" },
                "Wait for job": { "Type": "Wait", "Seconds": 30, "Next": "Get status" },
                "Get status": { "Lambda": "get-job-status", "Retry": "lambda", "Next": "Is job done" },
                "Is job done": {
                    "Type": "Choice",
                    "Choices": [
                        {
                            "path:Variable": "$.status", "path:StringEquals": "SUCCEEDED",
                            "nata:Condition": "{% $states.input.status = 'SUCCEEDED' %}",
                            "Next": "Job done"
                        },
                        {
                            "path:Variable": "$.status", "path:StringEquals": "FAILED",
                            "nata:Condition": "{% $states.input.status = 'FAILED' %}",
                            "Next": "Job failed"
                        }
                    ],
                    "Default": "Wait for job"
                },
                "Job done": { "Type": "Pass" },
                "Job failed": { "Type": "Fail", "Error": "JobFailed", "Cause": "The job has the status FAILED" }
            }
        }"#,
    ),
    pattern(
        "pattern.approval",
        StateType::Task,
        "Human approval",
        [
            "Sends a request with a task token and waits until a person answers, at most a day",
            "For decisions that a person takes",
        ],
        "callback token human manual approve review wait person email sns confirm",
        r#"{
            "StartAt": "Ask for approval",
            "States": {
                "Ask for approval": {
                    "Resource": "sns:publish.waitForTaskToken",
                    "Arguments": {
                        "TopicArn": "arn:aws:sns:us-east-1:123456789012:approvals", "Subject": "Please approve",
                        "Message": { "request": "@", "taskToken": "@@.Task.Token" }
                    },
                    "Keep": "answer",
                    "TimeoutSeconds": 86400,
                    "Catch": [{ "ErrorEquals": ["States.Timeout"], "Keep": "error", "Next": "No answer in time" }],
                    "Next": "Is it approved"
                },
                "Is it approved": {
                    "Type": "Choice",
                    "Choices": [
                        {
                            "path:And": [
                                { "Variable": "$.answer.approved", "IsPresent": true },
                                { "Variable": "$.answer.approved", "BooleanEquals": true }
                            ],
                            "nata:Condition": "{% $states.input.answer.approved = true %}",
                            "Next": "Approved"
                        }
                    ],
                    "Default": "Not approved"
                },
                "Approved": { "Type": "Pass" },
                "Not approved": { "Type": "Fail", "Error": "NotApproved", "Cause": "The request was turned down" },
                "No answer in time": { "Type": "Fail", "Error": "NoAnswer", "Cause": "Nobody answered within a day" }
            }
        }"#,
    ),
    pattern(
        "pattern.waitUntil",
        StateType::Wait,
        "Wait until a moment",
        [
            "Waits until the time that stands in the data, then calls a function",
            "For reminders, releases and trials that end",
        ],
        "sleep timestamp date schedule reminder later due delay",
        r#"{
            "StartAt": "Wait until due",
            "States": {
                "Wait until due": {
                    "Type": "Wait",
                    "path:TimestampPath": "$.dueAt", "nata:Timestamp": "{% $states.input.dueAt %}",
                    "Next": "Send reminder"
                },
                "Send reminder": { "Lambda": "send-reminder", "Retry": "lambda" }
            }
        }"#,
    ),
    pattern(
        "pattern.counter",
        StateType::Choice,
        "Loop a number of times",
        [
            "Calls a function ten times, and counts in a variable",
            "For work in rounds, each of which needs what the one before has found",
        ],
        "for while repeat count counter iterate times pages pagination variable",
        r#"{
            "StartAt": "Begin to count",
            "States": {
                "Begin to count": { "Type": "Pass", "Assign": { "round": 1 }, "Next": "Do a round" },
                "Do a round": { "Lambda": "do-round", "Retry": "lambda", "Next": "Is it enough" },
                "Is it enough": {
                    "Type": "Choice",
                    "Choices": [
                        {
                            "path:Variable": "$round", "path:NumericGreaterThanEquals": 10,
                            "nata:Condition": "{% $round >= 10 %}",
                            "Next": "All rounds done"
                        }
                    ],
                    "Default": "Count on"
                },
                "Count on": {
                    "Type": "Pass",
                    "Assign": { "path:round.$": "States.MathAdd($round, 1)", "nata:round": "{% $round + 1 %}" },
                    "Next": "Do a round"
                },
                "All rounds done": { "Type": "Pass" }
            }
        }"#,
    ),
];
