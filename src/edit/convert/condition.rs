//! Choice Rules in JSONata. A comparison of values of unlike types is false in JSONPath, and an error in JSONata:
//! where it could come to that, the type is asked first.

use super::changes::Why;
use super::query::Converter;
use crate::asl::{Comparison, Condition, Operand, OperandType, Operator};
use crate::json::Value;

/// How a condition's text holds together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Binding {
    Tight,
    Comparison,
    And,
    Or,
}

/// What an RFC 3339 timestamp looks like.
pub(super) const TIMESTAMP: &str = r"/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/";

pub(super) fn condition(converter: &mut Converter, written: &Condition) -> Result<String, Why> {
    written_as(converter, written).map(|(text, _)| text)
}

fn written_as(converter: &mut Converter, written: &Condition) -> Result<(String, Binding), Why> {
    match written {
        Condition::And(parts) => joined(converter, parts, ("and", Binding::And)),
        Condition::Or(parts) => joined(converter, parts, ("or", Binding::Or)),
        Condition::Not(part) => Ok((format!("$not({})", condition(converter, part)?), Binding::Tight)),
        Condition::Compare(comparison) => compare(converter, comparison),
        Condition::Jsonata(_) | Condition::Invalid => {
            Err("The rule has no condition that can be read".into())
        }
    }
}

fn joined(
    converter: &mut Converter,
    parts: &[Condition],
    (word, binding): (&str, Binding),
) -> Result<(String, Binding), Why> {
    let mut texts = Vec::new();
    for part in parts {
        let (text, inner) = written_as(converter, part)?;
        let holds = matches!(inner, Binding::Tight | Binding::Comparison) || inner == binding;
        texts.push(if holds { text } else { format!("({text})") });
    }
    match texts.as_slice() {
        [] => Err("The rule has an empty list of conditions".into()),
        [only] => Ok((only.clone(), binding)),
        _ => Ok((texts.join(&format!(" {word} ")), binding)),
    }
}

/// The two sides of a comparison, and what is to be asked of them first.
struct Sides {
    left: String,
    right: String,
    /// Whether the right side is a path, whose type nobody knows
    is_path: bool,
}

fn compare(converter: &mut Converter, comparison: &Comparison) -> Result<(String, Binding), Why> {
    let left = converter.path_text(&comparison.variable)?.operand();
    let operator = comparison.operator;
    if let Operand::Literal(value) = &comparison.operand {
        fits(operator, value)?;
    }
    let (right, is_path) = match &comparison.operand {
        Operand::Literal(value) => (value.to_string(), false),
        Operand::Path(text) => (converter.path_text(text)?.operand(), true),
    };
    let wanted = right == "true";
    let of_type = |name: &str| {
        let sign = if wanted { "=" } else { "!=" };
        Ok((format!("$type({left}) {sign} \"{name}\""), Binding::Comparison))
    };
    match operator {
        Operator::IsNull => of_type("null"),
        Operator::IsNumeric => of_type("number"),
        Operator::IsString => of_type("string"),
        Operator::IsBoolean => of_type("boolean"),
        Operator::IsPresent if wanted => Ok((format!("$exists({left})"), Binding::Tight)),
        Operator::IsPresent => Ok((format!("$not($exists({left}))"), Binding::Tight)),
        Operator::IsTimestamp => {
            let held = is_timestamp(&left);
            Ok(if wanted { (held, Binding::And) } else { (format!("$not({held})"), Binding::Tight) })
        }
        Operator::StringMatches => matches(&left, &comparison.operand),
        _ => Ok(ordered(operator, &Sides { left, right, is_path })),
    }
}

/// A placeholder in the place of a number or a boolean cannot be part of an expression.
fn fits(operator: Operator, value: &Value) -> Result<(), Why> {
    let fits = match operator.operand_type() {
        OperandType::String | OperandType::Timestamp => value.as_str().is_some(),
        OperandType::Number => value.as_number().is_some(),
        OperandType::Boolean => value.as_bool().is_some(),
    };
    if fits { Ok(()) } else { Err(format!("{operator} compares with {value}: give it a value first")) }
}

/// Two values of one type, compared.
fn ordered(operator: Operator, sides: &Sides) -> (String, Binding) {
    let Sides { left, right, is_path } = sides;
    let sign = sign(operator);
    let name = match operator.operand_type() {
        OperandType::String => "string",
        OperandType::Number => "number",
        OperandType::Boolean => "boolean",
        OperandType::Timestamp => return timestamps(sign, sides),
    };
    // Equality asks for the type by itself.
    if sign == "=" && !is_path {
        return (format!("{left} = {right}"), Binding::Comparison);
    }
    let mut guards = format!("$type({left}) = \"{name}\"");
    if *is_path && sign != "=" {
        guards = format!("{guards} and $type({right}) = \"{name}\"");
    }
    (format!("{guards} and {left} {sign} {right}"), Binding::And)
}

fn timestamps(sign: &str, sides: &Sides) -> (String, Binding) {
    let Sides { left, right, is_path } = sides;
    let mut guards = is_timestamp(left);
    if *is_path {
        guards = format!("{guards} and {}", is_timestamp(right));
    }
    (format!("{guards} and $toMillis({left}) {sign} $toMillis({right})"), Binding::And)
}

fn is_timestamp(left: &str) -> String {
    format!("$type({left}) = \"string\" and $contains({left}, {TIMESTAMP})")
}

fn sign(operator: Operator) -> &'static str {
    let name = operator.name();
    [("LessThanEquals", "<="), ("GreaterThanEquals", ">="), ("LessThan", "<"), ("GreaterThan", ">")]
        .into_iter()
        .find(|(end, _)| name.ends_with(end))
        .map_or("=", |(_, sign)| sign)
}

/// `StringMatches` as a regular expression; without a star it is an equality.
fn matches(left: &str, operand: &Operand) -> Result<(String, Binding), Why> {
    let Operand::Literal(Value::String(pattern)) = operand else {
        return Err("StringMatches has no pattern".into());
    };
    let (mut regex, mut plain, mut has_star) = (String::new(), String::new(), false);
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        let letter = match letter {
            '*' => {
                has_star = true;
                regex.push_str(r"[\s\S]*");
                continue;
            }
            '\\' => letters.next_if(|next| matches!(next, '*' | '\\')).unwrap_or('\\'),
            letter => letter,
        };
        plain.push(letter);
        if "\\^$.|?*+()[]{}/".contains(letter) {
            regex.push('\\');
        }
        regex.push(letter);
    }
    if !has_star {
        return Ok((format!("{left} = {}", Value::from(plain)), Binding::Comparison));
    }
    if plain.contains(['\n', '\r']) {
        return Err("StringMatches has a pattern of several lines".into());
    }
    Ok((format!("$type({left}) = \"string\" and $contains({left}, /^{regex}$/)"), Binding::And))
}
