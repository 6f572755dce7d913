//! Running what is open: the setup, the playback, what is shown.

use super::store::Store;
use super::{press, with, with_sample};
use asl_studio::expr::jsonata::Jlens;
use asl_studio::graph::EdgeKind;
use asl_studio::sim::Speed;
use asl_studio::studio::action::{FocusTarget, OpenAction};
use asl_studio::studio::command::CommandId;
use asl_studio::studio::jsonata::{Engine, JsonataAction};
use asl_studio::studio::run::draft::{DraftField, DraftKind};
use asl_studio::studio::run::files::FileEdit;
use asl_studio::studio::run::report::{self, RunStatus};
use asl_studio::studio::run::setup::{MockEdit, SetupEdit};
use asl_studio::studio::run::visits;
use asl_studio::studio::run::{List, RunAction, RunTab, VisitTab};
use asl_studio::studio::run_mark::MarkStatus;
use asl_studio::studio::{Action, Request, Studio};

const PAY: &str = r#"{"StartAt": "Pay", "States": {
  "Pay": {
    "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:[ACCOUNT-ID]:function:pay", "Next": "Enough?",
    "Retry": [{ "ErrorEquals": ["Busy"] }],
    "Catch": [{ "ErrorEquals": ["Declined"], "Next": "Sorry" }, { "ErrorEquals": ["States.ALL"], "Next": "Sorry" }]
  },
  "Enough?": { "Type": "Choice", "Choices": [{ "Variable": "$.paid", "NumericGreaterThan": 5, "Next": "Wait" }] },
  "Wait": { "Type": "Wait", "Seconds": 60, "End": true },
  "Sorry": { "Type": "Fail", "Error": "NotPaid" }
}}"#;

fn run(studio: &mut Studio, command: CommandId) -> Vec<Request> {
    studio.dispatch(Action::Command(command))
}

fn act(studio: &mut Studio, action: RunAction) {
    studio.dispatch(Action::Run(action));
}

fn edit(studio: &mut Studio, edit: SetupEdit) {
    act(studio, RunAction::Edit(edit));
}

fn field(studio: &mut Studio, field: DraftField, text: &str) {
    edit(studio, SetupEdit::Mock(0, MockEdit::Field { field, answer: None, text: text.into() }));
}

/// Frames of 16 ms until nothing moves, or so many have gone by.
fn frames(studio: &mut Studio, most: u32) {
    for frame in 0..most {
        if !studio.run().is_moving() {
            return;
        }
        studio.dispatch(Action::Frame { now: f64::from(frame) * 16.0 });
    }
}

fn status(studio: &Studio) -> RunStatus {
    report::bar(studio.run()).expect("a run").status
}

fn mark(studio: &Studio, name: &str) -> MarkStatus {
    let document = studio.document().unwrap();
    let path = document.path_of(document.machine.find(name).unwrap());
    studio.marks().states.get(&path).map_or(MarkStatus::Idle, |mark| mark.status)
}

/// `PAY` at its end, with an input and a mock.
fn finished(input: &str, kind: DraftKind, fields: &[(DraftField, &str)]) -> Studio {
    let mut studio = with(PAY);
    edit(&mut studio, SetupEdit::Input(input.into()));
    edit(&mut studio, SetupEdit::Mock(0, MockEdit::Kind(kind)));
    for (at, text) in fields {
        field(&mut studio, *at, text);
    }
    act(&mut studio, RunAction::Speed(Speed::Instant));
    run(&mut studio, CommandId::Start);
    frames(&mut studio, 1000);
    studio
}

#[test]
fn the_run_button_asks_for_the_input_first_and_then_runs() {
    let mut studio = with(PAY);
    let asked = run(&mut studio, CommandId::Run);
    assert!(asked.contains(&Request::Focus(FocusTarget::RunInput)), "{asked:?}");
    assert!(studio.panes().drawer.open && !studio.run().is_there());
    run(&mut studio, CommandId::Run);
    assert!(studio.run().is_there());
    assert_eq!(studio.run().tab(), RunTab::Result);
}

#[test]
fn a_sample_runs_at_once_with_its_input_and_mocks() {
    for sample in asl_studio::studio::sample::SAMPLES {
        let mut studio = with_sample(sample.id);
        if studio.jsonata().is_some() {
            let engine = Engine(std::sync::Arc::new(Jlens::new()));
            studio.dispatch(Action::Jsonata(JsonataAction::Loaded(engine)));
        }
        act(&mut studio, RunAction::Speed(Speed::Instant));
        run(&mut studio, CommandId::Run);
        frames(&mut studio, 1000);
        let result = report::result(&studio).expect(sample.id);
        assert!(
            matches!(result.status, RunStatus::Succeeded | RunStatus::Failed),
            "{}: {result:?}",
            sample.id
        );
        assert_ne!(result.error.as_deref(), Some("States.Runtime"), "{}: {result:?}", sample.id);
        assert_eq!(result.echoed, Vec::<String>::new(), "{}", sample.id);
    }
}

#[test]
fn what_is_not_right_yet_is_told_and_not_run() {
    let mut studio = with(PAY);
    let problems = |studio: &Studio| studio.run().setup().problems();
    edit(&mut studio, SetupEdit::Input("{\n  \"a\": ,\n}".into()));
    assert!(problems(&studio).input.unwrap().starts_with("Line 2, column "));
    run(&mut studio, CommandId::Start);
    assert!(!studio.run().is_there() && studio.run().tab() == RunTab::Setup);
    edit(&mut studio, SetupEdit::Input("[1]".into()));
    edit(&mut studio, SetupEdit::FormatInput);
    assert_eq!(studio.run().setup().input, "[\n  1\n]");
    edit(&mut studio, SetupEdit::Seed("-".into()));
    assert!(problems(&studio).seed.is_some());
    edit(&mut studio, SetupEdit::Seed("7".into()));
    edit(&mut studio, SetupEdit::Mock(0, MockEdit::Kind(DraftKind::Return)));
    field(&mut studio, DraftField::Value, "{");
    assert_eq!(problems(&studio).rows[0].as_ref().map(|problem| problem.field), Some(DraftField::Value));
    field(&mut studio, DraftField::Value, "{}");
    assert!(!problems(&studio).any());
}

#[test]
fn mocks_are_edited_as_a_form_and_as_json() {
    let mut studio = with(PAY);
    edit(&mut studio, SetupEdit::Mock(0, MockEdit::Kind(DraftKind::Fail)));
    edit(&mut studio, SetupEdit::MocksAsJson(true));
    let json = studio.run().setup().json.clone().unwrap();
    assert!(json.contains(r#""error": "Error""#), "{json}");
    edit(&mut studio, SetupEdit::MocksJson("{".into()));
    edit(&mut studio, SetupEdit::MocksAsJson(false));
    assert!(studio.run().setup().json.is_some(), "broken text is not thrown away");
    let text = r#"{"functions": {"pay": {"kind": "never"}, "other": {"kind": "echo", "latencyMs": 1}}}"#;
    edit(&mut studio, SetupEdit::MocksJson(text.into()));
    edit(&mut studio, SetupEdit::MocksAsJson(false));
    assert_eq!(studio.run().setup().rows[0].draft.kind, DraftKind::Never);
    assert_eq!(studio.run().setup().mocks().iter().count(), 2, "what is not called is kept");
}

#[test]
fn a_run_shows_on_the_drawing_and_in_the_inspector() {
    let mut studio = finished(r#"{"paid": 9}"#, DraftKind::Echo, &[]);
    assert_eq!(status(&studio), RunStatus::Succeeded);
    let marks = ["Pay", "Enough?", "Wait", "Sorry"].map(|name| mark(&studio, name));
    let done = MarkStatus::Succeeded;
    assert_eq!(marks, [done, done, done, MarkStatus::Idle]);
    let result = report::result(&studio).unwrap();
    assert_eq!(result.data.label, "Output");
    assert_eq!(
        (result.data.text.as_str(), result.echoed.as_slice()),
        ("{\n  \"paid\": 9\n}", &["pay".to_owned()][..])
    );
    act(&mut studio, RunAction::Event(3));
    assert_eq!(super::selected(&studio), "Pay");
    assert_eq!(mark(&studio, "Pay"), MarkStatus::Running, "the drawing shows the run at the event");
    let details = studio.run().event_details().unwrap();
    assert_eq!(details.type_name, "LambdaFunctionScheduled");
    let visit = visits::visit(&studio, studio.selection().unwrap()).unwrap();
    assert_eq!((visit.number, visit.count, visit.tab), (1, 1, VisitTab::Happened));
}

#[test]
fn a_failure_is_selected_and_its_catcher_alone_is_taken() {
    let fields = [(DraftField::Error, "Declined"), (DraftField::Cause, "no money")];
    let studio = finished("{}", DraftKind::Fail, &fields);
    assert_eq!(status(&studio), RunStatus::Failed);
    assert_eq!(super::selected(&studio), "Sorry");
    assert_eq!((mark(&studio, "Pay"), mark(&studio, "Sorry")), (MarkStatus::Caught, MarkStatus::Failed));
    let taken: Vec<_> = studio.marks().edges.keys().map(|edge| edge.kind).collect();
    assert_eq!(taken, [EdgeKind::Start, EdgeKind::Catch(0)], "not the second, which leads to the same state");
    let runtime = finished("{}", DraftKind::Echo, &[]);
    let result = report::result(&runtime).unwrap();
    assert_eq!(result.error.as_deref(), Some("States.Runtime"));
    assert_eq!(result.places[0].name, "Enough?");
    assert_eq!(result.data.label, "Input of Enough?");
}

#[test]
fn playback_pauses_steps_and_replays() {
    let mut studio = with(PAY);
    edit(&mut studio, SetupEdit::Input(r#"{"paid": 9}"#.into()));
    run(&mut studio, CommandId::Start);
    frames(&mut studio, 3);
    assert!(report::bar(studio.run()).unwrap().playing);
    press(&mut studio, " ");
    assert!(!studio.run().is_moving());
    let shown = |studio: &Studio| report::bar(studio.run()).unwrap().shown;
    let before = shown(&studio);
    press(&mut studio, "n");
    assert!(shown(&studio) > before);
    press(&mut studio, "b");
    assert_eq!(shown(&studio), before);
    run(&mut studio, CommandId::PlayOrPause);
    frames(&mut studio, 100);
    let waiting = report::bar(studio.run()).unwrap();
    assert_eq!(waiting.wait.as_deref(), Some("Waiting until 1 min"));
    assert_eq!(mark(&studio, "Wait"), MarkStatus::Running);
    run(&mut studio, CommandId::SkipWait);
    frames(&mut studio, 100);
    assert_eq!(status(&studio), RunStatus::Succeeded);
    run(&mut studio, CommandId::PlayOrPause);
    assert_eq!(status(&studio), RunStatus::Running, "replays from the beginning");
}

#[test]
fn every_run_can_be_stopped_where_it_is_shown() {
    let mut studio = with(r#"{"StartAt": "Turn", "States": {"Turn": {"Type": "Pass", "Next": "Turn"}}}"#);
    run(&mut studio, CommandId::Start);
    frames(&mut studio, 60);
    assert!(studio.run().is_moving(), "an endless loop is computed in slices");
    run(&mut studio, CommandId::Stop);
    assert!(!studio.run().is_moving());
    assert_eq!(status(&studio), RunStatus::Stopped);
    assert_ne!(mark(&studio, "Turn"), MarkStatus::Running);
    let bar = report::bar(studio.run()).unwrap();
    assert!(bar.known < 20, "what was computed ahead never happened: {bar:?}");
}

#[test]
fn a_task_that_nobody_answers_blocks_and_can_be_stopped() {
    let mut studio = finished("{}", DraftKind::Never, &[]);
    assert_eq!(status(&studio), RunStatus::Blocked);
    assert!(!studio.run().is_moving());
    run(&mut studio, CommandId::Stop);
    assert_eq!(status(&studio), RunStatus::Stopped);
}

#[test]
fn one_frame_is_asked_for_at_a_time() {
    let mut studio = with(PAY);
    let frames = |requests: &[Request]| requests.iter().filter(|request| **request == Request::Frame).count();
    let mut asked = run(&mut studio, CommandId::Start);
    for now in 0..10 {
        assert_eq!(frames(&asked), 1, "after frame {now}");
        asked = studio.dispatch(Action::Frame { now: f64::from(now) * 16.0 });
    }
}

#[test]
fn what_failed_goes_on_with_what_was_mended() {
    let call = r#"{"StartAt": "Call", "States": {"Call": {"Type": "Task", "End": true,
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:call"}}}"#;
    let mut studio = with(call);
    edit(&mut studio, SetupEdit::Mock(0, MockEdit::Kind(DraftKind::Fail)));
    field(&mut studio, DraftField::Error, "Odd");
    act(&mut studio, RunAction::Speed(Speed::Instant));
    run(&mut studio, CommandId::Start);
    frames(&mut studio, 1000);
    assert_eq!(status(&studio), RunStatus::Failed);
    assert!(report::result(&studio).unwrap().redrivable);
    edit(&mut studio, SetupEdit::Mock(0, MockEdit::Kind(DraftKind::Echo)));
    run(&mut studio, CommandId::Redrive);
    frames(&mut studio, 1000);
    assert_eq!(status(&studio), RunStatus::Succeeded);
    assert!(!report::result(&studio).unwrap().redrivable);
    let types: Vec<_> = studio.run().events().unwrap().rows.iter().map(|row| row.type_name).collect();
    assert!(types.contains(&"ExecutionRedriven"), "{types:?}");
}

#[test]
fn a_parallel_tells_how_many_branches_are_done() {
    let both = r#"{"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [
      {"StartAt": "Quick", "States": {"Quick": {"Type": "Pass", "End": true}}},
      {"StartAt": "First", "States": {"First": {"Type": "Pass", "Next": "Slow"},
        "Slow": {"Type": "Wait", "Seconds": 60, "Next": "Last"}, "Last": {"Type": "Succeed"}}}]}}}"#;
    let mut studio = with(both);
    edit(&mut studio, SetupEdit::Input("{}".into()));
    run(&mut studio, CommandId::Start);
    frames(&mut studio, 200);
    let path = studio.document().unwrap().path_of(studio.document().unwrap().machine.find("Both").unwrap());
    assert_eq!(mark(&studio, "Slow"), MarkStatus::Running);
    assert_eq!(studio.marks().states[&path].progress, Some((1, 2)));
    act(&mut studio, RunAction::Speed(Speed::Instant));
    frames(&mut studio, 200);
    assert_eq!(status(&studio), RunStatus::Succeeded);
    assert_eq!(studio.marks().states[&path].progress, None);
}

#[test]
fn a_long_run_has_few_rows_on_the_page() {
    let map = r#"{"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ItemProcessor": {
      "StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}}}}}"#;
    let mut studio = with(map);
    edit(&mut studio, SetupEdit::Input(format!("[{}1]", "1,".repeat(1_999))));
    act(&mut studio, RunAction::Speed(Speed::Instant));
    run(&mut studio, CommandId::Start);
    frames(&mut studio, 1000);
    assert_eq!(status(&studio), RunStatus::Succeeded);
    let scroll = asl_studio::studio::run::lists::Scroll { top: 28_000.0, height: 280.0 };
    act(&mut studio, RunAction::Scroll(List::Events, scroll));
    act(&mut studio, RunAction::Scroll(List::Timeline, scroll));
    let events = studio.run().events().unwrap();
    assert!(events.total > 8_000 && events.rows.len() < 60, "{} of {}", events.rows.len(), events.total);
    assert!(events.rows.iter().any(|row| row.id == 1_005));
    let timeline = studio.run().timeline().unwrap();
    assert!(timeline.by_events && timeline.rows.rows.len() < 60);
    let path = studio.document().unwrap().path_of(studio.document().unwrap().machine.find("Each").unwrap());
    assert_eq!(studio.marks().states[&path].progress, Some((2_000, 2_000)));
}

#[test]
fn a_map_reads_the_files_that_a_person_wrote() {
    let map = r#"{"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true,
      "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"},
        "Parameters": {"Bucket": "shop", "Key": "orders.csv"}},
      "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}}}}}"#;
    let mut studio = with(map);
    assert!(studio.run().setup().has_files() && !with(PAY).run().setup().has_files());
    edit(&mut studio, SetupEdit::File(FileEdit::Add));
    assert_eq!(studio.run().setup().files[0].place, "shop/orders.csv");
    edit(&mut studio, SetupEdit::File(FileEdit::Text(0, "id\n7\n".into())));
    edit(&mut studio, SetupEdit::File(FileEdit::Place(0, "nowhere".into())));
    assert!(studio.run().setup().problems().files[0].as_deref().unwrap().contains("bucket"));
    edit(&mut studio, SetupEdit::File(FileEdit::Place(0, "s3://shop/orders.csv".into())));
    act(&mut studio, RunAction::Speed(Speed::Instant));
    run(&mut studio, CommandId::Start);
    frames(&mut studio, 1000);
    let result = report::result(&studio).unwrap();
    assert_eq!(result.data.text, "[\n  {\n    \"id\": \"7\"\n  }\n]", "{result:?}");
    // The form's files are those of the JSON, and come back from it.
    edit(&mut studio, SetupEdit::MocksAsJson(true));
    assert!(studio.run().setup().json.as_deref().unwrap().contains("orders.csv"));
    edit(&mut studio, SetupEdit::MocksAsJson(false));
    assert_eq!(studio.run().setup().files[0].text, "id\n7\n");
    edit(&mut studio, SetupEdit::File(FileEdit::Remove(0)));
    assert!(studio.run().setup().mocks().files().next().is_none());
}

#[test]
fn what_a_run_wrote_can_be_downloaded() {
    let map = r#"{"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true,
      "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}},
      "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "runs"}}}}}"#;
    let mut studio = with(map);
    edit(&mut studio, SetupEdit::Input("[1, 2]".into()));
    act(&mut studio, RunAction::Speed(Speed::Instant));
    run(&mut studio, CommandId::Start);
    frames(&mut studio, 1000);
    let files = report::result(&studio).unwrap().files;
    assert!(files.iter().all(|name| name.starts_with("out/runs/")) && !files.is_empty(), "{files:?}");
    let at = files.iter().position(|name| name.ends_with("manifest.json")).unwrap();
    let asked = studio.dispatch(Action::Run(RunAction::SaveFile(at)));
    assert!(
        matches!(&asked[..], [Request::Download { file_name, text }] if file_name == "manifest.json" && text.contains("out")),
        "{asked:?}"
    );
}

#[test]
fn another_document_has_its_own_run_and_the_setup_comes_back_with_its_document() {
    let mut store = Store::default();
    let mut tab = store.open(1);
    store.act(&mut tab, Action::Open(OpenAction::Pasted(PAY.into())));
    for change in
        [SetupEdit::Input(r#"{"paid": 1}"#.into()), SetupEdit::Mock(0, MockEdit::Kind(DraftKind::Never))]
    {
        store.act(&mut tab, Action::Run(RunAction::Edit(change)));
    }
    store.act(&mut tab, Action::Command(CommandId::Start));
    store.act(&mut tab, Action::Open(OpenAction::Pasted(PAY.into())));
    assert!(!tab.studio.run().is_there() && tab.studio.marks().states.is_empty());
    assert_eq!(tab.studio.run().setup().input, "{}");
    store.act(&mut tab, Action::Command(CommandId::PreviousMachine));
    assert!(tab.studio.run().is_there());
    store.wait(&mut tab);
    let back = store.open(1).studio;
    assert_eq!(back.run().setup().input, r#"{"paid": 1}"#);
    assert_eq!(back.run().setup().rows[0].draft.kind, DraftKind::Never);
}
