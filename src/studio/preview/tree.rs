//! The data reaching a state as rows that open and close, each with the path that leads to it.

use super::field::{Field, Sees};
use super::samples::{Sample, sample};
use crate::asl::{QueryLanguage, StateKind, StatePath};
use crate::expr::{PathStep, spell_jsonata, spell_path};
use crate::json::{JsonPointer, Value};
use crate::studio::Studio;
use crate::studio::words::counted;
use std::sync::Arc;

/// More rows than this nobody reads.
const MOST_ROWS: usize = 400;
/// Of one list; what follows is counted.
const MOST_ITEMS: usize = 100;
/// Up to so many members are open at first.
const FEW: usize = 12;
/// Of a value in its row, in characters.
const LONGEST: usize = 60;

/// One value with all that is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// `Input`, `Result`, `Context`, `$total`
    pub title: String,
    pub rows: Vec<TreeRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeRow {
    pub depth: usize,
    pub key: String,
    /// The value, short
    pub value: String,
    /// `string`, `number`, `object` …; empty where the row only counts what is left out
    pub kind: &'static str,
    /// What to insert; `None` where no path leads there
    pub path: Option<String>,
    /// Whether it can be opened, and is
    pub is_open: Option<bool>,
    /// Which row it is, among all trees
    pub pointer: JsonPointer,
}

/// What a field of a state sees, and from where: its input first, then the result, the Context Object, variables.
pub fn trees(studio: &Studio, path: &StatePath, field: Field<'_>) -> Vec<Tree> {
    let Some(document) = studio.document() else { return Vec::new() };
    let Some(id) = document.machine.resolve(path) else { return Vec::new() };
    let language = document.machine.query_language_of(id);
    let kind = &document.machine.state(id).kind;
    let works =
        matches!(kind, StateKind::Task(_) | StateKind::Parallel(_) | StateKind::Map(_) | StateKind::Pass(_));
    let sample = sample(studio, path);
    let context = studio.sample_context(path, &sample.seen);
    let mut writer = Writer { language, toggled: &studio.samples.toggled, trees: Vec::new() };
    writer.data(&sample, field.sees(language, works));
    writer.tree("Context", ("$$", "$states.context"), &context);
    for (name, value) in sample.seen.variables.iter() {
        let name = format!("${name}");
        writer.tree(&name, (&name, &name), value);
    }
    writer.trees
}

struct Writer<'a> {
    language: QueryLanguage,
    toggled: &'a [JsonPointer],
    trees: Vec<Tree>,
}

impl Writer<'_> {
    fn data(&mut self, sample: &Sample, sees: Sees) {
        let is_jsonata = self.language == QueryLanguage::Jsonata;
        let seen = &sample.seen;
        let sees_input = is_jsonata || !matches!(sees, Sees::Result | Sees::Error);
        if sees_input && sample.is_known() {
            self.tree("Input", ("$", "$states.input"), &seen.input);
        }
        if let (Sees::Result, Some(result)) = (sees, &seen.result) {
            self.tree("Result", ("$", "$states.result"), result);
        }
        if let (Sees::Error, Some(error)) = (sees, &seen.error_output) {
            self.tree("Error output", ("$", "$states.errorOutput"), error);
        }
    }

    /// One tree, by what its paths start with in either language.
    fn tree(&mut self, title: &str, (path, expression): (&str, &str), value: &Value) {
        let start = match self.language {
            QueryLanguage::JsonPath => path,
            QueryLanguage::Jsonata => expression,
        };
        let pointer = JsonPointer::root().key(title);
        let mut rows = Rows {
            language: self.language,
            start,
            toggled: self.toggled,
            rows: Vec::new(),
            steps: Vec::new(),
        };
        rows.add(title.to_owned(), value, pointer);
        self.trees.push(Tree { title: title.to_owned(), rows: rows.rows });
    }
}

struct Rows<'a> {
    language: QueryLanguage,
    start: &'a str,
    toggled: &'a [JsonPointer],
    rows: Vec<TreeRow>,
    steps: Vec<PathStep>,
}

impl Rows<'_> {
    fn add(&mut self, key: String, value: &Value, pointer: JsonPointer) {
        let count = match value {
            Value::Array(items) => items.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        let at_first = match self.steps.len() {
            // The Context Object and variables are mostly not what is looked for.
            0 => matches!(self.start, "$" | "$states.input" | "$states.result" | "$states.errorOutput"),
            1 => count <= FEW,
            _ => false,
        };
        let is_open = (count > 0).then(|| at_first != self.toggled.contains(&pointer));
        self.rows.push(TreeRow {
            depth: self.steps.len(),
            key,
            value: short(value),
            kind: value.type_name(),
            path: self.path(),
            is_open,
            pointer: pointer.clone(),
        });
        if is_open == Some(true) {
            self.inside(value, &pointer, count);
        }
    }

    fn inside(&mut self, value: &Value, pointer: &JsonPointer, count: usize) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().take(MOST_ITEMS).enumerate() {
                    self.step(PathStep::Index(index), item, pointer.index(index));
                }
            }
            Value::Object(members) => {
                for (name, member) in members.iter().take(MOST_ITEMS) {
                    self.step(PathStep::Name(Arc::clone(name)), member, pointer.key(name));
                }
            }
            _ => {}
        }
        if count > MOST_ITEMS || self.rows.len() >= MOST_ROWS {
            self.left_out(count.saturating_sub(MOST_ITEMS), pointer);
        }
    }

    fn step(&mut self, step: PathStep, value: &Value, pointer: JsonPointer) {
        if self.rows.len() >= MOST_ROWS {
            return;
        }
        let key = match &step {
            PathStep::Name(name) => name.to_string(),
            PathStep::Index(index) => index.to_string(),
        };
        self.steps.push(step);
        self.add(key, value, pointer);
        self.steps.pop();
    }

    /// Said once, in the last row.
    fn left_out(&mut self, count: usize, pointer: &JsonPointer) {
        if self.rows.last().is_some_and(|row| row.kind.is_empty()) {
            return;
        }
        let key = if count > 0 { format!("… {count} more") } else { "… and more".to_owned() };
        self.rows.push(TreeRow {
            depth: self.steps.len() + 1,
            key,
            value: String::new(),
            kind: "",
            path: None,
            is_open: None,
            pointer: pointer.key("…"),
        });
    }

    fn path(&self) -> Option<String> {
        match self.language {
            QueryLanguage::JsonPath => spell_path(self.start, &self.steps),
            QueryLanguage::Jsonata => Some(spell_jsonata(self.start, &self.steps)),
        }
    }
}

fn short(value: &Value) -> String {
    match value {
        Value::Array(items) if items.is_empty() => "[]".into(),
        Value::Array(items) => counted(items.len(), "item"),
        Value::Object(members) if members.is_empty() => "{}".into(),
        Value::Object(members) => counted(members.len(), "field"),
        Value::String(text) => {
            let shown: String = text.chars().take(LONGEST).collect();
            let rest = if shown.len() < text.len() { "…" } else { "" };
            format!("{}{rest}", Value::from(shown))
        }
        other => other.to_string(),
    }
}
