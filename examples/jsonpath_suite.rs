//! Runs JSONPath queries with known answers: one JSON object a line, with `path`, `data`, and either
//! `result` or `error` (the exception's name) and perhaps `message`.
//!
//! `cargo run --release --example jsonpath_suite -- FILE…`

#![allow(clippy::disallowed_methods, reason = "a program reads its arguments and files")]

use asl_studio::expr::Path;
use asl_studio::json::{Value, parse};
use std::process::ExitCode;

/// What a query gave, or was expected to give.
#[derive(Debug, PartialEq)]
enum Answer {
    Result(String),
    Error { exception: String, message: Option<String> },
}

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: jsonpath_suite FILE…");
        return ExitCode::from(2);
    }
    let mut failed = false;
    for file in &files {
        match run(file) {
            Ok(passed_all) => failed |= !passed_all,
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Runs one file and says whether every query passed.
fn run(file: &str) -> Result<bool, String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let (mut passed, mut total) = (0, 0);
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let case = parse(line).map_err(|error| format!("line {}: {}", number + 1, error.message))?;
        total += 1;
        match check(&case) {
            Ok(()) => passed += 1,
            Err(difference) => println!("{}\n{difference}", field(&case, "id")),
        }
    }
    let name = std::path::Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
    println!("{name} {passed}/{total}");
    Ok(passed == total)
}

fn check(case: &Value) -> Result<(), String> {
    let path = field(case, "path");
    let expected = expected(case);
    let mut actual = evaluate(path, case.get("data").unwrap_or(&Value::Null));
    if let (Answer::Error { message, .. }, Answer::Error { message: None, .. }) = (&mut actual, &expected) {
        *message = None;
    }
    if actual == expected {
        return Ok(());
    }
    Err(format!("  path      {path}\n  expected  {expected:?}\n  actual    {actual:?}"))
}

fn expected(case: &Value) -> Answer {
    match case.get("result") {
        Some(result) => Answer::Result(sorted(result).to_string()),
        None => Answer::Error {
            exception: field(case, "error").to_owned(),
            message: case.get("message").and_then(Value::as_str).map(str::to_owned),
        },
    }
}

fn evaluate(path: &str, data: &Value) -> Answer {
    let path = match Path::parse_plain(path) {
        Ok(path) => path,
        Err(error) => {
            return Answer::Error {
                exception: "InvalidPathException".to_owned(),
                message: Some(error.message),
            };
        }
    };
    match path.select(data) {
        Ok(result) => Answer::Result(sorted(&result).to_string()),
        Err(error) => {
            Answer::Error { exception: error.kind.exception().to_owned(), message: Some(error.message) }
        }
    }
}

fn field<'c>(case: &'c Value, name: &str) -> &'c str {
    case.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The value with the members of every object in order of their names, so that texts can be compared.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(sorted).collect(),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| (*name).clone());
            let members = members.into_iter().map(|(name, member)| (name.clone(), sorted(member)));
            Value::from(members.collect::<asl_studio::json::Object>())
        }
        _ => value.clone(),
    }
}
