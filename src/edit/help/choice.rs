//! A Choice, its rules, and what they compare with.

use super::{Card, Help, card, each};
use crate::asl::Operator;
use crate::asl::state::OperandType;

pub(super) static STATE: &[Card] = &[
    each(
        "Choices",
        "The rules, which are asked in order. The first that holds says where to go.",
        [
            r#""Choices": [{ "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Ask the boss" }]"#,
            r#""Choices": [{ "Condition": "{% $states.input.total > 100 %}", "Next": "Ask the boss" }]"#,
        ],
    ),
    card(
        "Default",
        "Where to go when no rule holds. Without it the execution then fails.",
        r#""Default": "Go on""#,
    ),
];

pub(super) static RULE: &[Card] = &[
    card(
        "Variable",
        "What is looked at: a path into the input, the Context Object or a variable. If there is nothing the execution fails, unless the rule asks IsPresent.",
        r#""Variable": "$.order.total", "NumericGreaterThan": 100"#,
    ),
    card(
        "And",
        "Holds when all of its conditions hold. They are asked in order until one does not.",
        r#""And": [{ "Variable": "$.total", "IsPresent": true }, { "Variable": "$.total", "NumericGreaterThan": 100 }]"#,
    ),
    card(
        "Or",
        "Holds when one of its conditions holds. They are asked in order until one does.",
        r#""Or": [{ "Variable": "$.kind", "StringEquals": "gift" }, { "Variable": "$.total", "NumericEquals": 0 }]"#,
    ),
    card(
        "Not",
        "Holds when its condition does not",
        r#""Not": { "Variable": "$.status", "StringEquals": "closed" }"#,
    ),
    card(
        "Condition",
        "An expression that is true or false. Anything else fails the execution.",
        r#""Condition": "{% $states.input.total > 100 and $states.input.status != 'closed' %}""#,
    ),
    card(
        "Next",
        "Where to go when the rule holds. Conditions inside of And, Or and Not have none.",
        r#""Next": "Ask the boss""#,
    ),
    each(
        "Assign",
        "Sets variables when this rule is the one that holds. The state's own Assign is for the Default only.",
        [r#""Assign": { "isLarge": true }"#, r#""Assign": { "isLarge": "{% $states.input.total > 100 %}" }"#],
    ),
    card(
        "Output",
        "Makes the data that is handed on when this rule is the one that holds. The state's own Output is for the Default only.",
        r#""Output": { "reason": "{% 'Over 100: ' & $string($states.input.total) %}" }"#,
    ),
    card("Comment", "A note for people. It changes nothing in a run.", r#""Comment": "Large orders""#),
];

/// The card of a comparison, `is_path` for the twin that compares with another place.
pub(super) fn operator(operator: Operator, is_path: bool) -> Help {
    let name = operator.name();
    let (type_word, literal) = match operator.operand_type() {
        OperandType::String => ("text", r#""new""#),
        OperandType::Number => ("number", "100"),
        OperandType::Timestamp => ("timestamp", r#""2030-01-31T09:00:00Z""#),
        OperandType::Boolean => ("boolean", "true"),
    };
    let (title, operand, against) = if is_path {
        (format!("{name}Path"), r#""$.limit""#, "what stands at this path")
    } else {
        (
            name.to_owned(),
            if operator == Operator::StringMatches { r#""order-*""# } else { literal },
            "this one",
        )
    };
    let text = match name.strip_prefix("Is") {
        Some("Present") => "Whether there is anything at the Variable, null included. It is the one test that may be \
            asked of what does not exist."
            .to_owned(),
        Some("Null") => "Whether the Variable is null. With false, whether it is anything else.".to_owned(),
        Some(tested) => {
            format!("Whether the Variable is a {}. With false, whether it is anything else.", noun(tested))
        }
        None if operator == Operator::StringMatches => {
            "Holds when the Variable is a text of this form. A * stands for any characters, and \\\\* for a * itself."
                .to_owned()
        }
        None => format!(
            "Holds when the Variable is a {type_word} {} {against}. A value of another type does not hold, and is no error.",
            relation(name)
        ),
    };
    let example = format!("\"Variable\": \"$.value\", \"{title}\": {operand}");
    Help { title: title.into(), text: text.into(), example: example.into() }
}

fn noun(tested: &str) -> &'static str {
    match tested {
        "Numeric" => "number",
        "String" => "text",
        "Boolean" => "boolean",
        _ => "timestamp",
    }
}

fn relation(operator: &str) -> &'static str {
    let is_time = operator.starts_with("Timestamp");
    let is_text = operator.starts_with("String");
    match operator.trim_start_matches(|letter: char| letter.is_ascii_uppercase()) {
        rest if rest.ends_with("LessThanEquals") && is_time => "not later than",
        rest if rest.ends_with("GreaterThanEquals") && is_time => "not earlier than",
        rest if rest.ends_with("LessThan") && is_time => "earlier than",
        rest if rest.ends_with("GreaterThan") && is_time => "later than",
        rest if rest.ends_with("LessThanEquals") && is_text => "that sorts before or is equal to",
        rest if rest.ends_with("GreaterThanEquals") && is_text => "that sorts after or is equal to",
        rest if rest.ends_with("LessThan") && is_text => "that sorts before",
        rest if rest.ends_with("GreaterThan") && is_text => "that sorts after",
        rest if rest.ends_with("LessThanEquals") => "of at most",
        rest if rest.ends_with("GreaterThanEquals") => "of at least",
        rest if rest.ends_with("LessThan") => "less than",
        rest if rest.ends_with("GreaterThan") => "greater than",
        _ => "equal to",
    }
}
