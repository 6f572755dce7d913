//! What directly follows a Parallel or a Map treats its output as the array it is.
//!
//! The output of a Parallel is an array with the output of each branch. A Choice that looks for `$.x` in it
//! finds nothing, and the execution fails with States.Runtime: nothing catches it, and Default is not taken.

use crate::asl::{Dataflow, PathField, QueryLanguage, State, StateId, StateKind, Transition};
use crate::diagnostic::Diagnostic;
use crate::json::JsonPointer;
use crate::lint::Context;
use crate::lint::walk::{self, Place};

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        let Some(follower) = follower_of_array(context, id, state) else { continue };
        let (kind, first) = match &state.kind {
            StateKind::Parallel(_) => ("Parallel", "the first branch's"),
            _ => ("Map", "the first item's"),
        };
        let follower = context.machine.state(follower);
        for (pointer, path) in paths_into_object(follower) {
            let message = format!("The output of the {kind} `{}` is an array: `{path}` finds nothing in it", state.name);
            let rest = &path[1..];
            let hint = format!(
                "Use `$[0]{rest}` for {first} value, or give `{}` a `ResultSelector` or a `ResultPath`",
                state.name
            );
            context.report(Diagnostic::warning("ARRAY_OUTPUT", pointer, message).hint(hint));
        }
    }
}

/// The state that gets the bare array a container puts out, if both evaluate JSONPath.
fn follower_of_array(context: &Context<'_>, id: StateId, state: &State) -> Option<StateId> {
    if !matches!(state.kind, StateKind::Parallel(_) | StateKind::Map(_)) {
        return None;
    }
    let Dataflow { result_selector, result_path, output_path, .. } = &state.data;
    let is_bare = result_selector.is_none() && is_whole(result_path) && is_whole(output_path);
    let Transition::Next(target) = &state.transition else { return None };
    let follower = context.find_in(state.scope, target)?;
    let both = [id, follower].into_iter().all(|state| context.language(state) == QueryLanguage::JsonPath);
    (is_bare && both).then_some(follower)
}

fn is_whole(path: &PathField) -> bool {
    match path {
        PathField::Absent => true,
        PathField::Null => false,
        PathField::Path(path) => &**path == "$",
    }
}

/// The paths that a state applies to its input and that start with a member's name.
fn paths_into_object(state: &State) -> Vec<(JsonPointer, &str)> {
    let mut paths = Vec::new();
    if let PathField::Path(path) = &state.data.input_path {
        paths.push((state.pointer.key("InputPath"), &**path));
    }
    // With an InputPath the others start from what it selects.
    if is_whole(&state.data.input_path) {
        match &state.kind {
            StateKind::Choice(choice) => {
                for rule in &choice.rules {
                    walk::comparisons(&rule.condition, &mut |comparison| {
                        paths.push((comparison.pointer.key("Variable"), &*comparison.variable));
                    });
                }
            }
            StateKind::Map(map) => {
                if let PathField::Path(path) = &map.items_path {
                    paths.push((state.pointer.key("ItemsPath"), &**path));
                }
            }
            _ => {}
        }
        if let (Some(parameters), false) = (&state.data.parameters, matches!(state.kind, StateKind::Map(_))) {
            let own = Place::Pointer(&state.pointer);
            walk::members(&Place::Key(&own, "Parameters"), parameters, &mut |place, key, value| {
                if let (true, Some(path)) = (key.ends_with(".$"), value.as_str()) {
                    paths.push((place.pointer(), path));
                }
            });
        }
    }
    paths.retain(|(_, path)| is_member_path(path));
    paths
}

/// `$.name…`: not `$..name`, not `$.*`, which find something in arrays too.
fn is_member_path(path: &str) -> bool {
    path.strip_prefix("$.").is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric() || first == '_'))
        && !path.ends_with(')')
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check;

    const BRANCHES: &str = r#""Branches": [{"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}]"#;

    #[track_caller]
    fn check_follower(container: &str, follower: &str, expected: &[&str]) {
        let states = format!(r#""A": {{"Type": "Parallel", {BRANCHES}, "Next": "B"{container}}}, "B": {{{follower}}}"#);
        check(rule, &states, expected);
    }

    #[test]
    fn a_choice_after_a_parallel_reads_the_array() {
        let choice = |path: &str| {
            format!(r#""Type": "Choice", "Choices": [{{"Variable": "{path}", "BooleanEquals": true, "Next": "A"}}]"#)
        };
        let found = "warning ARRAY_OUTPUT /States/B/Choices/0/Variable: The output of the Parallel `A` is an array: `$.ok` finds nothing in it";
        check_follower("", &choice("$.ok"), &[found]);
        check_follower(r#", "ResultPath": "$""#, &choice("$.ok"), &[found]);
        check_follower("", &choice("$[0].ok"), &[]);
        check_follower("", &choice("$..ok"), &[]);
        check_follower("", &choice("$$.Execution.Input.ok"), &[]);
        check_follower(r#", "ResultPath": "$.results""#, &choice("$.ok"), &[]);
        check_follower(r#", "ResultSelector": {"ok.$": "$[0].ok"}"#, &choice("$.ok"), &[]);
    }

    #[test]
    fn other_states_too() {
        check_follower("", r#""Type": "Pass", "Parameters": {"a": {"b.$": "$.c"}}"#, &[
            "warning ARRAY_OUTPUT /States/B/Parameters/a/b.$: The output of the Parallel `A` is an array: `$.c` finds nothing in it",
        ]);
        check_follower("", r#""Type": "Map", "InputPath": "$[0]", "ItemsPath": "$.c""#, &[]);
    }
}
