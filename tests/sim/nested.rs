//! Tasks that start executions of other state machines.

use super::compiled;
use super::runs::told;
use asl_studio::engine::{ExecutionType, StartOptions};
use asl_studio::json::{self, Value};
use asl_studio::sim::session::{Instead, MissingMachine, replay};
use asl_studio::sim::{Machine, Machines, Mocks, RunBudget, RunState, Session};
use proptest::{prop_assert, prop_assert_eq, prop_assert_ne};
use std::sync::Arc;

const ARN: &str = "arn:aws:states:us-east-1:123456789012:stateMachine";

/// Waits for ten seconds and doubles a number.
const DOUBLE: &str = r#"{"StartAt": "Wait", "States": {
    "Wait": {"Type": "Wait", "Seconds": 10, "Next": "Double"},
    "Double": {"Type": "Pass", "Parameters": {"twice.$": "States.MathAdd($.n, $.n)"}, "End": true}}}"#;

const BREAK: &str =
    r#"{"StartAt": "Break", "States": {"Break": {"Type": "Fail", "Error": "Broken", "Cause": "so"}}}"#;

/// Starts an execution of itself.
const AGAIN: &str = r#"{"StartAt": "Again", "States": {"Again": {"Type": "Task", "End": true,
    "Resource": "arn:aws:states:::states:startExecution.sync:2",
    "Parameters": {"StateMachineArn": "again", "Input": {}}}}}"#;

/// Reports by the token that it is given.
const REPORT: &str = r#"{"StartAt": "Wait", "States": {
    "Wait": {"Type": "Wait", "Seconds": 30, "Next": "Report"},
    "Report": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess", "End": true,
      "Parameters": {"TaskToken.$": "$.token", "Output": {"done": true}}}}}"#;

/// Asks a person, and starts a machine that does not end before that.
const ASK: &str = r#"{"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "End": true,
    "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "Parameters": {"QueueUrl": "q", "MessageBody.$": "$$.Task.Token"}}}}"#;

/// Has the machine that asks asked, for a minute at most.
const OUTER: &str = r#"{"StartAt": "Inner", "States": {"Inner": {"Type": "Task", "End": true,
    "Resource": "arn:aws:states:::states:startExecution.sync:2", "TimeoutSeconds": 60,
    "Parameters": {"StateMachineArn": "ask", "Input": {}}, "OutputPath": "$.Output"}}}"#;

fn machines() -> Arc<Machines> {
    let mut machines = Machines::new();
    for (name, definition, execution_type) in [
        ("double", DOUBLE, ExecutionType::Standard),
        ("quick", DOUBLE, ExecutionType::Express),
        ("break", BREAK, ExecutionType::Standard),
        ("again", AGAIN, ExecutionType::Standard),
        ("report", REPORT, ExecutionType::Standard),
        ("ask", ASK, ExecutionType::Standard),
        ("outer", OUTER, ExecutionType::Standard),
    ] {
        machines.insert(name, Machine { program: compiled(definition), execution_type, mocks: None });
    }
    Arc::new(machines)
}

fn definition(resource: &str, parameters: &str) -> String {
    format!(
        r#"{{"StartAt": "Start", "States": {{"Start": {{"Type": "Task", "End": true,
            "Resource": "arn:aws:states:::{resource}", "Parameters": {parameters}}}}}}}"#
    )
}

fn run(resource: &str, parameters: &str) -> Session {
    let program = compiled(&definition(resource, parameters));
    let mut run = Session::new(program.clone(), StartOptions::default(), Arc::new(Mocks::new()))
        .with_machines(machines());
    assert_eq!(run.run(RunBudget::UNBOUNDED), RunState::Ended);
    assert_eq!(replay(program, run.options().clone(), run.journal()), run.history());
    let half = run.fork_at(run.history().len() as u32 / 2);
    assert!(run.history().starts_with(half.history()));
    run
}

fn seconds(run: &Session) -> f64 {
    run.now().since(run.options().start_time).as_seconds()
}

fn output<'a>(run: &'a Session, path: &[&str]) -> &'a Value {
    path.iter().fold(run.execution().output().unwrap(), |value, name| value.get(name).unwrap())
}

#[test]
fn a_job_gives_the_childs_description_with_its_output_as_text_or_read() {
    let parameters =
        format!(r#"{{"StateMachineArn": "{ARN}:double", "Input": {{"n": 4}}, "Name": "first"}}"#);
    let one = run("states:startExecution.sync", &parameters);
    assert_eq!(output(&one, &["Output"]), &Value::from("{\"twice\":8}"));
    assert_eq!(output(&one, &["Input"]), &Value::from("{\"n\":4}"));
    let arn = "arn:aws:states:us-east-1:123456789012:execution:double:first";
    assert_eq!(output(&one, &["ExecutionArn"]), &Value::from(arn));
    assert_eq!(seconds(&one), 10.0);
    let types: Vec<_> = one.history().iter().map(|event| event.type_name()).collect();
    assert_eq!(types[2..6], ["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"]);
    let child = &one.started_runs()[0];
    assert_eq!((&*child.machine, &*child.state_name), ("double", "Start"));
    assert_eq!(child.session.history().len(), 6);
    let two = run("states:startExecution.sync:2", &parameters);
    assert_eq!(output(&two, &["Output", "twice"]), &Value::from(8));
    assert_eq!(output(&two, &["Status"]), &Value::from("SUCCEEDED"));
}

/// Calls a function.
const CALL: &str = r#"{"StartAt": "Call", "States": {"Call": {"Type": "Task", "End": true,
    "Resource": "arn:aws:lambda:us-east-1:123456789012:function:price"}}}"#;

#[test]
fn a_machine_may_bring_handlers_of_its_own() {
    let parameters = format!(r#"{{"StateMachineArn": "{ARN}:call", "Input": {{}}}}"#);
    let program = compiled(&definition("states:startExecution.sync:2", &parameters));
    let mocks = |price: &str| {
        Arc::new(
            Mocks::parse(&format!(
                r#"{{"functions": {{"price": {{"kind": "return", "value": "{price}"}}}}}}"#
            ))
            .unwrap(),
        )
    };
    for (own, expected) in [(Some(mocks("own")), "own"), (None, "the run's")] {
        let mut machines = Machines::new();
        let execution_type = ExecutionType::Standard;
        machines.insert("call", Machine { program: compiled(CALL), execution_type, mocks: own });
        let mut run = Session::new(program.clone(), StartOptions::default(), mocks("the run's"))
            .with_machines(Arc::new(machines));
        assert_eq!(run.run(RunBudget::UNBOUNDED), RunState::Ended);
        assert_eq!(output(&run, &["Output"]), &Value::from(expected));
    }
}

#[test]
fn among_others_a_machine_that_is_not_given_is_answered_as_other_tasks_are() {
    let parameters = format!(r#"{{"StateMachineArn": "{ARN}:elsewhere", "Input": {{}}}}"#);
    let program = compiled(&definition("states:startExecution", &parameters));
    let mut machines = Machines::new().among_others();
    let execution_type = ExecutionType::Standard;
    machines.insert("double", Machine { program: compiled(DOUBLE), execution_type, mocks: None });
    let mut run = Session::new(program, StartOptions::default(), Arc::new(Mocks::new()))
        .with_machines(Arc::new(machines));
    assert_eq!(run.run(RunBudget::UNBOUNDED), RunState::Ended);
    let echoed = Value::from(format!("{ARN}:elsewhere"));
    assert_eq!(output(&run, &["StateMachineArn"]), &echoed);
    let missing: Vec<_> = run.missing_machines().into_iter().collect();
    let (machine, state_name) = ("elsewhere".into(), "Start".into());
    assert_eq!(missing, [MissingMachine { machine, state_name, instead: Instead::Echo }]);
}

#[test]
fn an_execution_that_is_echoed_gives_out_its_input() {
    let parameters =
        format!(r#"{{"StateMachineArn": "{ARN}:elsewhere", "Name": "one", "Input": {{"n": 4}}}}"#);
    for (resource, expected) in [
        ("states:startExecution.sync", Value::from("{\"n\":4}")),
        ("states:startExecution.sync:2", json::parse(r#"{"n": 4}"#).unwrap()),
    ] {
        let program = compiled(&definition(resource, &parameters));
        let mut run = Session::new(program, StartOptions::default(), Arc::new(Mocks::new()));
        assert_eq!(run.run(RunBudget::UNBOUNDED), RunState::Ended);
        assert_eq!(output(&run, &["Output"]), &expected);
        let arn = "arn:aws:states:us-east-1:123456789012:execution:elsewhere:one";
        assert_eq!(output(&run, &["ExecutionArn"]), &Value::from(arn));
    }
}

#[test]
fn without_waiting_only_the_start_is_told() {
    let parameters = format!(r#"{{"StateMachineArn": "{ARN}:double:LIVE", "Input": {{"n": 4}}}}"#);
    for resource in ["states:startExecution", "aws-sdk:sfn:startExecution"] {
        let run = run(resource, &parameters);
        let arn = output(&run, &["ExecutionArn"]).as_str().unwrap();
        assert!(arn.starts_with("arn:aws:states:us-east-1:123456789012:execution:double:"), "{arn}");
        assert_eq!(seconds(&run), 0.0);
        assert_eq!(told(run.started_runs()[0].session.execution()), r#"SUCCEEDED {"twice":8}"#);
    }
}

#[test]
fn a_child_that_fails_fails_the_job_with_its_description() {
    let run = run("states:startExecution.sync:2", &format!(r#"{{"StateMachineArn": "{ARN}:break"}}"#));
    let failure = run.execution().failure();
    assert_eq!(failure.error.as_deref(), Some("States.TaskFailed"));
    let cause = json::parse(failure.cause.as_deref().unwrap()).unwrap();
    for (member, value) in [("Error", "Broken"), ("Cause", "so"), ("Status", "FAILED")] {
        assert_eq!(cause.get(member), Some(&Value::from(value)));
    }
}

#[test]
fn an_express_child_answers_for_itself() {
    let parameters = format!(r#"{{"StateMachineArn": "{ARN}:quick", "Input": "{{\"n\": 1}}"}}"#);
    let run_of = run("aws-sdk:sfn:startSyncExecution", &parameters);
    assert_eq!(output(&run_of, &["Output"]), &Value::from("{\"twice\":2}"));
    assert_eq!(output(&run_of, &["BillingDetails", "BilledDurationInMilliseconds"]), &Value::from(10_000));
    let standard =
        run("aws-sdk:sfn:startSyncExecution", &format!(r#"{{"StateMachineArn": "{ARN}:double"}}"#));
    assert_eq!(
        standard.execution().failure().error.as_deref(),
        Some("Sfn.StateMachineTypeNotSupportedException")
    );
}

#[test]
fn what_the_api_refuses_fails_the_task() {
    for (resource, parameters, error) in [
        (
            "states:startExecution",
            r#"{"StateMachineArn": "none"}"#,
            "StepFunctions.StateMachineDoesNotExistException",
        ),
        (
            "aws-sdk:sfn:startExecution",
            r#"{"StateMachineArn": "none"}"#,
            "Sfn.StateMachineDoesNotExistException",
        ),
        (
            "states:startExecution",
            r#"{"StateMachineArn": "double", "Input": "{"}"#,
            "StepFunctions.InvalidExecutionInputException",
        ),
        (
            "states:startExecution",
            r#"{"StateMachineArn": "double", "Name": "a b"}"#,
            "StepFunctions.InvalidNameException",
        ),
        (
            "aws-sdk:sfn:sendTaskSuccess",
            r#"{"TaskToken": "no such", "Output": 1}"#,
            "Sfn.InvalidTokenException",
        ),
    ] {
        let run = run(resource, parameters);
        assert_eq!(run.execution().failure().error.as_deref(), Some(error), "{resource} {parameters}");
    }
}

#[test]
fn a_child_reports_by_the_token_of_its_parent() {
    let parameters = r#"{"StateMachineArn": "report", "Input": {"token.$": "$$.Task.Token"}}"#;
    let run = run("states:startExecution.waitForTaskToken", parameters);
    assert_eq!(told(run.execution()), r#"SUCCEEDED {"done":true}"#);
    assert_eq!(seconds(&run), 30.0);
    assert_eq!(run.open_tasks().count(), 0);
}

#[test]
fn machines_that_start_themselves_come_to_an_end() {
    let run = run("states:startExecution.sync:2", r#"{"StateMachineArn": "again"}"#);
    assert_eq!(run.execution().failure().error.as_deref(), Some("States.TaskFailed"));
    let mut depth = 0;
    let mut at = run.started_runs().first();
    while let Some(child) = at {
        depth += 1;
        at = child.session.started_runs().first();
    }
    assert_eq!(depth, 8);
}

#[test]
fn a_handler_stands_for_a_machine() {
    let mocks = Mocks::parse(r#"{"states": {"Start": {"kind": "return", "value": 7}}}"#).unwrap();
    let program = compiled(&definition("states:startExecution.sync", r#"{"StateMachineArn": "double"}"#));
    let mut run = Session::new(program, StartOptions::default(), Arc::new(mocks)).with_machines(machines());
    run.run(RunBudget::UNBOUNDED);
    assert_eq!(told(run.execution()), "SUCCEEDED 7");
    assert!(run.started_runs().is_empty());
}

/// A run that is left to persons, and stands still.
fn asked(resource: &str, machine: &str, more: &str) -> Session {
    let parameters = format!(r#"{{"StateMachineArn": "{machine}", "Input": {{}}}}{more}"#);
    let mocks = Mocks::parse(r#"{"default": {"kind": "submit"}}"#).unwrap();
    let program = compiled(&definition(resource, &parameters));
    let mut run = Session::new(program, StartOptions::default(), Arc::new(mocks));
    run = run.with_machines(machines()).asking_persons();
    assert_eq!(run.run(RunBudget::UNBOUNDED), RunState::Blocked);
    run
}

fn statuses(run: &Session) -> Vec<&'static str> {
    run.started_runs().iter().map(|child| child.session.status().as_str()).collect()
}

#[test]
fn a_person_answers_a_child_of_a_child_and_all_go_on() {
    let mut run = asked("states:startExecution.sync:2", "outer", "");
    assert_eq!(run.now(), run.options().start_time);
    let token = run.open_tasks().find(|open| open.by_person).unwrap().request.token.clone().unwrap();
    let waiting = run.history().len() as u32;
    run.send_task_success(&token, Value::from("yes")).unwrap();
    assert_eq!(run.run(RunBudget::UNBOUNDED), RunState::Ended);
    assert_eq!(output(&run, &["Output"]), &Value::from("yes"));
    assert_eq!(run.send_task_heartbeat(&token).map_err(|error| error.name()), Err("TaskTimedOut"));
    assert_eq!(run.open_tasks().count(), 0);
    // It is told again in a fork from after the answer, and not in one from before.
    assert_eq!(run.fork_at(run.history().len() as u32).history(), run.history());
    let mut fork = run.fork_at(waiting);
    assert_eq!(fork.run(RunBudget::UNBOUNDED), RunState::Blocked);
    fork.send_task_success(&token, Value::from("no")).unwrap();
    fork.run(RunBudget::UNBOUNDED);
    assert_eq!(output(&fork, &["Output"]), &Value::from("no"));
}

#[test]
fn time_that_is_let_pass_passes_in_a_child_too() {
    let mut run = asked("states:startExecution.sync:2", "outer", "");
    assert!(run.let_time_pass());
    assert_eq!(run.run(RunBudget::UNBOUNDED), RunState::Ended);
    assert_eq!(seconds(&run), 60.0);
    assert_eq!(run.execution().failure().error.as_deref(), Some("States.TaskFailed"));
    assert_eq!(run.fork_at(run.history().len() as u32).history(), run.history());
}

#[test]
fn a_job_whose_task_times_out_is_stopped_with_the_jobs_inside_it() {
    let mut run = asked("states:startExecution.sync", "outer", r#", "TimeoutSeconds": 5"#);
    run.let_time_pass();
    run.run(RunBudget::UNBOUNDED);
    assert_eq!(told(run.execution()), "FAILED States.Timeout -");
    let child = &run.started_runs()[0].session;
    assert_eq!((statuses(&run), statuses(child)), (vec!["ABORTED"], vec!["ABORTED"]));
    let cause = "The Task state in AWS Step Functions execution \
                 [arn:aws:states:us-east-1:123456789012:execution:MyStateMachine:dry-run] \
                 which was managing this resource was aborted";
    assert_eq!(child.execution().failure().error, None);
    assert_eq!(child.execution().failure().cause.as_deref(), Some(cause));
    assert_eq!(seconds(child), 5.0);
    assert_eq!(run.open_tasks().count(), 0);
}

#[test]
fn a_run_that_is_stopped_stops_its_jobs_and_leaves_alone_what_it_does_not_wait_for() {
    for (resource, status) in
        [("states:startExecution.sync", "ABORTED"), ("states:startExecution.waitForTaskToken", "RUNNING")]
    {
        let mut run = asked(resource, "ask", "");
        run.stop(Some("Enough".into()), None);
        run.run(RunBudget::UNBOUNDED);
        assert_eq!(told(run.execution()), "ABORTED Enough -");
        assert_eq!(statuses(&run), [status], "{resource}");
    }
}

#[test]
fn a_child_that_nobody_waits_for_goes_on_after_the_end() {
    let mut run = asked_never("states:startExecution", "double");
    while run.status() == asl_studio::engine::Status::Running {
        run.advance();
    }
    assert_eq!(statuses(&run), ["RUNNING"]);
    let end = run.now();
    assert_eq!(run.run(RunBudget { moves: 1 }), RunState::Running);
    assert_eq!(run.run(RunBudget::UNBOUNDED), RunState::Ended);
    assert_eq!((statuses(&run), run.now()), (vec!["SUCCEEDED"], end));
}

fn asked_never(resource: &str, machine: &str) -> Session {
    let parameters = format!(r#"{{"StateMachineArn": "{machine}", "Input": {{"n": 1}}}}"#);
    let program = compiled(&definition(resource, &parameters));
    Session::new(program, StartOptions::default(), Arc::new(Mocks::new())).with_machines(machines())
}

/// Three jobs of a machine side by side, some of which take too long, one after another in the same run.
const SIDE_BY_SIDE: &str = r#"{"StartAt": "Each", "States": {
    "Each": {"Type": "Map", "ItemsPath": "$.each", "Next": "Once", "ItemProcessor": {"StartAt": "Job", "States": {
        "Job": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "TimeoutSecondsPath": "$.most",
            "Parameters": {"StateMachineArn": "made", "Input.$": "$.input"},
            "Retry": [{"ErrorEquals": ["States.TaskFailed"], "MaxAttempts": 1, "IntervalSeconds": 1}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}], "End": true},
        "Caught": {"Type": "Pass", "End": true}}}},
    "Once": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "End": true,
        "Parameters": {"StateMachineArn": "made", "Input.$": "$$.Execution.Input.each[0].input"}}}}"#;

#[test]
fn whatever_the_children_are_a_run_with_them_is_the_same_in_slices_and_from_every_event() {
    super::laws::check_law(|text, start| {
        let input = start.options().input.clone();
        let mut machines = Machines::new();
        let execution_type = ExecutionType::Standard;
        machines.insert("made", Machine { program: compiled(text), execution_type, mocks: None });
        let each = [1, 3, 1000].map(|most| {
            asl_studio::json::Object::from_iter([("most", Value::from(most)), ("input", input.clone())])
                .into()
        });
        let input = asl_studio::json::Object::from_iter([("each", Value::from(each.to_vec()))]).into();
        let options = StartOptions { input, ..start.options().clone() };
        let program = compiled(SIDE_BY_SIDE);
        let start =
            Session::new(program.clone(), options, start.mocks().clone()).with_machines(Arc::new(machines));
        let mut at_once = start.clone();
        prop_assert_ne!(at_once.run(RunBudget { moves: 100_000 }), RunState::Running, "{}", text);
        let mut sliced = start;
        while sliced.run(RunBudget { moves: 3 }) == RunState::Running {}
        prop_assert_eq!(sliced.history(), at_once.history(), "in slices of {}", text);
        prop_assert_eq!(&replay(program, at_once.options().clone(), at_once.journal()), at_once.history());
        let count = at_once.history().len();
        for event in (0..=count).step_by(count / 5 + 1) {
            let mut fork = at_once.fork_at(event as u32);
            prop_assert!(at_once.history().starts_with(fork.history()), "{} of {}", event, text);
            fork.run(RunBudget::UNBOUNDED);
            prop_assert_eq!(fork.history(), at_once.history(), "from {} of {}", event, text);
            for (left, right) in fork.started_runs().iter().zip(at_once.started_runs()) {
                prop_assert_eq!(
                    left.session.history(),
                    right.session.history(),
                    "from {} of {}",
                    event,
                    text
                );
            }
        }
        for child in at_once.started_runs() {
            let again = child.session.journal();
            let again = replay(compiled(text), child.session.options().clone(), again);
            prop_assert_eq!(&again, child.session.history(), "a child of {}", text);
        }
        Ok(())
    });
}
