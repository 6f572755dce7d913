//! How the catalog's bodies are written: ASL once for both query languages, with little to repeat.
//!
//! | written | JSONPath | JSONata |
//! | --- | --- | --- |
//! | `"path:OutputPath": …` | `"OutputPath": …` | nothing |
//! | `"nata:Output": …` | nothing | `"Output": …` |
//! | `"Arguments": …` | `"Parameters": …` | the same |
//! | `"x": "@.id"` in a payload | `"x.$": "$.id"` | `"x": "{% $states.input.id %}"` |
//! | `"x": "@@.Task.Token"` | `"x.$": "$$.Task.Token"` | `"x": "{% $states.context.Task.Token %}"` |
//! | `"Keep": "x"`, for a result or a caught error | `"ResultPath": "$.x"` | an `Output` that adds it to the input |
//! | `"Keep": ""` | `"ResultPath": null` | an `Output` that is the input |
//!
//! In both, `"Lambda": "f"` is a call of the function `f` with the input, whose answer is the output;
//! `"Retry": "lambda"` is what AWS advises for such calls; a `Resource` may leave out `arn:aws:states:::`; a state
//! without `Type` is a Task; and one that leads nowhere gets `"End": true`.

use crate::asl::QueryLanguage::{self, JsonPath, Jsonata};
use crate::json::{self, Object, Value};

/// Fields whose value is data for a service or a state, not ASL.
const PAYLOADS: &[&str] =
    &["Arguments", "Parameters", "Output", "ResultSelector", "ItemSelector", "Assign", "BatchInput"];

/// Fields that a state may end with.
const ENDINGS: &[&str] = &["Next", "End", "Choices"];

const LAMBDA: &str = r#"{
    "Resource": "lambda:invoke", "Arguments": { "FunctionName": "NAME", "Payload": "@" },
    "path:OutputPath": "$.Payload", "nata:Output": "{% $states.result.Payload %}"
}"#;

/// Errors of the service itself, not of the function (AWS developer guide, "Handle transient Lambda service
/// exceptions"), retried as Workflow Studio does.
const LAMBDA_RETRY: &str = r#"[{
    "ErrorEquals": [
        "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException"
    ],
    "IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 2, "JitterStrategy": "FULL"
}]"#;

/// Writes bodies in one of the query languages.
#[derive(Clone, Copy)]
pub(super) struct Template {
    language: QueryLanguage,
}

impl Template {
    pub(super) fn new(language: QueryLanguage) -> Self {
        Self { language }
    }

    /// A body with `StartAt` and `States`.
    pub(super) fn scope(self, body: &Object) -> Object {
        self.fields(body)
    }

    /// The body of one state.
    pub(super) fn state(self, body: &Object) -> Object {
        let mut state = Object::new();
        if !body.contains_key("Type") {
            state.insert("Type", "Task");
        }
        for (key, value) in self.fields(body).iter() {
            state.insert(key.clone(), value.clone());
        }
        let is_last = matches!(body.get("Type").and_then(Value::as_str), Some("Succeed" | "Fail"));
        if !is_last && !ENDINGS.iter().any(|field| state.contains_key(field)) {
            state.insert("End", true);
        }
        state
    }

    fn fields(self, body: &Object) -> Object {
        let mut fields = Object::with_capacity(body.len() + 2);
        for (key, value) in body.iter() {
            if let Some(key) = self.own(key) {
                self.field(body, key, value, &mut fields);
            }
        }
        fields
    }

    fn field(self, holder: &Object, key: &str, value: &Value, out: &mut Object) {
        let (key, value) = match (key, value.as_str()) {
            ("Lambda", Some(function)) => return self.lambda(function, out),
            ("Keep", Some(name)) => return self.keep(name, holder.contains_key("ErrorEquals"), out),
            ("Retry", Some(_)) => (key, json::parse(LAMBDA_RETRY).unwrap_or(Value::Null)),
            ("Resource", Some(name)) => (key, resource(name)),
            ("States", None) => (key, self.states(value)),
            ("Arguments", None) if self.language == JsonPath => ("Parameters", self.payload(value)),
            _ if PAYLOADS.contains(&key) => (key, self.payload(value)),
            _ => (key, self.nested(value)),
        };
        out.insert(key, value);
    }

    fn lambda(self, function: &str, out: &mut Object) {
        let call = json::parse(&LAMBDA.replace("NAME", function)).unwrap_or(Value::Null);
        for (key, value) in self.fields(call.as_object().unwrap_or(&Object::new())).iter() {
            out.insert(key.clone(), value.clone());
        }
    }

    /// Keeps the input and adds a result or a caught error to it.
    fn keep(self, name: &str, is_error: bool, out: &mut Object) {
        let kept = if is_error { "errorOutput" } else { "result" };
        let (field, value) = match (self.language, name) {
            (JsonPath, "") => ("ResultPath", Value::Null),
            (JsonPath, _) => ("ResultPath", format!("$.{name}").into()),
            (Jsonata, "") => ("Output", expression("$states.input")),
            (Jsonata, _) => {
                let merged = format!("$merge([$states.input, {{'{name}': $states.{kept}}}])");
                ("Output", expression(&merged))
            }
        };
        out.insert(field, value);
    }

    fn states(self, value: &Value) -> Value {
        let states = value.as_object().into_iter().flat_map(Object::iter);
        let written = states.map(|(name, state)| {
            let state = state.as_object().map(|state| self.state(state)).unwrap_or_default();
            (name.clone(), Value::from(state))
        });
        written.collect::<Object>().into()
    }

    fn nested(self, value: &Value) -> Value {
        match value {
            Value::Object(fields) => self.fields(fields).into(),
            Value::Array(items) => items.iter().map(|item| self.nested(item)).collect(),
            other => other.clone(),
        }
    }

    fn payload(self, value: &Value) -> Value {
        match value {
            Value::Object(members) => self.members(members).into(),
            Value::Array(items) => items.iter().map(|item| self.payload(item)).collect(),
            other => other.clone(),
        }
    }

    fn members(self, written: &Object) -> Object {
        let mut members = Object::with_capacity(written.len());
        for (key, value) in written.iter() {
            let Some(key) = self.own(key) else { continue };
            match value.as_str().and_then(|text| text.strip_prefix('@')) {
                Some(place) if self.language == JsonPath => {
                    members.insert(format!("{key}.$"), path(place));
                }
                Some(place) => _ = members.insert(key, data_expression(place)),
                None => _ = members.insert(key, self.payload(value)),
            }
        }
        members
    }

    /// The key without the mark of its language; `None` if that is the other one.
    fn own(self, key: &str) -> Option<&str> {
        match (key.strip_prefix("path:"), key.strip_prefix("nata:")) {
            (Some(key), _) => (self.language == JsonPath).then_some(key),
            (_, Some(key)) => (self.language == Jsonata).then_some(key),
            _ => Some(key),
        }
    }
}

fn resource(name: &str) -> Value {
    let is_whole = name.starts_with("arn:") || name.starts_with("${");
    if is_whole { name.into() } else { format!("arn:aws:states:::{name}").into() }
}

/// What stands behind the first `@`: nothing, `.field`, or `@.field` for the Context Object.
fn path(place: &str) -> Value {
    match place.strip_prefix('@') {
        Some(place) => format!("$${place}").into(),
        None => format!("${place}").into(),
    }
}

fn data_expression(place: &str) -> Value {
    match place.strip_prefix('@') {
        Some(place) => expression(&format!("$states.context{place}")),
        None => expression(&format!("$states.input{place}")),
    }
}

fn expression(text: &str) -> Value {
    format!("{{% {text} %}}").into()
}
