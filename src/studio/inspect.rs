//! What the inspector shows: of the selected state, or of the whole machine.

use super::document::OpenDocument;
use super::highlight::{Code, highlight};
use super::kind::CardKind;
use super::problem::{Counts, Problem};
use super::words::{self, counted, dynamic_words};
use crate::asl::{State, StateId, StateKind, StatePath, Transition};
use crate::graph::{EdgeKind, condition_text};
use std::collections::BTreeMap;

/// A fact with its name: `Resource`, `arn:…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: &'static str,
    pub text: String,
    /// Whether it is code rather than prose
    pub code: bool,
}

/// A way out of a state, or into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// `Next`, `1`, `Default`, `Catch`
    pub label: String,
    /// When it is taken
    pub condition: Option<String>,
    /// Where it leads; `None` is the end
    pub target: Option<StatePath>,
}

/// A row of the table of Retriers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryRow {
    pub errors: String,
    pub attempts: String,
    pub interval: String,
    pub backoff: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StateFacts {
    pub path: StatePath,
    pub kind: CardKind,
    pub comment: Option<String>,
    pub facts: Vec<Fact>,
    pub ways: Vec<Way>,
    pub retries: Vec<RetryRow>,
    pub problems: Vec<Problem>,
    pub code: Code,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MachineFacts {
    pub name: String,
    pub comment: Option<String>,
    pub facts: Vec<Fact>,
    /// How many states of each type there are, those there are
    pub kinds: Vec<(CardKind, usize)>,
    pub problems: Counts,
}

/// What is wrong with, and known of, one state.
pub fn state_facts(document: &OpenDocument, id: StateId) -> StateFacts {
    let state = document.machine.state(id);
    let path = document.path_of(id);
    StateFacts {
        kind: CardKind::of(&state.kind),
        comment: state.comment.as_deref().map(str::to_owned),
        facts: facts(document, id, state),
        ways: ways(document, id, state),
        retries: state.retry.iter().map(retry_row).collect(),
        problems: document.problems.iter().filter(|row| row.state.as_ref() == Some(&path)).cloned().collect(),
        code: highlight(&document.state_text(id)),
        path,
    }
}

/// What is known of the whole.
pub fn machine_facts(document: &OpenDocument) -> MachineFacts {
    let machine = &document.machine;
    let mut kinds: BTreeMap<CardKind, usize> = BTreeMap::new();
    for state in &machine.states {
        *kinds.entry(CardKind::of(&state.kind)).or_default() += 1;
    }
    let root = machine.scope(machine.root());
    let mut facts = vec![
        fact("States", machine.states.len().to_string(), false),
        fact("StartAt", root.start_at.as_deref().unwrap_or("not written").to_owned(), true),
        fact("Query language", machine.query_language().as_str().to_owned(), false),
    ];
    facts.extend(machine.timeout_seconds.as_ref().map(|limit| fact("Timeout", seconds(limit), false)));
    facts.extend(machine.version.as_ref().map(|version| fact("Version", version.to_string(), true)));
    facts.push(fact("Size", size_words(document.text.len()), false));
    MachineFacts {
        name: document.name.to_string(),
        comment: machine.comment.as_deref().map(str::to_owned),
        facts,
        kinds: kinds.into_iter().collect(),
        problems: document.counts,
    }
}

fn fact(label: &'static str, text: String, code: bool) -> Fact {
    Fact { label, text, code }
}

fn facts(document: &OpenDocument, id: StateId, state: &State) -> Vec<Fact> {
    let mut facts = Vec::new();
    let what = match &state.kind {
        StateKind::Task(_) => None,
        StateKind::Fail(_) => None,
        StateKind::Succeed | StateKind::Choice(_) => None,
        _ => Some(words::substance(state)),
    };
    facts.extend(what.map(|text| fact("Does", text, false)));
    match &state.kind {
        StateKind::Task(task) => {
            facts.extend(
                task.resource.as_ref().map(|resource| fact("Resource", resource.text.to_string(), true)),
            );
            facts.extend(task.timeout.as_ref().map(|limit| fact("Timeout", seconds(limit), false)));
            facts.extend(task.heartbeat.as_ref().map(|limit| fact("Heartbeat", seconds(limit), false)));
        }
        StateKind::Fail(fail) => {
            facts.extend(fail.error.as_ref().map(|error| fact("Error", dynamic_words(error), true)));
            facts.extend(fail.cause.as_ref().map(|cause| fact("Cause", dynamic_words(cause), false)));
        }
        _ => {}
    }
    let language = document.machine.query_language_of(id);
    if state.query_language.is_some() {
        facts.push(fact("Query language", language.as_str().to_owned(), false));
    }
    if let Some(container) = document.machine.scope(state.scope).parent {
        facts.push(fact("Inside", document.machine.state(container).name.to_string(), false));
    }
    facts
}

fn seconds(limit: &crate::asl::Dynamic) -> String {
    match limit {
        crate::asl::Dynamic::Literal(value) => match value.as_f64() {
            Some(seconds) => crate::time::Duration::from_seconds(seconds).to_string(),
            None => dynamic_words(limit),
        },
        _ => format!("{} seconds", dynamic_words(limit)),
    }
}

fn size_words(bytes: usize) -> String {
    match bytes {
        0..1024 => counted(bytes, "byte"),
        1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

/// The ways out, in the order in which the interpreter looks at them.
fn ways(document: &OpenDocument, id: StateId, state: &State) -> Vec<Way> {
    let graph = &document.graph;
    let Some(node) = graph.node_of(id) else { return Vec::new() };
    let edges = graph.outgoing(node).iter().map(|&edge| graph.edge(edge));
    let known: Vec<Way> = edges
        .map(|edge| {
            let (label, condition) = way_words(state, edge.kind);
            Way { label, condition, target: graph.state_of(edge.to).map(|id| document.path_of(id)) }
        })
        .collect();
    let ends = matches!(state.kind, StateKind::Succeed | StateKind::Fail(_));
    if ends && state.transition == Transition::None { Vec::new() } else { known }
}

fn way_words(state: &State, kind: EdgeKind) -> (String, Option<String>) {
    match kind {
        EdgeKind::Choice(index) => {
            let StateKind::Choice(choice) = &state.kind else { return ("Rule".into(), None) };
            let rule = choice.rules.get(index);
            (format!("Rule {}", index + 1), rule.map(|rule| condition_text(&rule.condition)))
        }
        EdgeKind::Default => ("Default".into(), None),
        EdgeKind::Catch(index) => {
            let errors = state.catch.get(index).map(|catcher| words::error_list(&catcher.error_equals));
            ("Catch".into(), errors)
        }
        EdgeKind::End => ("End".into(), None),
        EdgeKind::Start | EdgeKind::Next => ("Next".into(), None),
    }
}

fn retry_row(retrier: &crate::asl::Retrier) -> RetryRow {
    let or = |value: &Option<crate::json::Value>, default: &str| {
        value.as_ref().map_or_else(
            || default.to_owned(),
            |value| value.as_str().map_or(value.to_string(), str::to_owned),
        )
    };
    let limit =
        retrier.max_delay_seconds.as_ref().map(|_| format!(" to {} s", or(&retrier.max_delay_seconds, "")));
    let jitter =
        retrier.jitter_strategy.as_deref().filter(|strategy| *strategy == "FULL").map(|_| ", full jitter");
    RetryRow {
        errors: words::error_list(&retrier.error_equals),
        attempts: or(&retrier.max_attempts, "3"),
        interval: format!("{} s", or(&retrier.interval_seconds, "1")),
        backoff: format!(
            "× {}{}{}",
            or(&retrier.backoff_rate, "2"),
            limit.unwrap_or_default(),
            jitter.unwrap_or_default()
        ),
    }
}
