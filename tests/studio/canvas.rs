//! Looking, selecting, walking, folding.

use super::{NESTED, press, selected, studio, with};
use asl_studio::studio::Action;
use asl_studio::studio::action::{CanvasAction, OpenAction};
use asl_studio::studio::geometry::{Point, Rect, Size};
use asl_studio::studio::scene::Inside;
use asl_studio::studio::tool::{PointerEvent, PointerPhase};
use asl_studio::studio::viewport::{MAX_ZOOM, MIN_ZOOM, Subject, Viewport};
use asl_studio::studio::{Environment, Request, Studio};
use std::collections::BTreeSet;

fn pointer(studio: &mut Studio, phase: PointerPhase, id: i32, x: f64, y: f64) {
    let event = PointerEvent { phase, id, at: Point::new(x, y), shift: false, touch: false };
    studio.dispatch(Action::Canvas(CanvasAction::Pointer(event)));
}

fn card_rect(studio: &Studio, name: &str) -> Rect {
    let scene = studio.scene();
    scene.cards.iter().find(|card| &*card.name == name).unwrap_or_else(|| panic!("{name} is not drawn")).rect
}

fn on_screen(studio: &Studio, name: &str) -> Point {
    studio.viewport().to_screen(card_rect(studio, name).middle())
}

#[test]
fn opening_shows_the_whole_drawing_no_larger_than_life() {
    let studio = with(NESTED);
    let seen = studio.viewport().window(Size::new(1000.0, 800.0));
    assert!(seen.covers(studio.scene().bounds), "{seen:?} does not show {:?}", studio.scene().bounds);
    assert!(studio.viewport().zoom <= 1.0);
}

#[test]
fn what_is_too_large_to_read_opens_where_it_begins() {
    let size = Size::new(1000.0, 800.0);
    let check = |bounds: Rect, start: Point| {
        let view = Viewport::opening(Subject { bounds, start }, size);
        let seen = view.window(size);
        assert!(view.zoom >= 0.75, "{bounds:?}: {view:?}");
        assert!(seen.contains(start), "{bounds:?}: {seen:?} is without its start");
        let air = 48.0 / view.zoom;
        let within = |from: f64, length: f64, seen_from: f64, seen_length: f64| {
            length <= seen_length
                || (seen_from >= from - air && seen_from + seen_length <= from + length + air)
        };
        let filled = within(bounds.x, bounds.width, seen.x, seen.width)
            && within(bounds.y, bounds.height, seen.y, seen.height);
        assert!(filled, "{bounds:?}: {seen:?} shows more nothing than need be");
    };
    check(Rect::new(0.0, 0.0, 300.0, 9_000.0), Point::new(150.0, 20.0));
    check(Rect::new(0.0, 0.0, 9_000.0, 9_000.0), Point::new(7_000.0, 20.0));
    check(Rect::new(-50.0, 70.0, 9_000.0, 9_000.0), Point::new(-30.0, 90.0));
    check(Rect::new(0.0, 0.0, 9_000.0, 300.0), Point::new(20.0, 150.0));
    check(Rect::new(0.0, 0.0, 9_000.0, 2_000.0), Point::new(20.0, 1_900.0));
}

#[test]
fn a_drawing_opened_before_the_canvas_has_a_size_is_shown_when_it_has() {
    let mut studio = super::started(Environment::default(), |_| None);
    studio.dispatch(Action::Open(OpenAction::Pasted(NESTED.into())));
    studio.dispatch(Action::Canvas(CanvasAction::Resized(Size::new(1000.0, 800.0))));
    assert_eq!(studio.viewport(), with(NESTED).viewport());
}

#[test]
fn what_nobody_has_moved_is_shown_anew_when_panes_come_and_go() {
    let resized = |width| Action::Canvas(CanvasAction::Resized(Size::new(width, 800.0)));
    let mut studio = with(&chain(60));
    let opened = studio.viewport();
    studio.dispatch(resized(700.0));
    let start = studio.scene().subject().start;
    assert!((studio.viewport().to_screen(start).x - 350.0).abs() < 1.0, "{:?}", studio.viewport());
    studio.dispatch(resized(1000.0));
    assert_eq!(studio.viewport(), opened);
    let wheel = CanvasAction::Wheel { at: Point::default(), dx: 5.0, dy: 1700.0, zoom: false };
    studio.dispatch(Action::Canvas(wheel));
    let moved = studio.viewport();
    studio.dispatch(resized(700.0));
    assert_eq!(studio.viewport(), moved.panned(-150.0, 0.0));
}

#[test]
fn zooming_keeps_what_is_under_the_pointer() {
    let mut studio = with(NESTED);
    let at = Point::new(321.0, 123.0);
    let before = studio.viewport().to_world(at);
    for dy in [-30.0, -30.0, 12.0, 500.0, -3.0] {
        studio.dispatch(Action::Canvas(CanvasAction::Wheel { at, dx: 0.0, dy, zoom: true }));
        let after = studio.viewport().to_world(at);
        assert!(before.distance(after) < 1e-6, "{before:?} went to {after:?}");
    }
}

#[test]
fn zoom_stays_within_its_limits() {
    let at = Point::new(10.0, 10.0);
    let view = Viewport::default();
    assert_eq!(view.zoomed(at, 1e9).zoom, MAX_ZOOM);
    assert_eq!(view.zoomed(at, 0.0).zoom, MIN_ZOOM);
    assert_eq!(view.zoomed(at, f64::NAN).zoom, 1.0);
}

#[test]
fn a_plain_wheel_pans() {
    let mut studio = with(NESTED);
    let before = studio.viewport();
    let at = Point::default();
    studio.dispatch(Action::Canvas(CanvasAction::Wheel { at, dx: 7.0, dy: -9.0, zoom: false }));
    assert_eq!(studio.viewport(), before.panned(-7.0, 9.0));
}

#[test]
fn a_press_that_does_not_move_selects_and_one_that_moves_pans() {
    let mut studio = with(NESTED);
    let at = on_screen(&studio, "First");
    let before = studio.viewport();
    pointer(&mut studio, PointerPhase::Down, 1, at.x, at.y);
    pointer(&mut studio, PointerPhase::Move, 1, at.x + 2.0, at.y);
    pointer(&mut studio, PointerPhase::Up, 1, at.x + 2.0, at.y);
    assert_eq!((selected(&studio).as_str(), studio.viewport()), ("First", before));

    pointer(&mut studio, PointerPhase::Down, 1, 5.0, 5.0);
    pointer(&mut studio, PointerPhase::Move, 1, 25.0, 15.0);
    assert!(studio.is_panning());
    pointer(&mut studio, PointerPhase::Up, 1, 25.0, 15.0);
    assert_eq!((selected(&studio).as_str(), studio.viewport()), ("First", before.panned(20.0, 10.0)));

    pointer(&mut studio, PointerPhase::Down, 1, 5.0, 5.0);
    pointer(&mut studio, PointerPhase::Up, 1, 5.0, 5.0);
    assert_eq!(selected(&studio), "");
}

#[test]
fn two_fingers_zoom_about_their_middle() {
    let mut studio = with(NESTED);
    let before = studio.viewport();
    pointer(&mut studio, PointerPhase::Down, 1, 400.0, 400.0);
    pointer(&mut studio, PointerPhase::Down, 2, 600.0, 400.0);
    pointer(&mut studio, PointerPhase::Move, 2, 700.0, 400.0);
    pointer(&mut studio, PointerPhase::Move, 1, 300.0, 400.0);
    let after = studio.viewport();
    assert!((after.zoom / before.zoom - 2.0).abs() < 1e-9, "{}", after.zoom / before.zoom);
    let middle = Point::new(500.0, 400.0);
    assert!(before.to_world(middle).distance(after.to_world(middle)) < 1e-6);
    pointer(&mut studio, PointerPhase::Up, 1, 300.0, 400.0);
    pointer(&mut studio, PointerPhase::Up, 2, 700.0, 400.0);
    assert!(!studio.is_panning());
}

#[test]
fn the_innermost_state_is_hit() {
    let mut studio = with(NESTED);
    for (name, expected) in [("Left", "Both[0] / Left"), ("Righter", "Both[1] / Righter")] {
        let at = on_screen(&studio, name);
        pointer(&mut studio, PointerPhase::Down, 1, at.x, at.y);
        pointer(&mut studio, PointerPhase::Up, 1, at.x, at.y);
        assert_eq!(selected(&studio), expected);
    }
}

#[track_caller]
fn check_walk(keys: &[&str], expected: &[&str]) {
    let mut studio = with(NESTED);
    let walked: Vec<String> = keys
        .iter()
        .map(|key| {
            press(&mut studio, key);
            selected(&studio)
        })
        .collect();
    assert_eq!(walked, expected);
}

#[test]
fn arrows_walk_along_the_edges_into_containers_and_out_again() {
    check_walk(
        &["ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown"],
        &["First", "Both", "Both[0] / Left", "Both[1] / Right", "Both[1] / Righter", "Last", "Last"],
    );
    check_walk(
        &["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"],
        &["First", "Both", "Both[0] / Left", "Both", "First", "First"],
    );
}

#[test]
fn j_visits_every_state_once_in_the_order_of_the_flow() {
    check_walk(
        &["j", "j", "j", "j", "j", "j", "j"],
        &["First", "Both", "Both[0] / Left", "Both[1] / Right", "Both[1] / Righter", "Last", "Last"],
    );
}

#[test]
fn folding_hides_what_is_inside_and_moves_the_selection_out() {
    let mut studio = with(NESTED);
    let inner = studio.scene().cards.iter().find(|card| &*card.name == "Left").unwrap().path.clone();
    let outer = inner.parent().unwrap();
    studio.dispatch(Action::Select(Some(inner.clone())));
    let header = studio
        .viewport()
        .to_screen(Point::new(card_rect(&studio, "Both").middle().x, card_rect(&studio, "Both").y));
    studio.dispatch(Action::ToggleCollapsed(outer.clone()));
    let folded = studio.scene().card(&outer).unwrap();
    assert_eq!(folded.inside, Inside::Collapsed { states: 3 });
    assert_eq!((studio.scene().cards.len(), selected(&studio).as_str()), (3, "Both"));
    let after = studio.viewport().to_screen(Point::new(folded.rect.middle().x, folded.rect.y));
    assert!(header.distance(after) < 1e-6, "the container jumped from {header:?} to {after:?}");

    studio.dispatch(Action::Reveal(inner));
    assert_eq!((studio.scene().cards.len(), selected(&studio).as_str()), (6, "Both[0] / Left"));
}

#[test]
fn a_revealed_state_is_in_view() {
    let mut studio = with(&chain(120));
    let last = studio.scene().cards.last().unwrap().clone();
    studio.dispatch(Action::Reveal(last.path.clone()));
    let seen = studio.viewport().window(Size::new(1000.0, 800.0));
    assert!(seen.covers(last.rect), "{seen:?} does not show {:?}", last.rect);
    assert_eq!(selected(&studio), "S119");
}

#[test]
fn gliding_asks_for_frames_and_arrives() {
    let mut studio = super::started(Environment { width: 1440.0, ..Environment::default() }, |_| None);
    studio.dispatch(Action::Canvas(CanvasAction::Resized(Size::new(1000.0, 800.0))));
    studio.dispatch(Action::Open(OpenAction::Pasted(chain(40))));
    let asked = press(&mut studio, "1");
    assert!(asked.contains(&Request::Frame), "{asked:?}");
    let mut now = 5.0;
    let mut frames = 0;
    while studio.is_moving() {
        let asked = studio.dispatch(Action::Frame { now });
        assert_eq!(asked.contains(&Request::Frame), studio.is_moving());
        (now, frames) = (now + 16.0, frames + 1);
        assert!(frames < 100, "it never arrives");
    }
    let fitted = Viewport::fitting(studio.scene().bounds, Size::new(1000.0, 800.0));
    assert_eq!(studio.viewport(), fitted);
}

#[test]
fn of_a_large_drawing_only_a_part_is_on_the_page_and_panning_a_little_changes_nothing() {
    let mut studio = with(&chain(1000));
    fill(&mut studio, &mut 0.0);
    let window = studio.window();
    let on_page = studio.scene().cards.iter().filter(|card| window.shows(card.rect)).count();
    assert!((10..200).contains(&on_page), "{on_page} cards on the page");
    studio.dispatch(Action::Canvas(CanvasAction::Wheel {
        at: Point::default(),
        dx: 0.0,
        dy: 300.0,
        zoom: false,
    }));
    assert_eq!(studio.window(), window);
    studio.dispatch(Action::Canvas(CanvasAction::Wheel {
        at: Point::default(),
        dx: 0.0,
        dy: 9000.0,
        zoom: false,
    }));
    assert_ne!(studio.window(), window);
}

/// The names of the states that are on the page as cards.
fn on_page(studio: &Studio) -> BTreeSet<String> {
    let window = studio.window();
    let cards = studio.scene().cards.iter().filter(|card| window.shows(card.rect));
    cards.map(|card| card.name.to_string()).collect()
}

/// Lets frames pass until nothing changes any more, a few cards each.
#[track_caller]
fn fill(studio: &mut Studio, now: &mut f64) {
    for _ in 0..300 {
        let before = on_page(studio);
        *now += 16.0;
        let asked = studio.dispatch(Action::Frame { now: *now });
        let changed = on_page(studio).symmetric_difference(&before).count();
        assert!(changed <= 12, "{changed} cards in one frame");
        if !asked.contains(&Request::Frame) {
            return assert!(!studio.window().is_filling());
        }
    }
    panic!("it never has all");
}

#[test]
fn a_large_drawing_is_filled_over_frames_and_the_sketch_shows_where_it_is_not_yet() {
    let mut studio = with(&chain(1000));
    let seen = |studio: &Studio| studio.viewport().window(Size::new(1000.0, 800.0));
    let is_there = |studio: &Studio| {
        let seen = seen(studio);
        let cards = studio.scene().cards.iter();
        cards.filter(|card| card.rect.intersects(seen)).all(|card| studio.window().shows(card.rect))
    };
    assert!(is_there(&studio) && !studio.window().is_sketched(), "what is opened is not there at once");
    let mut now = 1000.0;
    fill(&mut studio, &mut now);
    let wheel = |dx: f64, dy: f64, zoom| CanvasAction::Wheel { at: Point::new(500.0, 400.0), dx, dy, zoom };
    for step in 0..200 {
        // Out, in, and to the side between.
        let action = match step % 5 {
            4 => wheel(40.0, 900.0, false),
            _ => wheel(0.0, if (step / 60) % 2 == 0 { 24.0 } else { -24.0 }, true),
        };
        studio.dispatch(Action::Canvas(action));
        assert!(is_there(&studio) || studio.window().is_sketched(), "a hole after {step} steps");
        now += 16.0;
        studio.dispatch(Action::Frame { now });
    }
    fill(&mut studio, &mut now);
    assert!(is_there(&studio) || studio.window().is_far());
    studio.dispatch(Action::Canvas(CanvasAction::Wheel {
        at: Point::default(),
        dx: 0.0,
        dy: 24.0,
        zoom: true,
    }));
    while !studio.window().is_far() {
        let out = CanvasAction::Wheel { at: Point::default(), dx: 0.0, dy: 24.0, zoom: true };
        studio.dispatch(Action::Canvas(out));
    }
    fill(&mut studio, &mut now);
    assert_eq!(on_page(&studio), BTreeSet::new(), "cards that nobody can read");
}

#[test]
fn a_hand_that_zooms_far_from_the_drawing_does_not_wait_for_cards() {
    let mut studio = with(&chain(1000));
    let mut now = 1000.0;
    fill(&mut studio, &mut now);
    let wheel =
        |dy| Action::Canvas(CanvasAction::Wheel { at: Point::new(500.0, 400.0), dx: 0.0, dy, zoom: true });
    while studio.viewport().zoom > 0.6 {
        studio.dispatch(wheel(24.0));
    }
    let there = on_page(&studio);
    for _ in 0..9 {
        now += 16.0;
        studio.dispatch(wheel(24.0));
        studio.dispatch(Action::Frame { now });
        assert_eq!(on_page(&studio), there);
    }
    assert!(studio.window().is_sketched());
    fill(&mut studio, &mut now);
    assert_ne!(on_page(&studio), there, "it never catches up");
}

#[test]
fn nothing_open_bears_everything() {
    let mut studio = studio();
    for key in ["ArrowDown", "Tab", "Enter", "1", "0", "+", "-", ".", "/", "Escape", "[", "]", "r", "p", "2"]
    {
        press(&mut studio, key);
    }
    pointer(&mut studio, PointerPhase::Down, 1, 5.0, 5.0);
    pointer(&mut studio, PointerPhase::Up, 1, 5.0, 5.0);
    studio.dispatch(Action::ShowProblem(3));
    assert_eq!(selected(&studio), "");
}

/// A definition of `count` states in a row.
fn chain(count: usize) -> String {
    let states: Vec<String> = (0..count)
        .map(|index| {
            let next = if index + 1 < count {
                format!(r#""Next": "S{}""#, index + 1)
            } else {
                r#""End": true"#.into()
            };
            format!(r#""S{index}": {{ "Type": "Pass", {next} }}"#)
        })
        .collect();
    format!(r#"{{ "StartAt": "S0", "States": {{ {} }} }}"#, states.join(","))
}

#[test]
fn the_wheel_moves_the_canvas_until_it_rests_for_a_moment() {
    let mut studio = with(NESTED);
    let turn = CanvasAction::Wheel { at: Point::default(), dx: 0.0, dy: 5.0, zoom: false };
    let asked = studio.dispatch(Action::Canvas(turn.clone()));
    assert!(asked.contains(&Request::Frame), "{asked:?}");
    for (now, moving) in [(0.0, true), (100.0, true), (159.0, true), (160.0, false)] {
        studio.dispatch(Action::Frame { now });
        assert_eq!(studio.is_moving(), moving, "at {now}");
    }
    studio.dispatch(Action::Canvas(turn));
    assert!(studio.is_moving());
}
