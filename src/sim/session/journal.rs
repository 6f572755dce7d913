//! What an execution was told, and how to tell it again.

use crate::engine::history::HistoryEvent;
use crate::engine::{Execution, Input, Output, Program, StartOptions, Step};
use crate::time::Timestamp;
use std::sync::Arc;

/// One thing that an execution was told.
#[derive(Clone, Debug)]
pub struct JournalEntry {
    /// After how many transitions
    pub step: u64,
    /// At which virtual time
    pub at: Timestamp,
    /// What
    pub input: Input,
}

/// The history that `journal` makes, without any handler: program, options and journal determine a run.
/// Stops where the execution ends, or waits for something that the journal does not hold.
pub fn replay(program: Arc<Program>, options: StartOptions, journal: &[JournalEntry]) -> Vec<HistoryEvent> {
    let mut execution = Execution::new(program, options);
    let mut out = Output::default();
    let (mut steps, mut told) = (0, 0);
    loop {
        while let Some(entry) = journal.get(told).filter(|entry| entry.step == steps) {
            // Timers that were due already had not fired when it was told.
            if entry.at > execution.now() {
                execution.advance_to(entry.at, &mut out);
            }
            execution.handle(entry.input.clone(), &mut out);
            told += 1;
        }
        match execution.step(&mut out) {
            Step::Progressed => steps += 1,
            Step::Waiting(Some(deadline)) => execution.advance_to(deadline, &mut out),
            Step::Waiting(None) | Step::Done => return out.events,
        }
    }
}
