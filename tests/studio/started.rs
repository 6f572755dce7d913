//! Runs that start executions of the project's other machines.

use super::store::{Store, Tab};
use asl_studio::engine::Status;
use asl_studio::sim::Speed;
use asl_studio::sim::session::Instead;
use asl_studio::studio::Action;
use asl_studio::studio::action::OpenAction;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::geometry::Size;
use asl_studio::studio::run::RunAction;
use asl_studio::studio::run::draft::{DraftField, DraftKind};
use asl_studio::studio::run::report::{self, ResultView};
use asl_studio::studio::run::setup::{MockEdit, SetupEdit};
use asl_studio::studio::{action::CanvasAction, project::ProjectAction};

const CHARGE: &str = r#"{"StartAt": "Charge", "States": {"Charge": {"Type": "Task", "End": true,
    "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge"}}}"#;

fn order(machine: &str) -> String {
    format!(
        r#"{{"StartAt": "Pay", "States": {{"Pay": {{"Type": "Task", "End": true, "OutputPath": "$.Output",
            "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": {{"Input": {{}},
            "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:{machine}"}}}}}}}}"#
    )
}

fn open(store: &mut Store, tab: &mut Tab, name: &str, text: &str) {
    let action = OpenAction::File { name: format!("{name}.asl.json"), text: text.into() };
    store.act(tab, Action::Open(action));
}

fn edit(store: &mut Store, tab: &mut Tab, edit: SetupEdit) {
    store.act(tab, Action::Run(RunAction::Edit(edit)));
}

/// Runs to its end what is shown.
fn run(store: &mut Store, tab: &mut Tab) -> ResultView {
    edit(store, tab, SetupEdit::Input("{}".into()));
    store.act(tab, Action::Run(RunAction::Speed(Speed::Instant)));
    store.act(tab, Action::Command(CommandId::Start));
    for frame in 0..100 {
        store.act(tab, Action::Frame { now: f64::from(frame) * 16.0 });
    }
    report::result(&tab.studio).expect("a run is there")
}

/// The machine `charge`, whose function answers `paid`, and one that starts `machine`, shown.
fn project(store: &mut Store, machine: &str) -> Tab {
    let mut tab = store.open(1);
    store.act(&mut tab, Action::Canvas(CanvasAction::Resized(Size::new(1000.0, 800.0))));
    open(store, &mut tab, "charge", CHARGE);
    edit(store, &mut tab, SetupEdit::Mock(0, MockEdit::Kind(DraftKind::Return)));
    let text = MockEdit::Field { field: DraftField::Value, answer: None, text: "\"paid\"".into() };
    edit(store, &mut tab, SetupEdit::Mock(0, text));
    open(store, &mut tab, "order", &order(machine));
    tab
}

#[test]
fn a_machine_of_the_project_runs_with_its_own_mocks() {
    let mut store = Store::default();
    let mut tab = project(&mut store, "charge");
    let result = run(&mut store, &mut tab);
    assert_eq!(result.data.text, "\"paid\"");
    assert!(result.echoed.is_empty() && result.started.missing.is_empty(), "{result:?}");
    let [started] = &result.started.rows[..] else { panic!("{:?}", result.started) };
    assert_eq!((&*started.machine, &*started.state, started.status), ("charge", "Pay", Status::Succeeded));
    assert!(started.words.starts_with("succeeded: 1 state in"), "{}", started.words);
    let sheet = started.sheet.expect("it is a workflow of the project");
    store.project(&mut tab, ProjectAction::Show(sheet));
    assert_eq!(tab.tabs(), "[charge] order");
}

#[test]
fn a_machine_that_is_not_there_is_told() {
    let mut store = Store::default();
    let mut tab = project(&mut store, "elsewhere");
    let result = run(&mut store, &mut tab);
    assert_eq!(result.started.rows, []);
    let [missing] = &result.started.missing[..] else { panic!("{:?}", result.started) };
    assert_eq!((&*missing.machine, &*missing.state_name), ("elsewhere", "Pay"));
    // It waits for the execution, so what it gets describes one; `OutputPath` takes the output out of that.
    assert_eq!((missing.instead, &*result.data.text), (Instead::Description, "{}"));
    assert_eq!(result.echoed, [""; 0], "it is told once");
}

#[test]
fn a_machine_with_errors_is_not_started() {
    let mut store = Store::default();
    let mut tab = project(&mut store, "broken");
    open(&mut store, &mut tab, "broken", r#"{"StartAt": "Gone", "States": {"A": {"Type": "Succeed"}}}"#);
    let order = tab.studio.tabs()[1].sheet;
    store.project(&mut tab, ProjectAction::Show(order));
    let result = run(&mut store, &mut tab);
    assert_eq!(result.started.missing.len(), 1);
}
