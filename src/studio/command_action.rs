//! Commands that stand for an action which something else can cause too.

use super::action::{Action, CanvasAction, Dialog, Direction, PaneAction};
use super::code::CodeAction;
use super::command::CommandId;
use super::pane::{DrawerTab, Pane, View};

/// The action a command stands for, where it is one that something else can cause too.
pub fn action(id: CommandId) -> Option<Action> {
    Some(match id {
        CommandId::Paste => Action::Dialog(Some(Dialog::Paste)),
        CommandId::Samples => Action::Dialog(Some(Dialog::Samples)),
        CommandId::Palette => Action::Dialog(Some(Dialog::Palette)),
        CommandId::Shortcuts => Action::Dialog(Some(Dialog::Shortcuts)),
        CommandId::Projects => Action::Dialog(Some(Dialog::Projects)),
        CommandId::Versions => Action::Dialog(Some(Dialog::Versions)),
        CommandId::WalkUp => walk(Direction::Up),
        CommandId::WalkDown => walk(Direction::Down),
        CommandId::WalkLeft => walk(Direction::Left),
        CommandId::WalkRight => walk(Direction::Right),
        CommandId::WalkNext => walk(Direction::Next),
        CommandId::WalkPrevious => walk(Direction::Previous),
        CommandId::ToggleOutline => Action::Pane(PaneAction::Toggle(Pane::Outline)),
        CommandId::ToggleInspector => Action::Pane(PaneAction::Toggle(Pane::Inspector)),
        CommandId::ShowDesign => Action::Pane(PaneAction::Show(View::Design)),
        CommandId::ShowCode => Action::Pane(PaneAction::Show(View::Code)),
        CommandId::ShowSplit => Action::Pane(PaneAction::Show(View::Split)),
        CommandId::FormatCode => Action::Code(CodeAction::Format),
        CommandId::ShowRun => Action::Pane(PaneAction::ShowTab(DrawerTab::Run)),
        CommandId::ShowProblems => Action::Pane(PaneAction::ShowTab(DrawerTab::Problems)),
        _ => return None,
    })
}

fn walk(direction: Direction) -> Action {
    Action::Canvas(CanvasAction::Walk(direction))
}
