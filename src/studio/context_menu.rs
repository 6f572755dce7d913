//! The menu of what was clicked with the other button, or pressed long.

use super::Studio;
use super::action::{FocusTarget, Request};
use super::command::{self, CommandId};
use super::geometry::Point;
use super::handles::Hover;
use super::tool::Tool;
use crate::edit::Selection;

/// Where a menu is open, and for what.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextMenu {
    /// In pixels from the canvas's corner
    pub at: Point,
    /// In groups, none of them empty
    pub groups: Vec<Vec<CommandId>>,
}

/// Groups of what belongs together, a line between them.
type Groups = &'static [&'static [CommandId]];

const FOR_STATES: Groups = &[
    &[
        CommandId::AddNext,
        CommandId::AddInside,
        CommandId::AddRule,
        CommandId::AddCatch,
        CommandId::AddBranch,
    ],
    &[CommandId::Rename, CommandId::FocusInspector, CommandId::MoveTo, CommandId::ToggleCollapsed],
    &[CommandId::Cut, CommandId::Copy, CommandId::Duplicate],
    &[CommandId::WrapInParallel, CommandId::WrapInMap, CommandId::WrapInCatch, CommandId::Unwrap],
    &[CommandId::DeleteSelection],
];

const FOR_EDGES: Groups = &[&[CommandId::AddNext], &[CommandId::DeleteSelection]];

const FOR_GROUND: Groups = &[
    &[CommandId::AddNext, CommandId::SelectAll],
    &[CommandId::TidyUp, CommandId::TurnFlow, CommandId::Fit],
    &[CommandId::CollapseAll, CommandId::ExpandAll],
    &[CommandId::CopyDefinition],
];

impl Studio {
    /// Opens the menu of what is there; it becomes selected, if it is not.
    pub(super) fn open_context_menu(&mut self, at: Point) {
        if self.document.is_none() {
            return;
        }
        self.let_go();
        // The press is over: letting go of it closes nothing.
        self.tool = Tool::Idle;
        let wanted = match self.hover_at(at) {
            Some(Hover::State(path)) => {
                if !self.selection.contains(&path) {
                    self.select(Some(path));
                }
                FOR_STATES
            }
            Some(Hover::Edge(connection)) => {
                self.select_all(Selection::connection(connection));
                FOR_EDGES
            }
            None => {
                self.select(None);
                FOR_GROUND
            }
        };
        let enabled = |id: &CommandId| (command::find(*id).enabled)(self);
        let groups = wanted.iter().map(|group| group.iter().copied().filter(enabled).collect::<Vec<_>>());
        let groups = groups.filter(|group| !group.is_empty()).collect();
        self.context_menu = Some(ContextMenu { at, groups });
        self.requests.push(Request::Focus(FocusTarget::ContextMenu));
    }

    pub fn context_menu(&self) -> Option<&ContextMenu> {
        self.context_menu.as_ref()
    }
}
