//! What a field is for: a card of two sentences and a small example, by the AWS developer guide.
//!
//! Keyed by where a field stands ([`Place`]) and its name, as [`crate::asl::fields`] lists them; a test holds the two
//! together.

mod choice;
mod errors;
mod files;
mod flow;
mod map;
mod task;

use crate::asl::{Operator, QueryLanguage, StateType};
use std::borrow::Cow;

/// What a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The whole definition
    Machine,
    /// An entry of `Branches`
    Branch,
    /// `ItemProcessor`, or `Iterator`
    Processor,
    /// `ProcessorConfig`
    ProcessorConfig,
    /// A state of this type
    State(StateType),
    /// An entry of `Retry`
    Retrier,
    /// An entry of `Catch`
    Catcher,
    /// An entry of `Choices`, or a part of one
    ChoiceRule,
    /// `ItemReader`
    ItemReader,
    /// `ReaderConfig`
    ReaderConfig,
    /// `ItemBatcher`
    ItemBatcher,
    /// `ResultWriter`
    ResultWriter,
    /// `WriterConfig`
    WriterConfig,
}

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// The field's name
    pub title: Cow<'static, str>,
    /// What it does, and what there is to know
    pub text: Cow<'static, str>,
    /// The field as it is written: one or more members of a JSON object
    pub example: Cow<'static, str>,
}

/// The card of a field, with an example in the query language; `None` for a field that the place does not have.
pub fn help(place: Place, field: &str, language: QueryLanguage) -> Option<Help> {
    if place == Place::ChoiceRule
        && let Some((operator, is_path)) = Operator::parse(field)
    {
        return Some(choice::operator(operator, is_path));
    }
    let cards = TABLES.iter().filter(|(home, _)| home.holds(place)).flat_map(|(_, cards)| cards.iter());
    let card = cards.into_iter().find(|card| card.name == field && card.is_for(place))?;
    let example = match language {
        QueryLanguage::JsonPath => card.examples[0],
        QueryLanguage::Jsonata => card.examples[1],
    };
    Some(Help { title: card.name.into(), text: card.text.into(), example: example.into() })
}

/// Which places a table of cards is for.
#[derive(Clone, Copy)]
enum Home {
    One(Place),
    State,
    Scope,
}

impl Home {
    fn holds(self, place: Place) -> bool {
        match self {
            Self::One(home) => home == place,
            Self::State => matches!(place, Place::State(_)),
            Self::Scope => matches!(place, Place::Machine | Place::Branch | Place::Processor),
        }
    }
}

static TABLES: &[(Home, &[Card])] = &[
    (Home::One(Place::Machine), flow::MACHINE),
    (Home::Scope, flow::SCOPE),
    (Home::State, flow::STATE),
    (Home::State, task::STATE),
    (Home::State, choice::STATE),
    (Home::State, map::STATE),
    (Home::State, errors::STATE),
    (Home::One(Place::Retrier), errors::RETRIER),
    (Home::One(Place::Catcher), errors::CATCHER),
    (Home::One(Place::ChoiceRule), choice::RULE),
    (Home::One(Place::Processor), map::PROCESSOR),
    (Home::One(Place::ProcessorConfig), map::CONFIG),
    (Home::One(Place::ItemBatcher), map::BATCHER),
    (Home::One(Place::ItemReader), files::READER),
    (Home::One(Place::ReaderConfig), files::READER_CONFIG),
    (Home::One(Place::ResultWriter), files::WRITER),
    (Home::One(Place::WriterConfig), files::WRITER_CONFIG),
];

struct Card {
    name: &'static str,
    /// The types of states it is for; empty for all that have the field
    kinds: &'static [StateType],
    text: &'static str,
    /// In JSONPath and in JSONata
    examples: [&'static str; 2],
}

impl Card {
    fn is_for(&self, place: Place) -> bool {
        match place {
            Place::State(kind) => self.kinds.is_empty() || self.kinds.contains(&kind),
            _ => true,
        }
    }

    /// The same for these types of states only.
    const fn of(self, kinds: &'static [StateType]) -> Self {
        Self { kinds, ..self }
    }
}

const fn card(name: &'static str, text: &'static str, example: &'static str) -> Card {
    each(name, text, [example; 2])
}

const fn each(name: &'static str, text: &'static str, examples: [&'static str; 2]) -> Card {
    Card { name, kinds: &[], text, examples }
}
