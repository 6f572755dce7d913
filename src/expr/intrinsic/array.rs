//! The functions on arrays.

use super::{Arguments, Failure, Outcome};
use crate::json::{Number, Value};
use crate::sort::sort_by;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Up to so many items, comparing each with those before it is faster than sorting their texts.
const FEW: usize = 16;
/// The longest array that `States.ArrayRange` makes.
const MAX_RANGE: i64 = 1000;

/// The array in pieces of the size given, the last one perhaps shorter.
pub(super) fn partition(arguments: &Arguments<'_>) -> Outcome {
    let items = arguments.array(0)?;
    match usize::try_from(arguments.integer(1)?) {
        Ok(size) if size > 0 => Ok(items.chunks(size).map(|chunk| Value::from(chunk.to_vec())).collect()),
        _ => Err(Failure::new("The size of a partition must be positive")),
    }
}

/// Whether the array has an item equal to the value.
pub(super) fn contains(arguments: &Arguments<'_>) -> Outcome {
    let sought = arguments.value(1);
    Ok(Value::Bool(arguments.array(0)?.iter().any(|item| is_identical(item, sought))))
}

/// The numbers from the first argument to the second, both included, in steps of the third.
pub(super) fn range(arguments: &Arguments<'_>) -> Outcome {
    let (first, last, step) = (arguments.integer(0)?, arguments.integer(1)?, arguments.integer(2)?);
    if step == 0 {
        return Err(Failure::new("The step must not be zero"));
    }
    let count = if (last - first).signum() == -step.signum() { 0 } else { (last - first) / step + 1 };
    if count > MAX_RANGE {
        return Err(Failure::new(format!("The array would have more than {MAX_RANGE} items")));
    }
    Ok((0..count).map(|index| Value::from(first + index * step)).collect())
}

/// The item at an index that counts from zero.
pub(super) fn get_item(arguments: &Arguments<'_>) -> Outcome {
    let items = arguments.array(0)?;
    let index = arguments.integer(1)?;
    let item = usize::try_from(index).ok().and_then(|index| items.get(index));
    let outside = || {
        Failure::new(format!("The index {index} is outside of the array, which has {} items", items.len()))
    };
    item.cloned().ok_or_else(outside)
}

/// How many items the array has.
pub(super) fn length(arguments: &Arguments<'_>) -> Outcome {
    Ok(Value::from(arguments.array(0)?.len()))
}

/// The array's items without those that equal an earlier one.
pub(super) fn unique(arguments: &Arguments<'_>) -> Outcome {
    let items = arguments.array(0)?;
    if items.len() <= FEW && items.iter().all(is_plain) {
        let is_first = |(place, item): &(usize, &Value)| !items[..*place].iter().any(|other| other == *item);
        return Ok(items.iter().enumerate().filter(is_first).map(|(_, item)| item.clone()).collect());
    }
    let mut seen = BTreeSet::new();
    Ok(items.iter().filter(|item| seen.insert(key(item))).cloned().collect())
}

/// Whether values like this are equal exactly when their texts are.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::String(_) => true,
        Value::Number(number) => matches!(number, Number::Int(_)),
        Value::Array(_) | Value::Object(_) => false,
    }
}

/// Equality as Java's JSON libraries have it: `1` is not `1.0`.
fn is_identical(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left.is_integer() == right.is_integer() && left == right
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right.iter()).all(|(left, right)| is_identical(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(name, member)| right.get(name).is_some_and(|other| is_identical(member, other)))
        }
        _ => left == right,
    }
}

/// A text that is the same for identical values and no others.
fn key(value: &Value) -> String {
    let mut text = String::new();
    write_key(&mut text, value);
    text
}

fn write_key(out: &mut String, value: &Value) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for item in items.iter() {
                write_key(out, item);
                out.push(',');
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sort_by(&mut sorted, |one, other| one.0.cmp(other.0));
            out.push('{');
            for (name, member) in sorted {
                out.push_str(&Value::from(name.clone()).to_string());
                out.push(':');
                write_key(out, member);
                out.push(',');
            }
            out.push('}');
        }
        _ => {
            let _ = write!(out, "{value}");
        }
    }
}
