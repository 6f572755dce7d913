//! Fields from where they stand in the text.

use super::field::{Act, Control, Field, Pick, Shape, Target, To};
use super::row::Row;
use super::text::shown;
use crate::asl::{QueryLanguage, StateId, StatePath, fields};
use crate::edit::help::Place;
use crate::edit::{Connection, Document, Port, rules};
use crate::json::edit::{Style, dedented};
use crate::json::tree::{NodeId, NodeKind};
use crate::json::{JsonPointer, SpannedTree, Value};
use std::borrow::Cow;
use std::sync::Arc;

/// Makes the rows of one state's tabs, or of the workflow's.
pub(super) struct Builder<'a> {
    pub(super) source: &'a Document,
    /// The state; `None` for the workflow
    pub(super) state: Option<(StateId, StatePath)>,
    pub(super) base: JsonPointer,
    pub(super) language: QueryLanguage,
    pub(super) type_name: &'a str,
    /// What the fields that come now belong to, for their help
    pub(super) place: Place,
    /// What stands before their names: `Retry/0/`
    prefix: String,
    pub(super) depth: u8,
    names: Arc<[Arc<str>]>,
    /// The fields that are edited as text though they could be rows
    texts: &'a dyn Fn(&str) -> bool,
    pub(super) rows: Vec<Row>,
}

impl<'a> Builder<'a> {
    pub(super) fn of_state(
        source: &'a Document,
        id: StateId,
        place: Place,
        texts: &'a dyn Fn(&str) -> bool,
    ) -> Self {
        let machine = source.machine();
        let state = machine.state(id);
        let names: Vec<Arc<str>> =
            machine.scope(state.scope).states.iter().map(|id| machine.state(*id).name.clone()).collect();
        Self {
            source,
            state: Some((id, machine.path_of(id))),
            base: state.pointer.clone(),
            language: machine.query_language_of(id),
            type_name: state.kind.type_name(),
            place,
            prefix: String::new(),
            depth: 0,
            names: names.into(),
            texts,
            rows: Vec::new(),
        }
    }

    pub(super) fn of_machine(source: &'a Document) -> Self {
        let machine = source.machine();
        let root = machine.scope(machine.root());
        let names: Vec<Arc<str>> = root.states.iter().map(|id| machine.state(*id).name.clone()).collect();
        Self {
            source,
            state: None,
            base: JsonPointer::root(),
            language: machine.query_language(),
            type_name: "",
            place: Place::Machine,
            prefix: String::new(),
            depth: 0,
            names: names.into(),
            texts: &|_| false,
            rows: Vec::new(),
        }
    }

    pub(super) fn tree(&self) -> &'a SpannedTree {
        self.source.tree()
    }

    pub(super) fn is_jsonata(&self) -> bool {
        self.language == QueryLanguage::Jsonata
    }

    /// The rows so far.
    pub(super) fn take(&mut self) -> Vec<Row> {
        std::mem::take(&mut self.rows)
    }

    /// Rows about what stands at `prefix` below the state, such as `Retry/0`.
    pub(super) fn inside(&mut self, prefix: &str, place: Place, deeper: u8, fill: impl FnOnce(&mut Self)) {
        let before = (std::mem::take(&mut self.prefix), self.place, self.depth);
        self.prefix = format!("{}{prefix}/", before.0);
        (self.place, self.depth) = (place, before.2 + deeper);
        fill(self);
        (self.prefix, self.place, self.depth) = before;
    }

    /// The id of a field here: where it stands below the state.
    pub(super) fn id(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    pub(super) fn pointer(&self, name: &str) -> JsonPointer {
        JsonPointer::from_text(&format!("{}/{}{name}", self.base, self.prefix))
    }

    /// Where the object stands whose members come now.
    pub(super) fn here(&self) -> JsonPointer {
        let whole = format!("{}/{}", self.base, self.prefix);
        JsonPointer::from_text(whole.trim_end_matches('/'))
    }

    pub(super) fn node(&self, name: &str) -> Option<NodeId> {
        self.tree().node_at(&self.pointer(name))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.node(name).is_some()
    }

    pub(super) fn value(&self, name: &str) -> Option<Value> {
        self.node(name).map(|node| self.tree().value(node))
    }

    pub(super) fn string(&self, name: &str) -> Option<String> {
        self.tree().string(self.node(name)?).map(Cow::into_owned)
    }

    /// Whether that field is edited as text though it could be rows.
    pub(super) fn as_text(&self, id: &str) -> bool {
        (self.texts)(id)
    }

    /// How many items the array of that name has.
    pub(super) fn count(&self, name: &str) -> usize {
        let array = self.node(name).filter(|node| self.tree().kind(*node) == NodeKind::Array);
        array.map_or(0, |node| self.tree().children(node).count())
    }

    /// Whether the state can have the field, or has it.
    pub(super) fn shows(&self, name: &str) -> bool {
        let legal = fields::state_field(name).is_some_and(|field| {
            let of_language = field.language.is_none_or(|language| language == self.language);
            of_language && field.types.contains(&self.type_name)
        });
        legal || self.has(name)
    }

    /// Whether the state does something whose result its output can be made of.
    pub(super) fn has_result(&self) -> bool {
        matches!(self.type_name, "Task" | "Parallel" | "Map")
    }

    /// The names of the members of the state's object.
    pub(super) fn members(&self) -> Vec<String> {
        let node = self.tree().node_at(&self.base);
        node.into_iter().flat_map(|node| self.tree().members(node)).map(|(key, _)| key.into_owned()).collect()
    }

    /// A field whose value stands under `name`.
    pub(super) fn field(
        &self,
        name: &'static str,
        label: impl Into<Cow<'static, str>>,
        control: Control,
    ) -> Field {
        let text = self.node(name).map(|node| shown(&control, self.tree(), node)).unwrap_or_default();
        let to = To::Value(self.pointer(name));
        Field { help: Some((self.place, name)), ..self.plain(name, label, control, text, to) }
    }

    /// A field of ours, without a card.
    pub(super) fn plain(
        &self,
        name: &str,
        label: impl Into<Cow<'static, str>>,
        control: Control,
        text: String,
        to: To,
    ) -> Field {
        Field {
            id: self.id(name),
            label: label.into(),
            depth: self.depth,
            half: false,
            control,
            text,
            placeholder: "",
            suggestions: Vec::new(),
            troubles: Vec::new(),
            help: None,
            card: None,
            preview: None,
            shape: Shape::Text,
            to,
        }
    }

    pub(super) fn push(&mut self, field: Field) {
        self.rows.push(Row::Field(Box::new(field)));
    }

    pub(super) fn add(
        &mut self,
        name: &'static str,
        label: &'static str,
        control: Control,
        placeholder: &'static str,
    ) {
        let field = self.field(name, label, control);
        self.push(Field { placeholder, ..field });
    }

    /// The same, if the state can have it.
    pub(super) fn offer(
        &mut self,
        name: &'static str,
        label: &'static str,
        control: Control,
        placeholder: &'static str,
    ) {
        if self.shows(name) {
            self.add(name, label, control, placeholder);
        }
    }

    /// A literal, or a path in the field `path`; in JSONata a literal or an expression.
    pub(super) fn twin(
        &mut self,
        (name, path): (&'static str, &'static str),
        label: &'static str,
        control: Control,
        placeholder: &'static str,
    ) {
        let mut field = self.field(name, label, control);
        field.placeholder = placeholder;
        field.half = field.control == Control::Number;
        if !self.is_jsonata() || self.has(path) {
            if let Some(text) = self.string(path) {
                field.text = text;
                field.help = Some((self.place, path));
            }
            field.to = To::Twin(self.pointer(name), self.pointer(path));
        }
        self.push(field);
    }

    /// A choice among words of the language; the first option is what holds without the field. One that says the same
    /// and ends with `, written` is there only if it is.
    pub(super) fn words(
        &mut self,
        name: &'static str,
        label: &'static str,
        options: &[(&'static str, &'static str)],
    ) {
        let now = self.string(name);
        let options: Vec<_> = options
            .iter()
            .filter(|(word, label)| !label.ends_with(", written") || now.as_deref() == Some(word))
            .collect();
        let mut picks: Vec<Pick> =
            options.iter().map(|(word, label)| self.word_pick(name, word, label)).collect();
        let chosen = match &now {
            None => 0,
            Some(now) => options.iter().position(|(word, _)| word == now).unwrap_or_else(|| {
                picks.push(Pick { label: now.clone().into(), group: None, act: Act::Stay });
                picks.len() - 1
            }),
        };
        let field = self.field(name, label, Control::Select(picks));
        self.push(Field { text: chosen.to_string(), to: To::Value(self.pointer(name)), ..field });
    }

    fn word_pick(&self, name: &str, word: &'static str, label: &'static str) -> Pick {
        let pointer = self.pointer(name);
        let command = if word.is_empty() {
            super::change::write(self.tree(), &pointer, super::text::Typed::Nothing)
        } else {
            super::change::set(self.tree(), &pointer, word.into())
        };
        Pick::new(label, command)
    }

    /// A choice whose options say themselves what they do.
    pub(super) fn choose(
        &mut self,
        name: &str,
        label: &'static str,
        help: Option<(Place, &'static str)>,
        picks: Vec<Pick>,
        chosen: usize,
    ) {
        let field = self.plain(name, label, Control::Select(picks), chosen.to_string(), To::Picked);
        self.push(Field { help, ..field });
    }

    /// Where a transition leads.
    pub(super) fn target(&mut self, name: &'static str, label: &'static str, port: Port) {
        let connection = match &self.state {
            Some((_, state)) => Connection::of(state.clone(), port),
            None => Connection::start(crate::asl::ScopePath::root()),
        };
        let scope = connection.scope();
        let now = connection.target(self.source);
        let may_end = rules::can_connect(self.source, &connection, &crate::edit::Target::End).is_ok();
        let (leads_to, at) = match now {
            Some(crate::edit::Target::State(state)) => {
                let at = self.names.iter().position(|name| name == state.name());
                (Some(scope.state(state.name().clone())), at)
            }
            Some(crate::edit::Target::End) => (None, may_end.then_some(self.names.len())),
            None => (None, None),
        };
        let control = Control::Target(Target { states: self.names.clone(), may_end, leads_to, connection });
        let field = self.field(name, label, control);
        let text = at.map(|at| at.to_string()).unwrap_or_default();
        self.push(Field { text, ..field });
    }

    /// The state's own text.
    pub(super) fn own_text(&self) -> String {
        let tree = self.tree();
        let node = tree.node_at(&self.base);
        node.map(|node| dedented(tree, node, &Style::of(tree))).unwrap_or_default()
    }
}
