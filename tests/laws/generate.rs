//! State machines of any shape: with jumps forward and back, loops that never end, errors that are retried,
//! caught or neither, paths that find nothing, variables, both query languages, and child executions.

use asl_studio::json::{Object, Value};
use proptest::prelude::*;

/// One state, with what is inside of it. Numbers choose among variants and jump targets.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Pass(u8),
    Wait(u8),
    Choice { test: u8, target: u8 },
    Task { resource: u8, timeout: Option<u8>, errors: Errors },
    Parallel { branches: Vec<Vec<Node>>, errors: Errors },
    Map { items: u8, concurrency: u8, mode: u8, processor: Vec<Node>, errors: Errors },
    Succeed,
    Fail(u8),
}

/// `Retry` and `Catch`, each chosen by a number, and where a Catcher leads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Errors {
    retry: u8,
    catch: u8,
    target: u8,
}

/// The input that the generated paths look into.
pub(super) const INPUT: &str =
    r#"{"n": 3, "name": "Ada", "items": [1, "two", {"three": 3}], "none": [], "flag": true}"#;

/// One of the first `good` variants mostly; of the others, which fail, sometimes.
fn variant(good: u8, all: u8) -> impl Strategy<Value = u8> {
    prop_oneof![24 => 0..good, 1 => good..all]
}

fn errors() -> impl Strategy<Value = Errors> {
    (0..6u8, 0..6u8, any::<u8>()).prop_map(|(retry, catch, target)| Errors { retry, catch, target })
}

/// The states of one scope, in order.
pub(crate) fn scope() -> impl Strategy<Value = Vec<Node>> {
    let task = (0..10u8, prop::option::of(1..4u8), errors())
        .prop_map(|(resource, timeout, errors)| Node::Task { resource, timeout, errors });
    let leaf = prop_oneof![
        3 => variant(11, 16).prop_map(Node::Pass),
        1 => variant(6, 7).prop_map(Node::Wait),
        2 => (variant(9, 11), 0..40u8).prop_map(|(test, target)| Node::Choice { test, target }),
        4 => task,
        1 => Just(Node::Succeed),
        1 => (0..4u8).prop_map(Node::Fail),
    ];
    let node = leaf.prop_recursive(3, 30, 4, |inner| {
        let line = prop::collection::vec(inner, 1..4);
        let parallel = (prop::collection::vec(line.clone(), 1..4), errors())
            .prop_map(|(branches, errors)| Node::Parallel { branches, errors });
        let map = (variant(2, 4), 0..3u8, 0..6u8, line, errors());
        let map = map.prop_map(|(items, concurrency, mode, processor, errors)| Node::Map {
            items,
            concurrency,
            mode,
            processor,
            errors,
        });
        prop_oneof![parallel, map]
    });
    prop::collection::vec(node, 1..6)
}

/// The definition's text.
pub(crate) fn definition(nodes: &[Node]) -> String {
    let mut machine = render_scope(nodes, &mut 0);
    machine.insert("TimeoutSeconds", 100_000);
    Value::from(machine).to_string()
}

fn render_scope(nodes: &[Node], counter: &mut usize) -> Object {
    let names: Vec<String> = (0..nodes.len()).map(|at| format!("S{}", *counter + at)).collect();
    *counter += nodes.len();
    let mut states = Object::new();
    for (at, node) in nodes.iter().enumerate() {
        let place = Place { own: &names[at], names: &names, next: names.get(at + 1) };
        states.insert(names[at].as_str(), render(node, &place, counter));
    }
    Object::from_iter([("StartAt", Value::from(names[0].as_str())), ("States", states.into())])
}

/// Where a state stands among its scope's.
struct Place<'a> {
    own: &'a str,
    names: &'a [String],
    next: Option<&'a String>,
}

impl Place<'_> {
    /// A state's fields, written down; `OWN` stands for the state's name, in variables that no other state
    /// assigns.
    fn fields(&self, text: &str) -> Object {
        fields(&text.replace("OWN", self.own))
    }

    fn any(&self, number: u8) -> &str {
        &self.names[usize::from(number) % self.names.len()]
    }

    fn leave(&self, state: &mut Object) {
        match self.next {
            Some(next) => state.insert("Next", next.as_str()),
            None => state.insert("End", true),
        };
    }
}

fn render(node: &Node, place: &Place<'_>, counter: &mut usize) -> Object {
    let mut state = match node {
        Node::Pass(variant) => pass(*variant, place),
        Node::Wait(variant) => wait(*variant),
        Node::Choice { test, target } => return choice(*test, place.any(*target), place),
        Node::Task { resource, timeout, .. } => task(*resource, *timeout, place),
        Node::Parallel { branches, .. } => {
            let branches: Vec<Value> =
                branches.iter().map(|branch| render_scope(branch, counter).into()).collect();
            object([("Type", "Parallel".into()), ("Branches", branches.into())])
        }
        Node::Map { items, concurrency, mode, processor, .. } => {
            let mut state = map(*items, *concurrency, render_scope(processor, counter));
            distribute(&mut state, *mode);
            state
        }
        Node::Succeed => return object([("Type", "Succeed".into())]),
        Node::Fail(variant) => return fail(*variant),
    };
    if let Node::Task { errors, .. } | Node::Parallel { errors, .. } | Node::Map { errors, .. } = node {
        handle_errors(&mut state, *errors, place);
    }
    place.leave(&mut state);
    state
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Object {
    Object::from_iter(members)
}

fn read(text: &str) -> Value {
    asl_studio::json::parse(text).unwrap()
}

/// A state's fields, written down.
fn fields(text: &str) -> Object {
    read(text).as_object().unwrap().clone()
}

fn pass(variant: u8, place: &Place<'_>) -> Object {
    place.fields(match variant {
        0 => r#"{"Type": "Pass"}"#,
        1 => r#"{"Type": "Pass", "Result": {"kept": [1, 2]}, "ResultPath": "$.put.there"}"#,
        2 => r#"{"Type": "Pass", "Parameters": {"n.$": "$$.Execution.Input.n", "id.$": "States.UUID()"}}"#,
        3 => r#"{"Type": "Pass", "InputPath": "$$.Execution.Input", "ResultPath": null}"#,
        4 => r#"{"Type": "Pass", "InputPath": null, "OutputPath": null}"#,
        5 => r#"{"Type": "Pass", "Parameters": {"r.$": "States.MathRandom(1, 100)"}}"#,
        6 => {
            r#"{"Type": "Pass", "Assign": {"vOWN": {"at.$": "$$.State.EnteredTime"}, "wOWN.$": "$"},
                "Parameters": {"a": [1, 2]}}"#
        }
        7 => {
            r#"{"Type": "Pass", "QueryLanguage": "JSONata",
                "Assign": {"vOWN": "{% $exists($vOWN) ? $vOWN + 1 : 1 %}"},
                "Output": {"n": "{% $states.context.Execution.Input.n * 1.5 %}", "was": "{% $states.input %}"}}"#
        }
        8 => {
            r#"{"Type": "Pass", "QueryLanguage": "JSONata", "Output":
                "{% $merge([{'r': $random(), 'id': $uuid()}, {'at': $now(), 'in': $hash($string($states.input), 'SHA-1')}]) %}"}"#
        }
        9 => {
            r#"{"Type": "Pass", "QueryLanguage": "JSONata", "Output":
                "{% [1..5].($ * $).{'sq': $, 'half': $ / 2} ~> $filter(function($x) { $x.sq % 2 = 1 }) %}"}"#
        }
        10 => r#"{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $partition($range(1, 7, 2), 3) %}"}"#,
        11 => r#"{"Type": "Pass", "InputPath": "$.maybe"}"#,
        12 => r#"{"Type": "Pass", "Parameters": {"x.$": "States.ArrayGetItem($$.Execution.Input.items, 7)"}}"#,
        13 => r#"{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.maybe.not %}"}"#,
        14 => r#"{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $sum('x') %}"}"#,
        _ => r#"{"Type": "Pass", "Parameters": {"x.$": "$.maybe"}}"#,
    })
}

fn wait(variant: u8) -> Object {
    fields(match variant {
        0 => r#"{"Type": "Wait", "Seconds": 0}"#,
        1 => r#"{"Type": "Wait", "Seconds": 5}"#,
        2 => r#"{"Type": "Wait", "SecondsPath": "$$.Execution.Input.n"}"#,
        3 => r#"{"Type": "Wait", "Timestamp": "2026-01-01T00:00:20Z"}"#,
        4 => r#"{"Type": "Wait", "TimestampPath": "$$.State.EnteredTime"}"#,
        5 => {
            r#"{"Type": "Wait", "QueryLanguage": "JSONata", "Seconds": "{% $states.context.Execution.Input.n %}"}"#
        }
        _ => r#"{"Type": "Wait", "SecondsPath": "$.maybe"}"#,
    })
}

fn choice(test: u8, target: &str, place: &Place<'_>) -> Object {
    let mut rule = place.fields(match test {
        0 => r#"{"Variable": "$$.Execution.Input.n", "NumericEquals": 3}"#,
        1 => r#"{"Variable": "$$.Execution.Input.name", "StringMatches": "B*"}"#,
        2 => r#"{"Not": {"Variable": "$.maybe", "IsPresent": true}}"#,
        3 => r#"{"Variable": "$$.Execution.Input.items[2].three", "NumericLessThan": 3}"#,
        4 => r#"{"And": [{"Variable": "$", "IsString": false}, {"Variable": "$", "IsNull": false}]}"#,
        5 => r#"{"Or": [{"Variable": "$.r", "IsPresent": true}, {"Variable": "$", "IsNumeric": true}]}"#,
        6 => r#"{"Variable": "$$.State.EnteredTime", "TimestampLessThan": "2026-01-01T00:00:09Z"}"#,
        7 => {
            r#"{"Condition": "{% $states.context.Execution.Input.n > 2 and $exists($states.input) %}",
                "Output": {"chosen": "{% $states.context.State.Name %}"}}"#
        }
        8 => r#"{"Condition": "{% $type($states.input) = 'array' %}", "Assign": {"cOWN": 1}}"#,
        9 => r#"{"Condition": "{% $states.input.maybe %}"}"#,
        _ => r#"{"Variable": "$.maybe", "IsNull": false}"#,
    });
    rule.insert("Next", target);
    let is_jsonata = rule.contains_key("Condition");
    let mut state = object([("Type", "Choice".into()), ("Choices", vec![Value::from(rule)].into())]);
    if is_jsonata {
        state.insert("QueryLanguage", "JSONata");
    }
    state.insert("Default", place.next.unwrap_or(&place.names[0]).as_str());
    state
}

fn task(resource: u8, timeout: Option<u8>, place: &Place<'_>) -> Object {
    let mut state = place.fields(match resource {
        0 => r#"{"Resource": "arn:aws:lambda:us-east-1:123456789012:function:f"}"#,
        1 => {
            r#"{"Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": {"FunctionName": "f", "Payload.$": "$"}}"#
        }
        2 => {
            r#"{"Resource": "arn:aws:states:::sqs:sendMessage", "ResultPath": "$.sent",
                "Parameters": {"Attempt.$": "$$.State.RetryCount"}}"#
        }
        3 => r#"{"Resource": "arn:aws:lambda:us-east-1:123456789012:function:${F}", "ResultPath": null}"#,
        4 => {
            r#"{"Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "HeartbeatSeconds": 1,
                "Parameters": {"Token.$": "$$.Task.Token", "Attempt.$": "$$.State.RetryCount"}}"#
        }
        5 => r#"{"Resource": "arn:aws:states:::glue:startJobRun.sync"}"#,
        6 => r#"{"Resource": "arn:aws:states:us-east-1:123456789012:activity:work", "HeartbeatSeconds": 1}"#,
        7 => {
            r#"{"Resource": "arn:aws:states:::lambda:invoke", "QueryLanguage": "JSONata",
                "Arguments": {"FunctionName": "f", "Payload": "{% $states.input %}"},
                "Assign": {"vOWN": "{% $states.result %}"},
                "Output": "{% {'got': $states.result, 'was': $states.input} %}"}"#
        }
        8 => {
            r#"{"Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Assign": {"vOWN.$": "$"},
                "ResultSelector": {"all.$": "$"}, "ResultPath": "$.result"}"#
        }
        _ => {
            r#"{"Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "ResultPath": "$.answer",
                "Parameters": {"FunctionName": "f", "Payload": {"Token.$": "$$.Task.Token"}}}"#
        }
    });
    state.insert("Type", "Task");
    if let Some(seconds) = timeout {
        // Longer than `HeartbeatSeconds`.
        state.insert("TimeoutSeconds", u32::from(seconds) + 1);
    }
    state
}

fn map(items: u8, concurrency: u8, mut processor: Object) -> Object {
    let mut state = fields(match items {
        0 => {
            r#"{"ItemsPath": "$$.Execution.Input.items",
                "ItemSelector": {"item.$": "$$.Map.Item.Value", "at.$": "$$.Map.Item.Index"}}"#
        }
        1 => r#"{"ItemsPath": "$$.Execution.Input.none"}"#,
        2 => r#"{"ItemsPath": "$$.Execution.Input.items", "ToleratedFailurePercentage": 40, "Label": "run"}"#,
        3 => r#"{"ItemsPath": "$$.Execution.Input.items", "ToleratedFailureCount": 3, "MaxConcurrency": 1}"#,
        4 => r#"{"QueryLanguage": "JSONata", "Items": "{% $states.context.Execution.Input.items %}"}"#,
        5 => r#"{"QueryLanguage": "JSONata", "Items": "{% $states.input %}"}"#,
        6 => r#"{"ItemsPath": "$"}"#,
        _ => r#"{"ItemsPath": "$.maybe"}"#,
    });
    if matches!(items, 2 | 3) {
        let execution = if items == 2 { "STANDARD" } else { "EXPRESS" };
        let config = [("Mode", Value::from("DISTRIBUTED")), ("ExecutionType", execution.into())];
        processor.insert("ProcessorConfig", object(config));
    }
    state.insert("Type", "Map");
    state.insert("ItemProcessor", processor);
    state.insert("MaxConcurrency", u32::from(concurrency));
    state
}

/// Makes some Maps distributed ones, with what only these can have.
fn distribute(state: &mut Object, mode: u8) {
    if mode < 3 {
        return;
    }
    let config = read(r#"{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}"#);
    if let Some(processor) = state.get_mut("ItemProcessor").and_then(Value::as_object_mut) {
        processor.insert("ProcessorConfig", config);
    }
    if mode > 3 {
        state.insert("ToleratedFailurePercentage", 60);
        state.insert(
            "ItemBatcher",
            read(r#"{"MaxItemsPerBatch": 2, "BatchInput": {"id.$": "States.UUID()"}}"#),
        );
    }
    if mode > 4 {
        let writer = r#"{"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "p"}}"#;
        state.insert("ResultWriter", read(writer));
    }
}

fn fail(variant: u8) -> Object {
    fields(match variant {
        0 => r#"{"Type": "Fail"}"#,
        1 => r#"{"Type": "Fail", "Error": "Busy", "Cause": "Said so"}"#,
        2 => r#"{"Type": "Fail", "ErrorPath": "$.Error", "Cause": "Again"}"#,
        _ => r#"{"Type": "Fail", "Error": "E", "CausePath": "States.Format('{} of {}', $$.State.Name, $)"}"#,
    })
}

fn handle_errors(state: &mut Object, errors: Errors, place: &Place<'_>) {
    match errors.retry {
        0 => state.insert("Retry", read(r#"[{"ErrorEquals": ["States.ALL"], "MaxAttempts": 2}]"#)),
        1 => state.insert(
            "Retry",
            read(
                r#"[{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxDelaySeconds": 3, "JitterStrategy": "FULL"},
                    {"ErrorEquals": ["States.TaskFailed"], "MaxAttempts": 1, "BackoffRate": 1.5}]"#,
            ),
        ),
        2 => state.insert("Retry", read(r#"[{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 0}]"#)),
        3 => state
            .insert("Retry", read(r#"[{"ErrorEquals": ["States.HeartbeatTimeout"], "MaxAttempts": 1}]"#)),
        _ => None,
    };
    let mut catcher = match errors.catch {
        0 => fields(r#"{"ErrorEquals": ["States.ALL"]}"#),
        1 => fields(r#"{"ErrorEquals": ["Busy", "States.Timeout"], "ResultPath": "$.caught"}"#),
        2 => fields(r#"{"ErrorEquals": ["States.Runtime", "Broken"], "ResultPath": null}"#),
        _ => return,
    };
    catcher.insert("Next", place.any(errors.target));
    state.insert("Catch", vec![Value::from(catcher)]);
}
