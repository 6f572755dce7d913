//! Changing what is open: commands, undo, the clipboard.

use super::{NESTED, press, selected, studio, with};
use asl_studio::asl::StatePath;
use asl_studio::edit::{Command, Fragment, Place, Selection, rules};
use asl_studio::json;
use asl_studio::studio::action::OpenAction;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::editing::EditAction;
use asl_studio::studio::{Action, Request, Studio};

const PASS: &str = "{\n  \"Type\": \"Pass\",\n  \"End\": true\n}";

fn text(studio: &Studio) -> String {
    studio.document().map(|document| document.text.to_string()).unwrap_or_default()
}

fn path(studio: &Studio, name: &str) -> StatePath {
    let machine = &studio.document().expect("something is open").machine;
    machine.path_of(machine.find(name).unwrap_or_else(|| panic!("no state {name}")))
}

fn add(studio: &mut Studio, name: &str) {
    let place = rules::last_place(&studio.document().expect("something is open").source);
    let command = Command::Insert { fragment: Fragment::one(name, PASS), at: place };
    studio.dispatch(Action::Edit(EditAction::Do(command)));
}

fn names(studio: &Studio) -> Vec<String> {
    let machine = &studio.document().expect("something is open").machine;
    machine.states.iter().map(|state| state.name.to_string()).collect()
}

#[test]
fn a_new_workflow_is_drawn_state_by_state() {
    let mut studio = studio();
    studio.dispatch(Action::Open(OpenAction::New));
    assert_eq!(names(&studio), Vec::<String>::new());
    add(&mut studio, "First");
    add(&mut studio, "Second");
    assert_eq!(
        text(&studio),
        "{\n  \"StartAt\": \"First\",\n  \"States\": {\n    \"First\": {\n      \"Type\": \"Pass\",\n      \"Next\": \"Second\"\n    },\n    \"Second\": {\n      \"Type\": \"Pass\",\n      \"End\": true\n    }\n  }\n}\n"
    );
    assert_eq!(selected(&studio), "Second");
    assert_eq!(studio.problem_counts().total(), 0);
}

#[test]
fn undo_restores_text_and_selection_and_says_what_it_undid() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Select(Some(path(&studio, "First"))));
    press(&mut studio, "Delete");
    assert_eq!(names(&studio)[0], "Both");
    assert_eq!(studio.undo_label(), Some("Delete First"));
    let asked = studio.dispatch(Action::Command(CommandId::Undo));
    assert!(asked.contains(&Request::done("Undone: Delete First")), "{asked:?}");
    assert_eq!(text(&studio), NESTED);
    assert_eq!(selected(&studio), "First");
    studio.dispatch(Action::Command(CommandId::Redo));
    assert_eq!(names(&studio)[0], "Both");
    assert_eq!(studio.redo_label(), None);
}

#[test]
fn letters_typed_into_one_field_are_one_entry() {
    let mut studio = with(NESTED);
    let comment = |text: &str| Command::Set {
        pointer: asl_studio::json::JsonPointer::from_text("/States/First/Comment"),
        value: text.into(),
    };
    for typed in ["H", "He", "Hey"] {
        studio.dispatch(Action::Edit(EditAction::Type(comment(typed), "First/Comment".into())));
    }
    assert!(text(&studio).contains("\"Comment\": \"Hey\""));
    studio.dispatch(Action::Edit(EditAction::Commit));
    studio.dispatch(Action::Edit(EditAction::Type(comment("Hey!"), "First/Comment".into())));
    studio.dispatch(Action::Command(CommandId::Undo));
    assert!(text(&studio).contains("\"Comment\": \"Hey\""));
    studio.dispatch(Action::Command(CommandId::Undo));
    assert_eq!(text(&studio), NESTED);
}

#[test]
fn what_cannot_be_done_is_told_and_changes_nothing() {
    let mut studio = with(NESTED);
    let rename = Command::Rename { state: path(&studio, "First"), to: "Last".into() };
    let asked = studio.dispatch(Action::Edit(EditAction::Do(rename)));
    assert_eq!(asked, [Request::failed("There is a state named “Last” already")]);
    assert_eq!(text(&studio), NESTED);
    assert_eq!(studio.undo_label(), None);
}

#[test]
fn copied_states_are_pasted_behind_the_selection_under_free_names() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Select(Some(path(&studio, "Right"))));
    studio.dispatch(Action::SelectAlso(path(&studio, "Righter")));
    let asked = studio.dispatch(Action::Command(CommandId::Copy));
    let Some(Request::Copy { text: copied, done }) = asked.first() else {
        panic!("nothing copied: {asked:?}")
    };
    assert_eq!(done, "Copied 2 states");
    studio.dispatch(Action::Select(Some(path(&studio, "First"))));
    studio.dispatch(Action::Edit(EditAction::Paste(copied.clone())));
    assert_eq!(names(&studio)[1..3], ["Right (2)", "Righter (2)"]);
    let target = |name: &str| {
        studio
            .document()
            .map(|open| open.machine.state(open.machine.find(name).expect(name)).transition.clone())
    };
    assert_eq!(target("First"), Some(asl_studio::asl::Transition::Next("Right (2)".into())));
    assert_eq!(target("Righter (2)"), Some(asl_studio::asl::Transition::Next("Both".into())));
}

#[test]
fn a_text_that_holds_no_states_is_not_pasted() {
    let mut studio = with(NESTED);
    let asked = studio.dispatch(Action::Edit(EditAction::Paste("[1]".into())));
    assert_eq!(asked, [Request::failed("Not pasted: States are JSON objects, and this is not one")]);
}

#[test]
fn several_states_are_selected_wrapped_and_deleted_together() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Select(Some(path(&studio, "First"))));
    studio.dispatch(Action::SelectAlso(path(&studio, "Both")));
    studio.dispatch(Action::Command(CommandId::WrapInMap));
    assert_eq!(selected(&studio), "Map");
    assert_eq!(path(&studio, "First").to_string(), "Map[0] / First");
    studio.dispatch(Action::Command(CommandId::Unwrap));
    assert_eq!(path(&studio, "First").to_string(), "First");
    studio.dispatch(Action::Command(CommandId::SelectAll));
    press(&mut studio, "Delete");
    assert_eq!(names(&studio), Vec::<String>::new());
    assert_eq!(*studio.selected(), Selection::default());
}

#[test]
fn input_and_mocks_stay_through_an_edit() {
    let mut studio = super::with_sample("order-processing");
    let before = studio.run().setup().clone();
    add(&mut studio, "More");
    assert_eq!(studio.run().setup().input, before.input);
    assert_eq!(studio.run().setup().rows.len(), before.rows.len());
}

#[test]
fn a_place_after_an_end_is_beside_it() {
    let studio = with(NESTED);
    let place = rules::place_after(&studio.document().expect("open").source, &path(&studio, "Last"));
    assert_eq!(place, Place::In(asl_studio::asl::ScopePath::root()));
}

#[test]
fn states_of_several_scopes_are_neither_copied_nor_cut() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Select(Some(path(&studio, "First"))));
    studio.dispatch(Action::SelectAlso(path(&studio, "Left")));
    for command in [CommandId::Copy, CommandId::Cut, CommandId::Duplicate] {
        let asked = studio.dispatch(Action::Command(command));
        assert_eq!(asked, [Request::failed("The selected states are not all in the same scope")]);
    }
    assert_eq!(text(&studio), NESTED);
}

/// Rules and Catchers lead where they led, as long as there is such a state.
#[test]
fn a_copy_keeps_its_rules_and_catchers() {
    let text = r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "work" },
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Bad" }],
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" },
    "Bad": { "Type": "Fail" }
  }
}"#;
    let mut studio = with(text);
    let work = studio.scene().cards.iter().find(|card| &*card.name == "Work").map(|card| card.path.clone());
    studio.dispatch(Action::Select(work));
    studio.dispatch(Action::Command(CommandId::Duplicate));
    let copied = json::parse(&studio.document().expect("open").text).expect("JSON");
    let of = |state: &str, key: &str| copied.get("States").and_then(|all| all.get(state)?.get(key).cloned());
    let catch = of("Work", "Catch");
    assert!(catch.is_some() && of("Work (2)", "Catch") == catch, "{copied}");
    assert_eq!(of("Work (2)", "Next"), Some("Done".into()));
    // Elsewhere there is no such state: the Catcher is open.
    let fragment = r#"{ "Work": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
        "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Nowhere" }] } }"#;
    studio.dispatch(Action::Edit(EditAction::Paste(fragment.to_owned())));
    let text = studio.document().expect("open").text.to_string();
    assert!(!text.contains("Nowhere") && text.contains("Work (3)"), "{text}");
}
