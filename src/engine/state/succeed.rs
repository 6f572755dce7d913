//! Succeed: ends its branch, or the execution at the top level, in one transition.

use crate::engine::branch::BranchKey;
use crate::engine::dataflow::StateResult;
use crate::engine::execution::Execution;
use crate::engine::io::Output;
use crate::engine::program::{StateProgram, Target};

impl Execution {
    /// `InputPath` → `OutputPath`, then the end.
    pub(in crate::engine) fn succeed(
        &mut self,
        key: BranchKey,
        state: &StateProgram,
        out: &mut Output,
    ) -> StateResult<()> {
        self.leave_with_input(key, state, &Target::End, out)
    }
}
