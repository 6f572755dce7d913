//! Choice: entered and left in one transition, along the first rule that holds, else along `Default`.
//!
//! | from | on | to |
//! | --- | --- | --- |
//! | Enter | step, a rule holds | the rule's `Next` |
//! | Enter | step, none holds | `Default`, or the execution fails |

use crate::asl::Operator;
use crate::engine::branch::BranchKey;
use crate::engine::context::Data;
use crate::engine::dataflow::{StateError, StateResult};
use crate::engine::execution::Execution;
use crate::engine::explain::{ExplanationKind, Held, Stage, Verdict};
use crate::engine::io::Output;
use crate::engine::program::{ChoiceProgram, ConditionProgram, JsonataProgram, OperandProgram, StateProgram};
use crate::expr::jsonata::ExpectedType;
use crate::expr::{Path, StringPattern};
use crate::json::Value;
use crate::time::parse_nanos;
use std::cmp::Ordering;

impl Execution {
    /// Evaluates the rules in order against the effective input.
    pub(in crate::engine) fn choose(
        &mut self,
        key: BranchKey,
        state: &StateProgram,
        choice: &ChoiceProgram,
        out: &mut Output,
    ) -> StateResult<()> {
        let raw = self.raw_input(key);
        let input = self.apply_path(key, Stage::InputPath, &state.input_path, &raw)?;
        let chosen = self.rule_that_holds(key, choice, &input)?;
        let taken = match chosen.map(|index| &choice.rules[index]) {
            Some(rule) => Some((&rule.next, rule.assign.as_ref(), rule.output.as_ref())),
            None => {
                let default = choice.default.as_ref();
                default.map(|target| (target, state.assign.as_ref(), state.output.as_ref()))
            }
        };
        let Some((target, assign, output)) = taken else {
            // The specification names `States.NoChoiceMatched`; AWS reports this instead.
            let detail = "Failed to transition out of the state. The state does not point to a next state.";
            return Err(self.runtime_error(key, detail));
        };
        self.explain(key, || ExplanationKind::Chosen(chosen.map(|index| index as u32)));
        if state.is_jsonata() {
            return self.leave_with_output(key, state, (target, assign, output), None, out);
        }
        let assigned = self.evaluate_assign(key, state, assign, Data::of(&input))?;
        let output = self.apply_path(key, Stage::OutputPath, &state.output_path, &input)?;
        self.leave(key, state, output, target, assigned, out)
    }

    fn rule_that_holds(
        &mut self,
        key: BranchKey,
        choice: &ChoiceProgram,
        input: &Value,
    ) -> StateResult<Option<usize>> {
        for (index, rule) in choice.rules.iter().enumerate() {
            let held = self.holds(key, &rule.condition, input);
            self.explain_rule(key, index);
            if held? {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }

    fn holds(&mut self, key: BranchKey, condition: &ConditionProgram, input: &Value) -> StateResult<bool> {
        if let ConditionProgram::Compare { variable, operator, operand } = condition {
            return self.compare(key, variable, *operator, operand, input);
        }
        if let ConditionProgram::Jsonata(program) = condition {
            return self.expression_holds(key, program);
        }
        let mark = self.verdict_mark();
        let held = self.parts_hold(key, condition, input);
        self.explain_parts(mark, condition, Held::of(&held));
        held
    }

    fn parts_hold(
        &mut self,
        key: BranchKey,
        condition: &ConditionProgram,
        input: &Value,
    ) -> StateResult<bool> {
        match condition {
            ConditionProgram::And(parts) => {
                for part in parts {
                    if !self.holds(key, part, input)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            ConditionProgram::Or(parts) => {
                for part in parts {
                    if self.holds(key, part, input)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            ConditionProgram::Not(part) => self.holds(key, part, input).map(|held| !held),
            ConditionProgram::Compare { variable, operator, operand } => {
                self.compare(key, variable, *operator, operand, input)
            }
            ConditionProgram::Jsonata(program) => self.expression_holds(key, program),
            ConditionProgram::Constant(held) => Ok(*held),
        }
    }

    fn compare(
        &mut self,
        key: BranchKey,
        variable: &Path,
        operator: Operator,
        operand: &OperandProgram,
        input: &Value,
    ) -> StateResult<bool> {
        let left = self.try_find(key, variable, input);
        // What is missing on the left fails the state before the right is looked at.
        let path = operand.path().filter(|_| left.is_some());
        let right = path.and_then(|path| self.try_find(key, path, input));
        let held = match (&left, operand) {
            _ if operator == Operator::IsPresent => Ok(expects(operand) == left.is_some()),
            (None, _) => Err(self.missing_path(key, variable)),
            (Some(left), OperandProgram::Literal(literal)) => Ok(test(operator, left, literal)),
            (Some(left), OperandProgram::Pattern(_, pattern)) => {
                Ok(left.as_str().is_some_and(|text| pattern.matches(text)))
            }
            (Some(left), OperandProgram::Moment(_, moment)) => {
                Ok(accepts(operator, timestamp(left).map(|left| left.cmp(moment))))
            }
            (Some(left), OperandProgram::Path(path)) => match &right {
                Some(right) => Ok(test(operator, left, right)),
                None => Err(self.missing_path(key, path)),
            },
        };
        self.explain_comparison(|| Verdict::Compare {
            variable: variable.text().clone(),
            operator,
            operand_path: operand.path().map(|path| path.text().clone()),
            held: Held::of(&held),
            left,
            right: right.or_else(|| operand.literal().cloned()),
        });
        held
    }

    /// `Condition` of a JSONata rule.
    fn expression_holds(&mut self, key: BranchKey, program: &JsonataProgram) -> StateResult<bool> {
        let value = self.expect(key, program, ExpectedType::Boolean);
        let held = value.map(|value| value.as_bool().unwrap_or_default());
        self.explain_comparison(|| Verdict::Expression {
            text: program.expression.text().clone(),
            held: Held::of(&held),
        });
        held
    }

    fn missing_path(&self, key: BranchKey, path: &Path) -> StateError {
        let path = path.text();
        let detail =
            format!("Invalid path '{path}': The choice state's condition path references an invalid value.");
        self.runtime_error(key, &detail)
    }
}

/// What an `Is…` test is to answer: its operand, `true` or `false`.
fn expects(operand: &OperandProgram) -> bool {
    matches!(operand, OperandProgram::Literal(Value::Bool(true)))
}

/// One comparison. Values of the wrong type compare as false, they are no error.
fn test(operator: Operator, left: &Value, right: &Value) -> bool {
    use Operator as Op;
    let is = |actual: bool| right.as_bool() == Some(actual);
    match operator {
        Op::IsNull => is(left.is_null()),
        Op::IsPresent => is(true),
        Op::IsNumeric => is(left.as_number().is_some()),
        Op::IsString => is(left.as_str().is_some()),
        Op::IsBoolean => is(left.as_bool().is_some()),
        Op::IsTimestamp => is(timestamp(left).is_some()),
        Op::BooleanEquals => left.as_bool().is_some() && left.as_bool() == right.as_bool(),
        Op::StringMatches => match (left.as_str(), right.as_str()) {
            (Some(text), Some(pattern)) => StringPattern::new(pattern).matches(text),
            _ => false,
        },
        Op::StringEquals
        | Op::StringLessThan
        | Op::StringGreaterThan
        | Op::StringLessThanEquals
        | Op::StringGreaterThanEquals => accepts(operator, strings(left, right)),
        Op::NumericEquals
        | Op::NumericLessThan
        | Op::NumericGreaterThan
        | Op::NumericLessThanEquals
        | Op::NumericGreaterThanEquals => accepts(operator, numbers(left, right)),
        Op::TimestampEquals
        | Op::TimestampLessThan
        | Op::TimestampGreaterThan
        | Op::TimestampLessThanEquals
        | Op::TimestampGreaterThanEquals => accepts(operator, timestamps(left, right)),
    }
}

/// Whether an ordering is one that the operator asks for; `None`, values that do not compare, never is.
fn accepts(operator: Operator, ordering: Option<Ordering>) -> bool {
    use Operator as Op;
    let Some(ordering) = ordering else { return false };
    match operator {
        Op::StringLessThan | Op::NumericLessThan | Op::TimestampLessThan => ordering.is_lt(),
        Op::StringGreaterThan | Op::NumericGreaterThan | Op::TimestampGreaterThan => ordering.is_gt(),
        Op::StringLessThanEquals | Op::NumericLessThanEquals | Op::TimestampLessThanEquals => {
            ordering.is_le()
        }
        Op::StringGreaterThanEquals | Op::NumericGreaterThanEquals | Op::TimestampGreaterThanEquals => {
            ordering.is_ge()
        }
        _ => ordering.is_eq(),
    }
}

/// As Java compares strings: by UTF-16 code unit.
fn strings(left: &Value, right: &Value) -> Option<Ordering> {
    let (left, right) = (left.as_str()?, right.as_str()?);
    if left == right {
        return Some(Ordering::Equal);
    }
    Some(left.encode_utf16().cmp(right.encode_utf16()))
}

fn numbers(left: &Value, right: &Value) -> Option<Ordering> {
    left.as_number()?.partial_cmp(right.as_number()?)
}

fn timestamps(left: &Value, right: &Value) -> Option<Ordering> {
    Some(timestamp(left)?.cmp(&timestamp(right)?))
}

/// In nanoseconds: two moments within a millisecond are not the same.
fn timestamp(value: &Value) -> Option<i128> {
    parse_nanos(value.as_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn comparisons_of_unlike_types_are_false_and_no_error() {
        for (operator, left, right, expected) in [
            (Operator::NumericEquals, "1", "1.0", true),
            (Operator::NumericEquals, "\"1\"", "1", false),
            (Operator::NumericLessThan, "1", "2", true),
            (Operator::StringLessThan, "\"a\"", "\"b\"", true),
            (Operator::StringGreaterThanEquals, "\"b\"", "\"b\"", true),
            (Operator::StringEquals, "null", "\"\"", false),
            (Operator::BooleanEquals, "true", "true", true),
            (Operator::BooleanEquals, "\"true\"", "true", false),
            (Operator::IsNull, "null", "true", true),
            (Operator::IsNull, "0", "false", true),
            (Operator::IsString, "0", "false", true),
            (Operator::IsTimestamp, "\"2026-01-01T00:00:00Z\"", "true", true),
            (Operator::IsTimestamp, "\"yesterday\"", "true", false),
            (Operator::TimestampEquals, "\"2026-01-01T00:00:00Z\"", "\"2026-01-01T01:00:00+01:00\"", true),
            (Operator::TimestampLessThan, "\"2026-01-01T00:00:00Z\"", "1", false),
            (
                Operator::TimestampLessThan,
                "\"2026-01-01T00:00:00.000000001Z\"",
                "\"2026-01-01T00:00:00.000000002Z\"",
                true,
            ),
            (Operator::StringMatches, "\"log-2026.txt\"", "\"log-*.txt\"", true),
        ] {
            let (left, right) = (parse(left).unwrap(), parse(right).unwrap());
            assert_eq!(test(operator, &left, &right), expected, "{left} {operator} {right}");
        }
    }
}
