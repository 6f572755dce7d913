//! Retriers and Catchers, in the order in which they are asked.

use super::builder::Builder;
use super::field::{Control, Field};
use super::row::Row;
use super::state;
use crate::asl::error_name;
use crate::edit::Port;
use crate::edit::help::Place;
use crate::json::{Object, Value};
use crate::studio::attempts::attempts;

const LAMBDA: [&str; 3] =
    ["Lambda.ServiceException", "Lambda.TooManyRequestsException", "Lambda.SdkClientException"];

pub(super) fn rows(builder: &mut Builder<'_>) -> Vec<Row> {
    if builder.shows("Retry") {
        builder.heading("Retry");
        each(builder, "Retry", "Retrier", retrier);
        let (index, value) = next_item(builder, "Retry");
        builder.adder(("Add new retrier", "retrier"), ("Retry", index), value, "ErrorEquals");
    }
    if builder.shows("Catch") {
        builder.heading("Catch");
        each(builder, "Catch", "Catcher", catcher);
        let (index, value) = next_item(builder, "Catch");
        builder.adder(("Add new catcher", "catcher"), ("Catch", index), value, "Next");
    }
    builder.take()
}

fn each(builder: &mut Builder<'_>, list: &str, noun: &str, fill: fn(&mut Builder<'_>, usize)) {
    let place = if list == "Retry" { Place::Retrier } else { Place::Catcher };
    let count = builder.count(list);
    for index in 0..count {
        builder.item(list, (index, count), format!("{noun} #{}", index + 1), 0, true);
        builder.inside(&format!("{list}/{index}"), place, 1, |builder| fill(builder, index));
    }
}

fn retrier(builder: &mut Builder<'_>, index: usize) {
    errors(builder);
    for (name, label, default) in [
        ("IntervalSeconds", "Interval, s", "1"),
        ("MaxAttempts", "Max attempts", "3"),
        ("BackoffRate", "Backoff rate", "2"),
        ("MaxDelaySeconds", "Max delay, s", "No limit"),
    ] {
        let field = builder.field(name, label, Control::Number);
        builder.push(Field { placeholder: default, half: true, ..field });
    }
    let jitter = [("", "None"), ("NONE", "None, written"), ("FULL", "Full: anything from 0 to the delay")];
    builder.words("JitterStrategy", "Jitter", &jitter);
    let state = builder.state.as_ref().map(|(id, _)| builder.source.machine().state(*id));
    if let Some(written) = state.and_then(|state| state.retry.get(index)) {
        builder.rows.push(Row::Attempts { retrier: index, view: attempts(written) });
    }
    builder.add("Comment", "Comment", Control::Text, "");
}

fn catcher(builder: &mut Builder<'_>, index: usize) {
    errors(builder);
    builder.target("Next", "Fallback state", Port::Catch(index));
    if !builder.is_jsonata() || builder.has("ResultPath") {
        let results = ["Replaces the input", "Is added to the input", "Is discarded: the input goes on"];
        // What a state of this language has, its Catchers have.
        state::path(builder, "ResultPath", "The error", results, "$.error");
    }
    if builder.is_jsonata() || builder.has("Output") {
        state::output_of(builder, "{% $states.errorOutput %}");
    }
    state::assign(builder, true);
    builder.add("Comment", "Comment", Control::Text, "");
}

fn errors(builder: &mut Builder<'_>) {
    let field = builder.field("ErrorEquals", "Errors", Control::List);
    builder.push(Field { placeholder: "States.ALL", suggestions: names(builder.type_name), ..field });
}

/// Errors that are often asked for with such a state.
fn names(type_name: &str) -> Vec<String> {
    let own: &[&str] = match type_name {
        "Task" => &LAMBDA,
        "Map" => &[error_name::EXCEED_TOLERATED_FAILURE_THRESHOLD, error_name::ITEM_READER_FAILED],
        _ => &[error_name::BRANCH_FAILED],
    };
    let all = [error_name::ALL, error_name::TASK_FAILED, error_name::TIMEOUT];
    all.iter().chain(own).map(|name| (*name).to_owned()).collect()
}

/// A new item, and its place: one for all errors stays the last.
fn next_item(builder: &Builder<'_>, list: &str) -> (usize, Value) {
    let count = builder.count(list);
    let of_all = |index: &usize| {
        let errors = builder.value(&format!("{list}/{index}/ErrorEquals"));
        let errors = errors.as_ref().and_then(Value::as_array).unwrap_or_default();
        errors.iter().any(|error| error.as_str() == Some(error_name::ALL))
    };
    let (index, error) = match (0..count).find(of_all) {
        Some(index) => (index, error_name::TASK_FAILED),
        None => (count, error_name::ALL),
    };
    let errors: Value = [Value::from(error)].into_iter().collect();
    (index, [("ErrorEquals", errors)].into_iter().collect::<Object>().into())
}
