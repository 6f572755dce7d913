//! Parallel: States Language specification, "Parallel State".

use crate::id::ScopeId;

/// What only a Parallel has.
#[derive(Clone, Debug, Default)]
pub struct Parallel {
    /// `Branches`, in order
    pub branches: Vec<ScopeId>,
}
