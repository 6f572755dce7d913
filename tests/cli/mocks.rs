//! Mocks of Step Functions Local: answered by, and converted from and to.

use super::{Folder, ORDER};
use expect_test::expect;

const MOCK_CONFIG: &str = r#"{
  "StateMachines": {
    "Orders": { "TestCases": {
      "HappyPath": { "Pay": "Paid" },
      "BusyPath": { "Pay": "Busy at first", "Shop": "Paid" }
    } }
  },
  "MockedResponses": {
    "Paid": { "0": { "Return": { "paid": true } } },
    "Busy at first": {
      "0-1": { "Throw": { "Error": "Busy", "Cause": "try again" } },
      "2": { "Return": { "paid": true } }
    }
  }
}
"#;

#[test]
fn a_test_case_of_step_functions_local_answers_the_states_that_it_names() {
    let folder =
        Folder::new("mock-config").with("order.json", ORDER).with("MockConfigFile.json", MOCK_CONFIG);
    let config = ["run", "order.json", "--mock-config", "MockConfigFile.json"];
    folder.check(
        &[&config[..], &["--test-case", "BusyPath"]].concat(),
        "",
        expect![[r#"
        exit 0
        SUCCEEDED  order.json  4 states visited in 1 min 36 s of virtual time, 21 events

          STATE         AT        TOOK  STATUS
          Pay         0 ms         6 s  succeeded  3 attempts
          Ship         6 s  1 min 30 s  succeeded
            1. Pack    6 s  1 min 30 s  succeeded
            2. Label   6 s        0 ms  succeeded

        Output
        [
          {
            "paid": true
          },
          {
            "paid": true
          }
        ]
        MockConfigFile.json:5:45: warning[MOCK_UNKNOWN_STATE]: The definition has no state "Shop"
          |
        5 |       "BusyPath": { "Pay": "Busy at first", "Shop": "Paid" }
          |                                             ^^^^^^
          = hint: Known here: Pay
    "#]],
    );
    folder.check(
        &config,
        "",
        expect![[r#"
        exit 2
        MockConfigFile.json:2:20: error[AMBIGUOUS_TEST_CASE]: There are several test cases
          |
        2 |   "StateMachines": {
          |                    ^
          = hint: Name one of them: HappyPath, BusyPath
    "#]],
    );
    folder.check(
        &[&config[..], &["--test-case", "HapyPath"]].concat(),
        "",
        expect![[r#"
            exit 2
            MockConfigFile.json:2:20: error[UNKNOWN_TEST_CASE]: There is no test case "HapyPath"
              |
            2 |   "StateMachines": {
              |                    ^
              = hint: Did you mean "HappyPath"? There are: HappyPath, BusyPath
        "#]],
    );
    folder.check(
        &["run", "order.json", "--test-case", "HappyPath"],
        "",
        expect![[r#"
        exit 2
        error: the following required arguments were not provided:
          --mock-config <FILE>

        Usage: asl run --mock-config <FILE> --test-case <NAME> <FILE>

        For more information, try '--help'.
    "#]],
    );
}

#[test]
fn mocks_are_converted_from_and_to_step_functions_local() {
    let mocks = r#"{"functions":{"pay":{"kind":"flaky","times":1,"error":"Busy","value":{"paid":true},"latencyMs":9}}}"#;
    let folder = Folder::new("convert").with("order.json", ORDER).with("mocks.json", mocks);
    folder.check(&["mocks", "convert", "-", "--test-case", "BusyPath"], MOCK_CONFIG, expect![[r#"
        exit 0
        {
          "states": {
            "Pay": {
              "kind": "sequence",
              "answers": [
                {
                  "kind": "fail",
                  "error": "Busy",
                  "cause": "try again",
                  "times": 2
                },
                {
                  "kind": "response",
                  "value": {
                    "paid": true
                  }
                }
              ],
              "then": {
                "kind": "fail",
                "error": "States.Runtime",
                "cause": "The mocked response 'Busy at first' has no answer for this invocation of the state; it has answers for: 0-1, 2"
              }
            },
            "Shop": {
              "kind": "sequence",
              "answers": [
                {
                  "kind": "response",
                  "value": {
                    "paid": true
                  }
                }
              ],
              "then": {
                "kind": "fail",
                "error": "States.Runtime",
                "cause": "The mocked response 'Paid' has no answer for this invocation of the state; it has answers for: 0"
              }
            }
          }
        }
    "#]]);
    folder.check(
        &["mocks", "convert", "mocks.json", "--definition", "order.json", "--test-case", "BusyPath"],
        "",
        expect![[r#"
            exit 0
            {
              "StateMachines": {
                "MyStateMachine": {
                  "TestCases": {
                    "BusyPath": {
                      "Pay": "Pay"
                    }
                  }
                }
              },
              "MockedResponses": {
                "Pay": {
                  "0": {
                    "Throw": {
                      "Error": "Busy",
                      "Cause": ""
                    }
                  },
                  "1-24999": {
                    "Return": {
                      "paid": true
                    }
                  }
                }
              }
            }
            asl: "Pay" differs: answers come at once
            asl: "Pay" differs: only its first invocations of the whole execution fail
        "#]],
    );
    folder.check(&["mocks", "convert", "mocks.json"], "", expect![[r#"
        exit 2
        asl: a mocks file becomes a MockConfigFile.json for the Task states of a definition; say which with --definition FILE
    "#]]);
    folder.check(
        &["mocks", "convert", "-"],
        r#"{"StateMachines": {"M": {"TestCases": {"C": {"Pay": "Piad"}}}}, "MockedResponses": {"Paid": {}}}"#,
        expect![[r#"
            exit 2
            <stdin>:1:53: error[UNKNOWN_RESPONSE]: There is no mocked response "Piad"
              |
            1 | {"StateMachines": {"M": {"TestCases": {"C": {"Pay": "Piad"}}}}, "MockedResponses": {"Paid": {}}}
              |                                                     ^^^^^^
              = hint: Did you mean "Paid"?
        "#]],
    );
}
