//! States taken away; what led to them leads on.

use super::super::draft::Draft;
use super::super::rules::Reason;
use super::super::selection::outermost;
use super::super::{CommandError, Connection, Document, Edit, Port, Target};
use super::region::{Region, scope_names};
use crate::asl::{ScopePath, StatePath};

pub(super) fn delete(document: &Document, states: &[StatePath]) -> Result<Edit, CommandError> {
    let states = outermost(states);
    if states.is_empty() {
        return Err(Reason::Nothing.into());
    }
    for state in &states {
        document.state(state).ok_or_else(|| CommandError::Missing(format!("The state {}", state.name())))?;
    }
    let mut scopes: Vec<ScopePath> = Vec::new();
    for state in &states {
        let scope = state.scope();
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    let mut draft = Draft::of(document);
    for scope in &scopes {
        let here: Vec<StatePath> = states.iter().filter(|state| state.scope() == *scope).cloned().collect();
        take_out(&mut draft, &Region::of(document, &here), document)?;
    }
    let label = match &*states {
        [one] => format!("Delete {}", one.name()),
        many => format!("Delete {} states", many.len()),
    };
    Ok(Edit { document: draft.finish()?, label, select: Vec::new(), moved: Vec::new() })
}

/// Takes a region out of its scope and leads what led into it to what it led to.
pub(super) fn take_out(
    draft: &mut Draft,
    region: &Region<'_>,
    document: &Document,
) -> Result<(), CommandError> {
    for (connection, target) in region.incoming() {
        let Target::State(state) = target else { continue };
        lead_on(draft, &connection, &region.successor(&state))?;
    }
    draft.drop_states(region.scope(), region.names())?;
    // What is left may have no first state: the one that came first in the text is a better one than none.
    let start = Connection::start(region.scope().clone());
    let orphan =
        start.target(document).is_some_and(|target| region.has(&target) && region.successor_is_end(&target));
    let left = scope_names(document, region.scope()).into_iter().find(|name| !region.names().contains(name));
    if let (true, Some(name)) = (orphan, left) {
        draft.link(&start, Some(&Target::State(region.scope().state(name))))?;
    }
    Ok(())
}

/// Leads a connection to what comes next; only `Next` can lead to the end, the others are left open.
fn lead_on(draft: &mut Draft, connection: &Connection, next: &Target) -> Result<(), CommandError> {
    let ends = *next == Target::End;
    let open = ends && connection.port != Port::Next;
    draft.link(connection, (!open).then_some(next))
}

impl Region<'_> {
    fn successor_is_end(&self, target: &Target) -> bool {
        matches!(target, Target::State(state) if self.successor(state) == Target::End)
    }
}
