//! The states that an entry stands for, ready to be inserted.

use super::template::Template;
use super::{Body, Entry, print};
use crate::asl::QueryLanguage;
use crate::json::{self, Object, Value};
use std::sync::Arc;

/// States to insert. Their references (`Next`, `Default`, Catchers) name one another, and their names read
/// well but may be taken; the same goes for the states inside of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// The state that comes first
    pub start: Arc<str>,
    /// The states of the scope that it goes into: name, and JSON text indented by two spaces from the margin
    pub states: Vec<(Arc<str>, Arc<str>)>,
    /// The loose ends, which lead on to what follows where it is inserted
    pub exits: Vec<Exit>,
}

/// A loose end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// The state's name
    pub state: Arc<str>,
    /// How it leads on
    pub field: ExitField,
}

/// How a loose end leads on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitField {
    /// `"End": true`, to be replaced by `Next`
    End,
    /// A Choice that has no `Default` yet
    Default,
}

/// What branches, processors and rules hold to begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filling {
    /// Something that is valid and runs
    #[default]
    Example,
    /// Nothing: `"StartAt": "", "States": {}` and `"Choices": []`, which is told as a problem until it is filled
    Empty,
}

/// The ASL that an entry stands for. Only the Flow entries Choice, Parallel and Map know [`Filling::Empty`];
/// the others are the same in both.
pub fn fragment(entry: &Entry, language: QueryLanguage, filling: Filling) -> Fragment {
    let template = Template::new(language);
    let scope = match (&entry.body, filling) {
        (Body::Scope(text), _) | (Body::Fillable { example: text, .. }, Filling::Example) => {
            template.scope(&read(text))
        }
        (Body::State(text), _) | (Body::Fillable { empty: text, .. }, Filling::Empty) => {
            single(entry.title, template.state(&read(text)))
        }
    };
    let (Some(start), Some(states)) =
        (scope.get("StartAt").and_then(Value::as_str), scope.get("States").and_then(Value::as_object))
    else {
        return Fragment::default();
    };
    Fragment {
        start: start.into(),
        states: states.iter().map(|(name, state)| (name.clone(), print::text(state).into())).collect(),
        exits: states.iter().filter_map(|(name, state)| exit(name, state)).collect(),
    }
}

/// A test reads every template, so none is broken.
fn read(text: &str) -> Object {
    json::parse(text).ok().and_then(|value| value.as_object().cloned()).unwrap_or_default()
}

fn single(name: &str, state: Object) -> Object {
    let states: Object = [(name, state)].into_iter().collect();
    [("StartAt", Value::from(name)), ("States", states.into())].into_iter().collect()
}

fn exit(name: &Arc<str>, state: &Value) -> Option<Exit> {
    let is_open_choice = state.get("Choices").is_some() && state.get("Default").is_none();
    let field = match state.get("End") {
        Some(_) => ExitField::End,
        None if is_open_choice => ExitField::Default,
        None => return None,
    };
    Some(Exit { state: name.clone(), field })
}
