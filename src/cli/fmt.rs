//! `asl fmt`: definitions laid out anew, white space only.

use super::arguments::Fmt;
use super::files::{self, Source};
use super::{FAILED, INVALID, Refused, report};
use crate::asl;
use crate::asl::parse::INVALID_JSON;
use crate::json::format;
use std::path::Path;
use std::process::ExitCode;

/// What a file came to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Fine,
    Differs,
    Refused,
}

pub(super) fn fmt(arguments: &Fmt) -> Result<ExitCode, Refused> {
    let outcomes =
        arguments.files.iter().map(|file| format_file(arguments, file).unwrap_or(Outcome::Refused));
    let worst = outcomes.max().unwrap_or(Outcome::Fine);
    Ok(match worst {
        Outcome::Refused => ExitCode::from(INVALID),
        Outcome::Differs if arguments.check => ExitCode::from(FAILED),
        _ => ExitCode::SUCCESS,
    })
}

/// Formats one file; the names of those that change, or would, are printed, and standard input's text always is.
fn format_file(arguments: &Fmt, file: &Path) -> Result<Outcome, Refused> {
    let source = files::read(file)?;
    let formatted = format::format(&source.text, arguments.indent.into()).map_err(|_| complain(&source))?;
    let outcome = if formatted == source.text { Outcome::Fine } else { Outcome::Differs };
    let is_stdin = file.as_os_str() == "-";
    match outcome {
        _ if is_stdin && !arguments.check => files::print(&formatted),
        Outcome::Differs => {
            if !arguments.check {
                files::write(file, &formatted)?;
            }
            files::print(&format!("{}\n", source.name));
        }
        Outcome::Fine | Outcome::Refused => {}
    }
    Ok(outcome)
}

fn complain(source: &Source) -> Refused {
    let mut problems = asl::parse(&source.text).diagnostics;
    problems.retain(|problem| problem.code == INVALID_JSON);
    files::print_error(&report::describe(source, &problems));
    Refused
}
