//! Variables have names that can be assigned, what a state reads is assigned where it can be seen, and what
//! is assigned within a branch or iteration is not a variable of the scope around it.
//!
//! A scope sees its own variables and those around it, but for the iterations of a distributed Map, which
//! are executions of their own (AWS developer guide, "Passing data between states with variables").

use crate::asl::{QueryLanguage, ScopeId, State, suggest};
use crate::diagnostic::Diagnostic;
use crate::json::{JsonPointer, Object};
use crate::lint::jsonata_names::STATES;
use crate::lint::walk::{self, NameMistake};
use crate::lint::{Context, variables};
use std::collections::BTreeSet;

pub(super) fn check(context: &mut Context<'_>) {
    let scopes = Scopes::new(context);
    for (id, state) in context.machine.states() {
        let language = context.language(id);
        for name in assigned_by(state, language) {
            check_name(context, &name);
            check_scope(context, &scopes, state, &name);
        }
        let mut read = Vec::new();
        let tree = context.tree();
        variables::read_by(tree, context.node(id), language, &mut |node, name| {
            read.push((node, name.to_owned()));
        });
        read.dedup();
        for (node, name) in read {
            if name != STATES && !scopes.sees(context, state.scope, &name) {
                let message = format!("Nothing assigns `${name}` that this state could read");
                let finding = Diagnostic::warning("UNASSIGNED_VARIABLE", tree.pointer(node), message);
                context.report(finding.hint(scopes.hint(context, state.scope, &name)));
            }
        }
    }
}

/// A name that is assigned, and where.
struct Assigned {
    name: String,
    pointer: JsonPointer,
}

fn assigned_by(state: &State, language: QueryLanguage) -> Vec<Assigned> {
    let mut found = Vec::new();
    for (pointer, assign) in walk::assigns(state) {
        for (field, _) in assign.as_object().into_iter().flat_map(Object::iter) {
            let name = match language {
                QueryLanguage::JsonPath => field.strip_suffix(".$").unwrap_or(field),
                QueryLanguage::Jsonata => field,
            };
            found.push(Assigned { name: name.to_owned(), pointer: pointer.key(field) });
        }
    }
    found
}

fn check_name(context: &mut Context<'_>, Assigned { name, pointer }: &Assigned) {
    let (code, message, hint) = if name == STATES {
        ("RESERVED_VARIABLE_NAME", "`$states` cannot be assigned".to_owned(), "Use another name")
    } else {
        match walk::variable_name_mistake(name) {
            None => return,
            Some(NameMistake::Characters) => (
                "INVALID_VARIABLE_NAME",
                format!("`{name}` cannot name a variable"),
                "Use letters, digits and `_`, with a letter first",
            ),
            Some(NameMistake::Length) => (
                "INVALID_VARIABLE_NAME",
                format!("A variable's name has at most 80 characters, not {}", name.chars().count()),
                "Shorten it",
            ),
        }
    };
    context.report_name(Diagnostic::error(code, pointer.clone(), message).hint(hint));
}

fn check_scope(context: &mut Context<'_>, scopes: &Scopes, state: &State, Assigned { name, pointer }: &Assigned) {
    let around = scopes.around(context, state.scope);
    if around.is_some_and(|around| scopes.sees(context, around, name)) {
        let message = format!("`${name}` is a variable of the scope around this one, which cannot be assigned here");
        let hint = "Use another name, and assign the outer variable from the container's output";
        context.report_name(Diagnostic::warning("OUTER_VARIABLE", pointer.clone(), message).hint(hint));
    }
}

/// What is assigned in each scope.
struct Scopes {
    assigned: Vec<BTreeSet<String>>,
}

impl Scopes {
    fn new(context: &Context<'_>) -> Self {
        let mut assigned = vec![BTreeSet::new(); context.machine.scopes.len()];
        for (id, state) in context.machine.states() {
            let names = assigned_by(state, context.language(id)).into_iter().map(|one| one.name);
            assigned[state.scope.index()].extend(names);
        }
        Self { assigned }
    }

    /// The scope whose variables can be seen from within another, if there is one.
    fn around(&self, context: &Context<'_>, scope: ScopeId) -> Option<ScopeId> {
        variables::around(context.machine, scope)
    }

    fn visible<'s>(&'s self, context: &'s Context<'_>, scope: ScopeId) -> impl Iterator<Item = &'s BTreeSet<String>> {
        let scopes = std::iter::successors(Some(scope), |&scope| self.around(context, scope));
        scopes.map(|scope| &self.assigned[scope.index()])
    }

    fn sees(&self, context: &Context<'_>, scope: ScopeId, name: &str) -> bool {
        self.visible(context, scope).any(|names| names.contains(name))
    }

    fn hint(&self, context: &Context<'_>, scope: ScopeId, name: &str) -> String {
        if self.assigned.iter().any(|names| names.contains(name)) {
            return "A branch or iteration keeps its variables to itself; pass the value in its output or input"
                .to_owned();
        }
        let near = suggest::closest(name, self.visible(context, scope).flatten().map(String::as_str));
        near.map_or_else(
            || format!("Assign it in a state before: `\"Assign\": {{\"{name}\": …}}`"),
            |near| format!("Did you mean `${near}`?"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::{check, check_state};

    #[test]
    fn names_can_be_assigned() {
        check_state(rule, r#""Type": "Pass", "Assign": {"total.$": "$.a", "größe_2": 1}"#, &[]);
        check_state(rule, r#""Type": "Pass", "Assign": {"states": 1, "a b": 2, "2x.$": "$"}"#, &[
            "error RESERVED_VARIABLE_NAME /States/A/Assign/states: `$states` cannot be assigned",
            "error INVALID_VARIABLE_NAME /States/A/Assign/a b: `a b` cannot name a variable",
            "error INVALID_VARIABLE_NAME /States/A/Assign/2x.$: `2x` cannot name a variable",
        ]);
    }

    #[test]
    fn what_is_read_is_assigned() {
        check_state(rule, r#""Type": "Pass", "Assign": {"total": 1}, "Parameters": {"a.$": "$totl.x", "b.$": "$total"}"#, &[
            "warning UNASSIGNED_VARIABLE /States/A/Parameters/a.$: Nothing assigns `$totl` that this state could read",
        ]);
        check_state(rule, r#""Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.n * $rate %}""#, &[
            "warning UNASSIGNED_VARIABLE /States/A/Output: Nothing assigns `$rate` that this state could read",
        ]);
    }

    #[test]
    fn branches_read_what_is_around_them_and_keep_their_own() {
        check(
            rule,
            r#""A": {"Type": "Pass", "Assign": {"outer": 1}, "Next": "B"},
               "B": {"Type": "Parallel", "Next": "C", "Branches": [{"StartAt": "I", "States": {
                   "I": {"Type": "Pass", "InputPath": "$outer", "Assign": {"inner": 1, "outer": 2}, "End": true}}}]},
               "C": {"Type": "Pass", "InputPath": "$inner", "Next": "D"},
               "D": {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                   "StartAt": "J", "States": {"J": {"Type": "Pass", "InputPath": "$outer", "End": true}}}}"#,
            &[
                "warning OUTER_VARIABLE /States/B/Branches/0/States/I/Assign/outer: `$outer` is a variable of the scope around this one, which cannot be assigned here",
                "warning UNASSIGNED_VARIABLE /States/C/InputPath: Nothing assigns `$inner` that this state could read",
                "warning UNASSIGNED_VARIABLE /States/D/ItemProcessor/States/J/InputPath: Nothing assigns `$outer` that this state could read",
            ],
        );
    }
}
