//! The names of fields.

use super::bodies::body;
use super::place::Place;
use super::role::Role;
use super::{CURSOR, Completion, CompletionKind, Completions, snippets};
use crate::asl::QueryLanguage::{self, JsonPath, Jsonata};
use crate::asl::{Operator, StateType, fields};
use crate::edit::help::{self, help};

pub(super) fn keys(place: &Place<'_>) -> Option<Completions> {
    let items = match place.role {
        Role::States => snippets::states(place),
        Role::State => state_fields(place),
        Role::ChoiceRule | Role::InnerRule => rule_fields(place),
        Role::Machine => named(place, fields::MACHINE),
        Role::Branch => named(place, fields::BRANCH),
        Role::Processor => named(place, fields::PROCESSOR),
        Role::ProcessorConfig => named(place, fields::PROCESSOR_CONFIG),
        Role::Retrier => named(place, fields::RETRIER),
        Role::Catcher => named(place, fields::CATCHER),
        Role::ItemReader => named(place, fields::ITEM_READER),
        Role::ReaderConfig => named(place, fields::READER_CONFIG),
        Role::ItemBatcher => named(place, fields::ITEM_BATCHER),
        Role::ResultWriter => named(place, fields::RESULT_WRITER),
        Role::WriterConfig => named(place, fields::WRITER_CONFIG),
        Role::Assign | Role::Template | Role::Other => return None,
    };
    Some(Completions { range: place.range.clone(), items })
}

/// The fields of a state's type and query language that are not there yet; of a state without a type first of all that.
fn state_fields(place: &Place<'_>) -> Vec<Completion> {
    let kind = place.state_text("Type").filter(|kind| fields::STATE_TYPES.contains(&&**kind));
    let language = place.language();
    fields::STATE
        .iter()
        .filter(|field| kind.as_ref().is_none_or(|kind| field.types.contains(&&**kind)))
        .filter(|field| field.language.is_none_or(|only| only == language))
        .filter(|field| {
            field.name != "Iterator" && (kind.as_deref() != Some("Map") || field.name != "Parameters")
        })
        .filter(|field| is_free(place, field.name))
        .map(|field| key(place, field.name, CompletionKind::Field))
        .collect()
}

fn rule_fields(place: &Place<'_>) -> Vec<Completion> {
    let top = place.role == Role::ChoiceRule;
    let language = place.language();
    let has_test = ["Variable", "And", "Or", "Not", "Condition"].into_iter().any(|test| place.has(test));
    let has_operator = place.members().any(|member| Operator::parse(&member).is_some());
    let mut items: Vec<Completion> = fields::CHOICE_RULE
        .iter()
        .filter(|name| match **name {
            "Variable" | "And" | "Or" | "Not" => language == JsonPath && !has_test,
            "Condition" => language == Jsonata && top,
            "Output" => language == Jsonata && top,
            "Next" | "Assign" => top,
            _ => true,
        })
        .filter(|name| is_free(place, name))
        .map(|name| key(place, name, CompletionKind::Field))
        .collect();
    if language == JsonPath && !has_operator && (place.has("Variable") || !has_test) {
        items.extend(operators().map(|name| key(place, &name, CompletionKind::Operator)));
    }
    items
}

/// Every operator, and its twin that compares with a path.
fn operators() -> impl Iterator<Item = String> {
    let twin = |operator: Operator| operator.has_path_twin().then(|| format!("{}Path", operator.name()));
    Operator::ALL
        .iter()
        .flat_map(move |&operator| [Some(operator.name().to_owned()), twin(operator)])
        .flatten()
}

fn named(place: &Place<'_>, names: &[&'static str]) -> Vec<Completion> {
    let language = place.language();
    names
        .iter()
        .filter(|name| only_of(name).is_none_or(|only| only == language))
        .filter(|name| is_free(place, name))
        .map(|name| key(place, name, CompletionKind::Field))
        .collect()
}

/// The one query language that a field outside of states has.
fn only_of(name: &str) -> Option<QueryLanguage> {
    match name {
        "Parameters" | "ResultPath" => Some(JsonPath),
        "Arguments" | "Output" => Some(Jsonata),
        _ if name.ends_with("Path") => Some(JsonPath),
        _ => None,
    }
}

/// Whether neither the field is there nor one that excludes it.
fn is_free(place: &Place<'_>, name: &str) -> bool {
    let rival = match name {
        "Next" => "End",
        "End" => "Next",
        "ItemProcessor" => "Iterator",
        _ => "",
    };
    let twin = name.strip_suffix("Path").map_or_else(|| format!("{name}Path"), str::to_owned);
    let waits = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
    let waiting = waits.contains(&name) && place.members().any(|member| waits.contains(&&*member));
    !place.has(name) && !place.has(rival) && !place.has(&twin) && !waiting
}

/// A field with its value to fill in, or its name alone where it has a value already.
fn key(place: &Place<'_>, name: &str, kind: CompletionKind) -> Completion {
    let body = body(place, name);
    let comma = if needs_comma(place) { "," } else { "" };
    let insert = match (place.has_colon, body.template) {
        (true, _) => format!("\"{name}\""),
        (false, true) => format!("\"{name}\": {}{comma}", body.text),
        (false, false) => format!("\"{name}\": {}{comma}", body.text),
    };
    let mut found = Completion::new(kind, name, insert);
    found.detail = body.detail;
    found.info = help_place(place).and_then(|at| help(at, name, place.language())).map(|card| card.text);
    found.template = !place.has_colon && body.template;
    found.again = !place.has_colon && body.again;
    debug_assert!(!found.template || !found.insert.contains(CURSOR), "a template has places of its own");
    found
}

/// Which cards of help are for the object around.
fn help_place(place: &Place<'_>) -> Option<help::Place> {
    Some(match place.role {
        Role::Machine => help::Place::Machine,
        Role::Branch => help::Place::Branch,
        Role::Processor => help::Place::Processor,
        Role::ProcessorConfig => help::Place::ProcessorConfig,
        Role::State => help::Place::State(kind(&place.state_text("Type")?)?),
        Role::Retrier => help::Place::Retrier,
        Role::Catcher => help::Place::Catcher,
        Role::ChoiceRule | Role::InnerRule => help::Place::ChoiceRule,
        Role::ItemReader => help::Place::ItemReader,
        Role::ReaderConfig => help::Place::ReaderConfig,
        Role::ItemBatcher => help::Place::ItemBatcher,
        Role::ResultWriter => help::Place::ResultWriter,
        Role::WriterConfig => help::Place::WriterConfig,
        Role::States | Role::Assign | Role::Template | Role::Other => return None,
    })
}

fn kind(name: &str) -> Option<StateType> {
    StateType::ALL.into_iter().find(|kind| kind.as_str() == name)
}

/// Whether another member follows, with no comma before it.
pub(super) fn needs_comma(place: &Place<'_>) -> bool {
    !place.has_colon && place.tree().text()[place.range.end..].trim_start().starts_with('"')
}
