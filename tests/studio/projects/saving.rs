//! Saving, what can go wrong with it, and projects that are left or deleted.

use super::super::NESTED;
use super::super::store::Store;
use super::{ONE, add, open, two_machines};
use asl_studio::studio::action::Dialog;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::project::saving::SaveState;
use asl_studio::studio::project::{ProjectAction, file};
use asl_studio::studio::{Action, Request};

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
