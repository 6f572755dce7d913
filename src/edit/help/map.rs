//! Fields of a Map: its items, how many at a time, and what it tolerates.

use super::{Card, card, each};
use crate::asl::StateType;

pub(super) static STATE: &[Card] = &[
    card(
        "ItemProcessor",
        "The states that every item goes through. Its ProcessorConfig says whether this happens here or in executions of their own.",
        r#""ItemProcessor": { "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "End": true } } }"#,
    ),
    card(
        "Iterator",
        "The old name of ItemProcessor, without a ProcessorConfig. It still works; write ItemProcessor.",
        r#""Iterator": { "StartAt": "Pack", "States": { "Pack": { "Type": "Pass", "End": true } } }"#,
    ),
    card(
        "ItemsPath",
        "Where the list of items stands in the input. Without it the input itself is the list.",
        r#""ItemsPath": "$.order.items""#,
    ),
    card(
        "Items",
        "The items: a list, or an expression that gives a list or an object. Without it the input itself is the list.",
        r#""Items": "{% $states.input.order.items %}""#,
    ),
    each(
        "ItemSelector",
        "Makes the input of each iteration, of the item and of the Map's own input. Without it that is the item alone.",
        [
            r#""ItemSelector": { "item.$": "$$.Map.Item.Value", "customer.$": "$.customer" }"#,
            r#""ItemSelector": { "item": "{% $states.context.Map.Item.Value %}", "customer": "{% $states.input.customer %}" }"#,
        ],
    ),
    card(
        "Parameters",
        "The old name of ItemSelector. It still works; write ItemSelector.",
        r#""Parameters": { "item.$": "$$.Map.Item.Value" }"#,
    )
    .of(&[StateType::Map]),
    card(
        "ResultSelector",
        "Reshapes the result before ResultPath puts it in its place. In it $ is the result: a list with the output of each iteration, in the items' order.",
        r#""ResultSelector": { "first.$": "$[0]", "all.$": "$" }"#,
    )
    .of(&[StateType::Map]),
    each(
        "MaxConcurrency",
        "How many items are handled at the same time. 0, the default, sets no limit of your own: then up to 40 inline, and up to 10,000 child executions.",
        [r#""MaxConcurrency": 5"#, r#""MaxConcurrency": "{% $states.input.limit %}""#],
    ),
    card(
        "MaxConcurrencyPath",
        "Where the number of items that are handled at the same time stands in the input. Use it in place of MaxConcurrency.",
        r#""MaxConcurrencyPath": "$.limit""#,
    ),
    each(
        "ToleratedFailureCount",
        "How many items of a distributed Map may fail: none if it is not written. One more, and the Map fails with States.ExceedToleratedFailureThreshold.",
        [r#""ToleratedFailureCount": 10"#, r#""ToleratedFailureCount": "{% $states.input.tolerated %}""#],
    ),
    card(
        "ToleratedFailureCountPath",
        "Where the number of items that may fail stands in the input. Use it in place of ToleratedFailureCount.",
        r#""ToleratedFailureCountPath": "$.tolerated""#,
    ),
    each(
        "ToleratedFailurePercentage",
        "How many of a hundred items of a distributed Map may fail: none if it is not written. If a count is given too, neither may be exceeded.",
        [r#""ToleratedFailurePercentage": 5"#, r#""ToleratedFailurePercentage": "{% $states.input.percent %}""#],
    ),
    card(
        "ToleratedFailurePercentagePath",
        "Where the percentage of items that may fail stands in the input. Use it in place of ToleratedFailurePercentage.",
        r#""ToleratedFailurePercentagePath": "$.percent""#,
    ),
    card(
        "Label",
        "A short name of a distributed Map, at most 40 characters, that stands in the ARNs of its runs. Without it AWS makes one up.",
        r#""Label": "Orders""#,
    ),
    card(
        "ItemReader",
        "Where a distributed Map reads its items, if not from its input: a file in S3, or the list of a bucket's files",
        r#""ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW" } }"#,
    ),
    card(
        "ItemBatcher",
        "Hands several items of a distributed Map to one child execution. Its input is then an object with the list Items.",
        r#""ItemBatcher": { "MaxItemsPerBatch": 100 }"#,
    ),
    each(
        "ResultWriter",
        "Writes the results of a distributed Map to S3, and hands on only where they are. Without it all results together must fit into 256 KiB.",
        [
            r#""ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Bucket": "my-bucket", "Prefix": "results" } }"#,
            r#""ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Arguments": { "Bucket": "my-bucket", "Prefix": "results" } }"#,
        ],
    ),
];

pub(super) static PROCESSOR: &[Card] = &[card(
    "ProcessorConfig",
    "How the iterations run: here, or as executions of their own. Without it they run here.",
    r#""ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }"#,
)];

pub(super) static CONFIG: &[Card] = &[
    card(
        "Mode",
        "INLINE, the default, runs the iterations within this execution, up to 40 at a time. DISTRIBUTED gives each an execution and a history of its own, for lists that are large.",
        r#""Mode": "DISTRIBUTED", "ExecutionType": "STANDARD""#,
    ),
    card(
        "ExecutionType",
        "The type of a distributed Map's child executions. EXPRESS is cheap and takes at most five minutes; STANDARD may wait for jobs, callbacks and people.",
        r#""Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS""#,
    ),
];

pub(super) static BATCHER: &[Card] = &[
    each(
        "MaxItemsPerBatch",
        "How many items there are at most in a batch. Batches are smaller where a limit in bytes says so.",
        [r#""MaxItemsPerBatch": 100"#, r#""MaxItemsPerBatch": "{% $states.input.size %}""#],
    ),
    card(
        "MaxItemsPerBatchPath",
        "Where the number of items in a batch stands in the input. Use it in place of MaxItemsPerBatch.",
        r#""MaxItemsPerBatchPath": "$.size""#,
    ),
    each(
        "MaxInputBytesPerBatch",
        "How many bytes a batch has at most, up to 262,144",
        [r#""MaxInputBytesPerBatch": 131072"#, r#""MaxInputBytesPerBatch": "{% $states.input.bytes %}""#],
    ),
    card(
        "MaxInputBytesPerBatchPath",
        "Where the number of bytes of a batch stands in the input. Use it in place of MaxInputBytesPerBatch.",
        r#""MaxInputBytesPerBatchPath": "$.bytes""#,
    ),
    each(
        "BatchInput",
        "Data that is put into every batch, beside its Items, under the name BatchInput",
        [
            r#""BatchInput": { "customer.$": "$.customer" }"#,
            r#""BatchInput": { "customer": "{% $states.input.customer %}" }"#,
        ],
    ),
];
