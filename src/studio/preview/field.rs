//! What a field sees of the data, and in which form it is written.

use crate::asl::QueryLanguage;
use crate::expr::jsonata::ExpectedType;

/// A field of a state: its name, with the way to it, and into it, as AWS writes that: `Choices[0]/Condition`,
/// `Catch[1]/Output/total`, `Parameters/id.$`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a>(pub &'a str);

/// Which of the state's data is `$`, or is in `$states` beside the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sees {
    /// The raw input
    Raw,
    /// What `InputPath` takes of it
    Effective,
    /// The same, and the item of a Map
    Item,
    /// What the work gave
    Result,
    /// What `ResultPath` makes of that
    Merged,
    /// The error output, in a Catcher
    Error,
}

/// How a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A path
    Path,
    /// A path to write the result to
    ResultPath,
    /// A path or a call of an Intrinsic Function
    Query,
    /// A Payload Template, or in JSONata a value with expressions in it
    Template,
}

impl<'a> Field<'a> {
    /// The last part of the way.
    pub fn name(self) -> &'a str {
        self.0.rsplit('/').next().unwrap_or(self.0)
    }

    /// The field that it is in: `Output` of `Catch[1]/Output/total`.
    fn base(self) -> &'a str {
        let holds = |part: &str| {
            ["Choices[", "Catch["].iter().any(|list| part.starts_with(list))
                || matches!(part, "ItemReader" | "ItemBatcher" | "ResultWriter" | "ReaderConfig")
        };
        self.0.split('/').find(|part| !holds(part)).unwrap_or(self.0)
    }

    fn is_in_catcher(self) -> bool {
        self.0.starts_with("Catch[")
    }

    /// What it sees in a state that works: Task, Parallel, Map, and Pass.
    pub fn sees(self, language: QueryLanguage, works: bool) -> Sees {
        match self.base() {
            "InputPath" => Sees::Raw,
            "Assign" | "Output" | "ResultPath" if self.is_in_catcher() => Sees::Error,
            "ResultSelector" | "ResultPath" => Sees::Result,
            "Assign" | "Output" if works => Sees::Result,
            "OutputPath" if works => Sees::Merged,
            "ItemSelector" => Sees::Item,
            _ if language == QueryLanguage::Jsonata => Sees::Raw,
            _ => Sees::Effective,
        }
    }

    pub fn form(self, language: QueryLanguage) -> Form {
        match self.name() {
            _ if language == QueryLanguage::Jsonata => Form::Template,
            "ResultPath" => Form::ResultPath,
            "ErrorPath" | "CausePath" => Form::Query,
            name if name.ends_with(".$") => Form::Query,
            "Variable" => Form::Path,
            name if name.ends_with("Path") => Form::Path,
            _ => Form::Template,
        }
    }

    /// The type that a JSONata field asks of its expression.
    pub(super) fn expected(self, is_distributed: bool) -> Option<ExpectedType> {
        if self.name() != self.base() {
            return None;
        }
        Some(match self.name() {
            "Condition" => ExpectedType::Boolean,
            "Error" | "Cause" | "Timestamp" => ExpectedType::String,
            "Items" if is_distributed => ExpectedType::Items,
            "Items" => ExpectedType::Array,
            "Credentials" | "Assign" => ExpectedType::Object,
            "Seconds"
            | "TimeoutSeconds"
            | "HeartbeatSeconds"
            | "MaxConcurrency"
            | "MaxItems"
            | "ToleratedFailureCount"
            | "ToleratedFailurePercentage"
            | "MaxItemsPerBatch"
            | "MaxInputBytesPerBatch" => ExpectedType::Number,
            _ => return None,
        })
    }
}
