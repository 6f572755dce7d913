//! `asl layout`: a definition as a drawing, and the layout as a measurable program.

use super::arguments::Layout;
use super::{INVALID, Refused, files, report};
use crate::layout::{Direction, Effort, LayoutOptions, bench, svg};
use crate::{asl, lint};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

pub(super) fn layout(arguments: &Layout) -> Result<ExitCode, Refused> {
    match &arguments.out {
        Some(out) => measure(arguments, out),
        None => draw(arguments),
    }
}

/// Draws what can be read of a definition, even of a wrong one; only what is not JSON is refused.
fn draw(arguments: &Layout) -> Result<ExitCode, Refused> {
    let source = files::read(&arguments.file)?;
    let parsed = asl::parse(&source.text);
    if !parsed.is_readable() {
        files::print_error(&report::describe(&source, &lint::check(&parsed)));
        return Ok(ExitCode::from(INVALID));
    }
    let direction = if arguments.left_to_right { Direction::LeftRight } else { Direction::default() };
    let options = LayoutOptions { direction, effort: Effort::Tidy, ..LayoutOptions::default() };
    let out = arguments.output.as_deref().unwrap_or(Path::new("-"));
    files::write(out, &svg::draw(&parsed.machine, options))?;
    Ok(ExitCode::SUCCESS)
}

fn measure(arguments: &Layout, out: &Path) -> Result<ExitCode, Refused> {
    let source = files::read(&arguments.file)?;
    let effort = if arguments.tidy { Effort::Tidy } else { Effort::Edit };
    let start = Instant::now();
    let milliseconds = || start.elapsed().as_secs_f64() * 1000.0;
    let base = bench::base_of(&source.text).map(|name| arguments.file.with_file_name(format!("{name}.json")));
    let base = match base.filter(|base| !arguments.from_scratch && base.is_file()) {
        Some(base) => Some(files::read(&base)?.text),
        None => None,
    };
    match bench::run(&source.text, base.as_deref(), effort, &milliseconds) {
        Ok(answer) => files::write(out, &answer)?,
        Err(problem) => {
            files::complain(&format!("{}: {problem}", source.name));
            return Err(Refused);
        }
    }
    Ok(ExitCode::SUCCESS)
}
