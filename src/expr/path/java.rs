//! What Java does and Jayway shows: exceptions as text, values as text, numbers compared as decimals.

use crate::json::{Number, Object, Value};
use std::cmp::Ordering;
use std::fmt::Write;

/// A Java exception as its `toString` shows it: class, colon, message.
#[derive(Debug)]
pub(super) struct Thrown(pub(super) String);

pub(super) fn invalid_path(message: &str) -> Thrown {
    Thrown(format!("com.jayway.jsonpath.InvalidPathException: {message}"))
}

pub(super) fn out_of_range(index: usize) -> Thrown {
    Thrown(format!("java.lang.StringIndexOutOfBoundsException: String index out of range: {index}"))
}

/// `String.trim`.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|letter| letter <= ' ')
}

/// `Integer.parseInt`.
pub(super) fn parse_int(text: &str) -> Result<i32, Thrown> {
    text.parse().map_err(|_| Thrown(format!("java.lang.NumberFormatException: For input string: \"{text}\"")))
}

/// `Object.toString` of a value as json-smart reads it: a map in Java's form, a list in JSON.
pub(crate) fn to_string(value: &Value) -> String {
    let mut out = String::new();
    write_java(&mut out, value);
    out
}

fn write_java(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => out.push_str(text),
        Value::Object(members) => write_map(out, members),
        Value::Array(_) => write_json(out, value),
        _ => {
            let _ = write!(out, "{value}");
        }
    }
}

fn write_map(out: &mut String, members: &Object) {
    out.push('{');
    for (index, (name, value)) in members.iter().enumerate() {
        out.push_str(if index == 0 { "" } else { ", " });
        out.push_str(name);
        out.push('=');
        write_java(out, value);
    }
    out.push('}');
}

fn write_json(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => write_json_string(out, text),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                write_json(out, item);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                write_json_string(out, name);
                out.push(':');
                write_json(out, value);
            }
            out.push('}');
        }
        _ => {
            let _ = write!(out, "{value}");
        }
    }
}

/// json-smart escapes slashes, control characters and general punctuation.
fn write_json_string(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '/' => out.push_str("\\/"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2000}'..='\u{20ff}' => {
                let _ = write!(out, "\\u{:04X}", letter as u32);
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

/// The class of a value, for the message of a failed cast.
pub(super) fn class_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "java.lang.Boolean",
        Value::Number(Number::Int(number)) if i32::try_from(*number).is_ok() => "java.lang.Integer",
        Value::Number(Number::Int(_)) => "java.lang.Long",
        Value::Number(Number::Float(_)) => "java.lang.Double",
        Value::Number(Number::Big(_)) => "java.math.BigInteger",
        Value::String(_) => "java.lang.String",
        Value::Array(_) => "net.minidev.json.JSONArray",
        Value::Object(_) => "java.util.LinkedHashMap",
    }
}

/// `String.compareTo`: by UTF-16 code units.
pub(super) fn compare_strings(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

/// A decimal number of any size: `0.d₁d₂… × 10^point`, no zeros around the digits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    point: i64,
}

impl Decimal {
    /// `new BigDecimal(text)`.
    ///
    /// # Errors
    /// The message of Java's NumberFormatException.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (negative, unsigned) = match text.as_bytes().first() {
            None => return Err("null".to_owned()),
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            Some(_) => (false, text),
        };
        let end = unsigned.find(['e', 'E']);
        let (significand, exponent) = unsigned.split_at(end.unwrap_or(unsigned.len()));
        let (digits, scale) = significand_digits(significand, unsigned.len())?;
        let exponent = if end.is_some() { parse_exponent(&exponent[1..])? } else { 0 };
        Ok(Self::new(negative, &digits, digits.len() as i64 - scale + exponent))
    }

    fn new(negative: bool, digits: &[u8], point: i64) -> Self {
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        let end = digits.iter().rposition(|digit| *digit != b'0').map_or(zeros, |last| last + 1);
        let digits = digits[zeros..end].to_vec();
        if digits.is_empty() {
            return Self { negative: false, digits, point: 0 };
        }
        Self { negative, digits, point: point - zeros as i64 }
    }
}

/// The digits and how many of them stand after the point.
fn significand_digits(text: &str, length: usize) -> Result<(Vec<u8>, i64), String> {
    // Java reads up to 18 characters in one way and more in another, with a message of its own.
    const COMPACT_LENGTH: usize = 18;
    let (mut digits, mut point) = (Vec::with_capacity(text.len()), None);
    for letter in text.chars() {
        match letter {
            '0'..='9' => digits.push(letter as u8),
            '.' if point.is_none() => point = Some(digits.len()),
            '.' => return Err("Character array contains more than one decimal point.".to_owned()),
            _ if length <= COMPACT_LENGTH => {
                return Err(format!(
                    "Character {letter} is neither a decimal digit number, decimal point, nor \"e\" notation \
                     exponential mark."
                ));
            }
            _ => return Err("Character array is missing \"exponent\" mark 'e' or 'E'.".to_owned()),
        }
    }
    if digits.is_empty() {
        return Err("No digits found.".to_owned());
    }
    let scale = point.map_or(0, |point| digits.len() - point);
    Ok((digits, scale as i64))
}

fn parse_exponent(text: &str) -> Result<i64, String> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let significant = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Err("No exponent digits.".to_owned());
    }
    if significant.len() > 10 {
        return Err("Too many nonzero exponent digits.".to_owned());
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("Not a digit.".to_owned());
    }
    let exponent: i64 = significant.parse().unwrap_or(0);
    if exponent > i64::from(i32::MAX) {
        return Err("Exponent overflow.".to_owned());
    }
    Ok(if text.starts_with('-') { -exponent } else { exponent })
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| match (number.digits.is_empty(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let magnitude = || self.point.cmp(&other.point).then_with(|| self.digits.cmp(&other.digits));
        sign(self).cmp(&sign(other)).then_with(|| match sign(self) {
            0 => Ordering::Equal,
            1 => magnitude(),
            _ => magnitude().reverse(),
        })
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
