//! The eight state types, a file each, and what they have in common.

mod choice;
mod common;
mod fail;
mod map;
mod parallel;
mod pass;
mod retry_catch;
mod task;
mod wait;

pub use choice::{Choice, ChoiceRule, Comparison, Condition, Operand, OperandType, Operator};
pub use common::{Dataflow, Dynamic, PathField, State, StateKind, Transition};
pub use fail::Fail;
pub use map::{Map, MapMode};
pub use parallel::Parallel;
pub use pass::Pass;
pub use retry_catch::{Catcher, Retrier};
pub use task::Task;
pub use wait::{Wait, WaitFor};
