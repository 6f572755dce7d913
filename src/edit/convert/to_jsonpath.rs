//! A state's fields in JSONPath.

use super::back::{Sees, is_constant, path, query, read, steps_of, template};
use super::changes::{Changes, Why, sum_note};
use super::rule::rule;
use super::syntax::Node;
use crate::asl::StateKind;
use crate::expr::{PathStep, spell_path};
use crate::json::Value;

pub(super) fn convert(changes: &mut Changes<'_>) {
    match &changes.state.kind {
        StateKind::Task(_) => {
            for field in ["TimeoutSeconds", "HeartbeatSeconds"] {
                path_twin(changes, field);
            }
            shaped(changes, ("Credentials", "Credentials"), Sees::Input);
            arguments(changes);
            working(changes);
        }
        StateKind::Parallel(_) => {
            arguments(changes);
            working(changes);
        }
        StateKind::Map(_) => {
            map(changes);
            working(changes);
        }
        StateKind::Pass(_) => pass(changes),
        StateKind::Wait(_) => {
            for field in ["Seconds", "Timestamp"] {
                path_twin(changes, field);
            }
            passing(changes);
        }
        StateKind::Choice(choice) => {
            for index in 0..choice.rules.len() {
                choice_rule(changes, index);
            }
            passing(changes);
        }
        StateKind::Succeed => passing(changes),
        StateKind::Fail(_) => {
            for field in ["Error", "Cause"] {
                text_twin(changes, field);
            }
        }
        StateKind::Unknown(name) => changes.refuse("Type", format!("{name} is no type of state")),
    }
    catchers(changes);
}

/// `Seconds` with an expression becomes `SecondsPath`.
fn path_twin(changes: &mut Changes<'_>, field: &str) {
    twin(changes, field, |node| path(node, Sees::Input));
}

/// `Error` and `Cause` may be calls, too.
fn text_twin(changes: &mut Changes<'_>, field: &str) {
    twin(changes, field, |node| query(node, Sees::Input));
}

fn twin(changes: &mut Changes<'_>, field: &str, spell: impl Fn(&Node) -> Result<String, Why>) {
    let Some(written) = changes.written(field).filter(|written| !is_constant(written)).cloned() else {
        return;
    };
    match read(&written) {
        Ok(Node::Literal(value)) => changes.turn((field, field), Ok((value, None))),
        Ok(node) => {
            let to = format!("{field}Path");
            changes.turn((field, &to), spell(&node).map(|path| (path.into(), None)));
        }
        Err(why) => changes.refuse(field, why),
    }
}

/// A value with expressions in it becomes a Payload Template.
fn shaped(changes: &mut Changes<'_>, (from, to): (&str, &str), sees: Sees) {
    let Some(written) = changes.written(from).cloned() else { return };
    match template(&written, sees) {
        Ok(made) if from == to && made == written => {}
        Ok(made) => changes.turn((from, to), Ok((made, None))),
        Err(why) => changes.refuse(from, why),
    }
}

fn arguments(changes: &mut Changes<'_>) {
    let Some(written) = changes.written("Arguments").cloned() else { return };
    match read(&written) {
        Ok(node @ Node::Path(..)) => match steps_of(&node, "input") {
            Some([]) => changes.drop("Arguments"),
            // InputPath is seen by no other field of a Task.
            _ => {
                let made = path(&node, Sees::Input).map(|path| (path.into(), None));
                changes.turn(("Arguments", "InputPath"), made);
            }
        },
        _ => shaped(changes, ("Arguments", "Parameters"), Sees::Input),
    }
}

/// What an `Output` says in JSONPath.
enum Leaving {
    /// What the state gives by itself
    Default,
    /// A part of it
    Part(String),
    /// The input as it was, or a part of it
    Input(Option<String>),
    /// Put into the input at a path
    Into(String, Shape),
    /// Another shape
    Shaped(Shape),
}

/// What takes the place of the result.
enum Shape {
    Result,
    Value(Value),
}

/// The member of `$states` that a state gives by itself: `result`, `input`, `errorOutput`.
fn leaving(written: Option<&Value>, own: &str) -> Result<Leaving, Why> {
    let Some(written) = written else { return Ok(Leaving::Default) };
    if written.as_object().is_some() || is_constant(written) {
        return Ok(Leaving::Shaped(Shape::Value(written.clone())));
    }
    let node = read(written)?;
    if let Some(steps) = steps_of(&node, own) {
        return part(steps).map(|part| part.map_or(Leaving::Default, Leaving::Part));
    }
    if let Some(steps) = steps_of(&node, "input") {
        return part(steps).map(Leaving::Input);
    }
    if let Some((steps, inner)) = merged(&node) {
        let place = spell_path("$", &steps).ok_or("A name in it cannot be written in JSONPath")?;
        let is_own = steps_of(inner, own).is_some_and(<[PathStep]>::is_empty);
        let shape = if is_own { Shape::Result } else { Shape::Value(as_value(inner)?) };
        return Ok(Leaving::Into(place, shape));
    }
    match node {
        Node::Path(..) => path(&node, Sees::Input).map(Leaving::Part),
        _ => Ok(Leaving::Shaped(Shape::Value(written.clone()))),
    }
}

fn part(steps: &[PathStep]) -> Result<Option<String>, Why> {
    if steps.is_empty() {
        return Ok(None);
    }
    spell_path("$", steps).map(Some).ok_or_else(|| "A name in it cannot be written in JSONPath".into())
}

/// `$merge([$states.input, {"a": …}])`: where something is put into the input, and what.
fn merged(node: &Node) -> Option<(Vec<PathStep>, &Node)> {
    let mut steps = Vec::new();
    let mut at = node;
    while let Some((name, inner)) = merged_once(at, &steps) {
        steps.push(PathStep::Name(name));
        at = inner;
    }
    (!steps.is_empty()).then_some((steps, at))
}

fn merged_once<'n>(node: &'n Node, steps: &[PathStep]) -> Option<(std::sync::Arc<str>, &'n Node)> {
    let Node::Call(name, arguments) = node else { return None };
    let [Node::List(items)] = arguments.as_slice() else { return None };
    let [first, Node::Object(members)] = items.as_slice() else { return None };
    let [(member, inner)] = members.as_slice() else { return None };
    (**name == *"merge" && steps_of(first, "input") == Some(steps)).then(|| (member.clone(), inner))
}

/// A part of an expression as a value with expressions in it.
fn as_value(node: &Node) -> Result<Value, Why> {
    match node {
        Node::Literal(value) => Ok(value.clone()),
        Node::Object(_) => {
            // Read again as a template, it is converted as one.
            let mut made = crate::json::Object::new();
            let Node::Object(members) = node else { return Ok(made.into()) };
            for (name, member) in members {
                made.insert(name.clone(), as_value(member)?);
            }
            Ok(made.into())
        }
        Node::Path(variable, steps) => {
            let text = crate::expr::spell_jsonata(&format!("${variable}"), steps);
            Ok(Value::from(format!("{{% {text} %}}")))
        }
        _ => Err("What is put into the input has no like in JSONPath".into()),
    }
}

/// `Output` and `Assign` of a Task, Parallel or Map.
fn working(changes: &mut Changes<'_>) {
    shaped(changes, ("Assign", "Assign"), Sees::Result);
    let made = leaving(changes.written("Output"), "result");
    match made {
        Ok(leaving) => leave(changes, leaving, ("ResultSelector", Sees::Result)),
        Err(why) => changes.refuse("Output", why),
    }
}

fn leave(changes: &mut Changes<'_>, leaving: Leaving, (shape_field, sees): (&str, Sees)) {
    if !changes.has("Output") {
        return;
    }
    let shaped = |shape: Shape| match shape {
        Shape::Result => Ok(None),
        Shape::Value(value) => template(&value, sees).and_then(|made| match made.as_object() {
            Some(_) => Ok(Some(made)),
            None => {
                Err("JSONPath can make an object of the result, and take a part of it, but nothing else"
                    .into())
            }
        }),
    };
    let given: Result<Vec<(&str, Value)>, Why> = match leaving {
        Leaving::Default => Ok(Vec::new()),
        Leaving::Part(path) => Ok(vec![("OutputPath", path.into())]),
        Leaving::Input(None) => Ok(vec![("ResultPath", Value::Null)]),
        Leaving::Input(Some(path)) => Ok(vec![("ResultPath", Value::Null), ("OutputPath", path.into())]),
        Leaving::Into(place, shape) => shaped(shape).map(|shape| {
            let selector = shape.map(|shape| (shape_field, shape));
            selector.into_iter().chain([("ResultPath", Value::from(place))]).collect()
        }),
        Leaving::Shaped(shape) => {
            shaped(shape).map(|shape| shape.map(|shape| (shape_field, shape)).into_iter().collect())
        }
    };
    match given {
        Ok(fields) => {
            changes.drop("Output");
            let told = fields.iter().map(|(field, _)| *field).collect::<Vec<_>>().join(", ");
            let note = fields.iter().find_map(|(_, value)| sum_note(value));
            for (field, value) in fields {
                changes.set(field, value);
            }
            if !told.is_empty() {
                changes.tell("Output", &told, note);
            }
        }
        Err(why) => changes.refuse("Output", why),
    }
}

/// A Pass makes its result by `Result` or `Parameters`, which its `Assign` then sees.
fn pass(changes: &mut Changes<'_>) {
    let made = leaving(changes.written("Output"), "input");
    let makes = matches!(&made, Ok(Leaving::Shaped(_) | Leaving::Into(_, Shape::Value(_))));
    let before = changes.written("Assign").cloned();
    if makes && before.as_ref().is_some_and(|assign| assign.to_string().contains("$states.input")) {
        let why = "It sees the input, and in JSONPath it would see what the Pass makes of it";
        changes.refuse("Assign", why.into());
    }
    shaped(changes, ("Assign", "Assign"), Sees::Input);
    match made {
        Ok(Leaving::Shaped(Shape::Value(value))) if is_constant(&value) => {
            changes.turn(("Output", "Result"), Ok((value, None)));
        }
        Ok(Leaving::Into(place, Shape::Value(value))) if is_constant(&value) => {
            changes.turn(("Output", "Result"), Ok((value, None)));
            changes.set("ResultPath", place.into());
        }
        // Of a Pass, the input is what it gives by itself.
        Ok(Leaving::Input(path)) => {
            let leaving = path.map_or(Leaving::Default, Leaving::Part);
            leave(changes, leaving, ("Parameters", Sees::Input));
        }
        Ok(leaving) => leave(changes, leaving, ("Parameters", Sees::Input)),
        Err(why) => changes.refuse("Output", why),
    }
}

/// `Output` and `Assign` of a state that passes its input on.
fn passing(changes: &mut Changes<'_>) {
    shaped(changes, ("Assign", "Assign"), Sees::Input);
    match leaving(changes.written("Output"), "input") {
        Ok(Leaving::Default) => changes.drop("Output"),
        Ok(Leaving::Part(path)) => changes.turn(("Output", "OutputPath"), Ok((path.into(), None))),
        Ok(_) => changes
            .refuse("Output", "Without work of its own a state can only take a part of its input".into()),
        Err(why) => changes.refuse("Output", why),
    }
}

fn choice_rule(changes: &mut Changes<'_>, index: usize) {
    let way = |field: &str| format!("Choices/{index}/{field}");
    let condition = way("Condition");
    let made = changes.written(&condition).cloned().ok_or_else(|| "The rule has no Condition".to_owned());
    match made.and_then(|written| read(&written)).and_then(|node| rule(&node)) {
        Ok(members) => {
            changes.drop(&condition);
            for (name, value) in members.iter() {
                changes.set(&way(name), value.clone());
            }
            changes.tell(&condition, &format!("Choices/{index}"), None);
        }
        Err(why) => changes.refuse(&condition, why),
    }
    let assign = way("Assign");
    shaped(changes, (&assign, &assign), Sees::Input);
    // OutputPath is one for all rules.
    let output = changes.written(&way("Output")).cloned();
    if output == changes.written("Output").cloned() {
        changes.drop(&way("Output"));
    } else {
        let why = "In JSONPath the outputs of a Choice are the same for all its rules and for Default";
        changes.refuse(&way("Output"), why.into());
    }
}

fn map(changes: &mut Changes<'_>) {
    let items = changes.written("Items").cloned();
    match items.as_ref().map(read) {
        None => {}
        Some(Ok(node @ Node::Path(..))) => match steps_of(&node, "input") {
            Some([]) => changes.drop("Items"),
            _ => {
                changes.turn(("Items", "ItemsPath"), path(&node, Sees::Input).map(|path| (path.into(), None)))
            }
        },
        Some(Ok(_)) => changes.refuse("Items", "ItemsPath can only take a list that is there".into()),
        Some(Err(why)) => changes.refuse("Items", why),
    }
    shaped(changes, ("ItemSelector", "ItemSelector"), Sees::Input);
    for field in ["MaxConcurrency", "ToleratedFailureCount", "ToleratedFailurePercentage"] {
        path_twin(changes, field);
    }
    for part in ["ItemReader", "ResultWriter"] {
        shaped(changes, (&format!("{part}/Arguments"), &format!("{part}/Parameters")), Sees::Input);
    }
    for field in [
        "ItemReader/ReaderConfig/MaxItems",
        "ItemBatcher/MaxItemsPerBatch",
        "ItemBatcher/MaxInputBytesPerBatch",
    ] {
        path_twin(changes, field);
    }
    shaped(changes, ("ItemBatcher/BatchInput", "ItemBatcher/BatchInput"), Sees::Input);
}

fn catchers(changes: &mut Changes<'_>) {
    for index in 0..changes.state.catch.len() {
        let way = |field: &str| format!("Catch/{index}/{field}");
        shaped(changes, (&way("Assign"), &way("Assign")), Sees::ErrorOutput);
        let output = way("Output");
        let Some(written) = changes.written(&output).cloned() else { continue };
        let made = match leaving(Some(&written), "errorOutput") {
            Ok(Leaving::Default) => {
                changes.drop(&output);
                continue;
            }
            Ok(Leaving::Input(None)) => Ok((Value::Null, None)),
            Ok(Leaving::Into(place, Shape::Result)) => Ok((place.into(), None)),
            Ok(_) => Err("A Catcher of JSONPath can only put the error output into the input".into()),
            Err(why) => Err(why),
        };
        changes.turn((&output, &way("ResultPath")), made);
    }
}
