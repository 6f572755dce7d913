//! The application without a screen: what an action does, what is asked of the world, what is to be seen.

mod asking;
mod canvas;
mod commands;
mod drawing;
mod editing;
mod explain;
mod form;
mod jsonata;
mod kept;
mod laws;
mod odd_texts;
mod opening;
mod pausing;
mod projects;
mod rest;
mod preview;
mod rows;
mod run;
mod stubs;
mod store;
mod settings;
mod started;
mod touch;

use asl_studio::studio::action::{CanvasAction, OpenAction};
use asl_studio::studio::geometry::Size;
use asl_studio::studio::key::{KeyPlace, KeyPress};
use asl_studio::studio::rest::{REST, RestAction};
use asl_studio::studio::{Action, Environment, Request, Studio};

/// A studio as it is a moment after its start, when the rest of it has come.
fn started(environment: Environment, stored: impl Fn(&str) -> Option<String>) -> Studio {
    let mut studio = Studio::start(environment, stored);
    studio.dispatch(Action::Rest(RestAction::Loaded(&REST)));
    studio
}

/// A studio with a canvas of 1,000 × 800 and nothing open.
fn studio() -> Studio {
    let environment = Environment { width: 1440.0, reduced_motion: true, ..Environment::default() };
    let mut studio = started(environment, |_| None);
    studio.dispatch(Action::Canvas(CanvasAction::Resized(Size::new(1000.0, 800.0))));
    studio
}

/// A studio with `text` open.
#[track_caller]
fn with(text: &str) -> Studio {
    let mut studio = studio();
    studio.dispatch(Action::Open(OpenAction::Pasted(text.to_owned())));
    assert!(studio.document().is_some(), "not opened: {:?}", studio.draft());
    studio
}

/// A studio with a sample open.
#[track_caller]
fn with_sample(id: &'static str) -> Studio {
    let mut studio = studio();
    studio.dispatch(Action::Open(OpenAction::Sample(id)));
    assert!(studio.document().is_some(), "no sample {id}");
    studio
}

fn selected(studio: &Studio) -> String {
    studio.selection().map(ToString::to_string).unwrap_or_default()
}

/// Presses a key with the canvas focused.
fn press(studio: &mut Studio, key: &str) -> Vec<Request> {
    let press =
        KeyPress { key: key.into(), command: false, shift: false, alt: false, place: KeyPlace::Canvas };
    studio.dispatch(Action::Key(press))
}

/// Three states in a row, the middle one a Parallel of two branches.
const NESTED: &str = r#"{
  "StartAt": "First",
  "States": {
    "First": { "Type": "Pass", "Next": "Both" },
    "Both": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "Left", "States": { "Left": { "Type": "Pass", "End": true } } },
        { "StartAt": "Right", "States": {
          "Right": { "Type": "Pass", "Next": "Righter" },
          "Righter": { "Type": "Pass", "End": true }
        } }
      ],
      "Next": "Last"
    },
    "Last": { "Type": "Succeed" }
  }
}"#;
