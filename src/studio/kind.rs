//! What a state is, as far as its looks go: the closed set that icons, hues and words are chosen by.

use crate::asl::{StateKind, StateType};

/// A state's type, or that it has none the language knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CardKind {
    Task,
    Pass,
    Wait,
    Choice,
    Parallel,
    Map,
    Succeed,
    Fail,
    Unknown,
}

impl CardKind {
    pub const ALL: [Self; 9] = [
        Self::Task,
        Self::Pass,
        Self::Wait,
        Self::Choice,
        Self::Parallel,
        Self::Map,
        Self::Succeed,
        Self::Fail,
        Self::Unknown,
    ];

    pub fn of(kind: &StateKind) -> Self {
        StateType::of(kind).map_or(Self::Unknown, Self::of_type)
    }

    pub fn of_type(state_type: StateType) -> Self {
        match state_type {
            StateType::Task => Self::Task,
            StateType::Pass => Self::Pass,
            StateType::Wait => Self::Wait,
            StateType::Choice => Self::Choice,
            StateType::Parallel => Self::Parallel,
            StateType::Map => Self::Map,
            StateType::Succeed => Self::Succeed,
            StateType::Fail => Self::Fail,
        }
    }

    /// For people: the field `Type`'s own words.
    pub fn label(self) -> &'static str {
        let known = StateType::ALL.into_iter().find(|state_type| Self::of_type(*state_type) == self);
        known.map_or("Unknown type", StateType::as_str)
    }

    /// For the style sheet: the value of `data-kind`.
    pub fn token(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Pass => "pass",
            Self::Wait => "wait",
            Self::Choice => "choice",
            Self::Parallel => "parallel",
            Self::Map => "map",
            Self::Succeed => "succeed",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
        }
    }
}
