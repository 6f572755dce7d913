//! A comparison of a Choice: its operator as a relation and a kind of value, and the value itself.

use super::builder::Builder;
use super::field::{Control, Field, Pick, To};
use crate::asl::{OperandType, Operator, placeholder};
use crate::edit::Command;
use crate::edit::help::Place;
use crate::json::{JsonPointer, Number, Object, Value};
use crate::time::Timestamp;

/// How things are compared, without of which kind they are.
const RELATIONS: &[(&str, &str)] = &[
    ("Equals", "is equal to"),
    ("LessThan", "is less than"),
    ("LessThanEquals", "is less than or equal to"),
    ("GreaterThan", "is greater than"),
    ("GreaterThanEquals", "is greater than or equal to"),
    ("Matches", "matches, * for any text"),
    ("IsPresent", "is present"),
    ("IsNull", "is null"),
    ("IsString", "is a text"),
    ("IsNumeric", "is a number"),
    ("IsBoolean", "is true or false"),
    ("IsTimestamp", "is a timestamp"),
];

const KINDS: &[(OperandType, &str, &str)] = &[
    (OperandType::String, "String", "text"),
    (OperandType::Number, "Numeric", "number"),
    (OperandType::Boolean, "Boolean", "true or false"),
    (OperandType::Timestamp, "Timestamp", "timestamp"),
];

/// One comparison as written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Compared {
    at: JsonPointer,
    /// The member that holds the operator, if there is one
    key: Option<String>,
    operator: Operator,
    is_path: bool,
    value: Value,
}

impl Compared {
    fn of(at: JsonPointer, object: &Object) -> Self {
        let found = object.iter().find_map(|(key, value)| Some((Operator::parse(key)?, key, value)));
        match found {
            Some(((operator, is_path), key, value)) => {
                Self { at, key: Some(key.to_string()), operator, is_path, value: value.clone() }
            }
            None => {
                Self { at, key: None, operator: Operator::StringEquals, is_path: false, value: "".into() }
            }
        }
    }

    fn relation(&self) -> &'static str {
        let name = self.operator.name();
        let stem = KINDS.iter().find_map(|(_, prefix, _)| name.strip_prefix(prefix));
        stem.unwrap_or(name)
    }

    fn is_test(&self) -> bool {
        self.relation().starts_with("Is")
    }

    fn kind(&self) -> OperandType {
        self.operator.operand_type()
    }

    /// The same comparison with another operator and value.
    fn become_(&self, operator: Operator, is_path: bool, value: Value) -> Command {
        let name = format!("{}{}", operator.name(), if is_path { "Path" } else { "" });
        let mut values = vec![(self.at.key(&name), Some(value))];
        if let Some(old) = self.key.as_ref().filter(|old| **old != name) {
            values.push((self.at.key(old), None));
        }
        Command::SetAll { values }
    }

    /// What a text typed as the value changes: kind follows what is typed.
    pub(super) fn typed(&self, text: &str) -> Result<Command, String> {
        let (kind, value) = self.meant(text)?;
        let operator = operator(self.relation(), kind).unwrap_or(self.operator);
        Ok(self.become_(operator, false, value))
    }

    /// The kind and value that a text stands for: `true` and `5` are what they look like, a text that looks like them is
    /// written in quotes.
    fn meant(&self, text: &str) -> Result<(OperandType, Value), String> {
        let can = |kind| operator(self.relation(), kind).is_some();
        let trimmed = text.trim();
        if trimmed.starts_with('"') {
            let value = crate::json::parse(trimmed).ok().filter(|value| value.as_str().is_some());
            return value.map(|value| (OperandType::String, value)).ok_or("Close the quotes".into());
        }
        Ok(match (trimmed, Number::parse(trimmed)) {
            ("true", _) if can(OperandType::Boolean) => (OperandType::Boolean, true.into()),
            ("false", _) if can(OperandType::Boolean) => (OperandType::Boolean, false.into()),
            (_, Some(number)) if can(OperandType::Number) => (OperandType::Number, Value::Number(number)),
            _ if can(OperandType::Timestamp) && Timestamp::parse(trimmed).is_some() => {
                (OperandType::Timestamp, trimmed.into())
            }
            _ if self.kind() == OperandType::Timestamp => (OperandType::Timestamp, text.into()),
            _ if self.kind() == OperandType::Number && placeholder::is_in(text) => {
                (OperandType::Number, text.into())
            }
            _ => (OperandType::String, text.into()),
        })
    }

    /// The value as text that [`Self::meant`] reads as the same.
    fn text(&self) -> String {
        let plain = self.value.as_str().map_or_else(|| self.value.to_string(), str::to_owned);
        let same = self.meant(&plain).is_ok_and(|meant| meant == (self.kind(), self.value.clone()));
        if same || self.kind() != OperandType::String { plain } else { self.value.to_string() }
    }

    /// The value as one of another kind.
    fn converted(&self, kind: OperandType) -> Value {
        let plain = if self.is_path || self.is_test() {
            String::new()
        } else {
            self.value.as_str().map_or_else(|| self.value.to_string(), str::to_owned)
        };
        match kind {
            OperandType::String => plain.into(),
            OperandType::Number => Number::parse(&plain).map_or(0.into(), Value::Number),
            OperandType::Boolean => Value::Bool(plain != "false"),
            OperandType::Timestamp if Timestamp::parse(&plain).is_some() => plain.into(),
            OperandType::Timestamp => "2030-01-01T00:00:00Z".into(),
        }
    }

    fn relation_pick(&self, relation: &'static str, label: &'static str) -> Pick {
        let test = relation.starts_with("Is");
        let kind = if self.is_test() { OperandType::String } else { self.kind() };
        let same_kind = operator(relation, kind);
        let operator = same_kind.or_else(|| operator(relation, OperandType::String)).unwrap_or(self.operator);
        let keeps_path = self.is_path && operator.has_path_twin();
        let value = match (test, keeps_path) {
            (true, _) => Value::Bool(true),
            (_, true) => self.value.clone(),
            _ => self.converted(operator.operand_type()),
        };
        Pick::new(label, self.become_(operator, keeps_path, value))
    }

    /// The kinds of values that the relation compares, written down or found by a path.
    fn kind_picks(&self) -> (Vec<Pick>, usize) {
        let (mut picks, mut chosen) = (Vec::new(), 0);
        for is_path in [false, true] {
            for (kind, _, label) in KINDS {
                let Some(operator) = operator(self.relation(), *kind) else { continue };
                if is_path && !operator.has_path_twin() {
                    continue;
                }
                if (*kind, is_path) == (self.kind(), self.is_path) {
                    chosen = picks.len();
                }
                picks.push(self.kind_pick((*kind, operator), is_path, label));
            }
        }
        (picks, chosen)
    }

    fn kind_pick(&self, (kind, operator): (OperandType, Operator), is_path: bool, label: &str) -> Pick {
        let value = match (is_path, self.is_path) {
            (true, true) => self.value.clone(),
            (true, false) => "$.value".into(),
            (false, _) => self.converted(kind),
        };
        let label = if is_path { format!("{label} at a path") } else { format!("this {label}") };
        Pick::new(label, self.become_(operator, is_path, value))
    }
}

fn operator(relation: &str, kind: OperandType) -> Option<Operator> {
    if relation.starts_with("Is") {
        return Operator::parse(relation).map(|(operator, _)| operator);
    }
    let prefix = KINDS.iter().find(|(one, ..)| *one == kind).map_or("", |(_, prefix, _)| prefix);
    Operator::parse(&format!("{prefix}{relation}"))
        .filter(|(_, is_path)| !is_path)
        .map(|(operator, _)| operator)
}

/// The fields of a comparison.
pub(super) fn rows(builder: &mut Builder<'_>, object: &Object) {
    builder.add("Variable", "Variable", Control::Expression, "$.total");
    let compared = Compared::of(builder.here(), object);
    let relation = compared.relation();
    let picks = RELATIONS.iter().map(|(relation, label)| compared.relation_pick(relation, label)).collect();
    let chosen = RELATIONS.iter().position(|(name, _)| *name == relation).unwrap_or_default();
    let card = Some((Place::ChoiceRule, compared.operator.name()));
    half(builder, |builder| builder.choose("operator", "Operator", card, picks, chosen));
    if compared.is_test() {
        let answer = |value: bool| compared.become_(compared.operator, false, value.into());
        let picks = vec![Pick::new("yes", answer(true)), Pick::new("no", answer(false))];
        let chosen = usize::from(compared.value == Value::Bool(false));
        return half(builder, |builder| builder.choose("answer", "Is it so?", None, picks, chosen));
    }
    let (picks, chosen) = compared.kind_picks();
    half(builder, |builder| builder.choose("kind", "Compared with", None, picks, chosen));
    value(builder, compared);
}

fn value(builder: &mut Builder<'_>, compared: Compared) {
    let key = compared.key.clone().unwrap_or_else(|| compared.operator.name().to_owned());
    let field = if compared.is_path {
        let text = builder.string(&key).unwrap_or_default();
        let to = To::Value(builder.pointer(&key));
        builder.plain("value", "Path of the value", Control::Expression, text, to)
    } else {
        let text = compared.text();
        builder.plain("value", "Value", Control::Text, text, To::Operand(Box::new(compared)))
    };
    builder.push(Field { placeholder: "true, 100 or a text", ..field });
}

/// Makes the field that `add` adds stand beside its neighbor.
fn half(builder: &mut Builder<'_>, add: impl FnOnce(&mut Builder<'_>)) {
    add(builder);
    if let Some(field) = builder.rows.last_mut().and_then(super::row::Row::field_mut) {
        field.half = true;
    }
}
