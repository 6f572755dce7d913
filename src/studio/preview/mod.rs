//! The data that reaches a state, and what its fields make of it while they are written.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `samples` | where the data is from: a paste, this run, the run before the last edit |
//! | `field` | what a field sees of it, and in which form it is written |
//! | `evaluate`, `site` | what a field comes to, or the error as AWS words it |
//! | `tree` | the data as rows, each with the path to insert |

mod evaluate;
mod field;
mod samples;
mod site;
mod tree;

pub use evaluate::{Preview, preview};
pub use field::{Field, Form, Sees};
pub use samples::{Sample, SampleAction, SamplePart, Samples, Source, sample};
pub use tree::{Tree, TreeRow, trees};
