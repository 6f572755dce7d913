//! JSON as the rest of the program needs it: cheap-to-clone ordered values, a text tree that never
//! fails and knows where everything stands, a printer, and JSON Pointers.

mod bridge;
pub mod edit;
pub mod format;
mod measure;
mod number;
mod object;
mod pointer;
pub mod print;
pub mod tree;
mod value;

pub use bridge::{ParseError, from_serde, parse, to_serde};
pub use number::Number;
pub use object::Object;
pub use pointer::JsonPointer;
pub use tree::SpannedTree;
pub use value::Value;
