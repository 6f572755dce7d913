//! Which fields the language knows, and where each is legal (AWS developer guide, "State machine structure"
//! and the pages of the state types).

use super::QueryLanguage::{self, JsonPath, Jsonata};

/// The eight values of `Type`.
pub const STATE_TYPES: &[&str] = &["Task", "Pass", "Wait", "Choice", "Parallel", "Map", "Succeed", "Fail"];

/// Fields of the whole definition.
pub const MACHINE: &[&str] = &["Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage"];

/// Fields of a Parallel branch.
pub const BRANCH: &[&str] = &["Comment", "StartAt", "States"];

/// Fields of `ItemProcessor` and `Iterator`.
pub const PROCESSOR: &[&str] = &["Comment", "StartAt", "States", "ProcessorConfig"];

/// Fields of `ProcessorConfig`.
pub const PROCESSOR_CONFIG: &[&str] = &["Mode", "ExecutionType"];

/// Fields of an entry of `Retry`.
pub const RETRIER: &[&str] = &[
    "ErrorEquals",
    "IntervalSeconds",
    "MaxAttempts",
    "BackoffRate",
    "MaxDelaySeconds",
    "JitterStrategy",
    "Comment",
];

/// Fields of an entry of `Catch`.
pub const CATCHER: &[&str] = &["ErrorEquals", "Next", "ResultPath", "Output", "Assign", "Comment"];

/// Fields of an entry of `Choices`, besides the comparison operators.
pub const CHOICE_RULE: &[&str] =
    &["Variable", "And", "Or", "Not", "Condition", "Next", "Assign", "Output", "Comment"];

/// Fields of `ItemReader`.
pub const ITEM_READER: &[&str] = &["Resource", "Parameters", "Arguments", "ReaderConfig"];

/// Fields of `ItemReader.ReaderConfig`.
pub const READER_CONFIG: &[&str] = &[
    "InputType",
    "Transformation",
    "ManifestType",
    "CSVDelimiter",
    "CSVHeaderLocation",
    "CSVHeaders",
    "ItemsPointer",
    "MaxItems",
    "MaxItemsPath",
];

/// Fields of `ItemBatcher`.
pub const ITEM_BATCHER: &[&str] = &[
    "MaxItemsPerBatch",
    "MaxItemsPerBatchPath",
    "MaxInputBytesPerBatch",
    "MaxInputBytesPerBatchPath",
    "BatchInput",
];

/// Fields of `ResultWriter`.
pub const RESULT_WRITER: &[&str] = &["Resource", "Parameters", "Arguments", "WriterConfig"];

/// Fields of `ResultWriter.WriterConfig`.
pub const WRITER_CONFIG: &[&str] = &["Transformation", "OutputType"];

/// Where a field of states is legal.
#[derive(Clone, Copy, Debug)]
pub struct StateField {
    /// Its name
    pub name: &'static str,
    /// The values of `Type` that may have it
    pub types: &'static [&'static str],
    /// The one query language that has it; `None` for both
    pub language: Option<QueryLanguage>,
}

const ALL: &[&str] = STATE_TYPES;
const NOT_FAIL: &[&str] = &["Task", "Pass", "Wait", "Choice", "Parallel", "Map", "Succeed"];
const WITH_NEXT: &[&str] = &["Task", "Pass", "Wait", "Parallel", "Map"];
const ASSIGNING: &[&str] = &["Task", "Pass", "Wait", "Choice", "Parallel", "Map"];
const WORKING: &[&str] = &["Task", "Parallel", "Map"];
const WITH_RESULT: &[&str] = &["Task", "Parallel", "Map", "Pass"];
const TASK: &[&str] = &["Task"];
const MAP: &[&str] = &["Map"];
const WAIT: &[&str] = &["Wait"];
const FAIL: &[&str] = &["Fail"];
const CHOICE: &[&str] = &["Choice"];

const fn field(
    name: &'static str,
    types: &'static [&'static str],
    language: Option<QueryLanguage>,
) -> StateField {
    StateField { name, types, language }
}

/// Every field that a state can have.
pub const STATE: &[StateField] = &[
    field("Type", ALL, None),
    field("Comment", ALL, None),
    field("QueryLanguage", ALL, None),
    field("Next", WITH_NEXT, None),
    field("End", WITH_NEXT, None),
    field("InputPath", NOT_FAIL, Some(JsonPath)),
    field("OutputPath", NOT_FAIL, Some(JsonPath)),
    field("ResultPath", WITH_RESULT, Some(JsonPath)),
    field("Parameters", WITH_RESULT, Some(JsonPath)),
    field("ResultSelector", WORKING, Some(JsonPath)),
    field("Retry", WORKING, None),
    field("Catch", WORKING, None),
    field("Assign", ASSIGNING, None),
    field("Arguments", &["Task", "Parallel"], Some(Jsonata)),
    field("Output", NOT_FAIL, Some(Jsonata)),
    field("Resource", TASK, None),
    field("TimeoutSeconds", TASK, None),
    field("TimeoutSecondsPath", TASK, Some(JsonPath)),
    field("HeartbeatSeconds", TASK, None),
    field("HeartbeatSecondsPath", TASK, Some(JsonPath)),
    field("Credentials", TASK, None),
    field("Result", &["Pass"], Some(JsonPath)),
    field("Seconds", WAIT, None),
    field("SecondsPath", WAIT, Some(JsonPath)),
    field("Timestamp", WAIT, None),
    field("TimestampPath", WAIT, Some(JsonPath)),
    field("Error", FAIL, None),
    field("ErrorPath", FAIL, Some(JsonPath)),
    field("Cause", FAIL, None),
    field("CausePath", FAIL, Some(JsonPath)),
    field("Choices", CHOICE, None),
    field("Default", CHOICE, None),
    field("Branches", &["Parallel"], None),
    field("ItemProcessor", MAP, None),
    field("Iterator", MAP, None),
    field("ItemsPath", MAP, Some(JsonPath)),
    field("Items", MAP, Some(Jsonata)),
    field("ItemSelector", MAP, None),
    field("MaxConcurrency", MAP, None),
    field("MaxConcurrencyPath", MAP, Some(JsonPath)),
    field("ToleratedFailureCount", MAP, None),
    field("ToleratedFailureCountPath", MAP, Some(JsonPath)),
    field("ToleratedFailurePercentage", MAP, None),
    field("ToleratedFailurePercentagePath", MAP, Some(JsonPath)),
    field("Label", MAP, None),
    field("ItemReader", MAP, None),
    field("ItemBatcher", MAP, None),
    field("ResultWriter", MAP, None),
];

/// The field of states named `name`.
pub fn state_field(name: &str) -> Option<&'static StateField> {
    STATE.iter().find(|field| field.name == name)
}

/// The names of the fields that a state of a type can have, in either query language.
pub fn of_type(type_name: &str) -> impl Iterator<Item = &'static str> {
    STATE.iter().filter(move |field| field.types.contains(&type_name)).map(|field| field.name)
}
