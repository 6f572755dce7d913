//! The value every other layer passes around: cloning is a reference count, never a deep copy.

use super::{Number, Object};
use std::sync::Arc;

/// A JSON value.
///
/// Strings, arrays and objects are shared: a clone costs a reference count, and a change through
/// [`Value::as_array_mut`] or [`Value::as_object_mut`] copies one level only when it is shared.
/// Equality compares numbers by value (`1` equals `1.0`) and objects without regard to key order.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number; see [`Number`] for what is kept of its text
    Number(Number),
    /// A string
    String(Arc<str>),
    /// An array
    Array(Arc<Vec<Value>>),
    /// An object, its members in the order of insertion
    Object(Arc<Object>),
}

impl Value {
    /// `{}`
    pub fn empty_object() -> Self {
        Self::Object(Arc::default())
    }

    /// The string, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The boolean, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(flag) = self { Some(*flag) } else { None }
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<&Number> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// The number as a 64-bit integer, if it is one without loss (`2.0` is).
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number().and_then(Number::as_i64)
    }

    /// The number as a double, if this is a number.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().map(Number::as_f64)
    }

    /// The items, if this is an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The items for changing, copied first if they are shared.
    pub fn as_array_mut(&mut self) -> Option<&mut Vec<Value>> {
        if let Self::Array(items) = self { Some(Arc::make_mut(items)) } else { None }
    }

    /// The members, if this is an object.
    pub fn as_object(&self) -> Option<&Object> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// The members for changing, copied first if they are shared.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        if let Self::Object(members) = self { Some(Arc::make_mut(members)) } else { None }
    }

    /// The member named `key`, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_object().and_then(|members| members.get(key))
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// How deep arrays and objects are nested, 0 for a scalar; deeper than `most` is not looked into.
    pub fn depth_up_to(&self, most: usize) -> usize {
        let depth = |value: &Value| value.depth_up_to(most.saturating_sub(1));
        match self {
            Self::Array(_) | Self::Object(_) if most == 0 => 1,
            Self::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
            Self::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
            _ => 0,
        }
    }

    /// The JSON name of the value's type: `null`, `boolean`, `number`, `string`, `array` or `object`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(Number::Int(number))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(Number::Int(number.into()))
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Number(Number::Int(number.into()))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(Number::from(number))
    }
}

impl From<f64> for Value {
    /// JSON has no NaN and no infinities; they become `null`.
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Number(Number::Float(number)) } else { Self::Null }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text.into())
    }
}

impl From<Arc<str>> for Value {
    fn from(text: Arc<str>) -> Self {
        Self::String(text)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::Array(Arc::new(items))
    }
}

impl From<Object> for Value {
    fn from(members: Object) -> Self {
        Self::Object(Arc::new(members))
    }
}

impl FromIterator<Value> for Value {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Self {
        Self::Array(Arc::new(items.into_iter().collect()))
    }
}
