//! A state has only fields of its query language, in its catchers and Choice Rules too. AWS refuses what
//! is not so.

use crate::asl::parse::SCHEMA;
use crate::asl::{ChoiceRule, Condition, Dynamic, PathField, QueryLanguage, State, StateId, StateKind, WaitFor, fields};
use crate::diagnostic::Diagnostic;
use crate::json::JsonPointer;
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        let language = context.language(id);
        state_fields(context, id, state, language);
        expressions(context, state, language);
        for catcher in &state.catch {
            if language == QueryLanguage::JsonPath && catcher.output.is_some() {
                not_supported(context, catcher.pointer.key("Output"), "Output", language);
            }
            if language == QueryLanguage::Jsonata && catcher.result_path != PathField::Absent {
                not_supported(context, catcher.pointer.key("ResultPath"), "ResultPath", language);
            }
        }
        if let StateKind::Choice(choice) = &state.kind {
            choice.rules.iter().for_each(|rule| rule_fields(context, rule, language));
        }
    }
}

fn state_fields(context: &mut Context<'_>, id: StateId, state: &State, language: QueryLanguage) {
    let type_name = state.kind.type_name();
    for (key, _) in context.tree().members(context.node(id)) {
        let Some(field) = fields::state_field(&key) else { continue };
        // What the type does not have at all is the business of another rule.
        if field.types.contains(&type_name) && field.language.is_some_and(|only| only != language) {
            not_supported(context, state.pointer.key(&key), field.name, language);
        }
    }
}

fn rule_fields(context: &mut Context<'_>, rule: &ChoiceRule, language: QueryLanguage) {
    match language {
        QueryLanguage::JsonPath => {
            if matches!(rule.condition, Condition::Jsonata(_)) {
                not_supported(context, rule.pointer.key("Condition"), "Condition", language);
            }
            if rule.output.is_some() {
                not_supported(context, rule.pointer.key("Output"), "Output", language);
            }
        }
        QueryLanguage::Jsonata if !matches!(rule.condition, Condition::Jsonata(_) | Condition::Invalid) => {
            let message = "A Choice Rule of a JSONata state has a 'Condition'";
            let hint = "Write `\"Condition\": \"{% $states.input.x = 1 %}\"` instead of a comparison";
            context.report(Diagnostic::error(SCHEMA, rule.pointer.clone(), message).hint(hint));
        }
        QueryLanguage::Jsonata => {}
    }
}

fn not_supported(context: &mut Context<'_>, pointer: JsonPointer, field: &str, language: QueryLanguage) {
    let message = format!("Field '{field}' is not supported when the query language is {}", language.as_str());
    let finding = Diagnostic::error(SCHEMA, pointer, message);
    context.report_name(finding.hint(hint(field, language)));
}

fn hint(field: &str, language: QueryLanguage) -> String {
    let instead = match (field, language) {
        ("Condition", _) => return "Write a comparison with `Variable`, or set `\"QueryLanguage\": \"JSONata\"`".to_owned(),
        ("Parameters" | "InputPath", QueryLanguage::Jsonata) => "`Arguments`",
        ("ResultSelector" | "ResultPath" | "OutputPath" | "Result", QueryLanguage::Jsonata) => "`Output`",
        ("ItemsPath", QueryLanguage::Jsonata) => "`Items`",
        ("Arguments", QueryLanguage::JsonPath) => "`Parameters`",
        ("Output", QueryLanguage::JsonPath) => "`ResultSelector`, `ResultPath` or `OutputPath`",
        ("Items", QueryLanguage::JsonPath) => "`ItemsPath`",
        (_, QueryLanguage::Jsonata) => {
            let plain = field.trim_end_matches("Path");
            return format!("Use `{plain}` with an expression, `\"{{% … %}}\"`");
        }
        (_, QueryLanguage::JsonPath) => return "Set `\"QueryLanguage\": \"JSONata\"` in the state, or remove it".to_owned(),
    };
    let other = match language {
        QueryLanguage::JsonPath => "JSONata",
        QueryLanguage::Jsonata => "JSONPath",
    };
    format!("Use {instead} instead; this field belongs to {other}")
}

/// Expressions where a number or text is expected, in a state that does not evaluate them.
fn expressions(context: &mut Context<'_>, state: &State, language: QueryLanguage) {
    if language == QueryLanguage::Jsonata {
        return;
    }
    for (field, value) in dynamics(state) {
        if matches!(value, Some(Dynamic::Jsonata(_))) {
            let message = format!("'{field}' holds a JSONata expression, and the query language is JSONPath");
            let hint = format!("Use `{field}Path`, or set `\"QueryLanguage\": \"JSONata\"` in the state");
            context.report(Diagnostic::error(SCHEMA, state.pointer.key(field), message).hint(hint));
        }
    }
}

fn dynamics(state: &State) -> Vec<(&'static str, Option<&Dynamic>)> {
    match &state.kind {
        StateKind::Task(task) => {
            vec![("TimeoutSeconds", task.timeout.as_ref()), ("HeartbeatSeconds", task.heartbeat.as_ref())]
        }
        StateKind::Wait(wait) => match &wait.until {
            Some(WaitFor::Seconds(value)) => vec![("Seconds", Some(value))],
            Some(WaitFor::Timestamp(value)) => vec![("Timestamp", Some(value))],
            None => Vec::new(),
        },
        StateKind::Fail(fail) => vec![("Error", fail.error.as_ref()), ("Cause", fail.cause.as_ref())],
        StateKind::Map(map) => vec![
            ("MaxConcurrency", map.max_concurrency.as_ref()),
            ("ToleratedFailureCount", map.tolerated_failure_count.as_ref()),
            ("ToleratedFailurePercentage", map.tolerated_failure_percentage.as_ref()),
        ],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn fields_of_the_other_language_are_found() {
        check_state(rule, r#""Type": "Task", "QueryLanguage": "JSONata", "InputPath": "$", "Arguments": {}"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/InputPath: Field 'InputPath' is not supported when the query language is JSONata",
        ]);
        check_state(rule, r#""Type": "Task", "Arguments": {}, "Catch": [{"ErrorEquals": ["X"], "Next": "A", "Output": 1}]"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Arguments: Field 'Arguments' is not supported when the query language is JSONPath",
            "error SCHEMA_VALIDATION_FAILED /States/A/Catch/0/Output: Field 'Output' is not supported when the query language is JSONPath",
        ]);
        check_state(rule, r#""Type": "Wait", "Seconds": "{% 1 %}""#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Seconds: 'Seconds' holds a JSONata expression, and the query language is JSONPath",
        ]);
    }

    #[test]
    fn rules_speak_the_language_of_their_state() {
        check_state(rule, r#""Type": "Choice", "Choices": [{"Condition": "{% true %}", "Next": "A"}]"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Choices/0/Condition: Field 'Condition' is not supported when the query language is JSONPath",
        ]);
        check_state(
            rule,
            r#""Type": "Choice", "QueryLanguage": "JSONata", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "A"}]"#,
            &["error SCHEMA_VALIDATION_FAILED /States/A/Choices/0: A Choice Rule of a JSONata state has a 'Condition'"],
        );
    }
}
