//! One member of an object that is edited as rows: its key, what kind of value it has, and the value.

use super::field::{Control, Field, Pick, To};
use super::row::ItemMove;
use super::text::{is_expression, is_path};
use crate::edit::Command;
use crate::json::{JsonPointer, Number, Object, Value};

/// A row of an object: three fields side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Where it stands below the state, by number: `Parameters/0`
    pub id: String,
    pub depth: u8,
    pub key: Field,
    pub kind: Field,
    pub value: Field,
    pub(super) at: JsonPointer,
    /// What takes the focus once it is gone
    pub(super) heir: Option<String>,
    /// Its place among how many
    pub(super) place: (usize, usize),
}

/// What a member holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Number,
    /// A path or a call of an Intrinsic Function, under a key that ends with `.$`
    Path,
    /// An expression of JSONata
    Expression,
    /// Any other JSON
    Json,
}

/// The end of a key whose value is a path.
pub(super) const PATH_MARK: &str = ".$";

impl Holds {
    pub(super) fn of(key: &str, value: &Value, is_jsonata: bool) -> Self {
        match (value.as_str(), value) {
            (Some(text), _) if is_jsonata && is_expression(text) => Self::Expression,
            (Some(_), _) if !is_jsonata && key.ends_with(PATH_MARK) => Self::Path,
            (Some(_), _) => Self::Text,
            (None, Value::Number(_)) => Self::Number,
            (None, _) => Self::Json,
        }
    }

    /// What a member can hold in a query language.
    pub(super) fn all(is_jsonata: bool) -> [Self; 4] {
        let dynamic = if is_jsonata { Self::Expression } else { Self::Path };
        [dynamic, Self::Text, Self::Number, Self::Json]
    }

    fn label(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Number => "Number",
            Self::Path => "Path",
            Self::Expression => "Expression",
            Self::Json => "JSON",
        }
    }

    pub(super) fn control(self) -> Control {
        match self {
            Self::Text => Control::Text,
            Self::Number => Control::Number,
            Self::Path | Self::Expression => Control::Expression,
            Self::Json => Control::Json,
        }
    }

    pub(super) fn placeholder(self) -> &'static str {
        match self {
            Self::Path => "$.order.id",
            Self::Expression => "{% $states.input.order.id %}",
            Self::Json => "{ }",
            Self::Text | Self::Number => "",
        }
    }
}

/// A member as it is written.
pub(super) struct Written<'a> {
    pub(super) at: &'a JsonPointer,
    pub(super) key: &'a str,
    pub(super) value: &'a Value,
    pub(super) holds: Holds,
}

impl Written<'_> {
    /// The key without the mark of a path.
    pub(super) fn name(&self) -> &str {
        if self.holds == Holds::Path {
            self.key.strip_suffix(PATH_MARK).unwrap_or(self.key)
        } else {
            self.key
        }
    }

    /// The choice of another kind: the key gets or loses its mark, the value becomes the nearest one.
    pub(super) fn pick(&self, kind: Holds) -> Pick {
        let to = if kind == Holds::Path { format!("{}{PATH_MARK}", self.name()) } else { self.name().into() };
        let value = if kind == self.holds { self.value.clone() } else { self.become_(kind) };
        Pick::new(kind.label(), Command::Rekey { pointer: self.at.clone(), to, value: Some(value) })
    }

    fn become_(&self, kind: Holds) -> Value {
        let text = self.plain();
        match kind {
            Holds::Text => text.into(),
            Holds::Number => Number::parse(text.trim()).map_or(0.into(), Value::Number),
            Holds::Path if is_path(&text) => text.into(),
            Holds::Path => "$".into(),
            Holds::Expression => expression(&text, self.holds).into(),
            Holds::Json => whole(&text, self.value),
        }
    }

    /// The value as text, an expression without its brackets.
    fn plain(&self) -> String {
        let Some(text) = self.value.as_str() else { return self.value.to_string() };
        let inner = text.trim().strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}"));
        inner.map_or(text, str::trim).to_owned()
    }
}

fn expression(text: &str, held: Holds) -> String {
    match (held, text) {
        (_, "") => "{% $states.input %}".into(),
        (Holds::Text, _) if !text.starts_with('$') => format!("{{% {} %}}", Value::from(text)),
        _ => format!("{{% {text} %}}"),
    }
}

/// JSON that is neither a text nor a number: what the text says, or an object around the value.
fn whole(text: &str, value: &Value) -> Value {
    let said = crate::json::parse(text).ok();
    let said = said.filter(|said| said.as_str().is_none() && !matches!(said, Value::Number(_)));
    said.unwrap_or_else(|| match text {
        "" => Object::new().into(),
        _ => [("value", value.clone())].into_iter().collect::<Object>().into(),
    })
}

/// The key that is meant by what was typed as the name of a member whose key is `key`.
pub(super) fn key_of(typed: &str, key: &str, holds_path: bool) -> String {
    let marked = holds_path && key.ends_with(PATH_MARK) && !typed.ends_with(PATH_MARK);
    format!("{typed}{}", if marked { PATH_MARK } else { "" })
}

impl Member {
    pub(super) fn fields(&self) -> [&Field; 3] {
        [&self.key, &self.kind, &self.value]
    }

    pub(super) fn fields_mut(&mut self) -> [&mut Field; 3] {
        [&mut self.key, &mut self.kind, &mut self.value]
    }

    /// Whether there is another place for it.
    pub fn has_siblings(&self) -> bool {
        self.place.1 > 1
    }

    /// Whether it can be moved so, or removed.
    pub fn can(&self, how: ItemMove) -> bool {
        self.moved_to(how).is_some() || how == ItemMove::Remove
    }

    /// The place that it gets, among its siblings.
    fn moved_to(&self, how: ItemMove) -> Option<usize> {
        let (from, count) = self.place;
        match how {
            ItemMove::Up => from.checked_sub(1),
            ItemMove::Down => Some(from + 1).filter(|to| *to < count),
            ItemMove::Remove => None,
        }
    }

    /// What moves or removes it, and the field that has the focus then.
    pub(super) fn change(&self, how: ItemMove) -> Option<(Command, Option<String>)> {
        if how == ItemMove::Remove {
            return Some((Command::Remove { pointer: self.at.clone() }, self.heir.clone()));
        }
        let (object, to) = (self.at.parent()?, self.moved_to(how)?);
        let focus = super::items::follow(&self.id, how, self.place);
        Some((Command::MoveItem { array: object, from: self.place.0, to }, focus))
    }
}

impl Field {
    /// Whether Enter takes what was typed, as it is no text of several lines.
    pub fn is_line(&self) -> bool {
        matches!(self.to, To::Member(_)) && self.control != Control::Json
    }
}

/// What makes a path of the member at `at`.
pub(super) fn to_path(at: &JsonPointer, path: &str) -> Command {
    let key = at.tokens().last().unwrap_or_default();
    let to = key_of(&key, PATH_MARK, true);
    Command::Rekey { pointer: at.clone(), to, value: Some(path.into()) }
}
