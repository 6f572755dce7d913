//! A path does not stand where text is expected: `"StringEquals": "$.b"` compares with the text `$.b`.

use crate::asl::{Dynamic, Operand, QueryLanguage, State, StateKind};
use crate::diagnostic::Diagnostic;
use crate::json::JsonPointer;
use crate::lint::{Context, walk};

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        if context.language(id) == QueryLanguage::JsonPath {
            for (pointer, field) in suspects(state) {
                let message = format!("`{field}` is taken as text, and it looks like a path");
                let finding = Diagnostic::warning("NO_PATH", pointer, message);
                context.report(finding.hint(format!("Name the field `{field}Path`")));
            }
        }
    }
}

fn suspects(state: &State) -> Vec<(JsonPointer, &'static str)> {
    let mut found = Vec::new();
    match &state.kind {
        StateKind::Fail(fail) => {
            for (field, value) in [("Error", &fail.error), ("Cause", &fail.cause)] {
                if matches!(value, Some(Dynamic::Literal(text)) if text.as_str().is_some_and(is_path)) {
                    found.push((state.pointer.key(field), field));
                }
            }
        }
        StateKind::Choice(choice) => {
            for rule in &choice.rules {
                walk::comparisons(&rule.condition, &mut |comparison| {
                    let Operand::Literal(value) = &comparison.operand else { return };
                    let operator = comparison.operator;
                    if operator.has_path_twin() && value.as_str().is_some_and(is_path) {
                        found.push((comparison.pointer.key(operator.name()), operator.name()));
                    }
                });
            }
        }
        _ => {}
    }
    found
}

fn is_path(text: &str) -> bool {
    ["$.", "$[", "$$."].iter().any(|start| text.starts_with(start)) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn paths_taken_as_text_are_found() {
        check_state(rule, r#""Type": "Fail", "Error": "$.a", "Cause": "$.a is missing""#, &[
            "warning NO_PATH /States/A/Error: `Error` is taken as text, and it looks like a path",
        ]);
        check_state(rule, r#""Type": "Choice", "Choices": [{"Not": {"Variable": "$.a", "StringEquals": "$.b"}, "Next": "A"}]"#, &[
            "warning NO_PATH /States/A/Choices/0/Not/StringEquals: `StringEquals` is taken as text, and it looks like a path",
        ]);
    }
}
