//! The input and output pipeline of one state visit (States Language specification, "Input and Output
//! Processing"): `InputPath` → `Parameters` → work → `ResultSelector` → `ResultPath` → `OutputPath`.

use super::branch::BranchKey;
use super::context::{Data, Site};
use super::execution::Execution;
use super::explain::Stage;
use super::history::Failure;
use super::program::{NumberProgram, PathProgram, ResultPath, StateProgram, TemplateProgram, TextProgram};
use crate::asl::error_name;
use crate::expr::{EvalError, Path, PathError, Query, ReferencePath, Root};
use crate::json::{Object, Value};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// Data nested deeper than this fails the state: what prints, compares and drops values goes down into them
/// and must not run out of stack. A loop may nest its data one level deeper a turn.
pub(super) const DEEPEST: u32 = 512;

/// An error of a state visit: what Retriers and Catchers look at. It is rare, and kept small where it is not.
#[derive(Clone, Debug)]
pub(super) struct StateError(Box<ErrorParts>);

/// What there is to an error.
#[derive(Clone, Debug)]
pub(super) struct ErrorParts {
    pub failure: Failure,
    /// Whether the interpreter itself could not go on: no Retrier or Catcher applies
    pub is_fatal: bool,
    /// Set for an error of a JSONata state's field, which history reports by an event of its own
    pub evaluation: Option<Evaluation>,
    /// Whether it is a timeout that Retriers and Catchers may also name `States.HeartbeatTimeout`
    pub is_silence: bool,
}

/// Where a field of a JSONata state failed.
#[derive(Clone, Debug)]
pub(super) struct Evaluation {
    /// The field, such as `Output/total`, if AWS names one
    pub location: Option<Arc<str>>,
}

pub(super) type StateResult<T> = Result<T, StateError>;

impl Deref for StateError {
    type Target = ErrorParts;

    fn deref(&self) -> &ErrorParts {
        &self.0
    }
}

impl DerefMut for StateError {
    fn deref_mut(&mut self) -> &mut ErrorParts {
        &mut self.0
    }
}

impl StateError {
    fn named(error: &str, cause: &str) -> Self {
        let mut made = Self::from(Failure { error: Some(error.into()), cause: Some(cause.into()) });
        made.is_fatal = error == error_name::RUNTIME;
        made
    }

    /// Error and cause alone.
    pub fn into_failure(self) -> Failure {
        self.0.failure
    }

    /// The name by which Retriers and Catchers know it.
    pub fn name(&self) -> Option<&str> {
        if self.is_silence { Some(error_name::HEARTBEAT_TIMEOUT) } else { self.failure.error.as_deref() }
    }

    /// The error output that a Catcher gives out. A timeout's cause is empty, not absent; events leave it out.
    pub fn output(&self) -> Value {
        let text = |text: &Option<Arc<str>>| text.clone().map_or(Value::Null, Value::from);
        let cause = match &self.failure {
            Failure { error: Some(error), cause: None } if &**error == error_name::TIMEOUT => Value::from(""),
            failure => text(&failure.cause),
        };
        Object::from_iter([("Error", text(&self.failure.error)), ("Cause", cause)]).into()
    }
}

impl From<Failure> for StateError {
    fn from(failure: Failure) -> Self {
        Self(Box::new(ErrorParts { failure, is_fatal: false, evaluation: None, is_silence: false }))
    }
}

/// AWS's words for a payload over its limit.
pub(super) fn too_large(name: &str) -> StateError {
    let cause = format!(
        "The state/task '{name}' returned a result with a size exceeding the maximum number of bytes service limit."
    );
    Failure { error: Some(error_name::DATA_LIMIT_EXCEEDED.into()), cause: Some(cause.into()) }.into()
}

impl Execution {
    /// An error that names the state, as AWS words it.
    pub(super) fn state_error(&self, key: BranchKey, error: &str, detail: &str) -> StateError {
        // A test of one state tells what happened, not where.
        if self.is_test() {
            return StateError::named(error, detail);
        }
        let (name, event) = self
            .branches
            .get(key)
            .map_or(("", 0), |branch| (&**self.program.state_name(branch.state), branch.entered_event));
        let cause = format!(
            "An error occurred while executing the state '{name}' (entered at the event id #{event}). {detail}"
        );
        StateError::named(error, &cause)
    }

    pub(super) fn runtime_error(&self, key: BranchKey, detail: &str) -> StateError {
        self.state_error(key, error_name::RUNTIME, detail)
    }

    pub(super) fn evaluation_error(&self, key: BranchKey, error: &EvalError) -> StateError {
        self.state_error(key, error.error, &error.cause)
    }

    /// What `InputPath` or `OutputPath` takes of `value`.
    #[inline]
    pub(super) fn apply_path(
        &mut self,
        key: BranchKey,
        stage: Stage,
        path: &PathProgram,
        value: &Value,
    ) -> StateResult<Value> {
        if matches!(path, PathProgram::Whole) && self.explaining.is_none() {
            return Ok(value.clone());
        }
        self.follow_path(key, stage, path, value)
    }

    fn follow_path(
        &mut self,
        key: BranchKey,
        stage: Stage,
        path: &PathProgram,
        value: &Value,
    ) -> StateResult<Value> {
        let made = match path {
            PathProgram::Whole => Ok(value.clone()),
            PathProgram::Nothing => Ok(Value::empty_object()),
            PathProgram::Path(path) => {
                let made = path.evaluate(&mut Site { execution: self, branch: key, data: Data::of(value) });
                made.map_err(|error| self.path_error(key, stage, path, value, &error))
            }
        };
        self.explain_stage(key, stage, &made);
        made
    }

    /// `ItemsPath` is followed as a Reference Path, and fails as one.
    fn path_error(
        &mut self,
        key: BranchKey,
        stage: Stage,
        path: &Path,
        value: &Value,
        error: &EvalError,
    ) -> StateError {
        if stage == Stage::ItemsPath
            && let Ok(reference) = ReferencePath::parse(path.text())
            && let Err(conflict) =
                reference.resolve(&mut Site { execution: self, branch: key, data: Data::of(value) })
        {
            return self.state_error(key, error_name::REFERENCE_PATH_CONFLICT, &conflict.message);
        }
        self.evaluation_error(key, error)
    }

    /// What a path finds, starting from `input`, the Context Object or a variable.
    pub(super) fn find(&mut self, key: BranchKey, path: &Path, input: &Value) -> Result<Value, PathError> {
        if *path.root() == Root::Input {
            return path.select_within(input, &mut self.work_left);
        }
        path.select_in(&mut Site { execution: self, branch: key, data: Data::of(input) })
    }

    /// The same where nobody asks why nothing is there.
    pub(super) fn try_find(&mut self, key: BranchKey, path: &Path, input: &Value) -> Option<Value> {
        match path.root() {
            Root::Input => path.try_select_within(input, &mut self.work_left),
            _ => self.find(key, path, input).ok(),
        }
    }

    /// What a template makes of `input`; `input` itself where there is no template.
    pub(super) fn apply_template(
        &mut self,
        key: BranchKey,
        stage: Stage,
        template: Option<&TemplateProgram>,
        input: Value,
    ) -> StateResult<Value> {
        let Some(template) = template else {
            self.explain_value(key, stage, &input);
            return Ok(input);
        };
        self.evaluate(key, stage, template, Data::of(&input))
    }

    /// What a template of either query language comes to.
    pub(super) fn evaluate(
        &mut self,
        key: BranchKey,
        stage: Stage,
        template: &TemplateProgram,
        data: Data<'_>,
    ) -> StateResult<Value> {
        let mut site = Site { execution: self, branch: key, data };
        let made = match template {
            TemplateProgram::Path(template) => {
                template.evaluate(&mut site).map_err(|error| self.evaluation_error(key, &error))
            }
            TemplateProgram::Jsonata(program) => {
                let made = program.template.evaluate(&program.field, &mut site);
                made.map_err(|error| self.jsonata_error(key, &error))
            }
        };
        self.explain_stage(key, stage, &made);
        made
    }

    /// Puts a result into the state's raw input as `ResultPath` says.
    pub(super) fn apply_result_path(
        &mut self,
        key: BranchKey,
        path: &ResultPath,
        raw: &Value,
        result: Value,
    ) -> StateResult<Value> {
        let made = match path {
            ResultPath::Replace => Ok(result),
            ResultPath::Discard => Ok(raw.clone()),
            ResultPath::Path(path) => {
                let made = path.set(raw, result);
                made.map_err(|error| {
                    self.state_error(key, error_name::REFERENCE_PATH_CONFLICT, &error.message)
                })
            }
        };
        self.explain_stage(key, Stage::ResultPath, &made);
        made
    }

    /// Refuses an output that is nested too deep or too large; it is measured only where it may be.
    pub(super) fn check_output(
        &mut self,
        key: BranchKey,
        state: &StateProgram,
        output: &Value,
    ) -> StateResult<()> {
        let most = self.options.limits.payload_bytes;
        let Some(branch) = self.branches.get_mut(key) else { return Ok(()) };
        let growth = state.growth;
        branch.size_bound = branch.size_bound.saturating_mul(growth.factor).saturating_add(growth.plus);
        if branch.size_bound > most {
            let Some(size) = output.text_len_up_to(most) else { return Err(too_large(&state.name)) };
            branch.size_bound = size.max(branch.variables.bounds().0);
        }
        branch.depth_bound += growth.depth;
        if branch.depth_bound > DEEPEST {
            let depth = output.depth_up_to(DEEPEST as usize + 1) as u32;
            branch.depth_bound = depth.max(branch.variables.bounds().1);
            if branch.depth_bound > DEEPEST {
                let detail = format!("The state's output is nested more than {DEEPEST} levels deep.");
                return Err(self.runtime_error(key, &detail));
            }
        }
        Ok(())
    }

    /// Refuses a task's input that is too large.
    pub(super) fn check_input(
        &mut self,
        key: BranchKey,
        state: &StateProgram,
        input: &Value,
    ) -> StateResult<()> {
        let most = self.options.limits.payload_bytes;
        let growth = state.growth;
        let bound = self.branches.get(key).map_or(0, |branch| branch.size_bound);
        let bound = bound.saturating_mul(growth.factor).saturating_add(growth.plus);
        if bound > most && input.text_len_up_to(most).is_none() {
            Err(too_large(&state.name))
        } else {
            Ok(())
        }
    }

    /// Refuses a task's result that is too large; `name` is what AWS calls the task.
    pub(super) fn check_result(&mut self, key: BranchKey, name: &str, result: &Value) -> Result<(), Failure> {
        let most = self.options.limits.payload_bytes;
        let Some(size) = result.text_len_up_to(most) else { return Err(too_large(name).into_failure()) };
        if let Some(branch) = self.branches.get_mut(key) {
            branch.size_bound = branch.size_bound.saturating_add(size);
        }
        Ok(())
    }

    /// A whole number; the error names the field.
    pub(super) fn whole_number(
        &mut self,
        key: BranchKey,
        stage: Stage,
        number: &NumberProgram,
        field: &str,
        input: &Value,
    ) -> StateResult<i64> {
        let made = match number {
            NumberProgram::Literal(number) => Ok(*number),
            NumberProgram::Path(path) => self.whole_number_at(key, path, field, input),
            NumberProgram::Jsonata(program) => self.whole_number_of(key, program),
        };
        if self.explaining.is_some() {
            self.explain_stage(key, stage, &made.clone().map(Value::from));
        }
        made
    }

    fn whole_number_at(
        &mut self,
        key: BranchKey,
        path: &Path,
        field: &str,
        input: &Value,
    ) -> StateResult<i64> {
        let found = self.find(key, path, input).map_err(|error| {
            self.runtime_error(key, &format!("Invalid path '{}' : {}", path.text(), error.message))
        })?;
        // AWS reads the value's text, so that a number may stand in quotes.
        let whole = match &found {
            Value::String(text) => text.parse().ok(),
            other => {
                other.as_number().filter(|number| number.is_integer()).and_then(|number| number.as_i64())
            }
        };
        whole.ok_or_else(|| self.no_number(key, field, &found, "integer", path))
    }

    /// What a path of a number found is none.
    pub(super) fn no_number(
        &self,
        key: BranchKey,
        field: &str,
        found: &Value,
        kind: &str,
        path: &Path,
    ) -> StateError {
        let shown = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
        let path = path.text();
        let detail =
            format!("The {field} field refers to value \"{shown}\" which is not a valid {kind}: {path}");
        self.runtime_error(key, &detail)
    }

    /// A Fail state's `Error` or `Cause`.
    pub(super) fn text(
        &mut self,
        key: BranchKey,
        stage: Stage,
        text: &TextProgram,
        input: &Value,
    ) -> StateResult<Arc<str>> {
        let made = match text {
            TextProgram::Literal(text) => Ok(text.clone()),
            TextProgram::Query(query, field) => self.text_of_query(key, query, field, input),
            TextProgram::Jsonata(program) => self.text_of(key, program),
        };
        if self.explaining.is_some() {
            self.explain_stage(key, stage, &made.clone().map(Value::from));
        }
        made
    }

    fn text_of_query(
        &mut self,
        key: BranchKey,
        query: &Query,
        field: &str,
        input: &Value,
    ) -> StateResult<Arc<str>> {
        let mut site = Site { execution: self, branch: key, data: Data::of(input) };
        match query.evaluate(field, &mut site).map_err(|error| self.evaluation_error(key, &error))? {
            Value::String(text) => Ok(text),
            other => {
                let detail = format!("The {field} field must refer to a string but was: {other}");
                Err(self.runtime_error(key, &detail))
            }
        }
    }
}
