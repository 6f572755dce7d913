//! What a distributed Map reads and writes: ItemReader, ItemBatcher, ResultWriter.

use super::builder::Builder;
use super::field::{Act, Control, Pick};
use super::payload::{self, Named};
use crate::edit::Command;
use crate::edit::help::Place;
use crate::json::{Object, Value};

const GET: &str = "arn:aws:states:::s3:getObject";
const LIST: &str = "arn:aws:states:::s3:listObjectsV2";
const PUT: &str = "arn:aws:states:::s3:putObject";

/// Where the items come from.
pub(super) fn reader(builder: &mut Builder<'_>, distributed: bool) {
    if !distributed && !builder.has("ItemReader") {
        return;
    }
    let options: [(&'static str, &'static str, &[&str]); 2] = [
        (GET, "A file in Amazon S3", &["Bucket", "Key"]),
        (LIST, "A list of objects in Amazon S3", &["Bucket", "Prefix"]),
    ];
    source(builder, "ItemReader", ("Item source", "The state's input"), &options);
    if builder.has("ItemReader") {
        builder.inside("ItemReader", Place::ItemReader, 1, |builder| {
            given(builder, "{ \"Bucket\": \"my-bucket\", \"Key\": \"items.json\" }");
            builder.inside("ReaderConfig", Place::ReaderConfig, 0, read);
        });
    }
}

/// A choice of resources, and of none.
fn source(
    builder: &mut Builder<'_>,
    name: &'static str,
    (label, none): (&'static str, &'static str),
    options: &[(&'static str, &'static str, &[&str])],
) {
    let pointer = builder.pointer(name);
    let now = builder.string(&format!("{name}/Resource"));
    let mut picks = vec![Pick::new(none, Command::Remove { pointer: pointer.clone() })];
    for (resource, label, keys) in options {
        let command = if builder.has(name) {
            Command::Set { pointer: pointer.key("Resource"), value: Value::from(*resource) }
        } else {
            Command::Set { pointer: pointer.clone(), value: start(builder, resource, keys) }
        };
        picks.push(Pick::new(*label, command));
    }
    let known = now.as_ref().and_then(|now| options.iter().position(|(resource, ..)| resource == now));
    let chosen = match (builder.has(name), known) {
        (false, _) => 0,
        (true, Some(at)) => at + 1,
        (true, None) => {
            let label = now.unwrap_or_else(|| "No Resource".into());
            picks.push(Pick { label: label.into(), group: None, act: Act::Stay });
            picks.len() - 1
        }
    };
    let place = builder.place;
    builder.choose(&format!("{name}/Resource"), label, Some((place, name)), picks, chosen);
}

fn start(builder: &Builder<'_>, resource: &str, keys: &[&str]) -> Value {
    let example = |key: &str| match key {
        "Bucket" => "my-bucket",
        "Key" => "items.json",
        _ => "results",
    };
    let given: Object = keys.iter().map(|key| (*key, Value::from(example(key)))).collect();
    let name = if builder.is_jsonata() { "Arguments" } else { "Parameters" };
    let mut members: Object = [("Resource", Value::from(resource))].into_iter().collect();
    members.insert(name, given);
    if resource == GET {
        let config: Object = [("InputType", Value::from("JSON"))].into_iter().collect();
        members.insert("ReaderConfig", config);
    }
    members.into()
}

/// `Parameters` or `Arguments`, whichever the language has; the other one, if it is there.
fn given(builder: &mut Builder<'_>, example: &'static str) {
    if !builder.is_jsonata() || builder.has("Parameters") {
        let named = Named { label: "Parameters", add: "Add field" };
        payload::add(builder, "Parameters", named, Control::Json, example);
    }
    if builder.is_jsonata() || builder.has("Arguments") {
        let named = Named { label: "Arguments", add: "Add field" };
        payload::add(builder, "Arguments", named, Control::Template, example);
    }
}

fn read(builder: &mut Builder<'_>) {
    builder.words(
        "InputType",
        "Input type",
        &[
            ("", "Not said"),
            ("CSV", "CSV"),
            ("JSON", "JSON"),
            ("JSONL", "JSON Lines"),
            ("PARQUET", "Parquet"),
            ("MANIFEST", "Manifest"),
        ],
    );
    let kind = builder.string("InputType").unwrap_or_default();
    builder.words(
        "Transformation",
        "Transformation",
        &[
            ("", "None"),
            ("NONE", "None, written"),
            ("LOAD_AND_FLATTEN", "Load and flatten: the items of all files"),
        ],
    );
    if kind == "MANIFEST" || builder.has("ManifestType") {
        let types = [("", "Not said"), ("ATHENA_DATA", "Athena data"), ("S3_INVENTORY", "S3 inventory")];
        builder.words("ManifestType", "Manifest type", &types);
    }
    if kind == "CSV"
        || ["CSVDelimiter", "CSVHeaderLocation", "CSVHeaders"].iter().any(|name| builder.has(name))
    {
        comma_separated(builder);
    }
    if matches!(&*kind, "JSON" | "") || builder.has("ItemsPointer") {
        builder.add("ItemsPointer", "Items pointer", Control::Text, "/data/items");
    }
    builder.twin(("MaxItems", "MaxItemsPath"), "Most items", Control::Number, "1000");
}

fn comma_separated(builder: &mut Builder<'_>) {
    let delimiters = [
        ("", "Comma"),
        ("COMMA", "Comma, written"),
        ("PIPE", "Pipe"),
        ("SEMICOLON", "Semicolon"),
        ("SPACE", "Space"),
        ("TAB", "Tab"),
    ];
    builder.words("CSVDelimiter", "Delimiter", &delimiters);
    let places = [("", "Not said"), ("FIRST_ROW", "First row"), ("GIVEN", "Given here")];
    builder.words("CSVHeaderLocation", "Headers are in", &places);
    if builder.string("CSVHeaderLocation").as_deref() == Some("GIVEN") || builder.has("CSVHeaders") {
        builder.add("CSVHeaders", "Headers", Control::List, "id, name, price");
    }
}

/// How many items go into one iteration.
pub(super) fn batcher(builder: &mut Builder<'_>, distributed: bool) {
    if !distributed && !builder.has("ItemBatcher") {
        return;
    }
    builder.heading("Batches of items");
    builder.inside("ItemBatcher", Place::ItemBatcher, 1, |builder| {
        builder.twin(("MaxItemsPerBatch", "MaxItemsPerBatchPath"), "Most items", Control::Number, "10");
        let bytes = ("MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath");
        builder.twin(bytes, "Most bytes", Control::Number, "262144");
        let (control, example) = if builder.is_jsonata() {
            (Control::Template, "{ \"run\": \"{% $states.context.Execution.Name %}\" }")
        } else {
            (Control::Json, "{ \"run.$\": \"$$.Execution.Name\" }")
        };
        let named = Named { label: "Batch input", add: "Add field" };
        payload::add(builder, "BatchInput", named, control, example);
    });
}

/// Where the results go.
pub(super) fn writer(builder: &mut Builder<'_>, distributed: bool) {
    if !distributed && !builder.has("ResultWriter") {
        return;
    }
    let options: [(&'static str, &'static str, &[&str]); 1] =
        [(PUT, "Files in Amazon S3", &["Bucket", "Prefix"])];
    source(builder, "ResultWriter", ("Results go to", "The state's output"), &options);
    if builder.has("ResultWriter") {
        builder.inside("ResultWriter", Place::ResultWriter, 1, |builder| {
            given(builder, "{ \"Bucket\": \"my-bucket\", \"Prefix\": \"results\" }");
            builder.inside("WriterConfig", Place::WriterConfig, 0, |builder| {
                let ways =
                    [("", "Not said"), ("NONE", "None"), ("COMPACT", "Compact"), ("FLATTEN", "Flatten")];
                builder.words("Transformation", "Transformation", &ways);
                builder.words(
                    "OutputType",
                    "Output type",
                    &[("", "Not said"), ("JSON", "JSON"), ("JSONL", "JSON Lines")],
                );
            });
        });
    }
}
