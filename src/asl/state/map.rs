//! Map: States Language specification, "Map State", and the AWS developer guide on distributed Map.

use super::{Dynamic, PathField};
use crate::id::ScopeId;
use crate::json::Value;
use std::sync::Arc;

/// What only a Map has.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// `ItemProcessor` or the older `Iterator`
    pub processor: Option<ScopeId>,
    /// `ProcessorConfig.Mode`
    pub mode: MapMode,
    /// `ProcessorConfig.ExecutionType` as written (`STANDARD` or `EXPRESS`)
    pub execution_type: Option<Arc<str>>,
    /// `ItemsPath` (JSONPath)
    pub items_path: PathField,
    /// `Items` (JSONata): an array, an object or an expression
    pub items: Option<Value>,
    /// `ItemSelector`; where only the older `Parameters` stands it is in [`super::Dataflow::parameters`]
    pub item_selector: Option<Value>,
    /// `MaxConcurrency` or `MaxConcurrencyPath`; 0 means no limit
    pub max_concurrency: Option<Dynamic>,
    /// `ToleratedFailureCount` or its `Path` twin
    pub tolerated_failure_count: Option<Dynamic>,
    /// `ToleratedFailurePercentage` or its `Path` twin, 0 to 100
    pub tolerated_failure_percentage: Option<Dynamic>,
    /// `Label`
    pub label: Option<Arc<str>>,
    /// `ItemReader`, as written
    pub item_reader: Option<Value>,
    /// `ItemBatcher`, as written
    pub item_batcher: Option<Value>,
    /// `ResultWriter`, as written
    pub result_writer: Option<Value>,
}

/// `ProcessorConfig.Mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MapMode {
    /// Iterations run inside this execution
    #[default]
    Inline,
    /// Iterations run as child executions
    Distributed,
}
