//! L5: the `asl` command line.
//!
//! Exit codes: 0 it worked (a run succeeded), 1 the execution failed (a text is not formatted), 2 the arguments, a file
//! or the definition is wrong.

#![allow(clippy::disallowed_methods, reason = "the command line reads files and writes to the terminal")]

mod arguments;
mod check;
mod children;
mod definition;
mod explain;
mod files;
mod fmt;
mod layout;
mod mocks;
mod objects;
mod report;
mod run;
mod style;
mod summary;
mod test_state;
mod visits;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// Why a command did not do its work; everything has been said already.
struct Refused;

/// Exit code 1: the execution failed, or a text is not formatted.
const FAILED: u8 = 1;
/// Exit code 2: bad usage, or an invalid definition.
const INVALID: u8 = 2;

/// Reads the process's arguments and does what they say.
pub fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(arguments) => check::check(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Fmt(arguments) => fmt::fmt(&arguments),
        Command::Layout(arguments) => layout::layout(&arguments),
        Command::TestState(arguments) => test_state::test(&arguments),
        Command::Mocks(arguments) => mocks::mocks(&arguments),
    };
    done.unwrap_or(ExitCode::from(INVALID))
}
