//! Single fields: a string, a number, a path, a list of names.

use super::{DEPRECATED, Parser, UNKNOWN_FIELD};
use crate::asl::{Dynamic, PathField, QueryLanguage, placeholder, suggest};
use crate::diagnostic::Severity;
use crate::json::tree::{NodeId, NodeKind};
use crate::json::{JsonPointer, Object, Value};
use std::sync::Arc;

impl Parser<'_> {
    /// A string.
    pub(super) fn text(&mut self, node: NodeId) -> Option<Arc<str>> {
        let text = self.tree.string(node).map(Arc::from);
        if text.is_none() {
            self.wrong_type(node, "a string", "Put it in double quotes");
        }
        text
    }

    /// A string that may not be `null` in JSONPath and is a path.
    pub(super) fn path(&mut self, node: NodeId) -> Option<Dynamic> {
        self.text(node).map(Dynamic::Path)
    }

    /// A path or `null`.
    pub(super) fn path_or_null(&mut self, node: NodeId) -> PathField {
        match self.tree.kind(node) {
            NodeKind::Null => PathField::Null,
            NodeKind::String => self.text(node).map_or(PathField::Absent, PathField::Path),
            _ => {
                self.wrong_type(node, "a path or `null`", "Write a path such as `\"$.name\"`");
                PathField::Absent
            }
        }
    }

    /// A number, a placeholder for one, or a JSONata expression.
    pub(super) fn number(&mut self, node: NodeId) -> Option<Dynamic> {
        if self.tree.kind(node) == NodeKind::Number {
            return Some(Dynamic::Literal(self.tree.value(node)));
        }
        if let Some(text) = self.tree.string(node) {
            if is_jsonata(&text) {
                return Some(Dynamic::Jsonata(text.into()));
            }
            if placeholder::is_in(&text) {
                return Some(Dynamic::Literal(Value::from(&*text)));
            }
            if text.trim().parse::<f64>().is_ok() {
                self.wrong_type(node, "a number", "Remove the quotes");
                return None;
            }
        }
        self.wrong_type(node, "a number", "Write a number, such as `60`");
        None
    }

    /// A number or a placeholder for one, as written.
    pub(super) fn number_value(&mut self, node: NodeId) -> Option<Value> {
        match self.number(node)? {
            Dynamic::Literal(value) => Some(value),
            Dynamic::Path(text) | Dynamic::Jsonata(text) => {
                self.wrong_type(node, "a number", "Expressions are not evaluated here; write a number");
                Some(Value::String(text))
            }
        }
    }

    /// A string or a JSONata expression.
    pub(super) fn text_or_jsonata(&mut self, node: NodeId) -> Option<Dynamic> {
        let text = self.text(node)?;
        Some(if is_jsonata(&text) { Dynamic::Jsonata(text) } else { Dynamic::Literal(Value::String(text)) })
    }

    /// A boolean.
    pub(super) fn flag(&mut self, node: NodeId) -> Option<bool> {
        if let NodeKind::Bool(flag) = self.tree.kind(node) {
            return Some(flag);
        }
        self.wrong_type(node, "`true` or `false`", "Write `true` or `false`, without quotes");
        None
    }

    /// An object, as a value; anything else is told, and kept.
    pub(super) fn object(&mut self, node: NodeId) -> Option<Value> {
        if self.tree.kind(node) != NodeKind::Object {
            self.wrong_type(node, "an object", "Write `{ … }`");
        }
        Some(self.tree.value(node))
    }

    /// The items of an array; a lone value is told and taken as the only item.
    pub(super) fn items(&mut self, node: NodeId) -> Vec<NodeId> {
        if self.tree.kind(node) == NodeKind::Array {
            return self.tree.children(node).collect();
        }
        self.wrong_type(node, "an array", "Put it in `[ ]`");
        if matches!(self.tree.kind(node), NodeKind::Object | NodeKind::String) {
            vec![node]
        } else {
            Vec::new()
        }
    }

    /// The same with the pointer of each, of which `pointer` is the array's.
    pub(super) fn items_at(&mut self, node: NodeId, pointer: &JsonPointer) -> Vec<(NodeId, JsonPointer)> {
        let items = self.items(node);
        let is_lone = self.tree.kind(node) != NodeKind::Array;
        let place = |index| if is_lone { pointer.clone() } else { pointer.index(index) };
        items.into_iter().enumerate().map(|(index, item)| (item, place(index))).collect()
    }

    /// An array of strings.
    pub(super) fn texts(&mut self, node: NodeId) -> Vec<Arc<str>> {
        let items = self.items(node);
        items.into_iter().filter_map(|item| self.text(item)).collect()
    }

    /// `JSONPath` or `JSONata`.
    pub(super) fn query_language(&mut self, node: NodeId) -> Option<QueryLanguage> {
        let text = self.text(node)?;
        match &*text {
            "JSONPath" => Some(QueryLanguage::JsonPath),
            "JSONata" => Some(QueryLanguage::Jsonata),
            _ => {
                let names = ["JSONPath", "JSONata"];
                let hint = suggest::closest(&text, names).map_or_else(
                    || "Write `JSONPath` or `JSONata`".to_owned(),
                    |name| format!("Did you mean `{name}`?"),
                );
                self.error(node, format!("`{text}` is not a query language"), hint);
                None
            }
        }
    }

    /// Keeps a field that the language does not know, and says so.
    pub(super) fn unknown(
        &mut self,
        kept: &mut Object,
        key: &str,
        node: NodeId,
        known: impl IntoIterator<Item = &'static str>,
    ) {
        kept.insert(key, self.tree.value(node));
        self.warn_unknown(key, node, known);
    }

    /// Warns of fields of `object` that are not in `known`.
    pub(super) fn check_fields(&mut self, object: NodeId, known: &'static [&'static str]) {
        let tree = self.tree;
        for (key, node) in tree.members(object) {
            let name = key.strip_suffix(".$").unwrap_or(&key);
            if !known.contains(&name) {
                self.warn_unknown(&key, node, known.iter().copied());
            }
        }
    }

    fn warn_unknown(&mut self, key: &str, node: NodeId, known: impl IntoIterator<Item = &'static str>) {
        let hint = suggest::closest(key, known).map_or_else(
            || "Remove it, or check its spelling and place".to_owned(),
            |name| format!("Did you mean `{name}`?"),
        );
        let message = format!("The field `{key}` is not known here");
        self.report_name(UNKNOWN_FIELD, node, message, hint);
    }

    /// Tells that a field has a newer name.
    pub(super) fn deprecated(&mut self, node: NodeId, old: &str, new: &str) {
        let message = format!("`{old}` is the old name of `{new}`");
        self.report(Severity::Info, DEPRECATED, node, message, Some(format!("Rename it to `{new}`")));
    }

    pub(super) fn wrong_type(&mut self, node: NodeId, expected: &str, hint: &str) {
        if self.tree.kind(node) == NodeKind::Error {
            // The text itself is wrong there, and that has been told.
            return;
        }
        let name = match self.tree.key(node) {
            Some(key) => format!("`{key}`"),
            None => match self.tree.parent(node).and_then(|parent| self.tree.key(parent)) {
                Some(key) => format!("Each entry of `{key}`"),
                None => "This".to_owned(),
            },
        };
        let found = match self.tree.kind(node) {
            NodeKind::Null | NodeKind::Error => "`null`",
            NodeKind::Bool(_) => "a boolean",
            NodeKind::Number => "a number",
            NodeKind::String => "a string",
            NodeKind::Array => "an array",
            NodeKind::Object => "an object",
        };
        self.error(node, format!("{name} must be {expected}, not {found}"), hint);
    }
}

/// Whether a string is a JSONata expression: `{% … %}`.
pub(super) fn is_jsonata(text: &str) -> bool {
    text.len() >= 4 && text.starts_with("{%") && text.ends_with("%}")
}
