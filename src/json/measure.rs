//! How long a value's compact text is, without making it.

use super::{Number, Value};
use std::fmt::{self, Write};

impl Value {
    /// How many bytes the compact UTF-8 text has, without making it; this is what AWS's payload limit counts.
    pub fn text_len(&self) -> usize {
        self.text_len_up_to(u64::MAX).unwrap_or(u64::MAX) as usize
    }

    /// The same, giving up (`None`) as soon as there are more than `most` bytes: values share their parts, so
    /// a small one may have a text without end.
    pub fn text_len_up_to(&self, most: u64) -> Option<u64> {
        let mut left = most;
        measure(self, &mut left)?;
        Some(most - left)
    }
}

fn measure(value: &Value, left: &mut u64) -> Option<()> {
    match value {
        Value::Null | Value::Bool(true) => take(left, 4),
        Value::Bool(false) => take(left, 5),
        Value::Number(Number::Int(number)) => take(left, integer_len(*number)),
        Value::Number(number) => take(left, written_len(number)),
        Value::String(text) => take(left, string_len(text)),
        Value::Array(items) => {
            take(left, 2 + (items.len() as u64).saturating_sub(1))?;
            items.iter().try_for_each(|item| measure(item, left))
        }
        Value::Object(members) => {
            let count = members.len() as u64;
            take(left, 2 + count + count.saturating_sub(1))?;
            members.iter().try_for_each(|(name, member)| {
                take(left, string_len(name))?;
                measure(member, left)
            })
        }
    }
}

fn take(left: &mut u64, bytes: u64) -> Option<()> {
    *left = left.checked_sub(bytes)?;
    Some(())
}

/// What `number` writes, counted instead of kept.
fn written_len(number: &Number) -> u64 {
    let mut count = Count(0);
    let _ = write!(count, "{number}");
    count.0
}

struct Count(u64);

impl Write for Count {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len() as u64;
        Ok(())
    }
}

fn integer_len(number: i64) -> u64 {
    let digits = number.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
    u64::from(digits) + u64::from(number < 0)
}

/// With its quotes and what [`super::print::write_string`] escapes.
fn string_len(text: &str) -> u64 {
    let escapes: u64 = text.bytes().map(|byte| u64::from(ESCAPES[usize::from(byte)])).sum();
    text.len() as u64 + escapes + 2
}

/// How many bytes more each byte has when it is escaped.
const ESCAPES: [u8; 256] = {
    let mut more = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        more[byte] = match byte as u8 {
            b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0c => 1,
            0x00..=0x1f => 5,
            _ => 0,
        };
        byte += 1;
    }
    more
};

#[cfg(test)]
mod tests {
    use crate::json::parse;

    #[test]
    fn the_length_is_that_of_the_text() {
        for text in [
            "null",
            "true",
            "false",
            "0",
            "-1",
            "9",
            "10",
            "-9223372036854775808",
            "12345678901234567890",
            "1.5",
            "1e300",
            r#""""#,
            r#""é\"\\\n\r\t\b\f\u0001\u001f/""#,
            "[]",
            "[1]",
            "[1,[2,3],{}]",
            r#"{"a":1}"#,
            r#"{"a\"b":[],"c":{"d":null,"e":false}}"#,
        ] {
            let value = parse(text).unwrap();
            let length = value.to_string().len();
            assert_eq!(value.text_len(), length, "of {text}");
            assert_eq!(value.text_len_up_to(length as u64), Some(length as u64), "of {text}");
            assert_eq!(value.text_len_up_to(length as u64 - 1), None, "of {text}");
        }
    }
}
