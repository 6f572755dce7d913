//! What the palette offers: the eight types of states, service calls with their ARN and starting arguments,
//! and patterns of several states. Each is told in both query languages.
//!
//! Names of resources are made up (`my-table`, `charge-card`); where an ARN or a URL needs a region and an
//! account it has [`REGION`] and [`ACCOUNT`], so that the caller may put in a project's own.

mod actions;
mod flow;
mod fragment;
mod patterns;
mod print;
mod search;
mod template;

pub use fragment::{Filling, fragment};
pub use search::search;

use crate::asl::StateType;

/// The region in every ARN and URL of a fragment.
pub const REGION: &str = "us-east-1";

/// The account in every ARN and URL of a fragment.
pub const ACCOUNT: &str = "123456789012";

/// Where the palette shows an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// States that direct the flow, by their type
    Flow,
    /// Tasks that call a service
    Actions,
    /// Several states that solve a problem together
    Patterns,
}

/// One thing that can be dragged or inserted.
#[derive(Debug)]
pub struct Entry {
    /// Stable and unique, such as `dynamodb.getItem`
    pub id: &'static str,
    /// Where the palette shows it
    pub section: Section,
    /// The type of state that it looks like: its own, or the one that matters most in a pattern
    pub kind: StateType,
    /// Its name, and that of the state if it is a single one
    pub title: &'static str,
    /// The service that it calls, such as `DynamoDB`; `None` outside of the actions
    pub service: Option<&'static str>,
    /// What it does, one line without a final period
    pub summary: &'static str,
    /// When a pattern is the right one, one line without a final period; `None` outside of the patterns
    pub when: Option<&'static str>,
    /// Other words that people look for, in lower case, separated by spaces
    pub keywords: &'static str,
    body: Body,
}

/// What an entry is made from: templates as [`template`] describes them.
#[derive(Debug)]
enum Body {
    /// One state, named by the entry's title
    State(&'static str),
    /// `StartAt` and `States`
    Scope(&'static str),
    /// A starting scope, and the one state that is left where branches and rules are still to be made
    Fillable { example: &'static str, empty: &'static str },
}

/// Everything there is: Flow, Actions, Patterns, in the order in which the palette shows them.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    flow::ALL.iter().chain(actions::ALL.into_iter().flatten()).chain(patterns::ALL.into_iter().flatten())
}

/// The entry of that id.
pub fn find(id: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.id == id)
}

impl Entry {
    /// What a single Task of the entry calls, without `arn:aws:states:::`; a whole ARN where it is none of these.
    pub fn resource(&self) -> Option<&'static str> {
        let Body::State(text) = self.body else { return None };
        if text.contains("\"Lambda\":") {
            return Some("lambda:invoke");
        }
        let (_, rest) = text.split_once("\"Resource\": \"")?;
        rest.split('"').next()
    }
}

impl Section {
    /// For people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Flow => "Flow",
            Self::Actions => "Actions",
            Self::Patterns => "Patterns",
        }
    }
}
