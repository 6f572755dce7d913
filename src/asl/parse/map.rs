//! The fields of a Map.

use super::scope::Pending;
use super::{Parser, fields};
use crate::asl::{Map, MapMode, StateId, suggest};
use crate::json::tree::NodeId;
use crate::json::{JsonPointer, Value};

impl Parser<'_> {
    pub(super) fn map_field(
        &mut self,
        map: &mut Map,
        (id, pointer): (StateId, &JsonPointer),
        key: &str,
        node: NodeId,
        nested: &mut Vec<Pending>,
    ) -> bool {
        match key {
            "ItemProcessor" | "Iterator" => nested.extend(self.processor(map, id, pointer.key(key), node)),
            "ItemsPath" => map.items_path = self.path_or_null(node),
            "Items" => map.items = Some(self.tree.value(node)),
            "ItemSelector" => map.item_selector = Some(self.tree.value(node)),
            "MaxConcurrency" => map.max_concurrency = self.number(node),
            "MaxConcurrencyPath" => map.max_concurrency = self.path(node),
            "ToleratedFailureCount" => map.tolerated_failure_count = self.number(node),
            "ToleratedFailureCountPath" => map.tolerated_failure_count = self.path(node),
            "ToleratedFailurePercentage" => map.tolerated_failure_percentage = self.number(node),
            "ToleratedFailurePercentagePath" => map.tolerated_failure_percentage = self.path(node),
            "Label" => map.label = self.text(node),
            "ItemReader" => {
                map.item_reader = self.part(node, fields::ITEM_READER, "ReaderConfig", fields::READER_CONFIG);
            }
            "ItemBatcher" => map.item_batcher = self.part(node, fields::ITEM_BATCHER, "", &[]),
            "ResultWriter" => {
                map.result_writer =
                    self.part(node, fields::RESULT_WRITER, "WriterConfig", fields::WRITER_CONFIG);
            }
            _ => return false,
        }
        true
    }

    /// `ItemProcessor`, or the older `Iterator` if that is all there is.
    fn processor(
        &mut self,
        map: &mut Map,
        id: StateId,
        pointer: JsonPointer,
        node: NodeId,
    ) -> Option<Pending> {
        if self.tree.key(node).as_deref() == Some("Iterator") {
            self.deprecated(node, "Iterator", "ItemProcessor");
            let object = self.tree.parent(node);
            if object.is_some_and(|object| self.tree.member(object, "ItemProcessor").is_some()) {
                let message = "`Iterator` and `ItemProcessor` cannot stand together";
                self.error(node, message, "Remove `Iterator`");
                return None;
            }
        }
        let pending = self.scope(node, pointer, Some(id), 0, fields::PROCESSOR);
        map.processor = Some(pending.scope);
        if let Some(config) = self.tree.member(node, "ProcessorConfig") {
            self.processor_config(map, config);
        }
        Some(pending)
    }

    fn processor_config(&mut self, map: &mut Map, config: NodeId) {
        self.object(config);
        self.check_fields(config, fields::PROCESSOR_CONFIG);
        let tree = self.tree;
        for (key, node) in tree.members(config) {
            match &*key {
                "Mode" => {
                    let mode = self.one_of(node, &["INLINE", "DISTRIBUTED"]);
                    map.mode =
                        if mode == Some("DISTRIBUTED") { MapMode::Distributed } else { MapMode::Inline };
                }
                "ExecutionType" => {
                    self.one_of(node, &["STANDARD", "EXPRESS"]);
                    map.execution_type = tree.string(node).map(Into::into);
                }
                _ => {}
            }
        }
    }

    /// One of a few words; anything else is told.
    pub(super) fn one_of(&mut self, node: NodeId, words: &[&'static str]) -> Option<&'static str> {
        let text = self.text(node)?;
        let found = words.iter().copied().find(|word| **word == *text);
        if found.is_none() {
            let hint = suggest::closest(&text, words.iter().copied()).map_or_else(
                || format!("Use one of {}", words.join(", ")),
                |word| format!("Did you mean `{word}`?"),
            );
            let name = self.tree.key(node).unwrap_or_default();
            self.error(node, format!("`{text}` is not a value of `{name}`"), hint);
        }
        found
    }

    /// An object kept as written whose field names, and those of its part `inner`, are checked.
    fn part(
        &mut self,
        node: NodeId,
        known: &'static [&'static str],
        inner: &str,
        known_inner: &'static [&'static str],
    ) -> Option<Value> {
        self.check_fields(node, known);
        if let Some(inner) = self.tree.member(node, inner) {
            self.check_fields(inner, known_inner);
        }
        self.object(node)
    }
}
