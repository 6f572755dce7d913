//! Large definitions: what is typed waits until typing pauses or something else is done, and is never lost; what an edit
//! made is checked when editing pauses or somebody asks.

use super::with;
use asl_studio::studio::action::CanvasAction;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::form::FormAction;
use asl_studio::studio::geometry::{Point, Size};
use asl_studio::studio::project::ProjectAction;
use asl_studio::studio::{Action, Request, Studio};

/// A chain of so many Waits that its text is large, the first one selected. Nothing leads to the state `Lost`.
fn large() -> Studio {
    let mut states = String::new();
    for index in 0..1000 {
        states += &format!(
            "    \"S{index}\": {{ \"Type\": \"Wait\", \"Seconds\": 1, \"Comment\": \"as it was\", \"Next\": \"S{}\" }},\n",
            index + 1
        );
    }
    let text = format!(
        "{{\n  \"StartAt\": \"S0\",\n  \"States\": {{\n{states}    \"S1000\": {{ \"Type\": \"Succeed\" }},\n    \"Lost\": {{ \"Type\": \"Succeed\" }}\n  }}\n}}\n"
    );
    let mut studio = with(&text);
    select(&mut studio, "S0");
    studio
}

fn select(studio: &mut Studio, name: &str) {
    let machine = &studio.document().expect("something is open").machine;
    let path = machine.path_of(machine.find(name).unwrap_or_else(|| panic!("no state {name}")));
    studio.dispatch(Action::Select(Some(path)));
}

/// Types the beginnings of `text`, letter by letter.
fn type_into(studio: &mut Studio, id: &str, text: &str) -> Vec<Request> {
    let typed = (1..=text.len())
        .flat_map(|end| studio.dispatch(Action::Form(FormAction::Type(id.into(), text[..end].into()))));
    typed.collect()
}

fn shown(studio: &Studio, id: &str) -> String {
    let form = studio.form().expect("something is open");
    form.field(id).map(|field| field.text.clone()).unwrap_or_default()
}

/// A moment passes in which nothing happens.
fn pause(studio: &mut Studio) {
    for _ in 0..4 {
        studio.dispatch(Action::Paused);
    }
}

fn has(studio: &Studio, part: &str) -> bool {
    studio.document().is_some_and(|document| document.text.contains(part))
}

fn codes(studio: &Studio) -> Vec<&'static str> {
    let problems = studio.document().map(|document| document.problems.iter().map(|one| one.code).collect());
    problems.unwrap_or_default()
}

#[test]
fn what_is_typed_is_shown_at_once_and_written_when_typing_pauses() {
    let mut studio = large();
    let asked = type_into(&mut studio, "Comment", "as it is");
    assert_eq!(asked.iter().filter(|request| **request == Request::Pause).count(), 1, "{asked:?}");
    assert_eq!(shown(&studio, "Comment"), "as it is");
    assert!(!has(&studio, "as it is"), "written while typing goes on");
    pause(&mut studio);
    assert!(has(&studio, "\"Comment\": \"as it is\""));
    assert_eq!(shown(&studio, "Comment"), "as it is");
    studio.dispatch(Action::Command(CommandId::Undo));
    assert!(!has(&studio, "as it is"), "letters are one entry of the history");
    assert_eq!(studio.undo_label(), None);
}

#[test]
fn a_moment_without_keys_must_pass_before_it_is_written() {
    let mut studio = large();
    for text in ["a", "ab", "abc"] {
        studio.dispatch(Action::Form(FormAction::Type("Comment".into(), text.into())));
        let asked = studio.dispatch(Action::Paused);
        assert!(asked.contains(&Request::Pause), "after {text}: {asked:?}");
    }
    assert!(!has(&studio, "abc"));
    studio.dispatch(Action::Paused);
    assert!(has(&studio, "\"abc\""));
}

#[test]
fn who_never_pauses_is_saved_all_the_same_and_undoes_it_as_one() {
    let mut studio = large();
    let mut typed = String::from("on and on");
    let mut written = 0;
    for _ in 0..40 {
        typed.push('!');
        studio.dispatch(Action::Form(FormAction::Type("Comment".into(), typed.clone())));
        studio.dispatch(Action::Paused);
        assert_eq!(shown(&studio, "Comment"), typed);
        written += u32::from(has(&studio, &format!("\"{typed}\"")));
    }
    assert!((3..10).contains(&written), "written {written} times in 40 moments");
    pause(&mut studio);
    assert!(has(&studio, &format!("\"{typed}\"")));
    studio.dispatch(Action::Command(CommandId::Undo));
    assert!(!has(&studio, "on and on"), "what was typed into one field is one entry of the history");
}

#[track_caller]
fn check_written_before(action: Action) {
    let mut studio = large();
    type_into(&mut studio, "Comment", "in time");
    let name = format!("{action:?}");
    studio.dispatch(action);
    assert!(has(&studio, "\"in time\""), "not written before {name}");
}

#[test]
fn it_is_written_before_anything_else_is_done() {
    check_written_before(Action::Select(None));
    check_written_before(Action::Form(FormAction::Commit("Comment".into())));
    check_written_before(Action::Form(FormAction::Type("Seconds".into(), "2".into())));
    check_written_before(Action::Command(CommandId::Download));
    check_written_before(Action::Command(CommandId::Run));
    check_written_before(Action::Project(ProjectAction::Hidden));
}

#[test]
fn it_goes_on_while_the_page_only_moves() {
    let mut studio = large();
    type_into(&mut studio, "Comment", "go on");
    studio.dispatch(Action::Frame { now: 1.0 });
    studio.dispatch(Action::Canvas(CanvasAction::Hover(Some(Point::new(5.0, 5.0)))));
    studio.dispatch(Action::Canvas(CanvasAction::Resized(Size::new(900.0, 800.0))));
    studio.dispatch(Action::Project(ProjectAction::Save));
    assert!(!has(&studio, "go on"));
    assert_eq!(shown(&studio, "Comment"), "go on");
}

#[test]
fn what_cannot_be_taken_leaves_what_could() {
    let mut studio = large();
    studio.dispatch(Action::Form(FormAction::Type("Seconds".into(), "7".into())));
    studio.dispatch(Action::Form(FormAction::Type("Seconds".into(), "7 or 8".into())));
    pause(&mut studio);
    assert!(has(&studio, "\"Seconds\": 7,"));
    assert_eq!(shown(&studio, "Seconds"), "7 or 8");
}

#[test]
fn an_edit_is_checked_when_editing_pauses() {
    let mut studio = large();
    let before = codes(&studio);
    assert!(!before.is_empty(), "the test's definition has no problems");
    select(&mut studio, "S500");
    studio.dispatch(Action::Command(CommandId::DeleteSelection));
    assert_eq!(codes(&studio), before, "the last check's result stands");
    select(&mut studio, "Lost");
    studio.dispatch(Action::Command(CommandId::DeleteSelection));
    assert_eq!(codes(&studio), Vec::<&str>::new(), "what is gone has no problems");
    pause(&mut studio);
    assert!(studio.document().is_some_and(|document| document.program.is_some()));
    studio.dispatch(Action::Command(CommandId::Undo));
    pause(&mut studio);
    assert_eq!(codes(&studio), before);
}

#[test]
fn who_asks_gets_a_fresh_check() {
    let mut studio = large();
    select(&mut studio, "Lost");
    studio.dispatch(Action::Command(CommandId::DeleteSelection));
    assert!(studio.document().is_some_and(|document| document.program.is_none()));
    studio.dispatch(Action::Command(CommandId::ShowProblems));
    assert!(studio.document().is_some_and(|document| document.program.is_some()));
}

#[test]
fn problems_keep_their_places_in_the_text_until_then() {
    let mut studio = large();
    let place = |studio: &Studio| {
        let document = studio.document().expect("something is open");
        let problem = document.problems.first().expect("there is a problem").clone();
        (document.text[problem.span.expect("it has a place")].to_owned(), problem.place)
    };
    let before = place(&studio);
    select(&mut studio, "S500");
    studio.dispatch(Action::Command(CommandId::DeleteSelection));
    let after = place(&studio);
    assert!(after.0.contains("Succeed") || after.0 == before.0, "{after:?}");
    assert_ne!(after.1, before.1, "one line less");
}
