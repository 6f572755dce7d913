//! What typing and choosing does to the text.

use super::super::{NESTED, selected, with};
use super::{FULL, LINES, act, changes, field, form, ids, opened, pick, select, text, type_into};
use asl_studio::studio::action::Tone;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::form::{FormAction, TabId};
use asl_studio::studio::{Action, Request};

#[track_caller]
fn check_typing(state: &str, id: &str, typed: &str, expected: &str) {
    let mut studio = opened("JSONPath", state);
    let before = text(&studio);
    type_into(&mut studio, id, typed);
    assert_eq!(changes(&before, &text(&studio)), expected, "{id} := {typed}");
    assert_eq!(field(&studio, id).text, typed, "what was typed stays as typed");
    act(&mut studio, FormAction::Commit(id.into()));
    studio.dispatch(Action::Command(CommandId::Undo));
    assert_eq!(text(&studio), before, "undone in one");
}

#[test]
fn typing_changes_only_the_lines_it_must() {
    for (id, typed, expected) in [
        ("TimeoutSeconds", "90", "-\"TimeoutSeconds\": 60,\n+\"TimeoutSeconds\": 90,\n"),
        ("TimeoutSeconds", "", "-\"TimeoutSeconds\": 60,\n"),
        ("TimeoutSeconds", "$.limit", "-\"TimeoutSeconds\": 60,\n+\"TimeoutSecondsPath\": \"$.limit\",\n"),
        ("TimeoutSeconds", "${Limit}", "-\"TimeoutSeconds\": 60,\n+\"TimeoutSeconds\": \"${Limit}\",\n"),
        ("HeartbeatSeconds", "9", "+\"HeartbeatSeconds\": 9,\n"),
        ("Comment", "Why", "+\"Comment\": \"Why\",\n"),
        (
            "FunctionName",
            "new",
            "-\"Parameters\": { \"FunctionName\": \"old\" },\n+\"Parameters\": { \"FunctionName\": \"new\" },\n",
        ),
        (
            "FunctionName",
            "$.f",
            "-\"Parameters\": { \"FunctionName\": \"old\" },\n+\"Parameters\": { \"FunctionName.$\": \"$.f\" },\n",
        ),
        ("Assign", "{\"a\": 1}", "+\"Assign\": {\n+\"a\": 1\n+},\n"),
    ] {
        check_typing(LINES, id, typed, expected);
    }
}

#[test]
fn what_cannot_be_read_stays_in_the_field_and_out_of_the_text() {
    for (id, typed, error) in [
        ("TimeoutSeconds", "soon", "This is not a number"),
        ("Parameters", "{\n  \"a\": ", "(line 2, column 7)"),
        ("ResultSelector", "{ a }", "(line 1, column"),
        ("asl", "[]", "A state is a JSON object"),
        ("asl", "{ \"Type\": ", "(line 1, column"),
        ("name", "After", "There is a state named “After” already"),
        ("name", " ", "A state needs a name"),
    ] {
        let mut studio = opened("JSONPath", LINES);
        let before = text(&studio);
        type_into(&mut studio, id, typed);
        act(&mut studio, FormAction::Commit(id.into()));
        assert_eq!(text(&studio), before, "{id}");
        let shown = field(&studio, id);
        assert_eq!(shown.text, typed);
        let message = shown.troubles.first().map(|trouble| trouble.message.clone()).unwrap_or_default();
        assert!(message.contains(error), "{id}: {message}");
        act(&mut studio, FormAction::Cancel(id.into()));
        assert_ne!(field(&studio, id).text, typed, "{id} shows again what is in the text");
    }
}

#[test]
fn a_state_is_renamed_when_its_field_is_left() {
    let mut studio = opened("JSONPath", LINES);
    for typed in ["P", "Pr", "ProcessOrder"] {
        type_into(&mut studio, "name", typed);
    }
    assert_eq!(selected(&studio), "It");
    act(&mut studio, FormAction::Commit("name".into()));
    assert_eq!(selected(&studio), "ProcessOrder");
    assert_eq!(studio.undo_label(), Some("Rename It to ProcessOrder"));
    type_into(&mut studio, "name", "Other");
    select(&mut studio, "After");
    assert!(text(&studio).contains("\"Other\": {"), "selecting another state leaves the field");
    assert_eq!(selected(&studio), "After");
}

#[test]
fn a_new_state_is_made_where_a_dropdown_leads() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Pass", "Next": "After" }"#);
    let asked = pick(&mut studio, "Next", "Create new state…");
    assert_eq!(selected(&studio), "New state");
    assert!(asked.contains(&Request::FocusField("name".into())), "{asked:?}");
    assert_eq!(field(&studio, "Next").control.options()[usize::from(true)].0, "New state");
    select(&mut studio, "It");
    pick(&mut studio, "Next", "End of the flow");
    assert!(text(&studio).contains(r#""It": { "Type": "Pass", "End": true }"#), "{}", text(&studio));
}

#[test]
fn dropdowns_offer_only_what_the_rules_allow() {
    let state =
        r#"{ "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true, "Next": "After" }] }"#;
    let studio = opened("JSONPath", state);
    let labels = |id: &str| {
        let options = field(&studio, id).control.options().into_iter();
        options.map(|(label, _)| label).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(labels("Choices/0/Next"), "It, After, Create new state…");
    assert_eq!(labels("Default"), "It, After, Create new state…");
    let studio = with(NESTED);
    let mut studio = studio;
    select(&mut studio, "Right");
    let options = field(&studio, "Next").control.options();
    let labels: Vec<&str> = options.iter().map(|(label, _)| &**label).collect();
    assert_eq!(labels, ["Right", "Righter", "End of the flow", "Create new state…"]);
}

#[test]
fn the_whole_state_is_edited_as_text_and_undone_in_one() {
    let mut studio = opened("JSONPath", LINES);
    act(&mut studio, FormAction::Tab(TabId::Asl));
    let before = text(&studio);
    let whole = field(&studio, "asl").text;
    type_into(&mut studio, "asl", &whole.replace("60", "61"));
    assert_eq!(changes(&before, &text(&studio)), "-\"TimeoutSeconds\": 60,\n+\"TimeoutSeconds\": 61,\n");
    type_into(&mut studio, "asl", &whole.replace("60", "62, \"Own\": [1,  2]"));
    act(&mut studio, FormAction::Commit("asl".into()));
    assert!(text(&studio).contains("\"Own\": [1,  2]"), "nothing is lost");
    assert_eq!(field(&studio, "Own").text, "[1,  2]", "what no field is for has one still");
    studio.dispatch(Action::Command(CommandId::Undo));
    assert_eq!(text(&studio), before);
}

#[test]
fn every_option_does_something_that_one_undo_takes_back() {
    for (language, state) in FULL {
        let mut studio = opened(language, state);
        let before = text(&studio);
        for id in ids(&form(&studio)) {
            let count = field(&studio, &id).control.options().len();
            for index in 0..count.min(16) {
                let label = studio.undo_label().map(str::to_owned);
                let asked = act(&mut studio, FormAction::Pick(id.clone(), index));
                let refused = asked
                    .iter()
                    .any(|request| matches!(request, Request::Announce(said) if said.tone == Tone::Failed));
                assert!(!refused, "{id}, option {index}: {asked:?}");
                if studio.undo_label().map(str::to_owned) != label {
                    studio.dispatch(Action::Command(CommandId::Undo));
                }
                assert_eq!(text(&studio), before, "{id}, option {index}");
                select(&mut studio, "It");
            }
        }
    }
}
