//! Headings, items of lists, and buttons that add some.

use super::builder::Builder;
use super::row::{Button, Heading, Row, Tools};
use crate::edit::Command;
use crate::json::Value;

impl Builder<'_> {
    pub(super) fn heading(&mut self, title: impl Into<String>) {
        let title = title.into();
        let id = self.id(&title);
        self.rows.push(Row::Heading(Heading { id, title, depth: self.depth, tools: None }));
    }

    /// The heading of an item of the list `list`.
    pub(super) fn item(
        &mut self,
        list: &str,
        (index, count): (usize, usize),
        title: String,
        least: usize,
        whole: bool,
    ) {
        let tools =
            Tools { noun: title.to_lowercase(), index, count, least, whole, array: self.pointer(list) };
        let id = self.id(&format!("{list}/{index}"));
        self.rows.push(Row::Heading(Heading { id, title, depth: self.depth, tools: Some(tools) }));
    }

    pub(super) fn sentence(&mut self, text: String) {
        let id = self.id("sentence");
        self.rows.push(Row::Sentence { id, depth: self.depth, text });
    }

    /// A button that adds an item to the list `list`, before the item number `index`.
    pub(super) fn adder(
        &mut self,
        (label, adds): (&'static str, &'static str),
        (list, index): (&str, usize),
        value: Value,
        focus: &str,
    ) {
        let command = Command::InsertItem { array: self.pointer(list), index, value };
        let focus = self.id(&format!("{list}/{index}/{focus}"));
        let id = self.id(list);
        self.buttons(id, vec![Button { label, adds, focus, command }]);
    }

    pub(super) fn buttons(&mut self, id: String, buttons: Vec<Button>) {
        self.rows.push(Row::Buttons { id, depth: self.depth, buttons });
    }
}
