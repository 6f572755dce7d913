//! Runs that go on after their end.

use super::runs::told;
use super::{compiled, machine, session, task};
use asl_studio::engine::NotRedrivable;
use asl_studio::sim::session::replay;
use asl_studio::sim::view::{ExecutionView, VisitStatus};
use asl_studio::sim::{Mocks, RunBudget, RunState};
use asl_studio::time::Duration;
use std::sync::Arc;

const MOCKS: &str = r#"{"functions":{"pay":{"kind":"sequence","answers":[{"kind":"fail","error":"Broken"},{"kind":"return","value":7}]}}}"#;

#[test]
fn what_was_mended_answers_after_a_redrive_and_not_before() {
    let definition = machine("Pay", &[task("Pay", "pay", "", None)]);
    let broken = r#"{"functions":{"pay":{"kind":"fail","error":"Broken"}}}"#;
    let mended = Mocks::parse(r#"{"functions":{"pay":{"kind":"return","value":7}}}"#).unwrap();
    let mut run = session(&definition, "{}", broken);
    run.run(RunBudget::UNBOUNDED);
    let failed = run.history().len();
    run.answer_with(Arc::new(mended));
    assert_eq!(run.redrive(Duration::ZERO), Ok(()));
    run.run(RunBudget::UNBOUNDED);
    assert_eq!(told(run.execution()), "SUCCEEDED 7");
    assert_eq!(told(run.fork_at(failed as u32).execution()), "FAILED Broken -");
    let again = run.fork_at(run.history().len() as u32 - 1);
    assert!(run.history().starts_with(again.history()));
    assert_eq!(replay(compiled(&definition), run.options().clone(), run.journal()), run.history());
}

#[test]
fn a_run_that_failed_goes_on_and_the_journal_tells_it_again() {
    let definition = machine("Pay", &[task("Pay", "pay", "", Some("Done")), task("Done", "done", "", None)]);
    let mut run = session(&definition, "{}", MOCKS);
    assert_eq!(run.redrive(Duration::ZERO), Err(NotRedrivable::Running));
    run.run(RunBudget::UNBOUNDED);
    assert_eq!(told(run.execution()), "FAILED Broken -");
    let failed = run.history().len();
    assert_eq!(run.redrive(Duration::from_seconds(5.0)), Ok(()));
    assert_eq!(run.run(RunBudget::UNBOUNDED), RunState::Ended);
    assert_eq!(told(run.execution()), "SUCCEEDED 7");
    assert_eq!(run.redrive(Duration::ZERO), Err(NotRedrivable::Succeeded));
    assert_eq!(run.execution().redrive_count(), 1);
    assert_eq!(replay(compiled(&definition), run.options().clone(), run.journal()), run.history());
    assert_eq!(told(run.fork_at(failed as u32).execution()), "FAILED Broken -");
    let before = ExecutionView::of(run.history(), failed);
    assert_eq!(before.visits()[0].status, VisitStatus::Failed);
    let after = ExecutionView::of(run.history(), run.history().len());
    let statuses: Vec<_> = after.visits().iter().map(|visit| visit.status).collect();
    assert_eq!(statuses, [VisitStatus::Succeeded; 2]);
    assert_eq!(after.visits()[0].attempts.len(), 2);
}
