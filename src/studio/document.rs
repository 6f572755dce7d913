//! The open document and how a text becomes one.

use super::problem::{Counts, Problem};
use super::rest::Rest;
use crate::asl::{Parsed, StateId, StateMachine, StatePath};
use crate::diagnostic::Diagnostic;
use crate::edit::Document;
use crate::engine::Program;
use crate::expr::jsonata::JsonataEngine;
use crate::graph::FlowGraph;
use crate::json::{self, JsonPointer, Object, ParseError, SpannedTree, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is found where JSONata's engine is not there.
const NOT_LOADED: &str = "JSONATA_NOT_LOADED";

/// A definition that is open. Always valid JSON, not always valid ASL.
#[derive(Debug)]
pub struct OpenDocument {
    pub name: Arc<str>,
    /// Byte for byte what was opened, but for what was edited
    pub text: Arc<str>,
    /// What edits are made of
    pub source: Document,
    pub machine: StateMachine,
    /// What a run of it runs; nothing before the rest is there
    pub program: Option<Arc<Program>>,
    pub graph: FlowGraph,
    /// All states in the order of the flow
    pub flow: Vec<StateId>,
    pub problems: Vec<Problem>,
    pub counts: Counts,
    by_pointer: BTreeMap<JsonPointer, StateId>,
}

/// What makes a definition's program and finds its problems. Without JSONata's engine a definition that uses it is shown
/// and not run.
#[derive(Clone, Copy, Debug)]
pub struct Preparing<'a> {
    pub rest: &'static Rest,
    pub jsonata: Option<&'a dyn JsonataEngine>,
}

impl Preparing<'_> {
    fn prepare(self, parsed: &Parsed) -> (Option<Arc<Program>>, Vec<Diagnostic>) {
        let (program, mut diagnostics) = (self.rest.prepare)(parsed, self.jsonata);
        // That is no fault of the definition; the Run button says it.
        diagnostics.retain(|diagnostic| diagnostic.code != NOT_LOADED);
        (Some(program), diagnostics)
    }
}

/// Why a text was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenError {
    /// One sentence without a final period
    pub message: String,
    /// What to do about it
    pub hint: Option<String>,
    pub place: Option<ErrorPlace>,
}

/// Where a text is broken, with the lines around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorPlace {
    /// 1-based
    pub line: usize,
    /// 1-based, in characters
    pub column: usize,
    /// Line numbers and lines, the broken one among them
    pub excerpt: Vec<(usize, String)>,
    /// How many characters stand before the mark on the excerpt's broken line
    pub mark: usize,
}

impl OpenDocument {
    /// Opens `text`; `name` is what it is called unless the text itself says. What is not prepared is shown with the
    /// problems that reading finds, and not run.
    pub fn open(text: &str, name: &str, preparing: Option<Preparing<'_>>) -> Result<Self, OpenError> {
        let (source, named) = Self::read(text)?;
        Ok(Self::of(source, named.as_deref().unwrap_or(name).into(), preparing))
    }

    /// Reads `text`, and what it calls itself.
    pub fn read(text: &str) -> Result<(Document, Option<String>), OpenError> {
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            return Err(OpenError { message: "There is no text to open".into(), hint: None, place: None });
        }
        let tree = SpannedTree::parse(text);
        if is_plainly_machine(&tree) {
            return Ok((Document::of_tree(tree).ok_or_else(no_json)?, None));
        }
        let value = json::parse(text).map_err(|error| OpenError::from_json(text, &error))?;
        match described_definition(&value) {
            Some((inner, named)) => {
                let value = json::parse(&inner).map_err(|error| OpenError::from_json(&inner, &error))?;
                expect_machine(&value)?;
                Ok((source(&inner)?, named))
            }
            None => {
                expect_machine(&value)?;
                Ok((source(text)?, None))
            }
        }
    }

    /// Takes a document that is being edited.
    pub fn of(source: Document, name: Arc<str>, preparing: Option<Preparing<'_>>) -> Self {
        let (program, diagnostics) = match preparing {
            Some(preparing) => preparing.prepare(source.parsed()),
            None => (None, source.parsed().diagnostics.clone()),
        };
        let machine = source.machine().clone();
        // Gathering into a map at once would sort, which is large.
        let mut by_pointer = BTreeMap::new();
        by_pointer.extend(machine.states().map(|(id, state)| (state.pointer.clone(), id)));
        let graph = FlowGraph::of(&machine);
        let flow = super::flow_order::flow_order(&machine, &graph);
        let mut document = Self {
            name,
            text: source.text().clone(),
            source,
            machine,
            program,
            graph,
            flow,
            problems: Vec::new(),
            counts: Counts::default(),
            by_pointer,
        };
        document.problems = super::problem::problems(&document, diagnostics);
        document.counts = Counts::of(&document.problems);
        document
    }

    /// Takes a document that is being edited and is to be checked later: until then it has the problems of the one before.
    pub fn unchecked(source: Document, name: Arc<str>, before: &Self) -> Self {
        let mut document = Self::of(source, name, None);
        document.problems = super::problem::carried(&document, &before.problems);
        document.counts = Counts::of(&document.problems);
        document
    }

    /// Where everything stands in the text.
    pub fn tree(&self) -> &SpannedTree {
        self.source.tree()
    }

    /// The innermost state that `pointer` stands in.
    pub fn state_at(&self, pointer: &JsonPointer) -> Option<StateId> {
        let mut at = Some(pointer.clone());
        while let Some(pointer) = at {
            if let Some(&id) = self.by_pointer.get(&pointer) {
                return Some(id);
            }
            at = pointer.parent();
        }
        None
    }

    /// A state as written.
    pub fn state_value(&self, state: &crate::asl::State) -> Option<Object> {
        let tree = self.source.tree();
        let node = tree.node_at(&state.pointer)?;
        tree.value(node).as_object().cloned()
    }

    pub fn path_of(&self, id: StateId) -> StatePath {
        self.machine.path_of(id)
    }

    /// The name to save it under.
    pub fn file_name(&self) -> String {
        format!("{}.asl.json", file_stem(&self.name, "workflow"))
    }
}

/// `name` as a file may be called; `other` if nothing is left of it.
pub(super) fn file_stem(name: &str, other: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_. ".contains(c) { c } else { '-' };
    let name: String = name.trim().chars().map(plain).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { other } else { name }.to_owned()
}

/// `aws stepfunctions describe-state-machine` prints the definition as a string with a name beside it.
fn described_definition(value: &Value) -> Option<(String, Option<String>)> {
    let text = value.get("definition")?.as_str()?;
    let name = value.get("name").and_then(Value::as_str).map(str::to_owned);
    Some((text.to_owned(), name))
}

fn source(text: &str) -> Result<Document, OpenError> {
    Document::new(text).ok_or_else(no_json)
}

fn no_json() -> OpenError {
    OpenError { message: "This is not JSON".into(), hint: None, place: None }
}

/// Whether a text is a definition and nothing else: then it need not be read a second time to find out.
fn is_plainly_machine(tree: &SpannedTree) -> bool {
    let has = |key: &str| tree.members(tree.root()).any(|(name, _)| *name == *key);
    tree.errors().is_empty() && has("States") && has("StartAt") && !has("definition")
}

/// Whether a value can be a definition.
pub fn expect_machine(value: &Value) -> Result<(), OpenError> {
    let refuse = |message: String| Err(OpenError { message, hint: None, place: None });
    match value.as_object() {
        None => refuse(format!(
            "A definition is a JSON object, and this is {} {}",
            if value.type_name().starts_with(['a', 'o']) { "an" } else { "a" },
            value.type_name()
        )),
        Some(members) if !members.contains_key("States") && !members.contains_key("StartAt") => {
            refuse("This is JSON, but no state machine: it has neither StartAt nor States".into())
        }
        Some(_) => Ok(()),
    }
}

impl OpenError {
    /// What is wrong with `text`: as our own reader tells it, else as the strict one did.
    fn from_json(text: &str, error: &ParseError) -> Self {
        let tree = SpannedTree::parse(text);
        let (message, hint, line, column) = match tree.errors().first() {
            Some(first) => {
                let at = tree.position(first.span.start);
                (&first.message, first.hint.clone(), at.line as usize, at.column as usize)
            }
            None => (&error.message, None, error.line, error.column),
        };
        let place = ErrorPlace::new(text, line, column);
        Self { message: format!("This is not JSON: {message}"), hint, place: Some(place) }
    }
}

/// Long lines are cut to this many characters around the mark.
const EXCERPT_WIDTH: usize = 96;

impl ErrorPlace {
    fn new(text: &str, line: usize, column: usize) -> Self {
        let first = line.saturating_sub(2).max(1);
        let cut = column.saturating_sub(EXCERPT_WIDTH * 2 / 3);
        let shorten = |line: &str| line.chars().skip(cut).take(EXCERPT_WIDTH).collect::<String>();
        let excerpt = text.lines().enumerate().skip(first - 1).take(line + 2 - first);
        let excerpt = excerpt.map(|(index, line)| (index + 1, shorten(line))).collect();
        Self { line, column, excerpt, mark: column.saturating_sub(1).saturating_sub(cut) }
    }
}
