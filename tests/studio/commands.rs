//! The registry of commands, keys, the palette, the outline and the Problems list.

use super::{NESTED, press, selected, studio, with};
use asl_studio::studio::action::{Dialog, FocusTarget, OpenAction, PaneAction};
use asl_studio::studio::command::{COMMANDS, CommandId, find, for_key};
use asl_studio::studio::key::{KeyPlace, KeyPress};
use asl_studio::studio::outline::rows;
use asl_studio::studio::pane::{DrawerTab, Pane};
use asl_studio::studio::{Action, Request, palette};

#[test]
fn every_command_is_registered_once_and_no_key_means_two() {
    for (index, command) in COMMANDS.iter().enumerate() {
        assert_eq!(find(command.id).label, command.label, "two commands of one id");
        for other in &COMMANDS[index + 1..] {
            let shared = command.chords.iter().find(|chord| other.chords.contains(chord));
            assert_eq!(shared, None, "{} and {}", command.label, other.label);
        }
    }
}

#[test]
fn plain_keys_are_text_in_a_field_and_arrows_belong_to_controls() {
    let studio = with(NESTED);
    let at = |key: &str, command: bool, place| {
        for_key(&studio, &KeyPress { key: key.into(), command, shift: false, alt: false, place })
    };
    assert_eq!(at("1", false, KeyPlace::Canvas), Some(CommandId::Fit));
    assert_eq!(at("1", false, KeyPlace::Control), Some(CommandId::Fit));
    assert_eq!(at("1", false, KeyPlace::Field), None);
    assert_eq!(at("k", true, KeyPlace::Field), Some(CommandId::Palette));
    assert_eq!(at("F6", false, KeyPlace::Field), Some(CommandId::NextPane), "a way out of every field");
    assert_eq!(at("ArrowDown", false, KeyPlace::Control), None);
    assert_eq!(at("Tab", false, KeyPlace::Page), None);
}

#[test]
fn keys_rest_while_a_dialog_is_open() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Command(CommandId::Shortcuts));
    assert_eq!(studio.dialog(), Some(Dialog::Shortcuts));
    press(&mut studio, "ArrowDown");
    assert_eq!(selected(&studio), "");
}

#[test]
fn enter_opens_the_inspector_and_escape_clears_the_selection() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Pane(PaneAction::Toggle(Pane::Inspector)));
    press(&mut studio, "ArrowDown");
    let asked = press(&mut studio, "Enter");
    assert!(studio.panes().inspector.open);
    assert!(asked.contains(&Request::Focus(FocusTarget::Inspector)), "{asked:?}");
    press(&mut studio, "Escape");
    assert_eq!(selected(&studio), "");
}

#[test]
fn selecting_tells_a_screen_reader_what_it_is_and_where_it_leads() {
    let mut studio = with(NESTED);
    let asked = press(&mut studio, "ArrowDown");
    let said: Vec<_> = asked
        .iter()
        .filter_map(|request| match request {
            Request::Announce(announcement) => Some(announcement.text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(said, ["First, Pass, leads to Both"]);
}

#[test]
fn the_palette_finds_states_and_commands_by_parts_of_their_names() {
    let mut studio = with(NESTED);
    let labels = |studio: &asl_studio::studio::Studio| {
        palette::rows(studio).into_iter().map(|row| row.label).collect::<Vec<_>>()
    };
    studio.dispatch(Action::FilterPalette("righ".into()));
    assert_eq!(labels(&studio), ["Right", "Righter"]);
    studio.dispatch(Action::FilterPalette("zoom in".into()));
    assert_eq!(labels(&studio), ["Zoom in"]);
    studio.dispatch(Action::FilterPalette("no such thing".into()));
    assert_eq!(labels(&studio), Vec::<String>::new());
    studio.dispatch(Action::FilterPalette("putItem".into()));
    let [row] = &palette::rows(&studio)[..] else { panic!("{:?}", labels(&studio)) };
    studio.dispatch(row.action.clone());
    assert!(studio.document().is_some_and(|open| open.text.contains("dynamodb:putItem")));
}

#[test]
fn the_palette_offers_nothing_that_cannot_be_done() {
    let studio = studio();
    for row in palette::rows(&studio) {
        let Action::Command(id) = row.action else { panic!("{row:?} with nothing open") };
        assert!((find(id).enabled)(&studio), "{}", row.label);
    }
}

#[test]
fn the_outline_stands_in_the_order_of_the_flow_with_levels_and_branches() {
    let studio = with(NESTED);
    let shown: Vec<String> = rows(studio.document().unwrap(), "")
        .into_iter()
        .map(|row| {
            format!(
                "{} {}{}",
                row.level,
                row.name,
                row.branch.map(|branch| format!(" ({branch})")).unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        shown,
        ["1 First", "1 Both", "2 Left (Branch 1)", "2 Right (Branch 2)", "2 Righter", "1 Last"]
    );
    let found: Vec<_> =
        rows(studio.document().unwrap(), " LEFT ").into_iter().map(|row| row.name.to_string()).collect();
    assert_eq!(found, ["Left"]);
}

#[test]
fn a_problem_leads_to_its_state() {
    let text = NESTED.replace(r#""Next": "Righter""#, r#""Next": "Nowhere""#);
    let mut studio = with(&text);
    let document = studio.document().unwrap().clone();
    let index = document
        .problems
        .iter()
        .position(|problem| problem.state.as_ref().is_some_and(|path| &**path.name() == "Right"))
        .unwrap_or_else(|| panic!("{:?}", document.problems));
    assert!(document.problems[index].place.is_some());
    studio.dispatch(Action::ShowProblem(index));
    assert_eq!(selected(&studio), "Both[1] / Right");
}

#[test]
fn a_drawer_tab_opens_its_panel_and_closes_it_again() {
    let mut studio = with(NESTED);
    let drawer = |studio: &asl_studio::studio::Studio| (studio.panes().drawer.open, studio.panes().tab);
    press(&mut studio, "p");
    assert_eq!(drawer(&studio), (true, DrawerTab::Problems));
    press(&mut studio, "r");
    assert_eq!(drawer(&studio), (true, DrawerTab::Run));
    press(&mut studio, "r");
    assert_eq!(drawer(&studio), (false, DrawerTab::Run));
}

#[test]
fn copying_gives_the_text_as_it_was_opened() {
    let mut studio = studio();
    let text = format!("\n{NESTED}\n\n");
    studio.dispatch(Action::Open(OpenAction::Pasted(text.clone())));
    let asked = studio.dispatch(Action::Command(CommandId::CopyDefinition));
    assert!(asked.contains(&Request::Copy { text, done: "Copied the definition".into() }), "{asked:?}");
}
