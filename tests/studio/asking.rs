//! Tasks that wait for a person: what is asked, and what each answer does.

use super::with;
use asl_studio::sim::Speed;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::run::asking::{self, AnswerAction, AnswerField, Asked};
use asl_studio::studio::run::draft::DraftKind;
use asl_studio::studio::run::report::{self, RunStatus};
use asl_studio::studio::run::setup::{MockEdit, SetupEdit};
use asl_studio::studio::run::{RunAction, VisitTab, visits};
use asl_studio::studio::{Action, Request, Studio};

/// A callback with a heartbeat, then an activity.
const APPROVE: &str = r#"{"StartAt": "Approve", "States": {
  "Approve": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "HeartbeatSeconds": 60,
    "Parameters": {"QueueUrl": "https://example.invalid/q", "MessageBody": {"token.$": "$$.Task.Token"}},
    "Catch": [{"ErrorEquals": ["Rejected"], "Next": "Rejected"}], "Next": "Pack"},
  "Pack": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:pack", "End": true},
  "Rejected": {"Type": "Fail", "Error": "Rejected"}
}}"#;

fn act(studio: &mut Studio, action: RunAction) -> Vec<Request> {
    let mut requests = studio.dispatch(Action::Run(action));
    for frame in 0..50 {
        requests.extend(studio.dispatch(Action::Frame { now: f64::from(frame) * 16.0 }));
    }
    requests
}

fn answer(studio: &mut Studio, answer: AnswerAction) -> Vec<Request> {
    act(studio, RunAction::Answer(answer))
}

fn asked(studio: &Studio) -> Asked {
    asking::asked(studio.run()).expect("somebody is asked")
}

fn status(studio: &Studio) -> RunStatus {
    report::bar(studio.run()).expect("a run").status
}

/// A run that waits for its first answer.
fn waiting() -> Studio {
    let mut studio = with(APPROVE);
    for row in 0..2 {
        act(&mut studio, RunAction::Edit(SetupEdit::Mock(row, MockEdit::Kind(DraftKind::Person))));
    }
    act(&mut studio, RunAction::Speed(Speed::Instant));
    studio.dispatch(Action::Command(CommandId::Start));
    act(&mut studio, RunAction::VisitTab(VisitTab::Happened));
    assert_eq!(status(&studio), RunStatus::Blocked);
    studio
}

#[test]
fn success_goes_on_to_the_next_task_and_to_the_end() {
    let mut studio = waiting();
    let first = asked(&studio);
    assert_eq!((first.state.as_str(), first.can_wait), ("Approve", true));
    assert!(first.input.text.contains(&*first.token), "{}", first.input.text);
    answer(&mut studio, AnswerAction::Type(AnswerField::Output, r#"{"approved": true}"#.into()));
    answer(&mut studio, AnswerAction::Success);
    let second = asked(&studio);
    assert_eq!((second.state.as_str(), second.can_wait), ("Pack", false));
    assert_eq!(second.input.text, "{\n  \"approved\": true\n}");
    answer(&mut studio, AnswerAction::Success);
    assert_eq!(status(&studio), RunStatus::Succeeded);
    assert_eq!(asking::asked(studio.run()), None);
}

#[test]
fn failure_is_caught_by_its_name() {
    let mut studio = waiting();
    answer(&mut studio, AnswerAction::Type(AnswerField::Cause, "too dear".into()));
    answer(&mut studio, AnswerAction::Failure);
    assert_eq!(status(&studio), RunStatus::Failed);
    let document = studio.document().unwrap();
    let path = document.path_of(document.machine.find("Approve").unwrap());
    let visit = visits::visit(&studio, &path).unwrap();
    assert_eq!(visit.error, Some(("Rejected".into(), "too dear".into())));
}

#[test]
fn a_heartbeat_keeps_the_task_waiting_and_time_ends_it() {
    let mut studio = waiting();
    answer(&mut studio, AnswerAction::Heartbeat);
    assert_eq!(status(&studio), RunStatus::Blocked);
    answer(&mut studio, AnswerAction::LetTimePass);
    assert_eq!(status(&studio), RunStatus::Failed);
    assert_eq!(report::result(&studio).unwrap().error.as_deref(), Some("States.Timeout"));
}

#[test]
fn what_is_no_json_is_not_sent() {
    let mut studio = waiting();
    answer(&mut studio, AnswerAction::Type(AnswerField::Output, "{".into()));
    assert!(asking::problem(studio.run()).is_some());
    answer(&mut studio, AnswerAction::Success);
    assert_eq!(asked(&studio).state, "Approve");
}

#[test]
fn nobody_is_asked_while_an_earlier_moment_is_shown() {
    let mut studio = waiting();
    act(&mut studio, RunAction::Seek(1));
    assert_eq!(asking::asked(studio.run()), None);
}

#[test]
fn of_several_that_wait_one_is_chosen() {
    let states = r#""StartAt": "Pack", "States": {"Pack":
      {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:pack", "End": true}}"#;
    let both = format!(
        r#"{{"StartAt": "Both", "States": {{"Both": {{"Type": "Parallel", "End": true, "Branches": [{{{states}}}, {{{}}}]}}}}}}"#,
        states.replace("Pack", "Wrap")
    );
    let mut studio = with(&both);
    for row in 0..studio.run().setup().rows.len() {
        act(&mut studio, RunAction::Edit(SetupEdit::Mock(row, MockEdit::Kind(DraftKind::Person))));
    }
    act(&mut studio, RunAction::Speed(Speed::Instant));
    studio.dispatch(Action::Command(CommandId::Start));
    act(&mut studio, RunAction::Speed(Speed::Instant));
    let first = asked(&studio);
    assert_eq!(first.waiting.len(), 2);
    let (other, token) = first.waiting.iter().find(|(name, _)| *name != first.state).cloned().unwrap();
    answer(&mut studio, AnswerAction::Choose(token));
    assert_eq!(asked(&studio).state, other);
    answer(&mut studio, AnswerAction::Success);
    assert_eq!(asked(&studio).state, first.state);
}

#[test]
fn limits_and_type_are_the_setups() {
    let endless =
        r#"{"StartAt": "Turn", "States": {"Turn": {"Type": "Wait", "Seconds": 10, "Next": "Turn"}}}"#;
    for (edit, ends) in
        [(SetupEdit::Express(true), RunStatus::TimedOut), (SetupEdit::AwsLimits(true), RunStatus::Failed)]
    {
        let mut studio = with(endless);
        act(&mut studio, RunAction::Edit(edit));
        act(&mut studio, RunAction::Speed(Speed::Instant));
        studio.dispatch(Action::Command(CommandId::Start));
        act(&mut studio, RunAction::Speed(Speed::Instant));
        assert_eq!(status(&studio), ends);
    }
}
