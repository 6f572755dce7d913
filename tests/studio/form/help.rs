//! What a form tells: problems, help, what an expression comes to, and what another query language would lose.

use super::{FULL, act, field, form, ids, opened, pick, text, type_into};
use asl_studio::studio::Action;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::form::{FormAction, TabId};
use asl_studio::studio::preview::{Preview, SampleAction, SamplePart};

#[test]
fn problems_stand_beside_their_fields() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Wait", "Seconds": -5, "Next": "Nowhere" }"#);
    assert!(field(&studio, "Seconds").has_error());
    assert!(field(&studio, "Next").troubles.iter().any(|trouble| trouble.message.contains("Nowhere")));
    assert!(form(&studio).elsewhere.is_empty(), "{:?}", form(&studio).elsewhere);
    act(&mut studio, FormAction::Tab(TabId::Variables));
    assert_eq!(form(&studio).elsewhere.len(), 2, "other tabs say them, too");
    assert!(form(&studio).tab(TabId::Configuration).is_some_and(|tab| tab.troubled));
}

#[test]
fn a_field_explains_itself_when_asked() {
    let mut studio = opened("JSONata", r#"{ "Type": "Wait", "Seconds": 5, "End": true }"#);
    act(&mut studio, FormAction::Help("Seconds".into()));
    let card = field(&studio, "Seconds").card.expect("a card");
    assert_eq!(card.title, "Seconds");
    act(&mut studio, FormAction::Help("Seconds".into()));
    assert_eq!(field(&studio, "Seconds").card, None);
}

#[test]
fn every_field_with_a_question_mark_has_a_card() {
    for (language, state) in FULL {
        let mut studio = opened(language, state);
        for id in ids(&form(&studio)) {
            if field(&studio, &id).help.is_some() {
                act(&mut studio, FormAction::Help(id.clone()));
                assert!(field(&studio, &id).card.is_some(), "{id} of {state} in {language}");
            }
        }
    }
}

#[test]
fn an_expression_shows_what_it_comes_to_and_takes_paths_of_the_data() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Pass", "InputPath": "$.order", "Next": "After" }"#);
    let path = studio.selection().cloned().expect("selected");
    let sample = r#"{"order": {"id": "A1", "price": 5}}"#;
    studio.dispatch(Action::Sample(SampleAction::Paste(path, SamplePart::Input, sample.into())));
    act(&mut studio, FormAction::Tab(TabId::Input));
    act(&mut studio, FormAction::Focus("Parameters".into()));
    type_into(&mut studio, "Parameters", r#"{"a.$": "$.id"}"#);
    assert_eq!(
        field(&studio, "Parameters").preview,
        Some(Preview::Value { text: "{\n  \"a\": \"A1\"\n}".into(), is_cut: false })
    );
    type_into(&mut studio, "Parameters", r#"{"a.$": "$.none"}"#);
    assert!(matches!(field(&studio, "Parameters").preview, Some(Preview::Problem(_))));
    type_into(&mut studio, "Parameters", r#"{"a.$": "#);
    assert_eq!(field(&studio, "Parameters").preview, None, "half of it is nothing to be shown");
    act(&mut studio, FormAction::Focus("InputPath".into()));
    act(&mut studio, FormAction::Insert("InputPath".into(), (7, usize::MAX), ".id".into()));
    assert_eq!(field(&studio, "InputPath").text, "$.order.id");
    act(&mut studio, FormAction::Data);
    let panel = form(&studio).data.expect("data beside the fields");
    assert_eq!((&*panel.words, panel.field.as_deref()), ("Pasted", Some("InputPath")));
    assert!(
        panel.trees.iter().any(|tree| tree.rows.iter().any(|row| row.path.as_deref() == Some("$.order")))
    );
}

#[test]
fn a_path_in_an_empty_field_of_jsonata_becomes_an_expression() {
    let mut studio = opened("JSONata", r#"{ "Type": "Succeed" }"#);
    act(&mut studio, FormAction::Tab(TabId::Output));
    act(&mut studio, FormAction::Insert("Output".into(), (0, 0), "$states.input.a".into()));
    assert_eq!(field(&studio, "Output").text, "{% $states.input.a %}");
    act(&mut studio, FormAction::Insert("Output".into(), (18, 18), " & $b".into()));
    assert_eq!(field(&studio, "Output").text, "{% $states.input.a & $b %}");
}

#[test]
fn a_query_language_is_changed_at_once_where_nothing_is_lost() {
    let mut studio = opened("JSONPath", r#"{ "Type": "Pass", "InputPath": "$.order", "Next": "After" }"#);
    let before = text(&studio);
    pick(&mut studio, "QueryLanguage", "JSONata");
    assert_eq!(form(&studio).asking, None);
    assert!(text(&studio).contains("\"QueryLanguage\": \"JSONata\""), "{}", text(&studio));
    assert!(text(&studio).contains("$states.input.order"), "{}", text(&studio));
    studio.dispatch(Action::Command(CommandId::Undo));
    assert_eq!(text(&studio), before);
}

#[test]
fn a_query_language_that_would_lose_something_asks_first() {
    let state = r#"{ "Type": "Pass", "InputPath": "$..deep", "Next": "After" }"#;
    let mut studio = opened("JSONPath", state);
    let before = text(&studio);
    pick(&mut studio, "QueryLanguage", "JSONata");
    let asking = form(&studio).asking.expect("a question");
    assert!(asking.lines.iter().any(|line| line.contains("InputPath")), "{asking:?}");
    assert_eq!(text(&studio), before);
    act(&mut studio, FormAction::Convert(false));
    assert_eq!((form(&studio).asking, text(&studio)), (None, before));
}
