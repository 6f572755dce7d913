//! The pane within the studio: typing, broken text, YAML, the selection.

use super::{CodeAction, CodePlace, Language, Mark, Typed};
use crate::asl::StatePath;
use crate::edit::Command;
use crate::json::JsonPointer;
use crate::studio::action::{OpenAction, PaneAction};
use crate::studio::command::CommandId;
use crate::studio::editing::EditAction;
use crate::studio::pane::View;
use crate::studio::project::sheet::Sheet;
use crate::studio::project::{Project, ProjectAction, file};
use crate::studio::rest::{REST, RestAction};
use crate::studio::{Action, Environment, Request, Studio};

const TWO: &str = r#"{
  "Comment": "😀",
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "B" },
    "B": { "Type": "Succeed" }
  }
}"#;

#[track_caller]
fn open() -> Studio {
    let mut studio = start(|_| None);
    studio.dispatch(Action::Open(OpenAction::Pasted(TWO.into())));
    assert!(studio.document().is_some());
    studio
}

fn start(stored: impl Fn(&str) -> Option<String>) -> Studio {
    let mut studio = Studio::start(Environment::default(), stored);
    studio.dispatch(Action::Rest(RestAction::Loaded(&REST)));
    studio
}

fn act(studio: &mut Studio, action: CodeAction) -> Vec<Request> {
    studio.dispatch(Action::Code(action))
}

fn type_text(studio: &mut Studio, text: &str) {
    act(studio, CodeAction::Typing);
    act(studio, CodeAction::Typed(text.into()));
}

fn document(studio: &Studio) -> &str {
    studio.document().map_or("", |document| &document.text)
}

fn shown(studio: &Studio) -> String {
    studio.code_text().map_or_else(String::new, |text| text.yaml.unwrap_or(text.json).to_string())
}

/// What stands at a mark, and what is said of it.
fn marks(studio: &Studio) -> Vec<String> {
    let text: Vec<u16> = shown(studio).encode_utf16().collect();
    let at = |mark: &Mark| String::from_utf16_lossy(&text[mark.broken.from..mark.broken.to]);
    studio.code().marks().iter().map(|mark| format!("{}: {}", at(mark), mark.broken.message)).collect()
}

#[test]
fn the_editor_is_loaded_when_the_pane_is_first_shown() {
    let mut studio = open();
    let asked = |requests: Vec<Request>| requests.contains(&Request::LoadEditor);
    assert!(asked(studio.dispatch(Action::Pane(PaneAction::Show(View::Split)))));
    assert!(!asked(studio.dispatch(Action::Pane(PaneAction::Show(View::Code)))));
    act(&mut studio, CodeAction::Failed("no network".into()));
    assert!(asked(act(&mut studio, CodeAction::Retry)));
}

#[test]
fn a_definition_that_is_typed_becomes_the_document() {
    let mut studio = open();
    let typed = TWO.replace("Succeed", "Fail");
    type_text(&mut studio, &typed);
    assert_eq!(document(&studio), typed);
    assert_eq!(shown(&studio), typed);
    assert_eq!(studio.scene().cards.len(), 2);
}

#[test]
fn broken_text_stays_and_the_canvas_too() {
    let mut studio = open();
    let broken = TWO.replace("\"Succeed\" }", "\"Succeed\" ");
    type_text(&mut studio, &broken);
    assert_eq!(document(&studio), TWO);
    assert_eq!(shown(&studio), broken);
    assert_eq!(studio.scene().cards.len(), 2);
    let status = studio.code_status();
    assert_eq!(status.broken.and_then(|broken| broken.place).map(|(line, _)| line), Some(8));
    assert!(!studio.can_switch_language());
    type_text(&mut studio, TWO);
    assert_eq!(studio.code_status().broken, None);
    type_text(&mut studio, "[1]");
    assert_eq!(marks(&studio), [": A definition is a JSON object, and this is an array"]);
    act(&mut studio, CodeAction::Discard);
    assert_eq!(shown(&studio), TWO);
    assert!(studio.code_status().broken.is_none());
}

#[test]
fn problems_stand_where_they_are_behind_wide_characters() {
    let mut studio = open();
    type_text(&mut studio, &TWO.replace("\"Next\": \"B\"", "\"Next\": \"C😀\""));
    assert!(
        marks(&studio).contains(&"\"C😀\": Missing 'Next' target: C😀".to_owned()),
        "{:?}",
        marks(&studio)
    );
}

#[test]
fn the_cursor_selects_its_state_and_a_state_its_text() {
    let mut studio = open();
    let offset = TWO.split("\"Succeed\"").next().map_or(0, |before| before.encode_utf16().count());
    act(&mut studio, CodeAction::Cursor(CodePlace::Offset(offset)));
    assert_eq!(studio.selection().map(|path| path.name().to_string()).as_deref(), Some("B"));
    assert_eq!(studio.code().reveal(), None, "the editor is where the selection came from");
    act(&mut studio, CodeAction::Cursor(CodePlace::Pointer(JsonPointer::from_text("/States/A/Next"))));
    let path = studio.selection().cloned();
    assert_eq!(path.as_ref().map(|path| path.name().to_string()).as_deref(), Some("A"));
    act(&mut studio, CodeAction::Cursor(CodePlace::Offset(0)));
    assert_eq!(studio.selection(), None);
    studio.dispatch(Action::Select(path));
    let reveal = studio.code().reveal().cloned().expect("nothing to reveal");
    let text: Vec<u16> = TWO.encode_utf16().collect();
    assert_eq!(
        String::from_utf16_lossy(&text[reveal.from..reveal.to]),
        r#""A": { "Type": "Pass", "Next": "B" }"#
    );
}

#[test]
fn yaml_changes_only_what_it_changes() {
    let mut studio = open();
    act(&mut studio, CodeAction::SetLanguage(Language::Yaml));
    let value = TWO.replace("\"B\" }", "\"B\", \"Result\": 1.0 }");
    let value = crate::json::parse(&value).map(|value| value.to_string()).unwrap_or_default();
    act(&mut studio, CodeAction::TypedYaml { text: "StartAt: A".into(), value });
    assert!(
        document(&studio).contains("\"A\": { \"Type\": \"Pass\", \"Next\": \"B\", \"Result\": 1"),
        "{}",
        document(&studio)
    );
    let broken = super::Broken { message: "No".into(), hint: None, from: 0, to: 1, place: Some((1, 1)) };
    let before = document(&studio).to_owned();
    act(&mut studio, CodeAction::BrokenYaml { text: "a: [".into(), broken });
    assert_eq!(document(&studio), before);
    assert_eq!(shown(&studio), "a: [");
    act(&mut studio, CodeAction::SetLanguage(Language::Json));
    assert_eq!(studio.code().language(), Language::Yaml, "it would be lost");
    act(&mut studio, CodeAction::Discard);
    act(&mut studio, CodeAction::SetLanguage(Language::Json));
    assert_eq!(shown(&studio), before);
}

#[test]
fn yaml_that_is_no_definition_stays() {
    let mut studio = open();
    act(&mut studio, CodeAction::SetLanguage(Language::Yaml));
    act(&mut studio, CodeAction::TypedYaml { text: "- 1".into(), value: "[1]".into() });
    assert_eq!(shown(&studio), "- 1");
    assert_eq!(document(&studio), TWO);
    assert_eq!(marks(&studio), [": A definition is a JSON object, and this is an array"]);
}

#[test]
fn a_pause_of_typing_is_one_entry_of_undo() {
    let mut studio = open();
    let (fail, wait) = (TWO.replace("Succeed", "Fail"), TWO.replace("Succeed", "Wait"));
    type_text(&mut studio, &fail);
    type_text(&mut studio, "{");
    type_text(&mut studio, &wait);
    assert_eq!(studio.undo_label(), Some("Edit code"));
    studio.dispatch(Action::Command(CommandId::Undo));
    assert_eq!(shown(&studio), fail);
    studio.dispatch(Action::Command(CommandId::Undo));
    assert_eq!(shown(&studio), TWO);
    studio.dispatch(Action::Command(CommandId::Redo));
    assert_eq!(shown(&studio), fail);
}

#[test]
fn the_canvas_changes_the_text_and_broken_text_too() {
    let mut studio = open();
    let rename = |to: &str| {
        let path = asl_path(&open(), "B");
        Action::Edit(EditAction::Do(Command::Rename { state: path, to: to.into() }))
    };
    let broken = TWO.replace("\"StartAt\": \"A\",", "\"StartAt\": \"A\"");
    type_text(&mut studio, &broken);
    studio.dispatch(rename("Z"));
    assert_eq!(shown(&studio), broken.replace("\"B\"", "\"Z\""));
    assert!(!studio.code_status().conflict);
    type_text(&mut studio, &TWO.replace("\"B\"", "\"Z\""));
    assert!(studio.code_status().broken.is_none());
    assert_eq!(document(&studio), TWO.replace("\"B\"", "\"Z\""));
}

#[test]
fn a_conflict_is_settled_either_way() {
    let in_conflict = || {
        let mut studio = open();
        type_text(&mut studio, &TWO.replace("\"Next\": \"B\"", "\"Next\": \"C"));
        let path = asl_path(&studio, "B");
        studio.dispatch(Action::Edit(EditAction::Do(Command::Rename { state: path, to: "Z".into() })));
        assert!(studio.code_status().conflict);
        studio
    };
    let mut studio = in_conflict();
    act(&mut studio, CodeAction::Discard);
    assert_eq!(shown(&studio), TWO.replace("\"B\"", "\"Z\""));
    let mut studio = in_conflict();
    act(&mut studio, CodeAction::KeepTyped);
    assert!(!studio.code_status().conflict);
    type_text(&mut studio, &TWO.replace("\"B\"", "\"C\""));
    assert_eq!(document(&studio), TWO.replace("\"B\"", "\"C\""));
}

#[track_caller]
fn asl_path(studio: &Studio, name: &str) -> StatePath {
    let document = studio.document().expect("nothing is open");
    let id = document.machine.find(name).expect("no such state");
    document.path_of(id)
}

#[test]
fn formatting_changes_white_space_only() {
    let mut studio = open();
    act(&mut studio, CodeAction::Format);
    let formatted = crate::json::format::format(TWO, 2).unwrap_or_default();
    assert_eq!(document(&studio), formatted);
    let said = act(&mut studio, CodeAction::Format);
    assert!(said.contains(&Request::done("Nothing to format")));
}

#[test]
fn broken_text_stays_with_its_workflow() {
    let mut studio = open();
    type_text(&mut studio, "{\"a\": tru");
    let first = studio.projects.current.shown().map_or(0, |sheet| sheet.id);
    studio.dispatch(Action::Open(OpenAction::Pasted(TWO.replace("Succeed", "Fail"))));
    assert!(studio.code_status().broken.is_none());
    studio.dispatch(Action::Project(ProjectAction::Show(first)));
    assert_eq!(shown(&studio), "{\"a\": tru");
    assert_eq!(document(&studio), TWO);
    assert!(studio.code_status().broken.is_some());
    type_text(&mut studio, TWO);
    assert!(studio.code_status().broken.is_none());
}

#[test]
fn broken_text_is_kept_with_the_project() {
    let typed = Some(Typed::yaml("a: [", None));
    let mut sheet = Sheet::default();
    (sheet.id, sheet.text, sheet.typed) = (1, TWO.into(), typed.clone());
    let project = Project { sheets: vec![sheet], ..Project::default() };
    let kept = file::read(&file::to_value(&project, file::Versions::Inside)).expect("it is a project");
    assert_eq!(kept.sheets[0].typed, typed);
}

#[test]
fn another_document_takes_the_place_of_broken_text() {
    let mut studio = open();
    type_text(&mut studio, "{");
    studio.dispatch(Action::Open(OpenAction::Pasted(TWO.replace("Succeed", "Fail"))));
    assert!(studio.code_status().broken.is_none());
    assert_eq!(shown(&studio), TWO.replace("Succeed", "Fail"));
}
