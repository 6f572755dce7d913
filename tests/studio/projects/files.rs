//! Projects as files: out, in, and refused.

use super::super::store::{Store, Tab};
use super::{ONE, add, two_machines};
use asl_studio::json;
use asl_studio::json::{Object, Value};
use asl_studio::studio::action::{Dialog, OpenAction};
use asl_studio::studio::command::CommandId;
use asl_studio::studio::project::file::Versions;
use asl_studio::studio::project::{ProjectAction, file};
use asl_studio::studio::{Action, Request};
use proptest::prelude::*;

fn exported(store: &mut Store, tab: &mut Tab) -> (String, String) {
    tab.asked.clear();
    store.act(tab, Action::Command(CommandId::ExportProject));
    let download = tab.asked.iter().find_map(|request| match request {
        Request::Download { file_name, text } => Some((file_name.clone(), text.clone())),
        _ => None,
    });
    download.expect("a download")
}

#[test]
fn an_exported_project_comes_in_as_one_of_its_own() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.project(&mut tab, ProjectAction::Name("A/b".into()));
    store.project(&mut tab, ProjectAction::TakeVersion { name: "Kept".into(), at: 1.0 });
    let (file_name, text) = exported(&mut store, &mut tab);
    assert_eq!(file_name, "A-b.aslproject.json");
    store.act(&mut tab, Action::Open(OpenAction::File { name: file_name, text: text.clone() }));
    store.wait(&mut tab);
    assert_eq!((tab.tabs().as_str(), store.projects.len()), ("one [two]", 2));
    assert_eq!(tab.studio.versions()[0].text.as_deref(), Some(ONE));
    let again = exported(&mut store, &mut tab).1;
    let without_id = |text: &str| {
        let mut value = json::parse(text).expect("JSON");
        value.as_object_mut().expect("an object").remove("id");
        value
    };
    assert_eq!(without_id(&again), without_id(&text));
}

#[track_caller]
fn check_refused(change: impl FnOnce(&mut Object), reason: &str) {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    let (_, text) = exported(&mut store, &mut tab);
    let mut value = json::parse(&text).expect("JSON");
    change(value.as_object_mut().expect("an object"));
    let before = tab.tabs();
    store.act(&mut tab, Action::Open(OpenAction::File { name: "x".into(), text: value.to_string() }));
    let error = tab.studio.draft().error.as_ref().map(|error| error.message.clone());
    assert_eq!(error.as_deref(), Some(reason));
    assert_eq!((tab.studio.dialog(), tab.tabs()), (Some(Dialog::Paste), before), "what was open is lost");
}

#[test]
fn a_broken_project_file_is_refused_with_its_reason() {
    check_refused(
        |file| drop(file.insert("version", 2)),
        "The project was written by a newer ASL Studio (format 2)",
    );
    check_refused(
        |file| drop(file.remove("version")),
        "The project does not say which version of the format it is in",
    );
    check_refused(|file| drop(file.insert("machines", 1)), "The project has no list of machines");
    check_refused(
        |file| drop(file.insert("machines", vec![Value::from("x")])),
        "Machine 1: it is a string, no object",
    );
    check_refused(
        |file| drop(file.insert("machines", vec![Value::empty_object()])),
        "Machine 1: it has no definition",
    );
    let machine = |definition: &str| {
        let fields: Object = [("definition", definition)].into_iter().collect();
        vec![Value::from(fields)]
    };
    check_refused(
        |file| drop(file.insert("machines", machine("{,}"))),
        "Machine 1: its definition is not JSON: line 1: key must be a string",
    );
    check_refused(
        |file| drop(file.insert("versions", vec![Value::empty_object()])),
        "Version 1 has no id or no name",
    );
}

#[test]
fn what_a_newer_studio_wrote_is_kept() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    let (_, text) = exported(&mut store, &mut tab);
    let text = text.replacen("\"name\"", "\"tags\": [1, 2],\n  \"name\"", 2);
    store.act(&mut tab, Action::Open(OpenAction::File { name: "x".into(), text }));
    add(&mut store, &mut tab, "More");
    store.wait(&mut tab);
    store.locks.clear();
    let mut back = store.open(2);
    let (_, text) = exported(&mut store, &mut back);
    assert_eq!(text.matches("\"tags\"").count(), 2, "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// What is written is read as it was, whatever the texts.
    #[test]
    fn a_project_is_read_as_it_was_written(
        names in prop::collection::vec(".{1,12}", 1..4), note in ".{0,12}", number in any::<u32>(),
    ) {
        let definition = Object::from_iter([("Comment", Value::from(&*note)), ("States", Value::empty_object())]);
        let machines = names.iter().enumerate().map(|(index, name)| {
            let fields = [
                ("id", Value::from(index + 1)),
                ("name", Value::from(&**name)),
                ("definition", Value::from(definition_text(&definition))),
                ("extra", Value::from(number)),
            ];
            Value::from(Object::from_iter(fields))
        });
        let fields = [
            ("format", Value::from("asl-studio-project")),
            ("version", Value::from(1)),
            ("name", Value::from(&*note)),
            ("machines", machines.collect::<Value>()),
            ("unknown", Value::from(number)),
        ];
        let project = file::read(&Object::from_iter(fields).into()).expect("a project");
        let written = file::to_value(&project, Versions::Inside);
        let again = file::parse(&written.to_string()).expect("a project");
        prop_assert_eq!(file::to_value(&again, Versions::Inside), written.clone());
        prop_assert_eq!(written.get("unknown"), Some(&Value::from(number)));
    }
}

fn definition_text(definition: &Object) -> String {
    Value::from(definition.clone()).to_string()
}
