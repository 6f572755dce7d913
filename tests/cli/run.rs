//! `asl run`: what it prints, for people and for programs, and what it refuses.

use super::{Folder, ORDER};
use expect_test::expect;

#[test]
fn a_run_that_succeeds_shows_its_states_and_output() {
    let mocks = r#"{"functions":{"pay":{"kind":"flaky","times":2,"error":"Busy","value":{"paid":true},"latencyMs":120}}}"#;
    let folder = Folder::new("succeeds").with("order.json", ORDER).with("mocks.json", mocks);
    folder.check(
        &["run", "order.json", "--mocks", "mocks.json"],
        "",
        expect![[r#"
        exit 0
        SUCCEEDED  order.json  4 states visited in 1 min 36 s of virtual time, 21 events

          STATE           AT        TOOK  STATUS
          Pay           0 ms      6.36 s  succeeded  3 attempts
          Ship        6.36 s  1 min 30 s  succeeded
            1. Pack   6.36 s  1 min 30 s  succeeded
            2. Label  6.36 s        0 ms  succeeded

        Output
        [
          {
            "paid": true
          },
          {
            "paid": true
          }
        ]
    "#]],
    );
}

#[test]
fn a_run_that_fails_says_where_and_why_and_exits_with_1() {
    let mocks = r#"{"functions":{"pay":{"kind":"fail","error":"Declined"}}}"#;
    let folder = Folder::new("fails").with("order.json", ORDER);
    folder.check(
        &["run", "order.json", "--mocks", "-"],
        mocks,
        expect![[r#"
        exit 1
        FAILED  order.json  2 states visited in 0 ms of virtual time, 8 events
          Cancelled in Cancel
          The card was declined
          No money was taken

          STATE     AT  TOOK  STATUS
          Pay     0 ms  0 ms  caught  Declined
          Cancel  0 ms  0 ms  failed  Cancelled
    "#]],
    );
}

#[test]
fn what_is_echoed_for_want_of_a_mock_is_said() {
    let folder = Folder::new("echoes");
    folder.check(
        &["run", "-"],
        ORDER,
        expect![[r#"
        exit 0
        SUCCEEDED  <stdin>  4 states visited in 1 min 30 s of virtual time, 15 events

          STATE         AT        TOOK  STATUS
          Pay         0 ms        0 ms  succeeded
          Ship        0 ms  1 min 30 s  succeeded
            1. Pack   0 ms  1 min 30 s  succeeded
            2. Label  0 ms        0 ms  succeeded

        note: pay has no mock and echoes its input; --mocks FILE says otherwise

        Output
        [
          {},
          {}
        ]
    "#]],
    );
}

#[test]
fn json_is_for_programs() {
    let definition = r#"{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"M.$":"$.m"},"End":true}}}"#;
    let folder = Folder::new("json").with("a.json", definition).with("in.json", "{\"m\": 1}\n");
    folder.check(
        &["run", "a.json", "--input", "in.json", "--json"],
        "",
        expect![[r#"
        exit 0
        {
          "status": "SUCCEEDED",
          "input": {
            "m": 1
          },
          "output": {
            "M": 1
          },
          "startTime": "2026-01-01T00:00:00.000Z",
          "stopTime": "2026-01-01T00:00:00.000Z",
          "durationMs": 0,
          "events": 7,
          "echoed": [
            "A"
          ],
          "states": [
            {
              "name": "A",
              "type": "Task",
              "status": "succeeded",
              "within": [],
              "startMs": 0,
              "durationMs": 0,
              "input": {
                "m": 1
              },
              "output": {
                "M": 1
              },
              "attempts": [
                {
                  "startMs": 0,
                  "durationMs": 0,
                  "status": "succeeded"
                }
              ]
            }
          ]
        }
    "#]],
    );
}

#[test]
fn history_is_shaped_as_aws_shapes_it() {
    let definition = r#"{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"E","Cause":"c"}}}"#;
    Folder::new("history").check(
        &["run", "-", "--history"],
        definition,
        expect![[r#"
        exit 1
        {
          "events": [
            {
              "timestamp": "2026-01-01T00:00:00.000Z",
              "type": "ExecutionStarted",
              "id": 1,
              "previousEventId": 0,
              "executionStartedEventDetails": {
                "input": "{}",
                "inputDetails": {
                  "truncated": false
                },
                "roleArn": "arn:aws:iam::123456789012:role/StepFunctionsRole"
              }
            },
            {
              "timestamp": "2026-01-01T00:00:00.000Z",
              "type": "FailStateEntered",
              "id": 2,
              "previousEventId": 0,
              "stateEnteredEventDetails": {
                "name": "A",
                "input": "{}",
                "inputDetails": {
                  "truncated": false
                }
              }
            },
            {
              "timestamp": "2026-01-01T00:00:00.000Z",
              "type": "ExecutionFailed",
              "id": 3,
              "previousEventId": 2,
              "executionFailedEventDetails": {
                "error": "E",
                "cause": "c"
              }
            }
          ]
        }
    "#]],
    );
    let output = Folder::new("history").asl(&["run", "-", "--history", "--json"], definition);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["history"].as_array().unwrap().len(), 3);
    assert_eq!(document["error"], "E");
}

#[test]
fn wrong_definitions_are_not_run_and_exit_with_2() {
    let folder = Folder::new("wrong");
    let missing = r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"Bb"},"B":{"Type":"Succeed"}}}"#;
    folder.check(
        &["run", "-"],
        missing,
        expect![[r#"
        exit 2
        <stdin>:1:52: error[MISSING_TRANSITION_TARGET]: Missing 'Next' target: Bb
          |
        1 | {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"Bb"},"B":{"Type":"Succeed"}}}
          |                                                    ^^^^
          = hint: Did you mean `B`?
        <stdin>:1:58: error[MISSING_TRANSITION_TARGET]: State "B" is not reachable.
          |
        1 | {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"Bb"},"B":{"Type":"Succeed"}}}
          |                                                          ^^^
          = hint: Let a `Next`, `Default` or `StartAt` name it, or remove it
        <stdin>: not run, the definition has errors
    "#]],
    );
    folder.check(&["check", "-"], "{\n  \"StartAt\": \"A\",\n", expect![[r#"
        exit 2
        <stdin>:2:18: error[INVALID_JSON_DESCRIPTION]: The text ends before the object opened on line 1 is closed
          |
        2 |   "StartAt": "A",
          |                  ^
          = hint: Add what is missing, such as `}`
        <stdin>: 1 error
    "#]]);
}

#[test]
fn wrong_inputs_and_mocks_are_told_with_their_place() {
    let folder = Folder::new("inputs").with("order.json", ORDER);
    folder.check(
        &["run", "order.json", "--input", "-"],
        "{\n  'a': 1\n}",
        expect![[r#"
        exit 2
        <stdin>:2:3: error[INVALID_JSON]: JSON does not know single quotes
          |
        2 |   'a': 1
          |   ^
          = hint: Use double quotes, `"`
    "#]],
    );
    folder.check(
        &["run", "order.json", "--input", "{'a': 1}"],
        "",
        expect![[r#"
        exit 2
        --input:1:2: error[INVALID_JSON]: JSON does not know single quotes
          |
        1 | {'a': 1}
          |  ^
          = hint: Use double quotes, `"`
    "#]],
    );
    let mocks = r#"{"functions":{"pay":{"kind":"return","valeu":1}}}"#;
    folder.check(
        &["run", "order.json", "--mocks", "-"],
        mocks,
        expect![[r#"
        exit 2
        <stdin>:1:15: error[MISSING_KEY]: The key "value" is missing
          |
        1 | {"functions":{"pay":{"kind":"return","valeu":1}}}
          |               ^^^^^
        <stdin>:1:38: error[UNKNOWN_KEY]: Unknown key "valeu"
          |
        1 | {"functions":{"pay":{"kind":"return","valeu":1}}}
          |                                      ^^^^^^^
          = hint: Did you mean "value"?
    "#]],
    );
}

#[test]
fn the_same_seed_gives_the_same_run() {
    let definition =
        r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"id.$":"States.UUID()"},"End":true}}}"#;
    let folder = Folder::new("seed").with("a.json", definition);
    let run = |seed: &str| folder.asl(&["run", "a.json", "--seed", seed], "").stdout;
    assert_eq!(run("7"), run("7"));
    assert_ne!(run("7"), run("8"));
}
