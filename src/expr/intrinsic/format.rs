//! `States.Format`.

use super::{Arguments, Failure, Outcome};
use crate::json::Value;
use std::fmt::Write;

/// Puts the arguments after the first, in order, in place of the `{}` of the first.
pub(super) fn format(written: Option<&str>, arguments: &Arguments<'_>) -> Outcome {
    let template = match written {
        Some(written) => written,
        None => arguments.text(0)?,
    };
    let mut values = arguments.values.iter().skip(1);
    let mut output = String::with_capacity(template.len());
    let mut letters = template.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => output.push(letters.next_if(|next| "'{}\\".contains(*next)).unwrap_or('\\')),
            '{' if letters.next_if_eq(&'}').is_some() => {
                let value = values.next().ok_or_else(|| wrong_count(arguments))?;
                write_value(&mut output, value);
            }
            _ => output.push(letter),
        }
    }
    if values.next().is_some() { Err(wrong_count(arguments)) } else { Ok(output.into()) }
}

fn wrong_count(arguments: &Arguments<'_>) -> Failure {
    let count = arguments.values.len() - 1;
    Failure::new(format!(
        "The number of {{}} in the format does not match the number of arguments, which is {count}"
    ))
}

/// As Java's `toString` has it: `{a=1, b=[2, x]}`.
fn write_value(output: &mut String, value: &Value) {
    match value {
        Value::String(text) => output.push_str(text),
        Value::Array(items) => {
            output.push('[');
            for (index, item) in items.iter().enumerate() {
                output.push_str(if index == 0 { "" } else { ", " });
                write_value(output, item);
            }
            output.push(']');
        }
        Value::Object(members) => {
            output.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                output.push_str(if index == 0 { "" } else { ", " });
                output.push_str(name);
                output.push('=');
                write_value(output, member);
            }
            output.push('}');
        }
        _ => {
            let _ = write!(output, "{value}");
        }
    }
}
