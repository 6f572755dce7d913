//! New states on their way in.

use super::super::draft::Draft;
use super::super::{
    Command, CommandError, Connection, Document, Edit, Fragment, Origin, Place, Target, rules,
};
use super::region;
use crate::asl::{ScopePath, StatePath};

pub(super) fn insert(document: &Document, fragment: &Fragment, at: &Place) -> Result<Edit, CommandError> {
    if fragment.states.is_empty() {
        return Err(CommandError::Invalid("There is nothing to insert".into()));
    }
    rules::can_insert(document, at)?;
    let fragment = fragment.clone().renamed(|name| document.machine().find(name).is_some());
    let mut draft = Draft::of(document);
    let select = place(&mut draft, document, &fragment, at)?;
    let scope = at.scope();
    let there = region::scope_names(document, &scope);
    for (name, port) in fragment.strays(|name| there.iter().any(|one| **one == *name)) {
        draft.link(&Connection::of(scope.state(name), port), None)?;
    }
    let label = match &*select {
        [one] => format!("Add {}", one.name()),
        many => format!("Add {} states", many.len()),
    };
    Ok(Edit { document: draft.finish()?, label, select, moved: Vec::new() })
}

/// Puts a fragment, whose names are free, somewhere; answers with the paths of its states. `document` tells what leads
/// where, and must say the same as the draft.
pub(super) fn place(
    draft: &mut Draft,
    document: &Document,
    fragment: &Fragment,
    at: &Place,
) -> Result<Vec<StatePath>, CommandError> {
    let scope = at.scope();
    match at {
        Place::On(connection) => {
            let follows = connection.target(document);
            let after = match &connection.from {
                Origin::State(state) => Some(state),
                Origin::Start(_) => None,
            };
            draft.add_states(&scope, after, fragment)?;
            draft.link(connection, Some(&Target::State(scope.state(fragment.start.clone()))))?;
            draft.link_exits(&scope, fragment, follows.as_ref())?;
        }
        Place::In(_) => place_loose(draft, document, fragment, &scope)?,
    }
    Ok(fragment.states.iter().map(|(name, _)| scope.state(name.clone())).collect())
}

/// Connected to nothing, after all others; the start of a scope that has none.
fn place_loose(
    draft: &mut Draft,
    document: &Document,
    fragment: &Fragment,
    scope: &ScopePath,
) -> Result<(), CommandError> {
    let states = document.scope(scope).map(|id| document.machine().scope(id));
    let last = states.and_then(|scope| scope.states.last()).map(|id| document.machine().path_of(*id));
    let has_start = states.is_some_and(|scope| scope.start.is_some());
    draft.add_states(scope, last.as_ref(), fragment)?;
    if !has_start {
        let start = Target::State(scope.state(fragment.start.clone()));
        draft.link(&Connection::start(scope.clone()), Some(&start))?;
    }
    draft.link_exits(scope, fragment, None)
}

/// The command that inserts `text`, a fragment's or a definition's.
impl Command {
    /// Inserts what the clipboard holds.
    ///
    /// # Errors
    /// The text holds no states; why.
    pub fn paste(text: &str, at: Place) -> Result<Self, CommandError> {
        let fragment = Fragment::from_text(text).map_err(|error| CommandError::Invalid(error.0))?;
        Ok(Self::Insert { fragment, at })
    }
}
