//! What the inspector shows: of the selected state, or of the whole machine.

use super::document::OpenDocument;
use super::kind::CardKind;
use super::problem::Counts;
use super::words::counted;
use crate::edit::Selection;
use std::collections::BTreeMap;

/// A fact with its name: `Resource`, `arn:…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: &'static str,
    pub text: String,
}

/// What is inspected: a state, or the workflow, which has no type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub name: String,
    pub kind: Option<CardKind>,
    /// How many states are selected beside it
    pub others: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MachineFacts {
    pub facts: Vec<Fact>,
    /// How many states of each type there are, those there are
    pub kinds: Vec<(CardKind, usize)>,
    pub problems: Counts,
}

/// The selected state, or the workflow.
pub fn head(document: &OpenDocument, selection: &Selection) -> Head {
    let id = selection.chief().and_then(|path| document.machine.resolve(path));
    match id.map(|id| document.machine.state(id)) {
        Some(state) => Head {
            name: state.name.to_string(),
            kind: Some(CardKind::of(&state.kind)),
            others: selection.states().len().saturating_sub(1),
        },
        None => Head { name: document.name.to_string(), kind: None, others: 0 },
    }
}

/// What is known of the whole.
pub fn machine_facts(document: &OpenDocument) -> MachineFacts {
    let machine = &document.machine;
    let mut kinds: BTreeMap<CardKind, usize> = BTreeMap::new();
    for state in &machine.states {
        *kinds.entry(CardKind::of(&state.kind)).or_default() += 1;
    }
    let mut facts = vec![fact("States", machine.states.len().to_string())];
    facts.push(fact("Size", size_words(document.text.len())));
    MachineFacts { facts, kinds: kinds.into_iter().collect(), problems: document.counts }
}

fn fact(label: &'static str, text: String) -> Fact {
    Fact { label, text }
}

fn size_words(bytes: usize) -> String {
    match bytes {
        0..1024 => counted(bytes, "byte"),
        1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}
