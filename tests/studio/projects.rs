//! Projects: several machines in tabs, saving and what can go wrong, two tabs, versions, files.

use super::NESTED;
use super::store::{Store, Tab};
use asl_studio::edit::{Command, Fragment, rules};
use asl_studio::json::{self, Object, Value};
use asl_studio::studio::action::{CanvasAction, Dialog, OpenAction};
use asl_studio::studio::command::CommandId;
use asl_studio::studio::editing::EditAction;
use asl_studio::studio::geometry::Size;
use asl_studio::studio::project::ProjectAction;
use asl_studio::studio::project::diff::{Change, LineKind, difference, hunks};
use asl_studio::studio::project::file::{self, Versions};
use asl_studio::studio::project::saving::SaveState;
use asl_studio::studio::project::sharing::Message;
use asl_studio::studio::run::RunAction;
use asl_studio::studio::run::setup::SetupEdit;
use asl_studio::studio::{Action, Request, StorageKey};
use proptest::prelude::*;

const ONE: &str = "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": { \"Type\": \"Succeed\" }\n  }\n}\n";

fn open(name: &str, text: &str) -> Action {
    Action::Open(OpenAction::File { name: format!("{name}.asl.json"), text: text.into() })
}

/// Adds a state where the workflow ends.
fn add(store: &mut Store, tab: &mut Tab, name: &str) {
    let at = rules::last_place(&tab.studio.document().expect("something is open").source);
    let fragment = Fragment::one(name, "{\n  \"Type\": \"Pass\",\n  \"End\": true\n}");
    store.act(tab, Action::Edit(EditAction::Do(Command::Insert { fragment, at })));
}

fn input(text: &str) -> Action {
    Action::Run(RunAction::Edit(SetupEdit::Input(text.into())))
}

fn show(tab: &Tab, place: usize) -> ProjectAction {
    ProjectAction::Show(tab.studio.tabs()[place].sheet)
}

/// A tab with the machines `one` and `two`, the latter shown, all saved.
fn two_machines(store: &mut Store) -> Tab {
    let mut tab = store.open(1);
    store.act(&mut tab, Action::Canvas(CanvasAction::Resized(Size::new(1000.0, 800.0))));
    store.act(&mut tab, open("one", NESTED));
    store.act(&mut tab, open("two", ONE));
    store.wait(&mut tab);
    tab
}

#[test]
fn switching_keeps_everything_of_each_machine() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    assert_eq!(tab.tabs(), "one [two]");
    store.act(&mut tab, input("{\"two\": 2}"));
    let first = show(&tab, 0);
    store.project(&mut tab, first);
    assert_eq!(tab.tabs(), "[one] two");
    assert_eq!(tab.text(), NESTED);
    let both = tab
        .studio
        .scene()
        .cards
        .iter()
        .find(|card| &**card.path.name() == "Both")
        .map(|card| card.path.clone());
    let both = both.expect("it is drawn");
    store.act(&mut tab, Action::Select(Some(both.clone())));
    store.act(&mut tab, Action::ToggleCollapsed(both.clone()));
    store.act(&mut tab, input("{\"one\": 1}"));
    store.act(
        &mut tab,
        Action::Canvas(CanvasAction::Wheel { at: Default::default(), dx: 40.0, dy: 30.0, zoom: false }),
    );
    store.act(&mut tab, Action::Command(CommandId::TurnFlow));
    store.act(&mut tab, Action::Command(CommandId::Start));
    let (viewport, cards) = (tab.studio.viewport(), tab.studio.scene().cards.len());
    let second = show(&tab, 1);
    store.project(&mut tab, second);
    assert_eq!(tab.studio.run().setup().input, "{\"two\": 2}");
    assert!(!tab.studio.run().is_there());
    assert_eq!(tab.studio.selection(), None);
    let first = show(&tab, 0);
    store.project(&mut tab, first);
    assert_eq!(tab.studio.selection(), Some(&both));
    assert_eq!((tab.studio.viewport(), tab.studio.scene().cards.len()), (viewport, cards));
    assert_eq!(tab.studio.run().setup().input, "{\"one\": 1}");
    assert!(tab.studio.run().is_there(), "the run is gone");
    assert_eq!(tab.studio.undo_label(), Some("Flow from left to right"));
}

#[test]
fn each_machine_has_its_own_undo_history() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    add(&mut store, &mut tab, "More");
    let edited = tab.text();
    let first = show(&tab, 0);
    store.project(&mut tab, first);
    assert_eq!(tab.studio.undo_label(), None);
    store.act(&mut tab, Action::Edit(EditAction::Name("Renamed".into())));
    store.act(&mut tab, Action::Command(CommandId::NextMachine));
    assert_eq!((tab.text(), tab.tabs().as_str()), (edited.clone(), "Renamed [two]"));
    store.act(&mut tab, Action::Command(CommandId::Undo));
    assert_eq!(tab.text(), ONE);
    store.act(&mut tab, Action::Command(CommandId::Redo));
    assert_eq!(tab.text(), edited);
    store.act(&mut tab, Action::Command(CommandId::PreviousMachine));
    store.act(&mut tab, Action::Command(CommandId::Undo));
    assert_eq!(tab.tabs(), "[one] two");
}

#[test]
fn all_of_it_comes_back_at_the_next_visit() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    let first = show(&tab, 0);
    store.project(&mut tab, first);
    let both = tab
        .studio
        .scene()
        .cards
        .iter()
        .find(|card| &**card.path.name() == "Both")
        .map(|card| card.path.clone());
    store.act(&mut tab, Action::ToggleCollapsed(both.expect("it is drawn")));
    for edit in [
        SetupEdit::Input("{\"n\": 1".into()),
        SetupEdit::Seed("7".into()),
        SetupEdit::Express(true),
        SetupEdit::MocksAsJson(true),
        SetupEdit::MocksJson("{ not yet".into()),
    ] {
        store.act(&mut tab, Action::Run(RunAction::Edit(edit)));
    }
    store.act(&mut tab, Action::Command(CommandId::TurnFlow));
    tab.studio.set_machine_setting("region", "eu-west-1".into());
    store.project(&mut tab, ProjectAction::Name("Mine".into()));
    store.wait(&mut tab);
    assert_eq!(tab.studio.save_state(), SaveState::Saved);
    let back = store.open(2);
    assert_eq!(back.tabs(), "[one] two");
    assert_eq!((back.text().as_str(), &*back.studio.project().name), (NESTED, "Mine"));
    assert_eq!(back.studio.scene().cards.len(), tab.studio.scene().cards.len(), "what was folded");
    assert_eq!(back.studio.run().setup(), tab.studio.run().setup());
    assert_eq!(back.studio.scene().bounds, tab.studio.scene().bounds, "which way the flow runs");
    assert_eq!(back.studio.machine_settings().and_then(|all| all.get("region")), Some(&"eu-west-1".into()));
}

#[test]
fn what_was_kept_before_there_were_projects_becomes_one() {
    let mut store = Store::of_the_past("Old", NESTED, r#"{"input": "{\"a\": 1}", "mocks": "{}"}"#);
    let mut tab = store.open_blank(1);
    assert_eq!(tab.text(), NESTED, "it is there at once");
    store.start(&mut tab);
    assert!(store.small.contains_key(StorageKey::DOCUMENT), "nothing goes before it is saved");
    store.wait(&mut tab);
    assert!(!store.small.contains_key(StorageKey::DOCUMENT) && !store.small.contains_key(StorageKey::RUN));
    let back = store.open(2);
    assert_eq!((back.tabs().as_str(), back.text().as_str()), ("[Old]", NESTED));
    assert_eq!(back.studio.run().setup().input, "{\"a\": 1}");
}

#[test]
fn what_is_opened_before_the_store_answers_is_not_lost() {
    let mut store = Store::default();
    two_machines(&mut store);
    let mut tab = store.open_blank(2);
    assert!(tab.studio.is_starting(), "the page would flash");
    store.act(&mut tab, open("three", ONE));
    assert!(!tab.studio.is_starting());
    store.locks.clear();
    store.start(&mut tab);
    assert_eq!(tab.tabs(), "one two [three]");
    store.wait(&mut tab);
    assert_eq!(store.projects.len(), 1);
    store.locks.clear();
    assert_eq!(store.open(3).tabs(), "one two [three]");
}

#[test]
fn the_first_visit_shows_the_welcome_and_keeps_nothing() {
    let mut store = Store::default();
    let mut tab = store.open(1);
    assert!(!tab.studio.is_starting());
    store.project(&mut tab, ProjectAction::Hidden);
    store.wait(&mut tab);
    assert!(store.projects.is_empty() && store.journals.is_empty());
}

#[test]
fn what_was_only_looked_at_makes_room() {
    let mut store = Store::default();
    let mut tab = store.open(1);
    store.act(&mut tab, Action::Open(OpenAction::Sample("order-processing")));
    store.act(&mut tab, Action::Open(OpenAction::Sample("express-router")));
    assert_eq!(tab.studio.tabs().len(), 1, "samples pile up");
    add(&mut store, &mut tab, "Mine");
    store.act(&mut tab, Action::Open(OpenAction::New));
    store.act(&mut tab, Action::Open(OpenAction::New));
    assert_eq!(tab.studio.tabs().len(), 2, "an edited sample stays, an empty workflow makes room");
    store.act(&mut tab, Action::Open(OpenAction::Pasted(ONE.into())));
    store.act(&mut tab, Action::Open(OpenAction::Pasted(ONE.into())));
    let names: Vec<_> = tab.studio.tabs().iter().skip(1).map(|tab| tab.name.to_string()).collect();
    assert_eq!(names, ["Untitled workflow", "Untitled workflow 2"]);
}

#[test]
fn closing_asks_nothing_and_can_be_undone() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.project(&mut tab, ProjectAction::TakeVersion { name: "First".into(), at: 5.0 });
    add(&mut store, &mut tab, "More");
    let text = tab.text();
    store.act(&mut tab, Action::Command(CommandId::CloseDocument));
    assert_eq!(tab.tabs(), "[one]");
    assert_eq!(tab.said.last().and_then(|said| said.offer), Some(CommandId::ReopenMachine));
    store.wait(&mut tab);
    let other = tab.studio.tabs()[0].sheet;
    store.project(&mut tab, ProjectAction::Close(other));
    assert!(tab.studio.document().is_none(), "the welcome is shown");
    store.wait(&mut tab);
    assert_eq!(store.open(1).tabs(), "");
    store.act(&mut tab, Action::Command(CommandId::ReopenMachine));
    store.act(&mut tab, Action::Command(CommandId::ReopenMachine));
    assert_eq!((tab.tabs().as_str(), tab.text()), ("one [two]", text));
    store.wait(&mut tab);
    let back = store.open(1);
    assert_eq!(back.studio.versions().iter().map(|one| &*one.name).collect::<Vec<_>>(), ["First"]);
    assert_eq!(back.studio.versions()[0].text.as_deref(), Some(ONE), "its text is kept again");
    store.act(&mut tab, Action::Command(CommandId::Undo));
    assert_eq!(tab.text(), ONE, "its undo history came back with it");
}

#[test]
fn tabs_are_moved_and_the_shown_one_stays_shown() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.act(&mut tab, open("three", ONE));
    let sheet = |tab: &Tab, place: usize| tab.studio.tabs()[place].sheet;
    for (from, to, expected) in [
        (2, 0, "[three] one two"),
        (1, 9, "[three] two one"),
        (0, 1, "two [three] one"),
        (1, 1, "two [three] one"),
    ] {
        let sheet = sheet(&tab, from);
        store.project(&mut tab, ProjectAction::Move { sheet, to });
        assert_eq!(tab.tabs(), expected);
    }
}

#[test]
fn a_full_store_loses_nothing_and_says_so() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.refuses = Some("the browser's storage is full");
    add(&mut store, &mut tab, "More");
    store.wait(&mut tab);
    assert_eq!(tab.studio.save_state(), SaveState::NotSaved("the browser's storage is full".into()));
    let notice = tab.studio.notice().expect("a notice");
    assert_eq!(
        notice.choices.iter().map(|choice| choice.label).collect::<Vec<_>>(),
        ["Try again", "Download project"]
    );
    assert!(tab.studio.would_lose(), "the browser asks before it closes the page");
    store.act(&mut tab, notice.choices[1].action.clone());
    let file = tab.asked.iter().find_map(|request| match request {
        Request::Download { text, .. } => Some(text.clone()),
        _ => None,
    });
    let project = file::parse(&file.expect("a download")).expect("a project");
    assert_eq!(&*project.sheets[1].text, tab.text());
    add(&mut store, &mut tab, "And more");
    store.refuses = None;
    store.wait(&mut tab);
    assert_eq!(
        (tab.studio.save_state(), tab.notice(), tab.studio.would_lose()),
        (SaveState::Saved, "", false)
    );
    assert_eq!(store.open(1).text(), tab.text());
}

#[test]
fn a_page_that_goes_before_its_save_is_found_in_the_journal() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.refuses = Some("gone");
    store.project(&mut tab, ProjectAction::TakeVersion { name: "Kept".into(), at: 1.0 });
    add(&mut store, &mut tab, "More");
    store.project(&mut tab, ProjectAction::Hidden);
    store.refuses = None;
    let mut back = store.open(1);
    assert_eq!(back.text(), tab.text());
    assert_eq!(back.studio.versions()[0].text.as_deref(), Some(ONE));
    assert!(back.last_said().starts_with("Brought back"), "{}", back.last_said());
    store.wait(&mut back);
    assert!(store.journals.is_empty(), "it is saved now");
    assert_eq!(store.open(1).text(), tab.text());
}

#[test]
fn a_journal_whose_save_got_there_is_forgotten() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    add(&mut store, &mut tab, "More");
    store.refuses = Some("on its way");
    store.project(&mut tab, ProjectAction::Hidden);
    let journals = store.journals.clone();
    assert_eq!(journals.len(), 1);
    store.refuses = None;
    store.project(&mut tab, ProjectAction::Save);
    // The page went away before it could forget the journal.
    store.journals = journals;
    let mut back = store.open(1);
    assert_eq!(back.text(), tab.text());
    assert!(!back.said.iter().any(|said| said.text.starts_with("Brought back")), "nothing was lost");
    assert!(store.journals.is_empty());
    add(&mut store, &mut back, "And more");
    store.wait(&mut back);
    store.open(1);
    assert_eq!(store.projects.len(), 1, "no copy of what is there");
}

#[test]
fn a_journal_that_is_older_than_what_was_saved_becomes_a_copy() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.refuses = Some("gone");
    add(&mut store, &mut tab, "Lost?");
    store.project(&mut tab, ProjectAction::Hidden);
    store.refuses = None;
    store.locks.clear();
    let journals = std::mem::take(&mut store.journals);
    let mut other = store.open(2);
    add(&mut store, &mut other, "Newer");
    store.wait(&mut other);
    store.journals = journals;
    store.locks.clear();
    let back = store.open(3);
    assert_eq!(back.text(), other.text(), "what was saved last is shown");
    let copy = store.projects.values().find(|stored| stored.summary.name.ends_with("(recovered)"));
    assert!(copy.expect("a copy").text.contains("Lost?"));
    assert!(store.journals.is_empty());
}

/// Two tabs with the same project, the first of which writes.
fn two_tabs(store: &mut Store) -> (Tab, Tab) {
    let first = two_machines(store);
    let second = store.open(2);
    assert_eq!((first.notice(), second.notice()), ("", "follower"));
    (first, second)
}

/// Passes on what `from` told.
fn hear(store: &mut Store, from: &mut Tab, to: &mut Tab) {
    for message in std::mem::take(&mut from.told) {
        store.project(to, ProjectAction::Heard(message));
    }
}

#[test]
fn the_second_tab_follows_and_cannot_write() {
    let mut store = Store::default();
    let (mut first, mut second) = two_tabs(&mut store);
    add(&mut store, &mut second, "Not allowed");
    store.act(&mut second, open("three", ONE));
    store.act(&mut second, Action::Edit(EditAction::Name("No".into())));
    assert_eq!((second.text().as_str(), second.tabs().as_str()), (ONE, "one [two]"));
    assert!(second.last_said().starts_with("Read only here"));
    add(&mut store, &mut first, "More");
    store.wait(&mut first);
    hear(&mut store, &mut first, &mut second);
    assert_eq!(second.text(), first.text());
}

#[test]
fn taking_over_turns_the_roles_and_loses_nothing() {
    let mut store = Store::default();
    let (mut first, mut second) = two_tabs(&mut store);
    add(&mut store, &mut first, "Just typed");
    let id = first.studio.project().id.clone();
    // What the second tab asks for reaches the first before the lock is taken.
    store.project(&mut first, ProjectAction::Heard(Message::Yield { id }));
    store.project(&mut second, ProjectAction::TakeOver);
    assert_eq!((first.notice(), second.notice()), ("follower", ""));
    assert_eq!(second.text(), first.text(), "what was typed just before");
    add(&mut store, &mut second, "Here now");
    store.wait(&mut second);
    hear(&mut store, &mut second, &mut first);
    assert_eq!(first.text(), second.text());
    add(&mut store, &mut first, "Not allowed");
    assert!(!first.text().contains("Not allowed"));
}

#[test]
fn a_newer_revision_is_never_overwritten_unseen() {
    for (choice, mine_stays, projects) in [
        (ProjectAction::TakeTheirs, false, 1),
        (ProjectAction::KeepMine, true, 1),
        (ProjectAction::Copy, true, 2),
    ] {
        let mut store = Store::default();
        let mut first = two_machines(&mut store);
        // As in a browser without locks.
        store.locks.clear();
        let mut second = store.open(2);
        add(&mut store, &mut first, "Theirs");
        store.wait(&mut first);
        add(&mut store, &mut second, "Mine");
        store.wait(&mut second);
        assert_eq!(second.notice(), "conflict");
        let kept = store.projects.values().next().expect("a project").text.clone();
        assert!(kept.contains("Theirs") && !kept.contains("Mine"), "it was overwritten");
        store.project(&mut second, choice.clone());
        store.wait(&mut second);
        assert_eq!((second.studio.save_state(), second.notice()), (SaveState::Saved, ""), "{choice:?}");
        assert_eq!(second.text().contains("Mine"), mine_stays, "{choice:?}");
        assert_eq!(store.projects.len(), projects, "{choice:?}");
    }
}

#[test]
fn a_copy_of_a_project_that_is_open_elsewhere_can_be_worked_on() {
    let mut store = Store::default();
    let (mut first, mut second) = two_tabs(&mut store);
    store.project(&mut second, ProjectAction::Copy);
    add(&mut store, &mut second, "Mine");
    store.wait(&mut second);
    assert_eq!((store.projects.len(), second.notice()), (2, ""));
    hear(&mut store, &mut second, &mut first);
    assert_eq!(first.text(), ONE);
}

#[test]
fn versions_are_kept_compared_and_restored_as_one_edit() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.project(&mut tab, ProjectAction::TakeVersion { name: "  ".into(), at: 1.0 });
    add(&mut store, &mut tab, "More");
    store.project(&mut tab, ProjectAction::TakeVersion { name: "With more".into(), at: 2.0 });
    add(&mut store, &mut tab, "And more");
    let last = tab.text();
    store.wait(&mut tab);
    store.locks.clear();
    let mut tab = store.open(2);
    let versions = tab.studio.versions();
    assert_eq!(versions.iter().map(|one| &*one.name).collect::<Vec<_>>(), ["With more", "Version 1"]);
    let oldest = versions[1].id;
    store.project(&mut tab, ProjectAction::Compare(oldest));
    let names = |tab: &Tab| {
        let comparison = tab.studio.comparison().expect("a comparison");
        comparison.difference.states.iter().map(|change| change.path.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&tab), ["More", "And more"]);
    store.project(&mut tab, ProjectAction::Restore(oldest));
    assert_eq!((tab.text().as_str(), tab.studio.undo_label()), (ONE, Some("Restore Version 1")));
    assert!(names(&tab).is_empty(), "the comparison follows");
    store.act(&mut tab, Action::Command(CommandId::Undo));
    assert_eq!(tab.text(), last);
    store.project(&mut tab, ProjectAction::Forget(oldest));
    assert!(tab.studio.comparison().is_none());
    store.wait(&mut tab);
    let stored = store.projects.values().next().expect("a project");
    assert_eq!(stored.versions.len(), 1, "its text is gone, too");
}

#[test]
fn another_machine_has_its_own_versions() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.project(&mut tab, ProjectAction::TakeVersion { name: "Of two".into(), at: 1.0 });
    let id = tab.studio.versions()[0].id;
    store.project(&mut tab, ProjectAction::Compare(id));
    store.act(&mut tab, Action::Command(CommandId::NextMachine));
    assert!(tab.studio.versions().is_empty() && tab.studio.comparison().is_none());
}

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

#[test]
fn deleting_wants_the_name_and_can_be_undone() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    store.project(&mut tab, ProjectAction::Name("My project".into()));
    store.project(&mut tab, ProjectAction::TakeVersion { name: "Kept".into(), at: 1.0 });
    store.act(&mut tab, Action::Command(CommandId::DeleteProject));
    assert_eq!(tab.studio.dialog(), Some(Dialog::DeleteProject));
    for (typed, may) in [("", false), ("my project", false), ("My project", true), (" My project ", true)] {
        store.project(&mut tab, ProjectAction::Type(typed.into()));
        assert_eq!(tab.studio.may_delete(), may, "{typed:?}");
    }
    store.project(&mut tab, ProjectAction::Type("no".into()));
    store.project(&mut tab, ProjectAction::Delete);
    assert_eq!(tab.tabs(), "one [two]", "it is not the name");
    store.project(&mut tab, ProjectAction::Type("My project".into()));
    store.project(&mut tab, ProjectAction::Delete);
    assert!(store.projects.is_empty() && tab.studio.document().is_none());
    assert_eq!(tab.said.last().and_then(|said| said.offer), Some(CommandId::RestoreProject));
    store.act(&mut tab, Action::Command(CommandId::RestoreProject));
    assert_eq!((tab.tabs().as_str(), store.projects.len()), ("one [two]", 1));
    assert_eq!(tab.studio.versions()[0].text.as_deref(), Some(ONE));
    add(&mut store, &mut tab, "More");
    store.wait(&mut tab);
    assert_eq!(tab.studio.save_state(), SaveState::Saved);
}

#[test]
fn another_project_is_opened_once_this_one_is_saved() {
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    let first = tab.studio.project().id.clone();
    add(&mut store, &mut tab, "More");
    let edited = tab.text();
    store.act(&mut tab, Action::Command(CommandId::NewProject));
    assert!(tab.studio.document().is_none());
    assert_eq!(tab.studio.recent_projects().iter().map(|one| &*one.id).collect::<Vec<_>>(), [&*first]);
    store.act(&mut tab, open("other", NESTED));
    store.wait(&mut tab);
    assert_eq!(store.projects.len(), 2);
    store.act(&mut tab, Action::Dialog(Some(Dialog::Projects)));
    let names: Vec<_> = tab.studio.project_list().iter().map(|one| one.name.to_string()).collect();
    assert_eq!(names, ["other", "one"]);
    store.project(&mut tab, ProjectAction::Open(first.clone()));
    assert_eq!((tab.text(), tab.studio.dialog()), (edited, None));
    store.refuses = Some("full");
    add(&mut store, &mut tab, "Not saved");
    store.act(&mut tab, Action::Command(CommandId::NewProject));
    assert!(tab.text().contains("Not saved"), "what cannot be saved is not left");
    assert_eq!(tab.notice(), "not-saved");
}

/// Two definitions, and how their states differ: kind, path, fields.
#[track_caller]
fn check_states(before: &str, after: &str, expected: &[(Change, &str, &str)]) {
    let document = |text: &str| asl_studio::edit::Document::new(text).expect("JSON");
    let found = difference(&document(before), &document(after));
    let found: Vec<_> = found
        .states
        .iter()
        .map(|change| (change.kind, change.path.to_string(), change.fields.join(" ")))
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(kind, path, fields)| (*kind, (*path).to_owned(), (*fields).to_owned()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn states_are_added_removed_changed_moved_and_renamed() {
    check_states(NESTED, NESTED, &[]);
    check_states(NESTED, &NESTED.replace("\"Succeed\"", "\"Fail\""), &[(Change::Changed, "Last", "Type")]);
    check_states(
        NESTED,
        &NESTED.replace("\"Last\"", "\"End\""),
        &[(Change::Changed, "Both", "Next"), (Change::Renamed, "End", "")],
    );
    check_states(
        ONE,
        &ONE.replace("}\n  }", "},\n    \"B\": { \"Type\": \"Fail\" }\n  }"),
        &[(Change::Added, "B", "")],
    );
    check_states(
        &ONE.replace("}\n  }", "},\n    \"B\": { \"Type\": \"Fail\" }\n  }"),
        ONE,
        &[(Change::Removed, "B", "")],
    );
    let inner = "\"Left\": { \"Type\": \"Pass\", \"End\": true }";
    let moved = NESTED.replace(inner, "").replace("\"Last\": {", &format!("{inner}, \"Last\": {{"));
    check_states(NESTED, &moved, &[(Change::Moved, "Left", "")]);
}

/// The signs and texts of all hunks.
fn told(before: &str, after: &str) -> Vec<String> {
    let line = |(kind, text): &(LineKind, String)| {
        let sign = match kind {
            LineKind::Same => ' ',
            LineKind::Added => '+',
            LineKind::Removed => '-',
        };
        format!("{sign}{text}")
    };
    hunks(before, after)
        .iter()
        .map(|hunk| hunk.lines.iter().map(line).collect::<Vec<_>>().join("|"))
        .collect()
}

#[test]
fn lines_are_told_with_three_around_them() {
    let ten = |change: &[(usize, &str)]| {
        let line = |number: usize| {
            change
                .iter()
                .find(|(at, _)| *at == number)
                .map_or_else(|| number.to_string(), |(_, text)| (*text).into())
        };
        (1..=20).map(line).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(told(&ten(&[]), &ten(&[])), Vec::<String>::new());
    assert_eq!(told(&ten(&[]), &ten(&[(5, "x")])), [" 2| 3| 4|-5|+x| 6| 7| 8"]);
    assert_eq!(
        told(&ten(&[]), &ten(&[(5, "x"), (15, "y")])),
        [" 2| 3| 4|-5|+x| 6| 7| 8", " 12| 13| 14|-15|+y| 16| 17| 18"]
    );
    assert_eq!(told(&ten(&[]), &ten(&[(5, "x"), (9, "y")])), [" 2| 3| 4|-5|+x| 6| 7| 8|-9|+y| 10| 11| 12"]);
    assert_eq!(told("a", ""), ["-a"]);
    assert_eq!(told("", "a\nb"), ["+a|+b"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Hunks applied to the old lines give the new ones.
    #[test]
    fn hunks_lead_from_one_text_to_the_other(
        before in prop::collection::vec(0_u8..4, 0..40), after in prop::collection::vec(0_u8..4, 0..40),
    ) {
        let text = |lines: &[u8]| lines.iter().map(|line| format!("line {line}\n")).collect::<String>();
        let (before, after) = (text(&before), text(&after));
        let old: Vec<&str> = before.lines().collect();
        let (mut made, mut at) = (Vec::new(), 0);
        for hunk in hunks(&before, &after) {
            made.extend(old[at..hunk.before - 1].iter().map(|line| (*line).to_owned()));
            at = hunk.before - 1;
            prop_assert_eq!(made.len(), hunk.after - 1);
            for (kind, line) in &hunk.lines {
                if *kind != LineKind::Added {
                    prop_assert_eq!(old[at], line.as_str());
                    at += 1;
                }
                if *kind != LineKind::Removed {
                    made.push(line.clone());
                }
            }
        }
        made.extend(old[at..].iter().map(|line| (*line).to_owned()));
        prop_assert_eq!(made, after.lines().map(str::to_owned).collect::<Vec<_>>());
    }

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

#[test]
fn pasted_samples_are_saved_with_the_machine_and_follow_its_states() {
    use asl_studio::studio::form::FormAction;
    use asl_studio::studio::preview::{SampleAction, SamplePart, sample};
    let mut store = Store::default();
    let mut tab = two_machines(&mut store);
    let path = |tab: &Tab, name: &str| {
        let machine = &tab.studio.document().expect("something is open").machine;
        machine.path_of(machine.find(name).expect("the state"))
    };
    let state = path(&tab, "A");
    let paste = SampleAction::Paste(state.clone(), SamplePart::Input, "{\"n\": 1}".into());
    store.act(&mut tab, Action::Sample(paste));
    store.act(&mut tab, Action::Select(Some(state.clone())));
    store.act(&mut tab, Action::Edit(EditAction::Do(Command::Rename { state, to: "B".into() })));
    store.act(&mut tab, Action::Form(FormAction::Data));
    store.wait(&mut tab);
    let again = store.open(2);
    let kept = sample(&again.studio, &path(&again, "B"));
    assert_eq!((kept.pasted_input.as_str(), kept.is_known()), ("{\"n\": 1}", true));
}
