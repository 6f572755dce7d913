//! Expressions as paths and Intrinsic Functions, and values with expressions in them as Payload Templates.

use super::changes::Why;
use super::syntax::{Node, Operator, parse};
use crate::expr::jsonata::jsonata_text;
use crate::expr::{PathStep, Query, spell_path};
use crate::json::{Object, Value};
use std::sync::Arc;

/// What `$` is in the JSONPath field that something is converted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sees {
    Input,
    Result,
    ErrorOutput,
}

impl Sees {
    fn member(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Result => "result",
            Self::ErrorOutput => "errorOutput",
        }
    }
}

const NO_LIKE: &str = "This expression has no like in JSONPath";

/// Reads a text of a JSONata state: the expression, or the text itself.
pub(super) fn read(value: &Value) -> Result<Node, Why> {
    match value.as_str().and_then(jsonata_text) {
        Some(text) => parse(text).ok_or_else(|| NO_LIKE.to_owned()),
        None => Ok(Node::Literal(value.clone())),
    }
}

/// Whether anything in a value is computed.
pub(super) fn is_constant(value: &Value) -> bool {
    match value {
        Value::String(text) => jsonata_text(text).is_none(),
        Value::Array(items) => items.iter().all(is_constant),
        Value::Object(members) => members.values().all(is_constant),
        _ => true,
    }
}

/// The steps of a path from what the field sees, from the Context Object or from a variable: as JSONPath writes it.
pub(super) fn path(node: &Node, sees: Sees) -> Result<String, Why> {
    let Node::Path(variable, steps) = node else { return Err(NO_LIKE.into()) };
    let unnamed = || "A name in it cannot be written in JSONPath".to_owned();
    if **variable != *"states" {
        return spell_path(&format!("${variable}"), steps).ok_or_else(unnamed);
    }
    let Some((PathStep::Name(member), rest)) = steps.split_first() else { return Err(NO_LIKE.into()) };
    let start = match &**member {
        "context" => "$$",
        own if own == sees.member() => "$",
        _ => return Err(format!("$states.{member} cannot be seen here in JSONPath")),
    };
    spell_path(start, rest).ok_or_else(unnamed)
}

/// The steps of a path into a member of `$states`.
pub(super) fn steps_of<'n>(node: &'n Node, member: &str) -> Option<&'n [PathStep]> {
    let Node::Path(variable, steps) = node else { return None };
    let (first, rest) = steps.split_first()?;
    let is_member = matches!(first, PathStep::Name(name) if **name == *member);
    (**variable == *"states" && is_member).then_some(rest)
}

/// A path or a call of an Intrinsic Function.
pub(super) fn query(node: &Node, sees: Sees) -> Result<String, Why> {
    let made = match node {
        Node::Path(..) => return path(node, sees),
        Node::Call(name, arguments) => call(name, arguments, sees),
        Node::Binary(Operator::Join, _) => format_text(node, sees),
        Node::Binary(operator @ (Operator::Add | Operator::Subtract), sides) => sum(*operator, sides, sees),
        Node::List(items) => listed("States.Array", items, sees),
        _ => Err(NO_LIKE.into()),
    }?;
    // AWS lets calls stand in calls only so deep.
    Query::parse(&made).map(|_| made).map_err(|error| error.message)
}

fn listed(name: &str, arguments: &[Node], sees: Sees) -> Result<String, Why> {
    let texts: Vec<String> = arguments.iter().map(|one| argument(one, sees)).collect::<Result<_, Why>>()?;
    Ok(format!("{name}({})", texts.join(", ")))
}

fn argument(node: &Node, sees: Sees) -> Result<String, Why> {
    match node {
        Node::Literal(Value::String(text)) => Ok(format!("'{}'", escaped(text))),
        Node::Literal(value @ (Value::Null | Value::Bool(_) | Value::Number(_))) => Ok(value.to_string()),
        _ => query(node, sees),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if matches!(letter, '\'' | '{' | '}' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

fn call(name: &str, arguments: &[Node], sees: Sees) -> Result<String, Why> {
    let (function, count) = match name {
        "partition" => ("States.ArrayPartition", 2),
        "range" => ("States.ArrayRange", 3),
        "count" => ("States.ArrayLength", 1),
        "distinct" => ("States.ArrayUnique", 1),
        "base64encode" => ("States.Base64Encode", 1),
        "base64decode" => ("States.Base64Decode", 1),
        "hash" => ("States.Hash", 2),
        "parse" => ("States.StringToJson", 1),
        "string" => ("States.JsonToString", 1),
        "uuid" => ("States.UUID", 0),
        "merge" => return merge(arguments, sees),
        _ => return Err(format!("${name} has no like in JSONPath")),
    };
    if arguments.len() != count {
        return Err(format!("${name} with {} arguments has no like in JSONPath", arguments.len()));
    }
    listed(function, arguments, sees)
}

fn merge(arguments: &[Node], sees: Sees) -> Result<String, Why> {
    let [Node::List(items)] = arguments else { return Err("$merge has no like in JSONPath here".into()) };
    let [first, second] = items.as_slice() else {
        return Err("$merge of other than two objects has no like in JSONPath".into());
    };
    Ok(format!("States.JsonMerge({}, {}, false)", argument(first, sees)?, argument(second, sees)?))
}

fn format_text(node: &Node, sees: Sees) -> Result<String, Why> {
    let (mut format, mut values) = (String::new(), String::new());
    let mut add = |part: &Node| match part {
        Node::Literal(Value::String(text)) => {
            format.push_str(&escaped(text));
            Ok(())
        }
        other => {
            format.push_str("{}");
            values = format!("{values}, {}", argument(other, sees)?);
            Ok(())
        }
    };
    each_joined(node, &mut add)?;
    Ok(format!("States.Format('{format}'{values})"))
}

fn each_joined(node: &Node, add: &mut impl FnMut(&Node) -> Result<(), Why>) -> Result<(), Why> {
    match node {
        Node::Binary(Operator::Join, sides) => {
            each_joined(&sides.0, add)?;
            each_joined(&sides.1, add)
        }
        other => add(other),
    }
}

/// `States.MathAdd` knows whole numbers only; so do most who add.
fn sum(operator: Operator, sides: &(Node, Node), sees: Sees) -> Result<String, Why> {
    let second = match (operator, &sides.1) {
        (Operator::Add, other) => argument(other, sees)?,
        (_, Node::Literal(value)) if value.as_i64().is_some() => {
            value.as_i64().unwrap_or_default().saturating_neg().to_string()
        }
        _ => return Err("A difference has no like in JSONPath".into()),
    };
    Ok(format!("States.MathAdd({}, {second})", argument(&sides.0, sees)?))
}

/// A value with expressions in it as a Payload Template. A value that is one expression has no like.
pub(super) fn template(value: &Value, sees: Sees) -> Result<Value, Why> {
    match value {
        Value::Object(members) => {
            let mut made = Object::with_capacity(members.len());
            for (name, member) in members.iter() {
                add_member(&mut made, name, member, sees)?;
            }
            Ok(made.into())
        }
        Value::Array(items) => items.iter().map(|item| template(item, sees)).collect(),
        Value::String(text) => match jsonata_text(text).map(parse) {
            None => Ok(value.clone()),
            Some(Some(node)) => of_node(&node, sees),
            Some(None) => Err(NO_LIKE.into()),
        },
        _ => Ok(value.clone()),
    }
}

/// An expression that says an object or a literal.
fn of_node(node: &Node, sees: Sees) -> Result<Value, Why> {
    match node {
        Node::Literal(value) => Ok(value.clone()),
        Node::Object(members) => {
            let mut made = Object::with_capacity(members.len());
            for (name, member) in members {
                match of_node(member, sees) {
                    Ok(value) => drop(made.insert(plain_name(name)?, value)),
                    Err(_) => drop(made.insert(format!("{name}.$"), query(member, sees)?)),
                }
            }
            Ok(made.into())
        }
        Node::List(items) => items.iter().map(|item| of_node(item, sees)).collect(),
        _ => Err("A value that is computed needs a name in JSONPath".into()),
    }
}

fn plain_name(name: &Arc<str>) -> Result<Arc<str>, Why> {
    match name.ends_with(".$") {
        true => Err(format!("{name} would be taken for a path in JSONPath")),
        false => Ok(name.clone()),
    }
}

fn add_member(made: &mut Object, name: &Arc<str>, member: &Value, sees: Sees) -> Result<(), Why> {
    let name = plain_name(name)?;
    let expression = member.as_str().and_then(jsonata_text);
    let node = match (expression, member) {
        (Some(text), _) => Some(parse(text).ok_or(NO_LIKE)?),
        // A list with computed items is a call.
        (None, Value::Array(items))
            if items.iter().any(|item| item.as_str().and_then(jsonata_text).is_some()) =>
        {
            Some(Node::List(items.iter().map(read).collect::<Result<_, Why>>()?))
        }
        _ => None,
    };
    match node {
        None => made.insert(name, template(member, sees)?),
        Some(node) => match of_node(&node, sees) {
            Ok(value) => made.insert(name, value),
            Err(_) => made.insert(format!("{name}.$"), query(&node, sees)?),
        },
    };
    Ok(())
}
