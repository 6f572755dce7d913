//! Tasks that call a service: the ARN, and the arguments to begin with.
//!
//! Where AWS has an optimized integration it is used, else the call of the SDK (AWS developer guide, "Integrating
//! services with Step Functions"); names of arguments are those of the service's API in PascalCase.

mod compute;
mod data;
mod intelligence;
mod messaging;
mod operations;

use super::{Body, Entry, Section};
use crate::asl::StateType;

pub(super) static ALL: [&[Entry]; 5] =
    [compute::ALL, data::ALL, messaging::ALL, intelligence::ALL, operations::ALL];

const fn action(
    id: &'static str,
    service: &'static str,
    title: &'static str,
    summary: &'static str,
    keywords: &'static str,
    state: &'static str,
) -> Entry {
    let (section, service, body) = (Section::Actions, Some(service), Body::State(state));
    Entry { id, section, kind: StateType::Task, title, service, summary, when: None, keywords, body }
}
