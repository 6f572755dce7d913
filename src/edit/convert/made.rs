//! A value on its way into JSONata: an expression, or a JSON value with expressions in it.

use crate::expr::PathStep;
use crate::expr::jsonata::jsonata_text;
use crate::expr::{spell_jsonata, spell_path};
use crate::json::{Object, Value};

/// What something comes to in JSONata.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Made {
    /// An expression, and whether it can be followed by a path as it is
    Expression { text: String, tight: bool },
    /// A JSON value in which texts may be `{% … %}`
    Value(Value),
}

impl Made {
    /// An expression such as `$states.input.a` or `$f(x)`.
    pub fn tight(text: impl Into<String>) -> Self {
        Self::Expression { text: text.into(), tight: true }
    }

    /// An expression with an operator, such as `a & b`.
    pub fn loose(text: impl Into<String>) -> Self {
        Self::Expression { text: text.into(), tight: false }
    }

    /// A value in which nothing is computed, whatever it looks like.
    pub fn constant(value: &Value) -> Self {
        Self::Value(escaped(value))
    }

    pub fn input() -> Self {
        Self::tight("$states.input")
    }

    pub fn is(&self, text: &str) -> bool {
        matches!(self, Self::Expression { text: own, .. } if own == text)
    }

    /// As the value of a field.
    pub fn into_value(self) -> Value {
        match self {
            Self::Expression { text, .. } => Value::from(format!("{{% {text} %}}")),
            Self::Value(value) => value,
        }
    }

    /// As an expression, by itself or as an argument.
    pub fn text(&self) -> String {
        match self {
            Self::Expression { text, .. } => text.clone(),
            Self::Value(value) => expression(value),
        }
    }

    /// As an expression that operators and paths may follow.
    pub fn operand(&self) -> String {
        match self {
            Self::Expression { text, tight: false } => format!("({text})"),
            // A brace at the start of a step would group.
            Self::Value(value) if matches!(value, Value::Object(_)) => format!("({})", expression(value)),
            _ => self.text(),
        }
    }

    /// What is at a place in it.
    pub fn select(&self, steps: &[PathStep]) -> Result<Self, String> {
        let Some((first, rest)) = steps.split_first() else { return Ok(self.clone()) };
        let value = match self {
            Self::Expression { .. } => return Ok(Self::tight(spell_jsonata(&self.operand(), steps))),
            Self::Value(value) => value,
        };
        let inner = match (value, first) {
            (Value::Object(members), PathStep::Name(name)) => members.get(name),
            (Value::Array(items), PathStep::Index(index)) => items.get(*index),
            (Value::String(text), _) => match jsonata_text(text) {
                Some(text) => return Self::loose(text).select(steps),
                None => None,
            },
            _ => None,
        };
        let missing = || format!("{} is not there", spell_path("$", steps).unwrap_or_default());
        Self::Value(inner.ok_or_else(missing)?.clone()).unwrapped().select(rest)
    }

    /// A value that is nothing but an expression as that expression.
    fn unwrapped(self) -> Self {
        match &self {
            Self::Value(Value::String(text)) => match jsonata_text(text) {
                Some(text) if is_tight(text) => Self::tight(text),
                Some(text) => Self::loose(text),
                None => self,
            },
            _ => self,
        }
    }
}

/// Whether a path can follow an expression: it is one path or one call.
fn is_tight(text: &str) -> bool {
    text.starts_with('$') && !text.contains(' ')
}

/// Constant texts that would be taken for expressions become expressions of these texts.
fn escaped(value: &Value) -> Value {
    match value {
        Value::String(text) if jsonata_text(text).is_some() => Value::from(format!("{{% {value} %}}")),
        Value::Array(items) => items.iter().map(escaped).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, member)| (name.clone(), escaped(member))).collect::<Object>().into()
        }
        _ => value.clone(),
    }
}

/// A value with expressions in it as one expression.
fn expression(value: &Value) -> String {
    match value {
        Value::String(text) => {
            jsonata_text(text).map_or_else(|| value.to_string(), |text| format!("({text})"))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(expression).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let member = |(name, member): (&std::sync::Arc<str>, &Value)| {
                let text = match member {
                    Value::String(text) => jsonata_text(text).map(str::to_owned),
                    _ => None,
                };
                format!("{}: {}", Value::from(name.clone()), text.unwrap_or_else(|| expression(member)))
            };
            let members: Vec<String> = members.iter().map(member).collect();
            format!("{{{}}}", members.join(", "))
        }
        _ => value.to_string(),
    }
}
