//! What every state has: name, place, transition, dataflow fields.

use super::{Catcher, Choice, Fail, Map, Parallel, Pass, Retrier, Task, Wait};
use crate::asl::QueryLanguage;
use crate::id::ScopeId;
use crate::json::{JsonPointer, Object, Value};
use std::sync::Arc;

/// One state of a definition.
#[derive(Clone, Debug)]
pub struct State {
    /// Its name, the key in `States`
    pub name: Arc<str>,
    /// The scope it belongs to
    pub scope: ScopeId,
    /// Where its object stands in the document
    pub pointer: JsonPointer,
    /// `Comment`
    pub comment: Option<Arc<str>>,
    /// `QueryLanguage`, `None` if not written
    pub query_language: Option<QueryLanguage>,
    /// `Type` and the fields only that type has
    pub kind: StateKind,
    /// `Next` or `End`
    pub transition: Transition,
    /// The fields that shape data
    pub data: Dataflow,
    /// `Retry`
    pub retry: Vec<Retrier>,
    /// `Catch`
    pub catch: Vec<Catcher>,
    /// Fields that the language does not know for this type, as written
    pub unknown: Object,
}

impl State {
    /// The scopes inside this state: a Parallel's branches in order, a Map's processor, else none.
    pub fn scopes(&self) -> &[ScopeId] {
        match &self.kind {
            StateKind::Parallel(parallel) => &parallel.branches,
            StateKind::Map(map) => map.processor.as_slice(),
            _ => &[],
        }
    }
}

/// A state's type, with what only that type has.
#[derive(Clone, Debug)]
pub enum StateKind {
    /// Does work elsewhere
    Task(Task),
    /// Passes or shapes data
    Pass(Pass),
    /// Waits
    Wait(Wait),
    /// Branches on data
    Choice(Choice),
    /// Runs branches at the same time
    Parallel(Parallel),
    /// Runs a processor for each item
    Map(Map),
    /// Ends the scope well
    Succeed,
    /// Ends the execution badly
    Fail(Fail),
    /// A `Type` that the language does not know, or none (empty)
    Unknown(Arc<str>),
}

impl StateKind {
    /// The value of the field `Type`; an unknown type's own text.
    pub fn type_name(&self) -> &str {
        match self {
            Self::Task(_) => "Task",
            Self::Pass(_) => "Pass",
            Self::Wait(_) => "Wait",
            Self::Choice(_) => "Choice",
            Self::Parallel(_) => "Parallel",
            Self::Map(_) => "Map",
            Self::Succeed => "Succeed",
            Self::Fail(_) => "Fail",
            Self::Unknown(text) => text,
        }
    }
}

/// Where a state goes when it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Transition {
    /// `Next` with the target's name as written
    Next(Arc<str>),
    /// `"End": true`
    End,
    /// Neither (right for Choice, Succeed and Fail; else a mistake)
    #[default]
    None,
}

/// The fields that shape a state's data, as written. Which are legal depends on type and query language;
/// illegal ones are kept and diagnosed.
#[derive(Clone, Debug, Default)]
pub struct Dataflow {
    /// `InputPath`
    pub input_path: PathField,
    /// `OutputPath`
    pub output_path: PathField,
    /// `ResultPath`
    pub result_path: PathField,
    /// `Parameters` (for a Map, `ItemSelector` is in [`Map`])
    pub parameters: Option<Value>,
    /// `ResultSelector`
    pub result_selector: Option<Value>,
    /// `Arguments` (JSONata)
    pub arguments: Option<Value>,
    /// `Output` (JSONata)
    pub output: Option<Value>,
    /// `Assign`
    pub assign: Option<Value>,
}

/// A path-valued field that may be absent or `null`, both of which mean something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PathField {
    /// Not written: the default, `$`
    #[default]
    Absent,
    /// `null`: nothing is taken, or the result is discarded
    Null,
    /// A path, as written
    Path(Arc<str>),
}

/// A value that may be written down, found by a path, or computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Dynamic {
    /// Written down as it is; may be a placeholder string such as `${Timeout}` where a number belongs
    Literal(Value),
    /// The `…Path` twin of the field, as written
    Path(Arc<str>),
    /// A JSONata expression, with its `{%` and `%}`
    Jsonata(Arc<str>),
}
