//! Evaluations that end soon, whatever the expression.
//!
//! What is tame is first evaluated as fast as can be, with few steps and small values. What is not, and what takes
//! more, is evaluated with a [`Meter`], which slows it down and bounds its work.

use super::convert::{Builder, Converted, Size};
use super::facts::{self, Calls};
use super::functions::{self, Functions};
use super::guard::{self, Replaced};
use super::meter::{Charges, MOST_BYTES, Meter};
use super::{TOO_DEEP, TOO_LARGE, failure, number};
use crate::expr::jsonata::{
    JsonataAnswer, JsonataExpression, JsonataFacts, JsonataFailure, JsonataGiven, JsonataOutcome,
};
use crate::json::{Object, Value, to_serde};
use jlens_core::{CancelToken, Document, Error, Expression, Options};
use serde_json::Value as Json;
use std::sync::{Arc, OnceLock};

/// The deepest an evaluation may nest.
const MAX_DEPTH: usize = 100;
/// The largest value in bytes, of UTF-8 or, for numbers, 8 each.
const MAX_BYTES: usize = 6_990_256;
/// What an item of an array counts for.
const BYTES_AN_ITEM: usize = 8;
/// The largest string that a tame expression may build, and what it may be given for all its steps.
const SMALL: usize = 1 << 16;
/// The longest array that a tame expression may build.
const SHORT: usize = 1 << 12;
/// The most steps of a tame evaluation, and the most for which no room is made on the stack.
const FEW_STEPS: u64 = 5_000;
/// The bytes of work for which none is made.
const FEW_BYTES: u64 = MOST_BYTES / 16;
/// What a tame evaluation is charged with: it does not say how many steps it took.
const TAME_STEPS: u64 = 500;

/// An expression with what is known of it.
#[derive(Debug)]
pub(super) struct Compiled {
    expression: Expression,
    functions: Functions,
    facts: JsonataFacts,
    calls: Calls,
    is_tame: bool,
    quick: OnceLock<Option<Arc<Form>>>,
    metered: OnceLock<Option<Arc<Form>>>,
}

/// An expression as it is evaluated.
#[derive(Debug)]
struct Form {
    expression: Expression,
    charges: Charges,
    calls: Calls,
    /// How much deeper it nests than as it was written
    deeper: usize,
}

/// What an evaluation may take.
#[derive(Clone, Copy)]
struct Bounds {
    steps: u64,
    /// The largest string
    bytes: usize,
    /// The longest array
    items: usize,
}

type Answer = Result<JsonataOutcome, Error>;

impl JsonataExpression for Compiled {
    fn facts(&self) -> &JsonataFacts {
        &self.facts
    }

    fn evaluate(&self, given: &JsonataGiven) -> JsonataAnswer {
        let (answer, steps) = self.answer(given);
        let outcome = answer.or_else(|error| match self.beyond_numbers(&error, given) {
            Some(outcome) => Ok(outcome),
            None => Err(failure(&error)),
        });
        JsonataAnswer { outcome, steps }
    }
}

impl Compiled {
    pub fn new(expression: Expression, functions: &Functions) -> Self {
        let (facts, calls) = facts::of(&expression, functions.names());
        let is_tame = !calls.matches && guard::is_tame(&expression.ast().root, functions.names());
        let (quick, metered, functions) = (OnceLock::new(), OnceLock::new(), functions.clone());
        Self { expression, functions, facts, calls, is_tame, quick, metered }
    }

    /// The expression made safe. Variables that took the place of functions are left alone.
    fn form(&self, given: &JsonataGiven, replaced: Replaced) -> Result<Arc<Form>, Error> {
        let form = |taken: &[&str]| Form::new(self, replaced, taken).map(Arc::new);
        let functions = self.functions.names();
        let is_taken =
            |name: &&str| functions.contains(name) && self.facts.variables.contains_key::<str>(name);
        let taken: Vec<&str> = given.variables.iter().map(|(name, _)| &**name).filter(is_taken).collect();
        let cached = match replaced {
            Replaced::Dangerous => &self.quick,
            Replaced::Values => &self.metered,
        };
        let form = if taken.is_empty() { cached.get_or_init(|| form(&[])).clone() } else { form(&taken) };
        form.ok_or_else(|| Error::new(TOO_DEEP))
    }

    /// The answer, and about how many steps it took.
    fn answer(&self, given: &JsonataGiven) -> (Answer, u64) {
        if self.is_tame {
            let answer = self.answer_tamely(given);
            if !answer.as_ref().is_err_and(is_limit) {
                return (answer, TAME_STEPS.min(given.steps));
            }
        }
        let form = self.form(given, Replaced::Values);
        let size = converted(given, |converted| converted.size.ok_or_else(|| Error::new(TOO_LARGE)));
        let (form, size) = match (form, size) {
            (Ok(form), Ok(size)) => (form, size),
            (Err(error), _) | (_, Err(error)) => return (Err(error), 1),
        };
        if self.calls.matches {
            return self.answer_searching(&form, given, size);
        }
        let bounds = |steps| Bounds { steps, bytes: MAX_BYTES, items: MAX_BYTES / BYTES_AN_ITEM };
        if !self.is_tame && MAKES_ROOM {
            let few = bounds(given.steps.min(FEW_STEPS));
            let (answer, steps) = self.answer_metered(&form, given, few, &mut FEW_BYTES.clone());
            if !answer.as_ref().is_err_and(is_limit) {
                return (answer, steps);
            }
        }
        with_room(|| self.answer_metered(&form, given, bounds(given.steps), &mut MOST_BYTES.clone()))
    }

    /// Every match of a regular expression goes through the whole string, so that the larger the strings are, the
    /// fewer steps there may be.
    fn answer_searching(&self, form: &Form, given: &JsonataGiven, size: Size) -> (Answer, u64) {
        /// The bytes that may be gone through
        const MOST_SEARCHED: usize = 400_000_000;
        /// The largest string, first and then
        const LARGEST: [usize; 4] = [1 << 14, 1 << 17, 1 << 20, MAX_BYTES];
        let mut left = MOST_BYTES;
        let mut answer = |bytes: usize| {
            let steps = (MOST_SEARCHED / size.longest.max(bytes)) as u64;
            let items = MAX_BYTES / BYTES_AN_ITEM;
            let bounds = Bounds { steps: steps.min(given.steps), bytes, items };
            with_room(|| self.answer_metered(form, given, bounds, &mut left))
        };
        let mut last = answer(LARGEST[0]);
        for bytes in &LARGEST[1..] {
            if !last.0.as_ref().is_err_and(|error| failure(error) == JsonataFailure::Memory) {
                break;
            }
            last = answer(*bytes);
        }
        last
    }

    fn answer_tamely(&self, given: &JsonataGiven) -> Answer {
        let form = self.form(given, Replaced::Dangerous)?;
        let size = converted(given, |converted| converted.size.ok_or_else(|| Error::new(TOO_LARGE)))?;
        let steps = FEW_STEPS * SMALL as u64 / (size.whole.max(SMALL) as u64);
        let bounds = Bounds { steps: steps.min(given.steps), bytes: SMALL, items: SHORT };
        let options = bounds.options(given).max_depth(MAX_DEPTH + form.deeper);
        let value = self.run(&form.expression, &form.calls, given, &options, bounds)?;
        Ok(value.map_or_else(|| self.nothing(&form, given, bounds), JsonataOutcome::Value))
    }

    fn run(
        &self,
        expression: &Expression,
        calls: &Calls,
        given: &JsonataGiven,
        options: &Options,
        bounds: Bounds,
    ) -> Result<Option<Value>, Error> {
        let bindings = functions::bindings(calls, given.seed, bounds.bytes);
        converted(given, |converted| {
            let too_large = || Error::new(TOO_LARGE);
            let mut variables: Vec<(&str, &Document)> = Vec::with_capacity(converted.variables.len() + 1);
            for (name, value) in &converted.variables {
                if self.facts.variables.contains_key(name) {
                    variables.push((name, value.as_ref().ok_or_else(too_large)?));
                }
            }
            if let (Some(_), Some(states)) = (&self.facts.states, &converted.states) {
                variables.push(("states", states.as_ref().ok_or_else(too_large)?));
            }
            let write = |output: jlens_core::output::Output<'_, '_>| output.write(&mut Builder);
            expression.evaluate_document_with_to(&converted.context, &variables, &bindings, options, write)
        })
    }

    /// Functions come out of the engine as nothing, too.
    fn nothing(&self, form: &Form, given: &JsonataGiven, bounds: Bounds) -> JsonataOutcome {
        let text = format!("$type(({}))", form.expression.source());
        let options = bounds.options(given).max_depth(MAX_DEPTH + form.deeper + 2);
        let asked = Expression::compile(&text)
            .and_then(|expression| self.run(&expression, &form.calls, given, &options, bounds));
        match asked {
            Ok(Some(Value::String(name))) if &*name == "function" => JsonataOutcome::Function,
            _ => JsonataOutcome::Undefined,
        }
    }

    /// The answer within so many bytes of work, off which it takes what it did.
    fn answer_metered(
        &self,
        form: &Form,
        given: &JsonataGiven,
        bounds: Bounds,
        left: &mut u64,
    ) -> (Answer, u64) {
        let mut bindings = functions::bindings(&form.calls, given.seed, bounds.bytes);
        let read = given.variables.iter().filter(|(name, _)| self.facts.variables.contains_key(name));
        for (name, value) in read {
            bindings = bindings.var(&**name, to_serde(value));
        }
        if let (Some(_), Some(states)) = (&self.facts.states, &given.states) {
            bindings = bindings.var("states", to_serde(states));
        }
        let token = CancelToken::new();
        let options = bounds.options(given).max_depth(MAX_DEPTH + form.deeper).cancel_token(token.clone());
        let mut meter = Meter::new(&form.charges, token, *left);
        let result = form.expression.evaluate_traced(Some(&Json::Null), &bindings, &options, &mut meter);
        let answer = match result {
            _ if meter.is_over() => Err(Error::new(TOO_LARGE)),
            Ok(Some(value)) => Ok(JsonataOutcome::Value(settled(&value))),
            Ok(None) if meter.is_function() => Ok(JsonataOutcome::Function),
            Ok(None) => Ok(JsonataOutcome::Undefined),
            Err(error) => Err(error),
        };
        let steps = meter.steps();
        *left = meter.left();
        (answer, steps.clamp(1, given.steps.max(1)))
    }

    /// An arithmetic operation that is the whole expression may go beyond the doubles; AWS writes such a result
    /// as JavaScript names it. As part of something else it fails here, where AWS goes on with it.
    fn beyond_numbers(&self, error: &Error, given: &JsonataGiven) -> Option<JsonataOutcome> {
        if error.code() != "D1001" {
            return None;
        }
        let (operator, left, right) = facts::arithmetic(&self.expression)?;
        let operand = |text: &str| {
            let operand = Self::new(Expression::compile(text).ok()?, &self.functions);
            match operand.answer(given).0.ok()? {
                JsonataOutcome::Value(value) => value.as_f64(),
                _ => None,
            }
        };
        let number = operator.apply(operand(left)?, operand(right)?);
        let name = match number {
            number if number.is_nan() => "NaN",
            f64::INFINITY => "Infinity",
            f64::NEG_INFINITY => "-Infinity",
            _ => return None,
        };
        Some(JsonataOutcome::Value(name.into()))
    }
}

impl Form {
    /// Fails where the expression, made safe, is too deep to be compiled.
    fn new(compiled: &Compiled, replaced: Replaced, taken: &[&str]) -> Option<Self> {
        let (mut expression, mut calls, mut deeper) = (compiled.expression.clone(), compiled.calls, 0);
        if let Some(text) = guard::guarded(&expression, replaced, taken) {
            expression = Expression::compile(&text).ok()?;
            calls.own = true;
            deeper = 1;
        }
        let charges = match replaced {
            Replaced::Dangerous => Charges::default(),
            Replaced::Values => Charges::of(&expression, compiled.functions.names()),
        };
        Some(Self { expression, charges, calls, deeper })
    }
}

impl Bounds {
    fn options(self, given: &JsonataGiven) -> Options {
        Options::new()
            .max_steps(self.steps)
            .max_string_length(self.bytes)
            .max_array_length(self.items)
            .max_result_size(MAX_BYTES)
            .now(given.now)
            .seed(given.seed)
    }
}

/// Asks something of what was given, in the engine's form.
fn converted<R>(given: &JsonataGiven, ask: impl FnOnce(&Converted) -> Result<R, Error>) -> Result<R, Error> {
    let mut converted = given.converted.borrow_mut();
    let converted = converted.get_or_insert_with(|| Box::new(Converted::new(given)));
    converted.downcast_ref::<Converted>().map_or_else(|| Err(Error::new(TOO_LARGE)), ask)
}

fn is_limit(error: &Error) -> bool {
    matches!(failure(error), JsonataFailure::Time | JsonataFailure::Memory)
}

/// A result of the engine as ours.
fn settled(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(double) => Value::Number(number(double.as_f64().unwrap_or_default())),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => items.iter().map(settled).collect(),
        Json::Object(members) => {
            let members = members.iter().map(|(name, member)| (Arc::from(name.as_str()), settled(member)));
            Value::from(members.collect::<Object>())
        }
    }
}

/// Whether room on the stack can be made, and so is not made for what may do without. What comes of an evaluation must
/// not depend on it.
const MAKES_ROOM: bool = cfg!(not(target_arch = "wasm32"));

/// Functions that hold one another are dropped level by level, with as many levels as steps could make.
#[cfg(not(target_arch = "wasm32"))]
fn with_room<R>(evaluate: impl FnOnce() -> R) -> R {
    const ROOM: usize = 256 << 20;
    stacker::grow(ROOM, evaluate)
}

/// The module that runs this has the stack it has; where that ends, its host starts it anew.
#[cfg(target_arch = "wasm32")]
fn with_room<R>(evaluate: impl FnOnce() -> R) -> R {
    evaluate()
}
