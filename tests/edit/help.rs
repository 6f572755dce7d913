//! Every field has a card whose example is right.

use asl_studio::asl::StateType;
use asl_studio::asl::state::Operator;
use asl_studio::asl::{self, QueryLanguage, fields};
use asl_studio::edit::help::{Help, Place, help};
use asl_studio::json;
use asl_studio::sim::prepare;

const LANGUAGES: [QueryLanguage; 2] = [QueryLanguage::JsonPath, QueryLanguage::Jsonata];

/// Fields that name other states, which an example by itself does not have.
const NAMING: &[&str] = &["Next", "Default", "Choices", "Catch"];

fn places() -> Vec<(Place, Vec<&'static str>)> {
    let mut places: Vec<(Place, Vec<&str>)> = [
        (Place::Machine, fields::MACHINE),
        (Place::Branch, fields::BRANCH),
        (Place::Processor, fields::PROCESSOR),
        (Place::ProcessorConfig, fields::PROCESSOR_CONFIG),
        (Place::Retrier, fields::RETRIER),
        (Place::Catcher, fields::CATCHER),
        (Place::ChoiceRule, fields::CHOICE_RULE),
        (Place::ItemReader, fields::ITEM_READER),
        (Place::ReaderConfig, fields::READER_CONFIG),
        (Place::ItemBatcher, fields::ITEM_BATCHER),
        (Place::ResultWriter, fields::RESULT_WRITER),
        (Place::WriterConfig, fields::WRITER_CONFIG),
    ]
    .map(|(place, names)| (place, names.to_vec()))
    .into();
    places.extend(StateType::ALL.map(|kind| (Place::State(kind), fields::of_type(kind.as_str()).collect())));
    places
}

#[track_caller]
fn check_card(card: &Help, field: &str) {
    assert_eq!(card.title, field);
    let is_one_sentence = !card.text.contains(". ");
    assert!(is_one_sentence != card.text.ends_with('.'), "{field}: {}", card.text);
    assert!(card.text.starts_with(char::is_uppercase) && card.text.len() < 240, "{field}: {}", card.text);
    let example = json::parse(&format!("{{{}}}", card.example)).unwrap();
    assert!(example.get(field).is_some(), "{field}: {}", card.example);
}

#[test]
fn every_field_has_a_card_in_both_languages() {
    for (place, names) in places() {
        for name in names {
            for language in LANGUAGES {
                let card = help(place, name, language).unwrap_or_else(|| panic!("{place:?} {name}"));
                check_card(&card, name);
            }
        }
    }
}

#[test]
fn every_comparison_has_a_card() {
    for operator in Operator::ALL {
        let twin = operator.has_path_twin().then(|| format!("{operator}Path"));
        for name in [Some(operator.name().to_owned()), twin].into_iter().flatten() {
            let card = help(Place::ChoiceRule, &name, QueryLanguage::JsonPath).unwrap();
            check_card(&card, &name);
            let rule = format!(r#""Choices": [{{{}, "Next": "B"}}]"#, card.example);
            check_state("Choice", &rule, "Choices", QueryLanguage::JsonPath);
        }
    }
}

/// A state with the example has nothing wrong at that field.
#[track_caller]
fn check_state(type_name: &str, example: &str, field: &str, language: QueryLanguage) {
    let type_field = if field == "Type" { String::new() } else { format!(r#""Type": "{type_name}", "#) };
    let machine_language = if field == "QueryLanguage" { QueryLanguage::JsonPath } else { language };
    let definition = format!(
        r#"{{"QueryLanguage": "{}", "StartAt": "A", "States": {{"A": {{{type_field}{example}}}, "B": {{"Type": "Succeed"}}}}}}"#,
        machine_language.as_str()
    );
    let (_, problems) = prepare(&asl::parse(&definition));
    let place = format!("/States/A/{field}");
    let here = problems.iter().filter(|one| one.is_error() && one.pointer.to_string().starts_with(&place));
    let told: Vec<String> = here.map(|one| format!("{}: {}", one.pointer, one.message)).collect();
    assert_eq!(told, [""; 0], "{definition}");
}

#[test]
fn examples_of_states_have_nothing_wrong() {
    for kind in StateType::ALL {
        for field in fields::of_type(kind.as_str()).filter(|name| !NAMING.contains(name)) {
            let only = fields::state_field(field).unwrap().language;
            for language in LANGUAGES.into_iter().filter(|one| only.is_none_or(|only| only == *one)) {
                let card = help(Place::State(kind), field, language).unwrap();
                check_state(kind.as_str(), &card.example, field, language);
            }
        }
    }
}

#[test]
fn examples_are_in_their_language() {
    for (place, names) in places() {
        for name in names.into_iter().filter(|name| !name.ends_with("Path")) {
            let by_path = help(place, name, QueryLanguage::JsonPath).unwrap().example;
            let by_jsonata = help(place, name, QueryLanguage::Jsonata).unwrap().example;
            let jsonata_only = ["Arguments", "Output", "Items", "Condition"].contains(&name);
            let path_only = ["Parameters", "ResultSelector", "Variable", "And", "Or", "Not"].contains(&name);
            assert!(jsonata_only || !by_path.contains("{%"), "{place:?} {by_path}");
            assert!(path_only || !by_jsonata.contains("\"$"), "{place:?} {by_jsonata}");
        }
    }
}

#[test]
fn what_is_no_field_has_no_card() {
    for (place, field) in [
        (Place::State(StateType::Pass), "Resource2"),
        (Place::State(StateType::Pass), ""),
        (Place::Retrier, "Next"),
        (Place::Machine, "Mode"),
        (Place::State(StateType::Task), "StringEquals"),
        (Place::ChoiceRule, "IsPresentPath"),
    ] {
        assert_eq!(help(place, field, QueryLanguage::JsonPath), None, "{field}");
    }
}
