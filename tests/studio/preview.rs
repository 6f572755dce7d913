//! The data reaching a state, and what its fields make of it while they are written.

use super::with;
use asl_studio::asl::StatePath;
use asl_studio::edit::Command;
use asl_studio::expr::jsonata::Jlens;
use asl_studio::json::{JsonPointer, parse};
use asl_studio::sim::Speed;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::editing::EditAction;
use asl_studio::studio::jsonata::{Engine, JsonataAction};
use asl_studio::studio::preview::{Field, Preview, SampleAction, SamplePart, preview, sample, trees};
use asl_studio::studio::run::RunAction;
use asl_studio::studio::run::setup::SetupEdit;
use asl_studio::studio::{Action, Studio};
use std::sync::Arc;

const ORDERS: &str = r#"{
  "StartAt": "Order",
  "States": {
    "Order": { "Type": "Pass", "Assign": { "limit": 9 }, "Next": "Charge" },
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
      "InputPath": "$.order",
      "ResultSelector": { "paid.$": "$.total" },
      "ResultPath": "$.charge",
      "Next": "Each"
    },
    "Each": {
      "Type": "Map",
      "ItemsPath": "$.order.lines",
      "ItemProcessor": { "StartAt": "Line", "States": { "Line": { "Type": "Pass", "QueryLanguage": "JSONata", "End": true } } },
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#;

const INPUT: &str = r#"{"order": {"id": 7, "lines": [{"sku": "a"}, {"sku": "b"}]}, "odd name": true}"#;

fn path(studio: &Studio, name: &str) -> StatePath {
    let machine = &studio.document().expect("something is open").machine;
    machine.path_of(machine.find(name).unwrap_or_else(|| panic!("no state {name}")))
}

fn opened() -> Studio {
    let mut studio = with(ORDERS);
    studio.dispatch(Action::Jsonata(JsonataAction::Loaded(Engine(Arc::new(Jlens::new())))));
    let mocks = r#"{"functions": {"charge": {"kind": "return", "value": {"total": 5, "by": "card"}}}}"#;
    for edit in
        [SetupEdit::Input(INPUT.into()), SetupEdit::MocksAsJson(true), SetupEdit::MocksJson(mocks.into())]
    {
        studio.dispatch(Action::Run(RunAction::Edit(edit)));
    }
    studio
}

fn run(studio: &mut Studio) {
    studio.dispatch(Action::Run(RunAction::Speed(Speed::Instant)));
    studio.dispatch(Action::Command(CommandId::Start));
    for frame in 0..50 {
        studio.dispatch(Action::Frame { now: f64::from(frame) * 16.0 });
    }
    assert!(studio.run().is_there());
}

fn edit(studio: &mut Studio, command: Command) {
    studio.dispatch(Action::Edit(EditAction::Do(command)));
}

fn paste(studio: &mut Studio, name: &str, part: SamplePart, text: &str) {
    let path = path(studio, name);
    studio.dispatch(Action::Sample(SampleAction::Paste(path, part, text.into())));
}

fn shown(studio: &Studio, name: &str, field: &str, value: &str) -> String {
    match preview(studio, &path(studio, name), Field(field), &parse(value).unwrap()) {
        Preview::Value { text, .. } => parse(&text).map_or(text, |value| value.to_string()),
        Preview::Problem(text) => format!("! {text}"),
        Preview::Unknown(text) => format!("? {text}"),
    }
}

#[track_caller]
fn check(studio: &Studio, name: &str, cases: &[(&str, &str, &str)]) {
    for (field, value, expected) in cases {
        assert_eq!(shown(studio, name, field, value), *expected, "{field} {value}");
    }
}

#[test]
fn jsonpath_fields_are_evaluated_on_the_data_that_they_see() {
    let mut studio = opened();
    run(&mut studio);
    check(
        &studio,
        "Charge",
        &[
            ("InputPath", r#""$.order.id""#, "7"),
            ("InputPath", "null", "{}"),
            ("Parameters", r#"{"a.$":"$.id","b.$":"$limit","c":1}"#, r#"{"a":7,"b":9,"c":1}"#),
            ("Parameters/a.$", r#""States.Format('#{}', $.id)""#, r##""#7""##),
            ("Parameters/a.$", r#""$$.State.Name""#, r#""Charge""#),
            ("Parameters/a.$", r#""$$.Execution.Input.order.id""#, "7"),
            ("ResultSelector", r#"{"x.$":"$.by"}"#, r#"{"x":"card"}"#),
            ("Assign/by.$", r#""$.by""#, r#""card""#),
            (
                "ResultPath",
                r#""$.charge""#,
                r#"{"order":{"id":7,"lines":[{"sku":"a"},{"sku":"b"}]},"odd name":true,"charge":{"paid":5}}"#,
            ),
            ("OutputPath", r#""$.charge.paid""#, "5"),
            ("Catch[0]/ResultPath", r#""$""#, r#"{"Error":"States.TaskFailed","Cause":"What went wrong"}"#),
            (
                "Parameters/a.$",
                r#""$.no""#,
                r#"! The JSONPath '$.no' specified for the field 'a.$' could not be found in the input '{"id":7,"lines":[{"sku":"a"},{"sku":"b"}]}'"#,
            ),
            ("TimeoutSecondsPath", r#""$.no""#, "! Invalid path '$.no' : No results for path: $['no']"),
            ("InputPath", r#""$.a b""#, "! InputPath is no valid path: '$.a b': Space not allowed in path"),
        ],
    );
}

#[test]
fn jsonata_fields_are_evaluated_and_fail_in_awss_words() {
    let mut studio = opened();
    run(&mut studio);
    check(
        &studio,
        "Line",
        &[
            ("Output", r#"{"sku":"{% $states.input.sku & '!' %}"}"#, r#"{"sku":"b!"}"#),
            ("Output", r#""{% $states.context.Map.Item.Index %}""#, "1"),
            ("Output", r#""{% $limit + $states.context.Map.Item.Index %}""#, "10"),
            (
                "Output/sku",
                r#""{% $states.input.no %}""#,
                "! The JSONata expression '$states.input.no' specified for the field 'Output/sku' returned nothing (undefined).",
            ),
            ("Output", r#""{% $sum( %}""#, "! Expected \")\" before end of expression"),
            ("Output", r#""{% sku %}""#, "! Reference to 'sku' at the top level is not supported."),
        ],
    );
}

#[test]
fn without_data_it_is_said_what_to_do() {
    let studio = opened();
    check(
        &studio,
        "Charge",
        &[
            ("Parameters/a.$", r#""$.id""#, "? Run the workflow or paste a sample to see what this gives"),
            (
                "ResultSelector",
                r#"{"a.$":"$.b"}"#,
                "? Run the workflow or paste a result to see what this gives",
            ),
            ("InputPath", r#""a""#, "? Run the workflow or paste a sample to see what this gives"),
        ],
    );
    check(&studio, "Order", &[("Parameters/a.$", r#""$.order.id""#, "7")]);
    assert_eq!(sample(&studio, &path(&studio, "Order")).words(), "The input of the next run");
    assert_eq!(
        sample(&studio, &path(&studio, "Done")).words(),
        "Run the workflow or paste a sample to see what reaches this state"
    );
}

#[test]
fn samples_survive_edits_and_follow_renamed_states() {
    let mut studio = opened();
    run(&mut studio);
    assert_eq!(sample(&studio, &path(&studio, "Line")).words(), "From the run, visit 2 of 2");
    let each = path(&studio, "Each");
    edit(&mut studio, Command::Rename { state: each, to: "Every".into() });
    assert!(!studio.run().is_there());
    assert_eq!(sample(&studio, &path(&studio, "Line")).words(), "From the last run");
    check(&studio, "Line", &[("Output", r#""{% $states.input.sku %}""#, r#""b""#)]);
    edit(&mut studio, Command::Set { pointer: JsonPointer::from_text("/Comment"), value: "x".into() });
    check(&studio, "Charge", &[("InputPath", r#""$.order.id""#, "7")]);
    for _ in 0..2 {
        studio.dispatch(Action::Command(CommandId::Undo));
    }
    check(&studio, "Line", &[("Output", r#""{% $states.input.sku %}""#, r#""b""#)]);
}

#[test]
fn what_is_pasted_counts_more_than_what_ran_and_can_be_taken_back() {
    let mut studio = opened();
    run(&mut studio);
    paste(&mut studio, "Charge", SamplePart::Input, r#"{"order": {"id": "pasted"}}"#);
    check(&studio, "Charge", &[("Parameters/a.$", r#""$.id""#, r#""pasted""#)]);
    paste(&mut studio, "Charge", SamplePart::Input, "{");
    assert!(
        sample(&studio, &path(&studio, "Charge"))
            .problem
            .is_some_and(|text| text.starts_with("This is not JSON"))
    );
    check(&studio, "Charge", &[("Parameters/a.$", r#""$.id""#, "7")]);
    paste(&mut studio, "Charge", SamplePart::Input, "");
    assert_eq!(sample(&studio, &path(&studio, "Charge")).words(), "From the run");
}

fn rows(studio: &Studio, name: &str, field: &str, tree: usize) -> Vec<String> {
    let trees = trees(studio, &path(studio, name), Field(field));
    let row = |row: &asl_studio::studio::preview::TreeRow| {
        let open = row.is_open.map_or(' ', |open| if open { '-' } else { '+' });
        let path = row.path.as_deref().unwrap_or("");
        format!("{}{open}{}: {} | {path}", "  ".repeat(row.depth), row.key, row.value)
    };
    trees[tree].rows.iter().map(row).collect()
}

#[test]
fn the_data_is_a_tree_whose_rows_know_their_paths() {
    let mut studio = opened();
    run(&mut studio);
    assert_eq!(
        rows(&studio, "Each", "ItemsPath", 0),
        [
            "-Input: 3 fields | $",
            "  -order: 2 fields | $.order",
            "     id: 7 | $.order.id",
            "    +lines: 2 items | $.order.lines",
            "   odd name: true | $['odd name']",
            "  -charge: 1 field | $.charge",
            "     paid: 5 | $.charge.paid",
        ]
    );
}

#[test]
fn rows_open_and_close_and_long_lists_are_cut() {
    let mut studio = opened();
    paste(&mut studio, "Line", SamplePart::Input, r#"{"my list": [[1], "two"], "more": {}}"#);
    let toggle = |studio: &mut Studio, row: &str| {
        studio.dispatch(Action::Sample(SampleAction::Toggle(JsonPointer::from_text(row))));
    };
    toggle(&mut studio, "/Input/my list/0");
    assert_eq!(
        rows(&studio, "Line", "Output", 0),
        [
            "-Input: 2 fields | $states.input",
            "  -my list: 2 items | $states.input.`my list`",
            "    -0: 1 item | $states.input.`my list`[0]",
            "       0: 1 | $states.input.`my list`[0][0]",
            "     1: \"two\" | $states.input.`my list`[1]",
            "   more: {} | $states.input.more",
        ]
    );
    toggle(&mut studio, "/Input");
    assert_eq!(rows(&studio, "Line", "Output", 0), ["+Input: 2 fields | $states.input"]);
    let many: Vec<String> = (0..1000).map(|index| index.to_string()).collect();
    paste(&mut studio, "Line", SamplePart::Input, &format!("[{}]", many.join(",")));
    toggle(&mut studio, "/Input");
    let shown = rows(&studio, "Line", "Output", 0);
    assert_eq!((shown.len(), shown[101].as_str()), (102, "   … 900 more:  | "));
}

#[test]
fn what_does_not_end_is_stopped_while_typing() {
    let mut studio = opened();
    run(&mut studio);
    let told = shown(&studio, "Line", "Output", r#""{% ($f := function($n) { $f($n + 1) }; $f(0)) %}""#);
    assert!(told.contains("Expression evaluation timeout"), "{told}");
}
