//! Walks over what several rules look at: transitions, comparisons, payload templates.

use crate::asl::{Comparison, Condition, State, StateKind, Transition};
use crate::json::{JsonPointer, Value};

/// One way out of a state.
pub(super) struct Exit<'a> {
    /// The target's name as written
    pub(super) target: &'a str,
    /// The field that names it
    pub(super) field: &'static str,
    /// Where that field stands
    pub(super) pointer: JsonPointer,
}

/// Every way out of a state: `Next`, the rules, `Default`, the catchers.
pub(super) fn exits<'a>(state: &'a State) -> Vec<Exit<'a>> {
    let mut exits = Vec::new();
    let mut add = |target: &'a str, field, holder: &JsonPointer| {
        exits.push(Exit { target, field, pointer: holder.key(field) });
    };
    if let Transition::Next(target) = &state.transition {
        add(target, "Next", &state.pointer);
    }
    if let StateKind::Choice(choice) = &state.kind {
        for rule in &choice.rules {
            if let Some(target) = &rule.next {
                add(target, "Next", &rule.pointer);
            }
        }
        if let Some(target) = &choice.default {
            add(target, "Default", &state.pointer);
        }
    }
    for catcher in &state.catch {
        if let Some(target) = &catcher.next {
            add(target, "Next", &catcher.pointer);
        }
    }
    exits
}

/// Calls `visit` for every comparison of a condition.
pub(super) fn comparisons<'a>(condition: &'a Condition, visit: &mut impl FnMut(&'a Comparison)) {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => {
            parts.iter().for_each(|part| comparisons(part, visit));
        }
        Condition::Not(inner) => comparisons(inner, visit),
        Condition::Compare(comparison) => visit(comparison),
        Condition::Jsonata(_) | Condition::Invalid => {}
    }
}

/// The values of a state, and of its catchers and rules, in which keys ending in `.$` are evaluated.
pub(super) fn templates<'a>(state: &'a State) -> Vec<(JsonPointer, &'a Value)> {
    let mut found = Vec::new();
    let mut add = |holder: &JsonPointer, field: &str, value: Option<&'a Value>| {
        if let Some(value) = value {
            found.push((holder.key(field), value));
        }
    };
    add(&state.pointer, "Parameters", state.data.parameters.as_ref());
    add(&state.pointer, "ResultSelector", state.data.result_selector.as_ref());
    add(&state.pointer, "Assign", state.data.assign.as_ref());
    match &state.kind {
        StateKind::Task(task) => add(&state.pointer, "Credentials", task.credentials.as_ref()),
        StateKind::Map(map) => {
            add(&state.pointer, "ItemSelector", map.item_selector.as_ref());
            let parts = [
                ("ItemReader", "Parameters", &map.item_reader),
                ("ItemBatcher", "BatchInput", &map.item_batcher),
                ("ResultWriter", "Parameters", &map.result_writer),
            ];
            for (part, field, value) in parts {
                add(&state.pointer.key(part), field, value.as_ref().and_then(|value| value.get(field)));
            }
        }
        StateKind::Choice(choice) => {
            choice.rules.iter().for_each(|rule| add(&rule.pointer, "Assign", rule.assign.as_ref()));
        }
        _ => {}
    }
    state.catch.iter().for_each(|catcher| add(&catcher.pointer, "Assign", catcher.assign.as_ref()));
    found
}

/// Calls `visit` with pointer, name and value of every member of `value`, at any depth.
pub(super) fn members<'a>(
    pointer: &JsonPointer,
    value: &'a Value,
    visit: &mut impl FnMut(&JsonPointer, &'a str, &'a Value),
) {
    match value {
        Value::Object(object) => {
            for (key, member) in object.iter() {
                let place = pointer.key(key);
                visit(&place, key, member);
                members(&place, member, visit);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                members(&pointer.index(index), item, visit);
            }
        }
        _ => {}
    }
}
