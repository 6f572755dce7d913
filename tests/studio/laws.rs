//! Laws of the whole editor, tried on lines of what a person may do: whatever is done, what is open is JSON, what is
//! selected is there, every state is drawn, and undo leads back to the first byte.

use super::{NESTED, studio};
use asl_studio::asl::StatePath;
use asl_studio::edit::{Connection, Port};
use asl_studio::json;
use asl_studio::studio::action::{CanvasAction, LibraryAction, OpenAction};
use asl_studio::studio::command::CommandId;
use asl_studio::studio::drag::Grip;
use asl_studio::studio::editing::EditAction;
use asl_studio::studio::geometry::{Point, Rect};
use asl_studio::studio::naming::NamingAction;
use asl_studio::studio::quick_add::QuickAction;
use asl_studio::studio::scene::Inside;
use asl_studio::studio::tool::{PointerEvent, PointerPhase};
use asl_studio::studio::{Action, Studio};
use proptest::prelude::*;

/// Numbers that choose what is done, and what with.
type Dice = (u8, usize, usize);

const PIECES: [&str; 6] =
    ["flow.pass", "flow.choice", "flow.parallel", "flow.map", "flow.succeed", "lambda.invoke"];

const COMMANDS: [CommandId; 12] = [
    CommandId::DeleteSelection,
    CommandId::Duplicate,
    CommandId::WrapInParallel,
    CommandId::WrapInMap,
    CommandId::WrapInCatch,
    CommandId::Unwrap,
    CommandId::AddBranch,
    CommandId::TidyUp,
    CommandId::TurnFlow,
    CommandId::SelectAll,
    CommandId::CollapseAll,
    CommandId::ExpandAll,
];

fn states(studio: &Studio) -> Vec<StatePath> {
    studio.scene().cards.iter().map(|card| card.path.clone()).collect()
}

fn pick<T: Clone>(list: &[T], number: usize) -> Option<T> {
    (!list.is_empty()).then(|| list[number % list.len()].clone())
}

/// A point over a card, a line or an empty branch.
fn spot(studio: &Studio, number: usize) -> Point {
    let scene = studio.scene();
    let cards = scene.cards.iter().map(|card| Point::new(card.rect.x + 40.0, card.rect.y + 20.0));
    let lines = scene.edges.iter().filter_map(|edge| {
        let [.., before, last] = &*edge.points else { return None };
        Some(Point::new((before.x + last.x) / 2.0, (before.y + last.y) / 2.0))
    });
    let vacancies = scene.vacancies.iter().map(|vacancy| vacancy.rect.middle());
    let all: Vec<Point> = cards.chain(lines).chain(vacancies).collect();
    studio.viewport().to_screen(pick(&all, number).unwrap_or_default())
}

fn pointer(studio: &mut Studio, phase: PointerPhase, at: Point, shift: bool) {
    let event = PointerEvent { phase, id: 1, at, shift, touch: false };
    studio.dispatch(Action::Canvas(CanvasAction::Pointer(event)));
}

fn drag(studio: &mut Studio, from: Point, to: Point, shift: bool, ends: bool) {
    pointer(studio, PointerPhase::Down, from, shift);
    pointer(studio, PointerPhase::Move, Point::new((from.x + to.x) / 2.0, (from.y + to.y) / 2.0), shift);
    pointer(studio, PointerPhase::Move, to, shift);
    let _ = studio.drag_view();
    pointer(studio, if ends { PointerPhase::Up } else { PointerPhase::Cancel }, to, shift);
}

fn act(studio: &mut Studio, (kind, one, two): Dice) {
    let (here, there) = (spot(studio, one), spot(studio, two));
    let state = pick(&states(studio), one);
    match kind % 12 {
        0 => drag(studio, here, there, false, true),
        1 => drag(studio, here, there, two % 2 == 0, one % 5 != 0),
        2 => {
            studio
                .dispatch(Action::Canvas(CanvasAction::Grip(Grip::Piece(PIECES[one % PIECES.len()].into()))));
            drag(studio, Point::new(-80.0, 40.0), there, false, true);
        }
        3 => {
            let ports =
                [Port::Next, Port::NewCatch, Port::NewRule, Port::Default, Port::Rule(0), Port::Catch(0)];
            let Some(state) = state else { return };
            let connection = Connection::of(state, ports[two % ports.len()]);
            studio.dispatch(Action::Canvas(CanvasAction::Grip(Grip::Port(connection))));
            drag(studio, here, there, false, true);
        }
        4 => drop(studio.dispatch(Action::Select(state))),
        5 => {
            if let Some(state) = state {
                studio.dispatch(Action::SelectAlso(state));
            }
        }
        6 => drop(studio.dispatch(Action::Library(LibraryAction::Insert(PIECES[one % PIECES.len()].into())))),
        7 => {
            studio.dispatch(Action::QuickAdd(QuickAction::Open));
            let words = ["", "wait", "saga", "first", "nothing like it"];
            studio.dispatch(Action::QuickAdd(QuickAction::Type(words[one % words.len()].into())));
            studio.dispatch(Action::QuickAdd(QuickAction::Move(two as i32 % 7)));
            studio.dispatch(Action::QuickAdd(QuickAction::Take));
        }
        8 => {
            let Some(state) = state else { return };
            studio.dispatch(Action::Name(NamingAction::Begin(state)));
            let names = ["", "First", "Ä \"b\"", "Z", "Last"];
            studio.dispatch(Action::Name(NamingAction::Type(names[two % names.len()].into())));
            studio.dispatch(Action::Name(if one % 4 == 0 {
                NamingAction::Cancel
            } else {
                NamingAction::Done
            }));
        }
        9 => drop(studio.dispatch(Action::Edit(EditAction::Name(format!("Workflow {one}"))))),
        10 => {
            let ways = [CommandId::Undo, CommandId::Redo];
            studio.dispatch(Action::Command(ways[one % 2]));
        }
        _ => drop(studio.dispatch(Action::Command(COMMANDS[one % COMMANDS.len()]))),
    }
}

fn check(studio: &Studio, done: &str) {
    let document = studio.document().expect("something is open");
    assert!(json::parse(&document.text).is_ok(), "{done}: no JSON: {}", document.text);
    for state in studio.selected().states() {
        assert!(document.machine.resolve(state).is_some(), "{done}: {state} is selected and not there");
    }
    assert_eq!(studio.drag_view(), None, "{done}: a drag goes on");
    for card in &studio.scene().cards {
        assert!(
            document.machine.resolve(&card.path).is_some(),
            "{done}: {} is drawn and not there",
            card.path
        );
        assert!(card.rect.x.is_finite() && card.rect.y.is_finite(), "{done}: {} is nowhere", card.path);
    }
}

/// Where everything is drawn.
fn drawn(studio: &Studio) -> (Vec<(StatePath, Rect)>, Vec<String>) {
    let scene = studio.scene();
    let cards = scene.cards.iter().map(|card| (card.path.clone(), card.rect));
    (cards.collect(), scene.edges.iter().map(|edge| edge.line.clone()).collect())
}

fn is_folded(studio: &Studio) -> bool {
    studio.scene().cards.iter().any(|card| matches!(card.inside, Inside::Collapsed { .. }))
}

fn text(studio: &Studio) -> String {
    studio.document().map(|document| document.text.to_string()).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_can_be_undone(
        empty in any::<bool>(),
        dice in prop::collection::vec((any::<u8>(), 0..1000_usize, 0..1000_usize), 1..200),
    ) {
        let mut studio = studio();
        match empty {
            true => studio.dispatch(Action::Open(OpenAction::New)),
            false => studio.dispatch(Action::Open(OpenAction::Pasted(NESTED.to_owned()))),
        };
        let first = (text(&studio), drawn(&studio));
        let mut folded = false;
        for dice in dice {
            act(&mut studio, dice);
            check(&studio, &format!("{dice:?}"));
            folded |= is_folded(&studio);
        }
        let last = (text(&studio), drawn(&studio));
        let mut steps = 0;
        while studio.undo_label().is_some() {
            studio.dispatch(Action::Command(CommandId::Undo));
            check(&studio, "undo");
            steps += 1;
        }
        prop_assert_eq!(text(&studio), first.0);
        // What is folded is no part of the history.
        prop_assert!(folded || drawn(&studio) == first.1, "the drawing is another one");
        for _ in 0..steps {
            studio.dispatch(Action::Command(CommandId::Redo));
        }
        if studio.redo_label().is_none() {
            prop_assert_eq!(text(&studio), last.0);
            prop_assert!(folded || drawn(&studio) == last.1, "the drawing is another one when all is done again");
        }
    }
}
