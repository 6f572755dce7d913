//! `asl layout`: the layout as a measurable program.

use super::arguments::Layout;
use super::{Refused, files};
use crate::layout::{Effort, bench};
use std::process::ExitCode;
use std::time::Instant;

pub(super) fn layout(arguments: &Layout) -> Result<ExitCode, Refused> {
    let source = files::read(&arguments.file)?;
    let effort = if arguments.tidy { Effort::Tidy } else { Effort::Edit };
    let start = Instant::now();
    let milliseconds = || start.elapsed().as_secs_f64() * 1000.0;
    match bench::run(&source.text, effort, &milliseconds) {
        Ok(answer) => files::write(&arguments.out, &answer)?,
        Err(problem) => {
            files::complain(&format!("{}: {problem}", source.name));
            return Err(Refused);
        }
    }
    Ok(ExitCode::SUCCESS)
}
