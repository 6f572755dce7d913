//! A Parallel: its branches, whose order is that of the output.

use super::builder::Builder;
use super::field::Control;
use crate::asl::{Parallel, Scope};
use crate::edit::help::Place;
use crate::edit::unique_name;
use crate::json::{Object, Value};
use crate::studio::words::counted;

pub(super) fn rows(builder: &mut Builder<'_>, parallel: &Parallel) {
    let machine = builder.source.machine();
    let count = builder.count("Branches");
    for index in 0..count {
        let words = parallel.branches.get(index).map_or_else(String::new, |id| words(machine.scope(*id)));
        builder.item("Branches", (index, count), format!("Branch {}", index + 1), 1, false);
        let prefix = format!("Branches/{index}");
        builder.inside(&prefix, Place::Branch, 1, |builder| {
            builder.sentence(words);
            builder.add("Comment", "Comment", Control::Text, "");
        });
    }
    let name = unique_name("New state", |name| machine.find(name).is_some());
    builder.adder(("Add branch", "branch"), ("Branches", count), branch(&name), "Comment");
}

fn words(scope: &Scope) -> String {
    match scope.start_at.as_deref().filter(|start| !start.is_empty()) {
        Some(start) => format!("Starts with {start}, {}", counted(scope.states.len(), "state")),
        None => "Holds no states yet".into(),
    }
}

fn branch(name: &str) -> Value {
    let pass: Object = [("Type", Value::from("Pass")), ("End", true.into())].into_iter().collect();
    let states: Object = [(name, pass)].into_iter().collect();
    [("StartAt", Value::from(name)), ("States", states.into())].into_iter().collect::<Object>().into()
}
