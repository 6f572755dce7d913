//! A state machine as written in the Amazon States Language: typed, in both query languages, with
//! everything unknown kept. Parsing never fails.
//!
//! The model is flat: all states and scopes of a definition stand in two arenas, and [`StateId`] and
//! [`ScopeId`] say which. Field values stay as close to the text as their readers allow, so that nothing
//! a person wrote is lost; the engine makes them executable.

pub mod fields;
mod machine;
pub mod parse;
mod path;
pub mod placeholder;
pub mod resource;
pub mod state;
mod state_type;
pub mod suggest;

pub use crate::expr::error_name;
pub use crate::id::{ScopeId, StateId};
pub use machine::{QueryLanguage, Scope, StateMachine};
pub use parse::{Parsed, parse, read};
pub use path::{ScopePath, StatePath};
pub use resource::Resource;
pub use state::{
    Catcher, Choice, ChoiceRule, Comparison, Condition, Dataflow, Dynamic, Fail, Map, MapMode, Operand,
    OperandType, Operator, Parallel, Pass, PathField, Retrier, State, StateKind, Task, Transition, Wait,
    WaitFor,
};
pub use state_type::StateType;
