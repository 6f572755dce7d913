//! L3: changing a definition.
//!
//! - [`catalog`]: what the palette offers, and the ASL that each of its entries stands for.
//! - [`help`]: what each field is for.

pub mod catalog;
pub mod help;
