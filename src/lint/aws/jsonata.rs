//! Expressions: AWS reads each of them when the machine is made, and refuses what it will not evaluate.

use super::report::{AwsCode, Report};
use crate::asl::{Parsed, QueryLanguage};
use crate::expr::jsonata::{
    JsonataEngine, JsonataFacts, JsonataProblemCode, StatesMember, Wanted, jsonata_text,
};
use crate::json::SpannedTree;
use crate::json::tree::{NodeId, NodeKind};

/// Fields in which AWS leaves expressions alone when it checks them; what a state evaluates is another list, in
/// `lint::variables`, which says how they differ.
const LEFT_ALONE: [&str; 13] = [
    "Comment",
    "Type",
    "QueryLanguage",
    "Next",
    "Default",
    "Resource",
    "ErrorEquals",
    "Retry",
    "Credentials",
    "CSVHeaders",
    "ItemProcessor",
    "Iterator",
    "Branches",
];
/// Fields that hold a value of any form, whose members are no fields.
const PAYLOADS: [&str; 6] = ["Arguments", "Output", "Assign", "ItemSelector", "Items", "BatchInput"];

/// An expression on the way to it: a value of a state.
struct Spot {
    node: NodeId,
    /// Within a value of any form
    in_payload: bool,
    in_catcher: bool,
    /// Within what is evaluated once the state's work is done
    after_work: bool,
}

/// What AWS refuses: where, its code, its message.
pub(in crate::lint) type Refuse<'r> = dyn FnMut(NodeId, AwsCode, &str) + 'r;

pub(super) fn check(parsed: &Parsed, engine: &dyn JsonataEngine, report: &mut Report<'_>) {
    each_problem(parsed, engine, &mut |node, code, message| report.at(code, node, message));
}

/// Calls `refuse` with everything that AWS refuses of the expressions of a definition.
pub(in crate::lint) fn each_problem(parsed: &Parsed, engine: &dyn JsonataEngine, refuse: &mut Refuse<'_>) {
    for (id, state) in parsed.machine.states() {
        if parsed.machine.query_language_of(id) == QueryLanguage::Jsonata {
            let does_work = matches!(state.kind.type_name(), "Task" | "Parallel" | "Map");
            check_state(&parsed.tree, parsed.state_node(id), does_work, engine, refuse);
        }
    }
}

fn check_state(
    tree: &SpannedTree,
    state: NodeId,
    does_work: bool,
    engine: &dyn JsonataEngine,
    refuse: &mut Refuse<'_>,
) {
    let mut open = vec![Spot { node: state, in_payload: false, in_catcher: false, after_work: false }];
    while let Some(spot) = open.pop() {
        let from = open.len();
        match tree.kind(spot.node) {
            NodeKind::String => check_text(tree, &spot, engine, refuse),
            NodeKind::Array => {
                open.extend(tree.children(spot.node).map(|node| Spot { node, ..spot }));
            }
            NodeKind::Object => {
                for (key, node) in tree.members(spot.node) {
                    if spot.in_payload || !LEFT_ALONE.contains(&&*key) {
                        let is_result = matches!(&*key, "Output" | "Assign");
                        open.push(Spot {
                            node,
                            in_payload: spot.in_payload || PAYLOADS.contains(&&*key),
                            in_catcher: spot.in_catcher || !spot.in_payload && key == "Catch",
                            after_work: spot.after_work || !spot.in_payload && is_result && does_work,
                        });
                    }
                }
            }
            _ => {}
        }
        open[from..].reverse();
    }
}

fn check_text(tree: &SpannedTree, spot: &Spot, engine: &dyn JsonataEngine, refuse: &mut Refuse<'_>) {
    let text = tree.string(spot.node).unwrap_or_default();
    let Some(expression) = jsonata_text(&text) else { return };
    let compiled = match engine.compile(expression) {
        Ok(compiled) => compiled,
        Err(error) => return refuse(spot.node, AwsCode::InvalidJsonataExpression, &error.message),
    };
    for problem in &compiled.facts().problems {
        let code = match problem.code {
            JsonataProblemCode::Invalid => AwsCode::InvalidJsonataExpression,
            JsonataProblemCode::Unsupported => AwsCode::UnsupportedJsonataExpression,
        };
        refuse(spot.node, code, &problem.message);
    }
    for member in members_read(compiled.facts()) {
        if !exists(member, spot) {
            let message = format!("Field '$states.{member}' does not exist.");
            refuse(spot.node, AwsCode::UnsupportedJsonataExpression, &message);
        }
    }
}

/// The members of `$states` that an expression names.
fn members_read(facts: &JsonataFacts) -> Vec<&str> {
    match &facts.states {
        Some(Wanted::Members(members)) => members.keys().map(|name| &**name).collect(),
        Some(Wanted::Whole) | None => Vec::new(),
    }
}

/// Whether `$states` has a member where the expression stands.
fn exists(member: &str, spot: &Spot) -> bool {
    let Some(member) = StatesMember::ALL.into_iter().find(|one| one.name() == member) else { return false };
    match member {
        StatesMember::Input | StatesMember::Context => true,
        StatesMember::Result => spot.after_work && !spot.in_catcher,
        StatesMember::ErrorOutput => spot.in_catcher,
    }
}
