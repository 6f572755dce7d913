//! `asl check`: findings for people, for programs and in the words of AWS.

use super::Folder;
use expect_test::expect;

#[test]
fn a_definition_is_judged_in_the_words_of_aws() {
    let folder = Folder::new("aws")
        .with("callback.json", r#"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Next": "B"}, "B": {"Type": "Succeed"}}}"#)
        .with("loop.json", r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}}}"#);
    folder.check(&["check", "--type", "EXPRESS", "callback.json"], "", expect![[r#"
        exit 2
        callback.json:1:63: error[SCHEMA_VALIDATION_FAILED]: Express state machine does not support '.waitForTaskToken' service integration
          |
        1 | …"A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken…
          |                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          = hint: Remove the suffix, so that the state does not wait, or use a Standard machine
        callback.json: 1 error
    "#]]);
    folder.check(
        &["check", "--format", "aws", "callback.json"],
        "",
        expect![[r#"
        exit 0
        {
          "result": "OK",
          "diagnostics": [],
          "truncated": false
        }
    "#]],
    );
    folder.check(
        &["check", "--format", "aws", "--type", "express", "callback.json", "loop.json"],
        "",
        expect![[r#"
        exit 2
        {
          "result": "FAIL",
          "diagnostics": [
            {
              "severity": "ERROR",
              "code": "SCHEMA_VALIDATION_FAILED",
              "message": "Express state machine does not support '.waitForTaskToken' service integration ",
              "location": "/States/A/Resource"
            }
          ],
          "truncated": false
        }
        {
          "result": "FAIL",
          "diagnostics": [
            {
              "severity": "ERROR",
              "code": "MISSING_END_STATE",
              "message": "Workflow has no terminal state"
            }
          ],
          "truncated": false
        }
    "#]],
    );
}

#[test]
fn several_definitions_are_checked_at_once() {
    let good = r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#;
    let bad = r#"{"StartAt":"B","States":{"A":{"Type":"Succeed"}}}"#;
    let folder = Folder::new("several").with("good.json", good).with("bad.json", bad);
    folder.check(
        &["check", "good.json"],
        "",
        expect![[r#"
        exit 0
        good.json: ok, 1 state
    "#]],
    );
    folder.check(
        &["check", "good.json", "bad.json", "gone.json"],
        "",
        expect![[r#"
        exit 2
        good.json: ok, 1 state
        bad.json:1:12: error[MISSING_TRANSITION_TARGET]: Missing 'StartAt' target: B
          |
        1 | {"StartAt":"B","States":{"A":{"Type":"Succeed"}}}
          |            ^^^
          = hint: Did you mean `A`?
        bad.json: 1 error
        asl: gone.json: no such file
    "#]],
    );
    folder.check(
        &["check", "--json", "bad.json"],
        "",
        expect![[r#"
        exit 2
        {
          "ok": false,
          "files": [
            {
              "file": "bad.json",
              "states": 1,
              "errors": 1,
              "diagnostics": [
                {
                  "file": "bad.json",
                  "line": 1,
                  "column": 12,
                  "pointer": "/StartAt",
                  "severity": "error",
                  "code": "MISSING_TRANSITION_TARGET",
                  "message": "Missing 'StartAt' target: B",
                  "hint": "Did you mean `A`?"
                }
              ]
            }
          ]
        }
    "#]],
    );
}
