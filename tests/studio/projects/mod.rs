//! Projects: several machines in tabs, saving and what can go wrong, two tabs, versions, files.

mod files;
mod machines;
mod saving;
mod sharing;
mod versions;

use super::NESTED;
use super::store::{Store, Tab};
use asl_studio::edit::{Command, Fragment, rules};
use asl_studio::studio::Action;
use asl_studio::studio::action::{CanvasAction, OpenAction};
use asl_studio::studio::editing::EditAction;
use asl_studio::studio::geometry::Size;
use asl_studio::studio::project::ProjectAction;
use asl_studio::studio::run::RunAction;
use asl_studio::studio::run::setup::SetupEdit;

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
