//! Other state machines that a run may start, by name.

use super::Mocks;
use crate::engine::{ExecutionType, MachineArn, Program};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A state machine that tasks may start executions of.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Its definition, compiled
    pub program: Arc<Program>,
    /// Standard or Express
    pub execution_type: ExecutionType,
    /// Handlers of its own; `None` gives it those of the run that starts it
    pub mocks: Option<Arc<Mocks>>,
}

/// State machines by name. A task names one by its ARN or by its bare name; a version or an alias behind the name
/// does not count.
#[derive(Clone, Debug, Default)]
pub struct Machines {
    by_name: BTreeMap<Arc<str>, Machine>,
    are_some: bool,
}

impl Machines {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// These are some of the account's machines: a start of another one is answered as other tasks are, where it would
    /// fail if these were all.
    #[must_use]
    pub fn among_others(mut self) -> Self {
        self.are_some = true;
        self
    }

    /// Adds a machine, or replaces the one of this name.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, machine: Machine) {
        self.by_name.insert(name.into(), machine);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// Whether a start of the machine that `arn` means is for others to answer.
    pub(super) fn leave(&self, arn: Option<&str>) -> bool {
        self.is_empty() || (self.are_some && arn.is_some_and(|arn| self.find(arn).is_none()))
    }

    /// The machine that a `StateMachineArn` means, with its name.
    pub fn find(&self, arn: &str) -> Option<(&Arc<str>, &Machine)> {
        self.by_name.get_key_value(MachineArn::name_in(arn))
    }
}
