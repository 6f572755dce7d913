//! Several states that solve a problem together.

mod errors;
mod lists;
mod time;
mod work;

use super::{Body, Entry, Section};
use crate::asl::StateType;

pub(super) static ALL: [&[Entry]; 4] = [errors::ALL, lists::ALL, time::ALL, work::ALL];

const fn pattern(
    id: &'static str,
    kind: StateType,
    title: &'static str,
    [summary, when]: [&'static str; 2],
    keywords: &'static str,
    scope: &'static str,
) -> Entry {
    let (section, body) = (Section::Patterns, Body::Scope(scope));
    Entry { id, section, kind, title, service: None, summary, when: Some(when), keywords, body }
}
