//! L3: the interpreter, a sans-IO state machine.
//!
//! An [`Execution`] performs no IO, reads no clock and starts no thread. Its driver calls
//! [`Execution::step`] until it answers [`Step::Waiting`], hands the [`TaskRequest`]s of the [`Output`] to
//! handlers, and either answers one of them with [`Execution::handle`] or moves virtual time to
//! [`Execution::poll_deadline`] with [`Execution::advance_to`]; then it steps on. The same program, options
//! and journal of inputs give the same history, byte for byte.

mod arn;
mod branch;
mod child;
mod compile;
mod context;
mod dataflow;
mod execution;
pub mod files;
mod explain;
mod failure;
mod growth;
pub mod history;
mod io;
mod jsonata;
mod limits;
mod program;
mod record;
mod redrive;
mod retry;
mod rng;
mod start;
mod state;
mod subtree;
mod test_state;
mod timer;
mod token;
mod variables;

pub use arn::MachineArn;
pub use child::{ChildEvent, ChildExecution, ChildId};
pub use compile::{compile, compile_with};
pub use execution::Execution;
pub use explain::{Explanation, ExplanationKind, HandlerOutcome, Held, RetryDelay, Stage, Verdict};
pub use files::VirtualFiles;
pub use history::{EventKind, Failure, HistoryEvent};
pub use io::{ExecutionType, HistoryForm, Input, Output, StartOptions, Status, Step, TaskId, TaskRequest};
pub use limits::Limits;
pub use program::Program;
pub use redrive::NotRedrivable;
pub use retry::{RetrySchedule, error_matches};
pub use start::{Refused, check_definition_size, check_name};
pub use test_state::TestSetup;
