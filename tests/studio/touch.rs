//! The canvas by fingers: what a press holds and for how long, the menu of one that rests.

use super::{NESTED, selected, with};
use asl_studio::studio::action::CanvasAction;
use asl_studio::studio::drag::Grip;
use asl_studio::studio::geometry::Point;
use asl_studio::studio::tool::{PointerEvent, PointerPhase};
use asl_studio::studio::{Action, Request, Studio};

fn touch(studio: &mut Studio, phase: PointerPhase, id: i32, at: Point) -> Vec<Request> {
    let event = PointerEvent { phase, id, at, shift: false, touch: true };
    studio.dispatch(Action::Canvas(CanvasAction::Pointer(event)))
}

/// Puts a finger down; the answer is the number by which the studio asks to be told if it rests.
#[track_caller]
fn down(studio: &mut Studio, id: i32, at: Point) -> u32 {
    let asked = touch(studio, PointerPhase::Down, id, at);
    let number = asked.iter().find_map(|request| match request {
        Request::Hold(number) => Some(*number),
        _ => None,
    });
    number.expect("to be told whether the finger rests")
}

fn tap(studio: &mut Studio, at: Point) {
    down(studio, 1, at);
    touch(studio, PointerPhase::Up, 1, at);
}

fn held(studio: &mut Studio, press: u32) {
    studio.dispatch(Action::Canvas(CanvasAction::Held(press)));
}

fn card(studio: &Studio, name: &str) -> Point {
    let card =
        studio.scene().cards.iter().find(|card| &*card.name == name).unwrap_or_else(|| panic!("no {name}"));
    studio.viewport().to_screen(card.rect.middle())
}

fn to_the_right(at: Point, by: f64) -> Point {
    Point::new(at.x + by, at.y)
}

#[test]
fn a_finger_that_rests_opens_the_menu_which_stays_when_it_goes() {
    let mut studio = with(NESTED);
    let at = card(&studio, "Left");
    let press = down(&mut studio, 1, at);
    touch(&mut studio, PointerPhase::Move, 1, to_the_right(at, 6.0));
    held(&mut studio, press);
    assert!(studio.context_menu().is_some());
    assert_eq!(selected(&studio), "Both[0] / Left");
    touch(&mut studio, PointerPhase::Up, 1, at);
    assert!(studio.context_menu().is_some(), "letting go closes nothing");
}

#[test]
fn a_finger_that_moved_or_went_or_a_later_one_opens_no_menu() {
    let mut studio = with(NESTED);
    let at = card(&studio, "Left");
    let moved = down(&mut studio, 1, at);
    touch(&mut studio, PointerPhase::Move, 1, to_the_right(at, 30.0));
    held(&mut studio, moved);
    assert!(studio.context_menu().is_none(), "it moved");
    touch(&mut studio, PointerPhase::Up, 1, at);

    let at = card(&studio, "Left");
    let gone = down(&mut studio, 1, at);
    touch(&mut studio, PointerPhase::Up, 1, at);
    held(&mut studio, gone);
    assert!(studio.context_menu().is_none(), "it went");
    down(&mut studio, 2, at);
    held(&mut studio, gone);
    assert!(studio.context_menu().is_none(), "that was another press");
}

#[test]
fn a_piece_that_rests_under_a_finger_opens_no_menu() {
    let mut studio = with(NESTED);
    studio.dispatch(Action::Canvas(CanvasAction::Grip(Grip::Piece("flow.wait".into()))));
    let press = down(&mut studio, 1, Point::new(-100.0, 40.0));
    held(&mut studio, press);
    assert!(studio.context_menu().is_none());
}

/// Lets a press end in some way, and drags from empty ground then: nothing may be held any more.
#[track_caller]
fn check_let_go(what: &str, end: impl FnOnce(&mut Studio, Point)) {
    let mut studio = with(NESTED);
    let at = card(&studio, "Left");
    tap(&mut studio, at);
    let text = studio.document().expect("open").text.clone();
    end(&mut studio, at);
    let ground = Point::new(3.0, 3.0);
    down(&mut studio, 9, ground);
    touch(&mut studio, PointerPhase::Move, 9, to_the_right(ground, 40.0));
    assert!(studio.is_panning() && !studio.is_dragging(), "{what}");
    touch(&mut studio, PointerPhase::Up, 9, to_the_right(ground, 40.0));
    tap(&mut studio, ground);
    assert_eq!(studio.document().expect("open").text, text, "{what}");
}

#[test]
fn what_a_press_held_no_later_one_moves() {
    check_let_go("the browser scrolls the palette with the finger", |studio, at| {
        studio.dispatch(Action::Canvas(CanvasAction::Grip(Grip::Piece("flow.wait".into()))));
        down(studio, 1, at);
        touch(studio, PointerPhase::Cancel, 1, at);
    });
    check_let_go("a second finger comes down beside one on a state", |studio, at| {
        down(studio, 1, at);
        down(studio, 2, to_the_right(at, 80.0));
        touch(studio, PointerPhase::Move, 2, to_the_right(at, 90.0));
        touch(studio, PointerPhase::Up, 2, to_the_right(at, 90.0));
        touch(studio, PointerPhase::Up, 1, at);
    });
    check_let_go("a second finger comes down while the first drags", |studio, at| {
        down(studio, 1, at);
        touch(studio, PointerPhase::Move, 1, to_the_right(at, 30.0));
        assert!(studio.is_dragging());
        down(studio, 2, at);
        touch(studio, PointerPhase::Cancel, 1, at);
        touch(studio, PointerPhase::Up, 2, at);
    });
}
