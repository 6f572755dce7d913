//! What is told of child executions and of executions of other machines.

use super::Folder;
use expect_test::expect;

/// Two items, each in a child execution.
const EACH: &str = r#"{"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ItemProcessor": {
  "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Big", "States": {
    "Big": {"Type": "Choice", "Choices": [{"Variable": "$", "NumericGreaterThan": 5, "Next": "Done"}], "Default": "Done"},
    "Done": {"Type": "Succeed"}}}}}}"#;

const BUY: &str = r#"{"StartAt": "Buy", "States": {"Buy": {"Type": "Task", "End": true,
  "Resource": "arn:aws:states:::states:startExecution.sync:2",
  "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:pay:LIVE", "Input": {}}}}}"#;

#[test]
fn a_machine_that_is_not_given_is_named_with_the_option_that_gives_it() {
    let folder = Folder::new("missing-machine").with("buy.json", BUY).with("other.json", BUY);
    folder.check(&["run", "buy.json"], "", expect![[r#"
        exit 0
        SUCCEEDED  buy.json  1 state visited in 0 ms of virtual time, 8 events

          STATE    AT  TOOK  STATUS
          Buy    0 ms  0 ms  succeeded

        note: Buy starts an execution of pay, which is not given: the task is told that it succeeded and gave its input back; --machine pay=FILE gives it

        Output
        {
          "ExecutionArn": "arn:aws:states:us-east-1:123456789012:execution:pay:e220a839-7b1d-4daf-a706-dd2f4d197e6f",
          "Input": {},
          "InputDetails": {
            "Included": true
          },
          "Name": "e220a839-7b1d-4daf-a706-dd2f4d197e6f",
          "Output": {},
          "OutputDetails": {
            "Included": true
          },
          "StartDate": 1767225600000,
          "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:pay",
          "Status": "SUCCEEDED",
          "StopDate": 1767225600000
        }
    "#]]);
    folder.check(&["run", "buy.json", "--machine", "other=other.json"], "", expect![[r#"
        exit 1
        FAILED  buy.json  1 state visited in 0 ms of virtual time, 6 events
          StepFunctions.StateMachineDoesNotExistException in Buy
          State Machine Does Not Exist: 'arn:aws:states:us-east-1:123456789012:stateMachine:pay:LIVE' (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: e220a839-7b1d-4daf-a706-dd2f4d197e6f; Proxy: null)

          STATE    AT  TOOK  STATUS
          Buy    0 ms  0 ms  failed  StepFunctions.StateMachineDoesNotExistException

        note: Buy starts an execution of pay, which is not given: the task fails; --machine pay=FILE gives it
    "#]]);
}

#[test]
fn child_executions_explain_themselves() {
    let folder = Folder::new("children").with("each.json", EACH).with("items.json", "[3, 7]");
    let run = ["run", "each.json", "--input", "items.json", "--explain"];
    folder.check(
        &run,
        "",
        expect![[r#"
        exit 0
        SUCCEEDED  each.json  1 state visited in 0 ms of virtual time, 8 events

          STATE    AT  TOOK  STATUS
          Each   0 ms  0 ms  succeeded

        Output
        [
          3,
          7
        ]

        Each (Map)
            input            [3,7]
            MaxConcurrency   0
            output           [3,7]
            ends here

        Each, child 1 › Big (Choice)
            input            3
          ✗ rule 1 does not hold
          ✗   $ NumericGreaterThan 5: $ is 3
            no rule holds: Default is taken
            output           3
            goes to Done

        Each, child 1 › Done (Succeed)
            input            3
            output           3
            ends here

        Each, child 2 › Big (Choice)
            input            7
          ✓ rule 1 holds
          ✓   $ NumericGreaterThan 5: $ is 7
          ✓ rule 1 is taken
            output           7
            goes to Done

        Each, child 2 › Done (Succeed)
            input            7
            output           7
            ends here
    "#]],
    );
}

#[test]
fn so_do_executions_of_other_machines() {
    let pay =
        r#"{"StartAt": "Sum", "States": {"Sum": {"Type": "Pass", "Result": {"paid": true}, "End": true}}}"#;
    let folder = Folder::new("started").with("buy.json", BUY).with("pay.json", pay);
    let run = ["run", "buy.json", "--machine", "pay=pay.json", "--explain"];
    folder.check(&run, "", expect![[r#"
        exit 0
        SUCCEEDED  buy.json  1 state visited in 0 ms of virtual time, 8 events

          STATE    AT  TOOK  STATUS
          Buy    0 ms  0 ms  succeeded

        Output
        {
          "ExecutionArn": "arn:aws:states:us-east-1:123456789012:execution:pay:e4d97177-1b65-4c20-9dc2-0aa7b2a27137",
          "Input": {},
          "InputDetails": {
            "Included": true
          },
          "Name": "e4d97177-1b65-4c20-9dc2-0aa7b2a27137",
          "Output": {
            "paid": true
          },
          "OutputDetails": {
            "Included": true
          },
          "RedriveCount": 0,
          "RedriveStatus": "NOT_REDRIVABLE",
          "RedriveStatusReason": "Execution is SUCCEEDED and cannot be redriven",
          "StartDate": 1767225600000,
          "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:pay",
          "Status": "SUCCEEDED",
          "StopDate": 1767225600000
        }

        Buy (Task)
            input            {}
            Parameters       {"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:pay:LIVE","Input":{}}
            result           {"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:pay:e4d97177-1b65-4c20-9dc2-0aa7b2a27137","Input":{},"InputDetails":{"Included":true},"Name":"e…
            output           {"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:pay:e4d97177-1b65-4c20-9dc2-0aa7b2a27137","Input":{},"InputDetails":{"Included":true},"Name":"e…
            ends here

        Buy starts pay › Sum (Pass)
            input            {}
            result           {"paid":true}
            output           {"paid":true}
            ends here
    "#]]);
}

#[test]
fn programs_are_told_of_both() {
    let folder = Folder::new("told-of-both").with("buy.json", BUY).with("each.json", EACH);
    let run = ["run", "buy.json", "--machine", "pay=each.json", "--json", "--explain", "--children"];
    let output = folder.asl(&run, "");
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let started = &document["started"][0];
    assert_eq!((&started["machine"], &started["startedBy"]), (&"pay".into(), &"Buy".into()));
    assert_eq!(started["status"], "SUCCEEDED");
    assert!(!started["states"][0]["explanations"].as_array().unwrap().is_empty());

    let folder = folder.with("items.json", "[3, 7]");
    let run = ["run", "each.json", "--input", "items.json", "--json", "--explain", "--children"];
    let output = folder.asl(&run, "");
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let child = &document["children"][1];
    let told = child["states"][0]["explanations"].as_array().unwrap();
    assert!(told.iter().any(|one| one["chosenRule"] == 0), "{child:#}");
}
