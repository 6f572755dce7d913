//! A rule's condition: a comparison, or others joined by And, Or and Not, as deep as it goes.

use super::builder::Builder;
use super::field::{Control, Field, Pick, To};
use super::operand;
use crate::asl::Operator;
use crate::edit::Command;
use crate::edit::help::Place;
use crate::json::{Object, Value};

/// Deeper conditions are edited as JSON.
const DEEPEST: u8 = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Compare,
    And,
    Or,
    Not,
}

const SHAPES: &[(Shape, &str)] = &[
    (Shape::Compare, "One comparison"),
    (Shape::And, "All of these (And)"),
    (Shape::Or, "Any of these (Or)"),
    (Shape::Not, "Not this (Not)"),
];

impl Shape {
    fn of(object: &Object) -> Self {
        match () {
            () if object.contains_key("And") => Self::And,
            () if object.contains_key("Or") => Self::Or,
            () if object.contains_key("Not") => Self::Not,
            () => Self::Compare,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Compare => "Variable",
            Self::And => "And",
            Self::Or => "Or",
            Self::Not => "Not",
        }
    }
}

/// A comparison to begin with.
pub(super) fn empty() -> Value {
    let members = [("Variable", Value::from("")), ("StringEquals", Value::from(""))];
    members.into_iter().collect::<Object>().into()
}

/// The fields of the condition that the builder stands in.
pub(super) fn rows(builder: &mut Builder<'_>, level: u8) {
    let here = builder.tree().node_at(&builder.here()).map(|node| builder.tree().value(node));
    let Some(Value::Object(object)) = here else { return };
    if object.contains_key("Condition") || (builder.is_jsonata() && level == 0) {
        return builder.add("Condition", "Condition", Control::Template, "{% $states.input.total > 100 %}");
    }
    let shape = Shape::of(&object);
    shapes(builder, shape, &object);
    match shape {
        Shape::Compare => operand::rows(builder, &object),
        _ if level >= DEEPEST => builder.add(shape.key(), "Conditions", Control::Json, ""),
        Shape::Not => builder.inside("Not", Place::ChoiceRule, 1, |builder| rows(builder, level + 1)),
        Shape::And | Shape::Or => list(builder, shape.key(), level),
    }
}

fn list(builder: &mut Builder<'_>, key: &'static str, level: u8) {
    let count = builder.count(key);
    for index in 0..count {
        builder.item(key, (index, count), format!("Condition {}", index + 1), 1, false);
        let prefix = format!("{key}/{index}");
        builder.inside(&prefix, Place::ChoiceRule, 1, |builder| rows(builder, level + 1));
    }
    builder.adder(("Add condition", "condition"), (key, count), empty(), "Variable");
}

fn shapes(builder: &mut Builder<'_>, now: Shape, object: &Object) {
    let pick = |(shape, label): &(Shape, &'static str)| {
        let new = reshaped(object, now, *shape);
        let at = builder.here();
        let added = new.iter().map(|(key, value)| (at.key(key), Some(value.clone())));
        let mut values: Vec<_> = added.collect();
        let old = test(object);
        let gone = old.keys().filter(|key| !new.contains_key(key));
        values.extend(gone.map(|key| (at.key(key), None)));
        Pick::new(*label, Command::SetAll { values })
    };
    let picks = SHAPES.iter().map(pick).collect();
    let chosen = SHAPES.iter().position(|(shape, _)| *shape == now).unwrap_or_default();
    let field = builder.plain("shape", "Holds if", Control::Select(picks), chosen.to_string(), To::Picked);
    builder.push(Field { help: Some((Place::ChoiceRule, now.key())), ..field });
}

/// The members that are the condition, without those of the rule around it.
fn test(object: &Object) -> Object {
    let is_test = |key: &str| {
        matches!(key, "Variable" | "And" | "Or" | "Not" | "Condition") || Operator::parse(key).is_some()
    };
    object.iter().filter(|(key, _)| is_test(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// The same condition in another shape, as far as that goes.
fn reshaped(object: &Object, now: Shape, wanted: Shape) -> Object {
    let whole = Value::from(test(object));
    let one = |key: &'static str, value: Value| [(key, value)].into_iter().collect::<Object>();
    match (now, wanted) {
        _ if now == wanted => test(object),
        (Shape::And | Shape::Or, Shape::And | Shape::Or) => {
            one(wanted.key(), object.get(now.key()).cloned().unwrap_or_default())
        }
        (_, Shape::And | Shape::Or) => one(wanted.key(), [whole].into_iter().collect()),
        (_, Shape::Not) => one("Not", whole),
        (_, Shape::Compare) => first_comparison(&whole, DEEPEST),
    }
}

fn first_comparison(condition: &Value, depth: u8) -> Object {
    let Some(object) = condition.as_object().filter(|_| depth > 0) else { return first_of(&empty()) };
    let inner = match Shape::of(object) {
        Shape::Compare => return test(object),
        Shape::Not => object.get("Not"),
        shape => object.get(shape.key()).and_then(Value::as_array).and_then(<[Value]>::first),
    };
    inner.map_or_else(|| first_of(&empty()), |inner| first_comparison(inner, depth - 1))
}

fn first_of(value: &Value) -> Object {
    value.as_object().cloned().unwrap_or_default()
}
