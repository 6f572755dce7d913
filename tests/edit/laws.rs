//! Laws of every command, tried on lines of commands made by chance.

use super::document;
use asl_studio::asl::{ScopePath, StateId, StatePath};
use asl_studio::edit::{
    Command, CommandError, Connection, Document, Fragment, History, Place, Port, Target, Wrapping, apply,
};
use asl_studio::json::{JsonPointer, Value, parse};
use proptest::prelude::*;

/// Definitions in handwriting of several kinds. Every state has a field that the language does not know.
const STARTS: [&str; 4] = [
    "{\n  \"States\": {}\n}\n",
    "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"X-Own\":[1,2.50,\"\\u00e9\"],\"Next\":\"B\"},\"B\":{\"Type\":\"Succeed\",\"X-Own\":{}}}}",
    "{ \"StartAt\" : \"A\"\n, \"States\" : {\n\t\"A\":{\"Type\":\"Choice\",\"X-Own\":  1e2,\n\t\t\"Choices\":[{\"Variable\":\"$.a\",\"IsNull\":true,\"Next\":\"B\"} ,{\"Variable\":\"$.b\",\"IsNull\":true,\"Next\":\"C\"}]},\n\t\"B\":{\"Type\":\"Task\",\"Resource\":\"${X}\",\"X-Own\":null,\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"C\"}],\"End\":true},\r\n\t\"C\":{\"Type\":\"Fail\" , \"X-Own\" : [ ]}\n}}",
    r#"{
    "StartAt": "P",
    "States": {
        "P": {
            "Type": "Parallel", "X-Own": "p",
            "Branches": [
                { "StartAt": "L", "States": { "L": { "Type": "Wait", "Seconds": 1, "X-Own": true, "Next": "M" },
                                              "M": { "Type": "Pass", "X-Own": 0.10, "End": true } } },
                { "StartAt": "N", "States": { "N": { "Type": "Map", "X-Own": -0,
                    "ItemProcessor": { "StartAt": "O", "States": { "O": { "Type": "Pass", "X-Own": 1, "End": true } } },
                    "End": true } } }
            ],
            "Next": "Q"
        },

        "Q": { "Type": "Pass", "X-Own": "q", "Next": "P" }
    }
}"#,
];

const BODIES: [&str; 5] = [
    "{\n  \"Type\": \"Pass\",\n  \"X-Own\": 7.0,\n  \"End\": true\n}",
    "{\n  \"Type\": \"Succeed\"\n}",
    "{\n  \"Type\": \"Choice\",\n  \"Choices\": []\n}",
    "{\n  \"Type\": \"Parallel\",\n  \"Branches\": [\n    {\n      \"StartAt\": \"In\",\n      \"States\": {\n        \"In\": {\n          \"Type\": \"Pass\",\n          \"End\": true\n        }\n      }\n    }\n  ],\n  \"End\": true\n}",
    "{\n  \"Type\": \"Task\",\n  \"Resource\": \"r\",\n  \"End\": true\n}",
];

/// Numbers that choose a command, and what it is about.
type Dice = (u8, usize, usize, usize);

fn pick<T: Clone>(list: &[T], number: usize) -> Option<T> {
    (!list.is_empty()).then(|| list[number % list.len()].clone())
}

fn paths(document: &Document) -> Vec<StatePath> {
    document.machine().states().map(|(id, _)| document.machine().path_of(id)).collect()
}

fn scopes(document: &Document) -> Vec<ScopePath> {
    document.machine().scopes().map(|(id, _)| ScopePath::of(document.machine(), id)).collect()
}

fn connections(document: &Document) -> Vec<Connection> {
    let ports = [
        Port::Next,
        Port::Default,
        Port::Rule(0),
        Port::Rule(1),
        Port::Catch(0),
        Port::NewRule,
        Port::NewCatch,
    ];
    let starts = scopes(document).into_iter().map(Connection::start);
    let of = |state: StatePath| ports.into_iter().map(move |port| Connection::of(state.clone(), port));
    starts.chain(paths(document).into_iter().flat_map(of)).collect()
}

fn command(document: &Document, (kind, one, two, three): Dice) -> Option<Command> {
    let state = |number| pick(&paths(document), number);
    let some = |number: usize| (0..=number % 3).filter_map(|step| state(one + step * 7)).collect::<Vec<_>>();
    let place = |number: usize| match number % 4 {
        0 => pick(&scopes(document), number / 4).map(Place::In),
        _ => pick(&connections(document), number / 4).map(Place::On),
    };
    let connection = pick(&connections(document), one)?;
    Some(match kind % 13 {
        0 | 1 => {
            let name = ["A", "New", "In", "Quoted \"name\"\\"][two % 4];
            Command::Insert { fragment: Fragment::one(name, BODIES[one % BODIES.len()]), at: place(three)? }
        }
        2 => Command::Move { states: some(two), to: place(three)? },
        3 => Command::Delete { states: some(two) },
        4 => Command::Connect { connection, to: Target::State(state(two)?) },
        5 => Command::Connect { connection, to: Target::End },
        6 => Command::Disconnect { connection },
        7 => Command::Rename { state: state(one)?, to: ["Z", "A b", "ä\"", "L"][two % 4].into() },
        8 => Command::Wrap {
            states: some(two),
            in_a: [Wrapping::Parallel, Wrapping::Map, Wrapping::Catch][three % 3],
        },
        9 => Command::Unwrap { state: state(one)? },
        10 => Command::Set {
            pointer: document.pointer(&state(one)?)?.key(["Comment", "X-New", "Type"][two % 3]),
            value: [Value::from("c"), Value::Bool(true), Value::from("Pass")][two % 3].clone(),
        },
        11 => Command::MoveItem {
            array: document.pointer(&state(one)?)?.key(["Choices", "Branches", "Catch"][two % 3]),
            from: three % 2,
            to: (three + 1) % 2,
        },
        _ => {
            Command::Remove { pointer: document.pointer(&state(one)?)?.key(["Comment", "Seconds"][two % 2]) }
        }
    })
}

fn text_of(document: &Document, id: StateId) -> &str {
    let tree = document.tree();
    let node = tree.node_at(&document.machine().state(id).pointer).expect("a state stands somewhere");
    &tree.text()[tree.span(node)]
}

/// What a state says where it stands is as it was if it says the same; what the command moved within its scope may be
/// indented anew.
fn untouched_states_keep_their_texts(before: &Document, after: &Document, moved: &[(StatePath, StatePath)]) {
    for (id, _) in before.machine().states() {
        let path = before.machine().path_of(id);
        let Some(other) = after.state(&path) else { continue };
        let (old, new) = (text_of(before, id), text_of(after, other));
        if moved.iter().any(|(from, _)| *from == path || path.is_inside(from)) {
            assert!(parse(old).ok() != parse(new).ok() || tight(old) == tight(new), "of {old}\n→ {new}");
            continue;
        }
        if parse(old).ok() == parse(new).ok() {
            assert_eq!(old, new, "of {}\n→ {}", before.text(), after.text());
        }
    }
}

/// A JSON text without the space outside its strings.
fn tight(text: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    let keep = |letter: &char| {
        let quote = *letter == '"' && !escaped;
        escaped = inside && *letter == '\\' && !escaped;
        inside ^= quote;
        inside || !letter.is_whitespace()
    };
    text.chars().filter(keep).collect()
}

/// A state's own field survives every command but its deletion.
fn unknown_fields_survive(before: &Document, after: &Document, moved: &[(StatePath, StatePath)]) {
    let own = |document: &Document, id: StateId| {
        let tree = document.tree();
        let pointer: JsonPointer = document.machine().state(id).pointer.key("X-Own");
        tree.node_at(&pointer).map(|node| tight(&tree.text()[tree.span(node)]))
    };
    for (id, _) in before.machine().states() {
        let path = before.machine().path_of(id);
        let now = moved.iter().find(|(old, _)| *old == path).map_or(path, |(_, new)| new.clone());
        let Some(other) = after.state(&now) else { continue };
        assert_eq!(own(before, id), own(after, other), "of {now}\n{}\n→ {}", before.text(), after.text());
    }
}

fn names_are_unique(document: &Document) {
    let mut names: Vec<_> = document.machine().states().map(|(_, state)| state.name.clone()).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "a name stands twice in {}", document.text());
}

fn run(start: usize, dice: &[Dice]) {
    let first = document(STARTS[start % STARTS.len()]);
    let mut history: History<Document> = History::default();
    let mut now = first.clone();
    let mut done = 0;
    for dice in dice {
        let Some(command) = command(&now, *dice) else { continue };
        let edit = match apply(&now, &command) {
            Ok(edit) => edit,
            Err(CommandError::Invalid(why)) if why.contains("JSON") => {
                panic!("{command:?}: {why}\n{}", now.text())
            }
            Err(error) => {
                assert!(!error.to_string().is_empty());
                continue;
            }
        };
        assert!(
            parse(edit.document.text()).is_ok(),
            "{command:?} of {} made {}",
            now.text(),
            edit.document.text()
        );
        untouched_states_keep_their_texts(&now, &edit.document, &edit.moved);
        unknown_fields_survive(&now, &edit.document, &edit.moved);
        names_are_unique(&edit.document);
        for path in edit.select.iter().chain(edit.moved.iter().map(|(_, after)| after)) {
            assert!(
                edit.document.state(path).is_some(),
                "{command:?}: no {path} in {}",
                edit.document.text()
            );
        }
        history.record(edit.label, now.clone(), edit.document.clone(), None);
        now = edit.document;
        done += 1;
    }
    let last = now.text().clone();
    for _ in 0..done {
        now = history.undo().expect("as many undos as edits").before.clone();
    }
    assert_eq!(now.text(), first.text());
    assert!(history.undo().is_none());
    while let Some(entry) = history.redo() {
        now = entry.after.clone();
    }
    assert_eq!(now.text(), &last);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_line_of_commands_keeps_the_laws(
        start in 0..STARTS.len(),
        dice in prop::collection::vec((any::<u8>(), 0..1000_usize, 0..1000_usize, 0..1000_usize), 1..40),
    ) {
        run(start, &dice);
    }
}
