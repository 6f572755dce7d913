//! A set of states of one scope: where it is entered, and where it leads.

use super::super::rules::Reason;
use super::super::{Connection, Document, Fragment, Port, Target};
use crate::asl::{ScopePath, State, StateKind, StatePath};
use std::sync::Arc;

/// States of one scope.
pub struct Region<'a> {
    document: &'a Document,
    scope: ScopePath,
    names: Vec<Arc<str>>,
}

/// A connection that is there, with where it leads.
pub type Link = (Connection, Target);

impl<'a> Region<'a> {
    /// The states `states`, which must all be of the first one's scope; in the order of the text.
    pub fn of(document: &'a Document, states: &[StatePath]) -> Self {
        let scope = states.first().map(StatePath::scope).unwrap_or_default();
        let wanted = |name: &Arc<str>| states.iter().any(|state| state.name() == name);
        let all = scope_names(document, &scope);
        Self { document, names: all.into_iter().filter(wanted).collect(), scope }
    }

    pub fn scope(&self) -> &ScopePath {
        &self.scope
    }

    pub fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    pub fn has(&self, target: &Target) -> bool {
        matches!(target, Target::State(state) if self.names.contains(state.name()))
    }

    /// The connections that lead into it from outside, the scope's Start first.
    pub fn incoming(&self) -> Vec<Link> {
        let start = Connection::start(self.scope.clone());
        let mut links: Vec<Link> =
            start.target(self.document).map(|target| (start, target)).into_iter().collect();
        for name in scope_names(self.document, &self.scope) {
            if !self.names.contains(&name) {
                links.extend(links_of(self.document, &self.scope.state(name)));
            }
        }
        links.retain(|(_, target)| self.has(target));
        links
    }

    /// The connections that lead out of it, the end included.
    pub fn outgoing(&self) -> Vec<Link> {
        let states = self.names.iter().map(|name| self.scope.state(name.clone()));
        let links = states.flat_map(|state| links_of(self.document, &state));
        links.filter(|(_, target)| !self.has(target)).collect()
    }

    /// The state by which it is entered: what leads into it, or else its first state.
    pub fn entry(&self) -> Result<Arc<str>, Reason> {
        let mut entries: Vec<Arc<str>> = Vec::new();
        for (_, target) in self.incoming() {
            if let Target::State(state) = target
                && !entries.contains(state.name())
            {
                entries.push(state.name().clone());
            }
        }
        match &*entries {
            [] => self.first_unled().ok_or(Reason::Nothing),
            [one] => Ok(one.clone()),
            [one, other, ..] => Err(Reason::SeveralEntries(one.clone(), other.clone())),
        }
    }

    /// The first state that nothing in the region leads to.
    fn first_unled(&self) -> Option<Arc<str>> {
        let inside: Vec<Target> = self
            .names
            .iter()
            .flat_map(|name| links_of(self.document, &self.scope.state(name.clone())))
            .map(|(_, target)| target)
            .collect();
        let led = |name: &Arc<str>| inside.contains(&Target::State(self.scope.state(name.clone())));
        self.names.iter().find(|name| !led(name)).or(self.names.first()).cloned()
    }

    /// The one state outside that it leads to; `None` if it only ends.
    pub fn exit(&self) -> Result<Option<StatePath>, Reason> {
        let mut found: Option<StatePath> = None;
        for (_, target) in self.outgoing() {
            let Target::State(state) = target else { continue };
            match &found {
                Some(one) if *one != state => {
                    return Err(Reason::SeveralExits(one.name().clone(), state.name().clone()));
                }
                _ => found = Some(state),
            }
        }
        Ok(found)
    }

    /// Where to go instead of `state` once the region is gone: along its chief way out.
    pub fn successor(&self, state: &StatePath) -> Target {
        let mut at = state.clone();
        for _ in 0..=self.names.len() {
            match chief_way(self.document, &at) {
                Some(Target::State(next)) if self.names.contains(next.name()) => at = next,
                Some(target) => return target,
                None => return Target::End,
            }
        }
        Target::End
    }

    /// Its states' texts, entered at `start`.
    pub fn fragment(&self, start: Option<Arc<str>>) -> Fragment {
        let tree = self.document.tree();
        let states = self
            .document
            .scope(&self.scope)
            .map(|id| self.document.machine().scope(id).pointer.key("States"));
        let Some(states) = states.and_then(|pointer| tree.node_at(&pointer)) else {
            return Fragment::default();
        };
        let nodes = tree.members(states).filter(|(name, _)| self.names.iter().any(|one| **one == **name));
        Fragment::of(tree, nodes.map(|(_, node)| node), start.as_deref())
    }
}

/// The states as they can stand elsewhere: where they go on is cut. Rules and Catchers keep the name of what they lead to,
/// since there may be such a state there.
pub(in crate::edit) fn copied(document: &Document, states: &[StatePath]) -> Option<Fragment> {
    let region = Region::of(document, states);
    let entry = region.entry().ok().or_else(|| region.names().first().cloned());
    let mut draft = super::super::draft::Draft::of(document);
    for (connection, target) in region.outgoing() {
        let goes_on = matches!(connection.port, Port::Next | Port::Default);
        if goes_on && target != Target::End {
            let end = (connection.port == Port::Next).then_some(&Target::End);
            draft.link(&connection, end).ok()?;
        }
    }
    let cut = draft.finish().ok()?;
    Some(Region::of(&cut, states).fragment(entry))
}

/// The names of a scope's states, in the order of the text.
pub(super) fn scope_names(document: &Document, scope: &ScopePath) -> Vec<Arc<str>> {
    let machine = document.machine();
    let states = document.scope(scope).map(|id| &*machine.scope(id).states).unwrap_or_default();
    states.iter().map(|id| machine.state(*id).name.clone()).collect()
}

/// A state's connections that lead somewhere.
pub(super) fn links_of(document: &Document, path: &StatePath) -> Vec<Link> {
    let Some(id) = document.state(path) else { return Vec::new() };
    let connections =
        ports(document.machine().state(id)).into_iter().map(|port| Connection::of(path.clone(), port));
    connections
        .filter_map(|connection| connection.target(document).map(|target| (connection, target)))
        .collect()
}

/// A state's ways out that are written, whether they lead anywhere or not.
pub(super) fn ports(state: &State) -> Vec<Port> {
    let mut ports = Vec::new();
    match &state.kind {
        StateKind::Choice(choice) => {
            ports.extend((0..choice.rules.len()).map(Port::Rule));
            ports.push(Port::Default);
        }
        StateKind::Succeed | StateKind::Fail(_) => {}
        _ => ports.push(Port::Next),
    }
    ports.extend((0..state.catch.len()).map(Port::Catch));
    ports
}

/// Where a state leads if all goes well: `Next`, a Choice's `Default`, or else its first rule.
fn chief_way(document: &Document, path: &StatePath) -> Option<Target> {
    let target = |port: Port| Connection::of(path.clone(), port).target(document);
    target(Port::Next).or_else(|| target(Port::Default)).or_else(|| target(Port::Rule(0)))
}
