//! Paths, Intrinsic Functions and JSONata, within a string.

use super::functions::{CONTEXT, INTRINSICS, STATES};
use super::place::Place;
use super::role::Role;
use super::{CURSOR, Completion, CompletionKind, Completions};
use crate::asl::{QueryLanguage, fields};
use crate::lint;

/// What may stand at the cursor within the string of a field that is evaluated; `None` for other strings.
pub(super) fn expressions(place: &Place<'_>) -> Option<Completions> {
    match place.language() {
        QueryLanguage::Jsonata => jsonata(place),
        QueryLanguage::JsonPath => json_path(place),
    }
}

/// The fields of a JSONata state that hold texts only.
const NO_EXPRESSION: &[&str] = &[
    "Type",
    "Next",
    "Default",
    "StartAt",
    "Comment",
    "QueryLanguage",
    "Resource",
    "ErrorEquals",
    "Label",
    "Version",
    "JitterStrategy",
];

fn jsonata(place: &Place<'_>) -> Option<Completions> {
    let key = place.key.as_deref()?;
    let in_state =
        !matches!(place.role, Role::Machine | Role::Branch | Role::Processor | Role::ProcessorConfig);
    if !in_state || place.state.is_none() || NO_EXPRESSION.contains(&key) {
        return None;
    }
    if let Some(inner) = place.typed.trim_start().strip_prefix("{%") {
        let start = inner
            .rfind(|c: char| !(c.is_alphanumeric() || "_$.".contains(c)))
            .map_or(0, |at| at + inner[at..].chars().next().map_or(0, char::len_utf8));
        return Some(within(place, inner.len() - start, jsonata_items(place)));
    }
    let text = format!("\"{{% {CURSOR} %}}\"");
    let mut item = Completion::new(CompletionKind::Snippet, "{% … %}", text).detail("JSONata expression");
    item.again = true;
    place.typed.trim().is_empty().then(|| Completions { range: place.range.clone(), items: vec![item] })
}

fn jsonata_items(place: &Place<'_>) -> Vec<Completion> {
    let mut items = variables(place);
    let given = STATES.iter().filter(|(name, _)| match *name {
        "$states.result" => place.role != Role::Catcher,
        "$states.errorOutput" => place.role == Role::Catcher || place.state_text("Type").is_none(),
        _ => true,
    });
    items.extend(given.map(|(name, what)| Completion::new(CompletionKind::Value, *name, *name).detail(what)));
    items.extend(CONTEXT.iter().map(|path| {
        let text = format!("$states.context.{path}");
        Completion::new(CompletionKind::Value, text.clone(), text)
    }));
    items.extend(lint::JSONATA_FUNCTIONS.iter().map(|name| {
        let text = format!("${name}({CURSOR})");
        Completion::new(CompletionKind::Function, format!("${name}"), text)
    }));
    items
}

fn json_path(place: &Place<'_>) -> Option<Completions> {
    let key = place.key.as_deref()?;
    let in_template = key.ends_with(".$");
    let is_path = key == "Variable" || (key.ends_with("Path") && key != "ResultPath" && known_path(key));
    if !in_template && !is_path {
        return None;
    }
    let typed = place.typed;
    let start = typed.rfind(|c: char| !(c.is_alphanumeric() || "_$.".contains(c)));
    let start = start.map_or(0, |at| at + typed[at..].chars().next().map_or(0, char::len_utf8));
    let mut items =
        vec![Completion::new(CompletionKind::Value, "$", format!("$.{CURSOR}")).detail("the input")];
    items.extend(variables(place));
    items.extend(CONTEXT.iter().map(|path| {
        let text = format!("$$.{path}");
        Completion::new(CompletionKind::Value, text.clone(), text)
    }));
    if in_template {
        items.extend(INTRINSICS.iter().map(|(name, arguments)| {
            Completion::new(CompletionKind::Function, *name, format!("{name}({arguments})"))
        }));
    }
    Some(within(place, typed.len() - start, items))
}

/// Fields and operators whose name says that they hold a path.
fn known_path(key: &str) -> bool {
    crate::asl::Operator::parse(key).is_some()
        || fields::state_field(key).is_some()
        || key.starts_with("MaxItems")
        || key.starts_with("MaxInputBytes")
}

/// Replaces the last `length` bytes before the cursor.
fn within(place: &Place<'_>, length: usize, items: Vec<Completion>) -> Completions {
    let quote = usize::from(place.tree().text()[place.range.start..].starts_with('"'));
    let cursor = place.range.start + quote + place.typed.len();
    Completions { range: cursor - length..cursor, items }
}

fn variables(place: &Place<'_>) -> Vec<Completion> {
    let scope = place.state_id().map(|id| place.machine().state(id).scope);
    let names = scope.map(|scope| lint::variables_visible_in(place.machine(), scope)).unwrap_or_default();
    let item = |name: &String| {
        Completion::new(CompletionKind::Variable, format!("${name}"), format!("${name}")).detail("variable")
    };
    names.iter().map(item).collect()
}
