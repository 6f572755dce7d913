//! `asl run --explain`: why a run went as it did.

use super::{Folder, ROUTE};
use expect_test::expect;

#[test]
fn a_run_explains_itself_when_asked() {
    let mocks = r#"{"functions":{"pay":{"kind":"fail","error":"Busy"}}}"#;
    let folder = Folder::new("explains")
        .with("route.json", ROUTE)
        .with("input.json", r#"{"vip": false, "total": 120}"#)
        .with("mocks.json", mocks);
    let run = ["run", "route.json", "--input", "input.json", "--mocks", "mocks.json", "--explain"];
    folder.check(
        &run,
        "",
        expect![[r#"
            exit 0
            SUCCEEDED  route.json  3 states visited in 1 s of virtual time, 14 events

              STATE    AT  TOOK  STATUS
              Route  0 ms  0 ms  succeeded
              Pay    0 ms   1 s  caught  2 attempts, Busy
              Done    1 s  0 ms  succeeded

            Output
            {
              "vip": false,
              "total": 120,
              "error": {
                "Error": "Busy",
                "Cause": null
              }
            }

            Route (Choice)
                input            {"vip":false,"total":120}
              ✗ rule 1 does not hold
              ✗   all of
              ✗     $.vip BooleanEquals true: $.vip is false
              –     $.total NumericLessThan 9: not looked at
              ✗ rule 2 does not hold
              ✗   not
              ✓     $.total NumericGreaterThan 100: $.total is 120
                no rule holds: Default is taken
                output           {"vip":false,"total":120}
                goes to Pay

            Pay (Task)
                input            {"vip":false,"total":120}
                Parameters       {"sum":120}
              ! fails: Busy
              ✗ Retrier 1 (States.Timeout) does not name this error
              ✓ Retrier 2 (Busy) tries again (1 of 1) after 1 s = 1 s × 2^0
                retry 1
                Parameters       {"sum":120}
              ! fails: Busy
              ✗ Retrier 1 (States.Timeout) does not name this error
              ✗ Retrier 2 (Busy) matches, but its retry is used up
              ✓ Catcher 1 (States.ALL) takes the error
                error output     {"Error":"Busy","Cause":null}
                ResultPath       {"vip":false,"total":120,"error":{"Error":"Busy","Cause":null}}
                output           {"vip":false,"total":120,"error":{"Error":"Busy","Cause":null}}
                goes to Done

            Done (Succeed)
                input            {"vip":false,"total":120,"error":{"Error":"Busy","Cause":null}}
                output           {"vip":false,"total":120,"error":{"Error":"Busy","Cause":null}}
                ends here
        "#]],
    );
}

#[test]
fn a_run_explains_itself_to_programs() {
    let folder = Folder::new("explains-json").with("route.json", ROUTE);
    let run = folder
        .asl(&["run", "route.json", "--json", "--explain", "--input", "-"], r#"{"vip": 1, "total": 5}"#);
    let document = asl_studio::json::parse(&String::from_utf8(run.stdout).unwrap()).unwrap();
    let visits = document.get("states").and_then(|states| states.as_array()).unwrap();
    let told = visits[0].get("explanations").and_then(|told| told.as_array()).unwrap();
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    expect![[r#"
        {"stage":"input","value":{"vip":1,"total":5},"attempt":0,"afterEvent":2}
        {"stage":"InputPath","value":{"vip":1,"total":5},"attempt":0,"afterEvent":2}
        {"rule":0,"condition":{"and":[{"variable":"$.vip","value":1,"operator":"BooleanEquals","operand":true,"held":"no"},{"variable":"$.total","operator":"NumericLessThan","operand":9,"held":"unasked"}],"held":"no"},"attempt":0,"afterEvent":2}
        {"rule":1,"condition":{"not":{"variable":"$.total","value":5,"operator":"NumericGreaterThan","operand":100,"held":"no"},"held":"yes"},"attempt":0,"afterEvent":2}
        {"chosenRule":1,"attempt":0,"afterEvent":2}
        {"stage":"OutputPath","value":{"vip":1,"total":5},"attempt":0,"afterEvent":2}
        {"stage":"output","value":{"vip":1,"total":5},"attempt":0,"afterEvent":2}
        {"next":"Done","attempt":0,"afterEvent":2}"#]].assert_eq(&told.join("\n"));
}
