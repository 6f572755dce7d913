//! The eight types of state: the values of the field `Type` (spec, "State Types").

use super::state::StateKind;

/// The type of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the specification's own")]
pub enum StateType {
    Task,
    Pass,
    Wait,
    Choice,
    Parallel,
    Map,
    Succeed,
    Fail,
}

impl StateType {
    /// All, in the order of the specification's field table.
    pub const ALL: [Self; 8] = [
        Self::Task,
        Self::Pass,
        Self::Wait,
        Self::Choice,
        Self::Parallel,
        Self::Map,
        Self::Succeed,
        Self::Fail,
    ];

    /// The type of what was read; `None` if its `Type` is none of the language.
    pub const fn of(kind: &StateKind) -> Option<Self> {
        Some(match kind {
            StateKind::Task(_) => Self::Task,
            StateKind::Pass(_) => Self::Pass,
            StateKind::Wait(_) => Self::Wait,
            StateKind::Choice(_) => Self::Choice,
            StateKind::Parallel(_) => Self::Parallel,
            StateKind::Map(_) => Self::Map,
            StateKind::Succeed => Self::Succeed,
            StateKind::Fail(_) => Self::Fail,
            StateKind::Unknown(_) => return None,
        })
    }

    /// The value of the field `Type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Task => "Task",
            Self::Pass => "Pass",
            Self::Wait => "Wait",
            Self::Choice => "Choice",
            Self::Parallel => "Parallel",
            Self::Map => "Map",
            Self::Succeed => "Succeed",
            Self::Fail => "Fail",
        }
    }
}
