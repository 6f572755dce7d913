//! Every command, once: menus, buttons, keys, the palette and the `?` sheet are all made from this table.

use super::Studio;
pub use super::command_action::action;
use super::enabled::{
    always, can_add, can_catch, can_redo, can_undo, has_disk, has_next, has_previous, with_choice,
    with_container, with_document, with_failed_run, with_other_machines, with_parallel, with_project,
    with_run, with_selection, with_single, with_something_selected, with_states, with_stoppable_run,
    with_vacancy,
};
pub use super::group::Group;
use super::key::{Chord, KeyPress};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommandId {
    New,
    Undo,
    Redo,
    Cut,
    Copy,
    Duplicate,
    DeleteSelection,
    SelectAll,
    WrapInParallel,
    WrapInMap,
    WrapInCatch,
    Unwrap,
    AddNext,
    AddRule,
    AddCatch,
    AddInside,
    MoveTo,
    ContextMenu,
    AddBranch,
    Rename,
    ShowLibrary,
    TidyUp,
    TurnFlow,
    OpenFile,
    Paste,
    Samples,
    Download,
    DownloadFilled,
    DownloadCreate,
    CopyDefinition,
    CloseDocument,
    OpenFromDisk,
    SaveToDisk,
    NewProject,
    Projects,
    Versions,
    ExportProject,
    SaveProjectToDisk,
    DeleteProject,
    RestoreProject,
    ReopenMachine,
    NextMachine,
    PreviousMachine,
    Fit,
    ActualSize,
    ZoomIn,
    ZoomOut,
    RevealSelection,
    WalkUp,
    WalkDown,
    WalkLeft,
    WalkRight,
    WalkNext,
    WalkPrevious,
    ToggleCollapsed,
    CollapseAll,
    ExpandAll,
    FocusInspector,
    Escape,
    FindState,
    ToggleOutline,
    ToggleInspector,
    ShowDesign,
    ShowCode,
    ShowSplit,
    NextView,
    FormatCode,
    ShowRun,
    Run,
    Start,
    Stop,
    PlayOrPause,
    StepForward,
    StepBack,
    SkipWait,
    Redrive,
    ExportMocks,
    ExportHistory,
    ShowProblems,
    ToggleTheme,
    Palette,
    Shortcuts,
}

/// One command.
pub struct Command {
    pub id: CommandId,
    /// Sentence case; `…` when more input follows
    pub label: &'static str,
    pub group: Group,
    pub chords: &'static [Chord],
    pub enabled: fn(&Studio) -> bool,
}

impl Command {
    /// Whether it makes sense to look it up by name: moving about does not, nor does closing what is open then.
    pub fn in_palette(&self) -> bool {
        let by_keys_only = matches!(
            self.id,
            CommandId::WalkUp
                | CommandId::WalkDown
                | CommandId::WalkLeft
                | CommandId::WalkRight
                | CommandId::WalkNext
                | CommandId::WalkPrevious
                | CommandId::Escape
                | CommandId::Palette
                | CommandId::Run
                | CommandId::NextView
        );
        !by_keys_only
    }
}

const fn command(
    id: CommandId,
    group: Group,
    label: &'static str,
    chords: &'static [Chord],
    enabled: fn(&Studio) -> bool,
) -> Command {
    Command { id, label, group, chords, enabled }
}

/// The table, in the order of the palette and the sheet.
pub static COMMANDS: &[Command] = &[
    command(CommandId::New, Group::File, "New workflow", &[], always),
    command(CommandId::OpenFile, Group::File, "Open file…", &[Chord::command("o")], always),
    command(CommandId::Paste, Group::File, "Paste definition…", &[], always),
    command(CommandId::Samples, Group::File, "Open a sample…", &[], always),
    command(CommandId::OpenFromDisk, Group::File, "Open from disk…", &[], has_disk),
    command(CommandId::SaveToDisk, Group::File, "Save to disk", &[Chord::command("s")], with_document),
    command(CommandId::Download, Group::File, "Download .asl.json", &[], with_document),
    command(CommandId::DownloadFilled, Group::File, "Download with values filled in", &[], with_document),
    command(CommandId::DownloadCreate, Group::File, "Download for create-state-machine", &[], with_document),
    command(CommandId::CopyDefinition, Group::File, "Copy definition", &[], with_document),
    command(CommandId::CloseDocument, Group::File, "Close workflow", &[], with_document),
    command(CommandId::ReopenMachine, Group::File, "Reopen the closed workflow", &[], Studio::can_reopen),
    command(CommandId::NewProject, Group::Project, "New project", &[], with_project),
    command(CommandId::Projects, Group::Project, "Open project…", &[], always),
    command(CommandId::Versions, Group::Project, "Versions…", &[], with_document),
    command(CommandId::ExportProject, Group::Project, "Download project", &[], with_project),
    command(CommandId::SaveProjectToDisk, Group::Project, "Save project to disk", &[], with_project),
    command(CommandId::DeleteProject, Group::Project, "Delete project…", &[], with_project),
    command(CommandId::RestoreProject, Group::Project, "Undelete project", &[], Studio::can_bring_back),
    command(
        CommandId::NextMachine,
        Group::Project,
        "Next workflow",
        &[Chord::symbol("}")],
        with_other_machines,
    ),
    command(
        CommandId::PreviousMachine,
        Group::Project,
        "Previous workflow",
        &[Chord::symbol("{")],
        with_other_machines,
    ),
    command(CommandId::Undo, Group::Edit, "Undo", &[Chord::command("z")], can_undo),
    command(
        CommandId::Redo,
        Group::Edit,
        "Redo",
        &[Chord::command_shift("z"), Chord::command("y")],
        can_redo,
    ),
    command(CommandId::Cut, Group::Edit, "Cut", &[Chord::command_canvas("x")], with_states),
    command(CommandId::Copy, Group::Edit, "Copy", &[Chord::command_canvas("c")], with_states),
    command(CommandId::Duplicate, Group::Edit, "Duplicate", &[Chord::command_canvas("d")], with_states),
    command(
        CommandId::DeleteSelection,
        Group::Edit,
        "Delete",
        &[Chord::canvas("Delete"), Chord::canvas("Backspace")],
        with_something_selected,
    ),
    command(
        CommandId::SelectAll,
        Group::Edit,
        "Select all states",
        &[Chord::command_canvas("a")],
        with_document,
    ),
    command(
        CommandId::AddNext,
        Group::Edit,
        "Add a state…",
        &[Chord::tab(false), Chord::plain("a")],
        can_add,
    ),
    command(CommandId::ShowLibrary, Group::Edit, "Palette of states", &[Chord::plain("s")], with_document),
    command(CommandId::Rename, Group::Edit, "Rename", &[Chord::canvas("F2")], with_single),
    command(CommandId::MoveTo, Group::Edit, "Move to…", &[Chord::plain("m")], with_states),
    command(CommandId::AddInside, Group::Edit, "Add a state inside…", &[Chord::plain("i")], with_vacancy),
    command(CommandId::AddRule, Group::Edit, "Add a rule…", &[], with_choice),
    command(
        CommandId::ContextMenu,
        Group::Edit,
        "Menu of the selection",
        &[Chord::canvas("ContextMenu"), Chord { shift: Some(true), ..Chord::canvas("F10") }],
        with_something_selected,
    ),
    command(CommandId::AddCatch, Group::Edit, "Add a catcher…", &[], can_catch),
    command(CommandId::AddBranch, Group::Edit, "Add a branch", &[], with_parallel),
    command(CommandId::WrapInParallel, Group::Edit, "Put in a Parallel", &[], with_states),
    command(CommandId::WrapInMap, Group::Edit, "Put in a Map", &[], with_states),
    command(CommandId::WrapInCatch, Group::Edit, "Catch errors of the selection", &[], with_states),
    command(CommandId::Unwrap, Group::Edit, "Take apart", &[], with_container),
    command(CommandId::Run, Group::Run, "Run", &[], with_document),
    command(CommandId::Start, Group::Run, "Start a run", &[Chord::command("Enter")], with_document),
    command(CommandId::PlayOrPause, Group::Run, "Play or pause", &[Chord::canvas(" ")], with_run),
    command(CommandId::StepForward, Group::Run, "Step forward", &[Chord::plain("n")], with_run),
    command(CommandId::StepBack, Group::Run, "Step back", &[Chord::plain("b")], with_run),
    command(CommandId::SkipWait, Group::Run, "Skip the wait", &[Chord::plain("w")], with_run),
    command(CommandId::Stop, Group::Run, "Stop the run", &[], with_stoppable_run),
    command(CommandId::Redrive, Group::Run, "Redrive: go on where it failed", &[], with_failed_run),
    command(CommandId::ExportHistory, Group::Run, "Download the history", &[], with_run),
    command(CommandId::ExportMocks, Group::Run, "Download the mocks", &[], with_document),
    command(
        CommandId::WalkDown,
        Group::States,
        "Next along the edges",
        &[Chord::canvas("ArrowDown")],
        with_document,
    ),
    command(
        CommandId::WalkUp,
        Group::States,
        "Back along the edges",
        &[Chord::canvas("ArrowUp")],
        with_document,
    ),
    command(
        CommandId::WalkLeft,
        Group::States,
        "Left neighbor",
        &[Chord::canvas("ArrowLeft")],
        with_document,
    ),
    command(
        CommandId::WalkRight,
        Group::States,
        "Right neighbor",
        &[Chord::canvas("ArrowRight")],
        with_document,
    ),
    command(CommandId::WalkNext, Group::States, "Next state", &[Chord::plain("j")], has_next),
    command(CommandId::WalkPrevious, Group::States, "Previous state", &[Chord::plain("k")], has_previous),
    command(
        CommandId::FocusInspector,
        Group::States,
        "Go to the inspector",
        &[Chord::canvas("Enter")],
        with_selection,
    ),
    command(
        CommandId::ToggleCollapsed,
        Group::States,
        "Collapse or expand",
        &[Chord::plain(".")],
        with_container,
    ),
    command(CommandId::CollapseAll, Group::States, "Collapse all containers", &[], with_document),
    command(CommandId::ExpandAll, Group::States, "Expand all containers", &[], with_document),
    command(CommandId::FindState, Group::States, "Find a state", &[Chord::plain("/")], with_document),
    command(
        CommandId::Escape,
        Group::States,
        "Close, or clear the selection",
        &[Chord::plain("Escape")],
        always,
    ),
    command(CommandId::Fit, Group::View, "Fit the workflow", &[Chord::plain("1")], with_document),
    command(CommandId::ActualSize, Group::View, "Zoom to 100 %", &[Chord::plain("0")], with_document),
    command(
        CommandId::ZoomIn,
        Group::View,
        "Zoom in",
        &[Chord::symbol("+"), Chord::symbol("=")],
        with_document,
    ),
    command(
        CommandId::ZoomOut,
        Group::View,
        "Zoom out",
        &[Chord::symbol("-"), Chord::symbol("_")],
        with_document,
    ),
    command(
        CommandId::RevealSelection,
        Group::View,
        "Show the selected state",
        &[Chord::plain("2")],
        with_selection,
    ),
    command(CommandId::TidyUp, Group::View, "Tidy up", &[Chord::plain("t")], with_document),
    command(
        CommandId::TurnFlow,
        Group::View,
        "Turn the flow sideways or down",
        &[Chord::plain("l")],
        with_document,
    ),
    command(CommandId::ToggleOutline, Group::Panes, "Outline", &[Chord::plain("[")], with_document),
    command(CommandId::ToggleInspector, Group::Panes, "Inspector", &[Chord::plain("]")], with_document),
    command(CommandId::ShowDesign, Group::Panes, "Design", &[], with_document),
    command(CommandId::ShowCode, Group::Panes, "Code", &[], with_document),
    command(CommandId::ShowSplit, Group::Panes, "Design and code", &[], with_document),
    command(CommandId::NextView, Group::Panes, "Design, code, both", &[Chord::plain("c")], with_document),
    command(CommandId::FormatCode, Group::File, "Format the definition", &[], with_document),
    command(CommandId::ShowRun, Group::Panes, "Run drawer", &[Chord::plain("r")], with_document),
    command(CommandId::ShowProblems, Group::Panes, "Problems drawer", &[Chord::plain("p")], with_document),
    command(CommandId::ToggleTheme, Group::Panes, "Switch light and dark", &[], always),
    command(CommandId::Palette, Group::Help, "Find a state or a command…", &[Chord::command("k")], always),
    command(CommandId::Shortcuts, Group::Help, "Keyboard shortcuts", &[Chord::symbol("?")], always),
];

/// The table's row of `id`.
pub fn find(id: CommandId) -> &'static Command {
    COMMANDS.iter().find(|command| command.id == id).unwrap_or(&COMMANDS[0])
}

/// The command that a key press means now.
pub fn for_key(studio: &Studio, press: &KeyPress) -> Option<CommandId> {
    if studio.dialog().is_some() {
        return None;
    }
    let command = COMMANDS.iter().find(|command| command.chords.iter().any(|chord| chord.matches(press)))?;
    ((command.enabled)(studio)).then_some(command.id)
}
