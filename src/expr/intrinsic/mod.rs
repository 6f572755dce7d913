//! Intrinsic Functions: `States.Format('Hello, {}', $.name)` (States Language, "Intrinsic Functions", and the
//! AWS developer guide's page of the same name).

mod array;
mod encode;
mod format;
mod json;
mod math;
mod parse;
mod parts;
mod random;
mod split;

#[cfg(feature = "jsonata")]
pub(super) use encode::digest;
#[cfg(feature = "jsonata")]
pub(super) use random::JavaRandom;
pub(crate) use random::uuid_text;

use super::environment::BYTES_A_STEP;
pub use parts::{IntrinsicArgument, IntrinsicCall};

use super::error_name::{INTRINSIC_FAILURE, RUNTIME};
use super::{Environment, EvalError, Path, PathErrorKind, query};
use crate::json::{Number, Value};
use std::fmt;
use std::sync::Arc;

/// A value worth keeping for every call that gives it, in bytes of its text: thirty bytes of a definition may ask for an
/// array of 1,000 numbers, and a definition may do so many thousand times.
const LARGEST_CONSTANT: u64 = 64;
/// How deep calls may stand within calls.
const MAX_NESTING: usize = 10;

/// The functions there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the States Language names and describes them")]
pub enum IntrinsicFunction {
    Format,
    StringToJson,
    JsonToString,
    Array,
    ArrayPartition,
    ArrayContains,
    ArrayRange,
    ArrayGetItem,
    ArrayLength,
    ArrayUnique,
    Base64Encode,
    Base64Decode,
    Hash,
    JsonMerge,
    MathRandom,
    MathAdd,
    StringSplit,
    Uuid,
}

use IntrinsicFunction as Function;

impl IntrinsicFunction {
    /// All of them, in the order of the developer guide.
    pub const ALL: [Self; 18] = [
        Self::Array,
        Self::ArrayPartition,
        Self::ArrayContains,
        Self::ArrayRange,
        Self::ArrayGetItem,
        Self::ArrayLength,
        Self::ArrayUnique,
        Self::Base64Encode,
        Self::Base64Decode,
        Self::Hash,
        Self::JsonMerge,
        Self::StringToJson,
        Self::JsonToString,
        Self::MathRandom,
        Self::MathAdd,
        Self::StringSplit,
        Self::Uuid,
        Self::Format,
    ];

    /// The name without `States.`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "Format",
            Self::StringToJson => "StringToJson",
            Self::JsonToString => "JsonToString",
            Self::Array => "Array",
            Self::ArrayPartition => "ArrayPartition",
            Self::ArrayContains => "ArrayContains",
            Self::ArrayRange => "ArrayRange",
            Self::ArrayGetItem => "ArrayGetItem",
            Self::ArrayLength => "ArrayLength",
            Self::ArrayUnique => "ArrayUnique",
            Self::Base64Encode => "Base64Encode",
            Self::Base64Decode => "Base64Decode",
            Self::Hash => "Hash",
            Self::JsonMerge => "JsonMerge",
            Self::MathRandom => "MathRandom",
            Self::MathAdd => "MathAdd",
            Self::StringSplit => "StringSplit",
            Self::Uuid => "UUID",
        }
    }

    /// Whether the function goes through all that its arguments hold, and so takes the longer the larger they are.
    fn reads_text(self) -> bool {
        !matches!(
            self,
            Self::Array
                | Self::ArrayPartition
                | Self::ArrayRange
                | Self::ArrayGetItem
                | Self::ArrayLength
                | Self::MathRandom
                | Self::MathAdd
                | Self::Uuid
        )
    }

    /// How many arguments the function takes; `usize::MAX` stands for any number.
    pub fn arity(self) -> std::ops::RangeInclusive<usize> {
        match self {
            Self::Uuid => 0..=0,
            Self::Array => 0..=usize::MAX,
            Self::Format => 1..=usize::MAX,
            Self::StringToJson
            | Self::JsonToString
            | Self::ArrayLength
            | Self::ArrayUnique
            | Self::Base64Encode
            | Self::Base64Decode => 1..=1,
            Self::ArrayPartition
            | Self::ArrayContains
            | Self::ArrayGetItem
            | Self::Hash
            | Self::MathAdd
            | Self::StringSplit => 2..=2,
            Self::MathRandom => 2..=3,
            Self::ArrayRange | Self::JsonMerge => 3..=3,
        }
    }
}

/// A compiled call.
#[derive(Clone, Debug)]
pub struct Intrinsic {
    text: Arc<str>,
    call: Call,
}

#[derive(Clone, Debug)]
struct Call {
    function: Function,
    arguments: Arc<[Argument]>,
    /// What the call gives, where that is always the same and small: its arguments are written out, and it succeeds.
    constant: Option<Value>,
}

#[derive(Clone, Debug)]
enum Argument {
    Path(Path),
    Call(Call),
    /// A number, a boolean or null
    Literal(Value),
    Text(Text),
}

/// Where a call is evaluated that asks for nothing.
struct Nowhere;

impl Environment for Nowhere {
    fn input(&self) -> &Value {
        &Value::Null
    }

    fn context(&mut self) -> Value {
        Value::Null
    }

    fn variable(&self, _: &str) -> Option<Value> {
        None
    }

    fn random_u64(&mut self) -> u64 {
        0
    }
}

/// A quoted text. `States.Format` must know an escaped brace from a bare one, so it gets the text as written.
#[derive(Clone, Debug)]
struct Text {
    written: Arc<str>,
    value: Value,
}

/// Why a text is not a call of an Intrinsic Function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntrinsicSyntaxError {
    /// What is wrong with it
    pub message: String,
    /// Where, in bytes from the text's start
    pub offset: usize,
}

impl fmt::Display for IntrinsicSyntaxError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for IntrinsicSyntaxError {}

/// Why a call failed: the error's name and what follows "had the following error: ".
struct Failure {
    error: &'static str,
    detail: String,
}

impl Failure {
    fn new(detail: impl Into<String>) -> Self {
        Self { error: INTRINSIC_FAILURE, detail: detail.into() }
    }
}

type Outcome = Result<Value, Failure>;

impl Intrinsic {
    /// Compiles a call.
    ///
    /// # Errors
    /// The first thing wrong with the text.
    pub fn parse(text: &str) -> Result<Self, IntrinsicSyntaxError> {
        let call = parse::parse(text)?;
        Ok(Self { text: text.into(), call })
    }

    /// The call as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The outermost function.
    pub fn function(&self) -> IntrinsicFunction {
        self.call.function
    }

    /// The paths among the arguments, also those of nested calls.
    pub fn paths(&self) -> Vec<&Path> {
        let mut found = Vec::new();
        self.call.collect_paths(&mut found);
        found
    }

    /// Calls the function.
    ///
    /// # Errors
    /// `States.Runtime` if a path among the arguments selects nothing, `States.IntrinsicFailure` if a
    /// function refuses its arguments; the cause names the outermost call.
    pub fn evaluate(&self, environment: &mut dyn Environment) -> Result<Value, EvalError> {
        self.call.evaluate(environment).map_err(|failure| {
            let cause = format!("The function '{}' had the following error: {}", self.text, failure.detail);
            EvalError::new(failure.error, cause)
        })
    }
}

impl Call {
    fn new(function: Function, arguments: Vec<Argument>) -> Self {
        let mut call = Self { function, arguments: arguments.into(), constant: None };
        if call.is_constant() {
            let value = call.evaluate(&mut Nowhere).ok();
            call.constant = value.filter(|value| value.text_len_up_to(LARGEST_CONSTANT).is_some());
        }
        call
    }

    /// Whether the call gives the same whenever it is made.
    fn is_constant(&self) -> bool {
        let is_known = |argument: &Argument| match argument {
            Argument::Literal(_) | Argument::Text(_) => true,
            Argument::Call(call) => call.constant.is_some(),
            Argument::Path(_) => false,
        };
        !matches!(self.function, Function::MathRandom | Function::Uuid) && self.arguments.iter().all(is_known)
    }

    fn collect_paths<'c>(&'c self, found: &mut Vec<&'c Path>) {
        for argument in self.arguments.iter() {
            match argument {
                Argument::Path(path) => found.push(path),
                Argument::Call(call) => call.collect_paths(found),
                Argument::Literal(_) | Argument::Text(_) => {}
            }
        }
    }

    fn evaluate(&self, environment: &mut dyn Environment) -> Outcome {
        if let Some(value) = &self.constant {
            return Ok(value.clone());
        }
        // Nearly every call has few arguments, which then need no place of their own in memory.
        match &*self.arguments {
            [one] => self.apply(&[one.evaluate(environment)?], environment),
            [one, two] => self.apply(&[one.evaluate(environment)?, two.evaluate(environment)?], environment),
            many => {
                let values = many.iter().map(|argument| argument.evaluate(environment));
                self.apply(&values.collect::<Result<Vec<_>, _>>()?, environment)
            }
        }
    }

    fn apply(&self, values: &[Value], environment: &mut dyn Environment) -> Outcome {
        let arguments = Arguments { function: self.function, values };
        arguments.pay(environment)?;
        match self.function {
            Function::Format => format::format(self.format_template(), &arguments),
            Function::StringToJson => json::string_to_json(&arguments),
            Function::JsonToString => json::json_to_string(&arguments),
            Function::JsonMerge => json::merge(&arguments),
            Function::Array => Ok(Value::from(values.to_vec())),
            Function::ArrayPartition => array::partition(&arguments),
            Function::ArrayContains => array::contains(&arguments),
            Function::ArrayRange => array::range(&arguments),
            Function::ArrayGetItem => array::get_item(&arguments),
            Function::ArrayLength => array::length(&arguments),
            Function::ArrayUnique => array::unique(&arguments),
            Function::Base64Encode => encode::base64_encode(&arguments),
            Function::Base64Decode => encode::base64_decode(&arguments),
            Function::Hash => encode::hash(&arguments),
            Function::MathAdd => math::add(&arguments),
            Function::MathRandom => random::random(&arguments, environment),
            Function::Uuid => Ok(random::uuid(environment)),
            Function::StringSplit => split::split(&arguments),
        }
    }

    /// The first argument as it was written, if it was written as a text.
    fn format_template(&self) -> Option<&str> {
        match self.arguments.first() {
            Some(Argument::Text(text)) => Some(&text.written),
            _ => None,
        }
    }
}

impl Argument {
    fn evaluate(&self, environment: &mut dyn Environment) -> Outcome {
        match self {
            Self::Literal(value) | Self::Text(Text { value, .. }) => Ok(value.clone()),
            Self::Call(call) => call.evaluate(environment),
            Self::Path(path) => query::select(path, environment).map_err(|miss| {
                let detail = if miss.error.kind == PathErrorKind::NotFound {
                    format!(
                        "The JsonPath argument for the field '{}' could not be found in the input '{}'",
                        path.shown(),
                        environment.input()
                    )
                } else {
                    miss.error.message
                };
                Failure { error: RUNTIME, detail }
            }),
        }
    }
}

/// A call's evaluated arguments, as many as the function takes.
struct Arguments<'v> {
    function: Function,
    values: &'v [Value],
}

impl Arguments<'_> {
    /// Takes off the environment's work what the function will do. Values share their parts, so a short call may
    /// have arguments whose text is endless.
    fn pay(&self, environment: &mut dyn Environment) -> Result<(), Failure> {
        let bytes = |value: &Value, most: u64| match value {
            Value::String(text) => Some(text.len() as u64).filter(|length| *length <= most),
            _ => value.text_len_up_to(most),
        };
        if !self.function.reads_text() {
            return Ok(());
        }
        let most = (environment.work_left() as u64).saturating_mul(BYTES_A_STEP as u64);
        let spent = self.values.iter().try_fold(0, |spent, value| Some(spent + bytes(value, most - spent)?));
        match spent {
            Some(spent) => environment.spend(spent as usize / BYTES_A_STEP),
            None => return Err(Failure::new("The arguments are too large")),
        }
        Ok(())
    }

    fn value(&self, index: usize) -> &Value {
        self.values.get(index).unwrap_or(&Value::Null)
    }

    fn refuse<T>(&self, index: usize, expected: &str) -> Result<T, Failure> {
        let (function, value) = (self.function.name(), self.value(index));
        let detail = format!(
            "Argument {} of States.{function} must be {expected}, but was of type {}",
            index + 1,
            value.type_name()
        );
        Err(Failure::new(detail))
    }

    fn text(&self, index: usize) -> Result<&str, Failure> {
        self.value(index).as_str().map_or_else(|| self.refuse(index, "a string"), Ok)
    }

    fn array(&self, index: usize) -> Result<&[Value], Failure> {
        self.value(index).as_array().map_or_else(|| self.refuse(index, "an array"), Ok)
    }

    /// A number, rounded to an integer as Java's `Math.round` does, within 32 bits.
    fn integer(&self, index: usize) -> Result<i64, Failure> {
        let rounded = match self.value(index).as_number() {
            Some(Number::Int(number)) => *number,
            Some(Number::Float(number)) => round(*number),
            _ => return self.refuse(index, "an integer"),
        };
        if i32::try_from(rounded).is_err() {
            return self.refuse(index, "an integer of 32 bits");
        }
        Ok(rounded)
    }
}

/// `Math.round`: to the nearest integer, halves upwards.
fn round(number: f64) -> i64 {
    let floor = number.floor();
    // The cast saturates.
    (if number - floor >= 0.5 { floor + 1.0 } else { floor }) as i64
}

#[cfg(test)]
mod tests;
