//! Fields that hold a path hold a valid one; where a value is written to, it is a Reference Path.

use crate::asl::parse::SCHEMA;
use crate::asl::{Dynamic, Operand, PathField, QueryLanguage, State, StateKind, WaitFor, placeholder};
use crate::diagnostic::Diagnostic;
use crate::expr::{Path, Query, ReferencePath};
use crate::json::JsonPointer;
use crate::lint::{Context, walk};

/// What a field may hold.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Any path
    Any,
    /// One that names a single place, from the input only
    Reference,
    /// Any path, or a call of an Intrinsic Function
    Query,
}

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        if context.language(id) == QueryLanguage::JsonPath {
            for (pointer, text, kind) in paths(state) {
                check_path(context, pointer, text, kind);
            }
        }
    }
}

fn check_path(context: &mut Context<'_>, pointer: JsonPointer, text: &str, kind: Kind) {
    if placeholder::is_in(text) {
        return;
    }
    if let Some((message, reason)) = mistake(text, kind) {
        let hint = match kind {
            _ if !text.starts_with('$') => format!("Start it with `$`, such as `$.{text}`"),
            Kind::Reference => format!("Write names and single indexes only, such as `$.order.items[0]`: {reason}"),
            Kind::Any | Kind::Query => format!("Write a path such as `$.order.total`: {reason}"),
        };
        context.report(Diagnostic::error(SCHEMA, pointer, message).hint(hint));
    }
}

/// What is wrong with a path: AWS's message, and the reason.
fn mistake(text: &str, kind: Kind) -> Option<(&'static str, String)> {
    const NO_PATH: &str = "Value is not a valid JSONPath";
    if kind == Kind::Query {
        return Query::parse(text).err().map(|error| (NO_PATH, error.to_string()));
    }
    if !text.starts_with('$') {
        return Some((NO_PATH, "it does not start with `$`".to_owned()));
    }
    if let Err(error) = Path::parse(text) {
        return Some((NO_PATH, error.to_string()));
    }
    let reference = if kind == Kind::Reference { ReferencePath::parse(text).err() } else { None };
    reference.map(|error| ("Value is not a Reference Path", error.to_string()))
}

fn paths<'a>(state: &'a State) -> Vec<(JsonPointer, &'a str, Kind)> {
    let mut found = Vec::new();
    let mut add = |holder: &JsonPointer, field: &str, path: &'a PathField, kind| {
        if let PathField::Path(text) = path {
            found.push((holder.key(field), &**text, kind));
        }
    };
    add(&state.pointer, "InputPath", &state.data.input_path, Kind::Any);
    add(&state.pointer, "OutputPath", &state.data.output_path, Kind::Any);
    add(&state.pointer, "ResultPath", &state.data.result_path, Kind::Reference);
    for catcher in &state.catch {
        add(&catcher.pointer, "ResultPath", &catcher.result_path, Kind::Reference);
    }
    if let StateKind::Map(map) = &state.kind {
        add(&state.pointer, "ItemsPath", &map.items_path, Kind::Any);
    }
    if let StateKind::Choice(choice) = &state.kind {
        for rule in &choice.rules {
            walk::comparisons(&rule.condition, &mut |comparison| {
                found.push((comparison.pointer.key("Variable"), &*comparison.variable, Kind::Any));
                if let Operand::Path(path) = &comparison.operand {
                    let field = format!("{}Path", comparison.operator);
                    found.push((comparison.pointer.key(&field), &**path, Kind::Any));
                }
            });
        }
    }
    for (field, value, kind) in dynamics(state) {
        if let Some(Dynamic::Path(path)) = value {
            found.push((state.pointer.key(field), &**path, kind));
        }
    }
    found
}

fn dynamics(state: &State) -> Vec<(&'static str, Option<&Dynamic>, Kind)> {
    match &state.kind {
        StateKind::Task(task) => vec![
            ("TimeoutSecondsPath", task.timeout.as_ref(), Kind::Any),
            ("HeartbeatSecondsPath", task.heartbeat.as_ref(), Kind::Any),
        ],
        StateKind::Wait(wait) => match &wait.until {
            Some(WaitFor::Seconds(value)) => vec![("SecondsPath", Some(value), Kind::Any)],
            Some(WaitFor::Timestamp(value)) => vec![("TimestampPath", Some(value), Kind::Any)],
            None => Vec::new(),
        },
        StateKind::Fail(fail) => {
            vec![("ErrorPath", fail.error.as_ref(), Kind::Query), ("CausePath", fail.cause.as_ref(), Kind::Query)]
        }
        StateKind::Map(map) => vec![
            ("MaxConcurrencyPath", map.max_concurrency.as_ref(), Kind::Any),
            ("ToleratedFailureCountPath", map.tolerated_failure_count.as_ref(), Kind::Any),
            ("ToleratedFailurePercentagePath", map.tolerated_failure_percentage.as_ref(), Kind::Any),
        ],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn valid_paths_are_fine() {
        check_state(
            rule,
            r#""Type": "Task", "InputPath": "$$.Execution.Input", "OutputPath": "$.a[?(@.b > 1)]", "ResultPath": "$.a['b'][0]",
               "TimeoutSecondsPath": "$timeout", "Catch": [{"ErrorEquals": ["X"], "ResultPath": "$.error", "Next": "A"}]"#,
            &[],
        );
        check_state(rule, r#""Type": "Fail", "ErrorPath": "States.Format('{}', $.a)", "CausePath": "$.b""#, &[]);
        check_state(rule, r#""Type": "Wait", "SecondsPath": "${Path}""#, &[]);
    }

    #[test]
    fn invalid_paths_are_found() {
        for (fields, found) in [
            (r#""Type": "Pass", "InputPath": "a.b""#, "InputPath: Value is not a valid JSONPath"),
            (r#""Type": "Pass", "OutputPath": "$.a[""#, "OutputPath: Value is not a valid JSONPath"),
            (r#""Type": "Pass", "ResultPath": "$..a""#, "ResultPath: Value is not a Reference Path"),
            (r#""Type": "Wait", "SecondsPath": "5""#, "SecondsPath: Value is not a valid JSONPath"),
            (r#""Type": "Fail", "CausePath": "States.Nothing()""#, "CausePath: Value is not a valid JSONPath"),
            (
                r#""Type": "Choice", "Choices": [{"Variable": "a", "IsNull": true, "Next": "A"}]"#,
                "Choices/0/Variable: Value is not a valid JSONPath",
            ),
            (
                r#""Type": "Choice", "Choices": [{"Variable": "$.a", "StringEqualsPath": "b", "Next": "A"}]"#,
                "Choices/0/StringEqualsPath: Value is not a valid JSONPath",
            ),
        ] {
            check_state(rule, fields, &[&format!("error SCHEMA_VALIDATION_FAILED /States/A/{found}")]);
        }
    }
}
