//! Objects as rows of keys and values: which rows there are, and what each change of one does to the text.

use super::with;
use asl_studio::studio::form::{Field, FormAction, ItemMove, Member, Row, Shape, TabId};
use asl_studio::studio::{Action, Request, Studio};

const PATHS: &str = r#"{ "a.$": "$.id",  "n": 1.50e0, "t": "x", "deep": { "k.$": "$.k",   "l": [1,2 ,3] } }"#;

fn opened(language: &str, parameters: &str) -> Studio {
    let name = if language == "JSONata" { "Arguments" } else { "Parameters" };
    let text = format!(
        "{{\n  \"QueryLanguage\": \"{language}\",\n  \"StartAt\": \"It\",\n  \"States\": {{\n    \"It\": {{\n      \"Type\": \"Task\",\n      \"Resource\": \"arn:aws:states:::lambda:invoke\",\n      \"{name}\": {parameters},\n      \"End\": true\n    }}\n  }}\n}}\n"
    );
    let mut studio = with(&text);
    let path = {
        let machine = &studio.document().expect("something is open").machine;
        machine.path_of(machine.find("It").expect("the state"))
    };
    studio.dispatch(Action::Select(Some(path)));
    act(&mut studio, FormAction::Tab(TabId::Input));
    studio
}

fn act(studio: &mut Studio, action: FormAction) -> Vec<Request> {
    studio.dispatch(Action::Form(action))
}

fn members(studio: &Studio) -> Vec<Member> {
    let form = studio.form().expect("a form");
    let member = |row: &Row| if let Row::Member(member) = row { Some((**member).clone()) } else { None };
    form.rows().iter().filter_map(member).collect()
}

/// Key, kind and value of each row.
fn rows(studio: &Studio) -> Vec<String> {
    let kind = |field: &Field| {
        let index: usize = field.text.parse().expect("a place");
        field.control.options()[index].0.clone()
    };
    members(studio)
        .iter()
        .map(|it| format!("{} | {} | {}", it.key.text, kind(&it.kind), it.value.text))
        .collect()
}

fn type_into(studio: &mut Studio, id: &str, text: &str) {
    act(studio, FormAction::Type(id.into(), text.into()));
    act(studio, FormAction::Commit(id.into()));
}

#[track_caller]
fn pick(studio: &mut Studio, id: &str, label: &str) {
    let form = studio.form().expect("a form");
    let options = form.field(id).unwrap_or_else(|| panic!("no {id}")).control.options();
    let index = options.iter().position(|(option, _)| option == label).expect("the option");
    act(studio, FormAction::Pick(id.into(), index));
}

/// What stands after the colon of `Parameters` or `Arguments`.
fn given(studio: &Studio) -> String {
    let text = studio.document().expect("something is open").text.to_string();
    let start =
        text.find("s\": {").map(|_| text.find("invoke\",").expect("the resource") + 8).expect("a start");
    let rest = &text[start..];
    let end = rest.rfind("\"End\"").expect("the end");
    let value = rest[..end].trim().trim_end_matches(',');
    value.split_once(": ").map(|(_, value)| value.to_owned()).unwrap_or_default()
}

#[track_caller]
fn check(language: &str, before: &str, change: impl FnOnce(&mut Studio), after: &str) {
    let mut studio = opened(language, before);
    change(&mut studio);
    assert_eq!(given(&studio), after, "from {before}");
}

#[test]
fn each_member_is_a_row_of_its_kind() {
    let studio = opened("JSONPath", PATHS);
    assert_eq!(
        rows(&studio),
        [
            "a | Path | $.id",
            "n | Number | 1.50e0",
            "t | Text | x",
            "deep | JSON | { \"k.$\": \"$.k\",   \"l\": [1,2 ,3] }",
        ]
    );
    let studio = opened("JSONata", r#"{ "a": "{% $x %}", "b": true, "c": "" }"#);
    assert_eq!(rows(&studio), ["a | Expression | {% $x %}", "b | JSON | true", "c | Text | "]);
}

#[test]
fn a_row_changes_its_own_bytes_and_no_others() {
    let typed = |id: &'static str, text: &'static str| {
        move |studio: &mut Studio| type_into(studio, &format!("Parameters/{id}"), text)
    };
    check("JSONPath", PATHS, typed("0/value", "$.other"), &PATHS.replace("$.id", "$.other"));
    check("JSONPath", PATHS, typed("0/key", "b"), &PATHS.replace("a.$", "b.$"));
    check("JSONPath", PATHS, typed("2/key", "t.$"), &PATHS.replace("\"t\"", "\"t.$\""));
    check("JSONPath", PATHS, typed("2/value", ""), &PATHS.replace("\"x\"", "\"\""));
    check("JSONPath", PATHS, typed("2/value", "5"), &PATHS.replace("\"x\"", "\"5\""));
    check("JSONPath", PATHS, typed("1/value", "7"), &PATHS.replace("1.50e0", "7"));
    let deep = r#"{ "k.$": "$.k",   "l": [1,2 ,4] }"#;
    check("JSONPath", PATHS, typed("3/value", deep), &PATHS.replace(",3]", ",4]"));
}

#[test]
fn what_cannot_be_taken_stays_in_the_row_with_the_reason() {
    for (id, text, said) in [
        ("1/value", "many", "This is not a number"),
        ("1/value", "", "Write a number"),
        ("3/value", "{", "line 1"),
        ("3/value", " ", "Write a value"),
        ("2/key", "n", "n is already there"),
        ("2/key", "", "A key is needed"),
    ] {
        let mut studio = opened("JSONPath", PATHS);
        let id = format!("Parameters/{id}");
        type_into(&mut studio, &id, text);
        assert_eq!(given(&studio), PATHS, "{text:?} in {id}");
        let form = studio.form().expect("a form");
        let told = form.field(&id).map(|field| field.troubles.clone()).unwrap_or_default();
        assert!(told.iter().any(|trouble| trouble.message.contains(said)), "{text:?} in {id}: {told:?}");
    }
}

#[test]
fn another_kind_keeps_what_it_can() {
    for (language, before, kind, after) in [
        ("JSONPath", r#"{ "a": "$.x" }"#, "Path", r#"{ "a.$": "$.x" }"#),
        ("JSONPath", r#"{ "a": "x" }"#, "Path", r#"{ "a.$": "$" }"#),
        ("JSONPath", r#"{ "a.$": "$.x" }"#, "Text", r#"{ "a": "$.x" }"#),
        ("JSONPath", r#"{ "a.$": "$.x" }"#, "Number", r#"{ "a": 0 }"#),
        ("JSONPath", r#"{ "a": "12" }"#, "Number", r#"{ "a": 12 }"#),
        ("JSONPath", r#"{ "a": 12 }"#, "Text", r#"{ "a": "12" }"#),
        ("JSONPath", r#"{ "a": "" }"#, "JSON", r#"{ "a": {} }"#),
        ("JSONPath", r#"{ "a": "[]" }"#, "JSON", r#"{ "a": [] }"#),
        ("JSONata", r#"{ "a": "$x" }"#, "Expression", r#"{ "a": "{% $x %}" }"#),
        ("JSONata", r#"{ "a": "x" }"#, "Expression", r#"{ "a": "{% \"x\" %}" }"#),
        ("JSONata", r#"{ "a": 5 }"#, "Expression", r#"{ "a": "{% 5 %}" }"#),
        ("JSONata", r#"{ "a": "{% $x %}" }"#, "Text", r#"{ "a": "$x" }"#),
    ] {
        let field = if language == "JSONata" { "Arguments" } else { "Parameters" };
        check(language, before, |studio| pick(studio, &format!("{field}/0/kind"), kind), after);
    }
}

#[test]
fn rows_are_added_and_removed() {
    let press = |studio: &mut Studio| act(studio, FormAction::Press("Parameters".into(), 0));
    let mut studio = opened("JSONPath", r#"{ "key": 1 }"#);
    let requests = press(&mut studio);
    assert_eq!(given(&studio), r#"{ "key": 1, "key2": "" }"#);
    assert!(requests.contains(&Request::FocusField("Parameters/1/key".into())), "{requests:?}");
    act(&mut studio, FormAction::Item("Parameters/0".into(), ItemMove::Remove));
    assert_eq!(given(&studio), r#"{ "key2": "" }"#);
    act(&mut studio, FormAction::Item("Parameters/0".into(), ItemMove::Remove));
    assert_eq!(given(&studio), "{}", "nothing is passed, which is not the same as the input");
    act(&mut studio, FormAction::Press("Parameters".into(), 1));
    let text = studio.document().expect("something is open").text.to_string();
    assert!(!text.contains("Parameters"), "{text}");
    press(&mut studio);
    assert_eq!(rows(&studio), ["key | Text | "]);
}

#[test]
fn rows_change_places_and_the_button_goes_along() {
    let moved = |how: ItemMove| {
        move |studio: &mut Studio| _ = act(studio, FormAction::Item("Parameters/1".into(), how))
    };
    let three = r#"{ "a": 1,  "b.$": "$.b", "c": [ 1,2 ] }"#;
    check("JSONPath", three, moved(ItemMove::Up), r#"{ "b.$": "$.b", "a": 1, "c": [ 1,2 ] }"#);
    check("JSONPath", three, moved(ItemMove::Down), r#"{ "a": 1, "c": [ 1,2 ], "b.$": "$.b" }"#);
    check("JSONPath", r#"{ "a": 1 }"#, moved(ItemMove::Up), r#"{ "a": 1 }"#);
    let mut studio = opened("JSONPath", three);
    let mut press = |id: &str, how: ItemMove| act(&mut studio, FormAction::Item(id.into(), how));
    let focus = |id: &str| Request::FocusField(id.into());
    assert!(press("Parameters/0", ItemMove::Down).contains(&focus("down-Parameters/1")));
    assert!(press("Parameters/1", ItemMove::Down).contains(&focus("up-Parameters/2")));
    assert!(press("Parameters/2", ItemMove::Up).contains(&focus("up-Parameters/1")));
    assert!(press("Parameters/1", ItemMove::Up).contains(&focus("down-Parameters/0")));
}

#[test]
fn an_object_can_be_edited_as_text_and_what_is_no_object_must() {
    let shape = |studio: &Studio, id: &str| {
        studio.form().and_then(|form| form.field(id).map(|field| field.shape)).expect("the field")
    };
    let mut studio = opened("JSONPath", PATHS);
    assert_eq!(shape(&studio, "Parameters"), Shape::Rows);
    act(&mut studio, FormAction::AsText("Parameters".into()));
    assert_eq!((shape(&studio, "Parameters"), members(&studio).len()), (Shape::TextOfRows, 0));
    act(&mut studio, FormAction::AsText("Parameters".into()));
    assert_eq!(members(&studio).len(), 4);
    for text in ["\"{% $states.input %}\"", r#"{ "a": 1, "a": 2 }"#] {
        assert_eq!(shape(&opened("JSONata", text), "Arguments"), Shape::Text, "{text}");
    }
}

#[test]
fn a_value_of_the_data_goes_into_the_row() {
    let insert = |language: &'static str, before: &str, path: &str, after: &str| {
        let field = if language == "JSONata" { "Arguments/0/value" } else { "Parameters/0/value" };
        let change = |studio: &mut Studio| {
            act(studio, FormAction::Focus(field.into()));
            let data = studio.form().and_then(|form| form.data).expect("the data");
            assert_eq!(data.field.as_deref(), Some(field));
            act(studio, FormAction::Insert(field.into(), (0, 0), path.into()));
        };
        check(language, before, change, after);
    };
    insert("JSONPath", r#"{ "a": "" }"#, "$.order.id", r#"{ "a.$": "$.order.id" }"#);
    insert("JSONPath", r#"{ "a.$": "" }"#, "$.order.id", r#"{ "a.$": "$.order.id" }"#);
    insert("JSONata", r#"{ "a": "" }"#, "$states.input.id", r#"{ "a": "{% $states.input.id %}" }"#);
}

#[test]
fn a_rename_is_one_entry_that_undo_takes_back() {
    let mut studio = opened("JSONPath", PATHS);
    act(&mut studio, FormAction::Type("Parameters/2/key".into(), "te".into()));
    act(&mut studio, FormAction::Type("Parameters/2/key".into(), "text".into()));
    assert_eq!(given(&studio), PATHS, "a key waits until it is left");
    act(&mut studio, FormAction::Commit("Parameters/2/key".into()));
    assert_eq!(given(&studio), PATHS.replace("\"t\"", "\"text\""));
    studio.dispatch(Action::Command(asl_studio::studio::command::CommandId::Undo));
    assert_eq!(given(&studio), PATHS);
}
