//! Conditions as Choice Rules. What is missing makes an equality false in JSONata, and fails the state in JSONPath:
//! so it is asked for first.

use super::back::{Sees, path};
use super::changes::Why;
use super::condition::TIMESTAMP;
use super::syntax::{Node, Operator};
use crate::json::{Object, Value};

/// What is known of paths by the conditions beside this one.
#[derive(Clone, Default)]
struct Known {
    present: Vec<String>,
    types: Vec<(String, String)>,
}

/// The members of a Choice Rule.
pub(super) fn rule(node: &Node) -> Result<Object, Why> {
    condition(node, &Known::default())
}

fn condition(node: &Node, known: &Known) -> Result<Object, Why> {
    match node {
        Node::Binary(Operator::And, _) => joined(node, Operator::And, "And", known),
        Node::Binary(Operator::Or, _) => joined(node, Operator::Or, "Or", known),
        Node::Binary(operator, sides) => compare(*operator, &sides.0, &sides.1, known),
        Node::Path(..) => {
            let variable = path(node, Sees::Input)?;
            Ok(present(&variable, test(&variable, "BooleanEquals", true), known))
        }
        Node::Call(name, arguments) => call(name, arguments, known),
        Node::Literal(_) | Node::List(_) | Node::Object(_) | Node::Regex(_) => {
            Err("A condition that is always the same has no like in JSONPath".into())
        }
    }
}

fn test(variable: &str, operator: &str, operand: impl Into<Value>) -> Object {
    Object::from_iter([("Variable", Value::from(variable)), (operator, operand.into())])
}

fn both(first: Object, second: Object) -> Object {
    Object::from_iter([("And", Value::from(vec![first.into(), second.into()]))])
}

fn not(inner: Object) -> Object {
    Object::from_iter([("Not", inner)])
}

/// A test that is made only where there is something to test.
fn present(variable: &str, test_of_it: Object, known: &Known) -> Object {
    match known.present.iter().any(|one| one == variable) {
        true => test_of_it,
        false => both(test(variable, "IsPresent", true), test_of_it),
    }
}

fn joined(node: &Node, operator: Operator, word: &str, known: &Known) -> Result<Object, Why> {
    let mut parts = Vec::new();
    flatten(node, operator, &mut parts);
    let mut known = known.clone();
    let mut made: Vec<Value> = Vec::new();
    for part in parts {
        made.push(condition(part, &known)?.into());
        if operator == Operator::And {
            learn(part, &mut known);
        }
    }
    Ok(Object::from_iter([(word, made)]))
}

fn flatten<'n>(node: &'n Node, operator: Operator, parts: &mut Vec<&'n Node>) {
    match node {
        Node::Binary(own, sides) if *own == operator => {
            flatten(&sides.0, operator, parts);
            flatten(&sides.1, operator, parts);
        }
        other => parts.push(other),
    }
}

/// What holds after a part of an `and` has held.
fn learn(part: &Node, known: &mut Known) {
    let argument = |node: &Node, function: &str| match node {
        Node::Call(name, arguments) if **name == *function => path(arguments.first()?, Sees::Input).ok(),
        _ => None,
    };
    known.present.extend(argument(part, "exists"));
    if let Node::Binary(Operator::Equal, sides) = part
        && let (Some(variable), Node::Literal(Value::String(name))) = (argument(&sides.0, "type"), &sides.1)
    {
        known.present.push(variable.clone());
        known.types.push((variable, name.to_string()));
    }
}

fn call(name: &str, arguments: &[Node], known: &Known) -> Result<Object, Why> {
    match (name, arguments) {
        ("exists", [of]) => Ok(test(&path(of, Sees::Input)?, "IsPresent", true)),
        ("not", [Node::Call(inner, of)]) if &**inner == "exists" && of.len() == 1 => {
            Ok(test(&path(&of[0], Sees::Input)?, "IsPresent", false))
        }
        ("not", [inner]) => condition(inner, known).map(not),
        ("contains", [of, Node::Literal(Value::String(text))]) => {
            let pattern = format!("*{}*", text.replace('\\', "\\\\").replace('*', "\\*"));
            let variable = path(of, Sees::Input)?;
            Ok(present(&variable, test(&variable, "StringMatches", pattern), known))
        }
        ("contains", [of, Node::Regex(regex)]) => {
            let variable = path(of, Sees::Input)?;
            let made = match pattern(regex) {
                _ if format!("/{regex}/") == TIMESTAMP => test(&variable, "IsTimestamp", true),
                Some(pattern) => test(&variable, "StringMatches", pattern),
                None => return Err("This regular expression has no like in JSONPath".into()),
            };
            Ok(present(&variable, made, known))
        }
        _ => Err(format!("${name} has no like in a Choice Rule of JSONPath")),
    }
}

/// A regular expression that matches a whole text by pieces and anything between them, as `StringMatches` has it.
fn pattern(regex: &str) -> Option<String> {
    let mut rest = regex.strip_prefix('^')?.strip_suffix('$')?;
    let mut pattern = String::new();
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix(r"[\s\S]*").or_else(|| rest.strip_prefix(".*")) {
            pattern.push('*');
            rest = after;
            continue;
        }
        let plain = match letter {
            '\\' => rest[1..].chars().next().filter(char::is_ascii_punctuation)?,
            _ if "^$.|?*+()[]{}".contains(letter) => return None,
            _ => letter,
        };
        rest = &rest[usize::from(letter == '\\') + plain.len_utf8()..];
        if matches!(plain, '*' | '\\') {
            pattern.push('\\');
        }
        pattern.push(plain);
    }
    Some(pattern)
}

fn compare(operator: Operator, left: &Node, right: &Node, known: &Known) -> Result<Object, Why> {
    match (left, right) {
        (Node::Literal(_), Node::Path(..)) => compare(operator.turned(), right, left, known),
        (Node::Call(name, of), Node::Literal(Value::String(wanted)))
            if &**name == "type" && of.len() == 1 =>
        {
            of_type(operator, &of[0], wanted, known)
        }
        (Node::Call(first, of), Node::Call(second, other)) if &**first == "toMillis" && first == second => {
            moments(operator, of, other)
        }
        (Node::Path(..), Node::List(items)) if operator == Operator::In => {
            let equal = |item: &Node| compare(Operator::Equal, left, item, known).map(Value::from);
            let tests: Vec<Value> = items.iter().map(equal).collect::<Result<_, Why>>()?;
            Ok(Object::from_iter([("Or", tests)]))
        }
        (Node::Path(..), Node::Literal(value)) => literal(operator, &path(left, Sees::Input)?, value, known),
        (Node::Path(..), Node::Path(..)) => {
            let (variable, other) = (path(left, Sees::Input)?, path(right, Sees::Input)?);
            // What was asked last is what is compared.
            let of_known = known.types.iter().rfind(|(of, _)| *of == variable);
            let kind = of_known.and_then(|(_, name)| kind(name));
            let kind = kind.ok_or("It compares two values, and JSONPath has to know their type")?;
            if kind == "Boolean" && !matches!(operator, Operator::Equal | Operator::Unequal) {
                return Err("It compares two booleans by their order".into());
            }
            Ok(ordered(operator, kind, &format!("{}Path", suffix(operator)), &variable, other.into()))
        }
        _ => Err("This comparison has no like in JSONPath".into()),
    }
}

fn kind(type_name: &str) -> Option<&'static str> {
    Some(match type_name {
        "string" => "String",
        "number" => "Numeric",
        "boolean" => "Boolean",
        _ => return None,
    })
}

fn suffix(operator: Operator) -> &'static str {
    match operator {
        Operator::Less => "LessThan",
        Operator::LessOrEqual => "LessThanEquals",
        Operator::Greater => "GreaterThan",
        Operator::GreaterOrEqual => "GreaterThanEquals",
        _ => "Equals",
    }
}

fn ordered(operator: Operator, kind: &str, suffix: &str, variable: &str, operand: Value) -> Object {
    let made = test(variable, &format!("{kind}{suffix}"), operand);
    if operator == Operator::Unequal { not(made) } else { made }
}

fn literal(operator: Operator, variable: &str, value: &Value, known: &Known) -> Result<Object, Why> {
    if value.is_null() {
        return match operator {
            Operator::Equal => Ok(present(variable, test(variable, "IsNull", true), known)),
            Operator::Unequal => Ok(present(variable, test(variable, "IsNull", false), known)),
            _ => Err("It compares with null".into()),
        };
    }
    let is_equality = matches!(operator, Operator::Equal | Operator::Unequal);
    let kind = kind(value.type_name()).filter(|kind| *kind != "Boolean" || is_equality);
    let kind =
        kind.ok_or_else(|| format!("A Choice Rule of JSONPath cannot compare like this with {value}"))?;
    let made = ordered(operator, kind, suffix(operator), variable, value.clone());
    // A comparison of what is missing fails in both languages.
    Ok(if is_equality { present(variable, made, known) } else { made })
}

fn of_type(operator: Operator, of: &Node, wanted: &str, known: &Known) -> Result<Object, Why> {
    let test_name = match wanted {
        "null" => "IsNull",
        "number" => "IsNumeric",
        "string" => "IsString",
        "boolean" => "IsBoolean",
        _ => return Err(format!("JSONPath cannot ask whether something is of the type {wanted}")),
    };
    let holds = match operator {
        Operator::Equal => true,
        Operator::Unequal => false,
        _ => return Err("This comparison has no like in JSONPath".into()),
    };
    let variable = path(of, Sees::Input)?;
    Ok(present(&variable, test(&variable, test_name, holds), known))
}

fn moments(operator: Operator, left: &[Node], right: &[Node]) -> Result<Object, Why> {
    let ([left], [right]) = (left, right) else {
        return Err("This comparison has no like in JSONPath".into());
    };
    let variable = path(left, Sees::Input)?;
    match right {
        Node::Literal(moment @ Value::String(_)) => {
            Ok(ordered(operator, "Timestamp", suffix(operator), &variable, moment.clone()))
        }
        other => {
            let operand = path(other, Sees::Input)?;
            let suffix = format!("{}Path", suffix(operator));
            Ok(ordered(operator, "Timestamp", &suffix, &variable, operand.into()))
        }
    }
}
