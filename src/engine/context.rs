//! The Context Object, `$$` (AWS developer guide, "Accessing the Context object"), and what templates see.

use super::branch::{Branch, BranchKey};
use super::child::Child;
use super::execution::Execution;
use super::io::ExecutionType;
use crate::asl::StateType;
use crate::expr::Environment;
use crate::expr::jsonata::{JsonataSite, StatesMember};
use crate::json::{Object, Value};
use crate::time::Timestamp;
use std::sync::Arc;

/// The data of one evaluation.
#[derive(Clone, Copy)]
pub(super) struct Data<'a> {
    /// `$` of a JSONPath state; `$states.input` is the raw input, whatever this is
    pub input: &'a Value,
    /// The item about to be started, while a Map's `ItemSelector` is evaluated
    pub item: Option<MapItem<'a>>,
    /// `$states.result`, once the state's work is done
    pub result: Option<&'a Value>,
    /// `$states.errorOutput`, in a Catcher
    pub error_output: Option<&'a Value>,
}

impl<'a> Data<'a> {
    /// Of which `$` is `input`, and nothing else is there.
    pub fn of(input: &'a Value) -> Self {
        Self { input, item: None, result: None, error_output: None }
    }
}

/// What one evaluation in one branch sees: its data, the Context Object and the variables.
pub(super) struct Site<'a> {
    pub execution: &'a mut Execution,
    pub branch: BranchKey,
    pub data: Data<'a>,
}

/// An item as `$$.Map.Item` has it.
#[derive(Clone, Copy)]
pub(super) struct MapItem<'a> {
    pub index: u32,
    pub value: &'a Value,
    /// Its name, if it is a member of an object
    pub key: Option<&'a Arc<str>>,
    /// Where it is from, in a distributed Map
    pub source: Option<&'a Arc<str>>,
}

impl Environment for Site<'_> {
    fn input(&self) -> &Value {
        self.data.input
    }

    fn context(&mut self) -> Value {
        self.execution.context_object(self.branch, self.data.item)
    }

    fn variable(&self, name: &str) -> Option<Value> {
        self.execution.branches.get(self.branch)?.variables.get(name).cloned()
    }

    fn random_u64(&mut self) -> u64 {
        self.execution.rng.next_u64()
    }

    fn work_left(&self) -> usize {
        self.execution.work_left
    }

    fn spend(&mut self, work: usize) {
        self.execution.work_left = self.execution.work_left.saturating_sub(work);
    }
}

impl JsonataSite for Site<'_> {
    fn states(&mut self, member: StatesMember) -> Option<Value> {
        match member {
            StatesMember::Input => Some(self.execution.raw_input(self.branch)),
            StatesMember::Context => Some(self.execution.context_object(self.branch, self.data.item)),
            StatesMember::Result => self.data.result.cloned(),
            StatesMember::ErrorOutput => self.data.error_output.cloned(),
        }
    }

    fn variable(&mut self, name: &str) -> Option<Value> {
        Environment::variable(self, name)
    }

    fn random_u64(&mut self) -> u64 {
        self.execution.rng.next_u64()
    }

    fn now(&self) -> Timestamp {
        self.execution.now()
    }

    fn work_left(&self) -> usize {
        self.execution.work_left
    }

    fn spend(&mut self, work: usize) {
        Environment::spend(self, work);
    }
}

impl Execution {
    /// `$$` as a branch sees it.
    pub(super) fn context_object(&self, key: BranchKey, item: Option<MapItem<'_>>) -> Value {
        if let Some(context) = self.options.test.as_ref().and_then(|test| test.context.as_ref()) {
            return self.with_item(context, item);
        }
        let mut context = Object::with_capacity(4);
        let branch = self.branches.get(key);
        let child = branch.and_then(|branch| self.children.get(branch.home));
        context.insert("Execution", self.execution_context(child));
        context.insert("StateMachine", self.machine_context(child));
        if let Some(branch) = branch {
            context.insert("State", self.state_context(branch));
            if let Some(task) = branch.task {
                context.insert("Task", Object::from_iter([("Token", self.task_token(task))]));
            }
            if let Some(item) = item.or_else(|| self.enclosing_item(branch)) {
                context.insert("Map", map_context(item));
            } else if let Some(map) = self.options.test.as_ref().and_then(|test| test.map.as_ref()) {
                context.insert("Map", map.clone());
            }
        }
        context.into()
    }

    /// A Context Object that was given, with the item of a Map that is tested.
    fn with_item(&self, context: &Value, item: Option<MapItem<'_>>) -> Value {
        let mut context = context.clone();
        if let (Some(item), Some(members)) = (item, context.as_object_mut()) {
            members.insert("Map", map_context(item));
        }
        context
    }

    /// Only states that can be retried have a `RetryCount`.
    fn state_context(&self, branch: &Branch) -> Object {
        let program = self.program.state(branch.state);
        let mut state = Object::with_capacity(3);
        state.insert("Name", program.name.clone());
        state.insert("EnteredTime", branch.entered_at.to_string());
        if matches!(program.state_type, StateType::Task | StateType::Parallel | StateType::Map) {
            state.insert("RetryCount", branch.retry_count);
        }
        state
    }

    /// To a child execution, the machine is that of its Map Run.
    fn machine_context(&self, child: Option<&Child>) -> Object {
        let mut machine = Object::with_capacity(2);
        let (id, name) = match child {
            Some(child) => (child.run.machine_arn().into(), child.run.machine.clone()),
            None => (self.options.state_machine_arn.clone(), self.options.state_machine_name.clone()),
        };
        machine.insert("Id", id);
        machine.insert("Name", name);
        machine
    }

    fn execution_context(&self, child: Option<&Child>) -> Object {
        let options = &*self.options;
        let mut execution = Object::with_capacity(6);
        let (execution_type, (count, at)) = if let Some(child) = child {
            let name = child.run.child_name(child.parent.index);
            execution.insert("Id", child.run.execution_arn(&name));
            execution.insert("Input", child.input.clone());
            execution.insert("StartTime", child.started.to_string());
            execution.insert("Name", name);
            (child.run.execution_type, child.redrives)
        } else {
            execution.insert("Id", options.execution_arn.clone());
            execution.insert("Input", options.input.clone());
            execution.insert("StartTime", options.start_time.to_string());
            execution.insert("Name", options.execution_name.clone());
            (options.execution_type, (self.redrives.count, self.redrives.at))
        };
        let role = &options.role_arn;
        execution.insert("RoleArn", if role.is_empty() { Value::Null } else { role.clone().into() });
        // An Express execution cannot be redriven, nor can a state that is tested by itself.
        if execution_type == ExecutionType::Standard && !self.is_test() {
            execution.insert("RedriveCount", count);
            if let Some(at) = at {
                execution.insert("RedriveTime", at.to_string());
            }
        }
        execution
    }

    /// The item of the innermost Map iteration that a branch runs in. A child execution does not see the item
    /// that it was started for.
    fn enclosing_item<'a>(&'a self, branch: &'a Branch) -> Option<MapItem<'a>> {
        let mut at = Some(branch);
        while let Some(branch) = at {
            if let Some((index, value)) = &branch.item {
                return Some(MapItem { index: *index, value, key: None, source: None });
            }
            let outer = branch.parent.and_then(|parent| self.branches.get(parent.key));
            at = outer.filter(|outer| outer.home == branch.home);
        }
        None
    }
}

fn map_context(item: MapItem<'_>) -> Object {
    let mut of_map = Object::with_capacity(4);
    of_map.insert("Index", item.index);
    of_map.insert("Value", item.value.clone());
    for (name, text) in [("Key", item.key), ("Source", item.source)] {
        if let Some(text) = text {
            of_map.insert(name, text.clone());
        }
    }
    Object::from_iter([("Item", of_map)])
}
