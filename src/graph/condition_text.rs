//! A Choice Rule's condition as a sentence that a person can read.

use crate::asl::{Comparison, Condition, Operand, Operator};
use crate::json::Value;

/// Deeper than this a condition is written as `…`; no sentence needs it, and a hostile one would not end.
const DEPTH: usize = 12;

/// A condition as a readable sentence: `total > 100`, `status = "OK" and not (retries ≥ 3)`.
///
/// A leading `$.` is dropped, `$$.` and variables keep theirs; a JSONata condition is its text without
/// `{%` and `%}`; a test such as `IsPresent` becomes `note is present`. Nothing is cut.
pub fn condition_text(condition: &Condition) -> String {
    write(condition, DEPTH)
}

fn write(condition: &Condition, depth: usize) -> String {
    if depth == 0 {
        return "…".to_owned();
    }
    match condition {
        Condition::And(parts) => join(parts, " and ", depth),
        Condition::Or(parts) => join(parts, " or ", depth),
        Condition::Not(inner) => match &**inner {
            Condition::Compare(comparison) => negated(comparison),
            other => format!("not ({})", write(other, depth - 1)),
        },
        Condition::Compare(comparison) => compared(comparison),
        Condition::Jsonata(value) => expression(value),
        Condition::Invalid => "?".to_owned(),
    }
}

fn join(parts: &[Condition], word: &str, depth: usize) -> String {
    let texts: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Condition::And(inner) | Condition::Or(inner) if inner.len() > 1 => {
                format!("({})", write(part, depth - 1))
            }
            _ => write(part, depth - 1),
        })
        .collect();
    texts.join(word)
}

fn expression(value: &Value) -> String {
    let Value::String(text) = value else { return value.to_string() };
    let inner = text.trim().strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}")).unwrap_or(text);
    inner.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn compared(comparison: &Comparison) -> String {
    let variable = path(&comparison.variable);
    if let Some(test) = tested(comparison.operator) {
        let not = if comparison.operand == Operand::Literal(Value::Bool(false)) { "not " } else { "" };
        return format!("{variable} is {not}{test}");
    }
    format!("{variable} {} {}", sign(comparison.operator), operand(&comparison.operand))
}

fn negated(comparison: &Comparison) -> String {
    let variable = path(&comparison.variable);
    if let Some(test) = tested(comparison.operator) {
        let not = if comparison.operand == Operand::Literal(Value::Bool(false)) { "" } else { "not " };
        return format!("{variable} is {not}{test}");
    }
    match sign(comparison.operator) {
        "=" => format!("{variable} ≠ {}", operand(&comparison.operand)),
        "matches" => format!("{variable} does not match {}", operand(&comparison.operand)),
        // `not (a < b)` is not `a ≥ b`: it also holds where the types do not fit.
        _ => format!("not ({})", compared(comparison)),
    }
}

fn path(text: &str) -> String {
    text.strip_prefix("$.").unwrap_or(text).to_owned()
}

fn operand(operand: &Operand) -> String {
    match operand {
        Operand::Literal(value) => value.to_string(),
        Operand::Path(text) => path(text),
    }
}

/// The words of a test for kind or presence; `None` for a comparison.
fn tested(operator: Operator) -> Option<&'static str> {
    Some(match operator {
        Operator::IsNull => "null",
        Operator::IsPresent => "present",
        Operator::IsNumeric => "a number",
        Operator::IsString => "a string",
        Operator::IsBoolean => "a boolean",
        Operator::IsTimestamp => "a timestamp",
        _ => return None,
    })
}

fn sign(operator: Operator) -> &'static str {
    use Operator as O;
    match operator {
        O::StringMatches => "matches",
        O::StringLessThan | O::NumericLessThan | O::TimestampLessThan => "<",
        O::StringGreaterThan | O::NumericGreaterThan | O::TimestampGreaterThan => ">",
        O::StringLessThanEquals | O::NumericLessThanEquals | O::TimestampLessThanEquals => "≤",
        O::StringGreaterThanEquals | O::NumericGreaterThanEquals | O::TimestampGreaterThanEquals => "≥",
        _ => "=",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::JsonPointer;

    fn compare(variable: &str, operator: Operator, operand: Operand) -> Condition {
        Condition::Compare(Comparison {
            variable: variable.into(),
            operator,
            operand,
            pointer: JsonPointer::root(),
        })
    }

    fn literal(text: &str) -> Operand {
        Operand::Literal(crate::json::parse(text).unwrap())
    }

    #[track_caller]
    fn check(condition: &Condition, sentence: &str) {
        assert_eq!(condition_text(condition), sentence);
    }

    #[test]
    fn conditions_read_as_sentences() {
        let total = compare("$.total", Operator::NumericGreaterThan, literal("100"));
        let status = compare("$.status", Operator::StringEquals, literal("\"OK\""));
        check(&total, "total > 100");
        check(&status, "status = \"OK\"");
        check(
            &compare("$$.Execution.Name", Operator::StringMatches, literal("\"a*\"")),
            "$$.Execution.Name matches \"a*\"",
        );
        check(&compare("$.a", Operator::NumericLessThanEquals, Operand::Path("$.b".into())), "a ≤ b");
        check(&compare("$.note", Operator::IsPresent, literal("true")), "note is present");
        check(&compare("$.note", Operator::IsNull, literal("false")), "note is not null");
        check(&Condition::Not(Box::new(status.clone())), "status ≠ \"OK\"");
        check(&Condition::Not(Box::new(total.clone())), "not (total > 100)");
        check(&Condition::And(vec![total.clone(), status.clone()]), "total > 100 and status = \"OK\"");
        check(
            &Condition::Or(vec![status.clone(), Condition::And(vec![total.clone(), status])]),
            "status = \"OK\" or (total > 100 and status = \"OK\")",
        );
        check(&Condition::Jsonata(Value::from("{% $total  > 100 %}")), "$total > 100");
        check(&Condition::Jsonata(Value::Bool(true)), "true");
        check(&Condition::Invalid, "?");
    }

    #[test]
    fn a_hostile_condition_ends() {
        let mut condition = Condition::Invalid;
        for _ in 0..1000 {
            condition = Condition::Not(Box::new(condition));
        }
        assert!(condition_text(&condition).contains('…'));
    }
}
