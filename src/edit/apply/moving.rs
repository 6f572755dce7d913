//! States moved: taken out as in a deletion, put in as if they were new, their texts as they were.

use super::super::draft::Draft;
use super::super::selection::outermost;
use super::super::{CommandError, Connection, Document, Edit, Origin, Place, Port, Target, rules};
use super::region::Region;
use super::{delete, insert};
use crate::asl::{ScopePath, StatePath};

pub(super) fn move_states(
    document: &Document,
    states: &[StatePath],
    to: &Place,
) -> Result<Edit, CommandError> {
    let states = outermost(states);
    rules::can_move(document, &states, to)?;
    let region = Region::of(document, &states);
    if is_own_place(&region, to) {
        return Err(CommandError::Unchanged);
    }
    let start = region.entry().or_else(|_| region.names().first().cloned().ok_or(rules::Reason::Nothing))?;
    let fragment = region.fragment(Some(start));
    // First what leads out is cut, so that the texts that move name only each other and what they can still reach.
    let target_scope = to.scope();
    let chief = region.successor_of_entry(&fragment.start);
    let cut = loosen(document, &region, &target_scope, &chief)?;
    let fragment = Region::of(&cut, &states).fragment(Some(fragment.start));
    let mut draft = Draft::of(document);
    delete::take_out(&mut draft, &region, document)?;
    let without = draft.finish()?;
    let select = insert::place(&mut draft, &without, &fragment, to)?;
    let document_after = draft.finish()?;
    let value = |document: &Document| document.tree().value(document.tree().root());
    if value(&document_after) == value(document) {
        return Err(CommandError::Unchanged);
    }
    let label = match &*states {
        [one] => format!("Move {}", one.name()),
        many => format!("Move {} states", many.len()),
    };
    let moved =
        states.iter().map(|state| (state.clone(), target_scope.state(state.name().clone()))).collect();
    Ok(Edit { document: document_after, label, select, moved })
}

/// Whether the states would come to stand where they are.
fn is_own_place(region: &Region<'_>, to: &Place) -> bool {
    let Place::On(connection) = to else { return false };
    let from_inside = match &connection.from {
        Origin::State(state) => state.scope() == *region.scope() && region.names().contains(state.name()),
        Origin::Start(_) => false,
    };
    from_inside || region.incoming().iter().any(|(one, _)| one == connection)
}

/// The document with the region's ways out cut: those along its chief way end, those that cannot go along to another
/// scope are left open.
fn loosen(
    document: &Document,
    region: &Region<'_>,
    to: &ScopePath,
    chief: &Target,
) -> Result<Document, CommandError> {
    let same_scope = region.scope() == to;
    let mut draft = Draft::of(document);
    for (connection, target) in region.outgoing() {
        if target == Target::End {
            continue;
        }
        let is_chief = target == *chief && is_plain(&connection);
        match connection.port {
            Port::Next if is_chief || !same_scope => draft.link(&connection, Some(&Target::End))?,
            _ if is_chief || !same_scope => draft.link(&connection, None)?,
            _ => {}
        }
    }
    draft.finish()
}

fn is_plain(connection: &Connection) -> bool {
    matches!(connection.port, Port::Next | Port::Default)
}

impl Region<'_> {
    fn successor_of_entry(&self, entry: &std::sync::Arc<str>) -> Target {
        self.successor(&self.scope().state(entry.clone()))
    }
}
