//! `asl test-state`: one state by itself.

use super::{Folder, ROUTE};
use expect_test::{Expect, expect};

#[test]
fn a_state_is_tested_by_itself() {
    let folder = Folder::new("test-state").with("route.json", ROUTE);
    let state = ["test-state", "--definition", "route.json", "--state-name"];
    let check = |more: &[&str], expected: Expect| folder.check(&[&state[..], more].concat(), "", expected);
    check(
        &["Route", "--input", r#"{"vip": false, "total": 7}"#],
        expect![[r#"
        exit 0
        {
          "output": "{\"vip\":false,\"total\":7}",
          "nextState": "Done",
          "status": "SUCCEEDED"
        }
    "#]],
    );
    let error = ["--mock", r#"{"errorOutput": {"error": "Busy"}}"#, "--inspection-level", "DEBUG"];
    check(
        &[&["Pay", "--input", r#"{"total": 7}"#], &error[..]].concat(),
        expect![[r#"
        exit 0
        {
          "error": "Busy",
          "inspectionData": {
            "input": "{\"total\": 7}",
            "afterInputPath": "{\"total\":7}",
            "afterParameters": "{\"sum\":7}",
            "errorDetails": {
              "retryBackoffIntervalSeconds": 1,
              "retryIndex": 1
            }
          },
          "status": "RETRIABLE"
        }
    "#]],
    );
    check(
        &["Pay", "--mock", "Busy"],
        expect![[r#"
        exit 2
        asl: --mock is no JSON: expected value at line 1, column 1
    "#]],
    );
    folder.check(&["test-state", "--definition", "route.json"], "", expect![[r#"
        exit 2
        asl: InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Type' is required but was missing at /States/StateName'
        asl: this is a state machine: --state-name says which of its states to test
    "#]]);
    check(
        &["Route", "--input", "{}"],
        expect![[r#"
        exit 1
        {
          "error": "States.Runtime",
          "cause": "Invalid path '$.vip': The choice state's condition path references an invalid value.",
          "status": "FAILED"
        }
    "#]],
    );
    check(
        &["Nowhere"],
        expect![[r#"
        exit 2
        asl: ValidationException: State not found in definition
    "#]],
    );
    check(
        &["Done", "--mock", r#"{"result": "{}"}"#],
        expect![[r#"
        exit 2
        asl: ValidationException: State type 'Succeed' is not supported when a mock is specified
    "#]],
    );
}
