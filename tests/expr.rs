//! Expressions: laws on generated texts and values, and answers recorded elsewhere.

mod laws;
mod recorded;
