//! Definitions in odd handwriting: what is opened is saved byte for byte, and an edit that is undone leaves no trace.

use super::studio;
use crate::laws::generate::{definition, scope};
use asl_studio::json::{self, Value};
use asl_studio::studio::action::OpenAction;
use asl_studio::studio::command::CommandId;
use asl_studio::studio::{Action, Request, Studio};
use proptest::prelude::*;

/// Writes a value as no printer would: odd white space, needless escapes, numbers in forms of their own.
struct Scribe<'a> {
    dice: std::iter::Cycle<std::slice::Iter<'a, u8>>,
    out: String,
}

impl Scribe<'_> {
    fn roll(&mut self, sides: u8) -> u8 {
        self.dice.next().copied().unwrap_or_default() % sides
    }

    fn space(&mut self) {
        let space = ["", "", " ", "\n", "\t", "  ", "\r\n", "\n\n    "][self.roll(8) as usize];
        self.out.push_str(space);
    }

    fn write(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                self.out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    self.comma(index);
                    self.string(key);
                    self.space();
                    self.out.push(':');
                    self.space();
                    self.write(value);
                }
                self.space();
                self.out.push('}');
            }
            Value::Array(items) => {
                self.out.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    self.write(item);
                }
                self.space();
                self.out.push(']');
            }
            Value::String(text) => self.string(text),
            Value::Number(number) if self.roll(3) == 0 && number.is_integer() => {
                self.out.push_str(&format!("{number}.0e0"))
            }
            other => self.out.push_str(&other.to_string()),
        }
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.space();
            self.out.push(',');
        }
        self.space();
    }

    fn string(&mut self, text: &str) {
        if self.roll(4) == 0
            && text.is_ascii()
            && !text.is_empty()
            && text.chars().all(|c| c.is_alphanumeric())
        {
            self.out.push_str(&format!("\"\\u{:04x}{}\"", text.as_bytes()[0], &text[1..]));
        } else {
            self.out.push_str(&Value::from(text).to_string());
        }
    }
}

fn scribble(text: &str, dice: &[u8]) -> String {
    let value = json::parse(text).expect("a generated definition is JSON");
    let mut scribe = Scribe { dice: dice.iter().cycle(), out: String::new() };
    scribe.write(&value);
    scribe.space();
    scribe.out
}

fn saved(studio: &mut Studio) -> String {
    let asked = studio.dispatch(Action::Command(CommandId::Download));
    let text = asked.into_iter().find_map(|request| match request {
        Request::Download { text, .. } => Some(text),
        _ => None,
    });
    text.expect("a download was asked for")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_opened_is_saved_byte_for_byte(nodes in scope(), dice in prop::collection::vec(any::<u8>(), 16..64)) {
        let text = scribble(&definition(&nodes), &dice);
        let mut studio = studio();
        studio.dispatch(Action::Open(OpenAction::Pasted(text.clone())));
        prop_assert!(studio.document().is_some(), "not opened: {:?}", studio.draft());
        prop_assert_eq!(&saved(&mut studio), &text);
        let first = studio.scene().cards.first().map(|card| card.path.clone());
        studio.dispatch(Action::Select(first));
        studio.dispatch(Action::Command(CommandId::Duplicate));
        studio.dispatch(Action::Command(CommandId::DeleteSelection));
        while studio.undo_label().is_some() {
            studio.dispatch(Action::Command(CommandId::Undo));
        }
        prop_assert_eq!(saved(&mut studio), text);
    }
}
