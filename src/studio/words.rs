//! What a definition says, in few words: the line of substance on a card and such.

use crate::asl::resource::{IntegrationPattern, ResourceKind};
use crate::asl::{Dynamic, Map, MapMode, PathField, Resource, State, StateKind, WaitFor};
use crate::engine::MachineArn;
use crate::json::Value;
use crate::time::Duration;

/// The line under a state's name: what this state in particular does.
/// A way out of a state, as it begins a sentence.
pub fn port_words(port: crate::edit::Port) -> String {
    use crate::edit::Port;
    match port {
        Port::Start => "Start".into(),
        Port::Next => "Next".into(),
        Port::Rule(index) => format!("Rule {}", index + 1),
        Port::Default => "Default".into(),
        Port::Catch(index) => format!("Catcher {}", index + 1),
        Port::NewRule => "New rule".into(),
        Port::NewCatch => "New catcher".into(),
    }
}

pub fn substance(state: &State) -> String {
    match &state.kind {
        StateKind::Task(task) => match &task.resource {
            Some(resource) => resource_words(resource, state),
            None => "No Resource".into(),
        },
        StateKind::Pass(pass) => pass_words(pass.result.as_ref(), state),
        StateKind::Wait(wait) => wait.until.as_ref().map_or_else(|| "No time".into(), wait_words),
        StateKind::Choice(choice) => counted(choice.rules.len(), "rule"),
        StateKind::Parallel(parallel) => counted(parallel.branches.len(), "branch"),
        StateKind::Map(map) => map_words(map),
        StateKind::Succeed => "Ends the execution".into(),
        StateKind::Fail(fail) => fail_words(fail.error.as_ref(), fail.cause.as_ref()),
        StateKind::Unknown(text) if text.is_empty() => "No Type".into(),
        StateKind::Unknown(text) => format!("Type {text}"),
    }
}

/// `1 rule`, `2 rules`, `3 branches`.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = match (count, noun) {
        (1, _) => "",
        (_, "branch" | "match") => "es",
        (_, "retry") => return format!("{count} retries"),
        _ => "s",
    };
    format!("{count} {noun}{plural}")
}

fn resource_words(resource: &Resource, state: &State) -> String {
    match &resource.kind {
        ResourceKind::LambdaFunction { name } => own_name(name).to_owned(),
        ResourceKind::Activity { name } => format!("activity {name}"),
        ResourceKind::Other => bare_placeholder(&resource.text),
        ResourceKind::Service { service, action, pattern } => {
            let suffix = match pattern {
                IntegrationPattern::RequestResponse => "",
                IntegrationPattern::Sync | IntegrationPattern::Sync2 => " and wait",
                IntegrationPattern::WaitForTaskToken => " · callback",
            };
            let named = match (&**service, &**action) {
                ("lambda", _) => invoked_function(state),
                ("states", "startExecution") => started_machine(state).map(|name| format!("start {name}")),
                _ => None,
            };
            let plain = || format!("{}:{action}", service.trim_start_matches("aws-sdk:"));
            format!("{}{suffix}", named.unwrap_or_else(plain))
        }
    }
}

/// The function that `lambda:invoke` names in its Parameters or Arguments, without the ARN around it.
fn invoked_function(state: &State) -> Option<String> {
    let fields = state.data.parameters.as_ref().or(state.data.arguments.as_ref())?;
    let name = fields.get("FunctionName").or_else(|| fields.get("FunctionName.$"))?.as_str()?;
    let short = name.split_once(":function:").map_or(name, |(_, rest)| rest);
    Some(bare_placeholder(own_name(short.split(':').next().unwrap_or(short))))
}

/// The workflow that `states:startExecution` starts, without the ARN around it.
fn started_machine(state: &State) -> Option<String> {
    let fields = state.data.parameters.as_ref().or(state.data.arguments.as_ref())?;
    let arn = fields.get("StateMachineArn")?.as_str().filter(|arn| !arn.starts_with("{%"))?;
    Some(bare_placeholder(own_name(MachineArn::name_in(arn))))
}

/// `[your-username]-order-validator` is a placeholder and then what matters.
fn own_name(name: &str) -> &str {
    let after = |open: &str, close: char| name.strip_prefix(open)?.split_once(close).map(|(_, rest)| rest);
    let rest = after("[", ']').or_else(|| after("${", '}')).map(|rest| rest.trim_start_matches(['-', '_']));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// `${ProcessOrderArn}` reads better as `ProcessOrderArn`.
fn bare_placeholder(text: &str) -> String {
    let inner = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
    inner.filter(|inner| !inner.contains('{')).unwrap_or(text).to_owned()
}

fn pass_words(result: Option<&Value>, state: &State) -> String {
    let keys = |value: &Value| match value.as_object() {
        Some(members) if members.is_empty() => "an empty object".into(),
        Some(members) => members.keys().map(|key| key.trim_end_matches(".$")).collect::<Vec<_>>().join(", "),
        None => readable(value),
    };
    let data = &state.data;
    match result.or(data.parameters.as_ref()).or(data.output.as_ref()).or(data.assign.as_ref()) {
        Some(value) => keys(value),
        None => "Passes its input on".into(),
    }
}

fn wait_words(until: &WaitFor) -> String {
    match until {
        WaitFor::Seconds(Dynamic::Literal(value)) => match value.as_f64() {
            Some(seconds) => Duration::from_seconds(seconds).to_string(),
            None => format!("{} s", readable(value)),
        },
        WaitFor::Seconds(other) => format!("{} seconds", dynamic_words(other)),
        WaitFor::Timestamp(other) => format!("until {}", dynamic_words(other)),
    }
}

fn map_words(map: &Map) -> String {
    let items = match (&map.items, &map.items_path) {
        (Some(value), _) => readable(value),
        (None, PathField::Path(path)) => plain_path(path),
        _ => map.item_reader.as_ref().map_or_else(|| "its input".into(), reader_words),
    };
    let mode = match map.mode {
        MapMode::Inline => "",
        MapMode::Distributed => " · distributed",
    };
    let at_once = match &map.max_concurrency {
        Some(Dynamic::Literal(value)) if value.as_i64() == Some(0) => String::new(),
        Some(limit) => format!(" · {} at once", dynamic_words(limit)),
        None => String::new(),
    };
    format!("for each of {items}{at_once}{mode}")
}

/// The file that is read, or where its name comes from.
fn reader_words(reader: &Value) -> String {
    let fields = ["Parameters", "Arguments"].iter().find_map(|field| reader.get(field));
    let named = |field: &str| fields?.get(field)?.as_str().map(str::to_owned);
    let is_listed = fields.is_some_and(|fields| fields.get("Key.$").is_none());
    let file = |key: String| key.rsplit('/').next().unwrap_or(&key).to_owned();
    match (named("Key"), named("Bucket")) {
        (Some(key), _) if !key.starts_with("{%") => file(key),
        (None, Some(bucket)) if is_listed && !bucket.starts_with("{%") => format!("the objects in {bucket}"),
        _ => "the items in a file".into(),
    }
}

fn fail_words(error: Option<&Dynamic>, cause: Option<&Dynamic>) -> String {
    error.or(cause).map_or_else(|| "Ends the execution".into(), dynamic_words)
}

/// A field's value as people would say it.
pub fn dynamic_words(value: &Dynamic) -> String {
    match value {
        Dynamic::Literal(value) => readable(value),
        Dynamic::Path(path) => plain_path(path),
        Dynamic::Jsonata(text) => plain_expression(text),
    }
}

/// A value without the quotes of JSON, JSONata without its brackets.
fn readable(value: &Value) -> String {
    match value {
        Value::String(text) if text.trim_start().starts_with("{%") => plain_expression(text),
        Value::String(text) => text.to_string(),
        other => other.to_string(),
    }
}

/// `$.order.total` reads `order.total`; `$` alone is the input.
fn plain_path(path: &str) -> String {
    match path {
        "$" => "the input".into(),
        "$$" => "the Context Object".into(),
        _ => path.strip_prefix("$.").unwrap_or(path).to_owned(),
    }
}

/// `{% $states.input.total > 100 %}` reads `total > 100`.
fn plain_expression(text: &str) -> String {
    let inner = text.trim().trim_start_matches("{%").trim_end_matches("%}").trim();
    inner.replace("$states.input.", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All the errors of a list, for a tooltip or a table cell.
pub fn error_list(names: &[std::sync::Arc<str>]) -> String {
    names.iter().map(|name| &**name).collect::<Vec<_>>().join(", ")
}
