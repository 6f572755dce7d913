//! The other machines of the project: what a run's tasks may start executions of.

use super::player::Player;
use super::setup::Setup;
use crate::asl::resource::ResourceKind;
use crate::asl::{StateKind, StateMachine};
use crate::diagnostic::Severity;
use crate::edit::Document;
use crate::engine::{ExecutionType, Program, Status};
use crate::sim::session::{MissingMachine, StartedRun};
use crate::sim::{Machine, Machines, Mocks};
use crate::studio::Studio;
use crate::studio::project::sheet::Sheet;
use crate::studio::settings::{MachineSettings, Texts, export, fill};
use crate::studio::words::counted;
use std::sync::Arc;

/// Not more executions than these are listed.
const MOST_STARTED: usize = 8;

/// An execution that a task started.
#[derive(Clone, Debug, PartialEq)]
pub struct Started {
    pub machine: String,
    /// The state that started it
    pub state: String,
    pub status: Status,
    /// `4 states in 10 s`, or its error
    pub words: String,
    /// The workflow of the project
    pub sheet: Option<u32>,
}

/// What started, and how much more there is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartedList {
    pub rows: Vec<Started>,
    pub more: usize,
    /// What was to be started and is not in the project
    pub missing: Vec<MissingMachine>,
}

impl Studio {
    /// What the tasks of a run may start: the machines of the project that can run, the one itself among them. None where
    /// no task starts anything.
    pub(super) fn machines_to_start(
        &self,
        (machine, program): (&StateMachine, &Arc<Program>),
        execution_type: ExecutionType,
        mocks: &Mocks,
    ) -> Machines {
        let mut machines = Machines::new().among_others();
        if !starts_executions(machine) {
            return machines;
        }
        for sheet in self.other_sheets() {
            if let Some((name, machine)) = self.startable(sheet) {
                machines.insert(name, machine);
            }
        }
        let mocks = Some(Arc::new(export::filled_mocks(mocks.clone(), &self.settings)));
        machines.insert(self.full_name(), Machine { program: program.clone(), execution_type, mocks });
        machines
    }

    /// Whether a task of what is shown starts executions.
    pub fn starts_executions(&self) -> bool {
        self.document.as_ref().is_some_and(|document| starts_executions(&document.machine))
    }

    /// Whether a run of what is shown needs JSONata for what it starts.
    pub(in crate::studio) fn starts_jsonata(&self) -> bool {
        self.starts_executions()
            && self.other_sheets().any(|sheet| {
                Document::new(&sheet.text).is_some_and(|document| document.machine().uses_jsonata())
            })
    }

    fn other_sheets(&self) -> impl Iterator<Item = &Sheet> {
        let shown = self.projects.current.active;
        self.projects
            .current
            .sheets
            .iter()
            .enumerate()
            .filter(move |(at, _)| *at != shown)
            .map(|(_, sheet)| sheet)
    }

    /// A machine of the project with its name, if it has no errors.
    fn startable(&self, sheet: &Sheet) -> Option<(Arc<str>, Machine)> {
        let settings = MachineSettings::read(&sheet.settings);
        let source = Document::new(&sheet.text)?;
        let filled = Document::new(&fill(source.tree(), &settings, Texts::NoNames))?;
        let (program, problems) = (self.rest()?.prepare)(filled.parsed(), self.jsonata.engine());
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return None;
        }
        let setup = Setup::restored(source.machine(), &sheet.setup);
        let execution_type = if setup.express { ExecutionType::Express } else { ExecutionType::Standard };
        let mocks = Some(Arc::new(export::filled_mocks(setup.mocks(), &settings)));
        Some((export::full_name(&sheet.name, &settings), Machine { program, execution_type, mocks }))
    }

    /// What a run has started so far.
    pub(super) fn started(&self, player: &Player) -> StartedList {
        let all = player.started().count();
        StartedList {
            rows: player.started().take(MOST_STARTED).map(|run| self.row(player, run)).collect(),
            more: all.saturating_sub(MOST_STARTED),
            missing: missing(player),
        }
    }

    fn row(&self, player: &Player, run: &StartedRun) -> Started {
        let session = &run.session;
        let ended = session.now() <= player.view().now();
        let status = if ended { session.status() } else { Status::Running };
        let named = |sheet: &&Sheet| {
            let settings = MachineSettings::read(&sheet.settings);
            export::full_name(&sheet.name, &settings) == run.machine
        };
        Started {
            machine: run.machine.to_string(),
            state: run.state_name.to_string(),
            status,
            words: words(run, status),
            sheet: self.projects.current.sheets.iter().find(named).map(|sheet| sheet.id),
        }
    }
}

fn words(run: &StartedRun, status: Status) -> String {
    let session = &run.session;
    let entered =
        session.history().iter().filter(|event| event.type_name().ends_with("StateEntered")).count();
    let spent = session.now().since(session.options().start_time);
    let error = session.execution().failure().error.clone();
    match (status, error) {
        (Status::Running, _) => "is running".to_owned(),
        (Status::Succeeded, _) => format!("succeeded: {} in {spent}", counted(entered, "state")),
        (_, Some(error)) => format!("failed: {error}"),
        (_, None) => "did not succeed".to_owned(),
    }
}

fn missing(player: &Player) -> Vec<MissingMachine> {
    let visited = |one: &MissingMachine| player.view().state(&one.state_name).is_some();
    player.session().missing_machines().into_iter().filter(visited).take(MOST_STARTED).collect()
}

/// Whether a task of it starts executions.
fn starts_executions(machine: &StateMachine) -> bool {
    machine.states.iter().any(|state| match &state.kind {
        StateKind::Task(task) => matches!(
            task.resource.as_ref().map(|resource| &resource.kind),
            Some(ResourceKind::Service { action, .. }) if matches!(&**action, "startExecution" | "startSyncExecution")
        ),
        _ => false,
    })
}
