//! One state: what all types share, and a file or a few lines for each type.

use super::scope::Pending;
use super::{Parser, fields};
use crate::asl::{
    Choice, Dataflow, Fail, Map, Parallel, Pass, Resource, ScopeId, State, StateId, StateKind, Task,
    Transition, Wait, WaitFor, suggest,
};
use crate::diagnostic::Severity;
use crate::json::tree::{NodeId, NodeKind};
use crate::json::{JsonPointer, Object};

/// In bytes; some forty levels of names of AWS's greatest length.
const LONGEST_POINTER: usize = 4096;

impl Parser<'_> {
    /// Adds the state at `node` to the machine and to its scope. Answers the scopes nested in it, in order.
    pub(super) fn state(&mut self, scope: ScopeId, node: NodeId) -> Vec<Pending> {
        let id = StateId::new(self.machine.states.len());
        let kind = self.state_kind(node);
        let name = self.tree.key(node).unwrap_or_default();
        let state = State {
            pointer: self.machine.scope(scope).pointer.key("States").key(&name),
            name: name.into(),
            scope,
            comment: None,
            query_language: None,
            kind,
            transition: Transition::None,
            data: Dataflow::default(),
            retry: Vec::new(),
            catch: Vec::new(),
            unknown: Object::new(),
        };
        let (state, mut nested) = self.state_fields(state, id, node);
        if state.pointer.as_str().len() > LONGEST_POINTER {
            self.too_deep(node, &mut nested);
        }
        self.machine.states.push(state);
        self.state_nodes.push(node);
        self.machine.scopes[scope.index()].states.push(id);
        nested
    }

    /// Leaves out what is nested in a state: the place of everything in it starts with the state's own.
    fn too_deep(&mut self, node: NodeId, nested: &mut [Pending]) {
        if nested.iter().any(|pending| !pending.states.is_empty()) {
            let message = "The states in here are nested too deeply, under names that are too long";
            let hint =
                Some("Shorten the names, or move the inner states to a machine of their own".to_owned());
            self.report(Severity::Error, "TOO_DEEPLY_NESTED", node, message, hint);
            nested.iter_mut().for_each(|pending| pending.states.clear());
        }
    }

    fn state_fields(&mut self, mut state: State, id: StateId, object: NodeId) -> (State, Vec<Pending>) {
        let tree = self.tree;
        let mut nested = Vec::new();
        for (key, node) in tree.members(object) {
            if self.common_field(&mut state, &key, node) || self.data_field(&mut state.data, &key, node) {
                continue;
            }
            let known = match &mut state.kind {
                StateKind::Task(task) => self.task_field(task, &key, node),
                StateKind::Pass(pass) => self.pass_field(pass, &key, node),
                StateKind::Wait(wait) => self.wait_field(wait, &key, node),
                StateKind::Choice(choice) => self.choice_field(choice, &state.pointer, &key, node),
                StateKind::Parallel(parallel) => {
                    self.parallel_field(parallel, (id, &state.pointer), &key, node, &mut nested)
                }
                StateKind::Map(map) => self.map_field(map, (id, &state.pointer), &key, node, &mut nested),
                StateKind::Fail(fail) => self.fail_field(fail, &key, node),
                StateKind::Succeed | StateKind::Unknown(_) => false,
            };
            if !known {
                self.other_field(&mut state, &key, node);
            }
        }
        (state, nested)
    }

    /// A field that this type does not have. Fields of other types are told by the linter, which knows
    /// what to say about each.
    fn other_field(&mut self, state: &mut State, key: &str, node: NodeId) {
        if fields::state_field(key).is_some() {
            state.unknown.insert(key, self.tree.value(node));
            return;
        }
        let is_typed = !matches!(state.kind, StateKind::Unknown(_));
        let type_name = state.kind.type_name().to_owned();
        let known = fields::STATE
            .iter()
            .filter(move |field| !is_typed || field.types.contains(&type_name.as_str()))
            .map(|field| field.name);
        self.unknown(&mut state.unknown, key, node, known);
    }

    fn state_kind(&mut self, object: NodeId) -> StateKind {
        if self.tree.kind(object) != NodeKind::Object {
            self.wrong_type(object, "an object", "Write `{\"Type\": …}`");
            return StateKind::Unknown("".into());
        }
        let Some(node) = self.tree.member(object, "Type") else {
            let hint = format!("Add `\"Type\"`, one of {}", fields::STATE_TYPES.join(", "));
            self.error(object, "These fields are required: [Type]", hint);
            return StateKind::Unknown("".into());
        };
        let Some(text) = self.text(node) else { return StateKind::Unknown("".into()) };
        match &*text {
            "Task" => StateKind::Task(Task::default()),
            "Pass" => StateKind::Pass(Pass::default()),
            "Wait" => StateKind::Wait(Wait::default()),
            "Choice" => StateKind::Choice(Choice::default()),
            "Parallel" => StateKind::Parallel(Parallel::default()),
            "Map" => StateKind::Map(Map::default()),
            "Succeed" => StateKind::Succeed,
            "Fail" => StateKind::Fail(Fail::default()),
            _ => {
                let hint = suggest::closest(&text, fields::STATE_TYPES.iter().copied()).map_or_else(
                    || format!("Use one of {}", fields::STATE_TYPES.join(", ")),
                    |name| format!("Did you mean `{name}`?"),
                );
                self.error(node, format!("`{text}` is not a type of state"), hint);
                StateKind::Unknown(text)
            }
        }
    }

    fn common_field(&mut self, state: &mut State, key: &str, node: NodeId) -> bool {
        match key {
            "Type" => {}
            "Comment" => state.comment = self.text(node),
            "QueryLanguage" => state.query_language = self.query_language(node),
            "Next" => {
                if let Some(name) = self.text(node) {
                    state.transition = Transition::Next(name);
                }
            }
            "End" => {
                if self.flag(node) == Some(true) && state.transition == Transition::None {
                    state.transition = Transition::End;
                }
            }
            "Retry" => state.retry = self.retriers(node, &state.pointer.key("Retry")),
            "Catch" => state.catch = self.catchers(node, &state.pointer.key("Catch")),
            _ => return false,
        }
        true
    }

    fn data_field(&mut self, data: &mut Dataflow, key: &str, node: NodeId) -> bool {
        match key {
            "InputPath" => data.input_path = self.path_or_null(node),
            "OutputPath" => data.output_path = self.path_or_null(node),
            "ResultPath" => data.result_path = self.path_or_null(node),
            "Parameters" => data.parameters = Some(self.tree.value(node)),
            "ResultSelector" => data.result_selector = Some(self.tree.value(node)),
            "Arguments" => data.arguments = Some(self.tree.value(node)),
            "Output" => data.output = Some(self.tree.value(node)),
            "Assign" => data.assign = self.object(node),
            _ => return false,
        }
        true
    }

    fn task_field(&mut self, task: &mut Task, key: &str, node: NodeId) -> bool {
        match key {
            "Resource" => task.resource = self.text(node).map(Resource::parse),
            "TimeoutSeconds" => task.timeout = self.number(node),
            "TimeoutSecondsPath" => task.timeout = self.path(node),
            "HeartbeatSeconds" => task.heartbeat = self.number(node),
            "HeartbeatSecondsPath" => task.heartbeat = self.path(node),
            "Credentials" => task.credentials = Some(self.tree.value(node)),
            _ => return false,
        }
        true
    }

    fn pass_field(&mut self, pass: &mut Pass, key: &str, node: NodeId) -> bool {
        if key == "Result" {
            pass.result = Some(self.tree.value(node));
        }
        key == "Result"
    }

    fn wait_field(&mut self, wait: &mut Wait, key: &str, node: NodeId) -> bool {
        let until = match key {
            "Seconds" => self.number(node).map(WaitFor::Seconds),
            "SecondsPath" => self.path(node).map(WaitFor::Seconds),
            "Timestamp" => self.text_or_jsonata(node).map(WaitFor::Timestamp),
            "TimestampPath" => self.path(node).map(WaitFor::Timestamp),
            _ => return false,
        };
        wait.until = wait.until.take().or(until);
        true
    }

    fn fail_field(&mut self, fail: &mut Fail, key: &str, node: NodeId) -> bool {
        match key {
            "Error" => fail.error = self.text_or_jsonata(node),
            "ErrorPath" => fail.error = self.path(node),
            "Cause" => fail.cause = self.text_or_jsonata(node),
            "CausePath" => fail.cause = self.path(node),
            _ => return false,
        }
        true
    }

    fn parallel_field(
        &mut self,
        parallel: &mut Parallel,
        (id, pointer): (StateId, &JsonPointer),
        key: &str,
        node: NodeId,
        nested: &mut Vec<Pending>,
    ) -> bool {
        if key != "Branches" {
            return false;
        }
        for (branch, (object, place)) in self.items_at(node, &pointer.key(key)).into_iter().enumerate() {
            let pending = self.scope(object, place, Some(id), branch, fields::BRANCH);
            parallel.branches.push(pending.scope);
            nested.push(pending);
        }
        true
    }
}
