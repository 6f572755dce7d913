//! Laying files out anew.

use super::Folder;
use expect_test::expect;

const TIGHT: &str = r#"{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":1.0,"Next":"\u0041"}},"x":[]}"#;
const LAID_OUT: &str = r#"{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Wait",
      "Seconds": 1.0,
      "Next": "\u0041"
    }
  },
  "x": []
}
"#;

#[track_caller]
fn holds(folder: &Folder, file: &str, expected: &str) {
    assert_eq!(std::fs::read_to_string(folder.0.join(file)).unwrap(), expected);
}

#[test]
fn files_are_rewritten_and_named() {
    let folder = Folder::new("fmt").with("tight.json", TIGHT).with("fine.json", LAID_OUT);
    folder.check(
        &["fmt", "tight.json", "fine.json"],
        "",
        expect![[r#"
        exit 0
        tight.json
    "#]],
    );
    holds(&folder, "tight.json", LAID_OUT);
    holds(&folder, "fine.json", LAID_OUT);
    folder.check(&["fmt", "tight.json"], "", expect![["exit 0\n"]]);
}

#[test]
fn checking_changes_nothing() {
    let folder = Folder::new("fmt-check").with("tight.json", TIGHT).with("fine.json", LAID_OUT);
    folder.check(
        &["fmt", "--check", "fine.json", "tight.json"],
        "",
        expect![[r#"
        exit 1
        tight.json
    "#]],
    );
    holds(&folder, "tight.json", TIGHT);
    folder.check(&["fmt", "--check", "fine.json"], "", expect![["exit 0\n"]]);
    folder.check(&["fmt", "--check", "-"], TIGHT, expect![["exit 1\n<stdin>\n"]]);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::new("fmt-stdin");
    folder.check(
        &["fmt", "-", "--indent", "4"],
        "{\"a\":[1]}",
        expect![[r#"
        exit 0
        {
            "a": [
                1
            ]
        }
    "#]],
    );
    folder.check(
        &["fmt", "-"],
        LAID_OUT,
        expect![[r#"
        exit 0
        {
          "StartAt": "A",
          "States": {
            "A": {
              "Type": "Wait",
              "Seconds": 1.0,
              "Next": "\u0041"
            }
          },
          "x": []
        }
    "#]],
    );
}

#[test]
fn broken_text_is_told_and_stays() {
    let broken = "{\n  \"a\": tru,\n}";
    let folder = Folder::new("fmt-broken").with("broken.json", broken).with("tight.json", "[1]");
    folder.check(
        &["fmt", "broken.json", "none.json", "tight.json"],
        "",
        expect![[r#"
        exit 2
        tight.json
        broken.json:2:8: error[INVALID_JSON_DESCRIPTION]: The text `tru` is not in quotes
          |
        2 |   "a": tru,
          |        ^^^
          = hint: Put it in double quotes
        broken.json:2:11: error[INVALID_JSON_DESCRIPTION]: There is a comma after the last entry
          |
        2 |   "a": tru,
          |           ^
          = hint: Remove the comma
        asl: none.json: no such file
    "#]],
    );
    holds(&folder, "broken.json", broken);
    holds(&folder, "tight.json", "[\n  1\n]\n");
}
