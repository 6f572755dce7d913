//! Walking a value along the tokens of a path.

use super::error::{PathError, PathErrorKind};
use super::java;
use super::token::{Fragments, NameList, Token, definite_from};
use crate::json::{Object, Value};
use std::fmt;
use std::sync::Arc;

/// How deep a value may be. JSON text is limited to 128 levels; results placed into results can be deeper.
const MAX_DEPTH: u32 = 512;

/// The value at the end of names and indexes.
pub(super) fn find<'v>(tokens: &[Token], value: &'v Value) -> Option<&'v Value> {
    tokens.iter().try_fold(value, |at, token| match (token, at) {
        (Token::Name(name), Value::Object(members)) => members.get(name),
        (Token::Index(index), Value::Array(items)) => items.get(usize::try_from(*index).ok()?),
        _ => None,
    })
}

/// What the tokens select in `value`, taking off `work` what it took.
pub(super) fn select(
    tokens: &[Token],
    definite_from: usize,
    value: &Value,
    work: &mut usize,
) -> Result<Value, PathError> {
    let mut evaluator = Evaluator { document: value, work: *work, depth: 0, quiet: 0 };
    let outcome = evaluator.run(tokens, definite_from, value);
    *work = evaluator.work;
    let results = outcome?;
    if definite_from > 0 {
        return Ok(Value::from(results));
    }
    results.into_iter().next().ok_or_else(|| {
        PathError::new(PathErrorKind::NotFound, format!("No results for path: ${}", Fragments(tokens)))
    })
}

/// The same without a word on why nothing is selected.
pub(super) fn try_select(
    tokens: &[Token],
    definite_from: usize,
    value: &Value,
    work: &mut usize,
) -> Option<Value> {
    let mut evaluator = Evaluator { document: value, work: *work, depth: 0, quiet: 1 };
    let outcome = evaluator.run(tokens, definite_from, value);
    *work = evaluator.work;
    let results = outcome.ok()?;
    if definite_from > 0 { Some(Value::from(results)) } else { results.into_iter().next() }
}

/// One evaluation: its limits, and the document that `$` means within filters.
pub(super) struct Evaluator<'v> {
    pub(super) document: &'v Value,
    /// How many steps may still be taken
    work: usize,
    depth: u32,
    /// Above zero where a "not found" is dropped anyway, so that its message need not be made
    quiet: u32,
}

/// A path being followed, and what it has selected so far.
struct Walk<'t> {
    tokens: &'t [Token],
    definite_from: usize,
    results: Vec<Value>,
}

impl Walk<'_> {
    fn is_last(&self, at: usize) -> bool {
        at + 1 >= self.tokens.len()
    }

    /// Whether a missing member ends the evaluation: everything from the token before it is definite.
    fn is_upstream_definite(&self, at: usize) -> bool {
        at.saturating_sub(1) >= self.definite_from
    }
}

/// Where in the value a walk is, for messages.
enum Place<'p> {
    Start,
    Name(&'p Place<'p>, &'p str),
    Index(&'p Place<'p>, i64),
    Names(&'p Place<'p>, &'p [Arc<str>]),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut chain = Vec::new();
        let mut place = self;
        while let Self::Name(parent, _) | Self::Index(parent, _) | Self::Names(parent, _) = place {
            chain.push(place);
            place = parent;
        }
        out.write_str("$")?;
        chain.iter().rev().try_for_each(|place| match place {
            Self::Start => Ok(()),
            Self::Name(_, name) => write!(out, "['{name}']"),
            Self::Index(_, index) => write!(out, "[{index}]"),
            Self::Names(_, names) => write!(out, "{}", NameList(names)),
        })
    }
}

type Outcome = Result<(), PathError>;

impl Evaluator<'_> {
    /// What a definite path of a filter selects in `value`; why it selects nothing stays untold.
    pub(super) fn select_definite(&mut self, tokens: &[Token], value: &Value) -> Result<Value, PathError> {
        if let Some(found) = find(tokens, value) {
            return Ok(found.clone());
        }
        self.quiet += 1;
        let results = self.run(tokens, definite_from(tokens), value);
        self.quiet -= 1;
        results?.into_iter().next().ok_or_else(|| PathError::new(PathErrorKind::NotFound, ""))
    }

    fn run(
        &mut self,
        tokens: &[Token],
        definite_from: usize,
        value: &Value,
    ) -> Result<Vec<Value>, PathError> {
        let mut walk = Walk { tokens, definite_from, results: Vec::new() };
        if tokens.is_empty() {
            return Ok(vec![value.clone()]);
        }
        self.apply(&mut walk, 0, &Place::Start, value)?;
        Ok(walk.results)
    }

    /// Applies the token at `at` to `value`, and those after it to what it selects.
    fn apply(&mut self, walk: &mut Walk<'_>, at: usize, place: &Place<'_>, value: &Value) -> Outcome {
        self.enter()?;
        let outcome = match &walk.tokens[at] {
            Token::Root => self.go_on(walk, at, &Place::Start, value),
            Token::Name(name) => self.apply_name(walk, at, place, value, name),
            Token::Names(names) => self.apply_names(walk, at, place, value, names),
            Token::Wildcard => self.apply_wildcard(walk, at, place, value),
            Token::Scan if walk.is_last(at) => Ok(()),
            Token::Scan => self.scan(walk, at + 1, place, value),
            Token::Filter(_) | Token::Placeholders(_) => self.apply_filter(walk, at, place, value),
            Token::Index(_)
            | Token::Indexes(_)
            | Token::FromEnd(_)
            | Token::SliceFrom(_)
            | Token::SliceTo(_)
            | Token::Slice(..) => self.apply_indexes(walk, at, place, value),
        };
        self.depth -= 1;
        outcome
    }

    fn enter(&mut self) -> Outcome {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(PathError::new(PathErrorKind::Limit, "The value is nested too deep for this path"));
        }
        self.charge(1)
    }

    /// Counts work, in steps.
    pub(super) fn charge(&mut self, steps: usize) -> Outcome {
        if let Some(left) = self.work.checked_sub(steps) {
            self.work = left;
        } else {
            self.work = 0;
            return Err(PathError::new(PathErrorKind::Limit, "The path takes too many steps on this value"));
        }
        Ok(())
    }

    /// Selects `value` if the token at `at` is the last one, or applies the next one to it.
    fn go_on(&mut self, walk: &mut Walk<'_>, at: usize, place: &Place<'_>, value: &Value) -> Outcome {
        if walk.is_last(at) {
            walk.results.push(value.clone());
            return Ok(());
        }
        self.apply(walk, at + 1, place, value)
    }

    fn not_found(&self, message: impl FnOnce() -> String) -> PathError {
        let message = if self.quiet > 0 { String::new() } else { message() };
        PathError::new(PathErrorKind::NotFound, message)
    }

    fn members<'v>(
        &self,
        token: &Token,
        place: &Place<'_>,
        value: &'v Value,
    ) -> Result<&'v Object, PathError> {
        value
            .as_object()
            .ok_or_else(|| self.not_found(|| format!("Property {token} not found in path {place}")))
    }

    fn apply_name(
        &mut self,
        walk: &mut Walk<'_>,
        at: usize,
        place: &Place<'_>,
        value: &Value,
        name: &str,
    ) -> Outcome {
        let members = self.members(&walk.tokens[at], place, value)?;
        let here = Place::Name(place, name);
        match members.get(name) {
            Some(member) => self.go_on(walk, at, &here, member),
            None if walk.is_last(at) => Err(self.not_found(|| format!("No results for path: {here}"))),
            None if walk.is_upstream_definite(at) => {
                Err(self.not_found(|| format!("Missing property in path {here}")))
            }
            None => Ok(()),
        }
    }

    fn apply_names(
        &mut self,
        walk: &mut Walk<'_>,
        at: usize,
        place: &Place<'_>,
        value: &Value,
        names: &[Arc<str>],
    ) -> Outcome {
        let members = self.members(&walk.tokens[at], place, value)?;
        if !walk.is_last(at) {
            let message =
                format!("Multi properties can only be used as path leafs: {}", Place::Names(place, names));
            return Err(PathError::new(PathErrorKind::Invalid, message));
        }
        let found = names.iter().filter_map(|name| Some((name.clone(), members.get(name)?.clone())));
        walk.results.push(Value::from(found.collect::<Object>()));
        Ok(())
    }

    fn apply_wildcard(
        &mut self,
        walk: &mut Walk<'_>,
        at: usize,
        place: &Place<'_>,
        value: &Value,
    ) -> Outcome {
        match value {
            Value::Object(members) => members
                .iter()
                .try_for_each(|(name, member)| self.go_on(walk, at, &Place::Name(place, name), member)),
            Value::Array(items) => {
                self.quiet += 1;
                let outcome = self.apply_to_each(walk, at, place, items);
                self.quiet -= 1;
                outcome
            }
            _ => Ok(()),
        }
    }

    /// A wildcard drops what is not found below an item of an array, though not below a member of an object.
    fn apply_to_each(
        &mut self,
        walk: &mut Walk<'_>,
        at: usize,
        place: &Place<'_>,
        items: &[Value],
    ) -> Outcome {
        for (index, item) in items.iter().enumerate() {
            match self.go_on(walk, at, &Place::Index(place, index as i64), item) {
                Err(error) if error.kind == PathErrorKind::NotFound => {}
                outcome => outcome?,
            }
        }
        Ok(())
    }

    fn apply_filter(&mut self, walk: &mut Walk<'_>, at: usize, place: &Place<'_>, value: &Value) -> Outcome {
        match value {
            Value::Object(_) => {
                if self.accepts(&walk.tokens[at], value)? {
                    self.go_on(walk, at, place, value)?;
                }
                Ok(())
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if self.accepts(&walk.tokens[at], item)? {
                        self.go_on(walk, at, &Place::Index(place, index as i64), item)?;
                    }
                }
                Ok(())
            }
            _ => Err(cannot_apply(walk, at, value, "can not be applied to primitives")),
        }
    }

    fn accepts(&mut self, token: &Token, item: &Value) -> Result<bool, PathError> {
        self.charge(1)?;
        match token {
            Token::Filter(filter) => filter.accepts(self, item),
            _ => Err(PathError::new(
                PathErrorKind::NullPointer,
                "Cannot invoke \"com.jayway.jsonpath.Predicate.apply(com.jayway.jsonpath.Predicate$PredicateContext)\" \
                 because \"predicate\" is null",
            )),
        }
    }

    fn apply_indexes(&mut self, walk: &mut Walk<'_>, at: usize, place: &Place<'_>, value: &Value) -> Outcome {
        let items = match value {
            Value::Array(items) => items,
            Value::Null => return Err(self.not_found(|| format!("The path {place} is null"))),
            _ => return Err(cannot_apply(walk, at, value, "can only be applied to arrays")),
        };
        let length = items.len() as i64;
        let from_end = |number: i32| if number < 0 { length + i64::from(number) } else { i64::from(number) };
        let range = match &walk.tokens[at] {
            Token::Index(index) => i64::from(*index)..i64::from(*index) + 1,
            Token::FromEnd(offset) => length + i64::from(*offset)..length + i64::from(*offset) + 1,
            Token::SliceFrom(from) => from_end(*from).max(0)..length,
            Token::SliceTo(to) => 0..from_end(*to).min(length),
            Token::Slice(from, to) => i64::from(*from)..i64::from(*to).min(length),
            Token::Indexes(indexes) => {
                return indexes
                    .iter()
                    .try_for_each(|index| self.apply_index(walk, at, place, items, (*index).into()));
            }
            _ => 0..0,
        };
        if length == 0 && matches!(walk.tokens[at], Token::Slice(..)) {
            return Ok(());
        }
        range.into_iter().try_for_each(|index| self.apply_index(walk, at, place, items, index))
    }

    fn apply_index(
        &mut self,
        walk: &mut Walk<'_>,
        at: usize,
        place: &Place<'_>,
        items: &[Value],
        index: i64,
    ) -> Outcome {
        let here = Place::Index(place, index);
        match usize::try_from(index).ok().and_then(|index| items.get(index)) {
            Some(item) => self.go_on(walk, at, &here, item),
            None => Err(self.not_found(|| format!("Index out of bounds when evaluating path {here}"))),
        }
    }

    /// `..`: applies the token at `target` wherever it could select something, outermost first.
    fn scan(&mut self, walk: &mut Walk<'_>, target: usize, place: &Place<'_>, value: &Value) -> Outcome {
        self.enter()?;
        let outcome = self.scan_value(walk, target, place, value);
        self.depth -= 1;
        outcome
    }

    fn scan_value(
        &mut self,
        walk: &mut Walk<'_>,
        target: usize,
        place: &Place<'_>,
        value: &Value,
    ) -> Outcome {
        match value {
            Value::Object(members) => {
                if self.scan_stops_at(&walk.tokens[target], value)? {
                    self.apply(walk, target, place, value)?;
                }
                for (name, member) in members.iter() {
                    self.scan(walk, target, &Place::Name(place, name), member)?;
                }
            }
            Value::Array(items) => {
                if self.scan_stops_at(&walk.tokens[target], value)? {
                    self.scan_array(walk, target, place, value, items)?;
                }
                for (index, item) in items.iter().enumerate() {
                    self.scan(walk, target, &Place::Index(place, index as i64), item)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Within an array only a last token is applied; otherwise every item goes on to the token after it.
    fn scan_array(
        &mut self,
        walk: &mut Walk<'_>,
        target: usize,
        place: &Place<'_>,
        value: &Value,
        items: &[Value],
    ) -> Outcome {
        if walk.is_last(target) {
            return self.apply(walk, target, place, value);
        }
        items.iter().enumerate().try_for_each(|(index, item)| {
            self.apply(walk, target + 1, &Place::Index(place, index as i64), item)
        })
    }

    fn scan_stops_at(&mut self, target: &Token, value: &Value) -> Result<bool, PathError> {
        Ok(match (target, value) {
            (Token::Name(name), Value::Object(members)) => members.contains_key(name),
            (Token::Names(names), Value::Object(members)) => {
                names.iter().all(|name| members.contains_key(name))
            }
            (Token::Wildcard, _) => true,
            (Token::Filter(_) | Token::Placeholders(_), _) => self.accepts(target, value)?,
            (Token::Name(_) | Token::Names(_) | Token::Root | Token::Scan, _) => false,
            (_, value) => matches!(value, Value::Array(_)),
        })
    }
}

fn cannot_apply(walk: &Walk<'_>, at: usize, value: &Value, why: &str) -> PathError {
    let message = format!(
        "Filter: {} {why}. Current context is: {}",
        Fragments(&walk.tokens[at..]),
        java::to_string(value)
    );
    PathError::new(PathErrorKind::Invalid, message)
}
