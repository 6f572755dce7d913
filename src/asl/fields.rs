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

macro_rules! state_fields {
    ($($name:literal => $types:expr, $language:expr;)*) => {
        /// Every field that a state can have.
        pub const STATE: &[StateField] =
            &[$(StateField { name: $name, types: $types, language: $language },)*];

        /// The field of states named `name`.
        pub fn state_field(name: &str) -> Option<&'static StateField> {
            match name {
                $($name => Some(&const { StateField { name: $name, types: $types, language: $language } }),)*
                _ => None,
            }
        }
    };
}

state_fields! {
    "Type" => ALL, None;
    "Comment" => ALL, None;
    "QueryLanguage" => ALL, None;
    "Next" => WITH_NEXT, None;
    "End" => WITH_NEXT, None;
    "InputPath" => NOT_FAIL, Some(JsonPath);
    "OutputPath" => NOT_FAIL, Some(JsonPath);
    "ResultPath" => WITH_RESULT, Some(JsonPath);
    "Parameters" => WITH_RESULT, Some(JsonPath);
    "ResultSelector" => WORKING, Some(JsonPath);
    "Retry" => WORKING, None;
    "Catch" => WORKING, None;
    "Assign" => ASSIGNING, None;
    "Arguments" => &["Task", "Parallel"], Some(Jsonata);
    "Output" => NOT_FAIL, Some(Jsonata);
    "Resource" => TASK, None;
    "TimeoutSeconds" => TASK, None;
    "TimeoutSecondsPath" => TASK, Some(JsonPath);
    "HeartbeatSeconds" => TASK, None;
    "HeartbeatSecondsPath" => TASK, Some(JsonPath);
    "Credentials" => TASK, None;
    "Result" => &["Pass"], Some(JsonPath);
    "Seconds" => WAIT, None;
    "SecondsPath" => WAIT, Some(JsonPath);
    "Timestamp" => WAIT, None;
    "TimestampPath" => WAIT, Some(JsonPath);
    "Error" => FAIL, None;
    "ErrorPath" => FAIL, Some(JsonPath);
    "Cause" => FAIL, None;
    "CausePath" => FAIL, Some(JsonPath);
    "Choices" => CHOICE, None;
    "Default" => CHOICE, None;
    "Branches" => &["Parallel"], None;
    "ItemProcessor" => MAP, None;
    "Iterator" => MAP, None;
    "ItemsPath" => MAP, Some(JsonPath);
    "Items" => MAP, Some(Jsonata);
    "ItemSelector" => MAP, None;
    "MaxConcurrency" => MAP, None;
    "MaxConcurrencyPath" => MAP, Some(JsonPath);
    "ToleratedFailureCount" => MAP, None;
    "ToleratedFailureCountPath" => MAP, Some(JsonPath);
    "ToleratedFailurePercentage" => MAP, None;
    "ToleratedFailurePercentagePath" => MAP, Some(JsonPath);
    "Label" => MAP, None;
    "ItemReader" => MAP, None;
    "ItemBatcher" => MAP, None;
    "ResultWriter" => MAP, None;
}

/// The names of the fields that a state of a type can have, in either query language.
pub fn of_type(type_name: &str) -> impl Iterator<Item = &'static str> {
    STATE.iter().filter(move |field| field.types.contains(&type_name)).map(|field| field.name)
}
