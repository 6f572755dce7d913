//! `States.StringSplit`.

use super::{Arguments, Outcome};
use crate::json::Value;

/// The pieces of the text between any of the delimiter's characters, without the empty ones.
pub(super) fn split(arguments: &Arguments<'_>) -> Outcome {
    let (text, delimiters) = (arguments.text(0)?, arguments.text(1)?);
    let pieces = text.split(|letter| delimiters.contains(letter));
    Ok(pieces.filter(|piece| !piece.is_empty()).map(Value::from).collect())
}
