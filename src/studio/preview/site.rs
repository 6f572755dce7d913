//! What the expression of a field sees while it is written.

use super::evaluate::Asked;
use super::field::Sees;
use crate::engine::StartOptions;
use crate::expr::Environment;
use crate::expr::jsonata::{JsonataSite, StatesMember};
use crate::json::Value;
use crate::time::Timestamp;

/// About as much as is not felt while typing.
const MOST_WORK: usize = 50_000;

/// What an expression sees.
pub(super) struct Site<'a> {
    asked: &'a Asked<'a>,
    input: Value,
    draws: u64,
    left: usize,
}

impl<'a> Site<'a> {
    pub fn new(asked: &'a Asked<'a>, input: Value) -> Self {
        Self { asked, input, draws: 0, left: MOST_WORK }
    }

    /// Numbers that look random and are the same at every keystroke.
    fn draw(&mut self) -> u64 {
        self.draws += 1;
        self.draws.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

impl Environment for Site<'_> {
    fn input(&self) -> &Value {
        &self.input
    }

    fn context(&mut self) -> Value {
        self.asked.context.clone()
    }

    fn variable(&self, name: &str) -> Option<Value> {
        self.asked.sample.seen.variables.get(name).cloned()
    }

    fn random_u64(&mut self) -> u64 {
        self.draw()
    }

    fn work_left(&self) -> usize {
        self.left
    }

    fn spend(&mut self, work: usize) {
        self.left = self.left.saturating_sub(work);
    }
}

impl JsonataSite for Site<'_> {
    fn states(&mut self, member: StatesMember) -> Option<Value> {
        let sees = self.asked.sees();
        match member {
            StatesMember::Input => Some(self.asked.sample.seen.input.clone()),
            StatesMember::Context => Some(self.asked.context.clone()),
            StatesMember::Result if sees == Sees::Result => self.asked.result().ok(),
            StatesMember::ErrorOutput if sees == Sees::Error => Some(self.asked.error_output()),
            StatesMember::Result | StatesMember::ErrorOutput => None,
        }
    }

    fn variable(&mut self, name: &str) -> Option<Value> {
        Environment::variable(self, name)
    }

    fn random_u64(&mut self) -> u64 {
        self.draw()
    }

    fn now(&self) -> Timestamp {
        StartOptions::default().start_time
    }

    fn work_left(&self) -> usize {
        self.left
    }

    fn spend(&mut self, work: usize) {
        Environment::spend(self, work);
    }
}
