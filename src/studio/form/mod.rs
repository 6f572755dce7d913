//! The inspector's forms: a state, or the whole workflow, as tabs of fields that can be typed into.
//!
//! A [`Form`] is data, made anew from the definition whenever that changes. Each field knows where its value stands; what
//! is typed comes back as a [`FormAction`], is read by the field's [`Control`], and becomes a command of `edit`. What
//! cannot be read stays in the field with the reason ([`Draft`]) and does not touch the definition.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `field`, `row` | what a tab is made of |
//! | `builder`, `list` | fields from where they stand in the text; items of lists |
//! | `state` | which tabs a state has, and what all types have in common |
//! | `task`, `simple`, `choice`, `condition`, `parallel`, `map`, `files`, `errors`, `machine` | the fields of each part |
//! | `calling` | another action for a Task |
//! | `payload`, `member` | objects as rows of keys and values |
//! | `items` | items of lists and members of objects, moved and removed |
//! | `text` | values as text to edit, and back |
//! | `operand` | comparisons of a Choice: operator, kind and value |
//! | `change` | from a value to the command that writes it |
//! | `trouble` | problems beside the fields that they are about |
//! | `data` | what an expression comes to, and the data that reaches the state |
//! | `converting` | another query language, and what it would lose |
//! | `making` | all of these together |
//! | `acting` | what each action does |

mod acting;
mod builder;
mod calling;
mod change;
mod choice;
mod condition;
mod converting;
mod data;
mod errors;
mod field;
mod files;
mod items;
mod list;
mod machine;
mod making;
mod map;
mod member;
mod operand;
mod parallel;
mod payload;
mod row;
mod simple;
mod state;
mod task;
mod text;
mod trouble;

pub use acting::{Draft, FormAction, FormState};
pub use converting::Asking;
pub use data::DataPanel;
pub use field::{Control, Field, Pick, Shape, Target, Trouble};
pub use making::FormKey;
pub use member::Member;
pub use row::{Button, Heading, ItemMove, Row, RowKey, RowKind, Tools};

use super::problem::Problem;
use crate::asl::StatePath;

/// What the inspector shows to be edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The state; `None` for the workflow itself
    pub state: Option<StatePath>,
    pub tabs: Vec<Tab>,
    pub shown: TabId,
    /// Problems that stand beside no field of the shown tab
    pub elsewhere: Vec<Problem>,
    /// The data that reaches the state, beside tabs that use it
    pub data: Option<DataPanel>,
    /// What must be answered before the query language is changed
    pub asking: Option<Asking>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tab {
    pub id: TabId,
    pub label: &'static str,
    pub rows: Vec<Row>,
    /// Whether one of its fields has an error
    pub troubled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TabId {
    Configuration,
    Input,
    Output,
    Variables,
    Errors,
    Asl,
    /// What the run did here
    Run,
}

impl TabId {
    pub fn token(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::Input => "input",
            Self::Output => "output",
            Self::Variables => "variables",
            Self::Errors => "errors",
            Self::Asl => "asl",
            Self::Run => "run",
        }
    }
}

impl Form {
    pub fn tab(&self, id: TabId) -> Option<&Tab> {
        self.tabs.iter().find(|tab| tab.id == id)
    }

    /// The rows that are to be seen.
    pub fn rows(&self) -> &[Row] {
        self.tab(self.shown).map_or(&[], |tab| &tab.rows)
    }

    /// The field of that id, first in the shown tab.
    pub fn field(&self, id: &str) -> Option<&Field> {
        let everywhere = self.tabs.iter().flat_map(|tab| &tab.rows);
        self.rows()
            .iter()
            .chain(everywhere)
            .find_map(|row| row.fields().into_iter().find(|field| field.id == id))
    }

    fn row(&self, key: &RowKey) -> Option<&Row> {
        self.rows().iter().find(|row| row.is(key))
    }

    /// The row of that key in the shown tab.
    pub fn shown_row(&self, key: &RowKey) -> Option<Row> {
        self.row(key).cloned()
    }

    fn fields_mut(&mut self) -> impl Iterator<Item = (TabId, &mut Field)> {
        let rows = self.tabs.iter_mut().flat_map(|tab| tab.rows.iter_mut().map(|row| (tab.id, row)));
        rows.flat_map(|(tab, row)| row.fields_mut().into_iter().map(move |field| (tab, field)))
    }
}
