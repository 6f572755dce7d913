//! Many things at a time.

use super::super::Entry;
use super::pattern;
use crate::asl::StateType;

pub(super) static ALL: &[Entry] = &[
    pattern(
        "pattern.fanOut",
        StateType::Parallel,
        "Fan out and merge",
        [
            "Asks several functions at the same time and makes one object of their answers",
            "For answers that do not depend on one another",
        ],
        "parallel branches join scatter gather concurrent enrich combine",
        r#"{
            "StartAt": "Ask all",
            "States": {
                "Ask all": {
                    "Type": "Parallel",
                    "Branches": [
                        {
                            "StartAt": "Get customer",
                            "States": { "Get customer": { "Lambda": "get-customer", "Retry": "lambda" } }
                        },
                        {
                            "StartAt": "Get prices",
                            "States": { "Get prices": { "Lambda": "get-prices", "Retry": "lambda" } }
                        },
                        {
                            "StartAt": "Get stock",
                            "States": { "Get stock": { "Lambda": "get-stock", "Retry": "lambda" } }
                        }
                    ],
                    "path:ResultSelector": { "customer.$": "$[0]", "prices.$": "$[1]", "stock.$": "$[2]" },
                    "nata:Output": {
                        "customer": "{% $states.result[0] %}", "prices": "{% $states.result[1] %}",
                        "stock": "{% $states.result[2] %}"
                    }
                }
            }
        }"#,
    ),
    pattern(
        "pattern.mapItems",
        StateType::Map,
        "Map over items",
        [
            "Calls a function for every item of a list and adds the answers to the data",
            "For up to some hundred items, each of which needs the same work",
        ],
        "loop for each foreach iterate list array",
        r#"{
            "StartAt": "For every item",
            "States": {
                "For every item": {
                    "Type": "Map", "path:ItemsPath": "$.items", "nata:Items": "{% $states.input.items %}",
                    "ItemSelector": { "item": "@@.Map.Item.Value", "index": "@@.Map.Item.Index" },
                    "MaxConcurrency": 10,
                    "ItemProcessor": {
                        "ProcessorConfig": { "Mode": "INLINE" },
                        "StartAt": "Handle item",
                        "States": { "Handle item": { "Lambda": "handle-item", "Retry": "lambda" } }
                    },
                    "Keep": "results"
                }
            }
        }"#,
    ),
    pattern(
        "pattern.throttledMap",
        StateType::Map,
        "Throttled map",
        [
            "Handles two items at a time and waits when the service says that it is too much",
            "For a service that allows only so many calls",
        ],
        "loop for each foreach rate limit throttling concurrency slow retry quota",
        r#"{
            "StartAt": "A few at a time",
            "States": {
                "A few at a time": {
                    "Type": "Map", "path:ItemsPath": "$.items", "nata:Items": "{% $states.input.items %}",
                    "MaxConcurrency": 2,
                    "ItemProcessor": {
                        "ProcessorConfig": { "Mode": "INLINE" },
                        "StartAt": "Call limited service",
                        "States": {
                            "Call limited service": {
                                "Lambda": "limited-service",
                                "Retry": [
                                    {
                                        "ErrorEquals": ["Lambda.TooManyRequestsException", "TooManyRequests"],
                                        "IntervalSeconds": 2, "MaxAttempts": 8, "BackoffRate": 2, "MaxDelaySeconds": 60,
                                        "JitterStrategy": "FULL"
                                    }
                                ]
                            }
                        }
                    },
                    "Keep": "results"
                }
            }
        }"#,
    ),
    pattern(
        "pattern.tolerantMap",
        StateType::Map,
        "Map that goes on after failures",
        [
            "Notes which items failed, and finishes the others",
            "For items that have nothing to do with one another",
        ],
        "loop for each foreach error catch partial failure tolerate skip continue",
        r#"{
            "StartAt": "For all items",
            "States": {
                "For all items": {
                    "Type": "Map", "path:ItemsPath": "$.items", "nata:Items": "{% $states.input.items %}",
                    "ItemProcessor": {
                        "ProcessorConfig": { "Mode": "INLINE" },
                        "StartAt": "Try item",
                        "States": {
                            "Try item": {
                                "Lambda": "handle-item", "Retry": "lambda",
                                "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Note failure" }]
                            },
                            "Note failure": {
                                "Type": "Pass",
                                "path:Parameters": { "failed": true, "error.$": "$" },
                                "nata:Output": { "failed": true, "error": "{% $states.input %}" }
                            }
                        }
                    },
                    "Keep": "results"
                }
            }
        }"#,
    ),
    pattern(
        "pattern.mapBatches",
        StateType::Map,
        "Map with batches",
        [
            "Hands a large list to child executions, a hundred items at a time",
            "For thousands of items, where a call for each of them would cost too much",
        ],
        "distributed batch batches large big scale chunk loop for each foreach bulk",
        r#"{
            "StartAt": "In batches",
            "States": {
                "In batches": {
                    "Type": "Map", "path:ItemsPath": "$.items", "nata:Items": "{% $states.input.items %}",
                    "ItemBatcher": { "MaxItemsPerBatch": 100 },
                    "MaxConcurrency": 50, "ToleratedFailurePercentage": 5,
                    "ItemProcessor": {
                        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
                        "StartAt": "Handle batch",
                        "States": { "Handle batch": { "Lambda": "handle-batch", "Retry": "lambda" } }
                    }
                }
            }
        }"#,
    ),
    pattern(
        "pattern.csvFile",
        StateType::Map,
        "Work through a CSV file",
        [
            "Reads the rows of a file in S3, handles them in batches, and writes the results to S3",
            "For files of any size, up to millions of rows",
        ],
        "distributed s3 csv rows import large file etl bulk loop for each foreach itemreader",
        r#"{
            "StartAt": "Every row",
            "States": {
                "Every row": {
                    "Type": "Map",
                    "ItemReader": {
                        "Resource": "s3:getObject",
                        "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW" },
                        "Arguments": { "Bucket": "my-bucket", "Key": "rows.csv" }
                    },
                    "ItemBatcher": { "MaxItemsPerBatch": 100 },
                    "MaxConcurrency": 50, "ToleratedFailurePercentage": 5,
                    "ItemProcessor": {
                        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
                        "StartAt": "Handle rows",
                        "States": { "Handle rows": { "Lambda": "handle-rows", "Retry": "lambda" } }
                    },
                    "ResultWriter": {
                        "Resource": "s3:putObject",
                        "Arguments": { "Bucket": "my-bucket", "Prefix": "results" }
                    }
                }
            }
        }"#,
    ),
];
