//! What a Task can do: the optimized integrations, and what the definition calls already.

use super::{CURSOR, Completion, CompletionKind};
use crate::asl::resource::IntegrationPattern::{self, RequestResponse};
use crate::asl::{StateKind, StateMachine};
use crate::lint::integrations;

/// The ARNs that a Task's `Resource` may have: first those that other states have.
pub(super) fn of_tasks(machine: &StateMachine) -> Vec<Completion> {
    let mut items: Vec<Completion> = Vec::new();
    for state in &machine.states {
        let StateKind::Task(task) = &state.kind else { continue };
        let Some(text) = task.resource.as_ref().map(|resource| &*resource.text) else { continue };
        if !text.is_empty() && items.iter().all(|item| item.label != text) {
            items.push(quoted(text).detail("used here"));
        }
    }
    items.push(template(
        "arn:aws:lambda:…:function:…",
        "arn:aws:lambda:#{us-east-1}:#{123456789012}:function:#{name}",
        "Lambda function",
    ));
    items.push(template(
        "arn:aws:states:…:activity:…",
        "arn:aws:states:#{us-east-1}:#{123456789012}:activity:#{name}",
        "activity",
    ));
    items.push(template(
        "arn:aws:states:::aws-sdk:…",
        "arn:aws:states:::aws-sdk:#{service}:#{action}",
        "any AWS API",
    ));
    for (service, action, patterns) in integrations::all() {
        for &pattern in std::iter::once(&RequestResponse).chain(patterns) {
            let text = format!("arn:aws:states:::{service}:{action}{}", pattern.suffix());
            if items.iter().all(|item| item.label != text) {
                items.push(quoted(&text).detail(words(pattern)));
            }
        }
    }
    items
}

/// Where a distributed Map reads and writes.
pub(super) fn of_storage(actions: &[&str]) -> Vec<Completion> {
    actions.iter().map(|action| quoted(&format!("arn:aws:states:::s3:{action}"))).collect()
}

fn quoted(text: &str) -> Completion {
    Completion::new(CompletionKind::Resource, text, format!("\"{text}\"{CURSOR}"))
}

fn template(label: &str, text: &str, detail: &'static str) -> Completion {
    let mut item = Completion::new(CompletionKind::Resource, label, format!("\"{text}\"")).detail(detail);
    item.template = true;
    item
}

fn words(pattern: IntegrationPattern) -> &'static str {
    match pattern {
        RequestResponse => "call",
        IntegrationPattern::Sync | IntegrationPattern::Sync2 => "run and wait",
        IntegrationPattern::WaitForTaskToken => "wait for callback",
    }
}
