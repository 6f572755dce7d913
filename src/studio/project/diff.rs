//! What differs between two definitions: line by line, and state by state.

use crate::asl::{StateMachine, StatePath};
use crate::edit::Document;
use crate::json::{Object, Value};
use std::ops::Range;
use std::sync::Arc;

/// Lines around a change that are shown with it.
const CONTEXT: usize = 3;
/// Where more lines than this differ, what lies between the common start and end is told as one change.
const MOST_EDITS: usize = 600;

/// What differs between two definitions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    pub states: Vec<StateChange>,
    /// Fields of the machine itself
    pub fields: Vec<Arc<str>>,
    pub hunks: Vec<Hunk>,
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.hunks.is_empty()
    }

    /// How a state of the later definition differs.
    pub fn mark(&self, path: &StatePath) -> Option<&'static str> {
        let change =
            self.states.iter().find(|change| change.path == *path && change.kind != Change::Removed)?;
        Some(change.kind.token())
    }
}

/// A state that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct StateChange {
    /// Where it is now; where it was, if it is removed
    pub path: StatePath,
    pub kind: Change,
    /// Where it was, if that is elsewhere
    pub from: Option<StatePath>,
    /// Which of its fields differ
    pub fields: Vec<Arc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Added,
    Removed,
    Changed,
    /// The same name in another scope
    Moved,
    /// Another name and all else the same
    Renamed,
}

impl Change {
    pub fn token(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Renamed => "renamed",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Removed => "Removed",
            Self::Changed => "Changed",
            Self::Moved => "Moved",
            Self::Renamed => "Renamed",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    Same,
    Added,
    Removed,
}

impl LineKind {
    pub fn token(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }

    pub fn sign(self) -> &'static str {
        match self {
            Self::Same => " ",
            Self::Added => "+",
            Self::Removed => "−",
        }
    }
}

/// Changed lines with some around them.
#[derive(Clone, Debug, PartialEq)]
pub struct Hunk {
    /// The first line's numbers before and after, from 1
    pub before: usize,
    pub after: usize,
    pub lines: Vec<(LineKind, String)>,
}

pub fn difference(before: &Document, after: &Document) -> Difference {
    Difference {
        states: states(before, after),
        fields: changed_fields(&machine_fields(before), &machine_fields(after)),
        hunks: hunks(before.text(), after.text()),
    }
}

fn machine_fields(document: &Document) -> Object {
    let tree = document.tree();
    let mut fields = tree.value(tree.root()).as_object().cloned().unwrap_or_default();
    fields.remove("States");
    fields
}

/// A state without those inside it.
struct Own {
    path: StatePath,
    fields: Object,
}

fn own_states(document: &Document) -> Vec<Own> {
    let machine: &StateMachine = document.machine();
    let tree = document.tree();
    let own = |(id, state): (_, &crate::asl::State)| {
        let value = tree.node_at(&state.pointer).map(|node| tree.value(node));
        let fields = value.as_ref().and_then(Value::as_object).map(without_inside).unwrap_or_default();
        Own { path: machine.path_of(id), fields }
    };
    machine.states().map(own).collect()
}

/// The states inside have rows of their own.
fn without_inside(state: &Object) -> Object {
    let outer = |scope: &Value| match scope.as_object() {
        Some(scope) => {
            let rest = scope.iter().filter(|(key, _)| &***key != "States");
            rest.map(|(key, value)| (key.clone(), value.clone())).collect::<Object>().into()
        }
        None => scope.clone(),
    };
    let part = |(key, value): (&Arc<str>, &Value)| {
        let value = match (&**key, value.as_array()) {
            ("Branches", Some(branches)) => branches.iter().map(outer).collect(),
            ("ItemProcessor" | "Iterator", _) => outer(value),
            _ => value.clone(),
        };
        (key.clone(), value)
    };
    state.iter().map(part).collect()
}

fn changed_fields(before: &Object, after: &Object) -> Vec<Arc<str>> {
    let gone_or_other = before.iter().filter(|(key, value)| after.get(key) != Some(value));
    let new = after.keys().filter(|key| !before.contains_key(key));
    gone_or_other.map(|(key, _)| key.clone()).chain(new.cloned()).collect()
}

fn states(before: &Document, after: &Document) -> Vec<StateChange> {
    let (mut old, new) = (own_states(before), own_states(after));
    let mut changes = Vec::new();
    let mut added = Vec::new();
    for state in new {
        match old.iter().position(|other| other.path == state.path) {
            Some(at) => {
                let fields = changed_fields(&old.remove(at).fields, &state.fields);
                if !fields.is_empty() {
                    changes.push(StateChange { path: state.path, kind: Change::Changed, from: None, fields });
                }
            }
            None => added.push(state),
        }
    }
    for state in added {
        changes.push(arrived(state, &mut old));
    }
    let removed =
        |state: Own| StateChange { path: state.path, kind: Change::Removed, from: None, fields: Vec::new() };
    changes.extend(old.into_iter().map(removed));
    changes
}

/// A state that was not at its place before: from elsewhere, under another name, or new.
fn arrived(state: Own, old: &mut Vec<Own>) -> StateChange {
    let namesake = old.iter().position(|other| other.path.name() == state.path.name());
    let twin = || {
        let same = |other: &Own| other.path.scope() == state.path.scope() && other.fields == state.fields;
        old.iter().position(same)
    };
    let (kind, from) = match (namesake, namesake.is_none().then(twin).flatten()) {
        (Some(at), _) => (Change::Moved, Some(old.remove(at))),
        (None, Some(at)) => (Change::Renamed, Some(old.remove(at))),
        (None, None) => (Change::Added, None),
    };
    let fields = from.as_ref().map(|from| changed_fields(&from.fields, &state.fields)).unwrap_or_default();
    StateChange { path: state.path, kind, from: from.map(|from| from.path), fields }
}

/// Lines that differ: those of `before`, and those that stand there in `after`.
type Edit = (Range<usize>, Range<usize>);

/// The changed lines of two texts, with some around them.
pub fn hunks(before: &str, after: &str) -> Vec<Hunk> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let edits = edits(&old, &new);
    let mut hunks: Vec<Hunk> = Vec::new();
    // Up to which line of `old` the last hunk goes.
    let mut shown = 0;
    for (index, (gone, come)) in edits.iter().enumerate() {
        let start = gone.start.saturating_sub(CONTEXT).max(shown);
        if hunks.is_empty() || start > shown {
            let lead = gone.start - start;
            hunks.push(Hunk { before: start + 1, after: come.start - lead + 1, lines: Vec::new() });
            shown = start;
        }
        let next = edits.get(index + 1).map_or(old.len(), |(gone, _)| gone.start);
        let end = (gone.end + CONTEXT).min(next);
        if let Some(hunk) = hunks.last_mut() {
            let mut push = |kind, lines: &[&str]| {
                hunk.lines.extend(lines.iter().map(|line| (kind, (*line).to_owned())));
            };
            push(LineKind::Same, &old[shown..gone.start]);
            push(LineKind::Removed, &old[gone.clone()]);
            push(LineKind::Added, &new[come.clone()]);
            push(LineKind::Same, &old[gone.end..end]);
        }
        shown = end;
    }
    hunks
}

fn edits(old: &[&str], new: &[&str]) -> Vec<Edit> {
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end =
        old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
    let mut found = shortest(old_rest, new_rest).unwrap_or_else(|| {
        let all = (0..old_rest.len(), 0..new_rest.len());
        if old_rest.is_empty() && new_rest.is_empty() { Vec::new() } else { vec![all] }
    });
    for (gone, come) in &mut found {
        *gone = gone.start + start..gone.end + start;
        *come = come.start + start..come.end + start;
    }
    found
}

/// The fewest edits (Myers 1986), unless there are very many.
fn shortest(old: &[&str], new: &[&str]) -> Option<Vec<Edit>> {
    let most = (old.len() + new.len()).min(MOST_EDITS);
    let width = 2 * most + 3;
    let middle = most + 1;
    let mut reach = vec![0_usize; width];
    let mut rounds = Vec::new();
    for round in 0..=most {
        let mut at = middle - round;
        while at <= middle + round {
            // Down, by a line of `new`, or right, by a line of `old`.
            let down = at == middle - round || (at != middle + round && reach[at - 1] < reach[at + 1]);
            let mut x = if down { reach[at + 1] } else { reach[at - 1] + 1 };
            while let (Some(one), Some(other)) = (old.get(x), new.get((x + middle).wrapping_sub(at))) {
                if one != other {
                    break;
                }
                x += 1;
            }
            reach[at] = x;
            if x >= old.len() && x + middle >= new.len() + at {
                rounds.push(reach);
                return Some(backward(&rounds, old.len(), new.len(), middle));
            }
            at += 2;
        }
        rounds.push(reach.clone());
    }
    None
}

/// Walks the rounds of [`shortest`] back from the end and gathers what was not common.
fn backward(rounds: &[Vec<usize>], old: usize, new: usize, middle: usize) -> Vec<Edit> {
    let (mut x, mut y) = (old, new);
    let mut steps: Vec<Edit> = Vec::new();
    for round in (1..rounds.len()).rev() {
        let reach = &rounds[round - 1];
        let at = x + middle - y;
        let down = at == middle - round || (at != middle + round && reach[at - 1] < reach[at + 1]);
        let from = if down { at + 1 } else { at - 1 };
        let (before_x, before_y) = (reach[from], reach[from] + middle - from);
        let edit = if down {
            (before_x..before_x, before_y..before_y + 1)
        } else {
            (before_x..before_x + 1, before_y..before_y)
        };
        match steps.last_mut().filter(|(gone, come)| edit.0.end == gone.start && edit.1.end == come.start) {
            Some(last) => *last = (edit.0.start..last.0.end, edit.1.start..last.1.end),
            None => steps.push(edit),
        }
        (x, y) = (before_x, before_y);
    }
    steps.reverse();
    steps
}
