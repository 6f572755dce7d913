//! A Task: what it calls, how it waits for it, and for how long.

use super::builder::Builder;
use super::field::{Act, Control, Field, Pick, To};
use crate::asl::resource::{IntegrationPattern, ResourceKind};
use crate::asl::{Resource, StateMachine, Task};
use crate::edit::Command;
use crate::edit::catalog::{self, Section};
use crate::json::Value;

const PATTERNS: &[(IntegrationPattern, &str)] = &[
    (IntegrationPattern::RequestResponse, "Request response: go on once it is called"),
    (IntegrationPattern::Sync, "Run a job (.sync): wait until it is done"),
    (IntegrationPattern::Sync2, "Run a job (.sync:2): wait, with its output as JSON"),
    (IntegrationPattern::WaitForTaskToken, "Callback (.waitForTaskToken): wait for an answer"),
];

pub(super) fn rows(builder: &mut Builder<'_>, task: &Task) {
    let resource = task.resource.as_ref();
    calls(builder, resource);
    let service = resource.and_then(|resource| match &resource.kind {
        ResourceKind::Service { service, action, pattern } => Some((&**service, &**action, *pattern)),
        _ => None,
    });
    if let Some(("lambda", "invoke", _)) = service {
        function(builder);
    }
    builder.add("Resource", "Resource", Control::Text, "arn:aws:states:::lambda:invoke");
    if let (Some(resource), Some(called)) = (resource, service) {
        pattern(builder, &resource.text, called);
    }
    builder.twin(("TimeoutSeconds", "TimeoutSecondsPath"), "Timeout, seconds", Control::Number, "60");
    builder.twin(("HeartbeatSeconds", "HeartbeatSecondsPath"), "Heartbeat, seconds", Control::Number, "30");
    let role = "{ \"RoleArn\": \"arn:aws:iam::123456789012:role/other-account\" }";
    builder.add("Credentials", "Credentials", Control::Json, role);
}

/// What the palette offers to call, and any other ARN.
fn calls(builder: &mut Builder<'_>, resource: Option<&Resource>) {
    let mut picks = Vec::new();
    let mut chosen = None;
    for entry in catalog::entries().filter(|entry| entry.section == Section::Actions) {
        let is_it = resource.is_some_and(|resource| is_call(entry, resource));
        if is_it && chosen.is_none() {
            chosen = Some(picks.len());
        }
        picks.push(Pick { label: entry.title.into(), group: entry.service, act: Act::Call(entry.id) });
    }
    if chosen.is_none() {
        picks.push(Pick { label: "Another ARN".into(), group: Some("Any"), act: Act::Stay });
    }
    let at = chosen.unwrap_or(picks.len() - 1);
    builder.choose("action", "Action", None, picks, at);
}

pub(super) fn is_call(entry: &catalog::Entry, resource: &Resource) -> bool {
    match &resource.kind {
        ResourceKind::LambdaFunction { .. } => entry.id == "lambda.function",
        ResourceKind::Activity { .. } => entry.id == "states.activity",
        ResourceKind::Service { .. } => {
            let called = resource.text.split_once(":::").map(|(_, called)| called);
            called.is_some() && called == entry.resource()
        }
        ResourceKind::Other => false,
    }
}

fn function(builder: &mut Builder<'_>) {
    let list = if builder.is_jsonata() { "Arguments" } else { "Parameters" };
    let (plain, path) = (format!("{list}/FunctionName"), format!("{list}/FunctionName.$"));
    let text = builder.string(&path).or_else(|| builder.string(&plain)).unwrap_or_default();
    let to = if builder.is_jsonata() {
        To::Value(builder.pointer(&plain))
    } else {
        To::Twin(builder.pointer(&plain), builder.pointer(&path))
    };
    let mut suggestions = functions(builder.source.machine());
    suggestions.retain(|name| *name != text);
    suggestions.truncate(8);
    let field = builder.plain("FunctionName", "Function name", Control::Text, text, to);
    builder.push(Field { placeholder: "my-function", suggestions, ..field });
}

/// The functions that the workflow calls anywhere.
fn functions(machine: &StateMachine) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for state in &machine.states {
        let fields = state.data.parameters.as_ref().or(state.data.arguments.as_ref());
        let name = fields.and_then(|fields| fields.get("FunctionName")).and_then(Value::as_str);
        if let Some(name) = name.filter(|name| !found.iter().any(|known| known == name)) {
            found.push(name.to_owned());
        }
    }
    found
}

/// The ways to wait that the service has.
fn pattern(builder: &mut Builder<'_>, text: &str, (service, action, now): (&str, &str, IntegrationPattern)) {
    let can = |pattern: IntegrationPattern| crate::lint::integration_exists(service, action, pattern);
    let shown: Vec<_> = PATTERNS.iter().filter(|(pattern, _)| *pattern == now || can(*pattern)).collect();
    if shown.len() < 2 {
        return;
    }
    let stem = text.strip_suffix(now.suffix()).unwrap_or(text);
    let pointer = builder.pointer("Resource");
    let pick = |(pattern, label): &&(IntegrationPattern, &'static str)| {
        let value = Value::from(format!("{stem}{}", pattern.suffix()));
        Pick::new(*label, Command::Set { pointer: pointer.clone(), value })
    };
    let chosen = shown.iter().position(|(pattern, _)| *pattern == now).unwrap_or_default();
    let picks = shown.iter().map(pick).collect();
    builder.choose("integration", "Integration pattern", None, picks, chosen);
}
