//! Connections made, led elsewhere and taken away.

use super::super::draft::Draft;
use super::super::{CommandError, Connection, Document, Edit, Origin, Port, Target, rules};
use crate::asl::StatePath;

pub(super) fn connect(
    document: &Document,
    connection: &Connection,
    to: &Target,
) -> Result<Edit, CommandError> {
    rules::can_connect(document, connection, to)?;
    if let Target::State(state) = to {
        document.state(state).ok_or_else(|| CommandError::Missing(format!("The state {}", state.name())))?;
    }
    let mut draft = Draft::of(document);
    draft.link(connection, Some(to))?;
    let label = match to {
        Target::State(state) => format!("Connect {} to {}", name(connection), state.name()),
        Target::End => format!("End after {}", name(connection)),
    };
    Ok(Edit { document: draft.finish()?, label, select: origin(connection), moved: Vec::new() })
}

pub(super) fn disconnect(document: &Document, connection: &Connection) -> Result<Edit, CommandError> {
    rules::can_disconnect(document, connection)?;
    let field = connection.field(document).ok_or_else(|| CommandError::Missing("The connection".into()))?;
    let mut draft = Draft::of(document);
    match connection.port {
        Port::Next => draft.link(connection, Some(&Target::End))?,
        Port::Rule(_) | Port::Catch(_) => remove_owner(&mut draft, &field),
        Port::Start | Port::Default | Port::NewRule | Port::NewCatch => draft.remove(&field),
    }
    let what = match connection.port {
        Port::Rule(index) => format!("Delete rule {} of {}", index + 1, name(connection)),
        Port::Catch(index) => format!("Delete catcher {} of {}", index + 1, name(connection)),
        Port::Default => format!("Delete the default of {}", name(connection)),
        _ => format!("Disconnect {}", name(connection)),
    };
    Ok(Edit { document: draft.finish()?, label: what, select: origin(connection), moved: Vec::new() })
}

/// Takes away the rule or Catcher that holds `next`; a list of Catchers without any goes too.
fn remove_owner(draft: &mut Draft, next: &crate::json::JsonPointer) {
    let Some(item) = next.parent() else { return };
    let Some(list) = item.parent() else { return };
    draft.remove(&item);
    let empty = draft.node(&list).is_some_and(|node| draft.tree().children(node).next().is_none());
    if empty && list.tokens().last().as_deref() == Some("Catch") {
        draft.remove(&list);
    }
}

fn origin(connection: &Connection) -> Vec<StatePath> {
    match &connection.from {
        Origin::State(state) => vec![state.clone()],
        Origin::Start(_) => Vec::new(),
    }
}

fn name(connection: &Connection) -> &str {
    match &connection.from {
        Origin::State(state) => state.name(),
        Origin::Start(_) => "Start",
    }
}
