//! The rest of the program: what is asked for before it is there waits for it.

use asl_studio::studio::action::{Dialog, OpenAction};
use asl_studio::studio::command::CommandId;
use asl_studio::studio::rest::{Arrival, REST, RestAction};
use asl_studio::studio::run::RunTab;
use asl_studio::studio::{Action, Environment, Request, Studio};

/// Its Next leads nowhere, which only linting tells.
const ASTRAY: &str = r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}"#;

fn first_part() -> Studio {
    let mut studio = Studio::start(Environment::default(), |_| None);
    assert!(studio.first_requests().contains(&Request::LoadRest));
    studio
}

fn arrives(studio: &mut Studio) -> Vec<Request> {
    studio.dispatch(Action::Rest(RestAction::Loaded(&REST)))
}

fn sample(studio: &mut Studio) {
    studio.dispatch(Action::Open(OpenAction::Sample("order-processing")));
}

#[test]
fn a_definition_is_drawn_at_once_and_its_problems_come_with_the_rest() {
    let mut studio = first_part();
    studio.dispatch(Action::Open(OpenAction::Pasted(ASTRAY.into())));
    assert!(!studio.scene().cards.is_empty());
    assert_eq!(studio.problem_counts().total(), 0);
    arrives(&mut studio);
    assert_ne!(studio.problem_counts().total(), 0);
}

#[test]
fn a_run_that_was_asked_for_starts_when_the_rest_is_there() {
    let mut studio = first_part();
    sample(&mut studio);
    studio.dispatch(Action::Command(CommandId::Start));
    assert_eq!((studio.waits_for_rest(), studio.run().is_there()), (true, false));
    arrives(&mut studio);
    assert_eq!((studio.waits_for_rest(), studio.run().is_there()), (false, true));
    assert_eq!(studio.run().tab(), RunTab::Result, "with the input of the sample, nothing is asked first");
}

#[test]
fn a_sample_is_set_up_when_the_rest_comes() {
    let mut studio = first_part();
    sample(&mut studio);
    arrives(&mut studio);
    assert!(studio.run().setup().touched && !studio.run().setup().rows.is_empty());
}

#[test]
fn what_was_asked_for_of_another_document_is_not_done() {
    let mut studio = first_part();
    sample(&mut studio);
    studio.dispatch(Action::Command(CommandId::Start));
    studio.dispatch(Action::Open(OpenAction::Pasted(ASTRAY.into())));
    arrives(&mut studio);
    assert!(!studio.run().is_there());
}

#[test]
fn a_dialog_shows_when_the_rest_is_there_and_keys_are_not_lost_to_it_before() {
    let mut studio = first_part();
    studio.dispatch(Action::Dialog(Some(Dialog::Shortcuts)));
    assert_eq!(studio.dialog(), None);
    arrives(&mut studio);
    assert_eq!(studio.dialog(), Some(Dialog::Shortcuts));
}

#[test]
fn what_failed_is_told_and_tried_again_by_whatever_needs_it() {
    let needing = [
        Action::Rest(RestAction::Retry),
        Action::Command(CommandId::Start),
        Action::Dialog(Some(Dialog::Paste)),
    ];
    for action in needing {
        let mut studio = first_part();
        sample(&mut studio);
        let told = studio.dispatch(Action::Rest(RestAction::Failed));
        assert_eq!(told, [Request::failed("A part of ASL Studio could not be loaded")]);
        assert_eq!(studio.arrival(), Arrival::Failed);
        let asked = studio.dispatch(action.clone());
        assert!(asked.contains(&Request::LoadRest), "{action:?} asked for {asked:?}");
        assert_eq!(studio.arrival(), Arrival::OnItsWay);
    }
}
