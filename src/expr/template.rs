//! Payload Templates: values whose `.$` members are computed (States Language, "Payload Template").

use super::{Environment, EvalError, Query};
use crate::json::{JsonPointer, Object, Value};
use std::fmt;
use std::sync::Arc;

/// JSON text nests at most 128 deep; anything deeper was not written by a person.
const MAX_DEPTH: usize = 256;

/// A compiled Payload Template.
#[derive(Clone, Debug)]
pub struct Template {
    node: Node,
}

#[derive(Clone, Debug)]
enum Node {
    /// Nothing is computed here or below, so the value is shared
    Constant(Value),
    Array(Arc<[Node]>),
    Object(Arc<Members>),
}

/// An object of which something is computed.
#[derive(Debug)]
struct Members {
    /// All members, the computed ones null: a copy of it is faster than inserting each name
    shape: Object,
    /// Where in the shape a value goes, and what makes it, in the order of the template
    computed: Vec<(usize, Member)>,
}

#[derive(Debug)]
enum Member {
    Node(Node),
    Query {
        /// The member's name in the template, with `.$`
        field: Arc<str>,
        query: Query,
    },
}

/// A member of a template that cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Where the member stands, from the template's root
    pub pointer: JsonPointer,
    /// AWS's message
    pub message: String,
    /// What exactly is wrong with the member's text
    pub reason: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({})", self.message, self.reason)
    }
}

impl std::error::Error for TemplateError {}

impl Template {
    /// Compiles a template.
    ///
    /// # Errors
    /// Every member ending in `.$` that is neither a path nor an Intrinsic Function call.
    pub fn compile(value: &Value) -> Result<Self, Vec<TemplateError>> {
        let mut errors = Vec::new();
        let node = compile(value, &JsonPointer::root(), 0, &mut errors);
        if errors.is_empty() { Ok(Self { node }) } else { Err(errors) }
    }

    /// The template's value; what it does not compute is shared, not copied.
    ///
    /// # Errors
    /// The first member that could not be computed, with AWS's cause.
    pub fn evaluate(&self, environment: &mut dyn Environment) -> Result<Value, EvalError> {
        evaluate(&self.node, environment)
    }

    /// The queries of the template, with the names of their fields.
    pub fn queries(&self) -> Vec<(&str, &Query)> {
        let mut found = Vec::new();
        collect(&self.node, &mut found);
        found
    }
}

fn compile(value: &Value, at: &JsonPointer, depth: usize, errors: &mut Vec<TemplateError>) -> Node {
    if depth > MAX_DEPTH {
        let message = "The template is nested too deep".to_owned();
        errors.push(TemplateError { pointer: at.clone(), reason: message.clone(), message });
        return Node::Constant(Value::Null);
    }
    match value {
        Value::Array(items) => {
            let compile_item = |(index, item)| compile(item, &at.index(index), depth + 1, errors);
            let nodes: Vec<Node> = items.iter().enumerate().map(compile_item).collect();
            let constant = nodes.iter().all(Node::is_constant);
            if constant { Node::Constant(value.clone()) } else { Node::Array(nodes.into()) }
        }
        Value::Object(members) => {
            let mut made = Members { shape: Object::with_capacity(members.len()), computed: Vec::new() };
            for (name, member) in members.iter() {
                let (name, member) = compile_member(name, member, &at.key(name), depth, errors);
                made.push(name, member);
            }
            let constant = made.computed.is_empty();
            if constant { Node::Constant(value.clone()) } else { Node::Object(Arc::new(made)) }
        }
        _ => Node::Constant(value.clone()),
    }
}

fn compile_member(
    name: &Arc<str>,
    value: &Value,
    at: &JsonPointer,
    depth: usize,
    errors: &mut Vec<TemplateError>,
) -> (Arc<str>, Member) {
    let Some(output) = name.strip_suffix(".$") else {
        return (name.clone(), Member::Node(compile(value, at, depth + 1, errors)));
    };
    let parsed = match value.as_str() {
        Some(text) => Query::parse(text).map_err(|error| error.message),
        None => Err(format!("The value is not a string but {}", value.type_name())),
    };
    match parsed {
        Ok(query) => (output.into(), Member::Query { field: name.clone(), query }),
        Err(reason) => {
            let message = format!(
                "The value for the field '{name}' must be a valid JSONPath or a valid intrinsic function call"
            );
            errors.push(TemplateError { pointer: at.clone(), message, reason });
            (name.clone(), Member::Node(Node::Constant(Value::Null)))
        }
    }
}

impl Members {
    /// Adds a member; one of a name that there is already takes its place, as `a` and `a.$` do.
    fn push(&mut self, name: Arc<str>, member: Member) {
        let before = self.shape.place_of(&name);
        let place = before.unwrap_or(self.shape.len());
        match member {
            Member::Node(Node::Constant(value)) if before.is_none() => {
                self.shape.insert(name, value);
            }
            member => {
                self.shape.insert(name, Value::Null);
                self.computed.push((place, member));
            }
        }
    }

    fn evaluate(&self, environment: &mut dyn Environment) -> Result<Value, EvalError> {
        let mut object = self.shape.clone();
        for (place, member) in &self.computed {
            let value = match member {
                Member::Node(node) => evaluate(node, environment)?,
                Member::Query { field, query } => query.evaluate(field, environment)?,
            };
            if let Some(member) = object.value_at_mut(*place) {
                *member = value;
            }
        }
        Ok(Value::from(object))
    }
}

impl Node {
    fn is_constant(&self) -> bool {
        matches!(self, Self::Constant(_))
    }
}

fn evaluate(node: &Node, environment: &mut dyn Environment) -> Result<Value, EvalError> {
    match node {
        Node::Constant(value) => Ok(value.clone()),
        Node::Array(items) => items.iter().map(|item| evaluate(item, environment)).collect(),
        Node::Object(members) => members.evaluate(environment),
    }
}

fn collect<'n>(node: &'n Node, found: &mut Vec<(&'n str, &'n Query)>) {
    match node {
        Node::Constant(_) => {}
        Node::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Node::Object(members) => members.computed.iter().for_each(|(_, member)| match member {
            Member::Node(node) => collect(node, found),
            Member::Query { field, query } => found.push((field, query)),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::error_name;
    use crate::expr::testing::Fixed;
    use crate::json::parse;

    #[track_caller]
    fn check(template: &str, expected: &str) {
        let template = Template::compile(&parse(template).unwrap()).unwrap();
        let mut environment = Fixed::new(r#"{"id":7,"lines":[{"n":1},{"n":2}]}"#);
        let shown = template.evaluate(&mut environment).map_or_else(
            |error| {
                assert_eq!(error.error, error_name::RUNTIME);
                error.cause
            },
            |value| value.to_string(),
        );
        assert_eq!(shown, expected);
    }

    #[test]
    fn members_ending_in_dollar_are_computed_at_any_depth() {
        check(
            r#"{"a.$":"$.id","b":{"c.$":"$.lines[*].n"},"d":[{"e.$":"$limit.max"}]}"#,
            r#"{"a":7,"b":{"c":[1,2]},"d":[{"e":9}]}"#,
        );
        check(
            r#"{"name.$":"$$.State.Name","all.$":"States.Format('{}!', $.id)"}"#,
            r#"{"name":"Here","all":"7!"}"#,
        );
        check(r#"{"a.$":"$.id","b":1,"a":{"c":2}}"#, r#"{"a":{"c":2},"b":1}"#);
        check(r#"{"a":{"c":2},"b":1,"a.$":"$.id"}"#, r#"{"a":7,"b":1}"#);
        check(
            r#"{"plain":"$.id","$":"$.id","list":["$.id"]}"#,
            r#"{"plain":"$.id","$":"$.id","list":["$.id"]}"#,
        );
        check(r#""text""#, r#""text""#);
    }

    #[test]
    fn an_index_past_the_end_gives_null_and_nothing_else_does() {
        check(r#"{"a.$":"$.lines[2]"}"#, r#"{"a":null}"#);
        check(
            r#"{"a.$":"$.lines[2].n"}"#,
            r#"The JSONPath '$.lines[2].n' specified for the field 'a.$' could not be found in the input '{"id":7,"lines":[{"n":1},{"n":2}]}'"#,
        );
    }

    #[test]
    fn what_is_missing_is_told_in_awss_words() {
        check(
            r#"{"x":{"a.$":"$.no"}}"#,
            r#"The JSONPath '$.no' specified for the field 'a.$' could not be found in the input '{"id":7,"lines":[{"n":1},{"n":2}]}'"#,
        );
        check(
            r#"{"a.$":"$$.Map.Item"}"#,
            r#"The JSONPath '$.Map.Item' specified for the field 'a.$' could not be found in the input '{"Execution":{"Id":"e-1","Input":[1]},"State":{"Name":"Here"}}'"#,
        );
        check(r#"{"a.$":"$.id[0]"}"#, "Filter: [0] can only be applied to arrays. Current context is: 7");
    }

    #[test]
    fn every_wrong_member_is_told_with_its_place() {
        let template = parse(r#"{"a.$":"id","b":[{"c.$":5}],"d.$":"States.No()","e.$":"$.id"}"#).unwrap();
        let errors = Template::compile(&template).unwrap_err();
        let places: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(places, ["/a.$", "/b/0/c.$", "/d.$"]);
        assert_eq!(
            errors[0].message,
            "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call"
        );
        assert_eq!(errors[2].reason, "There is no function States.No");
    }

    #[test]
    fn what_is_constant_is_shared() {
        let value = parse(r#"{"x.$":"$.id","fixed":{"deep":[1,2]}}"#).unwrap();
        let output = Template::compile(&value).unwrap().evaluate(&mut Fixed::new(r#"{"id":1}"#)).unwrap();
        let (Some(Value::Object(before)), Some(Value::Object(after))) =
            (value.get("fixed"), output.get("fixed"))
        else {
            panic!("{output}");
        };
        assert!(Arc::ptr_eq(before, after));
    }
}
