//! What an object of a definition is.

use crate::json::SpannedTree;
use crate::json::tree::{NodeId, NodeKind};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Machine,
    /// The object of a scope's states
    States,
    State,
    Branch,
    Processor,
    ProcessorConfig,
    Retrier,
    Catcher,
    /// An entry of `Choices`
    ChoiceRule,
    /// A rule within `And`, `Or` or `Not`
    InnerRule,
    ItemReader,
    ReaderConfig,
    ItemBatcher,
    ResultWriter,
    WriterConfig,
    /// `Assign`, whose members are variables
    Assign,
    /// A Payload Template or what is within one
    Template,
    /// The parameters of a service, of which the names are known
    Other,
}

impl Role {
    pub(super) fn of(tree: &SpannedTree, node: NodeId) -> Self {
        let mut way = Vec::new();
        let mut at = node;
        while let Some(parent) = tree.parent(at) {
            way.push(at);
            at = parent;
        }
        way.iter().rev().fold(Self::Machine, |role, &node| role.child(tree, node))
    }

    fn child(self, tree: &SpannedTree, node: NodeId) -> Self {
        let Some(key) = tree.key(node) else { return self.item() };
        let is_list = tree.kind(node) == NodeKind::Array;
        match (self, &*key) {
            (Self::Machine | Self::Branch | Self::Processor, "States") => Self::States,
            (Self::Processor, "ProcessorConfig") => Self::ProcessorConfig,
            (Self::States, _) => Self::State,
            (Self::State, "Branches") if is_list => Self::Branch,
            (Self::State, "ItemProcessor" | "Iterator") => Self::Processor,
            (Self::State, "Retry") if is_list => Self::Retrier,
            (Self::State, "Catch") if is_list => Self::Catcher,
            (Self::State, "Choices") if is_list => Self::ChoiceRule,
            (Self::State, "ItemReader") => Self::ItemReader,
            (Self::ItemReader, "ReaderConfig") => Self::ReaderConfig,
            (Self::State, "ItemBatcher") => Self::ItemBatcher,
            (Self::State, "ResultWriter") => Self::ResultWriter,
            (Self::ResultWriter, "WriterConfig") => Self::WriterConfig,
            (Self::ChoiceRule | Self::InnerRule, "And" | "Or") if is_list => Self::InnerRule,
            (Self::ChoiceRule | Self::InnerRule, "Not") => Self::InnerRule,
            (Self::State | Self::Catcher | Self::ChoiceRule, "Assign") => Self::Assign,
            (
                Self::State | Self::Catcher | Self::ChoiceRule,
                "Output" | "ItemSelector" | "Items" | "Credentials",
            ) => Self::Template,
            (
                Self::State | Self::ItemReader | Self::ResultWriter,
                "Parameters" | "Arguments" | "ResultSelector",
            ) => Self::Template,
            (Self::ItemBatcher, "BatchInput") | (Self::Assign | Self::Template, _) => Self::Template,
            _ => Self::Other,
        }
    }

    /// An item of a list is what the list is of: the lists of roles were given their items' role.
    fn item(self) -> Self {
        self
    }
}
