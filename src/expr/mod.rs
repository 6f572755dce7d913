//! L1: how values are found and made: JSONPath, Reference Paths, Intrinsic Functions, Payload Templates.
//!
//! Everything here is compiled once ([`Path::parse`], [`Template::compile`] …) and evaluated often against
//! an [`Environment`]. Compiling and evaluating are bounded in depth, steps and size, whatever the text.

mod environment;
pub mod error_name;
mod intrinsic;
pub mod jsonata;
mod path;
mod query;
mod reference_path;
mod spelling;
mod string_matches;
mod template;
#[cfg(test)]
mod testing;

pub use environment::{Environment, EvalError, MOST_WORK};
pub(crate) use intrinsic::uuid_text;
pub use intrinsic::{Intrinsic, IntrinsicArgument, IntrinsicCall, IntrinsicFunction, IntrinsicSyntaxError};
pub use path::{
    Path, PathError, PathErrorKind, PathSyntaxError, Root, Segment as PathSegment, Step as PathStep,
};
pub use query::{Query, QuerySyntaxError};
pub use reference_path::ReferencePath;
pub use spelling::{spell_jsonata, spell_path};
pub use string_matches::StringPattern;
pub use template::{Template, TemplateError};
