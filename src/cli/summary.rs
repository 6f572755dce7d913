//! What a finished run comes to: for people a status line, a table of the states visited and the output; for
//! programs one JSON document (`docs/command-line.md` describes it).

use super::check::counted;
use super::definition::Definition;
use super::style::{Style, Tone};
use super::visits::Visits;
use crate::asl::{StateId, error_name};
use crate::engine::Failure;
use crate::engine::Status;
use crate::json::{Object, Value};
use crate::sim::Session;
use crate::sim::mock::echoed;
use crate::sim::session::{Instead, MissingMachine};
use crate::sim::view::{Visit, VisitId, VisitStatus};
use crate::time::Duration;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

/// More rows than this are for a program to read.
const MOST_ROWS: usize = 200;
/// Nor are there more notes about one thing than this.
const MOST_NOTES: usize = 5;

pub(super) struct Summary<'a> {
    pub(super) definition: &'a Definition,
    pub(super) session: &'a Session,
    pub(super) visits: Visits<'a>,
}

impl<'a> Summary<'a> {
    pub(super) fn of(definition: &'a Definition, session: &'a Session) -> Self {
        Self { definition, session, visits: Visits::of_session(session) }
    }

    pub(super) fn to_text(&self, style: Style) -> String {
        let mut text = self.headline(style);
        text.push('\n');
        text += &self.table(style);
        for note in self.missing_notes().into_iter().chain(self.echo_note()) {
            let _ = writeln!(text, "\n{} {note}", style.paint(Tone::Warn, "note:"));
        }
        text += &self.written(style);
        if let Some(output) = self.visits.view.output() {
            let _ = writeln!(text, "\n{}\n{}", style.paint(Tone::Strong, "Output"), output.to_pretty());
        }
        text
    }

    /// `SUCCEEDED  order.asl.json  7 states visited in 12 s of virtual time`, and why if it did not.
    fn headline(&self, style: Style) -> String {
        let status = self.session.status();
        let tone = if status == Status::Succeeded { Tone::Good } else { Tone::Bad };
        let visited = counted(self.visits.view.visits().len(), "state");
        let spent = self.session.now().since(self.visits.started);
        let mut text = format!(
            "{}  {}  {visited} visited in {spent} of virtual time, {}\n",
            style.paint(tone, status.as_str()),
            style.paint(Tone::Strong, &self.definition.source.name),
            counted(self.session.history().len(), "event"),
        );
        if status == Status::Running {
            for visit in self.visits.view.open_visits().filter(|visit| !visit.attempts.is_empty()) {
                let _ = writeln!(text, "  {} waits for an answer that no mock gives", visit.state);
            }
        }
        if let Some(failure) = self.visits.view.failure() {
            text += &self.failure_lines(failure, style);
        }
        text
    }

    fn failure_lines(&self, failure: &Failure, style: Style) -> String {
        let failed = self.visits.view.visits().iter().rev().find(|visit| visit.status == VisitStatus::Failed);
        let place = failed.map(|visit| format!(" in {}", visit.state)).unwrap_or_default();
        let error = failure.error.as_deref().unwrap_or("no error name");
        let mut text = format!("  {}{place}\n", style.paint(Tone::Bad, error));
        for line in failure.cause.as_deref().unwrap_or_default().lines() {
            let _ = writeln!(text, "  {line}");
        }
        if error == error_name::ITEM_READER_FAILED {
            text += "  --file s3://BUCKET/KEY=FILE gives an object to read\n";
        }
        text
    }

    fn table(&self, style: Style) -> String {
        let rows: Vec<Row> =
            self.visits.view.visits().iter().take(MOST_ROWS).enumerate().map(|at| self.row(at)).collect();
        let wide = |column: fn(&Row) -> &str, head: &str| {
            let widest = rows.iter().map(|row| column(row).chars().count()).max();
            widest.unwrap_or(0).max(head.len())
        };
        let name = wide(|row| &row.name, "STATE");
        let start = wide(|row| &row.start, "AT");
        let time = wide(|row| &row.time, "TOOK");
        let head = format!("  {:name$}  {:>start$}  {:>time$}  STATUS", "STATE", "AT", "TOOK");
        let mut text = style.paint(Tone::Quiet, &head) + "\n";
        for row in &rows {
            let status = style.paint(row.tone, row.status);
            let Row { name: state, start: at, time: took, note, .. } = row;
            let line = format!("  {state:name$}  {at:>start$}  {took:>time$}  {status}  {note}");
            let _ = writeln!(text, "{}", line.trim_end());
        }
        let left = self.visits.view.visits().len() - rows.len();
        if left > 0 {
            let _ = writeln!(text, "  … and {} more (--json lists all)", counted(left, "visit"));
        }
        text
    }

    fn row(&self, (index, visit): (usize, &Visit)) -> Row {
        let id = VisitId(index as u32);
        let places = self.visits.view.containers_of(id);
        let indent = "  ".repeat(places.len());
        let index = places.last().map(|(_, index)| format!("{}. ", index + 1)).unwrap_or_default();
        Row {
            name: format!("{indent}{index}{}", visit.state),
            start: visit.started.since(self.visits.started).to_string(),
            time: visit.duration().map(|took| took.to_string()).unwrap_or_default(),
            status: visit.status.as_str(),
            tone: tone(visit.status),
            note: note(visit),
        }
    }

    /// What stands in Amazon S3 now that did not before.
    fn written(&self, style: Style) -> String {
        let files: Vec<_> = self.session.written().collect();
        if files.is_empty() {
            return String::new();
        }
        let mut text = format!("\n{}\n", style.paint(Tone::Strong, "Written"));
        for (bucket, key, content) in files {
            let _ = writeln!(text, "  s3://{bucket}/{key}  {}", counted(content.len(), "byte"));
        }
        text
    }

    /// Which machines would have to be given, and how.
    fn missing_notes(&self) -> Vec<String> {
        let missing = self.session.missing_machines().into_iter();
        let note = |MissingMachine { machine, state_name, instead }| {
            let what = match instead {
                Instead::Failure => "the task fails",
                Instead::Echo => "the task echoes its input",
                Instead::Description => "the task is told that it succeeded and gave its input back",
            };
            format!(
                "{state_name} starts an execution of {machine}, which is not given: {what}; \
                 --machine {machine}=FILE gives it"
            )
        };
        missing.take(MOST_NOTES).map(note).collect()
    }

    /// Who echoed because nobody said what to answer.
    fn echo_note(&self) -> Option<String> {
        let missing = self.session.missing_machines();
        let is_told = |name: &String| missing.iter().any(|one| *one.state_name == **name);
        let names: Vec<String> = self.echoed().into_iter().filter(|name| !is_told(name)).collect();
        let (first, rest) = names.split_at(names.len().min(5));
        let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        let verb =
            if names.len() == 1 { "has no mock and echoes its" } else { "have no mock and echo their" };
        (!names.is_empty())
            .then(|| format!("{}{more} {verb} input; --mocks FILE says otherwise", first.join(", ")))
    }

    /// What was called without a mock of its own, while the default is to echo.
    fn echoed(&self) -> Vec<String> {
        let machine = &self.definition.machine;
        let visited = |id: &StateId| self.visits.view.state(&machine.state(*id).name).is_some();
        let echoed = echoed(machine, self.session.mocks());
        let called = echoed.iter().filter(|target| target.states.iter().any(visited));
        let started = self.session.started_runs();
        let is_started = |name: &Arc<str>| started.iter().any(|run| run.state_name == *name);
        let names = called.map(|target| target.key.name()).filter(|name| !is_started(name));
        names.map(|name| name.to_string()).collect()
    }

    pub(super) fn to_json(&self) -> Object {
        let mut document = Object::new();
        document.insert("status", self.session.status().as_str());
        document.insert("input", self.visits.view.input().cloned().unwrap_or_default());
        if let Some(output) = self.visits.view.output() {
            document.insert("output", output.clone());
        }
        insert_failure(&mut document, self.visits.view.failure());
        document.insert("startTime", self.visits.started.to_string());
        document.insert("stopTime", self.session.now().to_string());
        document.insert("durationMs", millis(self.session.now().since(self.visits.started)));
        document.insert("events", self.session.history().len());
        let written: Vec<Value> = self
            .session
            .written()
            .map(|(bucket, key, content)| {
                let text = String::from_utf8_lossy(content);
                let members = [("bucket", &**bucket), ("key", &**key), ("content", &*text)];
                Value::from(members.into_iter().collect::<Object>())
            })
            .collect();
        if !written.is_empty() {
            document.insert("written", written);
        }
        document.insert("echoed", self.echoed().into_iter().map(Value::from).collect::<Value>());
        let missing = self.session.missing_machines();
        if !missing.is_empty() {
            let names: BTreeSet<Arc<str>> = missing.into_iter().map(|one| one.machine).collect();
            document.insert("missingMachines", names.into_iter().map(Value::from).collect::<Value>());
        }
        document.insert("states", self.visits.to_json());
        document
    }
}

struct Row {
    name: String,
    start: String,
    time: String,
    status: &'static str,
    tone: Tone,
    note: String,
}

fn tone(status: VisitStatus) -> Tone {
    match status {
        VisitStatus::Succeeded => Tone::Good,
        VisitStatus::Failed => Tone::Bad,
        VisitStatus::Caught => Tone::Warn,
        VisitStatus::Running | VisitStatus::Aborted => Tone::Quiet,
    }
}

/// `3 attempts, Busy: try again` or `7 of 10 iterations`.
fn note(visit: &Visit) -> String {
    let mut parts = Vec::new();
    if visit.retries() > 0 {
        parts.push(counted(visit.attempts.len(), "attempt"));
    }
    if let Some(progress) = visit.progress {
        parts.push(format!("{} of {}", progress.succeeded, counted(progress.total as usize, "iteration")));
    }
    if let Some(error) = visit.failure.as_ref().and_then(|failure| failure.error.as_deref()) {
        parts.push(error.to_owned());
    }
    parts.join(", ")
}

pub(super) fn insert_failure(object: &mut Object, failure: Option<&Failure>) {
    let texts = failure.map(|failure| [("error", &failure.error), ("cause", &failure.cause)]);
    for (key, text) in texts.into_iter().flatten() {
        if let Some(text) = text {
            object.insert(key, text.clone());
        }
    }
}

pub(super) fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}
