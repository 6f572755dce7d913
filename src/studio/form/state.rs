//! Which tabs a state has, and what all types have in common.

use super::builder::Builder;
use super::field::{Act, Control, Field, Pick, To};
use super::payload::Named;
use super::row::Row;
use super::{Form, Tab, TabId, choice, errors, map, parallel, payload, simple, task};
use crate::asl::{QueryLanguage, StateId, StateKind, StateType, fields};
use crate::edit::help::Place;
use crate::edit::{Command, Document, Port};
use crate::json::{JsonPointer, Value};
use std::borrow::Cow;

/// The form of a state, without what was typed and what is wrong with it.
pub(super) fn form(source: &Document, id: StateId, texts: &dyn Fn(&str) -> bool) -> Form {
    let kind = &source.machine().state(id).kind;
    let mut builder = Builder::of_state(source, id, Place::State(kind_of(kind)), texts);
    let mut tabs = vec![tab(TabId::Configuration, "Config", configuration(&mut builder, kind))];
    let input = if builder.is_jsonata() { "Arguments" } else { "Input" };
    tabs.push(tab(TabId::Input, input, self::input(&mut builder)));
    tabs.push(tab(TabId::Output, "Output", output(&mut builder, kind)));
    tabs.push(tab(TabId::Variables, "Variables", variables(&mut builder, kind)));
    tabs.push(tab(TabId::Errors, "Errors", errors::rows(&mut builder)));
    let others = others(&builder, &tabs);
    if let Some(first) = tabs.first_mut() {
        first.rows.extend(others);
    }
    tabs.push(tab(TabId::Asl, "ASL", code(&mut builder)));
    tabs.retain(|tab| !tab.rows.is_empty());
    let state = builder.state.map(|(_, path)| path);
    Form { state, tabs, shown: TabId::Configuration, elsewhere: Vec::new(), data: None, asking: None }
}

fn tab(id: TabId, label: &'static str, rows: Vec<Row>) -> Tab {
    Tab { id, label, rows, troubled: false }
}

/// An unknown type has the fields of a Pass.
fn kind_of(kind: &StateKind) -> StateType {
    match kind {
        StateKind::Task(_) => StateType::Task,
        StateKind::Pass(_) | StateKind::Unknown(_) => StateType::Pass,
        StateKind::Wait(_) => StateType::Wait,
        StateKind::Choice(_) => StateType::Choice,
        StateKind::Parallel(_) => StateType::Parallel,
        StateKind::Map(_) => StateType::Map,
        StateKind::Succeed => StateType::Succeed,
        StateKind::Fail(_) => StateType::Fail,
    }
}

fn configuration(builder: &mut Builder<'_>, kind: &StateKind) -> Vec<Row> {
    name(builder);
    match kind {
        StateKind::Task(task) => task::rows(builder, task),
        StateKind::Pass(_) => simple::pass(builder),
        StateKind::Wait(_) => simple::wait(builder),
        StateKind::Choice(choice) => choice::rows(builder, choice),
        StateKind::Parallel(parallel) => parallel::rows(builder, parallel),
        StateKind::Map(_) => map::rows(builder),
        StateKind::Fail(_) => simple::fail(builder),
        StateKind::Succeed => {}
        StateKind::Unknown(_) => kinds(builder),
    }
    if builder.shows("Next") {
        builder.target("Next", "Next state", Port::Next);
    }
    builder.add("Comment", "Comment", Control::Prose, "");
    language(builder);
    builder.take()
}

fn name(builder: &mut Builder<'_>) {
    let Some((_, path)) = &builder.state else { return };
    let text = path.name().to_string();
    let field = builder.plain("name", "State name", Control::Text, text, To::Name);
    builder.push(field);
}

/// A state without a type that the language knows can be given one.
fn kinds(builder: &mut Builder<'_>) {
    let pointer = builder.pointer("Type");
    let now = builder.string("Type").unwrap_or_default();
    let mut picks: Vec<Pick> = fields::STATE_TYPES
        .iter()
        .map(|name| Pick::new(*name, Command::Set { pointer: pointer.clone(), value: Value::from(*name) }))
        .collect();
    let label: Cow<'static, str> =
        if now.is_empty() { "Choose a type".into() } else { format!("{now} (unknown)").into() };
    picks.push(Pick { label, group: None, act: Act::Stay });
    let chosen = picks.len() - 1;
    let place = builder.place;
    builder.choose("Type", "Type", Some((place, "Type")), picks, chosen);
}

/// A workflow in JSONata has no states in JSONPath, so only those of the other language have a choice.
fn language(builder: &mut Builder<'_>) {
    let machine = builder.source.machine().query_language();
    if machine == QueryLanguage::JsonPath || builder.has("QueryLanguage") {
        let whole = [QueryLanguage::JsonPath, QueryLanguage::Jsonata].map(|language| {
            let same = if language == machine { ", as the workflow" } else { "" };
            (language, format!("{}{same}", language.as_str()))
        });
        languages(builder, whole);
    }
}

/// A choice of query languages; the other one than now is converted to.
pub(super) fn languages(builder: &mut Builder<'_>, options: [(QueryLanguage, String); 2]) {
    let now = builder.language;
    let pick = |(language, label): (QueryLanguage, String)| {
        let act = if language == now { Act::Stay } else { Act::Convert(language) };
        Pick { label: label.into(), group: None, act }
    };
    let picks = options.map(pick).into();
    let place = builder.place;
    let chosen = usize::from(now == QueryLanguage::Jsonata);
    builder.choose("QueryLanguage", "Query language", Some((place, "QueryLanguage")), picks, chosen);
}

fn input(builder: &mut Builder<'_>) -> Vec<Row> {
    path(builder, "InputPath", "Input", ["All of the input", "A part of it", "Nothing"], "$.input");
    if builder.type_name != "Map" || builder.has("Parameters") {
        payload::offer(builder, "Parameters", "Parameters", Control::Json, "{ \"id.$\": \"$.order.id\" }");
    }
    let example = "{ \"id\": \"{% $states.input.order.id %}\" }";
    payload::offer(builder, "Arguments", "Arguments", Control::Template, example);
    builder.take()
}

fn output(builder: &mut Builder<'_>, kind: &StateKind) -> Vec<Row> {
    if builder.type_name == "Pass" {
        simple::result(builder);
    }
    let example = "{ \"id.$\": \"$.Payload.id\" }";
    payload::offer(builder, "ResultSelector", "Result selector", Control::Json, example);
    let results = ["Replaces the input", "Is added to the input", "Is discarded: the input goes on"];
    path(builder, "ResultPath", "The result", results, "$.result");
    path(builder, "OutputPath", "Output", ["All of it", "A part of it", "Nothing"], "$.output");
    let example = if builder.has_result() { "{% $states.result %}" } else { "{% $states.input %}" };
    payload::offer(builder, "Output", "Output", Control::Template, example);
    if let StateKind::Choice(choice) = kind {
        choice::each(builder, choice, "Output", |builder| {
            self::output_of(builder, "{% $states.input %}");
        });
    }
    builder.take()
}

fn variables(builder: &mut Builder<'_>, kind: &StateKind) -> Vec<Row> {
    assign(builder, builder.shows("Assign"));
    if let StateKind::Choice(choice) = kind {
        choice::each(builder, choice, "Assign", |builder| assign(builder, true));
    }
    builder.take()
}

/// The variables that are set.
pub(super) fn assign(builder: &mut Builder<'_>, shown: bool) {
    let (control, placeholder) = if builder.is_jsonata() {
        (Control::Json, "{ \"total\": \"{% $states.input.total %}\" }")
    } else {
        (Control::Json, "{ \"total.$\": \"$.total\" }")
    };
    if shown {
        let named = Named { label: "Assign variables", add: "Add variable" };
        payload::add(builder, "Assign", named, control, placeholder);
    }
}

/// The output of a rule or a Catcher.
pub(super) fn output_of(builder: &mut Builder<'_>, example: &'static str) {
    let named = Named { label: "Output", add: "Add field" };
    payload::add(builder, "Output", named, Control::Template, example);
}

/// A path that may be left out or `null`, each of which means something.
pub(super) fn path(
    builder: &mut Builder<'_>,
    name: &'static str,
    label: &'static str,
    [all, part, nothing]: [&'static str; 3],
    example: &'static str,
) {
    if !builder.shows(name) {
        return;
    }
    let pointer = builder.pointer(name);
    let now = builder.value(name);
    let chosen = match &now {
        None => 0,
        Some(Value::Null) => 2,
        Some(value) if value.as_str() == Some("$") => 0,
        Some(_) => 1,
    };
    let set = |value: Value| Command::Set { pointer: pointer.clone(), value };
    let picks = vec![
        Pick::new(all, Command::Remove { pointer: pointer.clone() }),
        Pick::new(part, set(example.into())),
        Pick::new(nothing, set(Value::Null)),
    ];
    let place = builder.place;
    builder.choose(&format!("{name}/form"), label, Some((place, name)), picks, chosen);
    if chosen == 1 {
        let field = builder.field(name, "Path", Control::Expression);
        builder.push(Field { placeholder: example, ..field });
    }
}

/// Members that no tab has a field for, so that none is out of reach.
fn others(builder: &Builder<'_>, tabs: &[Tab]) -> Vec<Row> {
    const ELSEWHERE: &[&str] = &[
        "Type",
        "End",
        "Retry",
        "Catch",
        "Choices",
        "Branches",
        "ItemProcessor",
        "Iterator",
        "ItemReader",
        "ItemBatcher",
        "ResultWriter",
        "InputPath",
        "OutputPath",
        "ResultPath",
        "QueryLanguage",
    ];
    let fields: Vec<&Field> = tabs.iter().flat_map(|tab| &tab.rows).flat_map(Row::fields).collect();
    let at = |name: &str| builder.base.key(name);
    let has_field = |pointer: &JsonPointer| fields.iter().any(|field| field.pointers().contains(&pointer));
    let rest =
        builder.members().into_iter().filter(|name| !ELSEWHERE.contains(&&**name) && !has_field(&at(name)));
    let other = |name: String| {
        let pointer = at(&name);
        let tree = builder.tree();
        let text = tree
            .node_at(&pointer)
            .map(|node| super::text::shown(&Control::Json, tree, node))
            .unwrap_or_default();
        Row::Field(Box::new(builder.plain(
            &name,
            name.clone(),
            Control::Json,
            text,
            To::Value(pointer.clone()),
        )))
    };
    rest.map(other).collect()
}

fn code(builder: &mut Builder<'_>) -> Vec<Row> {
    let text = builder.own_text();
    let field = builder.plain("asl", "Definition of this state", Control::Code, text, To::State);
    builder.push(field);
    builder.take()
}
