//! What becomes of the fields of one state.

use super::{Cannot, Conversion, Converted};
use crate::asl::{State, StateId, StatePath};
use crate::edit::Document;
use crate::json::{JsonPointer, Value};

/// One state, with what was found out about it so far.
pub(super) struct Changes<'a> {
    pub state: &'a State,
    path: StatePath,
    /// The state as written
    pub written: Value,
    values: Vec<(JsonPointer, Option<Value>)>,
    converted: Vec<Converted>,
    cannot: Vec<Cannot>,
}

/// Why a field cannot be converted.
pub(super) type Why = String;

impl<'a> Changes<'a> {
    pub fn of(document: &'a Document, id: StateId) -> Self {
        let machine = document.machine();
        let state = machine.state(id);
        let written = document.tree().node_at(&state.pointer).map(|node| document.tree().value(node));
        Self {
            state,
            path: machine.path_of(id),
            written: written.unwrap_or_default(),
            values: Vec::new(),
            converted: Vec::new(),
            cannot: Vec::new(),
        }
    }

    /// What stands at a way into the state, such as `ItemReader/Parameters`.
    pub fn written(&self, way: &str) -> Option<&Value> {
        way.split('/').try_fold(&self.written, |at, part| match at {
            Value::Array(items) => items.get(part.parse::<usize>().ok()?),
            value => value.get(part),
        })
    }

    pub fn has(&self, way: &str) -> bool {
        self.written(way).is_some()
    }

    fn pointer(&self, way: &str) -> JsonPointer {
        way.split('/').fold(self.state.pointer.clone(), |pointer, part| pointer.key(part))
    }

    /// Takes a field away.
    pub fn drop(&mut self, way: &str) {
        if self.has(way) {
            self.values.push((self.pointer(way), None));
        }
    }

    /// Gives a field its value.
    pub fn set(&mut self, way: &str, value: Value) {
        if self.written(way) != Some(&value) {
            self.values.push((self.pointer(way), Some(value)));
        }
    }

    /// A field became another, which says `value`; or why it cannot.
    pub fn turn(&mut self, (from, to): (&str, &str), made: Result<(Value, Option<String>), Why>) {
        match made {
            Ok((value, note)) => {
                if from != to {
                    self.drop(from);
                }
                let note = note.or_else(|| sum_note(&value));
                self.set(to, value);
                self.tell(from, to, note);
            }
            Err(why) => self.refuse(from, why),
        }
    }

    pub fn tell(&mut self, from: &str, to: &str, note: Option<String>) {
        let (from, to) = (shown(from), shown(to));
        self.converted.push(Converted { state: self.path.clone(), from, to, note });
    }

    pub fn refuse(&mut self, field: &str, why: Why) {
        self.cannot.push(Cannot { state: self.path.clone(), field: shown(field), why });
    }

    /// Adds all to the plan, if nothing stands against it.
    pub fn finish(self, plan: &mut Conversion) -> bool {
        let is_whole = self.cannot.is_empty();
        if is_whole {
            plan.changes.extend(self.values);
            plan.converted.extend(self.converted);
        }
        plan.cannot.extend(self.cannot);
        is_whole
    }
}

/// What to know of a sum that JSONPath makes.
pub(super) fn sum_note(made: &Value) -> Option<String> {
    let adds = made.to_string().contains("States.MathAdd(");
    adds.then(|| "`States.MathAdd` rounds what it adds to whole numbers".to_owned())
}

/// `Choices/0/Condition` reads `Choices[0]/Condition`.
fn shown(way: &str) -> String {
    let mut shown = String::new();
    for part in way.split('/') {
        if part.bytes().all(|byte| byte.is_ascii_digit()) && !shown.is_empty() {
            shown = format!("{shown}[{part}]");
        } else {
            let separator = if shown.is_empty() { "" } else { "/" };
            shown = format!("{shown}{separator}{part}");
        }
    }
    shown
}
