//! Drawing with the pointer: what is dragged where, what is shown on the way, what comes of it.

use super::{NESTED, press, selected, studio, with};
use asl_studio::asl::StatePath;
use asl_studio::edit::{Connection, Place, Port};
use asl_studio::studio::action::{CanvasAction, OpenAction};
use asl_studio::studio::command::CommandId;
use asl_studio::studio::drag::Grip;
use asl_studio::studio::geometry::Point;
use asl_studio::studio::library::Piece;
use asl_studio::studio::naming::NamingAction;
use asl_studio::studio::quick_add::QuickAction;
use asl_studio::studio::tool::{PointerEvent, PointerPhase};
use asl_studio::studio::{Action, Request, Studio};

fn pointer(studio: &mut Studio, phase: PointerPhase, at: Point, shift: bool) -> Vec<Request> {
    let event = PointerEvent { phase, id: 1, at, shift, touch: false };
    studio.dispatch(Action::Canvas(CanvasAction::Pointer(event)))
}

/// Where a point of the drawing is on the screen.
fn screen(studio: &Studio, world: Point) -> Point {
    studio.viewport().to_screen(world)
}

fn header(studio: &Studio, name: &str) -> Point {
    let card =
        studio.scene().cards.iter().find(|card| &*card.name == name).unwrap_or_else(|| panic!("no {name}"));
    screen(studio, Point::new(card.rect.x + 60.0, card.rect.y + 20.0))
}

fn line(studio: &Studio, name: &str) -> Point {
    let edge =
        studio.scene().edges.iter().find(|edge| edge.name == name).unwrap_or_else(|| panic!("no {name}"));
    let [.., before, last] = &*edge.points else { panic!("{name} is no line") };
    screen(studio, Point::new((before.x + last.x) / 2.0, (before.y + last.y) / 2.0))
}

/// Presses, moves in steps and answers with what is shown before it is let go.
fn carry(studio: &mut Studio, from: Point, to: Point) -> String {
    pointer(studio, PointerPhase::Down, from, false);
    for step in 1..=4 {
        let share = f64::from(step) / 4.0;
        let at = Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
        pointer(studio, PointerPhase::Move, at, false);
    }
    studio.drag_view().map(|view| view.hint).unwrap_or_default()
}

fn drop_at(studio: &mut Studio, to: Point) -> Vec<Request> {
    pointer(studio, PointerPhase::Up, to, false)
}

fn grip(studio: &mut Studio, grip: Grip) {
    studio.dispatch(Action::Canvas(CanvasAction::Grip(grip)));
}

fn path(studio: &Studio, name: &str) -> StatePath {
    let machine = &studio.document().expect("open").machine;
    machine.path_of(machine.find(name).unwrap_or_else(|| panic!("no state {name}")))
}

/// `From→To` of every line that is drawn, in order.
fn lines(studio: &Studio) -> Vec<String> {
    studio.scene().edges.iter().map(|edge| edge.name.clone()).collect()
}

#[test]
fn a_piece_is_dropped_on_a_line() {
    let mut studio = with(NESTED);
    let to = line(&studio, "First→Both");
    grip(&mut studio, Grip::Piece("flow.wait".into()));
    assert_eq!(carry(&mut studio, Point::new(-100.0, 300.0), to), "Between First and Both");
    drop_at(&mut studio, to);
    assert_eq!(selected(&studio), "Wait");
    assert!(lines(&studio).contains(&"First→Wait".into()) && lines(&studio).contains(&"Wait→Both".into()));
    assert_eq!(studio.undo_label(), Some("Add Wait"));
}

#[test]
fn the_first_piece_of_an_empty_workflow_lands_anywhere() {
    let mut studio = studio();
    studio.dispatch(Action::Open(OpenAction::New));
    grip(&mut studio, Grip::Piece("flow.pass".into()));
    let to = Point::new(400.0, 300.0);
    assert_eq!(carry(&mut studio, Point::new(-50.0, 100.0), to), "First state");
    drop_at(&mut studio, to);
    assert_eq!(lines(&studio), ["Start→Pass", "Pass→End"]);
}

#[test]
fn a_piece_let_go_beside_the_canvas_changes_nothing() {
    let mut studio = with(NESTED);
    grip(&mut studio, Grip::Piece("flow.pass".into()));
    carry(&mut studio, Point::new(-100.0, 100.0), Point::new(-40.0, 300.0));
    drop_at(&mut studio, Point::new(-40.0, 300.0));
    assert_eq!(studio.undo_label(), None);
    assert_eq!(studio.drag_view(), None);
}

#[test]
fn a_state_is_carried_into_a_branch_and_out_of_it() {
    let mut studio = with(NESTED);
    let (from, to) = (header(&studio, "First"), header(&studio, "Righter"));
    let to = Point::new(to.x, to.y + 70.0);
    assert_eq!(carry(&mut studio, from, to), "After Righter");
    drop_at(&mut studio, to);
    assert_eq!(path(&studio, "First").to_string(), "Both[1] / First");
    let (from, to) = (header(&studio, "First"), line(&studio, "Start→Both"));
    assert_eq!(carry(&mut studio, from, to), "Before Both");
    drop_at(&mut studio, to);
    assert_eq!(path(&studio, "First").to_string(), "First");
}

#[test]
fn a_selection_is_carried_as_a_whole() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Select(Some(path(&studio, "Right"))));
    studio.dispatch(Action::SelectAlso(path(&studio, "Righter")));
    let (from, to) = (header(&studio, "Right"), line(&studio, "First→Both"));
    carry(&mut studio, from, to);
    assert_eq!(studio.drag_view().map(|view| view.ghosts.len()), Some(2));
    drop_at(&mut studio, to);
    let drawn = lines(&studio);
    for name in ["First→Right", "Right→Righter", "Righter→Both"] {
        assert!(drawn.contains(&name.into()), "{name} is not in {drawn:?}");
    }
    assert_eq!(studio.scene().vacancies.len(), 1, "the branch is empty now");
}

#[test]
fn an_empty_branch_takes_a_piece() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Select(Some(path(&studio, "Left"))));
    press(&mut studio, "Delete");
    let middle = studio.scene().vacancies[0].rect.middle();
    let to = screen(&studio, middle);
    grip(&mut studio, Grip::Piece("lambda.invoke".into()));
    assert_eq!(carry(&mut studio, Point::new(-100.0, 100.0), to), "First state in Both");
    drop_at(&mut studio, to);
    assert_eq!(selected(&studio), "Both[0] / Invoke function");
    assert_eq!(studio.scene().vacancies.len(), 0);
}

#[test]
fn a_container_does_not_go_into_itself() {
    let mut studio = with(NESTED);
    let (from, to) = (header(&studio, "Both"), header(&studio, "Left"));
    let hint = carry(&mut studio, from, Point::new(to.x, to.y + 40.0));
    assert!(!hint.contains("Left"), "{hint}");
    let first = header(&studio, "First");
    studio.dispatch(Action::Command(CommandId::Escape));
    drop_at(&mut studio, first);
    assert_eq!(studio.undo_label(), None);
}

#[test]
fn a_line_is_drawn_from_a_handle_to_a_state() {
    let mut studio = with(NESTED);
    let (from, to) = (header(&studio, "First"), header(&studio, "Last"));
    let next = Connection::of(path(&studio, "First"), Port::Next);
    grip(&mut studio, Grip::Port(next));
    assert_eq!(carry(&mut studio, from, to), "Next → Last");
    drop_at(&mut studio, to);
    assert!(lines(&studio).contains(&"First→Last".into()));
}

#[test]
fn a_line_that_may_not_be_says_why() {
    let mut studio = with(NESTED);
    let (from, to) = (header(&studio, "Left"), header(&studio, "Last"));
    let next = Connection::of(path(&studio, "Left"), Port::Next);
    grip(&mut studio, Grip::Port(next));
    let why = "“Left” and “Last” are not in the same scope: a transition cannot enter or leave a branch";
    assert_eq!(carry(&mut studio, from, to), why);
    assert_eq!(studio.drag_view().map(|view| view.refused), Some(true));
    let asked = drop_at(&mut studio, to);
    assert!(asked.contains(&Request::failed(why)), "{asked:?}");
    assert_eq!(studio.undo_label(), None);
}

#[test]
fn a_line_let_go_on_empty_ground_asks_what_shall_be_there() {
    let mut studio = with(NESTED);
    let from = header(&studio, "First");
    let next = Connection::of(path(&studio, "First"), Port::Next);
    grip(&mut studio, Grip::Port(next));
    let to = Point::new(from.x + 260.0, from.y + 40.0);
    assert_eq!(carry(&mut studio, from, to), "Next → a new state");
    drop_at(&mut studio, to);
    let open = studio.quick_view().expect("the list is open");
    assert_eq!(open.place, "Between First and Both");
    studio.dispatch(Action::QuickAdd(QuickAction::Type("succ".into())));
    studio.dispatch(Action::QuickAdd(QuickAction::Take));
    assert_eq!(selected(&studio), "Succeed");
    assert!(lines(&studio).contains(&"First→Succeed".into()));
}

#[test]
fn shift_and_a_drag_select_what_lies_in_the_box() {
    let mut studio = with(NESTED);
    let (from, to) = (header(&studio, "First"), header(&studio, "Both"));
    let from = Point::new(from.x - 200.0, from.y - 60.0);
    pointer(&mut studio, PointerPhase::Down, from, true);
    pointer(&mut studio, PointerPhase::Move, Point::new(from.x + 30.0, from.y + 10.0), true);
    pointer(&mut studio, PointerPhase::Move, Point::new(from.x + 500.0, to.y - 60.0), true);
    pointer(&mut studio, PointerPhase::Up, to, true);
    let names: Vec<_> = studio.selected().states().iter().map(ToString::to_string).collect();
    assert_eq!(names, ["First"]);
}

#[test]
fn quick_add_connects_to_states_that_are_there() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Select(Some(path(&studio, "First"))));
    press(&mut studio, "Tab");
    studio.dispatch(Action::QuickAdd(QuickAction::Type("last".into())));
    let rows = studio.quick_view().expect("open").rows;
    assert_eq!(rows[0].label, "Connect to Last");
    studio.dispatch(Action::QuickAdd(QuickAction::Take));
    assert!(lines(&studio).contains(&"First→Last".into()));
}

#[test]
fn a_line_is_selected_by_a_click_and_goes_by_delete() {
    let mut studio = with(NESTED);
    let at = line(&studio, "First→Both");
    pointer(&mut studio, PointerPhase::Down, at, false);
    pointer(&mut studio, PointerPhase::Up, at, false);
    assert_eq!(
        studio.selected().selected_connection(),
        Some(&Connection::of(path(&studio, "First"), Port::Next))
    );
    press(&mut studio, "Delete");
    assert!(lines(&studio).contains(&"First→End".into()));
}

#[test]
fn a_name_is_typed_over_its_card() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Select(Some(path(&studio, "First"))));
    press(&mut studio, "F2");
    studio.dispatch(Action::Name(NamingAction::Type("Last".into())));
    let view = studio.naming_view().expect("a field");
    assert_eq!(view.error.as_deref(), Some("There is a state named “Last” already"));
    studio.dispatch(Action::Name(NamingAction::Type("Begin".into())));
    studio.dispatch(Action::Name(NamingAction::Done));
    assert_eq!(selected(&studio), "Begin");
    assert_eq!(studio.naming_view(), None);
}

#[test]
fn the_menu_offers_what_can_be_done_with_what_is_under_it() {
    let mut studio = with(NESTED);
    let at = header(&studio, "Both");
    studio.dispatch(Action::Canvas(CanvasAction::Menu(at)));
    let menu = studio.context_menu().expect("open").groups.concat();
    assert!(menu.contains(&CommandId::AddBranch) && menu.contains(&CommandId::AddCatch), "{menu:?}");
    studio.dispatch(Action::Command(CommandId::AddBranch));
    assert_eq!(studio.scene().vacancies.len(), 1);
    let at = header(&studio, "First");
    studio.dispatch(Action::Canvas(CanvasAction::Menu(at)));
    let menu = studio.context_menu().expect("open").groups.concat();
    assert!(!menu.contains(&CommandId::AddCatch) && menu.contains(&CommandId::Duplicate), "{menu:?}");
}

#[test]
fn a_place_in_a_scope_is_told() {
    let mut studio = with(NESTED);
    let scope = path(&studio, "Left").scope();
    studio.dispatch(Action::QuickAdd(QuickAction::At(Place::In(scope), None)));
    assert_eq!(studio.quick_view().map(|view| view.place), Some("Not connected in Both".into()));
}

#[test]
fn a_state_is_placed_by_hand_and_tidied_up_again() {
    let mut studio = with(NESTED);
    let before = header(&studio, "First");
    let to = Point::new(before.x - 260.0, before.y + 10.0);
    assert_eq!(carry(&mut studio, before, to), "Place by hand");
    drop_at(&mut studio, to);
    let now = header(&studio, "First");
    assert!((now.x - to.x).abs() < 1.0 && (now.y - to.y).abs() < 1.0, "{now:?} is not {to:?}");
    assert_eq!(studio.document().map(|open| open.text.to_string()).as_deref(), Some(NESTED));
    let rename = asl_studio::edit::Command::Rename { state: path(&studio, "First"), to: "Begin".into() };
    studio.dispatch(Action::Edit(asl_studio::studio::editing::EditAction::Do(rename)));
    let left_of_both = |studio: &Studio, name: &str| header(studio, name).x < header(studio, "Both").x - 40.0;
    assert!(left_of_both(&studio, "Begin"), "it stays where it was put under its new name");
    studio.dispatch(Action::Command(CommandId::TidyUp));
    assert!(!left_of_both(&studio, "Begin"));
    studio.dispatch(Action::Command(CommandId::Undo));
    assert!(left_of_both(&studio, "Begin"));
}

#[test]
fn the_machines_own_states_are_in_the_palette() {
    let mut studio = with(NESTED);
    let (all, more) = asl_studio::studio::library::own_states(&studio);
    assert_eq!((all.iter().any(|state| state.name == "Last"), more), (true, 0));
    let first = path(&studio, "First");
    grip(&mut studio, Grip::Piece(Piece::Copy(first)));
    let to = line(&studio, "Both→Last");
    assert_eq!(carry(&mut studio, Point::new(-100.0, 300.0), to), "Between Both and Last");
    drop_at(&mut studio, to);
    assert!(lines(&studio).contains(&"Both→First (2)".into()), "{:?}", lines(&studio));
    assert!(lines(&studio).contains(&"First (2)→Last".into()), "{:?}", lines(&studio));
}

/// Two rules that cross less the other way round: Tidy up exchanges them, and nothing in the text says so.
#[test]
fn an_undo_brings_the_drawing_back_as_it_was() {
    let crossing = r#"{ "StartAt": "A", "States": {
        "A": { "Type": "Choice", "Default": "D", "Choices": [
            { "Variable": "$.a", "IsPresent": true, "Next": "B" },
            { "Variable": "$.b", "IsPresent": true, "Next": "C" } ] },
        "B": { "Type": "Choice", "Default": "Y", "Choices": [
            { "Variable": "$.a", "IsPresent": true, "Next": "Z" } ] },
        "C": { "Type": "Choice", "Default": "X", "Choices": [
            { "Variable": "$.a", "IsPresent": true, "Next": "Y" } ] },
        "D": { "Type": "Pass", "Next": "X" },
        "X": { "Type": "Succeed" }, "Y": { "Type": "Succeed" }, "Z": { "Type": "Succeed" } } }"#;
    let mut studio = with(crossing);
    let rects = |studio: &Studio| studio.scene().cards.iter().map(|card| card.rect).collect::<Vec<_>>();
    let mut seen = vec![rects(&studio)];
    let mut delete = |studio: &mut Studio, name: &str| {
        studio.dispatch(Action::Select(Some(path(studio, name))));
        studio.dispatch(Action::Command(CommandId::DeleteSelection));
        seen.push(rects(studio));
    };
    delete(&mut studio, "B");
    delete(&mut studio, "D");
    studio.dispatch(Action::Command(CommandId::TidyUp));
    seen.push(rects(&studio));
    assert_ne!(seen[2], seen[3], "nothing to be tidied");
    for before in seen[..3].iter().rev() {
        studio.dispatch(Action::Command(CommandId::Undo));
        assert_eq!(&rects(&studio), before);
    }
    for after in &seen[1..] {
        studio.dispatch(Action::Command(CommandId::Redo));
        assert_eq!(&rects(&studio), after);
    }
}

#[test]
fn the_flow_turns_to_the_right_and_back() {
    let mut studio = with(NESTED);
    let rect = |studio: &Studio, name: &str| studio.scene().card(&path(studio, name)).expect(name).rect;
    assert!(rect(&studio, "Last").y > rect(&studio, "First").bottom());
    studio.dispatch(Action::Command(CommandId::TurnFlow));
    assert!(rect(&studio, "Last").x > rect(&studio, "First").right());
    studio.dispatch(Action::Command(CommandId::Undo));
    assert!(rect(&studio, "Last").y > rect(&studio, "First").bottom());
}

#[test]
fn a_card_says_what_its_state_does_in_particular() {
    let check = |state: &str, expected: &str| {
        let text = format!(r#"{{ "StartAt": "It", "States": {{ "It": {{ {state}, "End": true }} }} }}"#);
        let studio = with(&text);
        let card = studio.scene().cards.iter().find(|card| &*card.name == "It").expect("a card");
        assert_eq!(card.substance, expected, "{state}");
    };
    let task = |resource: &str, more: &str| format!(r#""Type": "Task", "Resource": "{resource}"{more}"#);
    check(&task("arn:aws:lambda:us-east-1:123456789012:function:[you]-pay:PROD", ""), "pay");
    check(&task("arn:aws:states:::lambda:invoke", r#", "Parameters": { "FunctionName": "pay" }"#), "pay");
    check(&task("arn:aws:states:::sqs:sendMessage.waitForTaskToken", ""), "sqs:sendMessage · callback");
    check(&task("arn:aws:states:::aws-sdk:s3:getObject", ""), "s3:getObject");
    let starts = |arn: &str| format!(r#", "Arguments": {{ "StateMachineArn": "{arn}" }}"#);
    let start = "arn:aws:states:::states:startExecution.sync:2";
    let machine = "arn:aws:states:us-east-1:123456789012:stateMachine:charge";
    check(&task(start, &starts(machine)), "start charge and wait");
    check(&task(start, &starts("${ChargeArn}")), "start ChargeArn and wait");
    check(&task(start, &starts("{% $arn %}")), "states:startExecution and wait");
    check(r#""Type": "Pass""#, "Passes its input on");
    check(r#""Type": "Pass", "Parameters": { "id.$": "$.id", "total": 3 }"#, "id, total");
    check(r#""Type": "Wait", "Seconds": 90"#, "1 min 30 s");
    check(r#""Type": "Wait", "TimestampPath": "$.until""#, "until until");
    let map = |fields: &str| {
        let inside = r#""StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } }"#;
        format!(r#""Type": "Map", {fields}"ItemProcessor": {{ {inside} }}"#)
    };
    let reader =
        |parameters: &str| format!(r#""ItemReader": {{ "Resource": "r", "Parameters": {parameters} }}, "#);
    check(&map(""), "for each of its input");
    check(&map(r#""ItemsPath": "$.orders", "MaxConcurrency": 5, "#), "for each of orders · 5 at once");
    check(&map(&reader(r#"{ "Bucket": "shop", "Key": "in/orders.csv" }"#)), "for each of orders.csv");
    check(&map(&reader(r#"{ "Bucket": "shop" }"#)), "for each of the objects in shop");
    check(&map(&reader(r#"{ "Bucket": "shop", "Key.$": "$.key" }"#)), "for each of the items in a file");
}
