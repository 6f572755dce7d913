//! Typed arena indices: an index that says which arena it belongs to.

/// Declares a `Copy` index type with `new` and `index`.
macro_rules! arena_index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            /// The index of the arena's item number `index`; arenas hold fewer than 2³² items.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The place in the arena.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

arena_index!(
    /// A state of one parsed definition ([`crate::asl::StateMachine::states`]).
    StateId
);
arena_index!(
    /// A scope, one `StartAt` + `States` pair, of one parsed definition ([`crate::asl::StateMachine::scopes`]).
    ScopeId
);
arena_index!(
    /// A node of one [`crate::graph::FlowGraph`].
    NodeId
);
arena_index!(
    /// An edge of one [`crate::graph::FlowGraph`].
    EdgeId
);
