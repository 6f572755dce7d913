//! The numbers of a Map are in their ranges, and what only a distributed Map has stands in one.

use crate::asl::parse::SCHEMA;
use crate::asl::{Dynamic, Map, MapMode, State, StateId, StateKind};
use crate::diagnostic::Diagnostic;
use crate::lint::Context;

/// Fields without meaning unless the Mode is DISTRIBUTED.
const DISTRIBUTED_ONLY: [&str; 8] = [
    "ItemReader",
    "ItemBatcher",
    "ResultWriter",
    "Label",
    "ToleratedFailureCount",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath",
];

pub(super) fn check(context: &mut Context<'_>) {
    for (id, state) in context.machine.states() {
        let StateKind::Map(map) = &state.kind else { continue };
        number(context, state, "MaxConcurrency", map.max_concurrency.as_ref(), f64::MAX);
        number(context, state, "ToleratedFailureCount", map.tolerated_failure_count.as_ref(), f64::MAX);
        number(context, state, "ToleratedFailurePercentage", map.tolerated_failure_percentage.as_ref(), 100.0);
        if map.label.as_ref().is_some_and(|label| label.chars().count() > 40) {
            let message = "A label has at most 40 characters";
            let finding = Diagnostic::error("INVALID_LABEL_NAME", context.field(state, "Label"), message);
            context.report(finding.hint("Shorten it"));
        }
        mode(context, id, state, map);
    }
}

fn number(context: &mut Context<'_>, state: &State, field: &str, value: Option<&Dynamic>, most: f64) {
    let Some(Dynamic::Literal(value)) = value else { return };
    let Some(number) = value.as_f64() else { return };
    let may_have_fraction = field == "ToleratedFailurePercentage";
    if number < 0.0 || number > most || !may_have_fraction && number.fract() != 0.0 {
        let (range, hint) = if may_have_fraction {
            ("a number from 0 to 100", "Use a percentage")
        } else {
            ("an integer of 0 or more", "Use a whole number")
        };
        let message = format!("'{field}' must be {range}, not {number}");
        context.report(Diagnostic::error(SCHEMA, context.field(state, field), message).hint(hint));
    }
}

fn mode(context: &mut Context<'_>, id: StateId, state: &State, map: &Map) {
    let Some(processor) = map.processor.map(|scope| context.machine.scope(scope)) else { return };
    if map.mode == MapMode::Distributed {
        if map.execution_type.is_none() {
            let pointer = processor.pointer.key("ProcessorConfig");
            let message = "These fields are required: [ExecutionType]";
            let hint = "Add `\"ExecutionType\": \"STANDARD\"` or `\"EXPRESS\"`";
            context.report(Diagnostic::error(SCHEMA, pointer, message).hint(hint));
        }
        return;
    }
    for field in DISTRIBUTED_ONLY {
        if !context.has(id, field) {
            continue;
        }
        let message = format!("`{field}` has no meaning in an inline Map");
        let hint = "Set `\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"}`, or remove it";
        let finding = Diagnostic::warning("DISTRIBUTED_ONLY", context.field(state, field), message);
        context.report_name(finding.hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn numbers_and_mode_are_checked() {
        check_state(rule, r#""Type": "Map", "MaxConcurrency": 0, "ItemProcessor": {}"#, &[]);
        check_state(rule, r#""Type": "Map", "MaxConcurrency": -1, "Label": "L", "ItemProcessor": {}"#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/MaxConcurrency: 'MaxConcurrency' must be an integer of 0 or more, not -1",
            "warning DISTRIBUTED_ONLY /States/A/Label: `Label` has no meaning in an inline Map",
        ]);
        check_state(
            rule,
            r#""Type": "Map", "ToleratedFailurePercentage": 101, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}}"#,
            &[
                "error SCHEMA_VALIDATION_FAILED /States/A/ItemProcessor/ProcessorConfig: These fields are required: [ExecutionType]",
                "error SCHEMA_VALIDATION_FAILED /States/A/ToleratedFailurePercentage: 'ToleratedFailurePercentage' must be a number from 0 to 100, not 101",
            ],
        );
    }
}
