//! What every history is like. The fuzz targets use this, too.

use asl_studio::asl::StateType;
use asl_studio::engine::{EventKind, HistoryEvent, Status};
use std::collections::BTreeMap;

/// What is wrong with a history, if anything.
pub(super) fn malformed(events: &[HistoryEvent], status: Status) -> Option<String> {
    let mut open: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        if event.id as usize != at + 1 {
            return Some(format!("id {} at place {at}", event.id));
        }
        if event.previous_event_id >= event.id {
            return Some(format!("event {} follows from {}", event.id, event.previous_event_id));
        }
        if at > 0 && event.timestamp < events[at - 1].timestamp {
            return Some(format!("time goes back at event {}", event.id));
        }
        match &event.kind {
            EventKind::StateEntered { state_type, name, .. } => {
                *open.entry((state_type.as_str(), name)).or_default() += 1;
            }
            EventKind::StateExited { state_type, name, .. } => {
                let count = open.entry((state_type.as_str(), name)).or_default();
                *count -= 1;
                if *count < 0 || *state_type == StateType::Fail {
                    return Some(format!("event {} exits {name}, which is not entered", event.id));
                }
            }
            _ => {}
        }
    }
    let redrives =
        events.iter().filter(|event| matches!(event.kind, EventKind::ExecutionRedriven { .. })).count();
    let terminal = events.iter().filter(|event| ends(&event.kind).is_some());
    let terminal: Vec<&HistoryEvent> = terminal.skip(redrives).collect();
    match (status, terminal.as_slice()) {
        (Status::Running, []) => None,
        (_, [only]) if only.id as usize == events.len() && ends(&only.kind) == Some(status) => None,
        _ => Some(format!("{status:?} with {} terminal events", terminal.len())),
    }
}

/// The status that an event ends an execution with.
pub(super) fn ends(kind: &EventKind) -> Option<Status> {
    match kind {
        EventKind::ExecutionSucceeded { .. } => Some(Status::Succeeded),
        EventKind::ExecutionFailed(_) => Some(Status::Failed),
        EventKind::ExecutionAborted(_) => Some(Status::Aborted),
        EventKind::ExecutionTimedOut(_) => Some(Status::TimedOut),
        _ => None,
    }
}
