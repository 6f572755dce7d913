//! The `asl` command line; everything it does is in [`asl_studio::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    asl_studio::cli::main()
}
