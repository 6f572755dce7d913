//! JSON text as Python's `json.dumps` writes it: what Lambda functions in Python answer with, and what the
//! reference comparator sorts by.

use asl_studio::json::{Number, Value};
use std::fmt::Write;

/// How a text is laid out.
#[derive(Clone, Copy)]
pub enum Style {
    /// `{"a":1}`
    Compact,
    /// `{"a": 1}`
    Spaced,
    /// `{"a": 1}`, members sorted by name
    Sorted,
}

/// The text of a value.
pub fn dumps(value: &Value, style: Style) -> String {
    let mut out = String::new();
    write(&mut out, value, style);
    out
}

fn write(out: &mut String, value: &Value, style: Style) {
    let (comma, colon) = if matches!(style, Style::Compact) { (",", ":") } else { (", ", ": ") };
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => write_number(out, number),
        Value::String(text) => write_string(out, text),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { comma } else { "" });
                write(out, item, style);
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            if matches!(style, Style::Sorted) {
                members.sort_by_key(|(key, _)| *key);
            }
            out.push('{');
            for (index, (key, value)) in members.into_iter().enumerate() {
                out.push_str(if index > 0 { comma } else { "" });
                write_string(out, key);
                out.push_str(colon);
                write(out, value, style);
            }
            out.push('}');
        }
    }
}

/// Doubles have at least one digit after the point, or an exponent with its sign.
fn write_number(out: &mut String, number: &Number) {
    let text = match number {
        Number::Float(number) => format!("{number:?}"),
        other => other.to_string(),
    };
    match text.split_once('e') {
        Some((mantissa, exponent)) => {
            let (sign, digits) = exponent.strip_prefix('-').map_or(("+", exponent), |digits| ("-", digits));
            let _ = write!(out, "{mantissa}e{sign}{digits:0>2}");
        }
        None => out.push_str(&text),
    }
}

/// Everything outside ASCII is escaped.
fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for unit in text.encode_utf16() {
        match char::from_u32(unit.into()) {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some('\u{8}') => out.push_str("\\b"),
            Some('\u{c}') => out.push_str("\\f"),
            Some(plain @ ' '..='~') => out.push(plain),
            _ => {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out.push('"');
}
