//! `States.StringSplit`.

use super::{Arguments, Outcome};
use crate::json::Value;
use std::collections::BTreeSet;

/// The pieces of the text between any of the delimiter's characters, without the empty ones.
pub(super) fn split(arguments: &Arguments<'_>) -> Outcome {
    let (text, delimiters) = (arguments.text(0)?, arguments.text(1)?);
    if let [delimiter @ 0..0x80] = delimiters.as_bytes() {
        return Ok(pieces(text.split(char::from(*delimiter))));
    }
    // A set: as many delimiters as the text has letters would take the square of their number.
    let delimiters: BTreeSet<char> = delimiters.chars().collect();
    Ok(pieces(text.split(|letter| delimiters.contains(&letter))))
}

fn pieces<'t>(pieces: impl Iterator<Item = &'t str>) -> Value {
    pieces.filter(|piece| !piece.is_empty()).map(Value::from).collect()
}
