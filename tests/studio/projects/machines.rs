//! Several machines of one project, in tabs.

use super::super::NESTED;
use super::super::store::{Store, Tab};
use super::{ONE, add, input, open, show, two_machines};
use asl_studio::edit::Command;
use asl_studio::studio::action::{CanvasAction, OpenAction};
use asl_studio::studio::command::CommandId;
use asl_studio::studio::editing::EditAction;
use asl_studio::studio::project::ProjectAction;
use asl_studio::studio::project::saving::SaveState;
use asl_studio::studio::run::RunAction;
use asl_studio::studio::run::setup::SetupEdit;
use asl_studio::studio::{Action, StorageKey};

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
