//! The inspector's forms: which fields each tab has, and what typing into them does to the text.

mod choices;
mod fields;
mod help;
mod states;
mod typing;

use super::with;
use asl_studio::studio::form::{Field, Form, FormAction, Row};
use asl_studio::studio::{Action, Request, Studio};

/// A Task whose spaces somebody chose.
const LINES: &str = r#"{
      "Type": "Task",
      "Resource":   "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "old" },
      "TimeoutSeconds": 60,
      "Next": "After"
    }"#;

/// States with something in every list.
const FULL: &[(&str, &str)] = &[
    ("JSONPath", LINES),
    (
        "JSONPath",
        r#"{ "Type": "Choice", "Choices": [{ "Or": [{ "Not": { "Variable": "$.a", "IsNull": true } }, { "Variable": "$.b", "NumericEqualsPath": "$.c" }], "Next": "After", "Comment": "c" }], "Default": "After" }"#,
    ),
    (
        "JSONPath",
        r#"{ "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "MANIFEST" } }, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }, "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }, "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject" }, "Retry": [{ "ErrorEquals": ["E"] }], "Catch": [{ "ErrorEquals": ["E"], "Next": "After" }], "Next": "After" }"#,
    ),
    (
        "JSONata",
        r#"{ "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Catch": [{ "ErrorEquals": ["E"], "Next": "After" }], "Next": "After" }"#,
    ),
    ("JSONata", r#"{ "Type": "Wait", "Seconds": 5, "Next": "After" }"#),
    (
        "JSONPath",
        r#"{ "Type": "Wait", "Seconds": 5, "InputPath": null, "OutputPath": "$.a", "Next": "After" }"#,
    ),
    ("JSONPath", r#"{ "Type": "Wrong", "Next": "After" }"#),
];

/// A workflow in which `state` is the state under test.
fn around(language: &str, state: &str) -> String {
    format!(
        "{{\n  \"QueryLanguage\": \"{language}\",\n  \"StartAt\": \"It\",\n  \"States\": {{\n    \"It\": {state},\n    \"After\": {{ \"Type\": \"Succeed\" }}\n  }}\n}}\n"
    )
}

fn opened(language: &str, state: &str) -> Studio {
    let mut studio = with(&around(language, state));
    select(&mut studio, "It");
    studio
}

fn select(studio: &mut Studio, name: &str) {
    let machine = &studio.document().expect("something is open").machine;
    let path = machine.path_of(machine.find(name).unwrap_or_else(|| panic!("no state {name}")));
    studio.dispatch(Action::Select(Some(path)));
}

fn form(studio: &Studio) -> Form {
    studio.form().expect("something is open")
}

fn act(studio: &mut Studio, action: FormAction) -> Vec<Request> {
    studio.dispatch(Action::Form(action))
}

fn text(studio: &Studio) -> String {
    studio.document().map(|document| document.text.to_string()).unwrap_or_default()
}

#[track_caller]
fn field(studio: &Studio, id: &str) -> Field {
    let form = form(studio);
    form.field(id).cloned().unwrap_or_else(|| panic!("no field {id} in {:?}", ids(&form)))
}

fn ids(form: &Form) -> Vec<String> {
    form.tabs.iter().flat_map(|tab| &tab.rows).filter_map(Row::field).map(|field| field.id.clone()).collect()
}

#[track_caller]
fn type_into(studio: &mut Studio, id: &str, text: &str) {
    field(studio, id);
    act(studio, FormAction::Type(id.into(), text.into()));
}

/// Chooses the option of that label.
#[track_caller]
fn pick(studio: &mut Studio, id: &str, label: &str) -> Vec<Request> {
    let options = field(studio, id).control.options();
    let index = options.iter().position(|(option, _)| option == label);
    let index = index.unwrap_or_else(|| panic!("no option {label} in {options:?}"));
    act(studio, FormAction::Pick(id.into(), index))
}

#[track_caller]
fn press(studio: &mut Studio, testid: &str) {
    let found = form(studio)
        .tabs
        .iter()
        .flat_map(|tab| tab.rows.iter().map(|row| (tab.id, row.clone())))
        .find_map(|(tab, row)| match row {
            Row::Buttons { id, buttons, .. } => {
                Some((tab, id, buttons.iter().position(|button| format!("add-{}", button.adds) == testid)?))
            }
            _ => None,
        });
    let (tab, id, index) = found.unwrap_or_else(|| panic!("no button {testid}"));
    act(studio, FormAction::Tab(tab));
    act(studio, FormAction::Press(id, index));
}

/// The lines that are in one text and not in the other.
fn changes(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - start;
    let end =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let line = |sign: char| move |line: &&str| format!("{sign}{}\n", line.trim());
    let gone = old[start..old.len() - end].iter().map(line('-'));
    gone.chain(new[start..new.len() - end].iter().map(line('+'))).collect()
}
