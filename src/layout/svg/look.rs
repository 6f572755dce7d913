//! How each state type looks, and the one line that says what a state does.

use crate::asl::resource::ResourceKind;
use crate::asl::{Dynamic, StateId, StateKind, StateMachine, WaitFor};
use crate::json::Value;

/// Colors and glyph of a state type.
pub(super) struct Look {
    pub(super) color: &'static str,
    pub(super) tint: &'static str,
    /// Strokes in a box of 20 × 20
    pub(super) glyph: &'static str,
}

pub(super) fn of(kind: &StateKind) -> Look {
    let (color, tint, glyph) = match kind {
        StateKind::Task(_) => ("#c2570c", "#fff1e6", "M6 4l10 6-10 6z"),
        StateKind::Pass(_) => ("#475569", "#eef2f6", "M3 10h13M11 5l5 5-5 5"),
        StateKind::Wait(_) => ("#a16207", "#fef7d6", "M10 2.5a7.5 7.5 0 1 0 .01 0zM10 6v4l3 2"),
        StateKind::Choice(_) => ("#7c3aed", "#f3edff", "M10 2l8 8-8 8-8-8z"),
        StateKind::Parallel(_) => ("#0369a1", "#eaf5fd", "M4 4v12M10 4v12M16 4v12"),
        StateKind::Map(_) => ("#0f766e", "#e8f7f4", "M4 5h12M4 10h12M4 15h12"),
        StateKind::Succeed => ("#15803d", "#e9f8ee", "M4 10.5l4 4 8-9"),
        StateKind::Fail(_) => ("#b91c1c", "#fdecec", "M5 5l10 10M15 5L5 15"),
        StateKind::Unknown(_) => ("#64748b", "#f1f5f9", "M7 7a3 3 0 1 1 4 3l-1 2M10 15v.5"),
    };
    Look { color, tint, glyph }
}

/// What a state does, in a few words.
pub(super) fn substance(machine: &StateMachine, id: StateId) -> String {
    match &machine.state(id).kind {
        StateKind::Task(task) => {
            match task.resource.as_ref().map(|resource| (&resource.kind, &resource.text)) {
                Some((ResourceKind::LambdaFunction { name } | ResourceKind::Activity { name }, _)) => {
                    name.to_string()
                }
                Some((ResourceKind::Service { service, action, pattern }, _)) => {
                    format!("{service}:{action}{}", pattern.suffix())
                }
                Some((ResourceKind::Other, text)) => text.to_string(),
                None => "Task".to_owned(),
            }
        }
        StateKind::Wait(wait) => match &wait.until {
            Some(WaitFor::Seconds(seconds)) => format!("{} s", dynamic(seconds)),
            Some(WaitFor::Timestamp(time)) => format!("until {}", dynamic(time)),
            None => "Wait".to_owned(),
        },
        StateKind::Choice(choice) => counted(choice.rules.len(), "rule"),
        StateKind::Parallel(parallel) => counted(parallel.branches.len(), "branch"),
        StateKind::Fail(fail) => fail.error.as_ref().map_or_else(|| "Fail".to_owned(), dynamic),
        other => other.type_name().to_owned(),
    }
}

fn counted(count: usize, noun: &str) -> String {
    match (count, noun) {
        (1, _) => format!("1 {noun}"),
        (_, "branch") => format!("{count} branches"),
        _ => format!("{count} {noun}s"),
    }
}

fn dynamic(value: &Dynamic) -> String {
    match value {
        Dynamic::Literal(Value::String(text)) | Dynamic::Path(text) | Dynamic::Jsonata(text) => {
            text.to_string()
        }
        Dynamic::Literal(value) => value.to_string(),
    }
}
