//! The states that an entry stands for, ready to be inserted.

use super::template::Template;
use super::{Body, Entry, print};
use crate::asl::QueryLanguage;
use crate::edit::Fragment;
use crate::json::{self, Object, Value};

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
