//! What is kept between visits.

use super::store::Store;
use super::{NESTED, with};
use asl_studio::studio::action::{OpenAction, PaneAction};
use asl_studio::studio::command::CommandId;
use asl_studio::studio::pane::Pane;
use asl_studio::studio::theme::Theme;
use asl_studio::studio::{Action, Environment};

#[test]
fn the_document_and_the_settings_come_back() {
    let mut store = Store::default();
    let mut tab = store.open(1);
    store.act(&mut tab, Action::Open(OpenAction::Pasted(NESTED.into())));
    store.act(&mut tab, Action::Pane(PaneAction::Resize(Pane::Inspector, 500.0)));
    store.act(&mut tab, Action::Pane(PaneAction::Toggle(Pane::Outline)));
    store.act(&mut tab, Action::Command(CommandId::ToggleTheme));
    store.wait(&mut tab);
    let back = store.open(1);
    assert_eq!(back.text(), NESTED);
    assert_eq!(back.studio.panes(), tab.studio.panes());
    assert_eq!(back.studio.panes().inspector.size, 500.0);
    assert_eq!(back.studio.theme(), Theme::Dark);
}

#[test]
fn closing_forgets_the_document() {
    let mut store = Store::default();
    let mut tab = store.open(1);
    store.act(&mut tab, Action::Open(OpenAction::Pasted(NESTED.into())));
    store.act(&mut tab, Action::Command(CommandId::CloseDocument));
    assert!(tab.studio.document().is_none());
    store.wait(&mut tab);
    assert!(store.open(1).studio.document().is_none());
}

#[test]
fn what_cannot_be_read_is_as_if_it_was_not_there() {
    for broken in [
        "",
        "{",
        "[]",
        r#"{"name": 1, "text": 2}"#,
        r#"{"theme": "pink", "panes": {"inspector": {"size": "x"}}}"#,
    ] {
        let back = super::started(Environment::default(), |_| Some(broken.to_owned()));
        assert!(back.document().is_none(), "{broken}");
        assert_eq!(back.theme(), Theme::System, "{broken}");
    }
}

#[test]
fn panes_keep_within_their_limits() {
    let mut studio = with(NESTED);
    for (asked, open, size) in
        [(10_000.0, true, 720.0), (1.0, false, 720.0), (200.0, true, 280.0), (f64::NAN, false, 280.0)]
    {
        studio.dispatch(Action::Pane(PaneAction::Resize(Pane::Inspector, asked)));
        let pane = studio.panes().inspector;
        assert_eq!((pane.open, pane.size), (open, size), "asked for {asked}");
    }
}

#[test]
fn the_toggle_flips_light_and_dark_and_follows_the_system_where_they_agree() {
    for (theme, system_dark, expected) in [
        (Theme::System, false, Theme::Dark),
        (Theme::Dark, false, Theme::System),
        (Theme::System, true, Theme::Light),
        (Theme::Light, true, Theme::System),
        (Theme::Light, false, Theme::Dark),
        (Theme::Dark, true, Theme::Light),
    ] {
        assert_eq!(theme.toggled(system_dark), expected, "{theme:?} with the system dark: {system_dark}");
    }
}
