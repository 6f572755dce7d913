//! From explanations to steps, with what the definition writes beside them.

use super::changes::{assigned, changes, shown};
use super::{Step, Tone, handling, verdict};
use crate::asl::{State, StateId, StateKind};
use crate::engine::{Explanation, ExplanationKind as Kind, HandlerOutcome, Stage, Verdict};
use crate::graph::condition_text;
use crate::json::{Object, Value};
use crate::sim::view::VisitStatus;
use crate::studio::document::OpenDocument;
use crate::studio::words::counted;
use std::sync::Arc;

/// Items of which the ItemSelector's result is shown; the others are counted.
const MOST_ITEMS: u32 = 3;

/// Tells the explanations of one visit, one after the other.
pub struct Teller<'a> {
    document: &'a OpenDocument,
    state: &'a State,
    /// The state's definition
    written: Option<Object>,
    variables: Object,
    container: Option<Arc<str>>,
    raw: Value,
    /// What the stages so far made of the data
    current: Value,
    /// Whether the state's work gave a result
    has_result: bool,
    /// Whether the latest error ends the execution at once, if there was one
    fatal: Option<bool>,
    attempt: u32,
    items: u32,
    steps: Vec<Step>,
}

impl<'a> Teller<'a> {
    pub fn new(
        document: &'a OpenDocument,
        state: StateId,
        variables: Object,
        container: Option<Arc<str>>,
    ) -> Self {
        let state = document.machine.state(state);
        Self {
            document,
            state,
            written: document.state_value(state),
            variables,
            container,
            raw: Value::Null,
            current: Value::Null,
            has_result: false,
            fatal: None,
            attempt: 0,
            items: 0,
            steps: Vec::new(),
        }
    }

    pub fn count(&self) -> usize {
        self.steps.len()
    }

    pub fn tell(&mut self, explanation: &Explanation) {
        if explanation.attempt > self.attempt {
            self.attempt = explanation.attempt;
            self.current = self.raw.clone();
            let title = format!("Attempt {}", self.attempt + 1);
            self.steps.push(Step { tone: Tone::Heading, title, ..Step::default() });
        }
        match &explanation.kind {
            Kind::Stage { stage, made: Ok(value) } => self.stage(*stage, value),
            Kind::Stage { stage, made: Err(_) } => self.failed_stage(*stage),
            Kind::Rule { index, verdict } => self.rule(*index, verdict),
            Kind::Chosen(rule) => self.chosen(*rule),
            Kind::Error { failure, is_fatal } => {
                let handlers = self.state.retry.len() + self.state.catch.len();
                self.fatal = Some(*is_fatal);
                self.steps.push(handling::error(failure, *is_fatal, handlers));
            }
            Kind::Retrier { index, names, outcome } => {
                self.steps.push(handling::asked("Retrier", *index, names, outcome));
            }
            Kind::Catcher { index, names, outcome } => {
                self.steps.push(handling::asked("Catcher", *index, names, outcome));
                if *outcome == HandlerOutcome::Catches {
                    self.follow_catcher(*index as usize);
                }
            }
            Kind::Left(next) => self.left(*next),
        }
    }

    /// From here on it is the Catcher's fields that count.
    fn follow_catcher(&mut self, index: usize) {
        let written = self.written.take();
        let catchers = written.as_ref().and_then(|written| written.get("Catch")?.as_array());
        self.written = catchers.and_then(|catchers| catchers.get(index)?.as_object()).cloned();
    }

    /// The steps, with how it all ended.
    pub fn finish(mut self, status: VisitStatus) -> Vec<Step> {
        self.count_items();
        let beyond = self.container.as_ref().map_or("the execution".to_owned(), |name| format!("`{name}`"));
        match (status, self.fatal) {
            (VisitStatus::Failed, Some(false)) => {
                self.end(Tone::Bad, "Fails", Some(format!("Nothing takes the error, so {beyond} gets it")));
            }
            (VisitStatus::Failed, None) => {
                self.end(Tone::Bad, "Fails", Some("An error inside it ends the execution at once".into()));
            }
            (VisitStatus::Aborted, _) => self.end(Tone::No, "Stopped", None),
            _ => {}
        }
        self.steps
    }

    /// The steps of a visit that did more than is told.
    pub fn cut_short(mut self) -> Vec<Step> {
        self.end(Tone::Heading, "… and so on", None);
        self.steps
    }

    fn end(&mut self, tone: Tone, title: &str, said: Option<String>) {
        self.steps.push(Step { tone, title: title.to_owned(), said, ..Step::default() });
    }

    fn stage(&mut self, stage: Stage, value: &Value) {
        match stage {
            Stage::Input => self.input(value),
            Stage::InputPath
            | Stage::Parameters
            | Stage::Arguments
            | Stage::ResultSelector
            | Stage::OutputPath => {
                let before = std::mem::replace(&mut self.current, value.clone());
                self.pipeline(stage, &before, value);
            }
            Stage::ResultPath => {
                self.current = value.clone();
                self.pipeline(stage, &self.raw.clone(), value);
            }
            Stage::Result => {
                // A Pass without one has nothing to tell.
                if *value != self.current || !matches!(self.state.kind, StateKind::Pass(_)) {
                    self.push("Result", None, Some(value));
                    self.has_result = true;
                }
                self.current = value.clone();
            }
            Stage::ErrorOutput => {
                self.push(
                    "Error output",
                    Some("What a Catcher makes of error and cause".into()),
                    Some(value),
                );
                (self.current, self.has_result) = (value.clone(), true);
            }
            Stage::Assign => {
                let lines = assigned(&self.variables, value);
                self.steps.push(Step { title: "Assign".into(), lines, ..Step::default() });
            }
            Stage::Output => self.output(value),
            Stage::ItemSelector(index) => self.item(index, value),
            _ => self.aside(stage, value),
        }
    }

    fn input(&mut self, value: &Value) {
        (self.raw, self.current) = (value.clone(), value.clone());
        self.push("Input", None, Some(value));
        if !self.variables.is_empty() {
            let variables = Value::from(self.variables.clone());
            self.push("Variables", None, Some(&variables));
        }
    }

    /// A stage that the definition does not write passes everything on and is not told.
    fn pipeline(&mut self, stage: Stage, before: &Value, value: &Value) {
        if self.field(stage).is_none() {
            return;
        }
        let same = before == value;
        let said = if same { Some("Unchanged".into()) } else { changes(before, value) };
        self.push_stage(stage, said, (!same).then_some(value));
    }

    /// A value beside the pipeline; one that is written as it is needs no telling.
    fn aside(&mut self, stage: Stage, value: &Value) {
        if stage == Stage::Until {
            self.push("Waits until", None, Some(value));
        } else if self.field(stage).is_some_and(|(_, written)| written != *value) {
            self.push_stage(stage, None, Some(value));
        }
    }

    fn item(&mut self, index: u32, value: &Value) {
        self.items += 1;
        if index < MOST_ITEMS && self.field(Stage::ItemSelector(0)).is_some() {
            let title = format!("Item {}", index + 1);
            let written = Some("ItemSelector".to_owned());
            self.steps.push(Step { title, written, value: Some(shown(value)), ..Step::default() });
        }
    }

    fn count_items(&mut self) {
        let more = self.items.saturating_sub(MOST_ITEMS) as usize;
        if more > 0 {
            let last = self.steps.iter().rposition(|step| step.title.starts_with("Item "));
            let title = format!("… and {}", counted(more, "more item"));
            let at = last.map_or(self.steps.len(), |at| at + 1);
            self.steps.insert(at, Step { title, ..Step::default() });
        }
    }

    /// Where it is nothing new, it says so.
    fn output(&mut self, value: &Value) {
        // In JSONata it is first evaluated, then given out.
        if self.steps.last().is_some_and(|last| last.title == "Output") {
            return;
        }
        let said = match (*value == self.current, *value == self.raw) {
            (_, true) if self.has_result => Some("The input as it was: the result is dropped"),
            (_, true) => Some("The input as it was"),
            (true, false) if self.has_result && self.field(Stage::ResultPath).is_none() => {
                Some("The result: nothing of the input is kept")
            }
            (true, false) => Some("What the steps above made"),
            (false, false) => None,
        };
        self.push("Output", said.map(str::to_owned), said.is_none().then_some(value));
    }

    /// The error itself is told by the next step.
    fn failed_stage(&mut self, stage: Stage) {
        let field = self.field(stage);
        let title = field.as_ref().map_or_else(|| name(stage), |(name, _)| name.to_string());
        let written = field.and_then(|(_, written)| written.as_str().map(str::to_owned));
        self.steps.push(Step { tone: Tone::Bad, title, written, ..Step::default() });
    }

    fn rule(&mut self, index: u32, told: &Verdict) {
        let StateKind::Choice(choice) = &self.state.kind else { return };
        let rule = choice.rules.get(index as usize);
        self.steps.push(Step {
            tone: verdict::tone(told.held()),
            title: format!("Rule {}", index + 1),
            written: rule.map(|rule| condition_text(&rule.condition)),
            lines: verdict::lines(told),
            ..Step::default()
        });
    }

    fn chosen(&mut self, rule: Option<u32>) {
        let StateKind::Choice(choice) = &self.state.kind else { return };
        let (title, said) = match rule {
            None => ("Takes Default".to_owned(), "No rule holds".to_owned()),
            Some(index) => {
                let rest = choice.rules.len().saturating_sub(index as usize + 1);
                let rest = if rest > 0 {
                    format!(", {} after it not looked at", counted(rest, "rule"))
                } else {
                    String::new()
                };
                (format!("Takes rule {}", index + 1), format!("The first that holds{rest}"))
            }
        };
        self.end(Tone::Good, &title, Some(said));
    }

    fn left(&mut self, next: Option<StateId>) {
        let path = next.map(|next| self.document.path_of(next));
        let title = match (&path, &self.container) {
            (Some(path), _) => format!("On to {}", path.name()),
            (None, Some(container)) => format!("Ends here, inside {container}"),
            (None, None) => "Ends the execution".to_owned(),
        };
        self.steps.push(Step { title, target: path, ..Step::default() });
    }

    fn push(&mut self, title: &str, said: Option<String>, value: Option<&Value>) {
        self.steps.push(Step { title: title.to_owned(), said, value: value.map(shown), ..Step::default() });
    }

    fn push_stage(&mut self, stage: Stage, said: Option<String>, value: Option<&Value>) {
        let Some((field, written)) = self.field(stage) else { return };
        let written = written.as_str().map(str::to_owned).or(written.is_null().then(|| "null".to_owned()));
        let (title, value) = (field.to_string(), value.map(shown));
        self.steps.push(Step { title, written, said, value, ..Step::default() });
    }

    /// The field that the definition writes for a stage, and what it writes.
    fn field(&self, stage: Stage) -> Option<(Arc<str>, Value)> {
        let name = name(stage);
        // What a Map's ItemSelector was called before.
        let other = matches!(stage, Stage::ItemSelector(_)).then_some("Parameters");
        let written = self.written.as_ref()?;
        let found = written.iter().find(|(key, _)| {
            let key: &str = key;
            key == name || other == Some(key) || key.strip_suffix("Path") == Some(&*name)
        });
        found.map(|(key, value)| (key.clone(), value.clone()))
    }
}

/// The stages are named after the fields.
fn name(stage: Stage) -> String {
    let name = format!("{stage:?}");
    name.split('(').next().unwrap_or_default().to_owned()
}
