//! Values as text: compact, as AWS stores payloads, and indented, as people read them.

use super::{Object, Value};
use std::fmt::{self, Write};

impl fmt::Display for Value {
    /// Compact JSON (`{"a":1}`); indented by two spaces with `{:#}`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let indent = out.alternate().then_some(0);
        write_value(out, self, indent)
    }
}

impl Value {
    /// The text with `indent` spaces a level; empty containers stay on one line.
    pub fn to_pretty(&self) -> String {
        format!("{self:#}")
    }
}

fn write_value(out: &mut impl Write, value: &Value, indent: Option<usize>) -> fmt::Result {
    match value {
        Value::Null => out.write_str("null"),
        Value::Bool(flag) => write!(out, "{flag}"),
        Value::Number(number) => write!(out, "{number}"),
        Value::String(text) => write_string(out, text),
        Value::Array(items) => write_array(out, items, indent),
        Value::Object(members) => write_object(out, members, indent),
    }
}

fn write_array(out: &mut impl Write, items: &[Value], indent: Option<usize>) -> fmt::Result {
    out.write_char('[')?;
    for (index, item) in items.iter().enumerate() {
        separate(out, index, indent)?;
        write_value(out, item, indent.map(|level| level + 1))?;
    }
    finish(out, items.len(), indent)?;
    out.write_char(']')
}

fn write_object(out: &mut impl Write, members: &Object, indent: Option<usize>) -> fmt::Result {
    out.write_char('{')?;
    for (index, (key, value)) in members.iter().enumerate() {
        separate(out, index, indent)?;
        write_string(out, key)?;
        out.write_str(if indent.is_some() { ": " } else { ":" })?;
        write_value(out, value, indent.map(|level| level + 1))?;
    }
    finish(out, members.len(), indent)?;
    out.write_char('}')
}

fn separate(out: &mut impl Write, index: usize, indent: Option<usize>) -> fmt::Result {
    if index > 0 {
        out.write_char(',')?;
    }
    match indent {
        Some(level) => new_line(out, level + 1),
        None => Ok(()),
    }
}

fn finish(out: &mut impl Write, count: usize, indent: Option<usize>) -> fmt::Result {
    match indent {
        Some(level) if count > 0 => new_line(out, level),
        _ => Ok(()),
    }
}

fn new_line(out: &mut impl Write, level: usize) -> fmt::Result {
    out.write_char('\n')?;
    (0..level).try_for_each(|_| out.write_str("  "))
}

/// Writes `text` as a JSON string, escaping only what JSON demands.
pub(crate) fn write_string(out: &mut impl Write, text: &str) -> fmt::Result {
    out.write_char('"')?;
    let mut plain_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0c => "\\f",
            0x00..=0x1f => "",
            _ => continue,
        };
        out.write_str(&text[plain_from..at])?;
        if escape.is_empty() {
            write!(out, "\\u{byte:04x}")?;
        } else {
            out.write_str(escape)?;
        }
        plain_from = at + 1;
    }
    out.write_str(&text[plain_from..])?;
    out.write_char('"')
}
