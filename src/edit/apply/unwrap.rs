//! A container taken away, what is inside it put in its place.

use super::super::draft::Draft;
use super::super::{CommandError, Connection, Document, Edit, Place, Target, rules};
use super::region::{Region, scope_names};
use super::{delete, insert};
use crate::asl::{ScopePath, StatePath};

pub(super) fn unwrap(document: &Document, state: &StatePath) -> Result<Edit, CommandError> {
    rules::can_unwrap(document, state)?;
    let scope = ScopePath::inside(state, 0);
    let inside: Vec<StatePath> =
        scope_names(document, &scope).into_iter().map(|name| scope.state(name)).collect();
    if inside.is_empty() {
        return super::delete::delete(document, std::slice::from_ref(state));
    }
    let start = match Connection::start(scope.clone()).target(document) {
        Some(Target::State(start)) => start.name().clone(),
        _ => inside[0].name().clone(),
    };
    let fragment = Region::of(document, &inside).fragment(Some(start));
    let container = Region::of(document, std::slice::from_ref(state));
    let incoming = container.incoming();
    let mut draft = Draft::of(document);
    delete::take_out(&mut draft, &container, document)?;
    let without = draft.finish()?;
    let at =
        incoming.first().map_or(Place::In(state.scope()), |(connection, _)| Place::On(connection.clone()));
    let select = insert::place(&mut draft, &without, &fragment, &at)?;
    let first = Target::State(state.sibling(fragment.start.clone()));
    for (connection, _) in incoming.iter().skip(1) {
        draft.link(connection, Some(&first))?;
    }
    let moved = inside.iter().map(|one| (one.clone(), state.sibling(one.name().clone()))).collect();
    let label = format!("Take {} apart", state.name());
    Ok(Edit { document: draft.finish()?, label, select, moved })
}
