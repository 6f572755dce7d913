//! `States.StringToJson`, `States.JsonToString`, `States.JsonMerge`.

use super::{Arguments, Failure, Outcome};
use crate::json::{Object, Value, parse};

/// The value that a JSON text stands for; a blank text stands for null.
pub(super) fn string_to_json(arguments: &Arguments<'_>) -> Outcome {
    let text = arguments.text(0)?;
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    parse(text).map_err(|error| Failure::new(format!("The argument is not valid JSON: {error}")))
}

/// A value's compact JSON text.
pub(super) fn json_to_string(arguments: &Arguments<'_>) -> Outcome {
    Ok(arguments.value(0).to_string().into())
}

/// The members of both objects, the second's in place of the first's. AWS has no deep merge.
pub(super) fn merge(arguments: &Arguments<'_>) -> Outcome {
    let (Value::Object(first), Value::Object(second)) = (arguments.value(0), arguments.value(1)) else {
        let index = usize::from(arguments.value(0).as_object().is_some());
        return arguments.refuse(index, "an object");
    };
    match arguments.value(2) {
        Value::Bool(false) => {}
        Value::Bool(true) => {
            return Err(Failure::new("Deep merging is not supported: the third argument must be false"));
        }
        _ => return arguments.refuse(2, "a boolean"),
    }
    let members = first.iter().chain(second.iter()).map(|(name, value)| (name.clone(), value.clone()));
    Ok(Value::from(members.collect::<Object>()))
}
