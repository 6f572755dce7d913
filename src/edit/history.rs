//! Undo: a line of snapshots with a place on it.

use std::collections::VecDeque;

/// How many steps back are kept.
const MOST: usize = 1000;

/// One thing that was done: its name, and what was before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<S> {
    /// What was done, such as `Add Pass`
    pub label: String,
    /// All there was before
    pub before: S,
    /// All there is after
    pub after: S,
    /// Entries of the same group that follow each other are one: letters typed into one field
    group: Option<String>,
}

/// A line of snapshots `S`, which are cheap to clone. An edit after an undo drops what could have been redone.
#[derive(Clone, Debug)]
pub struct History<S> {
    past: VecDeque<Entry<S>>,
    future: Vec<Entry<S>>,
}

/// A place on the line, to go back to when a gesture is called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(usize);

impl<S> Default for History<S> {
    fn default() -> Self {
        Self { past: VecDeque::new(), future: Vec::new() }
    }
}

impl<S: Clone> History<S> {
    /// Notes what was done. With a `group`, what follows in the same group becomes part of the same entry.
    pub fn record(&mut self, label: impl Into<String>, before: S, after: S, group: Option<&str>) {
        self.future.clear();
        let label = label.into();
        match self.past.back_mut().filter(|last| group.is_some() && last.group.as_deref() == group) {
            Some(last) => last.after = after,
            None => self.past.push_back(Entry { label, before, after, group: group.map(str::to_owned) }),
        }
        if self.past.len() > MOST {
            self.past.pop_front();
        }
    }

    /// Ends the current group: what comes next is an entry of its own.
    pub fn close_group(&mut self) {
        if let Some(last) = self.past.back_mut() {
            last.group = None;
        }
    }

    /// Goes back one entry and answers with it; its `before` is what there is now.
    pub fn undo(&mut self) -> Option<&mut Entry<S>> {
        let entry = self.past.pop_back()?;
        self.future.push(entry);
        self.future.last_mut()
    }

    /// Does again what was undone last; its `after` is what there is now.
    pub fn redo(&mut self) -> Option<&mut Entry<S>> {
        let mut entry = self.future.pop()?;
        entry.group = None;
        self.past.push_back(entry);
        self.past.back_mut()
    }

    /// What an undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.back().map(|entry| &*entry.label)
    }

    /// What a redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|entry| &*entry.label)
    }

    /// The place where the line is now.
    pub fn mark(&self) -> Mark {
        Mark(self.past.len())
    }

    /// Forgets what was done since `mark` and answers with what there was then, if anything was done.
    pub fn bail(&mut self, mark: Mark) -> Option<S> {
        let mut first = None;
        while self.past.len() > mark.0 {
            first = self.past.pop_back();
        }
        first.map(|entry| entry.before)
    }

    /// Makes one entry named `label` of all that was done since `mark`.
    pub fn squash(&mut self, mark: Mark, label: impl Into<String>) {
        let Some(after) = self.past.back().map(|entry| entry.after.clone()) else { return };
        if let Some(before) = self.bail(mark) {
            self.past.push_back(Entry { label: label.into(), before, after, group: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(steps: &[(&str, u32, u32, Option<&str>)]) -> History<u32> {
        let mut history = History::default();
        steps
            .iter()
            .for_each(|(label, before, after, group)| history.record(*label, *before, *after, *group));
        history
    }

    #[test]
    fn undo_and_redo_walk_the_line_both_ways() {
        let mut line = history(&[("a", 0, 1, None), ("b", 1, 2, None)]);
        assert_eq!(line.undo_label(), Some("b"));
        assert_eq!(line.undo().map(|entry| entry.before), Some(1));
        assert_eq!(line.redo_label(), Some("b"));
        assert_eq!(line.undo().map(|entry| entry.before), Some(0));
        assert_eq!(line.undo(), None);
        assert_eq!(line.redo().map(|entry| entry.after), Some(1));
        assert_eq!(line.redo().map(|entry| entry.after), Some(2));
        assert_eq!(line.redo(), None);
    }

    #[test]
    fn an_edit_after_an_undo_drops_the_redo_entries() {
        let mut line = history(&[("a", 0, 1, None), ("b", 1, 2, None)]);
        line.undo();
        line.record("c", 1, 3, None);
        assert_eq!(line.redo_label(), None);
        assert_eq!(line.undo().map(|entry| entry.before), Some(1));
    }

    #[test]
    fn a_group_is_one_entry_until_it_is_closed() {
        let mut line = history(&[("a", 0, 1, Some("x")), ("a", 1, 2, Some("x")), ("b", 2, 3, Some("y"))]);
        line.close_group();
        line.record("b", 3, 4, Some("y"));
        assert_eq!(line.undo().map(|entry| entry.before), Some(3));
        assert_eq!(line.undo().map(|entry| entry.before), Some(2));
        assert_eq!(line.undo().map(|entry| entry.before), Some(0));
    }

    #[test]
    fn a_gesture_is_called_off_or_made_one_entry() {
        let mut line = history(&[("a", 0, 1, None)]);
        let mark = line.mark();
        line.record("move", 1, 2, None);
        line.record("move", 2, 3, None);
        let mut other = line.clone();
        assert_eq!(line.bail(mark), Some(1));
        assert_eq!(line.undo_label(), Some("a"));
        assert_eq!(line.bail(mark), None);
        other.squash(mark, "drag");
        assert_eq!(
            other.undo().map(|entry| (entry.label.clone(), entry.before, entry.after)),
            Some(("drag".into(), 1, 3))
        );
        assert_eq!(other.undo_label(), Some("a"));
    }
}
