//! A definition made executable: names resolved to indices, paths and templates parsed once.

use super::growth::Growth;
use super::history::TaskResource;
use super::retry::RetrySchedule;
use super::state::map::MapRunProgram;
use crate::asl::{Operator, QueryLanguage, Resource, ScopeId, StateId, StateType};
use crate::expr::jsonata::{Jsonata, JsonataTemplate};
use crate::expr::{Path, Query, ReferencePath, StringPattern, Template};
use crate::json::Value;
use std::sync::Arc;

/// What [`super::compile`] makes of a definition and an [`super::Execution`] runs. Shared by all executions.
#[derive(Debug)]
pub struct Program {
    pub(super) states: Vec<StateProgram>,
    pub(super) scopes: Vec<ScopeProgram>,
    pub(super) timeout_seconds: Option<i64>,
}

impl Program {
    /// The state `id`'s name.
    pub fn state_name(&self, id: StateId) -> &Arc<str> {
        &self.states[id.index()].name
    }

    /// How many states the definition has, nested ones included.
    pub fn state_count(&self) -> usize {
        self.states.len()
    }

    pub(super) fn state(&self, id: StateId) -> &StateProgram {
        &self.states[id.index()]
    }

    pub(super) fn scope(&self, id: ScopeId) -> &ScopeProgram {
        &self.scopes[id.index()]
    }
}

/// Where a scope begins.
#[derive(Debug)]
pub(super) struct ScopeProgram {
    pub start: Result<StateId, Arc<str>>,
}

/// One state, executable.
#[derive(Debug)]
pub(super) struct StateProgram {
    pub name: Arc<str>,
    pub state_type: StateType,
    pub kind: KindProgram,
    pub next: Target,
    pub language: QueryLanguage,
    pub input_path: PathProgram,
    pub output_path: PathProgram,
    pub result_path: ResultPath,
    /// `Parameters` or `Arguments`
    pub parameters: Option<TemplateProgram>,
    pub result_selector: Option<TemplateProgram>,
    pub assign: Option<TemplateProgram>,
    /// `Output`; only JSONata states have one
    pub output: Option<TemplateProgram>,
    pub retry: Vec<RetrierProgram>,
    pub catch: Vec<CatcherProgram>,
    /// How much one visit can make the data grow
    pub growth: Growth,
}

/// What only the state's type has.
#[derive(Debug)]
pub(super) enum KindProgram {
    Task(Box<TaskProgram>),
    Pass {
        result: Option<Value>,
    },
    Wait(WaitProgram),
    Choice(ChoiceProgram),
    Parallel {
        branches: Vec<ScopeId>,
    },
    Map(Box<MapProgram>),
    Succeed,
    Fail {
        error: Option<TextProgram>,
        cause: Option<TextProgram>,
    },
    /// Cannot be run: a mistake in the definition, or a feature the engine does not have. With what to say.
    Broken(Arc<str>),
}

/// Where a transition leads.
#[derive(Debug, Clone)]
pub(super) enum Target {
    State(StateId),
    End,
    /// Nowhere, with what to say
    Missing(Arc<str>),
}

/// `InputPath` and `OutputPath`.
#[derive(Debug)]
pub(super) enum PathProgram {
    /// `$`, or not written
    Whole,
    /// `null`: an empty object
    Nothing,
    Path(Path),
}

/// `ResultPath`.
#[derive(Debug)]
pub(super) enum ResultPath {
    /// `$`, or not written: the result replaces the input
    Replace,
    /// `null`: the result is discarded
    Discard,
    Path(ReferencePath),
}

#[derive(Debug)]
pub(super) struct TaskProgram {
    pub resource: Resource,
    pub call: TaskCall,
    pub awaits: Awaits,
    pub timeout: Option<NumberProgram>,
    pub heartbeat: Option<NumberProgram>,
    pub credentials: Option<TemplateProgram>,
}

/// Which family of events a task emits.
#[derive(Debug)]
pub(super) enum TaskCall {
    /// LambdaFunction*
    LambdaFunction,
    /// Task*
    Service(TaskResource),
    /// Activity*
    Activity,
}

/// What a task must do before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaits {
    /// Nothing: the answer is the end
    Answer,
    /// `.sync`, `.sync:2`: the service takes the job
    Job,
    /// The same of a service that can also be called back: somebody may end the job by its token
    JobWithToken,
    /// `.waitForTaskToken`: the service takes the message, and somebody reports by the token
    Token,
    /// An activity: a worker takes it up, and reports by the token
    Worker,
}

/// A whole number, written down or found by a path.
#[derive(Debug)]
pub(super) enum NumberProgram {
    Literal(i64),
    Path(Path),
    Jsonata(Box<JsonataProgram>),
}

/// A Payload Template, or a value with JSONata expressions in it.
#[derive(Debug)]
pub(super) enum TemplateProgram {
    Path(Template),
    Jsonata(Box<JsonataTemplateProgram>),
}

/// A value with expressions in it, and its field's name.
#[derive(Debug)]
pub(super) struct JsonataTemplateProgram {
    pub template: JsonataTemplate,
    pub field: Arc<str>,
}

/// An expression, and its field's name.
#[derive(Debug)]
pub(super) struct JsonataProgram {
    pub expression: Jsonata,
    pub field: Arc<str>,
}

#[derive(Debug)]
pub(super) enum WaitProgram {
    Seconds(i64),
    SecondsPath(Path),
    Timestamp(crate::time::Timestamp),
    TimestampPath(Path),
    SecondsJsonata(Box<JsonataProgram>),
    TimestampJsonata(Box<JsonataProgram>),
}

#[derive(Debug)]
pub(super) enum TextProgram {
    Literal(Arc<str>),
    /// A path or an intrinsic, and its field's name
    Query(Query, &'static str),
    Jsonata(Box<JsonataProgram>),
}

#[derive(Debug)]
pub(super) struct ChoiceProgram {
    pub rules: Vec<RuleProgram>,
    pub default: Option<Target>,
}

#[derive(Debug)]
pub(super) struct RuleProgram {
    pub condition: ConditionProgram,
    pub next: Target,
    pub assign: Option<TemplateProgram>,
    pub output: Option<TemplateProgram>,
}

#[derive(Debug)]
pub(super) enum ConditionProgram {
    /// `Condition` of a JSONata rule
    Jsonata(Box<JsonataProgram>),
    /// The same, written down
    Constant(bool),
    And(Vec<ConditionProgram>),
    Or(Vec<ConditionProgram>),
    Not(Box<ConditionProgram>),
    Compare {
        variable: Path,
        operator: Operator,
        operand: OperandProgram,
    },
}

#[derive(Debug)]
pub(super) enum OperandProgram {
    Literal(Value),
    /// A literal of `StringMatches`
    Pattern(Value, StringPattern),
    /// A literal of `Timestamp…`, and the moment in nanoseconds
    Moment(Value, i128),
    Path(Path),
}

impl OperandProgram {
    /// What is written down as it is; `None` for a path.
    pub fn literal(&self) -> Option<&Value> {
        match self {
            Self::Literal(value) | Self::Pattern(value, _) | Self::Moment(value, _) => Some(value),
            Self::Path(_) => None,
        }
    }

    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Path(path) => Some(path),
            _ => None,
        }
    }
}

#[derive(Debug)]
pub(super) struct MapProgram {
    pub processor: ScopeId,
    pub items: ItemsProgram,
    pub item_selector: Option<TemplateProgram>,
    pub max_concurrency: Option<NumberProgram>,
    /// What only a distributed Map has
    pub run: Option<Box<MapRunProgram>>,
}

/// Where a Map's items come from.
#[derive(Debug)]
pub(super) enum ItemsProgram {
    /// `ItemsPath`
    Path(PathProgram),
    /// The input of a JSONata state without `Items`
    Input,
    /// `Items` as an expression
    Expression(Box<JsonataProgram>),
    /// `Items` as a value, which may have expressions in it
    Template(TemplateProgram),
}

/// One Retrier with its numbers read.
#[derive(Debug)]
pub(super) struct RetrierProgram {
    pub error_equals: Vec<Arc<str>>,
    pub schedule: RetrySchedule,
}

/// One Catcher.
#[derive(Debug)]
pub(super) struct CatcherProgram {
    pub error_equals: Vec<Arc<str>>,
    pub next: Target,
    pub result_path: ResultPath,
    pub assign: Option<TemplateProgram>,
    pub output: Option<TemplateProgram>,
}
