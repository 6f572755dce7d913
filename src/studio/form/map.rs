//! A Map: what it goes over, how its iterations run, and how many may fail.

use super::builder::Builder;
use super::field::{Control, Pick};
use super::{files, payload};
use crate::edit::Command;
use crate::edit::help::Place;
use crate::json::{Object, Value};

pub(super) fn rows(builder: &mut Builder<'_>) {
    let distributed = mode(builder);
    items(builder);
    builder.twin(
        ("MaxConcurrency", "MaxConcurrencyPath"),
        "Most at the same time",
        Control::Number,
        "0: no limit",
    );
    let has = |builder: &Builder<'_>, names: [&str; 2]| names.into_iter().any(|name| builder.has(name));
    let count = ["ToleratedFailureCount", "ToleratedFailureCountPath"];
    let percentage = ["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"];
    if distributed || has(builder, count) {
        builder.twin((count[0], count[1]), "Tolerated failures", Control::Number, "0");
    }
    if distributed || has(builder, percentage) {
        builder.twin((percentage[0], percentage[1]), "Tolerated failures, %", Control::Number, "0");
    }
    if distributed || builder.has("Label") {
        builder.add("Label", "Label", Control::Text, "Part of the executions' names");
    }
    files::batcher(builder, distributed);
    files::writer(builder, distributed);
}

fn items(builder: &mut Builder<'_>) {
    let distributed = is_distributed(builder);
    files::reader(builder, distributed);
    builder.offer("ItemsPath", "Items path", Control::Expression, "$.items");
    builder.offer("Items", "Items", Control::Template, "{% $states.input.items %}");
    let (control, example) = if builder.is_jsonata() {
        (Control::Template, "{ \"item\": \"{% $states.context.Map.Item.Value %}\" }")
    } else {
        (Control::Json, "{ \"item.$\": \"$$.Map.Item.Value\" }")
    };
    payload::offer(builder, "ItemSelector", "Item selector", control, example);
}

fn config(builder: &Builder<'_>) -> &'static str {
    let old = builder.has("Iterator") && !builder.has("ItemProcessor");
    if old { "Iterator/ProcessorConfig" } else { "ItemProcessor/ProcessorConfig" }
}

fn is_distributed(builder: &Builder<'_>) -> bool {
    builder.string(&format!("{}/Mode", config(builder))).as_deref() == Some("DISTRIBUTED")
}

/// How the iterations run; whether as executions of their own.
fn mode(builder: &mut Builder<'_>) -> bool {
    let config = config(builder);
    let distributed = is_distributed(builder);
    let picks = vec![
        Pick::new("Inline: inside this execution", as_mode(builder, config, false)),
        Pick::new("Distributed: each as an execution of its own", as_mode(builder, config, true)),
    ];
    let help = Some((Place::ProcessorConfig, "Mode"));
    builder.choose("mode", "Processing mode", help, picks, usize::from(distributed));
    if distributed {
        builder.inside(config, Place::ProcessorConfig, 0, |builder| {
            let types = [("STANDARD", "Standard"), ("EXPRESS", "Express")];
            builder.words("ExecutionType", "Child execution type", &types);
        });
    }
    distributed
}

fn as_mode(builder: &Builder<'_>, config: &str, distributed: bool) -> Command {
    let at = builder.pointer(config);
    let word = Value::from(if distributed { "DISTRIBUTED" } else { "INLINE" });
    let kind = distributed
        .then(|| builder.value(&format!("{config}/ExecutionType")).unwrap_or_else(|| "STANDARD".into()));
    if builder.has(config) {
        return Command::SetAll {
            values: vec![(at.key("Mode"), Some(word)), (at.key("ExecutionType"), kind)],
        };
    }
    let mut members: Object = [("Mode", word)].into_iter().collect();
    if let Some(kind) = kind {
        members.insert("ExecutionType", kind);
    }
    super::change::set(builder.tree(), &at, members.into())
}
