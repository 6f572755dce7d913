//! A Task's `Resource` is an ARN that Step Functions can call, or holds a placeholder.

use crate::asl::parse::SCHEMA;
use crate::asl::resource::ResourceKind;
use crate::asl::{StateKind, placeholder};
use crate::diagnostic::Diagnostic;
use crate::lint::Context;

pub(super) fn check(context: &mut Context<'_>) {
    for (_, state) in context.machine.states() {
        let StateKind::Task(task) = &state.kind else { continue };
        let Some(resource) = &task.resource else { continue };
        if resource.kind == ResourceKind::Other && !placeholder::is_in(&resource.text) {
            let message = format!(
                "The resource provided {} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
                resource.text
            );
            let hint = if resource.text.starts_with("arn:") {
                "Use the ARN of a Lambda function, an activity, or a service such as `arn:aws:states:::sqs:sendMessage`"
            } else {
                "Write the whole ARN, such as `arn:aws:lambda:us-east-1:123456789012:function:name`"
            };
            context.report(Diagnostic::error(SCHEMA, context.field(state, "Resource"), message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn a_resource_is_an_arn_or_a_placeholder() {
        for good in ["arn:aws:states:::sqs:sendMessage", "${Arn}", "[ARN]", "arn:aws:lambda:us-east-1:[ACCOUNT-ID]:function:f"] {
            check_state(rule, &format!(r#""Type": "Task", "Resource": "{good}""#), &[]);
        }
        check_state(rule, r#""Type": "Task", "Resource": "my-function""#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Resource: The resource provided my-function is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
        ]);
    }
}
