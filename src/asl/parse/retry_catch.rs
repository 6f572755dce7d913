//! `Retry` and `Catch`.

use super::{Parser, fields};
use crate::asl::{Catcher, Retrier};
use crate::json::JsonPointer;
use crate::json::tree::{NodeId, NodeKind};

impl Parser<'_> {
    pub(super) fn retriers(&mut self, node: NodeId, pointer: &JsonPointer) -> Vec<Retrier> {
        let items = self.items_at(node, pointer);
        items.into_iter().filter_map(|(item, place)| self.retrier(item, place)).collect()
    }

    pub(super) fn catchers(&mut self, node: NodeId, pointer: &JsonPointer) -> Vec<Catcher> {
        let items = self.items_at(node, pointer);
        items.into_iter().filter_map(|(item, place)| self.catcher(item, place)).collect()
    }

    fn retrier(&mut self, object: NodeId, pointer: JsonPointer) -> Option<Retrier> {
        self.expect_entry(object)?;
        let tree = self.tree;
        let mut retrier = Retrier { pointer, ..Retrier::default() };
        for (key, node) in tree.members(object) {
            match &*key {
                "ErrorEquals" => retrier.error_equals = self.texts(node),
                "IntervalSeconds" => retrier.interval_seconds = self.number_value(node),
                "MaxAttempts" => retrier.max_attempts = self.number_value(node),
                "BackoffRate" => retrier.backoff_rate = self.number_value(node),
                "MaxDelaySeconds" => retrier.max_delay_seconds = self.number_value(node),
                "JitterStrategy" => {
                    self.one_of(node, &["FULL", "NONE"]);
                    retrier.jitter_strategy = tree.string(node).map(Into::into);
                }
                "Comment" => retrier.comment = self.text(node),
                key => self.unknown(&mut retrier.unknown, key, node, fields::RETRIER.iter().copied()),
            }
        }
        Some(retrier)
    }

    fn catcher(&mut self, object: NodeId, pointer: JsonPointer) -> Option<Catcher> {
        self.expect_entry(object)?;
        let tree = self.tree;
        let mut catcher = Catcher { pointer, ..Catcher::default() };
        for (key, node) in tree.members(object) {
            match &*key {
                "ErrorEquals" => catcher.error_equals = self.texts(node),
                "Next" => catcher.next = self.text(node),
                "ResultPath" => catcher.result_path = self.path_or_null(node),
                "Output" => catcher.output = Some(tree.value(node)),
                "Assign" => catcher.assign = self.object(node),
                "Comment" => catcher.comment = self.text(node),
                key => self.unknown(&mut catcher.unknown, key, node, fields::CATCHER.iter().copied()),
            }
        }
        Some(catcher)
    }

    fn expect_entry(&mut self, node: NodeId) -> Option<()> {
        if self.tree.kind(node) == NodeKind::Object {
            return Some(());
        }
        self.wrong_type(node, "an object", "Write `{\"ErrorEquals\": [ … ]}`");
        None
    }
}
