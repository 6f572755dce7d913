//! The `asl` program, run as people run it.

mod check;
mod children;
mod explain;
mod fmt;
mod layout;
mod mocks;
mod run;
mod test_state;

use expect_test::{Expect, expect};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ORDER: &str = r#"{
  "StartAt": "Pay",
  "States": {
    "Pay": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:[ACCOUNT-ID]:function:pay",
      "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 2 }],
      "Catch": [{ "ErrorEquals": ["Declined"], "Next": "Cancel" }],
      "Next": "Ship"
    },
    "Ship": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "Pack", "States": { "Pack": { "Type": "Wait", "Seconds": 90, "End": true } } },
        { "StartAt": "Label", "States": { "Label": { "Type": "Pass", "End": true } } }
      ],
      "End": true
    },
    "Cancel": { "Type": "Fail", "Error": "Cancelled", "Cause": "The card was declined\nNo money was taken" }
  }
}
"#;

const ROUTE: &str = r#"{
  "StartAt": "Route",
  "States": {
    "Route": {
      "Type": "Choice",
      "Choices": [
        { "And": [{ "Variable": "$.vip", "BooleanEquals": true }, { "Variable": "$.total", "NumericLessThan": 9 }],
          "Next": "Pay" },
        { "Not": { "Variable": "$.total", "NumericGreaterThan": 100 }, "Next": "Done" }
      ],
      "Default": "Pay"
    },
    "Pay": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:pay",
      "Parameters": { "sum.$": "$.total" },
      "Retry": [{ "ErrorEquals": ["States.Timeout"] }, { "ErrorEquals": ["Busy"], "MaxAttempts": 1 }],
      "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Done" }],
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}
"#;

/// A folder of its own for the files of one test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn with(self, file: &str, text: &str) -> Self {
        std::fs::write(self.0.join(file), text).unwrap();
        self
    }

    fn asl(&self, arguments: &[&str], stdin: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_asl"))
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input closes it; that is its right.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Exit code, standard output and standard error.
    #[track_caller]
    fn check(&self, arguments: &[&str], stdin: &str, expected: Expect) {
        let output = self.asl(arguments, stdin);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().unwrap();
        expected.assert_eq(&format!("exit {code}\n{}{}", text(&output.stdout), text(&output.stderr)));
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    let folder = Folder::new("usage").with("order.json", ORDER);
    for arguments in [&[][..], &["run"], &["walk"], &["run", "order.json", "--seed", "x"], &["run", "a", "b"]]
    {
        let output = folder.asl(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{arguments:?}");
    }
    folder.check(
        &["run", "-", "--input", "-"],
        "",
        expect![[r#"
            exit 2
            asl: only one file can be read from standard input
        "#]],
    );
    folder.check(
        &["run", "nowhere.json"],
        "",
        expect![[r#"
        exit 2
        asl: nowhere.json: no such file
    "#]],
    );
}

#[test]
fn help_has_examples_for_every_command() {
    let folder = Folder::new("help");
    for arguments in [&["--help"][..], &["check", "--help"], &["run", "--help"], &["layout", "--help"]] {
        let output = folder.asl(arguments, "");
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(text.contains("Examples:\n  "), "{arguments:?}: {text}");
    }
}
