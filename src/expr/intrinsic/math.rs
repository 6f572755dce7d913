//! `States.MathAdd`.

use super::{Arguments, Failure, Outcome};
use crate::json::Value;

/// The sum of two numbers, each rounded to an integer first.
pub(super) fn add(arguments: &Arguments<'_>) -> Outcome {
    let sum = arguments.integer(0)? + arguments.integer(1)?;
    match i32::try_from(sum) {
        Ok(sum) => Ok(Value::from(sum)),
        Err(_) => Err(Failure::new(format!("The sum {sum} is not an integer of 32 bits"))),
    }
}
