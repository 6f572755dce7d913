//! `asl run`: a dry run of a definition.

use super::arguments::{LimitsOf, MachineType, Run};
use super::definition::Definition;
use super::files;
use super::style::{Style, Tone};
use super::{FAILED, INVALID, Refused, children, explain, mocks, objects, report, summary};
use crate::engine::{ExecutionType, Limits, StartOptions, Status, check_definition_size};
use crate::json::{Object, Value};
use crate::lint::aws::{self, StateMachineType, Validate};
use crate::sim::session::RunBudget;
use crate::sim::{Machine, Machines, Session, text};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

pub(super) fn run(arguments: &Run) -> Result<ExitCode, Refused> {
    if stdin_uses(arguments) > 1 {
        files::complain("only one file can be read from standard input");
        return Err(Refused);
    }
    let definition = Definition::read(&arguments.file)?;
    files::print_error(&definition.describe());
    if definition.errors() > 0 {
        let invalid = Style::of_stderr().paint(Tone::Bad, "not run");
        files::print_error(&format!("{}: {invalid}, the definition has errors\n", definition.source.name));
        return Ok(ExitCode::from(INVALID));
    }
    if arguments.machine_type == MachineType::Express {
        refuse_for_express(&definition)?;
    }
    let session = finished_session(arguments, &definition)?;
    if let Some(folder) = &arguments.written {
        objects::write(&session, folder)?;
    }
    let report = summary::Summary::of(&definition, &session);
    files::print(&printed(arguments, &session, &report));
    let succeeded = session.status() == Status::Succeeded;
    Ok(if succeeded { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}

fn stdin_uses(arguments: &Run) -> usize {
    let config = arguments.config.mock_config.as_ref();
    let files = [Some(&arguments.file), arguments.input.as_ref(), arguments.mocks.as_ref(), config];
    files.into_iter().flatten().filter(|file| file.as_os_str() == "-").count()
}

fn finished_session(arguments: &Run, definition: &Definition) -> Result<Session, Refused> {
    let mut options = start_options(arguments);
    if let Some(path) = &arguments.input {
        let source = files::read_or_take(path, "--input")?;
        options.input = report::accept(&source, text::parse_json(&source.text))?;
        options.input_text = Some(source.text.trim().into());
    }
    if let Err(refused) = options.check().and_then(|()| check_definition_size(&definition.source.text)) {
        files::complain(&refused.to_string());
        return Err(Refused);
    }
    options.files = objects::read(&arguments.objects)?;
    options.record_children = arguments.children || arguments.explain;
    let mocks = mocks::of_run(arguments, definition)?;
    let machines = machines(&arguments.machines)?;
    let mut session = Session::new(definition.program.clone(), options, Arc::new(mocks)).without_keyframes();
    session = session.with_machines(Arc::new(machines));
    session.run(RunBudget::UNBOUNDED);
    Ok(session)
}

/// The machines of `--machine NAME=FILE`.
fn machines(given: &[String]) -> Result<Machines, Refused> {
    let mut machines = Machines::new();
    for text in given {
        let Some((name, file)) = text.split_once('=') else {
            files::complain(&format!("--machine {text}: NAME=FILE is expected"));
            return Err(Refused);
        };
        let (name, execution_type) = match name.rsplit_once(':') {
            Some((name, "EXPRESS")) => (name, ExecutionType::Express),
            Some((name, "STANDARD")) => (name, ExecutionType::Standard),
            _ => (name, ExecutionType::Standard),
        };
        let definition = Definition::read(Path::new(file))?;
        if definition.errors() > 0 {
            files::print_error(&definition.describe());
            return Err(Refused);
        }
        machines.insert(name, Machine { program: definition.program, execution_type, mocks: None });
    }
    Ok(machines)
}

fn start_options(arguments: &Run) -> StartOptions {
    let mut options =
        StartOptions { seed: arguments.seed, explain: arguments.explain, ..StartOptions::default() };
    options.limits = match arguments.limits {
        LimitsOf::Default => Limits::default(),
        LimitsOf::Aws => Limits::aws(),
        LimitsOf::None => Limits::off(),
    };
    if arguments.machine_type == MachineType::Express {
        options.execution_type = ExecutionType::Express;
        let arn = options.execution_arn.replacen(":execution:", ":express:", 1);
        options.execution_arn = format!("{arn}:00000000-0000-0000-0000-000000000000").into();
    }
    options
}

/// AWS would not create an Express machine that waits for jobs, tokens or activities.
fn refuse_for_express(definition: &Definition) -> Result<(), Refused> {
    let machine_type = StateMachineType::Express;
    let answer = aws::validate(&Validate { machine_type, ..Validate::new(&definition.source.text) });
    let mut told: Vec<String> = Vec::new();
    for diagnostic in answer.diagnostics.iter().filter(|one| one.message.contains("Express")) {
        told.push(format!("{}: {}", definition.source.name, diagnostic.message.trim()));
    }
    if told.is_empty() {
        return Ok(());
    }
    files::complain(&told.join("\n"));
    Err(Refused)
}

fn printed(arguments: &Run, session: &Session, report: &summary::Summary<'_>) -> String {
    let history = || session.history().iter().map(|event| event.to_json()).collect::<Value>();
    match (arguments.json, arguments.history) {
        (true, has_history) => {
            let mut document = report.to_json();
            if arguments.children {
                children::add_to(&mut document, session, has_history);
            }
            if has_history {
                document.insert("history", history());
            }
            Value::from(document).to_pretty() + "\n"
        }
        (false, true) => {
            let document: Object = [("events", history())].into_iter().collect();
            Value::from(document).to_pretty() + "\n"
        }
        (false, false) if arguments.explain => {
            let style = Style::of_stdout();
            report.to_text(style) + &explain::explained(session, style)
        }
        (false, false) => report.to_text(Style::of_stdout()),
    }
}
