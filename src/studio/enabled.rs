//! When each command makes sense.

use super::Studio;
use super::action::Direction;
use super::kind::CardKind;

pub(super) fn always(_: &Studio) -> bool {
    true
}

pub(super) fn with_document(studio: &Studio) -> bool {
    studio.document().is_some()
}

pub(super) fn has_disk(studio: &Studio) -> bool {
    studio.environment().disk
}

pub(super) fn with_project(studio: &Studio) -> bool {
    !studio.project().id.is_empty()
}

pub(super) fn with_other_machines(studio: &Studio) -> bool {
    studio.project().sheets.len() > 1
}

pub(super) fn with_states(studio: &Studio) -> bool {
    !studio.selected().states().is_empty()
}

pub(super) fn with_something_selected(studio: &Studio) -> bool {
    !studio.selected().is_empty()
}

pub(super) fn with_single(studio: &Studio) -> bool {
    studio.selected().single().is_some()
}

/// Tab leaves the canvas as everywhere while nothing is selected, unless there is nothing yet.
pub(super) fn can_add(studio: &Studio) -> bool {
    let empty = studio.document().is_some_and(|document| document.machine.states.is_empty());
    studio.document().is_some() && (empty || !studio.selected().is_empty())
}

pub(super) fn with_parallel(studio: &Studio) -> bool {
    selected_kind(studio) == Some(CardKind::Parallel)
}

pub(super) fn with_choice(studio: &Studio) -> bool {
    selected_kind(studio) == Some(CardKind::Choice)
}

/// An empty branch in what is selected.
pub(super) fn with_vacancy(studio: &Studio) -> bool {
    studio.first_vacancy().is_some()
}

pub(super) fn can_catch(studio: &Studio) -> bool {
    let kind = selected_kind(studio);
    kind.is_some_and(|kind| matches!(kind, CardKind::Task | CardKind::Parallel | CardKind::Map))
}

fn selected_kind(studio: &Studio) -> Option<CardKind> {
    let path = studio.selected().single()?;
    studio.scene().card(path).map(|card| card.kind)
}

pub(super) fn can_undo(studio: &Studio) -> bool {
    studio.undo_label().is_some()
}

pub(super) fn can_redo(studio: &Studio) -> bool {
    studio.redo_label().is_some()
}

pub(super) fn with_run(studio: &Studio) -> bool {
    studio.run().is_there()
}

pub(super) fn with_stoppable_run(studio: &Studio) -> bool {
    studio.rest().is_some_and(|rest| (rest.can_stop)(studio.run()))
}

pub(super) fn with_failed_run(studio: &Studio) -> bool {
    studio.rest().is_some_and(|rest| (rest.can_redrive)(studio.run()))
}

pub(super) fn with_selection(studio: &Studio) -> bool {
    studio.selection().is_some()
}

pub(super) fn with_container(studio: &Studio) -> bool {
    studio.selected_container().is_some()
}

pub(super) fn has_next(studio: &Studio) -> bool {
    studio.neighbor(Direction::Next).is_some()
}

pub(super) fn has_previous(studio: &Studio) -> bool {
    studio.neighbor(Direction::Previous).is_some()
}
