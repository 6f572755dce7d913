//! States put into a new container in their place.

use super::super::draft::Draft;
use super::super::selection::outermost;
use super::super::{CommandError, Document, Edit, Fragment, Port, Target, Wrapping, names, rules};
use super::region::Region;
use crate::asl::{QueryLanguage, StatePath};
use std::sync::Arc;

/// What the state is called that handles an error, and what stands for its name until it has one.
const HANDLER: &str = "Handle error";
const HANDLER_MARK: &str = "\u{1}";

pub(super) fn wrap(document: &Document, states: &[StatePath], in_a: Wrapping) -> Result<Edit, CommandError> {
    let states = outermost(states);
    rules::can_wrap(document, &states)?;
    let region = Region::of(document, &states);
    let entry = region.entry()?;
    let exit = region.exit()?;
    let name = names::unique_name(in_a.name(), |name| document.machine().find(name).is_some());
    let inside = Region::of(&ended(document, &region)?, &states).fragment(Some(entry));
    let mut container = Fragment::one(&name, &in_a.text(&inside, document.language()));
    if in_a == Wrapping::Catch {
        let handler = names::unique_name(HANDLER, |name| document.machine().find(name).is_some());
        container.states[0].1 = container.states[0].1.replace(HANDLER_MARK, &handler).into();
        container.states.push((handler, "{\n  \"Type\": \"Pass\",\n  \"End\": true\n}".into()));
    }
    let path = region.scope().state(name.clone());
    let mut draft = Draft::of(document);
    let after = before_first(document, &region);
    draft.add_states(region.scope(), after.as_ref(), &container)?;
    for (connection, _) in region.incoming() {
        draft.link(&connection, Some(&Target::State(path.clone())))?;
    }
    draft.drop_states(region.scope(), region.names())?;
    draft.link_exits(region.scope(), &container, exit.map(Target::State).as_ref())?;
    let scope = crate::asl::ScopePath::inside(&path, 0);
    let moved = states.iter().map(|state| (state.clone(), scope.state(state.name().clone()))).collect();
    let label = match in_a {
        Wrapping::Catch => "Catch errors of the selection".to_owned(),
        _ => format!("Put in a {}", in_a.name()),
    };
    Ok(Edit { document: draft.finish()?, label, select: vec![path], moved })
}

/// The document with every way out of the region ended.
fn ended(document: &Document, region: &Region<'_>) -> Result<Document, CommandError> {
    let mut draft = Draft::of(document);
    for (connection, target) in region.outgoing() {
        match (connection.port, target) {
            (Port::Next, Target::State(_)) => draft.link(&connection, Some(&Target::End))?,
            (_, Target::State(_)) => draft.link(&connection, None)?,
            (_, Target::End) => {}
        }
    }
    draft.finish()
}

/// The state that stands before the region's first in the text.
fn before_first(document: &Document, region: &Region<'_>) -> Option<StatePath> {
    let all = super::region::scope_names(document, region.scope());
    let first = all.iter().position(|name| region.names().contains(name))?;
    all.get(first.checked_sub(1)?).map(|name: &Arc<str>| region.scope().state(name.clone()))
}

impl Wrapping {
    /// The type of the container.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parallel => "Parallel",
            Self::Map => "Map",
            Self::Catch => "Try",
        }
    }

    fn text(self, inside: &Fragment, language: QueryLanguage) -> String {
        let indented = |text: &str, by: &str| text.replace('\n', &format!("\n{by}"));
        let scope = inside.to_scope();
        match self {
            Self::Parallel => format!(
                "{{\n  \"Type\": \"Parallel\",\n  \"Branches\": [\n    {}\n  ],\n  \"End\": true\n}}",
                indented(&scope, "    ")
            ),
            Self::Catch => {
                let output = match language {
                    QueryLanguage::JsonPath => "\"OutputPath\": \"$[0]\"",
                    QueryLanguage::Jsonata => "\"Output\": \"{% $states.result[0] %}\"",
                };
                let catch = format!(
                    "\"Catch\": [\n    {{\n      \"ErrorEquals\": [\n        \"States.ALL\"\n      ],\n      \"Next\": \"{HANDLER_MARK}\"\n    }}\n  ]"
                );
                let branches = indented(&scope, "    ");
                format!(
                    "{{\n  \"Type\": \"Parallel\",\n  \"Branches\": [\n    {branches}\n  ],\n  {output},\n  {catch},\n  \"End\": true\n}}"
                )
            }
            Self::Map => {
                let config = "{\n  \"ProcessorConfig\": {\n    \"Mode\": \"INLINE\"\n  },";
                let scope = scope.replacen('{', config, 1);
                format!(
                    "{{\n  \"Type\": \"Map\",\n  \"ItemProcessor\": {},\n  \"End\": true\n}}",
                    indented(&scope, "  ")
                )
            }
        }
    }
}
