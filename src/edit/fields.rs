//! In which order fields are written, so that a new one stands where people look for it.

use crate::json::SpannedTree;
use crate::json::tree::NodeId;

/// The order, in every object of a definition: what it is, what goes in, what is done, what comes out, what if it
/// fails, what comes next. Fields that do not stand here come before `Retry`.
const ORDER: &[&str] = &[
    "Version",
    "Type",
    "Comment",
    "QueryLanguage",
    "Variable",
    "And",
    "Or",
    "Not",
    "Condition",
    "ErrorEquals",
    "Mode",
    "ExecutionType",
    "StartAt",
    "States",
    "Resource",
    "Credentials",
    "InputPath",
    "Label",
    "ItemReader",
    "Items",
    "ItemsPath",
    "ItemSelector",
    "ItemBatcher",
    "ProcessorConfig",
    "ItemProcessor",
    "Iterator",
    "Branches",
    "MaxConcurrency",
    "MaxConcurrencyPath",
    "ToleratedFailureCount",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath",
    "Parameters",
    "Arguments",
    "Result",
    "Seconds",
    "SecondsPath",
    "Timestamp",
    "TimestampPath",
    "Error",
    "ErrorPath",
    "Cause",
    "CausePath",
    "Choices",
    "Default",
    "",
    "ResultWriter",
    "ResultSelector",
    "ResultPath",
    "Assign",
    "Output",
    "OutputPath",
    "TimeoutSeconds",
    "TimeoutSecondsPath",
    "HeartbeatSeconds",
    "HeartbeatSecondsPath",
    "IntervalSeconds",
    "MaxAttempts",
    "BackoffRate",
    "MaxDelaySeconds",
    "JitterStrategy",
    "Retry",
    "Catch",
    "Next",
    "End",
];

fn rank(key: &str) -> usize {
    let other = || ORDER.iter().position(|field| field.is_empty()).unwrap_or(ORDER.len());
    ORDER.iter().position(|field| *field == key).unwrap_or_else(other)
}

/// The member of `object` after which a new member `key` is written; `None` for the first place.
pub(super) fn place_for(tree: &SpannedTree, object: NodeId, key: &str) -> Option<NodeId> {
    let mine = rank(key);
    tree.children(object).filter(|child| tree.key(*child).is_some_and(|key| rank(&key) <= mine)).last()
}

/// How many members stand before a new member `key` of what is at `node`, if that is an object.
pub fn index_of_new(tree: &SpannedTree, node: NodeId, key: &str) -> usize {
    let after = place_for(tree, node, key);
    after.map_or(0, |after| tree.children(node).take_while(|child| *child != after).count() + 1)
}

/// The same among members in a row: before how many of the last ones it stands.
pub(super) fn place_among<'k>(keys: impl DoubleEndedIterator<Item = &'k str>, key: &str) -> usize {
    let mine = rank(key);
    keys.rev().take_while(|key| rank(key) > mine).count()
}
