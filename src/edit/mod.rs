//! L3: changing a definition. A [`Document`] is immutable, a [`Command`] says what shall change, [`apply`] makes
//! an [`Edit`] of both; nothing here has a state of its own but [`History`].
//!
//! Every command changes the text only where it must (`json::edit`): what a person wrote survives byte for byte, with
//! fields that the language does not know. A command never fails halfway: there is an edit, or a reason.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `document` | the text, and what it says |
//! | `command`, `place` | what can be asked for, and where |
//! | `draft` | a text while a command works on it |
//! | `apply/` | a file for each group of commands |
//! | `fragment`, `names` | states on their way in, and names that are free |
//! | `fields` | in which order fields are written |
//! | `rules` | what may be connected and dropped, and why not |
//! | `history`, `selection` | undo, and what is selected |
//! | `catalog/` | what the palette offers, and the ASL that each of its entries stands for |
//! | `help/` | what each field is for |
//! | `convert/` | from one query language to the other |

mod apply;
pub mod catalog;
mod command;
pub mod convert;
mod document;
mod draft;
mod fields;
mod fragment;
pub mod help;
mod history;
mod names;
mod place;
pub mod rules;
mod selection;

pub use apply::apply;
pub use command::{Command, CommandError, Edit, Wrapping};
pub use document::Document;
pub use fields::index_of_new;
pub use fragment::{Fragment, FragmentError};
pub use history::{Entry, History, Mark};
pub use names::{check_name, unique_name};
pub use place::{Connection, Origin, Place, Port, Target};
pub use selection::Selection;
