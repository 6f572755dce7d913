//! A state's fields in JSONata.

use super::changes::{Changes, Why};
use super::condition::condition;
use super::made::Made;
use super::output::{Flow, after};
use super::query::Converter;
use crate::asl::{PathField, StateKind};
use crate::json::Value;

type Turned = Result<(Value, Option<String>), Why>;

pub(super) fn convert(changes: &mut Changes<'_>) {
    let state = changes.state;
    let effective = match effective(changes) {
        Ok(effective) => effective,
        Err(why) => return changes.refuse("InputPath", why),
    };
    match &state.kind {
        StateKind::Task(_) => task(changes, &effective),
        StateKind::Parallel(_) => working(changes, &effective),
        StateKind::Map(_) => map(changes, &effective),
        StateKind::Pass(_) => pass(changes, &effective),
        StateKind::Wait(_) => {
            for field in ["Seconds", "Timestamp"] {
                path_twin(changes, field, &effective, Kind::Path);
            }
            passing(changes, &effective, "");
        }
        StateKind::Choice(_) => choice(changes, &effective),
        StateKind::Succeed => passing(changes, &effective, ""),
        StateKind::Fail(_) => {
            for field in ["Error", "Cause"] {
                path_twin(changes, field, &Made::input(), Kind::Query);
            }
        }
        StateKind::Unknown(name) => changes.refuse("Type", format!("{name} is no type of state")),
    }
    catchers(changes);
    for field in ["InputPath", "OutputPath", "ResultPath", "ResultSelector", "Result"] {
        changes.drop(field);
    }
}

fn effective(changes: &Changes<'_>) -> Result<Made, Why> {
    let mut converter = Converter::new(Made::input());
    after(Made::input(), &changes.state.data.input_path, &mut converter)
}

#[derive(Clone, Copy)]
enum Kind {
    Path,
    Query,
}

/// `SecondsPath` becomes `Seconds`.
fn path_twin(changes: &mut Changes<'_>, field: &str, base: &Made, kind: Kind) {
    let from = format!("{field}Path");
    let Some(text) = changes.written(&from).and_then(Value::as_str).map(str::to_owned) else { return };
    let mut converter = Converter::new(base.clone());
    let made = match kind {
        Kind::Path => converter.path_text(&text),
        Kind::Query => converter.query_text(&text),
    };
    changes.turn((&from, field), told(made, converter));
}

fn told(made: Result<Made, Why>, converter: Converter) -> Turned {
    made.map(|made| (made.into_value(), converter.told()))
}

/// A template, under its own name or another.
fn template(changes: &mut Changes<'_>, (from, to): (&str, &str), base: &Made) {
    let Some(written) = changes.written(from).cloned() else { return };
    let mut converter = Converter::new(base.clone());
    let made = converter.template(&written);
    let made = told(made, converter);
    // What has nothing computed in it stays as it is.
    if from != to || made.as_ref().is_ok_and(|(value, _)| *value != written) || made.is_err() {
        changes.turn((from, to), made);
    }
}

fn task(changes: &mut Changes<'_>, effective: &Made) {
    // These see the raw input, whatever InputPath takes.
    for field in ["TimeoutSeconds", "HeartbeatSeconds"] {
        path_twin(changes, field, &Made::input(), Kind::Path);
    }
    template(changes, ("Credentials", "Credentials"), &Made::input());
    working(changes, effective);
}

/// `Arguments`, `Output` and `Assign` of a state that works.
fn working(changes: &mut Changes<'_>, effective: &Made) {
    if changes.has("Parameters") {
        template(changes, ("Parameters", "Arguments"), effective);
    } else if !effective.is("$states.input") {
        changes.turn(("InputPath", "Arguments"), Ok((effective.clone().into_value(), None)));
    }
    leaving(changes);
}

fn leaving(changes: &mut Changes<'_>) {
    template(changes, ("Assign", "Assign"), &Made::tight("$states.result"));
    let mut converter = Converter::new(Made::tight("$states.result"));
    let result = match &changes.state.data.result_selector {
        Some(selector) => converter.template(selector),
        None => Ok(converter.base.clone()),
    };
    match result {
        Ok(result) => output(changes, result, converter, "$states.result"),
        Err(why) => changes.refuse("ResultSelector", why),
    }
}

/// `Output`, unless it is what the state gives without one.
fn output(changes: &mut Changes<'_>, result: Made, mut converter: Converter, default: &str) {
    let data = &changes.state.data;
    let flow = Flow { result, result_path: &data.result_path, output_path: &data.output_path };
    let from = ["ResultSelector", "ResultPath", "Result", "Parameters", "OutputPath", "InputPath"]
        .into_iter()
        .find(|field| changes.has(field));
    match flow.output(&mut converter) {
        Ok(made) if made.is(default) => {}
        Ok(made) => {
            changes.set("Output", made.into_value());
            changes.tell(from.unwrap_or("ResultPath"), "Output", converter.told());
        }
        Err(why) => changes.refuse(from.unwrap_or("ResultPath"), why),
    }
}

fn pass(changes: &mut Changes<'_>, effective: &Made) {
    let mut converter = Converter::new(effective.clone());
    let StateKind::Pass(pass) = &changes.state.kind else { return };
    let made = match (&pass.result, &changes.state.data.parameters) {
        (Some(result), _) => Ok(Made::constant(result)),
        (None, Some(parameters)) => converter.template(parameters),
        (None, None) => Ok(effective.clone()),
    };
    match made {
        Ok(result) => {
            // A Pass has no result in JSONata: what `$` stands for is written out.
            template(changes, ("Assign", "Assign"), &result);
            output(changes, result, converter, "$states.input");
            changes.drop("Parameters");
        }
        Err(why) => changes.refuse("Parameters", why),
    }
}

/// `Output` and `Assign` of a state that passes its input on; `way` leads to a Choice Rule.
fn passing(changes: &mut Changes<'_>, effective: &Made, way: &str) {
    let assign = format!("{way}Assign");
    template(changes, (&assign, &assign), effective);
    let mut converter = Converter::new(effective.clone());
    let made = after(effective.clone(), &changes.state.data.output_path, &mut converter);
    let from = if changes.state.data.output_path == PathField::Absent { "InputPath" } else { "OutputPath" };
    match made {
        Ok(made) if made.is("$states.input") => {}
        Ok(made) => {
            let to = format!("{way}Output");
            changes.set(&to, made.into_value());
            changes.tell(from, &to, converter.told());
        }
        Err(why) => changes.refuse(from, why),
    }
}

fn choice(changes: &mut Changes<'_>, effective: &Made) {
    let StateKind::Choice(choice) = &changes.state.kind else { return };
    for (index, rule) in choice.rules.iter().enumerate() {
        let way = format!("Choices/{index}/");
        let mut converter = Converter::new(effective.clone());
        match condition(&mut converter, &rule.condition) {
            Ok(text) => {
                let condition = format!("{way}Condition");
                for field in condition_fields(changes.written(way.trim_end_matches('/'))) {
                    changes.drop(&format!("{way}{field}"));
                }
                changes.set(&condition, Made::loose(text).into_value());
                changes.tell(way.trim_end_matches('/'), &condition, converter.told());
            }
            Err(why) => changes.refuse(way.trim_end_matches('/'), why),
        }
        passing(changes, effective, &way);
    }
    passing(changes, effective, "");
}

/// The members of a rule that are its condition.
fn condition_fields(rule: Option<&Value>) -> Vec<String> {
    let is_condition = |key: &str| {
        matches!(key, "Variable" | "And" | "Or" | "Not") || crate::asl::Operator::parse(key).is_some()
    };
    let members = rule.and_then(Value::as_object).into_iter().flat_map(|members| members.keys());
    members.filter(|key| is_condition(key)).map(ToString::to_string).collect()
}

fn map(changes: &mut Changes<'_>, effective: &Made) {
    items(changes, effective);
    let selector = if changes.has("ItemSelector") { "ItemSelector" } else { "Parameters" };
    template(changes, (selector, "ItemSelector"), effective);
    for field in ["MaxConcurrency", "ToleratedFailureCount", "ToleratedFailurePercentage"] {
        path_twin(changes, field, effective, Kind::Path);
    }
    for part in ["ItemReader", "ResultWriter"] {
        template(changes, (&format!("{part}/Parameters"), &format!("{part}/Arguments")), effective);
    }
    path_twin(changes, "ItemReader/ReaderConfig/MaxItems", effective, Kind::Path);
    for field in ["MaxItemsPerBatch", "MaxInputBytesPerBatch"] {
        path_twin(changes, &format!("ItemBatcher/{field}"), effective, Kind::Path);
    }
    template(changes, ("ItemBatcher/BatchInput", "ItemBatcher/BatchInput"), effective);
    leaving(changes);
}

fn items(changes: &mut Changes<'_>, effective: &Made) {
    let StateKind::Map(map) = &changes.state.kind else { return };
    let mut converter = Converter::new(effective.clone());
    let made = after(effective.clone(), &map.items_path, &mut converter);
    match made {
        Ok(made) if made.is("$states.input") || map.item_reader.is_some() => changes.drop("ItemsPath"),
        made => {
            let from = if changes.has("ItemsPath") { "ItemsPath" } else { "InputPath" };
            let made = told(made, converter);
            if from == "ItemsPath" {
                changes.drop("ItemsPath");
            }
            match made {
                Ok((value, note)) => {
                    changes.set("Items", value);
                    changes.tell(from, "Items", note);
                }
                Err(why) => changes.refuse(from, why),
            }
        }
    }
}

fn catchers(changes: &mut Changes<'_>) {
    for (index, catcher) in changes.state.catch.iter().enumerate() {
        let way = |field: &str| format!("Catch/{index}/{field}");
        template(changes, (&way("Assign"), &way("Assign")), &Made::tight("$states.errorOutput"));
        let result = Made::tight("$states.errorOutput");
        let mut converter = Converter::new(result.clone());
        let flow = Flow { result, result_path: &catcher.result_path, output_path: &PathField::Absent };
        match flow.output(&mut converter) {
            Ok(made) if made.is("$states.errorOutput") => changes.drop(&way("ResultPath")),
            Ok(made) => changes.turn((&way("ResultPath"), &way("Output")), Ok((made.into_value(), None))),
            Err(why) => changes.refuse(&way("ResultPath"), why),
        }
    }
}
