//! Changing definitions: what each command does to the text, line by line, and laws that hold for all of them.

mod catalog;
mod commands;
mod convert;
mod diff;
mod help;
mod laws;
mod rules;

use asl_studio::asl::{ScopePath, StatePath};
use asl_studio::edit::{Connection, Document, Port};

fn document(text: &str) -> Document {
    Document::new(text).expect("the test's text is a JSON object")
}

/// `Outer/0/Inner` is the state Inner in Outer's first branch.
fn state(path: &str) -> StatePath {
    let mut tokens = path.split('/').peekable();
    let mut scope = ScopePath::root();
    loop {
        let name = tokens.next().unwrap_or_default();
        match tokens.next() {
            None => return scope.state(name),
            Some(branch) => {
                scope = ScopePath::inside(&scope.state(name), branch.parse().expect("a branch's number"))
            }
        }
    }
}

/// `""` is the top level, `Outer/0` Outer's first branch.
fn scope(path: &str) -> ScopePath {
    if path.is_empty() { ScopePath::root() } else { state(&format!("{path}/x")).scope() }
}

fn from(path: &str, port: Port) -> Connection {
    Connection::of(state(path), port)
}
