//! JSON numbers: integers stay integers, everything else is a double.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// A JSON number.
///
/// AWS Step Functions is written in Java and keeps integers of any size exactly and everything with a
/// fraction or an exponent as a double; so does this.
#[derive(Clone, Debug)]
pub enum Number {
    /// An integer that fits 64 bits
    Int(i64),
    /// A finite double
    Float(f64),
    /// An integer beyond 64 bits, by its decimal digits (with a leading `-` if negative)
    Big(Arc<str>),
}

impl Number {
    /// Reads the text of a JSON number; `None` if it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            if digits.len() > 1 && digits.starts_with('0') {
                return None;
            }
            return Some(text.parse().map_or_else(|_| Self::Big(text.into()), Self::Int));
        }
        if text.trim() != text {
            return None;
        }
        let number = serde_json::from_str::<f64>(text).ok()?;
        number.is_finite().then_some(Self::Float(number))
    }

    /// The number as a double, rounded to the nearest finite one.
    pub fn as_f64(&self) -> f64 {
        match self {
            Self::Int(number) => *number as f64,
            Self::Float(number) => *number,
            Self::Big(digits) => {
                digits.parse().map_or(f64::MAX, |number: f64| number.clamp(f64::MIN, f64::MAX))
            }
        }
    }

    /// The number as a 64-bit integer if it is one without loss (`2.0` is, `2.5` is not).
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            Self::Float(number) if number.fract() == 0.0 && number.abs() < 9.0e18 => Some(*number as i64),
            Self::Float(_) | Self::Big(_) => None,
        }
    }

    /// Whether the text had neither fraction nor exponent.
    pub fn is_integer(&self) -> bool {
        !matches!(self, Self::Float(_))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int(left), Self::Int(right)) => left == right,
            (Self::Big(left), Self::Big(right)) => left == right,
            _ => self.as_f64() == other.as_f64(),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(left), Self::Int(right)) => Some(left.cmp(right)),
            (Self::Big(left), Self::Big(right)) => Some(compare_digits(left, right)),
            _ => self.as_f64().partial_cmp(&other.as_f64()),
        }
    }
}

/// Integers by their digits, which have no leading zeros.
fn compare_digits(left: &str, right: &str) -> Ordering {
    match (left.strip_prefix('-'), right.strip_prefix('-')) {
        (Some(left), Some(right)) => compare_digits(right, left),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => left.len().cmp(&right.len()).then_with(|| left.cmp(right)),
    }
}

impl From<usize> for Number {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or_else(|_| Self::Big(number.to_string().into()), Self::Int)
    }
}

impl fmt::Display for Number {
    /// Doubles are written as Java's `Double.toString` writes them, as AWS does: `1.0`, `1.0E10`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(number) => write!(out, "{number}"),
            Self::Big(digits) => out.write_str(digits),
            Self::Float(number) => write_java_double(out, *number),
        }
    }
}

fn write_java_double(out: &mut fmt::Formatter<'_>, number: f64) -> fmt::Result {
    let size = number.abs();
    if size == 0.0 || (1e-3..1e7).contains(&size) {
        return write!(out, "{number:?}");
    }
    let text = format!("{number:E}");
    match text.split_once('E') {
        Some((mantissa, exponent)) if !mantissa.contains('.') => write!(out, "{mantissa}.0E{exponent}"),
        _ => out.write_str(&text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_kind_and_print_as_java_does() {
        for (text, printed) in [
            ("0", "0"),
            ("-7", "-7"),
            ("12345678901234567890", "12345678901234567890"),
            ("1.0", "1.0"),
            ("0.1", "0.1"),
            ("1e10", "1.0E10"),
            ("12345678.9", "1.23456789E7"),
            ("0.0001", "1.0E-4"),
            ("-0.0", "-0.0"),
        ] {
            assert_eq!(Number::parse(text).unwrap().to_string(), printed, "of {text}");
        }
    }

    #[test]
    fn integers_of_any_size_are_ordered_by_their_digits() {
        for (left, right, expected) in [
            ("12345678901234567890", "12345678901234567891", Ordering::Less),
            ("99999999999999999999", "100000000000000000000", Ordering::Less),
            ("-12345678901234567890", "-12345678901234567891", Ordering::Greater),
            ("-99999999999999999999", "99999999999999999999", Ordering::Less),
            ("99999999999999999999", "99999999999999999999", Ordering::Equal),
            ("99999999999999999999", "1", Ordering::Greater),
        ] {
            let (left, right) = (Number::parse(left).unwrap(), Number::parse(right).unwrap());
            assert_eq!(left.partial_cmp(&right), Some(expected), "{left} to {right}");
            assert_eq!(left == right, expected.is_eq(), "{left} and {right}");
        }
        assert!(Number::parse(&"9".repeat(400)).unwrap().as_f64().is_finite());
    }

    #[test]
    fn what_is_not_a_json_number_is_refused() {
        for text in ["", "-", "01", "+1", "1.", ".5", "1e", "NaN", "1e999", "0x1", " 1"] {
            assert!(Number::parse(text).is_none(), "{text:?} was taken for a number");
        }
    }
}
