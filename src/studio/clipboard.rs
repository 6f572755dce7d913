//! States copied, cut and duplicated: the clipboard holds their ASL.

use super::Studio;
use super::action::Request;
use crate::edit::{Fragment, rules::Reason};

impl Studio {
    /// The selected states as text for the clipboard.
    fn selected_text(&mut self) -> Option<(String, usize)> {
        let states = self.selection.outermost();
        if states.iter().any(|state| state.scope() != states[0].scope()) {
            self.requests.push(Request::failed(Reason::SeveralScopes.to_string()));
            return None;
        }
        let document = self.document.as_ref()?;
        let fragment = Fragment::of_states(&document.source, &states)?;
        Some((fragment.to_text(), fragment.states.len()))
    }

    /// Whether there was something to copy.
    pub(super) fn copy_selection(&mut self) -> bool {
        let Some((text, count)) = self.selected_text() else { return false };
        let done = format!("Copied {}", super::words::counted(count, "state"));
        self.requests.push(Request::Copy { text, done });
        true
    }

    /// What was not copied is not deleted either.
    pub(super) fn cut_selection(&mut self) {
        if self.copy_selection() {
            self.delete_selection();
        }
    }

    pub(super) fn duplicate(&mut self) {
        let Some((text, _)) = self.selected_text() else { return };
        self.paste(&text);
    }
}
