//! A state machine as written in the Amazon States Language: typed, in both query languages, with
//! everything unknown kept. Parsing never fails.
//!
//! The model is flat: all states and scopes of a definition stand in two arenas, and [`StateId`] and
//! [`ScopeId`] say which. Field values stay as close to the text as their readers allow, so that nothing
//! a person wrote is lost; the engine makes them executable.

pub mod error_name;
mod machine;
mod path;
pub mod resource;
pub mod state;

pub use crate::id::{ScopeId, StateId};
pub use machine::{QueryLanguage, Scope, StateMachine};
pub use path::StatePath;
pub use resource::Resource;
pub use state::{
    Catcher, Choice, ChoiceRule, Comparison, Condition, Dataflow, Dynamic, Fail, Map, MapMode, Operand,
    Operator, Parallel, Pass, PathField, Retrier, State, StateKind, Task, Transition, Wait, WaitFor,
};
