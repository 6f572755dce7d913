//! Whole states, to begin with: one of each type, with places to fill in, and what the palette has.

use super::keys::needs_comma;
use super::place::Place;
use super::{Completion, CompletionKind};
use crate::asl::QueryLanguage;
use crate::edit::catalog::{self, Entry, Filling, Section};
use crate::json::Value;

/// What can be a member of `States`, or several.
pub(super) fn states(place: &Place<'_>) -> Vec<Completion> {
    let mut items = types(place);
    if !place.has_colon {
        items.extend(catalog::entries().filter_map(|entry| of_palette(place, entry)));
    }
    items
}

/// A service call or a pattern; nothing where a state of it has a name that is taken.
fn of_palette(place: &Place<'_>, entry: &Entry) -> Option<Completion> {
    let fragment = catalog::fragment(entry, place.language(), Filling::Example);
    let is_taken = fragment.states.iter().any(|(name, _)| place.has(name));
    if entry.section == Section::Flow || is_taken {
        return None;
    }
    let members = fragment.states.iter().map(|(name, text)| format!("{}: {text}", Value::from(&**name)));
    let text = members.collect::<Vec<_>>().join(",\n");
    let comma = if needs_comma(place) { "," } else { "" };
    // What looks like a place to fill in is none.
    let plain = text.replace("${", "$\\{").replace("#{", "#\\{");
    let mut item = Completion::new(CompletionKind::Snippet, entry.title, plain + comma);
    item.detail = entry.service.or(Some("pattern"));
    item.info = Some(entry.when.unwrap_or(entry.summary).into());
    item.template = true;
    Some(item)
}

/// A state of each type.
fn types(place: &Place<'_>) -> Vec<Completion> {
    let jsonata = place.language() == QueryLanguage::Jsonata;
    STATES
        .iter()
        .filter(|(_, of, _)| of.is_none_or(|only| only == jsonata))
        .map(|(label, _, body)| {
            let text = match place.has_colon {
                true => format!("\"#{{{}}}\"", label.split(' ').next().unwrap_or(label)),
                false => format!("{body}{}", if needs_comma(place) { "," } else { "" }),
            };
            let mut item = Completion::new(CompletionKind::Snippet, *label, text).detail("new state");
            item.template = true;
            item
        })
        .collect()
}

/// Label, the one kind of machine that it is for (JSONata or not), and the member.
const STATES: &[(&str, Option<bool>, &str)] = &[
    ("Task state", Some(false), TASK),
    ("Task state", Some(true), TASK_JSONATA),
    ("Task, callback", Some(false), CALLBACK),
    ("Task, callback", Some(true), CALLBACK_JSONATA),
    ("Pass state", None, PASS),
    ("Choice state", Some(false), CHOICE),
    ("Choice state", Some(true), CHOICE_JSONATA),
    ("Wait state", None, WAIT),
    ("Parallel state", None, PARALLEL),
    ("Map state", Some(false), MAP),
    ("Map state", Some(true), MAP_JSONATA),
    ("Succeed state", None, SUCCEED),
    ("Fail state", None, FAIL),
];

const TASK: &str = r##""#{Task}": {
	"Type": "Task",
	"Resource": "arn:aws:states:::lambda:invoke",
	"Parameters": {
		"FunctionName": "#{function}",
		"Payload.$": "$"
	},
	"Next": "#{Next}"
}"##;

const TASK_JSONATA: &str = r##""#{Task}": {
	"Type": "Task",
	"Resource": "arn:aws:states:::lambda:invoke",
	"Arguments": {
		"FunctionName": "#{function}",
		"Payload": "{% $states.input %}"
	},
	"Output": "{% $states.result.Payload %}",
	"Next": "#{Next}"
}"##;

const CALLBACK: &str = r##""#{1:Wait for answer}": {
	"Type": "Task",
	"Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
	"Parameters": {
		"QueueUrl": "#{2:queue}",
		"MessageBody": {
			"token.$": "$$.Task.Token",
			"input.$": "$"
		}
	},
	"TimeoutSeconds": #{3:3600},
	"Next": "#{4:Next}"
}"##;

const CALLBACK_JSONATA: &str = r##""#{1:Wait for answer}": {
	"Type": "Task",
	"Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
	"Arguments": {
		"QueueUrl": "#{2:queue}",
		"MessageBody": {
			"token": "{% $states.context.Task.Token %}",
			"input": "{% $states.input %}"
		}
	},
	"TimeoutSeconds": #{3:3600},
	"Next": "#{4:Next}"
}"##;

const PASS: &str = r##""#{Pass}": {
	"Type": "Pass",
	"Next": "#{Next}"
}"##;

const CHOICE: &str = r##""#{Choice}": {
	"Type": "Choice",
	"Choices": [
		{
			"Variable": "#{$.path}",
			"#{StringEquals}": "#{value}",
			"Next": "#{Next}"
		}
	],
	"Default": "#{Otherwise}"
}"##;

const CHOICE_JSONATA: &str = r##""#{Choice}": {
	"Type": "Choice",
	"Choices": [
		{
			"Condition": "{% #{$states.input.path = 1} %}",
			"Next": "#{Next}"
		}
	],
	"Default": "#{Otherwise}"
}"##;

const WAIT: &str = r##""#{1:Wait}": {
	"Type": "Wait",
	"Seconds": #{2:10},
	"Next": "#{3:Next}"
}"##;

const PARALLEL: &str = r##""#{Parallel}": {
	"Type": "Parallel",
	"Branches": [
		{
			"StartAt": "#{First}",
			"States": {
				"#{First}": {
					"Type": "Pass",
					"End": true
				}
			}
		},
		{
			"StartAt": "#{Second}",
			"States": {
				"#{Second}": {
					"Type": "Pass",
					"End": true
				}
			}
		}
	],
	"Next": "#{Next}"
}"##;

const MAP: &str = r##""#{Map}": {
	"Type": "Map",
	"ItemsPath": "#{$.items}",
	"ItemProcessor": {
		"ProcessorConfig": {
			"Mode": "INLINE"
		},
		"StartAt": "#{Item}",
		"States": {
			"#{Item}": {
				"Type": "Pass",
				"End": true
			}
		}
	},
	"Next": "#{Next}"
}"##;

const MAP_JSONATA: &str = r##""#{Map}": {
	"Type": "Map",
	"Items": "{% #{$states.input.items} %}",
	"ItemProcessor": {
		"ProcessorConfig": {
			"Mode": "INLINE"
		},
		"StartAt": "#{Item}",
		"States": {
			"#{Item}": {
				"Type": "Pass",
				"End": true
			}
		}
	},
	"Next": "#{Next}"
}"##;

const SUCCEED: &str = r##""#{Done}": {
	"Type": "Succeed"
}"##;

const FAIL: &str = r##""#{Failed}": {
	"Type": "Fail",
	"Error": "#{Error}",
	"Cause": "#{What went wrong}"
}"##;
