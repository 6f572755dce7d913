//! The gallery: workflows to begin with, each showing one thing well.

use super::document::OpenDocument;
use super::drafting::Drafting;
use super::drawing;
use super::scene::Scene;
use std::collections::BTreeSet;

/// One sample: a definition, an input to run it with, and mock handlers for its functions.
#[derive(Debug)]
pub struct Sample {
    pub id: &'static str,
    pub title: &'static str,
    /// What it shows, one or two sentences
    pub lesson: &'static str,
    pub definition: &'static str,
    pub input: &'static str,
    pub mocks: &'static str,
}

macro_rules! sample {
    ($id:literal, $title:literal, $lesson:literal) => {
        Sample {
            id: $id,
            title: $title,
            lesson: $lesson,
            definition: include_str!(concat!("../../public/samples/", $id, ".asl.json")),
            input: include_str!(concat!("../../public/samples/", $id, ".input.json")),
            mocks: include_str!(concat!("../../public/samples/", $id, ".mocks.json")),
        }
    };
}

pub static SAMPLES: &[Sample] = &[
    sample!(
        "order-processing",
        "Order processing",
        "A Choice looks at the data and takes the first rule that holds, or Default. Change the total in the input and see another way light up."
    ),
    sample!(
        "parallel-enrichment",
        "Parallel enrichment",
        "Three branches run at the same time and each gets its own copy of the input. Their results come back as one array, in the order of the branches."
    ),
    sample!(
        "map-over-items",
        "Map over items",
        "A Map runs the same steps for every item of an array, two at a time here, and gathers the results."
    ),
    sample!(
        "retry-with-backoff",
        "Retry with backoff",
        "A flaky service fails twice before it answers. The Retrier waits 2 s, then 4 s; virtual time makes that instant."
    ),
    sample!(
        "saga-with-catches",
        "Saga with catches",
        "Each step of a booking has a way to undo it. When the car rental fails, its Catcher leads back through the cancellations."
    ),
    sample!(
        "express-router",
        "Express router",
        "A small, fast workflow for events: rules with And and Or route each event by its type and size, and unknown ones are refused."
    ),
    sample!(
        "jsonata-cart",
        "A cart in JSONata",
        "The same language for every field: variables keep the total while a Map works on the lines, and a Choice decides with one expression."
    ),
];

pub fn find(id: &str) -> Option<&'static Sample> {
    SAMPLES.iter().find(|sample| sample.id == id)
}

/// The sample's drawing, for a small picture of it.
pub fn thumbnail(sample: &Sample) -> Scene {
    let opened = OpenDocument::open(sample.definition, sample.title, None);
    opened
        .map(|document| drawing::draw(&document, &BTreeSet::new(), 0.0, &mut Drafting::default()))
        .unwrap_or_default()
}
