//! What to do when something fails.

use super::super::Entry;
use super::pattern;
use crate::asl::StateType;

pub(super) static ALL: &[Entry] = &[
    pattern(
        "pattern.retry",
        StateType::Task,
        "Retry with backoff",
        [
            "Tries a call again, after longer and longer pauses of random length",
            "For calls that fail now and then and work a little later",
        ],
        "error again attempt exponential jitter transient resilience",
        r#"{
            "StartAt": "Call with retries",
            "States": {
                "Call with retries": {
                    "Lambda": "flaky-service", "TimeoutSeconds": 30,
                    "Retry": [
                        {
                            "ErrorEquals": ["Lambda.TooManyRequestsException"],
                            "IntervalSeconds": 5, "MaxAttempts": 8, "BackoffRate": 2, "MaxDelaySeconds": 120,
                            "JitterStrategy": "FULL"
                        },
                        {
                            "ErrorEquals": ["States.ALL"],
                            "IntervalSeconds": 1, "MaxAttempts": 4, "BackoffRate": 2, "JitterStrategy": "FULL"
                        }
                    ]
                }
            }
        }"#,
    ),
    pattern(
        "pattern.catchNotify",
        StateType::Task,
        "Catch and notify",
        [
            "Tells somebody about an error and then fails with it",
            "For work that nobody watches, but somebody must hear of when it fails",
        ],
        "error handling catch alert email sns message failure",
        r#"{
            "StartAt": "Do the work",
            "States": {
                "Do the work": {
                    "Lambda": "do-work", "Retry": "lambda",
                    "Catch": [{ "ErrorEquals": ["States.ALL"], "Keep": "error", "Next": "Notify" }]
                },
                "Notify": {
                    "Resource": "sns:publish",
                    "Arguments": {
                        "TopicArn": "arn:aws:sns:us-east-1:123456789012:alerts", "Subject": "A workflow has failed",
                        "Message": { "execution": "@@.Execution.Id", "error": "@.error" }
                    },
                    "Keep": "", "Next": "Fail with the error"
                },
                "Fail with the error": {
                    "Type": "Fail",
                    "path:ErrorPath": "$.error.Error", "path:CausePath": "States.JsonToString($.error)",
                    "nata:Error": "{% $states.input.error.Error %}", "nata:Cause": "{% $string($states.input.error) %}"
                }
            }
        }"#,
    ),
    pattern(
        "pattern.saga",
        StateType::Task,
        "Saga",
        [
            "Undoes the steps that were done when a later one fails, the last one first",
            "For several systems that must all have changed, or none",
        ],
        "compensation compensate rollback undo transaction distributed error catch",
        r#"{
            "StartAt": "Reserve stock",
            "States": {
                "Reserve stock": {
                    "Lambda": "reserve-stock", "Retry": "lambda",
                    "Catch": [{ "ErrorEquals": ["States.ALL"], "Keep": "error", "Next": "Order failed" }],
                    "Next": "Take payment"
                },
                "Take payment": {
                    "Lambda": "take-payment", "Retry": "lambda",
                    "Catch": [{ "ErrorEquals": ["States.ALL"], "Keep": "error", "Next": "Release stock" }],
                    "Next": "Ship order"
                },
                "Ship order": {
                    "Lambda": "ship-order", "Retry": "lambda",
                    "Catch": [{ "ErrorEquals": ["States.ALL"], "Keep": "error", "Next": "Refund payment" }]
                },
                "Refund payment": {
                    "Lambda": "refund-payment",
                    "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 5, "MaxAttempts": 6 }],
                    "Next": "Release stock"
                },
                "Release stock": {
                    "Lambda": "release-stock",
                    "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 5, "MaxAttempts": 6 }],
                    "Next": "Order failed"
                },
                "Order failed": {
                    "Type": "Fail", "Error": "OrderFailed", "Cause": "Every step that was done has been undone"
                }
            }
        }"#,
    ),
    pattern(
        "pattern.timeoutFallback",
        StateType::Task,
        "Time out and fall back",
        [
            "Goes on with a stand-in when an answer takes too long or fails",
            "For an answer that is good to have, but not worth waiting for",
        ],
        "timeout default slow deadline degrade catch error",
        r#"{
            "StartAt": "Ask in time",
            "States": {
                "Ask in time": {
                    "Lambda": "slow-service", "TimeoutSeconds": 10,
                    "Catch": [{ "ErrorEquals": ["States.ALL"], "Keep": "error", "Next": "Use fallback" }]
                },
                "Use fallback": {
                    "Type": "Pass",
                    "path:Result": { "source": "fallback" }, "path:ResultPath": "$.answer",
                    "nata:Output": "{% $merge([$states.input, {'answer': {'source': 'fallback'}}]) %}"
                }
            }
        }"#,
    ),
    pattern(
        "pattern.circuitBreaker",
        StateType::Choice,
        "Circuit breaker",
        [
            "Remembers in a table that a service is down, and leaves it alone",
            "For a service that many executions call and that must not be pressed when it is down",
        ],
        "error resilience protect outage open closed dynamodb failure",
        r##"{
            "StartAt": "Look at circuit",
            "States": {
                "Look at circuit": {
                    "Resource": "dynamodb:getItem",
                    "Arguments": { "TableName": "circuits", "Key": { "service": { "S": "payments" } } },
                    "Keep": "circuit", "Next": "Is circuit open"
                },
                "Is circuit open": {
                    "Type": "Choice",
                    "Choices": [
                        {
                            "path:And": [
                                { "Variable": "$.circuit.Item.status.S", "IsPresent": true },
                                { "Variable": "$.circuit.Item.status.S", "StringEquals": "OPEN" }
                            ],
                            "nata:Condition": "{% $states.input.circuit.Item.status.S = 'OPEN' %}",
                            "Next": "Service is down"
                        }
                    ],
                    "Default": "Call service"
                },
                "Call service": {
                    "Lambda": "call-payments", "Retry": "lambda",
                    "Catch": [{ "ErrorEquals": ["States.ALL"], "Keep": "error", "Next": "Open circuit" }]
                },
                "Open circuit": {
                    "Resource": "dynamodb:updateItem",
                    "Arguments": {
                        "TableName": "circuits", "Key": { "service": { "S": "payments" } },
                        "UpdateExpression": "SET #status = :open",
                        "ExpressionAttributeNames": { "#status": "status" },
                        "ExpressionAttributeValues": { ":open": { "S": "OPEN" } }
                    },
                    "Next": "Service is down"
                },
                "Service is down": {
                    "Type": "Fail", "Error": "ServiceDown", "Cause": "The circuit of the service is open"
                }
            }
        }"##,
    ),
];
