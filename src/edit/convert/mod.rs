//! From one query language to the other: what can be said in it is converted, and what cannot is told before
//! anything is done.
//!
//! A state is converted as a whole or not at all, since it may not have fields of both languages. What a converted
//! state gives for data that suits it is the same; which error it fails with for other data may not be.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `changes` | what becomes of the fields of one state |
//! | `made` | a value on its way into JSONata |
//! | `query`, `call`, `condition` | paths, Intrinsic Functions and Choice Rules in JSONata |
//! | `to_jsonata`, `output` | a state's fields in JSONata |
//! | `syntax` | JSONata, as far as it can be said in JSONPath |
//! | `back`, `rule` | expressions and conditions in JSONPath |
//! | `to_jsonpath` | a state's fields in JSONPath |

mod back;
mod call;
mod changes;
mod condition;
mod made;
mod output;
mod query;
mod rule;
mod syntax;
mod to_jsonata;
mod to_jsonpath;

use super::{Command, Document};
use crate::asl::{QueryLanguage, StateId, StatePath};
use crate::json::{JsonPointer, Value};
use changes::Changes;

/// What is to be converted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One state, without the states inside it
    One(StatePath),
    /// The whole machine
    All,
}

/// What a conversion would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conversion {
    /// The new values, in the order in which they are to be given; `None` takes a field away
    pub changes: Vec<(JsonPointer, Option<Value>)>,
    /// What was converted, field by field
    pub converted: Vec<Converted>,
    /// What cannot be, and why; these states stay as they are
    pub cannot: Vec<Cannot>,
    /// Why the conversion as it was asked for is not possible; `changes` then are what is possible instead
    pub blocked: Option<String>,
}

/// A field that was converted.
#[derive(Clone, Debug, PartialEq)]
pub struct Converted {
    /// Of which state
    pub state: StatePath,
    /// The field as it was, such as `Parameters` or `Choices[0]`
    pub from: String,
    /// The field as it is
    pub to: String,
    /// What is not quite the same
    pub note: Option<String>,
}

/// A field that cannot be converted.
#[derive(Clone, Debug, PartialEq)]
pub struct Cannot {
    /// Of which state
    pub state: StatePath,
    /// The field
    pub field: String,
    /// Why, in one sentence without a final period
    pub why: String,
}

impl Conversion {
    /// The command that does it, as one change; `None` if there is nothing to do.
    pub fn command(&self, to: QueryLanguage) -> Option<Command> {
        let what = format!("Convert to {}", to.as_str());
        (!self.changes.is_empty()).then(|| Command::Apply { what, values: self.changes.clone() })
    }

    /// The states that stay as they are.
    pub fn left(&self) -> Vec<&StatePath> {
        let mut left: Vec<&StatePath> = Vec::new();
        for one in &self.cannot {
            if !left.contains(&&one.state) {
                left.push(&one.state);
            }
        }
        left
    }
}

/// Works out the conversion of a state, or of all states, to a query language.
pub fn plan(document: &Document, scope: &Scope, to: QueryLanguage) -> Conversion {
    match scope {
        Scope::One(path) => one(document, path, to),
        Scope::All => all(document, to),
    }
}

fn one(document: &Document, path: &StatePath, to: QueryLanguage) -> Conversion {
    let mut plan = Conversion::default();
    let machine = document.machine();
    let Some(id) = document.state(path) else { return plan };
    if machine.query_language_of(id) == to {
        return plan;
    }
    if to == QueryLanguage::JsonPath && machine.query_language() == QueryLanguage::Jsonata {
        let why = "A machine in JSONata cannot have states in JSONPath: convert the whole machine";
        plan.blocked = Some(why.to_owned());
        return plan;
    }
    if convert(document, id, to, &mut plan) {
        set_language(document, id, (machine.query_language() != to).then_some(to), &mut plan);
    }
    plan
}

fn all(document: &Document, to: QueryLanguage) -> Conversion {
    let machine = document.machine();
    let mut plan = Conversion::default();
    let mut stay = Vec::new();
    for (id, _) in machine.states() {
        if machine.query_language_of(id) != to && !convert(document, id, to, &mut plan) {
            stay.push(id);
        }
    }
    let mut language = to;
    if to == QueryLanguage::Jsonata && !stay.is_empty() {
        let why = "A machine in JSONata cannot have states in JSONPath: the machine stays in JSONPath, and only the \
            states that can be converted are in JSONata";
        plan.blocked = Some(why.to_owned());
        language = QueryLanguage::JsonPath;
    }
    for (id, _) in machine.states() {
        let own = if stay.contains(&id) { machine.query_language_of(id) } else { to };
        set_language(document, id, (own != language).then_some(own), &mut plan);
    }
    if machine.query_language() != language {
        let pointer = JsonPointer::root().key("QueryLanguage");
        let value = (language == QueryLanguage::Jsonata).then(|| language.as_str().into());
        plan.changes.push((pointer, value));
    }
    plan
}

/// Adds a state's conversion to the plan; whether it can be converted.
fn convert(document: &Document, id: StateId, to: QueryLanguage, plan: &mut Conversion) -> bool {
    let mut changes = Changes::of(document, id);
    match to {
        QueryLanguage::Jsonata => to_jsonata::convert(&mut changes),
        QueryLanguage::JsonPath => to_jsonpath::convert(&mut changes),
    }
    changes.finish(plan)
}

fn set_language(document: &Document, id: StateId, language: Option<QueryLanguage>, plan: &mut Conversion) {
    let state = document.machine().state(id);
    if state.query_language != language {
        let value = language.map(|language| language.as_str().into());
        plan.changes.push((state.pointer.key("QueryLanguage"), value));
    }
}
