//! Succeed: ends its branch, or the execution at the top level, in one transition.

use crate::engine::branch::BranchKey;
use crate::engine::dataflow::StateResult;
use crate::engine::execution::Execution;
use crate::engine::io::Output;
use crate::engine::program::{StateProgram, Target};

impl Execution {
    /// `InputPath` → `OutputPath`.
    pub(in crate::engine) fn succeed(
        &mut self,
        key: BranchKey,
        state: &StateProgram,
        out: &mut Output,
    ) -> StateResult<()> {
        let raw = self.raw_input(key);
        let input = self.apply_path(key, &state.input_path, &raw)?;
        let output = self.apply_path(key, &state.output_path, &input)?;
        self.leave(key, state, output, &Target::End, None, out)
    }
}
