//! The values of fields.

use super::expressions::expressions;
use super::place::Place;
use super::role::Role;
use super::{Completion, CompletionKind, Completions, resources};
use crate::asl::{Dynamic, OperandType, Operator, StateKind, error_name, fields};
use crate::json::Value;
use crate::json::print::write_string;

pub(super) fn values(place: &Place<'_>) -> Option<Completions> {
    let key = place.key.as_deref()?;
    let items = match (place.role, key) {
        (Role::State, "Type") => words(fields::STATE_TYPES),
        (Role::Machine | Role::State, "QueryLanguage") => words(&["JSONPath", "JSONata"]),
        (Role::Machine | Role::Branch | Role::Processor, "StartAt") => states(place, None),
        (Role::State, "Next" | "Default") | (Role::Catcher | Role::ChoiceRule, "Next") => {
            states(place, place.state)
        }
        (Role::Machine, "Version") => words(&["1.0"]),
        (Role::State, "End") => bare(&["true"]),
        (Role::State, "Resource") => resources::of_tasks(place.machine()),
        (Role::ItemReader, "Resource") => resources::of_storage(&["getObject", "listObjectsV2"]),
        (Role::ResultWriter, "Resource") => resources::of_storage(&["putObject"]),
        (Role::Retrier | Role::Catcher, "ErrorEquals") => errors(place),
        (Role::Retrier, "JitterStrategy") => words(&["FULL", "NONE"]),
        (Role::ProcessorConfig, "Mode") => words(&["INLINE", "DISTRIBUTED"]),
        (Role::ProcessorConfig, "ExecutionType") => words(&["STANDARD", "EXPRESS"]),
        (Role::ReaderConfig, _) => words(reader_words(key)),
        (Role::WriterConfig, "Transformation") => words(&["NONE", "COMPACT", "FLATTEN"]),
        (Role::WriterConfig, "OutputType") => words(&["JSON", "JSONL"]),
        (Role::ChoiceRule | Role::InnerRule, _) if takes_boolean(key) => bare(&["true", "false"]),
        _ => return expressions(place),
    };
    Some(Completions { range: place.range.clone(), items })
}

fn reader_words(key: &str) -> &'static [&'static str] {
    match key {
        "InputType" => &["JSON", "JSONL", "CSV", "PARQUET", "MANIFEST"],
        "CSVHeaderLocation" => &["FIRST_ROW", "GIVEN"],
        "CSVDelimiter" => &["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"],
        "ManifestType" => &["ATHENA_DATA", "S3_INVENTORY"],
        "Transformation" => &["NONE", "LOAD_AND_FLATTEN"],
        _ => &[],
    }
}

fn takes_boolean(key: &str) -> bool {
    Operator::parse(key)
        .is_some_and(|(operator, is_path)| !is_path && operator.operand_type() == OperandType::Boolean)
}

fn words(texts: &[&str]) -> Vec<Completion> {
    texts.iter().map(|text| Completion::new(CompletionKind::Value, *text, quoted(text))).collect()
}

fn bare(texts: &[&str]) -> Vec<Completion> {
    texts.iter().map(|text| Completion::new(CompletionKind::Value, *text, *text)).collect()
}

/// The states that can be reached from here; a state's own name comes last.
fn states(place: &Place<'_>, from: Option<crate::json::tree::NodeId>) -> Vec<Completion> {
    let Some(scope) = place.scope() else { return Vec::new() };
    let machine = place.machine();
    let all = machine.scope(scope).states.iter();
    let (own, others): (Vec<_>, Vec<_>) = all.partition(|&&id| Some(place.parsed.state_node(id)) == from);
    let item = |&id: &crate::asl::StateId| {
        let name = &*machine.state(id).name;
        let mut item = Completion::new(CompletionKind::State, name, quoted(name));
        item.detail = type_word(machine.state(id).kind.type_name());
        item
    };
    others.into_iter().chain(own).map(item).collect()
}

fn type_word(name: &str) -> Option<&'static str> {
    fields::STATE_TYPES.iter().copied().find(|known| *known == name)
}

/// The errors of the language, of Lambda, and those that the definition itself raises or handles.
fn errors(place: &Place<'_>) -> Vec<Completion> {
    const OF_LAMBDA: &[&str] = &[
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
        "Lambda.Unknown",
    ];
    let mut names: Vec<&str> = Vec::new();
    for state in &place.machine().states {
        if let StateKind::Fail(fail) = &state.kind
            && let Some(Dynamic::Literal(Value::String(name))) = &fail.error
        {
            names.push(name);
        }
        let handled = state
            .retry
            .iter()
            .map(|one| &one.error_equals)
            .chain(state.catch.iter().map(|one| &one.error_equals));
        names.extend(handled.flatten().map(|name| &**name));
    }
    let known = error_name::RESERVED.iter().chain(OF_LAMBDA).copied();
    let mut items: Vec<Completion> = Vec::new();
    for name in known.chain(names) {
        if !name.is_empty() && name != place.typed && items.iter().all(|item| item.label != name) {
            items.push(Completion::new(CompletionKind::Error, name, quoted(name)));
        }
    }
    items
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_string(&mut out, text);
    out
}
