//! What commands are listed under.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    File,
    Project,
    Edit,
    View,
    States,
    Run,
    Panes,
    Help,
}

impl Group {
    pub const ALL: [Self; 8] =
        [Self::File, Self::Project, Self::Edit, Self::Run, Self::States, Self::View, Self::Panes, Self::Help];

    pub fn label(self) -> &'static str {
        match self {
            Self::File => "Open and export",
            Self::Project => "Project",
            Self::Edit => "Edit",
            Self::Run => "Run",
            Self::View => "Canvas",
            Self::States => "States",
            Self::Panes => "Panes",
            Self::Help => "Help",
        }
    }
}
