//! Executions of other state machines that a task starts (AWS developer guide, "Start workflow executions from a
//! task state"): `states:startExecution` in all its patterns, `aws-sdk:sfn:startExecution` and `startSyncExecution`.
//!
//! A child is a session of its own, with its machine's handlers or else the same ones, and starts at the moment of
//! the task. It runs in the virtual time of all ([`super::together`]): a job (`.sync`) ends when it does, and is
//! stopped with its task; a token that it reports by (`aws-sdk:sfn:sendTaskSuccess` …) may be that of any of them.

use super::person::open_task;
use super::together::ChildMove;
use super::{Live, Session};
use crate::asl::resource::{IntegrationPattern, ResourceKind};
use crate::engine::{
    Execution, ExecutionType, Failure, Input, MachineArn, StartOptions, Status, TaskId, TaskRequest,
    check_name,
};
use crate::json::{Object, Value, parse};
use crate::sim::machines::{Machine, Machines};
use crate::sim::mock::{Handler, Mocks, response};
use crate::sim::sync_response;
use crate::time::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How deep executions may start executions: a machine that starts itself would never end.
const DEEPEST: u32 = 8;

/// An execution that a task started.
#[derive(Clone, Debug)]
pub struct StartedRun {
    /// The task
    pub task: TaskId,
    /// Its state
    pub state_name: Arc<str>,
    /// The name of the machine that was started
    pub machine: Arc<str>,
    /// The run, as far as it has come
    pub session: Arc<Session>,
    /// What its end means to the task
    report: Report,
    /// What it does next
    pub(super) next: Option<ChildMove>,
}

/// What the end of a started execution means to the task that started it.
#[derive(Clone, Debug)]
enum Report {
    /// Nothing: the task does not wait for it
    None,
    /// It ends a job, with a description whose input and output are read, or are texts
    Job { is_read: bool },
    /// It is the answer to this request
    Answer(Box<TaskRequest>),
}

/// A machine that a task wanted to start and that nobody gave.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingMachine {
    /// Its name
    pub machine: Arc<str>,
    /// A state that wanted it
    pub state_name: Arc<str>,
    /// What the task got
    pub instead: Instead,
}

/// What a task gets for an execution of a machine that is not given, as long as no mock answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Instead {
    /// Its own input
    Echo,
    /// The description of an execution that succeeded at once and gave out its input: the task waits for one (`.sync`)
    Description,
    /// An error: all machines that there are were given
    Failure,
}

/// What a session has for starting children.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    pub machines: Arc<Machines>,
    /// How many executions are around it
    pub depth: u32,
}

impl Session {
    /// Gives the run other machines that its tasks may start. Without any, such tasks are answered as others are.
    #[must_use]
    pub fn with_machines(mut self, machines: Arc<Machines>) -> Self {
        self.surroundings.machines = machines;
        self
    }

    /// Whether there are other machines that its tasks may start.
    pub fn has_machines(&self) -> bool {
        !self.surroundings.machines.is_empty()
    }

    /// The executions that tasks of this run have started so far, in that order.
    pub fn started_runs(&self) -> &[StartedRun] {
        &self.live.started_runs
    }

    /// The machines that tasks wanted to start and that nobody gave: tasks of this run and of those that it has started.
    pub fn missing_machines(&self) -> BTreeSet<MissingMachine> {
        let mut missing = self.live.missing_machines.clone();
        for child in &self.live.started_runs {
            missing.extend(child.session.missing_machines());
        }
        missing
    }

    /// Answers a call of Step Functions itself; `false` if it is none, or a handler stands for it.
    pub(super) fn dispatch_nested(&mut self, request: &TaskRequest) -> bool {
        let ResourceKind::Service { service, action, pattern } = &request.resource.kind else { return false };
        let is_sdk = match &**service {
            "states" => false,
            "aws-sdk:sfn" => true,
            _ => return false,
        };
        if has_handler(&self.live.mocks, request) {
            return false;
        }
        self.note_missing_machine(request, action);
        let arn = request.input.get("StateMachineArn").and_then(Value::as_str);
        if self.surroundings.machines.leave(arn) {
            return false;
        }
        let caller = Caller { request, is_sdk, seed: self.options.seed };
        match &**action {
            "startExecution" => self.start_child(&caller, *pattern),
            "startSyncExecution" if is_sdk => self.start_child_and_wait(&caller),
            "sendTaskSuccess" | "sendTaskFailure" | "sendTaskHeartbeat" if is_sdk => {
                self.send_by_task(&caller, action);
            }
            _ => return false,
        }
        true
    }

    /// Takes note that a task wants a machine that is not given, unless somebody has said what such tasks answer.
    fn note_missing_machine(&mut self, request: &TaskRequest, action: &str) {
        let machines = &self.surroundings.machines;
        let arn = request.input.get("StateMachineArn").and_then(Value::as_str);
        let is_answered = machines.leave(arn) && *self.live.mocks.default_handler() != Handler::default();
        if is_answered || !matches!(action, "startExecution" | "startSyncExecution") {
            return;
        }
        if let Some(arn) = arn.filter(|arn| machines.find(arn).is_none()) {
            let instead = match machines.leave(Some(arn)) {
                false => Instead::Failure,
                true if response::is_execution(&request.resource) => Instead::Description,
                true => Instead::Echo,
            };
            let (machine, state_name) = (MachineArn::name_in(arn).into(), request.state_name.clone());
            self.live.missing_machines.insert(MissingMachine { machine, state_name, instead });
        }
    }

    fn start_child(&mut self, caller: &Caller<'_>, pattern: IntegrationPattern) {
        let at = caller.request.scheduled_at;
        let task = caller.request.id;
        let report = match pattern {
            IntegrationPattern::Sync => Report::Job { is_read: false },
            IntegrationPattern::Sync2 => Report::Job { is_read: true },
            IntegrationPattern::RequestResponse | IntegrationPattern::WaitForTaskToken => Report::None,
        };
        let options = match self.add_child(caller, report) {
            Ok(options) => options,
            Err(failure) => return self.live.plan(task, at, Input::TaskFailed { task, failure }),
        };
        let mut started = Object::with_capacity(4);
        started.insert("ExecutionArn", options.execution_arn.clone());
        response::add_metadata_of(&mut started, caller.request, caller.seed);
        started.insert("StartDate", date(options.start_time, caller.is_sdk));
        let output = Value::from(started);
        match pattern {
            IntegrationPattern::RequestResponse => {
                self.live.plan(task, at, Input::TaskSucceeded { task, output });
            }
            _ => self.live.plan(task, at, Input::TaskSubmitted { task, output }),
        }
        if pattern == IntegrationPattern::WaitForTaskToken {
            // As long as the child runs, it may report.
            self.live.open.extend(open_task(caller.request, false).map(|open| (task, open)));
        }
    }

    fn start_child_and_wait(&mut self, caller: &Caller<'_>) {
        let (at, task) = (caller.request.scheduled_at, caller.request.id);
        let report = Report::Answer(Box::new(caller.request.clone()));
        if let Err(failure) = self.add_child(caller, report) {
            self.live.plan(task, at, Input::TaskFailed { task, failure });
        }
    }

    /// What is told of the end of child number `index`, if its task waits for it.
    pub(super) fn report_of(&self, index: usize) -> Option<Input> {
        let run = &self.live.started_runs[index];
        let (task, execution) = (run.task, run.session.execution());
        Some(match &run.report {
            Report::None => return None,
            Report::Job { is_read } => match (execution.status(), describe(execution, *is_read)) {
                (Status::Succeeded, output) => Input::TaskSucceeded { task, output },
                (_, described) => {
                    let failure = failed("States.TaskFailed", described.to_string());
                    Input::TaskFailed { task, failure }
                }
            },
            Report::Answer(request) => {
                let mut answer = Object::with_capacity(14);
                if let Value::Object(members) = sync_response(execution) {
                    for (key, value) in members.iter() {
                        answer.insert(capitalized(key), renamed(value));
                    }
                }
                response::add_metadata_of(&mut answer, request, self.options.seed);
                Input::TaskSucceeded { task, output: answer.into() }
            }
        })
    }

    /// A task does not matter any more: the job that it waits for is stopped, if it can be.
    pub(super) fn stop_job(&mut self, task: TaskId) {
        let Some(index) = self.live.jobs.remove(&task) else { return };
        let run = &self.live.started_runs[index];
        let is_standard = run.session.options.execution_type == ExecutionType::Standard;
        if !is_standard || !matches!(run.report, Report::Job { .. }) {
            return;
        }
        let cause = format!(
            "The Task state in AWS Step Functions execution [{}] which was managing this resource was aborted",
            self.options.execution_arn
        );
        let stop = Input::StopExecution(Failure { error: None, cause: Some(cause.into()) });
        let now = self.now();
        self.with_child(index, |child| child.tell_within(&[], now, stop));
    }

    /// Adds a child to this run, at its start.
    fn add_child(&mut self, caller: &Caller<'_>, report: Report) -> Result<StartOptions, Failure> {
        let is_sync = matches!(report, Report::Answer(_));
        let text = |field: &str| caller.request.input.get(field).and_then(Value::as_str);
        let arn = text("StateMachineArn").unwrap_or_default();
        let machines = self.surroundings.machines.clone();
        let Some((name, machine)) = machines.find(arn) else {
            let message = format!("State Machine Does Not Exist: '{arn}'");
            return Err(caller.refusal("StateMachineDoesNotExist", &message));
        };
        if is_sync && machine.execution_type == ExecutionType::Standard {
            let message = "This operation is not supported by this type of state machine";
            return Err(caller.refusal("StateMachineTypeNotSupported", message));
        }
        if self.surroundings.depth >= DEEPEST {
            let message = format!("Executions start each other more than {DEEPEST} deep in this dry run");
            return Err(caller.refusal("ExecutionLimitExceeded", &message));
        }
        let options = self.child_options(caller, name, machine)?;
        let is_taken = |child: &StartedRun| child.session.options.execution_arn == options.execution_arn;
        if self.live.started_runs.iter().any(is_taken) {
            let message = format!("Execution Already Exists: '{}'", options.execution_arn);
            return Err(caller.refusal("ExecutionAlreadyExists", &message));
        }
        let mocks = machine.mocks.as_ref().unwrap_or(&self.live.mocks).clone();
        let mut session = Self::new(machine.program.clone(), options.clone(), mocks).without_keyframes();
        session.surroundings =
            Surroundings { machines: machines.clone(), depth: self.surroundings.depth + 1 };
        let (task, index) = (caller.request.id, self.live.started_runs.len());
        if !matches!(report, Report::None) {
            self.live.jobs.insert(task, index);
        }
        self.live.started_runs.push(StartedRun {
            task,
            state_name: caller.request.state_name.clone(),
            machine: name.clone(),
            session: Arc::new(session),
            report,
            next: None,
        });
        self.child_changed(index);
        Ok(options)
    }

    fn child_options(
        &self,
        caller: &Caller<'_>,
        machine_name: &Arc<str>,
        machine: &Machine,
    ) -> Result<StartOptions, Failure> {
        let input_text: Arc<str> = match caller.request.input.get("Input") {
            None | Some(Value::Null) => "{}".into(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string().into(),
        };
        let input = parse(&input_text).map_err(|error| {
            let message = format!("Invalid State Machine Execution Input: '{error}'");
            caller.refusal("InvalidExecutionInput", &message)
        })?;
        let id = response::request_id(!caller.seed, caller.request.id.0);
        let name: Arc<str> = caller
            .request
            .input
            .get("Name")
            .and_then(Value::as_str)
            .map_or_else(|| id.as_str().into(), Arc::from);
        check_name(&name).map_err(|refused| caller.refusal("InvalidName", &refused.message))?;
        let own_arn = &*self.options.state_machine_arn;
        let own = MachineArn::read(own_arn).unwrap_or(MachineArn { account: own_arn, name: "" });
        let arn = own.named(machine_name);
        let execution_arn = match machine.execution_type {
            ExecutionType::Standard => arn.execution(&name),
            ExecutionType::Express => arn.express(&name, &id),
        };
        Ok(StartOptions {
            input,
            input_text: Some(input_text),
            execution_name: name,
            execution_arn: execution_arn.into(),
            state_machine_name: machine_name.clone(),
            state_machine_arn: arn.machine().into(),
            start_time: caller.request.scheduled_at,
            execution_type: machine.execution_type,
            variables: StartOptions::default().variables,
            test: None,
            ..self.options.clone()
        })
    }

    /// SendTaskSuccess and its like, called by a task.
    fn send_by_task(&mut self, caller: &Caller<'_>, action: &str) {
        let (at, task) = (caller.request.scheduled_at, caller.request.id);
        let text =
            |field: &str| caller.request.input.get(field).and_then(Value::as_str).map(Arc::<str>::from);
        let token = text("TaskToken").unwrap_or_default();
        let input = match action {
            "sendTaskSuccess" => {
                let output = match caller.request.input.get("Output") {
                    Some(Value::String(text)) => parse(text).unwrap_or_else(|_| text.clone().into()),
                    other => other.cloned().unwrap_or_default(),
                };
                Input::SendTaskSuccess { token: token.clone(), output }
            }
            "sendTaskFailure" => {
                let failure = Failure { error: text("Error"), cause: text("Cause") };
                Input::SendTaskFailure { token: token.clone(), failure }
            }
            _ => Input::SendTaskHeartbeat { token: token.clone() },
        };
        // Only the outermost run knows all tokens; a child's are checked there, too late for an error.
        let is_known = self.find_token(&token).is_some() || self.surroundings.depth > 0;
        if !is_known {
            let failure = caller.refusal("InvalidToken", "Invalid Token: 'Invalid token'");
            return self.live.plan(task, at, Input::TaskFailed { task, failure });
        }
        self.hear(at, &token, input);
        let mut answer = Object::with_capacity(2);
        response::add_metadata_of(&mut answer, caller.request, caller.seed);
        self.live.plan(task, at, Input::TaskSucceeded { task, output: answer.into() });
    }
}

impl Live {
    /// Tells the execution something about a task later.
    pub(super) fn plan(&mut self, task: TaskId, at: Timestamp, input: Input) {
        let of_task = self.due.range((task, 0)..=(task, u32::MAX));
        let part = of_task.last().map_or(0, |((_, part), _)| part + 1);
        self.deliveries.insert((at, task, part), input);
        self.due.insert((task, part), at);
    }
}

/// Who calls, and by which of the two integrations.
struct Caller<'a> {
    request: &'a TaskRequest,
    is_sdk: bool,
    seed: u64,
}

impl Caller<'_> {
    /// An error of the API as the integration reports it.
    fn refusal(&self, code: &str, message: &str) -> Failure {
        let id = response::request_id(self.seed, self.request.id.0);
        if self.is_sdk {
            let cause = format!(
                "{message} (Service: Sfn, Status Code: 400, Request ID: {id}) (SDK Attempt Count: 1)"
            );
            return failed(&format!("Sfn.{code}Exception"), cause);
        }
        let cause = format!(
            "{message} (Service: AWSStepFunctions; Status Code: 400; Error Code: {code}; Request ID: {id}; \
             Proxy: null)"
        );
        failed(&format!("StepFunctions.{code}Exception"), cause)
    }
}

fn failed(error: &str, cause: String) -> Failure {
    Failure { error: Some(error.into()), cause: Some(cause.into()) }
}

fn has_handler(mocks: &Mocks, request: &TaskRequest) -> bool {
    mocks.find(request).0.is_some()
}

/// The optimized integration gives times in milliseconds, the SDK's in RFC 3339.
fn date(at: Timestamp, is_sdk: bool) -> Value {
    if is_sdk { at.to_string().into() } else { at.as_millis().into() }
}

/// What DescribeExecution says, as `.sync` gives it: input and output as JSON text, or read (`.sync:2`).
fn describe(execution: &Execution, is_read: bool) -> Value {
    let options = execution.options();
    let status = execution.status();
    let payload = |text: &str| match is_read {
        true => parse(text).unwrap_or_else(|_| text.into()),
        false => Value::from(text),
    };
    let included = || Object::from_iter([("Included", true)]);
    let mut described = Object::with_capacity(16);
    let failure = execution.failure();
    for (field, text) in [("Cause", &failure.cause), ("Error", &failure.error)] {
        if let Some(text) = text.as_ref().filter(|_| status != Status::Succeeded) {
            described.insert(field, text.clone());
        }
    }
    described.insert("ExecutionArn", options.execution_arn.clone());
    described.insert("Input", payload(options.input_text.as_deref().unwrap_or("{}")));
    described.insert("InputDetails", included());
    described.insert("Name", options.execution_name.clone());
    if let Some(output) = execution.output() {
        described.insert("Output", payload(&output.to_string()));
        described.insert("OutputDetails", included());
    }
    described.insert("RedriveCount", 0);
    if status == Status::Succeeded {
        described.insert("RedriveStatus", "NOT_REDRIVABLE");
        described.insert("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
    } else {
        described.insert("RedriveStatus", "REDRIVABLE");
    }
    described.insert("StartDate", options.start_time.as_millis());
    described.insert("StateMachineArn", options.state_machine_arn.clone());
    described.insert("Status", status.as_str());
    described.insert("StopDate", execution.now().as_millis());
    described.into()
}

/// A member's name as SDK integrations write it.
fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// The members of a member, named the same way.
fn renamed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().map(|(key, value)| (capitalized(key), value.clone())).collect::<Object>().into()
        }
        other => other.clone(),
    }
}
