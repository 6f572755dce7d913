//! What holds for every execution of the engine, whatever its definition, input and answers. The laws of a run
//! with its journal and views are in `tests/sim`.

#[path = "laws/generate.rs"]
pub(crate) mod generate;
#[path = "laws/history.rs"]
mod history;
#[path = "laws/mutate.rs"]
mod mutate;

use crate::drive::{Children, Drive, Outcome, Reply};
use asl_studio::asl;
use asl_studio::engine::{
    self, ChildId, Failure, HistoryEvent, Limits, Program, StartOptions, Status, TaskRequest,
};
use asl_studio::json::{self, Value};
use asl_studio::time::Duration;
use generate::{INPUT, definition, scope};
use history::{ends, malformed};
use mutate::mutated;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::sync::Arc;

/// Events after which an execution is ended; generated loops have no other end.
const EVENT_LIMIT: u32 = 200;

/// Actions that no run needs, though each child execution may have so many events.
const MOST_ACTIONS: usize = 1_000_000;

/// Checks a law on many inputs, always the same ones.
fn check<S: Strategy>(cases: u32, strategy: &S, law: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    if let Err(error) = runner.run(strategy, law) {
        panic!("{error}");
    }
}

fn compiled(text: &str) -> Arc<Program> {
    Arc::new(engine::compile(&asl::parse(text).machine).0)
}

fn options(seed: u64) -> StartOptions {
    StartOptions {
        input: json::parse(INPUT).unwrap(),
        seed,
        limits: Limits { history_events: EVENT_LIMIT, ..Limits::default() },
        ..StartOptions::default()
    }
}

fn start(program: &Arc<Program>, seed: u64) -> Drive<impl FnMut(&TaskRequest) -> Reply + Clone + use<>> {
    Drive::new(program.clone(), options(seed), move |request: &TaskRequest| reply(request, seed))
}

/// An answer that depends on the request and the seed alone, not on what was asked before.
fn reply(request: &TaskRequest, seed: u64) -> Reply {
    let asked = format!("{seed} {} {} {}", request.state_name, request.attempt, request.input);
    let drawn = asked.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let failed = |error: &str, cause: Option<&str>| {
        Outcome::Failed(Failure { error: Some(error.into()), cause: cause.map(Arc::from) })
    };
    let outcome = match (drawn >> 20) % 24 {
        0..10 => Outcome::Succeeded(request.input.clone()),
        10..14 => Outcome::Succeeded(json::parse(r#"{"a": [1, 2], "maybe": null}"#).unwrap()),
        14 => Outcome::Succeeded(Value::from(7)),
        15..20 => failed("Busy", Some("Try later")),
        20 | 21 => failed("Broken", None),
        22 => Outcome::Failed(Failure::default()),
        _ => Outcome::Never,
    };
    let millis = |bits: u32, step: u64| Duration::from_millis((drawn >> bits) % 5 * step);
    let mut reply = Reply::new(millis(40, 700), outcome);
    reply.submission.after = millis(44, 300);
    reply.submission.heartbeats = vec![millis(48, 500), millis(52, 900)];
    if (drawn >> 56).is_multiple_of(9) {
        reply.submission.response = Err(Failure { error: Some("Refused".into()), cause: None });
    }
    reply
}

/// Definitions with a seed for everything else.
fn runs() -> impl Strategy<Value = (String, u64)> {
    (scope().prop_map(|nodes| definition(&nodes)), any::<u64>())
}

#[test]
fn at_once_stepwise_and_from_any_keyframe_a_run_is_the_same() {
    check(150, &(runs(), prop::collection::vec(0..300usize, 3)), |((text, seed), keyframes)| {
        let program = compiled(&text);
        let mut at_once = start(&program, seed);
        prop_assert!(at_once.run(MOST_ACTIONS), "does not end: {}", text);
        let mut stepwise = start(&compiled(&text), seed);
        let mut forks = Vec::new();
        for actions in 0.. {
            if keyframes.contains(&actions) {
                forks.push(stepwise.clone());
            }
            if !stepwise.act() {
                break;
            }
        }
        prop_assert_eq!(&stepwise.events, &at_once.events, "stepwise of {}", text);
        for mut fork in forks {
            fork.run(MOST_ACTIONS);
            prop_assert_eq!(&fork.events, &at_once.events, "from a keyframe of {}", text);
            prop_assert_eq!(fork.execution.output(), at_once.execution.output());
            prop_assert_eq!(fork.execution.failure(), at_once.execution.failure());
        }
        Ok(())
    });
}

#[test]
fn explaining_changes_nothing_and_is_the_same_stepwise_and_from_any_keyframe() {
    check(100, &(runs(), 0..200usize), |((text, seed), keyframe)| {
        let program = compiled(&text);
        let mut silent = start(&program, seed);
        silent.run(MOST_ACTIONS);
        let explained = StartOptions { explain: true, ..options(seed) };
        let mut at_once = Drive::new(program, explained, move |request: &TaskRequest| reply(request, seed));
        let mut stepwise = at_once.clone();
        at_once.run(MOST_ACTIONS);
        for _ in 0..keyframe {
            stepwise.act();
        }
        let mut fork = stepwise.clone();
        while stepwise.act() {}
        fork.run(MOST_ACTIONS);
        prop_assert_eq!(&at_once.events, &silent.events, "explaining changes {}", text);
        prop_assert_eq!(&stepwise.explanations, &at_once.explanations, "stepwise of {}", text);
        prop_assert_eq!(&fork.explanations, &at_once.explanations, "from a keyframe of {}", text);
        prop_assert!(silent.explanations.is_empty());
        let ordered = at_once.explanations.is_sorted_by_key(|explanation| explanation.after_event);
        prop_assert!(ordered, "explanations go back in time: {}", text);
        Ok(())
    });
}

#[test]
fn a_history_is_well_formed_and_says_how_the_execution_ended() {
    check(300, &runs(), |(text, seed)| {
        let mut run = start(&compiled(&text), seed);
        prop_assert!(run.run(MOST_ACTIONS), "does not end: {}", text);
        let problem = malformed(&run.events, run.execution.status());
        prop_assert!(problem.is_none(), "{}: {} in {:#?}", text, problem.unwrap_or_default(), run.events);
        prop_assert!(run.execution.event_count() <= EVENT_LIMIT, "too many events: {}", text);
        prop_assert_eq!(run.execution.event_count() as usize, run.events.len());
        Ok(())
    });
}

#[test]
fn each_event_of_a_branch_follows_from_one_of_an_earlier_or_the_same_moment() {
    check(100, &runs(), |(text, seed)| {
        let mut run = start(&compiled(&text), seed);
        run.run(MOST_ACTIONS);
        for event in run.events.iter().filter(|event| event.previous_event_id > 0) {
            let previous = &run.events[event.previous_event_id as usize - 1];
            prop_assert!(previous.timestamp <= event.timestamp, "event {} of {}", event.id, text);
            prop_assert!(ends(&previous.kind).is_none(), "event {} of {}", event.id, text);
        }
        Ok(())
    });
}

#[test]
fn spoiled_definitions_neither_panic_nor_run_forever() {
    let mutations = prop::collection::vec((any::<u8>(), any::<u16>(), any::<u16>()), 1..5);
    check(600, &(runs(), mutations), |((text, seed), mutations)| {
        let text = mutated(&text, &mutations);
        let mut run = start(&compiled(&text), seed);
        prop_assert!(run.run(MOST_ACTIONS), "does not end: {}", text);
        let problem = malformed(&run.events, run.execution.status());
        prop_assert!(problem.is_none(), "{}: {}", text, problem.unwrap_or_default());
        for event in &run.events {
            // Rendering is where a payload could surprise.
            prop_assert!(event.to_json().get("type").is_some());
        }
        Ok(())
    });
}

#[test]
fn without_its_history_a_run_is_the_same() {
    check(150, &runs(), |(text, seed)| {
        let mut recorded = start(&compiled(&text), seed);
        recorded.run(MOST_ACTIONS);
        let options = StartOptions { record_history: false, ..options(seed) };
        let answers = move |request: &TaskRequest| reply(request, seed);
        let mut silent = Drive::new(compiled(&text), options, answers);
        silent.run(MOST_ACTIONS);
        prop_assert!(silent.events.is_empty());
        let (left, right) = (&recorded.execution, &silent.execution);
        prop_assert_eq!(left.status(), right.status(), "{}", text);
        prop_assert_eq!(left.output(), right.output());
        prop_assert_eq!(left.failure(), right.failure());
        prop_assert_eq!(left.event_count(), right.event_count());
        prop_assert_eq!(left.now(), right.now());
        Ok(())
    });
}

#[test]
fn the_histories_of_child_executions_are_well_formed_and_change_nothing() {
    check(300, &runs(), |(text, seed)| {
        let mut plain = start(&compiled(&text), seed);
        plain.run(MOST_ACTIONS);
        let options = StartOptions { record_children: true, ..options(seed) };
        let answers = move |request: &TaskRequest| reply(request, seed);
        let mut run = Drive::new(compiled(&text), options, answers);
        run.run(MOST_ACTIONS);
        prop_assert_eq!(&run.events, &plain.events, "{}", text);
        prop_assert!(plain.children.started.is_empty() && plain.children.events.is_empty());
        for child in &run.children.started {
            let own = run.children.events.iter().filter(|event| event.child == child.id);
            let history: Vec<HistoryEvent> = own.map(|event| event.event.clone()).collect();
            let status = history.last().and_then(|event| ends(&event.kind)).unwrap_or(Status::Running);
            prop_assert!(status != Status::Running, "child {} of {} has not ended", child.index, text);
            let problem = malformed(&history, status);
            prop_assert!(problem.is_none(), "{}: {} in {:#?}", text, problem.unwrap_or_default(), history);
        }
        Ok(())
    });
}

#[test]
fn what_the_fuzzer_found_is_well_formed() {
    // A Fail with a Catcher, which AWS refuses, left instead of ending.
    let caught_fail = r#"{"StartAt": "F", "States": {
        "F": {"Type": "Fail", "CausePath": "$.n", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "P"}]},
        "P": {"Type": "Pass", "End": true}}}"#;
    // The branches of a child execution wrote into the history of the execution around it.
    let parallel_in_child = r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true,
        "ItemsPath": "$.items", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED",
            "ExecutionType": "STANDARD"}, "StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true,
            "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}]}}}}}}"#;
    for text in [caught_fail, parallel_in_child] {
        let mut run = start(&compiled(text), 1);
        assert!(run.run(MOST_ACTIONS), "does not end: {text}");
        assert_eq!(malformed(&run.events, run.execution.status()), None, "{text}");
    }
}

#[test]
fn a_run_that_is_redriven_has_a_well_formed_history_and_ends_again() {
    check(400, &runs(), |(text, seed)| {
        // So long after the end that an answer may be another one.
        let pause = Duration::from_seconds(1_000_000.0);
        let answers = move |request: &TaskRequest| {
            let round = request.scheduled_at.as_millis() as u64 / 1_000_000_000;
            reply(request, seed.wrapping_add(round))
        };
        let options = StartOptions { record_children: true, ..options(seed) };
        let mut run = Drive::new(compiled(&text), options, answers);
        run.run(MOST_ACTIONS);
        for round in 1..4 {
            if run.execution.redrivable().is_err() {
                break;
            }
            let done = succeeded_children(&run.children);
            run.redrive(pause);
            let mut keyframe = run.clone();
            prop_assert_eq!(run.execution.redrive_count(), round, "{}", text);
            prop_assert!(run.run(MOST_ACTIONS), "does not end: {}", text);
            prop_assert!(run.execution.status() != Status::Running, "is stuck: {}", text);
            let problem = malformed(&run.events, run.execution.status());
            prop_assert!(problem.is_none(), "{}: {} in {:#?}", text, problem.unwrap_or_default(), run.events);
            let problem = malformed_children(&run.children);
            prop_assert!(problem.is_none(), "{}: {}", text, problem.unwrap_or_default());
            prop_assert!(succeeded_children(&run.children).starts_with(&done), "{} does it again", text);
            while keyframe.act() {}
            prop_assert_eq!(&keyframe.events, &run.events, "stepwise of {}", text);
            prop_assert_eq!(&keyframe.children.events, &run.children.events, "stepwise of {}", text);
        }
        Ok(())
    });
}

/// The child executions that have succeeded, each with its number of events, in the order of succeeding.
fn succeeded_children(children: &Children) -> Vec<(ChildId, usize)> {
    let succeeded = children.events.iter().filter(|event| ends(&event.event.kind) == Some(Status::Succeeded));
    let events = |id| children.events.iter().filter(|event| event.child == id).count();
    succeeded.map(|event| (event.child, events(event.child))).collect()
}

/// What is wrong with the history of a child execution, if anything.
fn malformed_children(children: &Children) -> Option<String> {
    children.started.iter().find_map(|child| {
        let own = children.events.iter().filter(|event| event.child == child.id);
        let history: Vec<HistoryEvent> = own.map(|event| event.event.clone()).collect();
        let status = history.last().and_then(|event| ends(&event.kind)).unwrap_or(Status::Running);
        let problem = malformed(&history, status)?;
        Some(format!("child {}: {problem} in {history:#?}", child.index))
    })
}
