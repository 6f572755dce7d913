//! What is written behind the name of a field: the value to begin with.

use super::CURSOR;
use super::place::Place;
use super::role::Role;
use crate::asl::QueryLanguage::Jsonata;
use crate::asl::{OperandType, Operator};

/// What a field begins with.
pub(super) struct Body {
    pub(super) text: String,
    pub(super) detail: Option<&'static str>,
    /// Whether `#{…}` in it are places to fill in
    pub(super) template: bool,
    /// Whether what it holds can be completed
    pub(super) again: bool,
}

pub(super) fn body(place: &Place<'_>, name: &str) -> Body {
    if let Some((operator, is_path)) = Operator::parse(name) {
        return operand(operator, is_path);
    }
    let jsonata = place.language() == Jsonata;
    match name {
        "Type" | "Next" | "Default" | "StartAt" | "QueryLanguage" | "Resource" | "JitterStrategy"
        | "Mode" | "ExecutionType" | "InputType" | "CSVHeaderLocation" | "ManifestType" | "CSVDelimiter"
        | "Transformation" | "OutputType" => Body { again: true, ..text(detail(name)) },
        "Version" => plain("\"1.0\"", "text"),
        "End" => plain("true", "boolean"),
        "Error" | "Cause" | "Comment" | "Label" | "Timestamp" | "ItemsPointer" => text(detail(name)),
        "Condition" | "Items" => Body { again: true, ..expression("expression") },
        "Output" if jsonata => Body { again: true, ..expression("expression or template") },
        "ErrorEquals" => Body { again: true, ..plain(format!("[\"{CURSOR}\"]"), "list of errors") },
        "Retry" => template(RETRY, "list"),
        "Catch" => template(CATCH, "list"),
        "Choices" => template(if jsonata { CHOICES_JSONATA } else { CHOICES }, "list"),
        "Branches" => template(BRANCHES, "list"),
        "ItemProcessor" | "Iterator" => template(PROCESSOR, "scope"),
        "ProcessorConfig" => template(PROCESSOR_CONFIG, "object"),
        "ItemReader" => template(if jsonata { READER_JSONATA } else { READER }, "object"),
        "ReaderConfig" => template("{\n\t\"InputType\": \"#{JSON}\"\n}", "object"),
        "ItemBatcher" => template("{\n\t\"MaxItemsPerBatch\": #{1:10}\n}", "object"),
        "ResultWriter" => template(if jsonata { WRITER_JSONATA } else { WRITER }, "object"),
        "WriterConfig" => template(WRITER_CONFIG, "object"),
        "And" | "Or" => template(RULES, "list of rules"),
        "Not" => template("{\n\t\"Variable\": \"#{$.path}\",\n\t\"#{IsPresent}\": #{true}\n}", "rule"),
        "Result" => template("{\n\t#{}\n}", "any JSON"),
        "States" => template("{\n\t#{}\n}", "states"),
        "Parameters" | "Arguments" | "ResultSelector" | "Assign" | "ItemSelector" | "Credentials"
        | "BatchInput" => template("{\n\t#{}\n}", "template"),
        "CSVHeaders" => plain(format!("[\"{CURSOR}\"]"), "list of texts"),
        _ if name == "Variable" || name.ends_with("Path") => {
            Body { again: true, ..plain(format!("\"$.{CURSOR}\""), "path") }
        }
        _ => number(place, name),
    }
}

fn operand(operator: Operator, is_path: bool) -> Body {
    if is_path {
        return Body { again: true, ..plain(format!("\"$.{CURSOR}\""), "path") };
    }
    match operator.operand_type() {
        OperandType::String => text(if operator == Operator::StringMatches { "pattern" } else { "text" }),
        OperandType::Number => template("#{1:0}", "number"),
        OperandType::Timestamp => template("\"#{2026-01-01T00:00:00Z}\"", "timestamp"),
        OperandType::Boolean => template("#{true}", "boolean"),
    }
}

/// What a number begins with: what is usual, not what is the default.
fn number(place: &Place<'_>, name: &str) -> Body {
    let usual = match name {
        "TimeoutSeconds" if place.role == Role::Machine => "3600",
        "TimeoutSeconds" => "60",
        "HeartbeatSeconds" => "30",
        "Seconds" => "10",
        "IntervalSeconds" => "1",
        "MaxAttempts" => "3",
        "BackoffRate" => "2",
        "MaxDelaySeconds" => "60",
        "MaxConcurrency" => "10",
        "ToleratedFailurePercentage" => "5",
        "MaxItemsPerBatch" => "10",
        "MaxInputBytesPerBatch" => "65536",
        _ => "1",
    };
    template(&format!("#{{1:{usual}}}"), if name.ends_with("Seconds") { "seconds" } else { "number" })
}

fn detail(name: &str) -> &'static str {
    match name {
        "Next" | "Default" | "StartAt" => "state",
        "Type" => "state type",
        "Resource" => "ARN",
        "Timestamp" => "timestamp",
        "QueryLanguage" => "JSONPath or JSONata",
        _ => "text",
    }
}

fn text(detail: &'static str) -> Body {
    plain(format!("\"{CURSOR}\""), detail)
}

fn expression(detail: &'static str) -> Body {
    plain(format!("\"{{% {CURSOR} %}}\""), detail)
}

fn plain(text: impl Into<String>, detail: &'static str) -> Body {
    Body { text: text.into(), detail: Some(detail), template: false, again: false }
}

fn template(text: &str, detail: &'static str) -> Body {
    Body { template: true, ..plain(text, detail) }
}

const RETRY: &str = r##"[
	{
		"ErrorEquals": [
			"#{1:States.ALL}"
		],
		"IntervalSeconds": #{2:1},
		"MaxAttempts": #{3:3},
		"BackoffRate": #{4:2}
	}
]"##;

const CATCH: &str = r##"[
	{
		"ErrorEquals": [
			"#{States.ALL}"
		],
		"Next": "#{State}"
	}
]"##;

const CHOICES: &str = r##"[
	{
		"Variable": "#{$.path}",
		"#{StringEquals}": "#{value}",
		"Next": "#{State}"
	}
]"##;

const CHOICES_JSONATA: &str = r##"[
	{
		"Condition": "{% #{$states.input.path = 1} %}",
		"Next": "#{State}"
	}
]"##;

const RULES: &str = r##"[
	{
		"Variable": "#{$.path}",
		"#{IsPresent}": #{true}
	}
]"##;

const BRANCHES: &str = r##"[
	{
		"StartAt": "#{First}",
		"States": {
			"#{First}": {
				"Type": "Pass",
				"End": true
			}
		}
	}
]"##;

const PROCESSOR: &str = r##"{
	"ProcessorConfig": {
		"Mode": "#{INLINE}"
	},
	"StartAt": "#{Item}",
	"States": {
		"#{Item}": {
			"Type": "Pass",
			"End": true
		}
	}
}"##;

const PROCESSOR_CONFIG: &str = r##"{
	"Mode": "#{DISTRIBUTED}",
	"ExecutionType": "#{STANDARD}"
}"##;

const READER: &str = r##"{
	"Resource": "arn:aws:states:::s3:getObject",
	"ReaderConfig": {
		"InputType": "#{JSON}"
	},
	"Parameters": {
		"Bucket": "#{bucket}",
		"Key": "#{key}"
	}
}"##;

const READER_JSONATA: &str = r##"{
	"Resource": "arn:aws:states:::s3:getObject",
	"ReaderConfig": {
		"InputType": "#{JSON}"
	},
	"Arguments": {
		"Bucket": "#{bucket}",
		"Key": "#{key}"
	}
}"##;

const WRITER: &str = r##"{
	"Resource": "arn:aws:states:::s3:putObject",
	"Parameters": {
		"Bucket": "#{bucket}",
		"Prefix": "#{prefix}"
	}
}"##;

const WRITER_JSONATA: &str = r##"{
	"Resource": "arn:aws:states:::s3:putObject",
	"Arguments": {
		"Bucket": "#{bucket}",
		"Prefix": "#{prefix}"
	}
}"##;

const WRITER_CONFIG: &str = r##"{
	"Transformation": "#{NONE}",
	"OutputType": "#{JSON}"
}"##;
