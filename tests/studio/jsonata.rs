//! JSONata's engine: asked for when a definition needs it, waited for by a run, and asked for again when it failed.

use super::{studio, with};
use asl_studio::expr::jsonata::Jlens;
use asl_studio::studio::action::OpenAction;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::jsonata::{Engine, Jsonata, JsonataAction};
use asl_studio::studio::run::report::{self, RunStatus};
use asl_studio::studio::run::visits;
use asl_studio::studio::{Action, Environment, Request, Studio};
use std::sync::Arc;

const DOUBLE: &str = r#"{"QueryLanguage": "JSONata", "StartAt": "Double", "States": {
  "Double": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.n > 1 %}", "Next": "Done"}], "Default": "Done"},
  "Done": {"Type": "Succeed", "Output": "{% $states.input.n * 2 %}"}}}"#;

fn loaded() -> Action {
    Action::Jsonata(JsonataAction::Loaded(Engine(Arc::new(Jlens::new()))))
}

fn asks(requests: &[Request]) -> bool {
    requests.contains(&Request::LoadJsonata)
}

fn start(studio: &mut Studio) -> Vec<Request> {
    studio.dispatch(Action::Command(CommandId::Start))
}

#[test]
fn only_a_definition_that_needs_the_engine_asks_for_it() {
    let mut studio = studio();
    assert!(!asks(&studio.dispatch(Action::Open(OpenAction::Pasted(super::NESTED.into())))));
    assert_eq!(studio.jsonata(), None);
    assert!(asks(&studio.dispatch(Action::Open(OpenAction::Pasted(DOUBLE.into())))));
    assert_eq!(studio.problem_counts().total(), 0, "what is not loaded yet is no problem of the definition");
    assert!(!asks(&studio.dispatch(Action::Open(OpenAction::Pasted(DOUBLE.into())))), "once is enough");
}

#[test]
fn a_run_waits_for_the_engine_and_then_starts() {
    let mut studio = with(DOUBLE);
    start(&mut studio);
    assert!(!studio.run().is_there());
    assert_eq!(studio.jsonata(), Some(&Jsonata::Loading { run: true }));
    studio.dispatch(loaded());
    assert!(studio.run().is_there(), "the run that was asked for");
}

#[test]
fn without_being_asked_no_run_starts() {
    let mut studio = with(DOUBLE);
    studio.dispatch(loaded());
    assert!(!studio.run().is_there());
}

#[test]
fn what_failed_is_told_and_tried_again() {
    let mut studio = with(DOUBLE);
    let told = studio.dispatch(Action::Jsonata(JsonataAction::Failed("no network".into())));
    assert_eq!(told, [Request::failed("JSONata could not be loaded: no network")]);
    assert!(asks(&studio.dispatch(Action::Jsonata(JsonataAction::Retry))));
    studio.dispatch(Action::Jsonata(JsonataAction::Failed("no network".into())));
    assert!(asks(&start(&mut studio)), "the Run button tries again, too");
    studio.dispatch(loaded());
    assert!(studio.run().is_there());
}

#[test]
fn mistakes_in_expressions_are_problems_once_the_engine_can_tell() {
    let mut studio = with(&DOUBLE.replace("n * 2", "n * "));
    studio.dispatch(loaded());
    assert_ne!(studio.problem_counts().total(), 0);
}

#[test]
fn a_page_that_opens_with_such_a_definition_asks_at_once() {
    let kept = |key: &str| {
        let document = format!(r#"{{"name": "Kept", "text": {}}}"#, asl_studio::json::Value::from(DOUBLE));
        (key == asl_studio::studio::StorageKey::DOCUMENT).then_some(document)
    };
    let mut studio = Studio::start(Environment::default(), kept);
    let asked = studio.first_requests();
    assert!(asked.contains(&Request::LoadJsonata) && asked.contains(&Request::LoadRest), "{asked:?}");
}

#[test]
fn a_visit_tells_the_condition_that_held() {
    let mut studio = with(DOUBLE);
    studio.dispatch(loaded());
    let input = asl_studio::studio::run::setup::SetupEdit::Input(r#"{"n": 4}"#.into());
    studio.dispatch(Action::Run(asl_studio::studio::run::RunAction::Edit(input)));
    start(&mut studio);
    for frame in 0..100 {
        studio.dispatch(Action::Frame { now: f64::from(frame) * 100.0 });
    }
    assert_eq!(report::bar(studio.run()).map(|bar| bar.status), Some(RunStatus::Succeeded));
    let document = studio.document().unwrap();
    let path = document.path_of(document.machine.find("Double").unwrap());
    let steps = visits::visit(&studio, &path).unwrap().steps;
    let lines: Vec<_> = steps.iter().flat_map(|step| &step.lines).map(|line| line.text.as_str()).collect();
    assert_eq!(lines, ["$states.input.n > 1 is true"]);
    let path = document.path_of(document.machine.find("Done").unwrap());
    let steps = visits::visit(&studio, &path).unwrap().steps;
    let output = steps.iter().filter(|step| step.title == "Output").collect::<Vec<_>>();
    assert!(
        matches!(output[..], [one] if one.value.as_ref().is_some_and(|shown| shown.preview == "8")),
        "{steps:?}"
    );
}
