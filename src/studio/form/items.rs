//! Items of lists and members of objects that are moved and removed.

use super::row::{Heading, ItemMove, Row};
use crate::edit::Command;
use crate::studio::Studio;
use crate::studio::action::Request;

/// A change of an item, and the element that has the focus then.
type Change = (Command, Option<String>);

impl Studio {
    pub(super) fn change_item(&mut self, id: &str, how: ItemMove) {
        let Some(form) = self.form() else { return };
        let found = form.rows().iter().find_map(|row| match row {
            Row::Heading(heading) if heading.id == id => of_heading(heading, how),
            Row::Member(member) if member.id == id => member.change(how),
            _ => None,
        });
        if let Some((command, focus)) = found {
            self.form.forget_drafts();
            self.edit(&command);
            self.requests.extend(focus.map(Request::FocusField));
        }
    }
}

fn of_heading(heading: &Heading, how: ItemMove) -> Option<Change> {
    let tools = heading.tools.as_ref()?;
    Some((tools.command(how)?, follow(&heading.id, how, (tools.index, tools.count))))
}

/// The button that moves on what was moved: the same one at its new place, or the other one where that is the end.
pub(super) fn follow(id: &str, how: ItemMove, (index, count): (usize, usize)) -> Option<String> {
    let list = id.strip_suffix(&index.to_string())?;
    let (to, is_end) = match how {
        ItemMove::Up => (index.checked_sub(1)?, index == 1),
        ItemMove::Down => (index + 1, index + 2 == count),
        ItemMove::Remove => return None,
    };
    let goes_up = (how == ItemMove::Up) != is_end;
    let button = if goes_up { ItemMove::Up } else { ItemMove::Down };
    Some(button.element(&format!("{list}{to}")))
}
