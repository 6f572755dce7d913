//! To and from serde: strict parsing of JSON text by serde_json, and conversion for other crates.

use super::{Number, Object, SpannedTree, Value};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// What is wrong, without the position
    pub message: String,
    /// 1-based line
    pub line: usize,
    /// 1-based column, in characters
    pub column: usize,
}

impl fmt::Display for ParseError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at line {}, column {}", self.message, self.line, self.column)
    }
}

impl std::error::Error for ParseError {}

/// Reads one JSON value from `text`, strictly (RFC 8259); nesting is limited to 128 levels.
///
/// # Errors
/// The first thing wrong with the text, with its line and column.
pub fn parse(text: &str) -> Result<Value, ParseError> {
    let read = serde_json::from_str(text).map(|value| match has_long_number(text) {
        // serde_json rounds integers of more than 64 bits.
        true => {
            let tree = SpannedTree::parse(text);
            tree.value(tree.root())
        }
        false => value,
    });
    read.map_err(|error| {
        let whole = error.to_string();
        let message = whole.split(" at line ").next().unwrap_or(&whole).to_owned();
        ParseError { message, line: error.line().max(1), column: error.column().max(1) }
    })
}

/// Whether there may be an integer beyond 64 bits: so many digits in a row.
fn has_long_number(text: &str) -> bool {
    const LEAST: usize = 19;
    let bytes = text.as_bytes();
    // A row of so many digits has one at a place that is a multiple of their number.
    (LEAST - 1..bytes.len()).step_by(LEAST).any(|at| {
        let is_digit = |byte: &&u8| byte.is_ascii_digit();
        bytes[at].is_ascii_digit()
            && bytes[..at].iter().rev().take_while(is_digit).take(LEAST).count()
                + bytes[at..].iter().take_while(is_digit).take(LEAST).count()
                >= LEAST
    })
}

/// A serde_json value as ours.
pub fn from_serde(value: &serde_json::Value) -> Value {
    Value::deserialize(value).unwrap_or_default()
}

/// Our value as serde_json's.
pub fn to_serde(value: &Value) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Number(Number::Int(number)) => serializer.serialize_i64(*number),
            Self::Number(number) => serializer.serialize_f64(number.as_f64()),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items.iter()),
            Self::Object(members) => serializer.collect_map(members.iter()),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(
            i64::try_from(number).map_or_else(|_| Number::Big(number.to_string().into()), Number::Int),
        ))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::with_capacity(items.size_hint().unwrap_or(0).min(1024));
        while let Some(item) = items.next_element::<Value>()? {
            array.push(item);
        }
        Ok(Value::from(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Object::new();
        while let Some((key, value)) = members.next_entry::<String, Value>()? {
            object.insert(key, value);
        }
        Ok(Value::from(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_survives_the_way_through_a_value() {
        for text in [
            r#"{"b":[1,2.5,{}],"a":"\"\\\n","c":null}"#,
            "[]",
            "\"é\"",
            "true",
            "18446744073709551615",
            r#"{"a":[-9223372036854775809,12345678901234567890123]}"#,
        ] {
            assert_eq!(parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        let error = parse("{\n  \"a\": 1,\n}").unwrap_err();
        assert_eq!((error.line, error.column), (3, 1));
    }
}
