//! Explanations: what each stage of a state visit made of the data, and why the visit went on as it did.
//!
//! Recorded beside history when [`super::StartOptions::explain`] asks for them, and handed out by
//! [`super::Output::explanations`]. They follow from the journal as history does: the same run gives the same
//! explanations. When nobody asks, a stage costs one test of a flag.

use super::branch::BranchKey;
use super::child::ChildId;
use super::dataflow::{StateError, StateResult};
use super::execution::Execution;
use super::history::Failure;
use super::io::Output;
use super::program::{CatcherProgram, ConditionProgram, RetrierProgram};
use super::retry::error_matches;
use crate::asl::{Operator, StateId, error_name};
use crate::json::Value;
use crate::time::Duration;
use std::fmt;
use std::sync::Arc;

/// One thing that a state visit did, and why. Those of a visit come in the order in which it did them.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The child execution of a distributed Map that it happened in; `None` for the execution itself
    pub child: Option<ChildId>,
    /// The id of the event by which the visit entered its state, in the history of the execution it happened
    /// in; it tells the branch, too
    pub visit: u32,
    /// The state
    pub state: StateId,
    /// The newest event by then of the execution itself
    pub after_event: u32,
    /// Retries of the visit by then: 0 in the first attempt
    pub attempt: u32,
    /// What was done
    pub kind: ExplanationKind,
}

/// What a state visit did.
#[derive(Clone, Debug, PartialEq)]
pub enum ExplanationKind {
    /// A stage of the pipeline: what it made, or the error by which it failed
    Stage {
        /// Which
        stage: Stage,
        /// What came of it
        made: Result<Value, Failure>,
    },
    /// A Choice Rule was tried
    Rule {
        /// Which, from 0
        index: u32,
        /// Whether it held, and why
        verdict: Verdict,
    },
    /// The Choice was made: the rule taken, or `None` for `Default`
    Chosen(Option<u32>),
    /// An error has to be handled; for a container, possibly one of its children's
    Error {
        /// Error and cause
        failure: Failure,
        /// Whether the interpreter itself could not go on, so that no Retrier or Catcher is considered
        is_fatal: bool,
    },
    /// A Retrier was considered
    Retrier {
        /// Which, from 0
        index: u32,
        /// Its `ErrorEquals`
        names: Vec<Arc<str>>,
        /// Whether it answers the error, and why
        outcome: HandlerOutcome,
    },
    /// A Catcher was considered
    Catcher {
        /// Which, from 0
        index: u32,
        /// Its `ErrorEquals`
        names: Vec<Arc<str>>,
        /// Whether it answers the error, and why
        outcome: HandlerOutcome,
    },
    /// The visit ended: the next state, or `None` at the end of its scope
    Left(Option<StateId>),
}

/// A stage of a state's pipeline, in the words of the definition's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "most names are the fields' own")]
pub enum Stage {
    /// The state's raw input
    Input,
    InputPath,
    Parameters,
    /// JSONata
    Arguments,
    ItemsPath,
    /// JSONata
    Items,
    /// What an ItemReader read
    ItemReader,
    ItemsPointer,
    /// The parameters of `ItemReader`
    ReaderParameters,
    MaxItems,
    MaxItemsPerBatch,
    MaxInputBytesPerBatch,
    BatchInput,
    /// The parameters of `ResultWriter`
    WriterParameters,
    /// For the item of this index
    ItemSelector(u32),
    ItemBatcher,
    MaxConcurrency,
    ToleratedFailureCount,
    ToleratedFailurePercentage,
    TimeoutSeconds,
    HeartbeatSeconds,
    Credentials,
    /// The moment that a Wait waits for
    Until,
    Error,
    Cause,
    /// What the work of a Task, Parallel, Map or Pass gave
    Result,
    ResultSelector,
    /// `Error` and `Cause` as a Catcher gives them out
    ErrorOutput,
    ResultPath,
    /// What is assigned to variables
    Assign,
    OutputPath,
    /// The state's output
    Output,
}

/// Whether a condition of a Choice Rule held, with the values it looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// `And`: in order, up to the first part that does not hold
    And {
        /// Its parts
        parts: Vec<Verdict>,
        /// What came of it
        held: Held,
    },
    /// `Or`: in order, up to the first part that holds
    Or {
        /// Its parts
        parts: Vec<Verdict>,
        /// What came of it
        held: Held,
    },
    /// `Not`
    Not {
        /// What must not hold
        part: Box<Verdict>,
        /// What came of it
        held: Held,
    },
    /// `Condition` of a JSONata rule
    Expression {
        /// The expression, without its braces; `true` or `false` where that is written down
        text: Arc<str>,
        /// What came of it
        held: Held,
    },
    /// `Variable` compared by one operator
    Compare {
        /// `Variable`, the path as written
        variable: Arc<str>,
        /// What was found there; `None` for nothing
        left: Option<Value>,
        /// The operator, without the suffix `Path`
        operator: Operator,
        /// The operand's path as written, if it is one
        operand_path: Option<Arc<str>>,
        /// The operand; `None` if its path found nothing or was not looked at
        right: Option<Value>,
        /// What came of it
        held: Held,
    },
}

/// What came of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Held {
    /// It holds
    Yes,
    /// It does not hold
    No,
    /// It could not be told: a path found nothing, and the state fails
    Failed,
    /// Nobody looked: a part before it had settled the matter
    Unasked,
}

/// Whether a Retrier or Catcher answers an error, and why.
#[derive(Clone, Debug, PartialEq)]
pub enum HandlerOutcome {
    /// Its `ErrorEquals` does not name the error
    NotNamed,
    /// It has a wildcard, but one that does not match this error: `States.ALL` never matches `States.Runtime`
    WildcardExcludes,
    /// The Retrier names the error, but has made all its attempts
    UsedUp {
        /// How many were made
        attempts: u32,
    },
    /// The Retrier tries again
    Retries(RetryDelay),
    /// The Catcher takes the error
    Catches,
}

/// How a retry's delay came about: `interval_seconds` × `backoff_rate` ^ `attempt`, at most
/// `max_delay_seconds`, times `jitter`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryDelay {
    /// Which retry of this Retrier, from 0
    pub attempt: u32,
    /// How many it may make
    pub max_attempts: u32,
    /// `IntervalSeconds`
    pub interval_seconds: f64,
    /// `BackoffRate`
    pub backoff_rate: f64,
    /// `MaxDelaySeconds`
    pub max_delay_seconds: Option<f64>,
    /// The random part of the delay that is waited with full jitter, 0 to 1
    pub jitter: Option<f64>,
    /// The delay itself
    pub delay: Duration,
}

/// What is recorded and not yet handed out; nothing in an execution that need not explain itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Explaining {
    explanations: Vec<Explanation>,
    /// Verdicts of the rule being tried, until those around them take them in
    verdicts: Vec<Verdict>,
}

impl Execution {
    /// Notes what a visit does, if anybody wants to know.
    #[inline]
    pub(super) fn explain(&mut self, key: BranchKey, kind: impl FnOnce() -> ExplanationKind) {
        if self.explaining.is_some() {
            self.note(key, kind());
        }
    }

    /// Notes what a stage made, or how it failed.
    #[inline]
    pub(super) fn explain_stage(&mut self, key: BranchKey, stage: Stage, made: &StateResult<Value>) {
        if self.explaining.is_some() {
            let made = made.clone().map_err(StateError::into_failure);
            self.note(key, ExplanationKind::Stage { stage, made });
        }
    }

    /// Notes a value that a stage has made.
    #[inline]
    pub(super) fn explain_value(&mut self, key: BranchKey, stage: Stage, value: &Value) {
        self.explain(key, || ExplanationKind::Stage { stage, made: Ok(value.clone()) });
    }

    #[cold]
    fn note(&mut self, key: BranchKey, kind: ExplanationKind) {
        let after_event = self.event_count();
        let (Some(branch), Some(explaining)) = (self.branches.get(key), &mut self.explaining) else { return };
        let child = self.children.get(branch.home).map(|child| child.id);
        let (visit, state, attempt) = (branch.entered_event, branch.state, branch.retry_count);
        explaining.explanations.push(Explanation { child, visit, state, after_event, attempt, kind });
    }

    /// Gives what was noted to the driver.
    #[inline]
    pub(super) fn hand_out_explanations(&mut self, out: &mut Output) {
        if let Some(explaining) = &mut self.explaining {
            out.explanations.append(&mut explaining.explanations);
        }
    }

    /// Notes which Retriers were considered for an error; `found` is the one that names it.
    pub(super) fn explain_retriers(
        &mut self,
        key: BranchKey,
        retriers: &[RetrierProgram],
        error: &StateError,
        found: Option<usize>,
    ) {
        if self.explaining.is_some() {
            for (index, retrier) in retriers.iter().take(found.unwrap_or(retriers.len())).enumerate() {
                let (names, outcome) = refusal(&retrier.error_equals, error);
                self.note(key, ExplanationKind::Retrier { index: index as u32, names, outcome });
            }
        }
    }

    /// Notes which Catchers were considered for an error, up to the one that takes it, `found`.
    pub(super) fn explain_catchers(
        &mut self,
        key: BranchKey,
        catchers: &[CatcherProgram],
        error: &StateError,
    ) {
        if self.explaining.is_some() {
            for (index, catcher) in catchers.iter().enumerate() {
                let takes = error_matches(&catcher.error_equals, error.name());
                let (names, refused) = refusal(&catcher.error_equals, error);
                let outcome = if takes { HandlerOutcome::Catches } else { refused };
                self.note(key, ExplanationKind::Catcher { index: index as u32, names, outcome });
                if takes {
                    return;
                }
            }
        }
    }

    /// How many verdicts stand on the pile: those that a condition adds are its parts'.
    #[inline]
    pub(super) fn verdict_mark(&self) -> usize {
        self.explaining.as_ref().map_or(0, |explaining| explaining.verdicts.len())
    }

    /// Notes what came of a comparison.
    #[inline]
    pub(super) fn explain_comparison(&mut self, verdict: impl FnOnce() -> Verdict) {
        if let Some(explaining) = &mut self.explaining {
            explaining.verdicts.push(verdict());
        }
    }

    /// Notes what came of a condition with parts, whose verdicts are those since `mark`.
    #[inline]
    pub(super) fn explain_parts(&mut self, mark: usize, condition: &ConditionProgram, held: Held) {
        if let Some(explaining) = &mut self.explaining {
            let asked = explaining.verdicts.split_off(mark.min(explaining.verdicts.len()));
            explaining.verdicts.push(Verdict::of_parts(condition, asked, held));
        }
    }

    /// Notes what came of a Choice Rule.
    #[inline]
    pub(super) fn explain_rule(&mut self, key: BranchKey, index: usize) {
        let verdict = self.explaining.as_mut().and_then(|explaining| explaining.verdicts.pop());
        if let Some(verdict) = verdict {
            self.note(key, ExplanationKind::Rule { index: index as u32, verdict });
        }
    }
}

/// Why an `ErrorEquals` does not match an error.
fn refusal(names: &[Arc<str>], error: &StateError) -> (Vec<Arc<str>>, HandlerOutcome) {
    let is_wildcard = |name: &Arc<str>| matches!(&**name, error_name::ALL | error_name::TASK_FAILED);
    let has_wildcard = names.iter().any(is_wildcard) && !error_matches(names, error.name());
    let outcome = if has_wildcard { HandlerOutcome::WildcardExcludes } else { HandlerOutcome::NotNamed };
    (names.to_vec(), outcome)
}

impl Held {
    /// Of a condition that was evaluated.
    pub fn of<E>(held: &Result<bool, E>) -> Self {
        match held {
            Ok(true) => Self::Yes,
            Ok(false) => Self::No,
            Err(_) => Self::Failed,
        }
    }
}

impl Verdict {
    /// What came of it.
    pub fn held(&self) -> Held {
        match self {
            Self::And { held, .. }
            | Self::Or { held, .. }
            | Self::Not { held, .. }
            | Self::Expression { held, .. }
            | Self::Compare { held, .. } => *held,
        }
    }

    fn of_parts(condition: &ConditionProgram, asked: Vec<Self>, held: Held) -> Self {
        let all = |parts: &[ConditionProgram]| {
            let rest = parts.iter().skip(asked.len()).map(Self::unasked);
            asked.iter().cloned().chain(rest).collect()
        };
        match condition {
            ConditionProgram::And(parts) => Self::And { parts: all(parts), held },
            ConditionProgram::Or(parts) => Self::Or { parts: all(parts), held },
            ConditionProgram::Not(part) => {
                let part = asked.first().cloned().unwrap_or_else(|| Self::unasked(part));
                Self::Not { part: Box::new(part), held }
            }
            ConditionProgram::Constant(constant) => {
                Self::Expression { text: if *constant { "true" } else { "false" }.into(), held }
            }
            ConditionProgram::Compare { .. } | ConditionProgram::Jsonata(_) => Self::unasked(condition),
        }
    }

    /// A condition that nobody looked at. Conditions nest no deeper than the text they were read from may.
    fn unasked(condition: &ConditionProgram) -> Self {
        match condition {
            ConditionProgram::Compare { variable, operator, operand } => Self::Compare {
                variable: variable.text().clone(),
                left: None,
                operator: *operator,
                operand_path: operand.path().map(|path| path.text().clone()),
                right: operand.literal().cloned(),
                held: Held::Unasked,
            },
            ConditionProgram::Jsonata(program) => {
                Self::Expression { text: program.expression.text().clone(), held: Held::Unasked }
            }
            _ => Self::of_parts(condition, Vec::new(), Held::Unasked),
        }
    }
}

impl fmt::Display for Stage {
    /// The name of the field, or a word in lower case where there is none.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Input => "input",
            Self::InputPath => "InputPath",
            Self::Parameters => "Parameters",
            Self::Arguments => "Arguments",
            Self::ItemsPath => "ItemsPath",
            Self::Items => "Items",
            Self::ItemReader => "ItemReader",
            Self::ItemsPointer => "ItemsPointer",
            Self::ReaderParameters => "parameters of ItemReader",
            Self::MaxItems => "MaxItems",
            Self::MaxItemsPerBatch => "MaxItemsPerBatch",
            Self::MaxInputBytesPerBatch => "MaxInputBytesPerBatch",
            Self::BatchInput => "BatchInput",
            Self::WriterParameters => "parameters of ResultWriter",
            Self::ItemSelector(index) => return write!(out, "ItemSelector of item {index}"),
            Self::ItemBatcher => "ItemBatcher",
            Self::MaxConcurrency => "MaxConcurrency",
            Self::ToleratedFailureCount => "ToleratedFailureCount",
            Self::ToleratedFailurePercentage => "ToleratedFailurePercentage",
            Self::TimeoutSeconds => "TimeoutSeconds",
            Self::HeartbeatSeconds => "HeartbeatSeconds",
            Self::Credentials => "Credentials",
            Self::Until => "until",
            Self::Error => "Error",
            Self::Cause => "Cause",
            Self::Result => "result",
            Self::ResultSelector => "ResultSelector",
            Self::ErrorOutput => "error output",
            Self::ResultPath => "ResultPath",
            Self::Assign => "Assign",
            Self::OutputPath => "OutputPath",
            Self::Output => "output",
        };
        out.write_str(name)
    }
}
