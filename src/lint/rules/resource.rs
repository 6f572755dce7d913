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
        if !is_known(&resource.kind) && !placeholder::is_in(&resource.text) {
            let message = format!(
                "The resource provided {} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
                resource.text
            );
            let hint = hint(&resource.kind, &resource.text);
            context.report(Diagnostic::error(SCHEMA, context.field(state, "Resource"), message).hint(hint));
        }
    }
}

/// Optimized integrations that can be listed completely; of all others the action is taken on trust.
const ACTIONS: [(&str, &[&str]); 8] = [
    ("lambda", &["invoke"]),
    ("dynamodb", &["getItem", "putItem", "updateItem", "deleteItem"]),
    ("sqs", &["sendMessage"]),
    ("sns", &["publish"]),
    ("events", &["putEvents"]),
    ("states", &["startExecution"]),
    ("apigateway", &["invoke"]),
    ("http", &["invoke"]),
];

fn actions(service: &str) -> Option<&'static [&'static str]> {
    ACTIONS.iter().find(|(name, _)| *name == service).map(|(_, actions)| *actions)
}

fn is_known(kind: &ResourceKind) -> bool {
    match kind {
        ResourceKind::Service { service, action, .. } => {
            actions(service).is_none_or(|actions| actions.contains(&&**action))
        }
        ResourceKind::LambdaFunction { .. } | ResourceKind::Activity { .. } => true,
        ResourceKind::Other => false,
    }
}

fn hint(kind: &ResourceKind, text: &str) -> String {
    match kind {
        ResourceKind::Service { service, action, .. } => {
            let known = actions(service).unwrap_or_default().join("`, `");
            format!("Use `{known}`, or call the API with `arn:aws:states:::aws-sdk:{service}:{action}`")
        }
        _ if text.starts_with("arn:") => {
            "Use the ARN of a Lambda function, an activity, or a service such as `arn:aws:states:::sqs:sendMessage`".to_owned()
        }
        _ => "Write the whole ARN, such as `arn:aws:lambda:us-east-1:123456789012:function:name`".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::check as rule;
    use crate::lint::testing::check_state;

    #[test]
    fn an_optimized_integration_has_its_actions_only() {
        check_state(rule, r#""Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:query""#, &[]);
        check_state(rule, r#""Type": "Task", "Resource": "arn:aws:states:::dynamodb:query""#, &[
            "error SCHEMA_VALIDATION_FAILED /States/A/Resource: The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
        ]);
    }

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
