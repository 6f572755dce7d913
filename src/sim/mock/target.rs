//! What the tasks of a definition call, so that a person can be offered a handler for each.

use super::{MockKey, response};
use crate::asl::resource::ResourceKind;
use crate::asl::{StateId, StateKind, StateMachine, Task};
use crate::json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something that a definition's tasks call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockTarget {
    /// The key that a handler for it has
    pub key: MockKey,
    /// The Task states that call it, in the order of the text
    pub states: Vec<StateId>,
}

/// Every Lambda function that `machine` names, and every Task state that calls something else or whose
/// function is only known when it runs; in the order of the text.
pub fn targets(machine: &StateMachine) -> Vec<MockTarget> {
    let mut places: BTreeMap<MockKey, usize> = BTreeMap::new();
    let mut found: Vec<MockTarget> = Vec::new();
    for (id, state) in machine.states() {
        let StateKind::Task(task) = &state.kind else { continue };
        let arguments = state.data.parameters.as_ref().or(state.data.arguments.as_ref());
        let key = match static_function(task, arguments) {
            Some(name) => MockKey::Function(name),
            None => MockKey::State(state.name.clone()),
        };
        let place = *places.entry(key.clone()).or_insert_with(|| {
            found.push(MockTarget { key, states: Vec::new() });
            found.len() - 1
        });
        found[place].states.push(id);
    }
    found
}

fn static_function(task: &Task, arguments: Option<&Value>) -> Option<Arc<str>> {
    let resource = task.resource.as_ref()?;
    match &resource.kind {
        ResourceKind::LambdaFunction { name } => Some(name.clone()),
        _ if response::is_lambda_invoke(resource) => {
            let text = arguments?.get("FunctionName")?.as_str()?;
            (!text.trim_start().starts_with("{%")).then(|| function_name(text))
        }
        _ => None,
    }
}

/// The function's name in a `FunctionName`: a name, a partial ARN (`ACCOUNT:function:NAME`) or an ARN, each
/// with or without a qualifier. Placeholders may stand anywhere in it (`${Name}`, `[ACCOUNT-ID]`); one that
/// stands for the whole is taken as it is.
pub fn function_name(text: &str) -> Arc<str> {
    let after = text.split_once("function:").map_or(text, |(_, name)| name);
    let name = match after.find(':') {
        Some(at) if !after[..at].contains("${") || after[..at].contains('}') => &after[..at],
        _ => after,
    };
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_known_by_its_name_however_it_is_written() {
        for (text, name) in [
            ("orders-validate", "orders-validate"),
            ("orders-validate:PROD", "orders-validate"),
            ("123456789012:function:orders-validate", "orders-validate"),
            ("arn:aws:lambda:us-east-1:123456789012:function:orders-validate:$LATEST", "orders-validate"),
            ("arn:aws:lambda:us-east-1:[ACCOUNT-ID]:function:[your-username]-pay", "[your-username]-pay"),
            ("arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Stage}-pay:1", "${Stage}-pay"),
            ("${ProcessOrderArn}", "${ProcessOrderArn}"),
            ("${AWS::StackName}", "${AWS::StackName}"),
        ] {
            assert_eq!(&*function_name(text), name, "of {text}");
        }
    }
}
