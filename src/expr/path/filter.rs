//! Filters, `[?(…)]`: criteria joined by `&&` and `||`.
//!
//! Jayway 2.0.0 cuts the text at every `&&` and `||` and drops the parentheses around the pieces, so that
//! parentheses never group; a bare word is a string, and only single quotes are quotes.

use super::compile::compile;
use super::error::{PathError, PathErrorKind, PathSyntaxError};
use super::evaluate::Evaluator;
use super::java::{self, Decimal, Thrown, invalid_path, out_of_range};
use super::token::{Token, definite_from};
use crate::json::{Number, Value};
use regex_lite::{Regex, RegexBuilder};
use std::cmp::Ordering;

/// The largest compiled regular expression, in bytes.
const MAX_PATTERN: usize = 1 << 16;
/// How many bytes of a compiled regular expression cost a step for every byte matched.
const PATTERN_BYTES_A_STEP: usize = 256;
/// How many bytes of two texts are compared for one step.
const BYTES_COMPARED_IN_A_STEP: usize = 16;
/// More criteria than any definition has.
const MAX_CRITERIA: usize = 256;

/// A compiled filter.
#[derive(Debug)]
pub(super) struct Filter {
    /// Alternatives, each a conjunction, both in Jayway's order of evaluation: from the right
    alternatives: Vec<Vec<Criterion>>,
}

#[derive(Debug)]
enum Criterion {
    /// Whether a path leads to a value that is not null, or the opposite
    Exists {
        path: CriterionPath,
        wanted: bool,
    },
    Compare {
        left: Operand,
        operator: Operator,
        right: Operand,
    },
}

#[derive(Debug)]
enum Operand {
    Path(CriterionPath),
    Text(Value),
    Pattern(Pattern),
}

#[derive(Debug)]
struct CriterionPath {
    from_document: bool,
    tokens: Vec<Token>,
}

#[derive(Debug)]
struct Pattern {
    text: String,
    regex: Regex,
    /// How many steps matching one byte counts for
    steps_a_byte: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
}

/// The first of these that occurs anywhere in a criterion is its operator.
const OPERATORS: [(&str, Operator); 7] = [
    ("==", Operator::Equal),
    (">=", Operator::GreaterOrEqual),
    ("<=", Operator::LessOrEqual),
    ("!=", Operator::NotEqual),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("=~", Operator::Matches),
];

impl Filter {
    /// Compiles `[?(…)]`.
    pub(super) fn parse(text: &str, nesting: usize) -> Result<Self, Thrown> {
        let inner = strip_brackets(text)?;
        let (mut criteria, mut operators) = (Vec::new(), Vec::new());
        for piece in split_logical(inner) {
            match java::trim(piece) {
                operator @ ("&&" | "||") => operators.push(operator),
                criterion => criteria.push(parse_criterion(clean(criterion)?, nesting)?),
            }
            if criteria.len() > MAX_CRITERIA {
                return Err(invalid_path("The filter is too long"));
            }
        }
        let empty = || Thrown("java.util.EmptyStackException".to_owned());
        let invalid = || invalid_path(&format!("Invalid operators {inner}"));
        let mut alternatives = vec![vec![criteria.pop().ok_or_else(empty)?]];
        for operator in operators.into_iter().rev() {
            match (operator, alternatives.last_mut()) {
                ("&&", Some(conjunction)) => conjunction.push(criteria.pop().ok_or_else(empty)?),
                _ => alternatives.push(vec![criteria.pop().ok_or_else(invalid)?]),
            }
        }
        if criteria.is_empty() { Ok(Self { alternatives }) } else { Err(invalid()) }
    }

    /// Whether `item` passes.
    pub(super) fn accepts(&self, evaluator: &mut Evaluator<'_>, item: &Value) -> Result<bool, PathError> {
        for conjunction in &self.alternatives {
            let mut holds = true;
            for criterion in conjunction {
                if !criterion.holds(evaluator, item)? {
                    holds = false;
                    break;
                }
            }
            if holds {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn strip_brackets(text: &str) -> Result<&str, Thrown> {
    let wrong =
        |expected: &str, text: &str| invalid_path(&format!("Filter must start with {expected}. {text}"));
    let text = java::trim(text);
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let text = java::trim(inner.ok_or_else(|| wrong("'[' and end with ']'", text))?);
    let text = java::trim(text.strip_prefix('?').ok_or_else(|| wrong("'[?' and end with ']'", text))?);
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    Ok(java::trim(inner.ok_or_else(|| wrong("'[?(' and end with ')]'", text))?))
}

/// Cuts before and after every `&&` and `||`, also within quotes.
fn split_logical(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let operator_at = |at: usize| matches!(bytes.get(at..at + 2), Some(b"&&" | b"||"));
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in 1..bytes.len() {
        if operator_at(at) || (at >= 2 && operator_at(at - 2)) {
            pieces.push(&text[from..at]);
            from = at;
        }
    }
    pieces.push(&text[from..]);
    pieces
}

/// Without the brackets, parentheses and spaces around it.
fn clean(text: &str) -> Result<&str, Thrown> {
    let start = text.find(|letter| !matches!(letter, '[' | '?' | '(' | ' '));
    let start = start.ok_or_else(|| out_of_range(text.chars().count()))?;
    let negative =
        || Thrown("java.lang.StringIndexOutOfBoundsException: String index out of range: -1".to_owned());
    let stripped = text.trim_end_matches([')', ' ']);
    if stripped.is_empty() {
        return Err(negative());
    }
    Ok(stripped.get(start..).unwrap_or_default())
}

fn parse_criterion(text: &str, nesting: usize) -> Result<Criterion, Thrown> {
    let found = OPERATORS.iter().find_map(|(sign, operator)| Some((text.find(sign)?, sign, *operator)));
    let Some((at, sign, operator)) = found else {
        return parse_existence(java::trim(text), nesting);
    };
    let (left, right) = (java::trim(&text[..at]), java::trim(&text[at + sign.len()..]));
    let left =
        parse_operand(left.strip_prefix('!').filter(|rest| rest.starts_with('@')).unwrap_or(left), nesting)?;
    if right.starts_with("!@") {
        return Err(invalid_path("Invalid negation! Can only be used for existence check e.g [?(!@.foo)]"));
    }
    Ok(Criterion::Compare { left, operator, right: parse_operand(right, nesting)? })
}

fn parse_existence(text: &str, nesting: usize) -> Result<Criterion, Thrown> {
    let (path, wanted) = match text.strip_prefix('!') {
        Some(path) if path.starts_with('@') => (path, false),
        _ => (text, true),
    };
    if !path.starts_with(['$', '@']) {
        let message = "java.lang.UnsupportedOperationException: CriteriaType  can not be parsed";
        return Err(Thrown(message.to_owned()));
    }
    Ok(Criterion::Exists { path: parse_path(path, nesting)?, wanted })
}

fn parse_operand(text: &str, nesting: usize) -> Result<Operand, Thrown> {
    if text.starts_with(['$', '@']) {
        return parse_path(text, nesting).map(Operand::Path);
    }
    if text.starts_with('/') && (text.ends_with('/') || text.ends_with("/i")) {
        return parse_pattern(text).map(Operand::Pattern);
    }
    let unquoted = match text.strip_prefix('\'') {
        // A single quote is both the first and the last, and Java then cuts a negative length.
        Some("") => {
            return Err(Thrown(
                "java.lang.StringIndexOutOfBoundsException: begin 1, end 0, length 1".to_owned(),
            ));
        }
        Some(rest) => rest.strip_suffix('\'').unwrap_or(text),
        None => text,
    };
    Ok(Operand::Text(unquoted.into()))
}

fn parse_path(text: &str, nesting: usize) -> Result<CriterionPath, Thrown> {
    let tokens = compile(text, nesting + 1).map_err(|PathSyntaxError { message }| invalid_path(&message))?;
    if definite_from(&tokens) != 0 {
        return Err(invalid_path(&format!("the predicate path: {text} is not definite")));
    }
    Ok(CriterionPath { from_document: text.starts_with('$'), tokens })
}

fn parse_pattern(text: &str) -> Result<Pattern, Thrown> {
    let end = text.rfind('/').unwrap_or(0);
    if end == 0 {
        return Err(Thrown("java.lang.StringIndexOutOfBoundsException: begin 1, end 0, length 1".to_owned()));
    }
    let pattern = &text[1..end];
    let whole = format!("^(?:{pattern})$");
    let mut builder = RegexBuilder::new(&whole);
    builder.case_insensitive(text.ends_with('i'));
    // Matching takes time in proportion to the compiled size, which only the limit it just fits tells.
    let mut size = 4 * PATTERN_BYTES_A_STEP;
    loop {
        match builder.size_limit(size).build() {
            Ok(regex) => {
                let steps_a_byte = size / PATTERN_BYTES_A_STEP;
                return Ok(Pattern { text: pattern.to_owned(), regex, steps_a_byte });
            }
            Err(_) if size < MAX_PATTERN => size *= 4,
            Err(error) => return Err(Thrown(format!("java.util.regex.PatternSyntaxException: {error}"))),
        }
    }
}

/// An operand's value.
enum Comparand<'f> {
    Value(Value),
    Pattern(&'f Pattern),
}

impl Criterion {
    fn holds(&self, evaluator: &mut Evaluator<'_>, item: &Value) -> Result<bool, PathError> {
        evaluator.charge(1)?;
        match self {
            Self::Exists { path, wanted } => {
                let found = absent_is_none(evaluator.select_definite(&path.tokens, item))?;
                Ok(found.is_some_and(|value| !value.is_null()) == *wanted)
            }
            Self::Compare { left, operator, right } => {
                let Some(left) = absent_is_none(left.value(evaluator, item))? else { return Ok(false) };
                let Some(right) = absent_is_none(right.value(evaluator, item))? else { return Ok(false) };
                operator.holds(evaluator, &left, &right)
            }
        }
    }
}

fn absent_is_none<T>(result: Result<T, PathError>) -> Result<Option<T>, PathError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind == PathErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Operand {
    fn value<'f>(&'f self, evaluator: &mut Evaluator<'_>, item: &Value) -> Result<Comparand<'f>, PathError> {
        match self {
            Self::Text(text) => Ok(Comparand::Value(text.clone())),
            Self::Pattern(pattern) => Ok(Comparand::Pattern(pattern)),
            Self::Path(path) => {
                let document = evaluator.document;
                let from = if path.from_document { document } else { item };
                evaluator.select_definite(&path.tokens, from).map(Comparand::Value)
            }
        }
    }
}

impl Operator {
    fn holds(
        self,
        evaluator: &mut Evaluator<'_>,
        left: &Comparand<'_>,
        right: &Comparand<'_>,
    ) -> Result<bool, PathError> {
        if self == Self::Matches {
            return matches_pattern(evaluator, left, right);
        }
        if matches!(self, Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual)
            && left.is_null() != right.is_null()
        {
            return Ok(false);
        }
        let Some(order) = compare(evaluator, left, right)? else { return Ok(false) };
        Ok(match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
            Self::Matches => false,
        })
    }
}

impl Comparand<'_> {
    fn is_null(&self) -> bool {
        matches!(self, Self::Value(Value::Null))
    }

    /// The word `null` is a string, and yet compares as null does.
    fn is_nullish(&self) -> bool {
        self.is_null() || matches!(self, Self::Value(Value::String(text)) if &**text == "null")
    }
}

/// How the left operand compares to the right one; `None` if the two cannot be compared.
fn compare(
    evaluator: &mut Evaluator<'_>,
    left: &Comparand<'_>,
    right: &Comparand<'_>,
) -> Result<Option<Ordering>, PathError> {
    match (left.is_nullish(), right.is_nullish()) {
        (true, true) => return Ok(Some(Ordering::Equal)),
        (true, false) => return Ok(Some(Ordering::Less)),
        (false, true) => return Ok(Some(Ordering::Greater)),
        (false, false) => {}
    }
    let (Comparand::Value(left), Comparand::Value(right)) = (left, right) else { return Ok(None) };
    match (left, right) {
        (Value::String(left), Value::String(right)) => {
            evaluator.charge((left.len() + right.len()) / BYTES_COMPARED_IN_A_STEP)?;
            Ok(Some(java::compare_strings(left, &right.replace("\\'", "'"))))
        }
        (Value::Number(number), Value::Number(_) | Value::String(_)) => {
            compare_number(number, right).map(Some)
        }
        (Value::Bool(left), Value::Bool(right)) => Ok(Some(left.cmp(right))),
        (Value::Bool(left), Value::String(right)) => Ok(Some(left.cmp(&right.eq_ignore_ascii_case("true")))),
        _ => Ok(is_same(left, right).then_some(Ordering::Equal)),
    }
}

/// Numbers, and texts that are numbers, compare as decimals of any size.
fn compare_number(left: &Number, right: &Value) -> Result<Ordering, PathError> {
    let integer = match right {
        Value::Number(Number::Int(number)) => Some(*number),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    if let (Number::Int(left), Some(right)) = (left, integer) {
        return Ok(left.cmp(&right));
    }
    let right = decimal(&java::to_string(right))?;
    Ok(decimal(&left.to_string())?.cmp(&right))
}

fn decimal(text: &str) -> Result<Decimal, PathError> {
    Decimal::parse(text).map_err(|message| PathError::new(PathErrorKind::NumberFormat, message))
}

/// Java's `==`: the same list or map.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => std::sync::Arc::ptr_eq(left, right),
        (Value::Object(left), Value::Object(right)) => std::sync::Arc::ptr_eq(left, right),
        _ => false,
    }
}

/// `=~`: the whole text of one side must match the pattern that is the other.
fn matches_pattern(
    evaluator: &mut Evaluator<'_>,
    left: &Comparand<'_>,
    right: &Comparand<'_>,
) -> Result<bool, PathError> {
    let (target, pattern) = match (left, right) {
        (Comparand::Pattern(pattern), target) | (target, Comparand::Pattern(pattern)) => (target, pattern),
        (Comparand::Value(target), Comparand::Value(Value::Null)) => {
            let message = "Cannot invoke \"java.util.regex.Pattern.matcher(java.lang.CharSequence)\" because \
                           \"pattern\" is null";
            return if target.is_null() {
                Ok(false)
            } else {
                Err(PathError::new(PathErrorKind::NullPointer, message))
            };
        }
        (_, Comparand::Value(other)) => return Err(not_a_pattern(other)),
    };
    let text = match target {
        Comparand::Value(Value::Null) => return Ok(false),
        Comparand::Value(value) => java::to_string(value),
        Comparand::Pattern(other) => other.text.clone(),
    };
    evaluator.charge(text.len().saturating_mul(pattern.steps_a_byte))?;
    Ok(pattern.regex.is_match(&text))
}

fn not_a_pattern(value: &Value) -> PathError {
    let class = java::class_name(value);
    let message = format!(
        "class {class} cannot be cast to class java.util.regex.Pattern ({class} and java.util.regex.Pattern are \
         in module java.base of loader 'bootstrap')"
    );
    PathError::new(PathErrorKind::ClassCast, message)
}
