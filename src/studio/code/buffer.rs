//! What the code pane holds, beside what the document is: the text's states.
//!
//! | state | what was typed | the document |
//! | --- | --- | --- |
//! | in sync | is the document | may change: the pane follows |
//! | typing | is not told yet | may change: both are joined when it is told |
//! | broken | is no definition; it stays, with what is wrong | the last good one; may change elsewhere in the text |
//! | conflict | changes what the document changed, too | as it is; the person chooses |
//!
//! What was typed is never lost without being asked for: by leaving it ([`Buffer::discard`]) only.

use super::merge::merge;
use crate::json::{Object, Value};
use std::sync::Arc;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    Json,
    Yaml,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Json, Self::Yaml];

    pub fn label(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Yaml => "YAML",
        }
    }

    pub fn token(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
        }
    }
}

/// A text that is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub language: Language,
    pub text: Arc<str>,
    /// What YAML says, as JSON, if it can be read
    pub value: Option<Arc<str>>,
}

impl Typed {
    pub fn json(text: impl Into<Arc<str>>) -> Self {
        Self { language: Language::Json, text: text.into(), value: None }
    }

    /// As it is kept.
    pub fn to_value(&self) -> Value {
        let fields = [("language", self.language.token()), ("text", &*self.text)];
        fields.into_iter().collect::<Object>().into()
    }

    pub fn read(kept: &Value) -> Option<Self> {
        let field = |name: &str| kept.get(name).and_then(Value::as_str);
        let (token, text) = (field("language")?, field("text")?);
        let language = Language::ALL.into_iter().find(|language| language.token() == token)?;
        Some(Self { language, text: text.into(), value: None })
    }

    pub fn yaml(text: impl Into<Arc<str>>, value: Option<Arc<str>>) -> Self {
        Self { language: Language::Yaml, text: text.into(), value }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    InSync,
    Typing,
    Broken(Typed),
    Conflict(Typed),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buffer {
    /// The document's text that what is typed was made of
    base: Arc<str>,
    state: State,
}

/// What to do with a text that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// See whether this is a document: then [`Buffer::accept`], else [`Buffer::reject`]
    Try(Arc<str>),
    /// The document changed at the same place
    Conflict,
}

impl Buffer {
    /// A buffer that shows a document.
    pub fn of(document: &Arc<str>) -> Self {
        Self { base: document.clone(), state: State::InSync }
    }

    pub fn is_in_sync(&self) -> bool {
        self.state == State::InSync
    }

    pub fn is_conflict(&self) -> bool {
        matches!(self.state, State::Conflict(_))
    }

    /// What was typed and is no document.
    pub fn typed(&self) -> Option<&Typed> {
        match &self.state {
            State::InSync | State::Typing => None,
            State::Broken(typed) | State::Conflict(typed) => Some(typed),
        }
    }

    /// A first key was pressed.
    pub fn begin(&mut self) {
        if self.state == State::InSync {
            self.state = State::Typing;
        }
    }

    /// A text was typed, made of what the pane showed.
    pub fn tell(&mut self, text: &str, document: &Arc<str>) -> Told {
        if let State::Conflict(typed) = &mut self.state {
            *typed = Typed::json(text);
            return Told::Conflict;
        }
        match merge(&self.base, text, document) {
            Some(merged) => {
                self.base = document.clone();
                Told::Try(merged.into())
            }
            None => {
                self.state = State::Conflict(Typed::json(text));
                Told::Conflict
            }
        }
    }

    /// YAML was typed: whether what it says may become the document. If the document changed meanwhile it may not, as
    /// there is no joining of values.
    pub fn may_take(&mut self, typed: &Typed, document: &Arc<str>) -> bool {
        let may = !self.is_conflict() && self.base == *document;
        if !may {
            self.state = State::Conflict(typed.clone());
        }
        may
    }

    /// What was typed became the document.
    pub fn accept(&mut self, document: &Arc<str>) {
        *self = Self::of(document);
    }

    /// What was typed is no document.
    pub fn reject(&mut self, typed: Typed) {
        self.state = match &self.state {
            State::Conflict(_) => State::Conflict(typed),
            _ => State::Broken(typed),
        };
    }

    /// The document changed, but not by what was typed.
    pub fn follow(&mut self, document: &Arc<str>) {
        match &self.state {
            State::InSync => self.base = document.clone(),
            State::Broken(typed) if self.base != *document => {
                let merged = (typed.language == Language::Json)
                    .then(|| merge(&self.base, &typed.text, document))
                    .flatten();
                match merged {
                    Some(merged) => {
                        self.base = document.clone();
                        self.state = State::Broken(Typed::json(merged));
                    }
                    None => self.state = State::Conflict(typed.clone()),
                }
            }
            State::Typing | State::Broken(_) | State::Conflict(_) => {}
        }
    }

    /// Gives up what was typed.
    pub fn discard(&mut self, document: &Arc<str>) {
        *self = Self::of(document);
    }

    /// Prefers what was typed to what the document became: it is to be told again.
    pub fn insist(&mut self, document: &Arc<str>) {
        if let State::Conflict(typed) = &self.state {
            self.state = State::Broken(typed.clone());
            self.base = document.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Arc<str> {
        text.into()
    }

    fn broken(buffer: &Buffer) -> Option<&str> {
        buffer.typed().map(|typed| &*typed.text)
    }

    #[test]
    fn what_is_typed_becomes_the_document() {
        let mut buffer = Buffer::of(&text("a b"));
        buffer.begin();
        assert!(!buffer.is_in_sync());
        assert_eq!(buffer.tell("a B", &text("a b")), Told::Try(text("a B")));
        buffer.accept(&text("a B"));
        assert!(buffer.is_in_sync());
    }

    #[test]
    fn broken_text_stays_and_takes_in_what_changes_elsewhere() {
        let mut buffer = Buffer::of(&text("a b c"));
        buffer.begin();
        buffer.tell("a { c", &text("a b c"));
        buffer.reject(Typed::json("a { c"));
        assert_eq!(broken(&buffer), Some("a { c"));
        buffer.follow(&text("a b C"));
        assert_eq!(broken(&buffer), Some("a { C"));
        assert!(!buffer.is_conflict());
        assert_eq!(buffer.tell("a {} C", &text("a b C")), Told::Try(text("a {} C")));
    }

    #[test]
    fn the_document_may_change_while_somebody_types() {
        let mut buffer = Buffer::of(&text("a b c"));
        buffer.begin();
        buffer.follow(&text("A b c"));
        assert_eq!(buffer.tell("a b c!", &text("A b c")), Told::Try(text("A b c!")));
        let mut buffer = Buffer::of(&text("a b c"));
        buffer.begin();
        buffer.follow(&text("a x c"));
        assert_eq!(buffer.tell("a y c", &text("a x c")), Told::Conflict);
        assert_eq!(broken(&buffer), Some("a y c"));
    }

    fn in_conflict() -> Buffer {
        let mut buffer = Buffer::of(&text("a b c"));
        buffer.tell("a { c", &text("a b c"));
        buffer.reject(Typed::json("a { c"));
        buffer.follow(&text("a x c"));
        assert!(buffer.is_conflict());
        buffer
    }

    #[test]
    fn a_conflict_waits_for_the_person() {
        let mut buffer = in_conflict();
        assert_eq!(buffer.tell("a {} c", &text("a x c")), Told::Conflict);
        buffer.follow(&text("a xx c"));
        assert_eq!(broken(&buffer), Some("a {} c"));
        buffer.insist(&text("a xx c"));
        assert_eq!(buffer.tell("a {} c", &text("a xx c")), Told::Try(text("a {} c")));
        let mut buffer = in_conflict();
        buffer.discard(&text("a x c"));
        assert!(buffer.is_in_sync());
        assert_eq!(broken(&buffer), None);
    }

    #[test]
    fn broken_yaml_is_never_joined() {
        let mut buffer = Buffer::of(&text("a b c"));
        buffer.reject(Typed::yaml("a: [", None));
        buffer.follow(&text("a b c"));
        assert!(!buffer.is_conflict());
        buffer.follow(&text("a b C"));
        assert!(buffer.is_conflict());
        assert_eq!(broken(&buffer), Some("a: ["));
        let mut buffer = Buffer::of(&text("a b c"));
        let typed = Typed::yaml("a: 1", Some(text("{}")));
        assert!(buffer.may_take(&typed, &text("a b c")));
        buffer.begin();
        assert!(!buffer.may_take(&typed, &text("a b C")));
        assert!(buffer.is_conflict());
    }
}
