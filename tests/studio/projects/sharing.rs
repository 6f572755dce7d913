//! One project in two tabs of the browser.

use super::super::store::{Store, Tab};
use super::{ONE, add, open, two_machines};
use asl_studio::studio::Action;
use asl_studio::studio::editing::EditAction;
use asl_studio::studio::project::ProjectAction;
use asl_studio::studio::project::saving::SaveState;
use asl_studio::studio::project::sharing::Message;

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
