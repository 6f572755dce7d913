//! What a run starts with: input, seed, and mocks, each as typed.

use super::draft::{DraftField, DraftKind, DraftProblem, HandlerDraft};
use super::files::{self, FileDraft, FileEdit};
use super::player::MOST_EVENTS;
use crate::asl::resource::{IntegrationPattern, ResourceKind};
use crate::asl::{StateKind, StateMachine, Task};
use crate::diagnostic::Diagnostic;
use crate::engine::{ExecutionType, Limits};
use crate::json::{Object, Value};
use crate::sim::mock::{MockTarget, targets};
use crate::sim::{Handler, MockKey, Mocks, text};

/// A change to the setup.
#[derive(Clone, Debug, PartialEq)]
pub enum SetupEdit {
    Input(String),
    /// Indent the input
    FormatInput,
    Seed(String),
    /// Express rather than Standard
    Express(bool),
    /// AWS's limits rather than the page's own
    AwsLimits(bool),
    /// Show all mocks as one JSON text, or as a form again
    MocksAsJson(bool),
    MocksJson(String),
    File(FileEdit),
    /// Row, and what changes there
    Mock(usize, MockEdit),
    /// Echo everything again
    ResetMocks,
}

#[derive(Clone, Debug, PartialEq)]
pub enum MockEdit {
    Kind(DraftKind),
    Field { field: DraftField, answer: Option<usize>, text: String },
    AnswerKind(usize, DraftKind),
    AddAnswer,
    RemoveAnswer(usize),
}

/// What is called, and what is to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct MockRow {
    pub target: MockTarget,
    /// Whether a person can be asked: all that call it are callbacks and activities
    pub has_token: bool,
    pub draft: HandlerDraft,
}

/// Everything as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    pub input: String,
    pub seed: String,
    pub express: bool,
    pub aws_limits: bool,
    pub rows: Vec<MockRow>,
    /// What the run finds in Amazon S3
    pub files: Vec<FileDraft>,
    /// Whether the definition reads files
    reads_files: bool,
    /// Handlers for what the definition does not call
    others: Mocks,
    /// All mocks as one text, while they are edited so
    pub json: Option<String>,
    /// Whether a person, or a sample, said anything
    pub touched: bool,
}

impl Default for Setup {
    fn default() -> Self {
        let (input, seed) = ("{}".to_owned(), "0".to_owned());
        Self {
            input,
            seed,
            express: false,
            aws_limits: false,
            rows: Vec::new(),
            files: Vec::new(),
            reads_files: false,
            others: Mocks::new(),
            json: None,
            touched: false,
        }
    }
}

/// What a run starts with, all of it right.
#[derive(Debug)]
pub struct Ready {
    pub input: Value,
    pub input_text: String,
    pub seed: u64,
    pub execution_type: ExecutionType,
    pub limits: Limits,
    pub mocks: Mocks,
}

/// What is not right yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetupProblems {
    pub input: Option<String>,
    pub seed: Option<String>,
    pub json: Option<String>,
    pub rows: Vec<Option<DraftProblem>>,
    pub files: Vec<Option<String>>,
}

impl SetupProblems {
    pub fn any(&self) -> bool {
        let texts = [&self.input, &self.seed, &self.json];
        texts.into_iter().any(Option::is_some)
            || self.rows.iter().any(Option::is_some)
            || self.files.iter().any(Option::is_some)
    }
}

/// A finding in one sentence with its place: `Line 2, column 9: …`.
pub fn told(problem: &Diagnostic) -> String {
    let hint = problem.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    match problem.position {
        Some(at) => format!("Line {}, column {}: {}{hint}", at.line, at.column, problem.message),
        None => format!("{}{hint}", problem.message),
    }
}

fn first(problems: &[Diagnostic]) -> String {
    problems.first().map(told).unwrap_or_default()
}

impl Setup {
    /// For a definition that nothing is known about yet.
    pub fn of(machine: &StateMachine) -> Self {
        let mut setup = Self::default();
        setup.take_mocks(machine, &Mocks::new());
        setup
    }

    /// With an input and a mocks file, those of a sample or of the last visit.
    pub fn prepared(machine: &StateMachine, input: &str, mocks: &str) -> Self {
        let mut setup = Self::of(machine);
        setup.input = input.trim_end().to_owned();
        if let Ok(mocks) = Mocks::parse(mocks) {
            setup.take_mocks(machine, &mocks);
        }
        setup.touched = true;
        setup
    }

    /// With what [`Setup::to_value`] kept; what cannot be read is as if nobody had said it.
    pub fn restored(machine: &StateMachine, kept: &Value) -> Self {
        let text = |name: &str| kept.get(name).and_then(Value::as_str);
        let is = |name: &str| kept.get(name).and_then(Value::as_bool).unwrap_or_default();
        let mut setup = Self::prepared(machine, text("input").unwrap_or("{}"), text("mocks").unwrap_or("{}"));
        setup.seed = text("seed").unwrap_or("0").to_owned();
        (setup.express, setup.aws_limits) = (is("express"), is("awsLimits"));
        setup.json = text("mocksAsTyped").map(str::to_owned);
        setup
    }

    /// The same for a definition that was edited: what it still calls keeps its answer as typed, even a wrong one.
    pub fn following(&self, machine: &StateMachine) -> Self {
        let mut others = self.form_mocks();
        files::take(&mut others);
        let rows = targets(machine).into_iter().map(|target| {
            let as_typed =
                self.rows.iter().find(|row| row.target.key == target.key).map(|row| row.draft.clone());
            let mut row = row(machine, target, &mut others);
            row.draft = as_typed.unwrap_or(row.draft);
            row
        });
        let rows = rows.collect();
        Self { rows, others, reads_files: files::reads_files(machine), ..self.clone() }
    }

    fn take_mocks(&mut self, machine: &StateMachine, mocks: &Mocks) {
        self.others = mocks.clone();
        self.files = files::take(&mut self.others);
        self.reads_files = files::reads_files(machine);
        self.rows =
            targets(machine).into_iter().map(|target| row(machine, target, &mut self.others)).collect();
    }

    pub(in crate::studio) fn set_express(&mut self, is_express: bool) {
        self.touched = true;
        self.express = is_express;
    }

    pub fn edit(&mut self, machine: &StateMachine, edit: SetupEdit) {
        self.touched = true;
        match edit {
            SetupEdit::Input(text) => self.input = text,
            SetupEdit::FormatInput => {
                if let Ok(value) = text::parse_json(&self.input) {
                    self.input = value.to_pretty();
                }
            }
            SetupEdit::Seed(text) => self.seed = text,
            SetupEdit::Express(is_express) => self.express = is_express,
            SetupEdit::AwsLimits(are_kept) => self.aws_limits = are_kept,
            SetupEdit::MocksAsJson(true) => self.json = Some(self.form_mocks().to_json().to_pretty()),
            SetupEdit::MocksAsJson(false) => self.leave_json(machine),
            SetupEdit::MocksJson(text) => self.json = Some(text),
            SetupEdit::File(edit) => files::edit(&mut self.files, machine, edit),
            SetupEdit::Mock(row, edit) => {
                if let Some(row) = self.rows.get_mut(row) {
                    change(&mut row.draft, edit);
                }
            }
            SetupEdit::ResetMocks => {
                self.json = None;
                self.take_mocks(machine, &Mocks::new());
            }
        }
    }

    /// Whether files are of interest.
    pub fn has_files(&self) -> bool {
        self.json.is_none() && (self.reads_files || !self.files.is_empty())
    }

    /// Back to the form, if the text is right.
    fn leave_json(&mut self, machine: &StateMachine) {
        let read = self.json.as_deref().map(Mocks::parse);
        if let Some(Ok(mocks)) = read {
            self.take_mocks(machine, &mocks);
            self.json = None;
        }
    }

    /// The mocks of the form; rows that are not right yet echo.
    fn form_mocks(&self) -> Mocks {
        let mut mocks = self.others.clone();
        files::put(&self.files, &mut mocks);
        for row in &self.rows {
            match row.draft.handler() {
                Ok(handler) if handler != Handler::default() => mocks.set(row.target.key.clone(), handler),
                _ => {}
            }
        }
        mocks
    }

    /// All mocks as they stand, for keeping and exporting.
    pub fn mocks(&self) -> Mocks {
        self.json.as_deref().and_then(|text| Mocks::parse(text).ok()).unwrap_or_else(|| self.form_mocks())
    }

    /// What is not right yet.
    pub fn problems(&self) -> SetupProblems {
        let form = self.json.is_none();
        SetupProblems {
            input: text::parse_json(&self.input).err().map(|problems| first(&problems)),
            seed: self
                .seed
                .trim()
                .parse::<u64>()
                .is_err()
                .then(|| "A whole number from 0 up is wanted here".into()),
            json: self
                .json
                .as_deref()
                .and_then(|text| Mocks::parse(text).err())
                .map(|problems| first(&problems)),
            rows: self.rows.iter().map(|row| row.draft.handler().err().filter(|_| form)).collect(),
            files: if form { files::problems(&self.files) } else { Vec::new() },
        }
    }

    /// What a run starts with, if all is right.
    pub fn ready(&self) -> Option<Ready> {
        if self.problems().any() {
            return None;
        }
        let input = text::parse_json(&self.input).ok()?;
        let seed = self.seed.trim().parse().ok()?;
        let limits = if self.aws_limits { Limits::aws() } else { Limits::default() };
        Some(Ready {
            input,
            input_text: self.input.trim().to_owned(),
            seed,
            execution_type: if self.express { ExecutionType::Express } else { ExecutionType::Standard },
            limits: Limits { history_events: limits.history_events.min(MOST_EVENTS), ..limits },
            mocks: self.mocks(),
        })
    }

    /// For keeping until the next visit.
    pub fn to_value(&self) -> Value {
        let mut fields = Object::new();
        fields.insert("input", &*self.input);
        fields.insert("mocks", self.mocks().to_json().to_string());
        fields.insert("seed", &*self.seed);
        fields.insert("express", self.express);
        fields.insert("awsLimits", self.aws_limits);
        if let Some(text) = &self.json {
            fields.insert("mocksAsTyped", &**text);
        }
        fields.into()
    }
}

/// The row for a target, its handler taken out of `mocks`: its own, else that of its only state.
fn row(machine: &StateMachine, target: MockTarget, mocks: &mut Mocks) -> MockRow {
    let has_token = target.states.iter().all(|id| has_token(&machine.state(*id).kind));
    let by_state = match target.states.as_slice() {
        [only] => Some(MockKey::State(machine.state(*only).name.clone())),
        _ => None,
    };
    // A state's handler comes before a function's; the row shows what answers.
    if let Some(key) = by_state.filter(|key| mocks.get(key).is_some()) {
        let draft = mocks.remove(&key).as_ref().map(HandlerDraft::of).unwrap_or_default();
        return MockRow { target: MockTarget { key, ..target }, has_token, draft };
    }
    let draft = mocks.remove(&target.key).as_ref().map(HandlerDraft::of).unwrap_or_default();
    MockRow { target, has_token, draft }
}

fn has_token(kind: &StateKind) -> bool {
    let StateKind::Task(Task { resource: Some(resource), .. }) = kind else { return false };
    match &resource.kind {
        ResourceKind::Activity { .. } => true,
        ResourceKind::Service { pattern, .. } => *pattern == IntegrationPattern::WaitForTaskToken,
        _ => false,
    }
}

fn change(draft: &mut HandlerDraft, edit: MockEdit) {
    match edit {
        MockEdit::Kind(kind) => draft.set_kind(kind),
        MockEdit::Field { field, answer, text } => draft.set(field, answer, text),
        MockEdit::AnswerKind(at, kind) => {
            if let Some(answer) = draft.sequence.get_mut(at) {
                answer.kind = kind;
            }
        }
        MockEdit::AddAnswer => draft.sequence.push(super::draft::AnswerDraft::default()),
        MockEdit::RemoveAnswer(at) => {
            if draft.sequence.len() > 1 && at < draft.sequence.len() {
                draft.sequence.remove(at);
            }
        }
    }
}
