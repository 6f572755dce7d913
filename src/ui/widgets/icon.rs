//! Icons: one size of grid, one weight of line, colored by the text around them.

use crate::diagnostic::Severity;
use crate::studio::kind::CardKind;
use leptos::prelude::*;

/// Everything that is drawn as an icon and is no state type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Check,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    Clock,
    Close,
    Copy,
    Disk,
    Download,
    Drop,
    Error,
    Fit,
    Format,
    Info,
    Inspector,
    Keyboard,
    Minus,
    Moon,
    /// Three dots
    More,
    Open,
    Outline,
    Paste,
    Pause,
    Play,
    Plus,
    Project,
    Redo,
    Undo,
    Retry,
    Samples,
    Search,
    Shield,
    Skip,
    StepBack,
    StepForward,
    Stop,
    Sun,
    Variables,
    Warning,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Check => "M3.5 8.5l3 3 6-7",
            Self::ChevronDown => "M4.5 6.5L8 10l3.5-3.5",
            Self::ChevronLeft => "M9.5 4.5L6 8l3.5 3.5",
            Self::ChevronRight => "M6.5 4.5L10 8l-3.5 3.5",
            Self::Close => "M4.25 4.25l7.5 7.5M11.75 4.25l-7.5 7.5",
            Self::Clock => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.75V8l2.25 1.5",
            Self::Copy => "M5.75 5.75h7.5v7.5h-7.5zM10.25 5.5V2.75h-7.5v7.5H5.5",
            Self::Disk => "M2.75 2.75h8.5l2 2v8.5H2.75zM5.25 2.75v3.5h5v-3.5M5 13.25V9.5h6v3.75",
            Self::Download => "M8 2.5v7.25M4.75 6.75L8 10l3.25-3.25M2.75 13.25h10.5",
            Self::Drop => "M8 2.5v6.75M5 6.5l3 3 3-3M2.5 9.5v3.75h11V9.5",
            Self::Error => "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.9v.1",
            Self::Fit => {
                "M2.5 5.75V2.5h3.25M10.25 2.5h3.25v3.25M13.5 10.25v3.25h-3.25M5.75 13.5H2.5v-3.25M5.5 6.5h5v3h-5z"
            }
            Self::Format => "M2.5 3.5h11M5.5 6.5h8M5.5 9.5h5M2.5 12.5h11",
            Self::Info => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 7.25v3.5M8 5.1v.1",
            Self::Inspector => "M2.5 3h11v10h-11zM9.75 3v10",
            Self::Keyboard => {
                "M1.75 4h12.5v8H1.75zM4.5 6.75h.1M7 6.75h.1M9.5 6.75h.1M11.75 6.75h.1M5.25 9.5h5.5"
            }
            Self::Minus => "M3.5 8h9",
            Self::More => "M3.5 8h.1M8 8h.1M12.5 8h.1M3.5 8.2h.1M8 8.2h.1M12.5 8.2h.1",
            Self::Moon => "M13.25 9.5A5.75 5.75 0 0 1 6.5 2.75a5.5 5.5 0 1 0 6.75 6.75z",
            Self::Open => "M2 12.75v-9.5h4l1.5 1.75H14v7.75zM2 7.5h12",
            Self::Outline => "M2.5 3.5h5M5 8h8.5M5 12.5h8.5M2.5 3.5v9M2.5 8H5M2.5 12.5H5",
            Self::Paste => "M5.5 3.25H3.25v10.5h9.5V3.25H10.5M5.5 2h5v2.5h-5zM5.5 7.75h5M5.5 10.5h3.25",
            Self::Pause => "M5.5 3.5v9M10.5 3.5v9",
            Self::Play => "M5 3l8 5-8 5z",
            Self::Plus => "M8 3.5v9M3.5 8h9",
            Self::Project => "M2.5 5.25h11v8h-11zM4.25 5.25v-2h7.5v2M2.5 8.5h11",
            Self::Redo => "M13 6.5H6.25a3.25 3.25 0 0 0 0 6.5H10M13 6.5L10 3.5M13 6.5L10 9.5",
            Self::Undo => "M3 6.5h6.75a3.25 3.25 0 0 1 0 6.5H6M3 6.5L6 3.5M3 6.5L6 9.5",
            Self::Retry => "M13 3.25v3.5H9.5M12.7 6.6A5.25 5.25 0 1 0 13.25 9",
            Self::Samples => {
                "M2.5 2.5h4.25v4.25H2.5zM9.25 2.5h4.25v4.25H9.25zM2.5 9.25h4.25v4.25H2.5zM9.25 9.25h4.25v4.25H9.25z"
            }
            Self::Search => "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.25 10.25l3.5 3.5",
            Self::Shield => "M8 1.9l5 1.85v3.9c0 3-2 5.2-5 6.5-3-1.3-5-3.5-5-6.5v-3.9z",
            Self::Skip => "M2.5 4l5 4-5 4zM8.5 4l5 4-5 4z",
            Self::StepBack => "M11.5 3.5L5.5 8l6 4.5zM3.5 3.5v9",
            Self::StepForward => "M4.5 3.5l6 4.5-6 4.5zM12.5 3.5v9",
            Self::Stop => "M4 4h8v8H4z",
            Self::Sun => {
                "M8 5.25a2.75 2.75 0 1 1 0 5.5 2.75 2.75 0 0 1 0-5.5zM8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9"
            }
            Self::Variables => {
                "M5.5 2.5C3 4 3 12 5.5 13.5M10.5 2.5C13 4 13 12 10.5 13.5M6.5 6.25l3 3.5M9.5 6.25l-3 3.5"
            }
            Self::Warning => "M8 2.25l6.25 11H1.75zM8 6.5v3.25M8 11.4v.1",
        }
    }
}

fn kind_path(kind: CardKind) -> &'static str {
    match kind {
        CardKind::Task => "M9 1.75L3.5 9.25h4L7 14.25l5.5-7.5h-4z",
        CardKind::Pass => "M2 8h11M9 4l4 4-4 4",
        CardKind::Wait => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.75V8l2.25 1.5",
        CardKind::Choice => "M8 1.75L14.25 8 8 14.25 1.75 8zM8 5.6v2.9M8 10.4v.1",
        CardKind::Parallel => {
            "M8 1.75v12.5M3 13.25V7.5c0-1.4.9-2.25 2.25-2.25h5.5C12.1 5.25 13 6.1 13 7.5v5.75"
        }
        CardKind::Map => "M5.75 5.75h8v8h-8zM3.25 11.25h-1v-9h9v1",
        CardKind::Succeed => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5.4 8.2l1.8 1.8 3.4-3.8",
        CardKind::Fail => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2",
        CardKind::Unknown => {
            "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM6.4 6.4c0-2.2 3.3-2.2 3.3 0 0 1.2-1.7 1.4-1.7 2.6M8 11.1v.1"
        }
    }
}

fn severity_glyph(severity: Severity) -> Glyph {
    match severity {
        Severity::Error => Glyph::Error,
        Severity::Warning => Glyph::Warning,
        Severity::Info => Glyph::Info,
    }
}

#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    drawn(glyph.path())
}

#[component]
pub fn KindIcon(kind: CardKind) -> impl IntoView {
    drawn(kind_path(kind))
}

/// The icon of how bad something is; its color comes from `data-severity`.
#[component]
pub fn SeverityIcon(severity: Severity) -> impl IntoView {
    view! {
        <span class="severity" data-severity=severity.as_str()>
            <Icon glyph=severity_glyph(severity)/>
        </span>
    }
}

fn drawn(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d=path/>
        </svg>
    }
}
