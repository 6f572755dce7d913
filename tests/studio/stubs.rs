//! Ways that lead nowhere: which are drawn, and what a click and a drag from one do.

use super::with;
use asl_studio::studio::Studio;
use asl_studio::studio::geometry::Point;
use asl_studio::studio::stubs::Side;

const OPEN: &str = r#"{
  "StartAt": "Ask",
  "States": {
    "Ask": { "Type": "Choice", "Choices": [
      { "Variable": "$.a", "IsNull": true, "Next": "Work" },
      { "Variable": "$.b", "IsNull": true },
      { "Variable": "$.c", "IsNull": true, "Next": "Nobody" }
    ] },
    "Work": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Catch": [{ "ErrorEquals": ["States.ALL"] }], "End": true },
    "Lost": { "Type": "Pass" },
    "Done": { "Type": "Succeed" }
  }
}"#;

fn labels(studio: &Studio) -> Vec<String> {
    let short = |label: &str| label.split(':').next().unwrap_or_default().to_owned();
    studio.scene().stubs.iter().map(|stub| short(&stub.label)).collect()
}

#[test]
fn every_way_that_leads_nowhere_is_drawn() {
    let studio = with(OPEN);
    let mut found = labels(&studio);
    found.sort();
    assert_eq!(
        found,
        ["Catcher 1 of Work", "Default of Ask", "Next of Lost", "Rule 2 of Ask", "Rule 3 of Ask"]
    );
}

#[test]
fn stubs_keep_apart_and_at_their_card() {
    let studio = with(OPEN);
    let scene = studio.scene();
    for stub in &scene.stubs {
        let ends: Vec<Point> =
            scene.stubs.iter().filter(|other| *other != stub).map(|other| other.to).collect();
        assert!(ends.iter().all(|end| end.distance(stub.to) >= 18.0), "{}", stub.label);
        let card = scene.cards.iter().find(|card| card.rect.grown(1.0).contains(stub.from));
        assert!(card.is_some_and(|card| stub.label.contains(&*card.name)), "{}", stub.label);
    }
}

#[test]
fn a_stub_says_which_way_it_is_where_there_is_room() {
    let studio = with(OPEN);
    let mut said: Vec<_> =
        studio.scene().stubs.iter().map(|stub| (&*stub.words, stub.side, stub.roomy)).collect();
    said.sort_unstable();
    assert_eq!(
        said,
        [
            ("catcher 1", Side::Below, true),
            ("default", Side::Right, false),
            ("next", Side::Right, true),
            ("rule 2", Side::Right, true),
            ("rule 3", Side::Right, true),
        ]
    );
}

#[test]
fn a_connection_takes_the_stub_away() {
    use asl_studio::edit::{Command, Target};
    use asl_studio::studio::Action;
    use asl_studio::studio::editing::EditAction;
    let mut studio = with(OPEN);
    let stub =
        studio.scene().stubs.iter().find(|stub| stub.label.starts_with("Default")).cloned().expect("a stub");
    let machine = &studio.document().expect("something is open").machine;
    let to = Target::State(machine.path_of(machine.find("Done").expect("the state")));
    let connection = stub.connection.clone();
    studio.dispatch(Action::Edit(EditAction::Do(Command::Connect { connection, to })));
    assert!(!labels(&studio).iter().any(|label| label.starts_with("Default")), "{:?}", labels(&studio));
    assert!(studio.scene().edge(&stub.connection).is_some());
}

#[test]
fn handles_cover_no_more_of_a_card_that_is_far_away() {
    use asl_studio::studio::Action;
    use asl_studio::studio::action::CanvasAction;
    use asl_studio::studio::command::CommandId;
    use asl_studio::studio::geometry::Point;
    let mut studio = with(OPEN);
    let asked = studio.scene().cards.iter().find(|card| &*card.name == "Ask").map(|card| card.path.clone());
    studio.dispatch(Action::Select(asked.clone()));
    for _ in 0..8 {
        studio.dispatch(Action::Command(CommandId::ZoomOut));
    }
    let wheel = CanvasAction::Wheel { at: Point::default(), dx: 0.0, dy: 1.0, zoom: true };
    studio.dispatch(Action::Canvas(wheel));
    assert!(studio.handles().is_empty(), "they would be made anew for every frame of the zoom");
    for now in [0.0, 1000.0] {
        studio.dispatch(Action::Frame { now });
    }
    let zoom = studio.viewport().zoom;
    assert!(zoom < 0.6, "{zoom}");
    let card = asked.and_then(|path| studio.scene().card(&path).map(|card| card.rect)).expect("the card");
    let handles = studio.handles();
    assert!(!handles.is_empty());
    for handle in handles {
        let inner = handle.at.y - 20.0 * studio.unzoom();
        assert!(inner >= card.bottom() - 20.5, "{}: {inner} of {}", handle.token, card.bottom());
    }
}
