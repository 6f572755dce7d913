//! What a person sees of a run.

use super::{finished, machine, task};
use asl_studio::sim::Session;
use asl_studio::sim::view::{Edge, EdgeEnd, ExecutionView, Visit};
use expect_test::{Expect, expect};
use std::fmt::Write;

/// Every visit in a line: where, status, times, attempts, error; then the edges.
#[track_caller]
fn check(definition: &str, mocks: &str, expected: Expect) {
    let run = finished(definition, r#"{"items":[1,2,3]}"#, mocks);
    expected.assert_eq(&drawn(&run, run.history().len()));
}

fn drawn(run: &Session, count: usize) -> String {
    let view = ExecutionView::of(run.history(), count);
    let mut text = String::new();
    for (index, visit) in view.visits().iter().enumerate() {
        let id = asl_studio::sim::VisitId(index as u32);
        let places = view.containers_of(id).into_iter().map(|(name, index)| format!("{name}[{index}]/"));
        let _ = writeln!(text, "{}{}{}", places.collect::<String>(), visit.state, facts(run, visit));
    }
    for (edge, used) in view.edges() {
        let _ = writeln!(text, "{} ×{}", edge_words(edge), used.count);
    }
    text
}

fn facts(run: &Session, visit: &Visit) -> String {
    let mut text = format!(" {}", visit.status.as_str());
    let at = visit.started.since(run.options().start_time).as_millis();
    let took = visit.duration().map(|took| took.as_millis().to_string()).unwrap_or_default();
    let _ = write!(text, " at {at} for {took}");
    if !visit.attempts.is_empty() {
        let _ = write!(text, ", attempts {}", visit.attempts.len());
    }
    if let Some(progress) = visit.progress {
        let _ = write!(text, ", {} of {} done", progress.done(), progress.total);
    }
    if let Some(failure) = &visit.failure {
        let _ = write!(text, ", {}", failure.error.as_deref().unwrap_or("?"));
    }
    if visit.superseded {
        text += ", superseded";
    }
    text
}

fn edge_words(edge: &Edge) -> String {
    let end = |end: &EdgeEnd| match end {
        EdgeEnd::Start(container) => format!("({}", container.as_deref().unwrap_or("")),
        EdgeEnd::State(name) => name.to_string(),
        EdgeEnd::End(container) => format!("{})", container.as_deref().unwrap_or("")),
    };
    format!("{} {} {}", end(&edge.from), if edge.caught { "~>" } else { "->" }, end(&edge.to))
}

const CATCH: &str = r#","Catch":[{"ErrorEquals":["States.ALL"],"Next":"Sorry"}]"#;
const SORRY: &str = r#""Sorry":{"Type":"Pass","End":true}"#;

#[test]
fn a_task_shows_its_attempts_and_what_caught_it() {
    let retry = r#","Retry":[{"ErrorEquals":["Busy"],"MaxAttempts":1}]"#;
    let pay = task("Pay", "pay", &format!("{retry}{CATCH}"), None);
    check(
        &machine("Pay", &[pay, SORRY.into()]),
        r#"{"functions":{"pay":{"kind":"fail","error":"Busy","latencyMs":10}}}"#,
        expect![[r#"
            Pay caught at 0 for 1020, attempts 2, Busy
            Sorry succeeded at 1020 for 0
            ( -> Pay ×1
            Pay ~> Sorry ×1
            Sorry -> ) ×1
        "#]],
    );
}

#[test]
fn branches_show_the_one_that_failed_and_those_it_stopped() {
    let branch = |name: &str, function: &str| {
        format!(r#"{{"StartAt":"{name}","States":{{{}}}}}"#, task(name, function, "", None))
    };
    let branches = [branch("A", "good"), branch("B", "bad"), branch("C", "slow")].join(",");
    let parallel =
        |more: &str| format!(r#""P":{{"Type":"Parallel","Branches":[{branches}]{more},"End":true}}"#);
    let mocks = r#"{"functions":{"good":{"kind":"echo"},"bad":{"kind":"fail","error":"Bad","latencyMs":5},"slow":{"kind":"echo","latencyMs":9}}}"#;
    check(
        &machine("P", &[parallel("")]),
        mocks,
        expect![[r#"
            P failed at 0 for 5, attempts 1, Bad
            P[0]/A succeeded at 0 for 0, attempts 1
            P[1]/B failed at 0 for 5, attempts 1, Bad
            P[2]/C aborted at 0 for 5, attempts 1
            ( -> P ×1
            (P -> A ×1
            (P -> B ×1
            (P -> C ×1
        "#]],
    );
    check(
        &machine("P", &[parallel(CATCH), SORRY.into()]),
        mocks,
        expect![[r#"
            P caught at 0 for 5, attempts 1, Bad
            P[0]/A succeeded at 0 for 0, attempts 1
            P[1]/B failed at 0 for 5, attempts 1, Bad
            P[2]/C aborted at 0 for 5, attempts 1
            Sorry succeeded at 5 for 0
            ( -> P ×1
            (P -> A ×1
            (P -> B ×1
            (P -> C ×1
            P ~> Sorry ×1
            Sorry -> ) ×1
        "#]],
    );
    let once = r#"{"functions":{"good":{"kind":"echo"},"bad":{"kind":"sequence","answers":[{"kind":"fail","error":"Bad"},{"kind":"echo"}]},"slow":{"kind":"echo","latencyMs":9}}}"#;
    let retry = r#","Retry":[{"ErrorEquals":["States.ALL"]}]"#;
    check(
        &machine("P", &[parallel(retry)]),
        once,
        expect![[r#"
            P succeeded at 0 for 1009, attempts 2
            P[0]/A succeeded at 0 for 0, attempts 1, superseded
            P[1]/B failed at 0 for 0, attempts 1, Bad, superseded
            P[2]/C aborted at 0 for 1000, attempts 1, superseded
            P[0]/A succeeded at 1000 for 0, attempts 1
            P[1]/B succeeded at 1000 for 0, attempts 1
            P[2]/C succeeded at 1000 for 9, attempts 1
            ( -> P ×1
            (P -> A ×2
            (P -> B ×2
            (P -> C ×2
            A -> P) ×1
            B -> P) ×1
            C -> P) ×1
            P -> ) ×1
        "#]],
    );
}

#[test]
fn a_map_shows_each_iteration_and_how_far_it_is() {
    let body = |inner: &str, start: &str| {
        format!(
            r#""M":{{"Type":"Map","ItemsPath":"$.items","MaxConcurrency":2,"ItemProcessor":{{"StartAt":"{start}","States":{{{inner}}}}},"End":true}}"#
        )
    };
    let good = body(&task("Work", "work", "", None), "Work");
    check(
        &machine("M", &[good]),
        r#"{"default":{"kind":"echo","latencyMs":10}}"#,
        expect![[r#"
        M succeeded at 0 for 20, attempts 1, 3 of 3 done
        M[0]/Work succeeded at 0 for 10, attempts 1
        M[1]/Work succeeded at 0 for 10, attempts 1
        M[2]/Work succeeded at 10 for 10, attempts 1
        ( -> M ×1
        (M -> Work ×3
        Work -> M) ×3
        M -> ) ×1
    "#]],
    );
    let fail = r#""Check":{"Type":"Choice","Choices":[{"Variable":"$","NumericEquals":2,"Next":"No"}],"Default":"Yes"},"No":{"Type":"Fail","Error":"Two"},"Yes":{"Type":"Wait","Seconds":1,"End":true}"#;
    check(
        &machine("M", &[body(fail, "Check")]),
        "{}",
        expect![[r#"
        M failed at 0 for 0, attempts 1, 2 of 3 done, Two
        M[0]/Check succeeded at 0 for 0
        M[1]/Check succeeded at 0 for 0
        M[0]/Yes aborted at 0 for 0
        M[1]/No failed at 0 for 0, Two
        ( -> M ×1
        (M -> Check ×2
        Check -> Yes ×1
        Check -> No ×1
    "#]],
    );
}

#[test]
fn a_loop_shows_the_latest_turn() {
    let states = [
        r#""Turn":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"More"}"#.to_owned(),
        r#""More":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericLessThan":2,"Next":"Turn"}],"Default":"Done"}"#.to_owned(),
        r#""Done":{"Type":"Succeed"}"#.to_owned(),
    ];
    let start = r#""Start":{"Type":"Pass","Result":{"n":0},"Next":"Turn"}"#.to_owned();
    let all: Vec<_> = std::iter::once(start).chain(states).collect();
    check(
        &machine("Start", &all),
        "{}",
        expect![[r#"
        Start succeeded at 0 for 0
        Turn succeeded at 0 for 0, superseded
        More succeeded at 0 for 0, superseded
        Turn succeeded at 0 for 0
        More succeeded at 0 for 0
        Done succeeded at 0 for 0
        ( -> Start ×1
        Start -> Turn ×1
        Turn -> More ×2
        More -> Turn ×1
        More -> Done ×1
        Done -> ) ×1
    "#]],
    );
}

#[test]
fn a_view_at_an_event_shows_what_is_under_way() {
    let states = [task("A", "f", "", Some("B")), task("B", "f", "", None)];
    let run = finished(&machine("A", &states), "{}", "{}");
    expect![[r#"
        A running at 0 for , attempts 1
        ( -> A ×1
    "#]]
    .assert_eq(&drawn(&run, 4));
}
