//! What a person did to the drawing, as it is kept: which states were placed by hand, and which way the flow runs.
//! None of it is part of the definition.

use crate::asl::StatePath;
use crate::edit::Document;
use crate::json::{JsonPointer, Object, Value};
use crate::layout::{Direction, Pin, Point};
use crate::studio::drafting::Drafting;
use std::collections::BTreeMap;

/// By JSON Pointers, as the collapsed containers are. Nothing if all comes by itself.
pub fn to_value(drafting: &Drafting, document: &Document) -> Value {
    let mut fields = Object::new();
    if drafting.direction == Direction::LeftRight {
        fields.insert("direction", "left-right");
    }
    let mut pins = Object::new();
    for (path, pin) in &drafting.pins {
        if let Some(pointer) = document.pointer(path) {
            let (kind, at) = match pin {
                Pin::By(by) => ("by", by),
                Pin::At(at) => ("at", at),
            };
            let place: Value = [at.x, at.y].into_iter().map(Value::from).collect();
            pins.insert(pointer.as_str(), Object::from_iter([(kind, place)]));
        }
    }
    if !pins.is_empty() {
        fields.insert("states", pins);
    }
    if fields.is_empty() { Value::Null } else { fields.into() }
}

pub fn direction(kept: &Value) -> Direction {
    match kept.get("direction").and_then(Value::as_str) {
        Some("left-right") => Direction::LeftRight,
        _ => Direction::TopDown,
    }
}

/// The states that were placed by hand; `state_at` knows which state a pointer means.
pub fn pins(kept: &Value, state_at: impl Fn(&JsonPointer) -> Option<StatePath>) -> BTreeMap<StatePath, Pin> {
    let mut pins = BTreeMap::new();
    let Some(states) = kept.get("states").and_then(Value::as_object) else { return pins };
    for (pointer, place) in states {
        if let (Some(path), Some(pin)) = (state_at(&JsonPointer::from_text(pointer)), pin(place)) {
            pins.insert(path, pin);
        }
    }
    pins
}

fn pin(place: &Value) -> Option<Pin> {
    let point = |value: &Value| {
        let at = |index: usize| value.as_array()?.get(index)?.as_f64().filter(|number| number.is_finite());
        Some(Point::new(at(0)?, at(1)?))
    };
    match (place.get("by").and_then(point), place.get("at").and_then(point)) {
        (Some(by), _) => Some(Pin::By(by)),
        (None, at) => at.map(Pin::At),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_as_it_was() {
        let text = r#"{"States": {"A/b": {"Type": "Pass"}, "C": {"Type": "Pass"}}}"#;
        let document = Document::new(text).expect("JSON");
        let path = |name: &str| document.machine().path_of(document.machine().find(name).expect("a state"));
        let mut drafting = Drafting::default();
        assert_eq!(to_value(&Drafting::default(), &document), Value::Null);
        drafting.direction = Direction::LeftRight;
        drafting.pins.insert(path("A/b"), Pin::By(Point::new(-1.5, 20.0)));
        drafting.pins.insert(path("C"), Pin::At(Point::new(3.0, 4.0)));
        let kept = to_value(&drafting, &document);
        let state_at = |pointer: &JsonPointer| {
            let found = document.machine().states().find(|(_, state)| state.pointer == *pointer);
            found.map(|(id, _)| document.machine().path_of(id))
        };
        assert_eq!(direction(&kept), Direction::LeftRight);
        assert_eq!(pins(&kept, state_at), drafting.pins);
        assert!(pins(&kept, |_| None).is_empty());
        assert!(pins(&Value::from("broken"), state_at).is_empty());
    }
}
