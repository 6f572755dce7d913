//! What an evaluation costs beside its steps.
//!
//! A step may copy, compare or write out a value however large it is, and a value that holds a part twice, which
//! holds a part twice, and so on, is made in few steps and is larger than any memory. The engine counts neither, but
//! tells a tracer of every node's value. So the meter takes the size of values off a budget wherever work goes by
//! size: where they become part of others (which bounds all there is), where they are given to functions of the
//! language, compared, joined or tested. Sizes are those of JSON texts, so that all machines count the same.

use super::guard;
use crate::expr::jsonata::MOST_STEPS;
use jlens_core::ast::{BinaryOp, FallbackOp, Stage};
use jlens_core::audit::{CaptureLimits, Outcome, Tracer, ValueRef};
use jlens_core::{CancelToken, Expression, Node, NodeKind};
use serde_json::Value as Json;
use std::fmt::{self, Write};

/// The bytes that an evaluation may handle: a second's work or two.
pub(super) const MOST_BYTES: u64 = 128 << 20;
/// What an item counts that is passed on as it is.
const BYTES_AN_ITEM: u64 = 4;

/// How a node's value is charged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Charge {
    /// Not at all: it is passed on, or small
    #[default]
    Nothing,
    /// By the number of its items, which are not looked into
    Items,
    /// Arrays by their size, with all arrays in them; only these are looked into
    Arrays,
    /// By its size
    Whole,
    /// By its size, a few times: it is compared with others, or every letter of it takes long
    Key,
    /// By the square of its size: every part of it is looked for in all of it
    Picture,
}

/// How the values of an expression's nodes are charged.
#[derive(Debug, Default)]
pub(super) struct Charges {
    /// By the number of the node
    charges: Vec<Charge>,
    /// Whether there may be arrays in arrays, which steps go through without being counted
    nests: bool,
}

impl Charges {
    pub fn of(expression: &Expression, functions: &[&str]) -> Self {
        let mut charges = Self::default();
        expression.ast().root.walk(&mut |node| charges.nests |= may_nest(node));
        expression.ast().root.walk(&mut |node| charges.of_parts(node, functions));
        charges
    }

    fn set(&mut self, node: &Node, charge: Charge) {
        let at = node.id as usize;
        if self.charges.len() <= at {
            self.charges.resize(at + 1, Charge::Nothing);
        }
        // What a parent asks for stands; `Whole` is as much as any but two.
        if matches!(self.charges[at], Charge::Nothing | Charge::Items | Charge::Arrays) {
            self.charges[at] = charge;
        }
    }

    fn of_parts(&mut self, node: &Node, functions: &[&str]) {
        match &node.kind {
            NodeKind::Array { items } => items.iter().for_each(|item| self.set(item, Charge::Whole)),
            NodeKind::Object { pairs } => self.of_pairs(pairs),
            NodeKind::Path { steps, .. } => {
                if let (true, [walked @ .., _]) = (self.nests, &steps[..]) {
                    walked.iter().for_each(|step| self.set(step, Charge::Arrays));
                }
                steps.iter().filter(|step| makes(step)).for_each(|step| self.set(step, Charge::Whole));
            }
            NodeKind::Lambda(definition) => self.set(&definition.body, Charge::Whole),
            NodeKind::Transform(definition) => self.set(&definition.update, Charge::Whole),
            NodeKind::Function { procedure, args } => {
                self.set(node, of_result(procedure));
                let charge = of_arguments(procedure, functions);
                // What is made in the place has been charged for.
                let is_named = |argument: &&Node| {
                    !matches!(argument.kind, NodeKind::Array { .. } | NodeKind::Object { .. })
                };
                let named = args.iter().filter(|argument| charge != Charge::Whole || is_named(argument));
                named.for_each(|argument| self.set(argument, charge));
            }
            NodeKind::Partial { args, .. } => args.iter().for_each(|part| self.set(part, Charge::Whole)),
            NodeKind::Apply { lhs, rhs } => {
                self.set(node, Charge::Whole);
                let charge = match &rhs.kind {
                    NodeKind::Function { procedure, .. } => of_arguments(procedure, functions),
                    _ => Charge::Whole,
                };
                self.set(lhs, charge);
            }
            NodeKind::Binary { op: BinaryOp::Concat, lhs, rhs } => {
                self.set(lhs, Charge::Whole);
                self.set(rhs, Charge::Whole);
            }
            NodeKind::Binary { op: BinaryOp::And | BinaryOp::Or, lhs, rhs } => {
                self.set(lhs, Charge::Arrays);
                self.set(rhs, Charge::Arrays);
            }
            NodeKind::Binary { op: BinaryOp::Range, .. } => self.set(node, Charge::Whole),
            NodeKind::Condition { condition: tested, .. }
            | NodeKind::Fallback { op: FallbackOp::Default, lhs: tested, .. } => {
                self.set(tested, Charge::Arrays);
            }
            NodeKind::Sort { terms } => terms.iter().for_each(|term| self.set(&term.expr, Charge::Key)),
            _ => {}
        }
        for stage in node.attrs.stages.iter().chain(&node.attrs.predicate) {
            if let Stage::Filter { expr, .. } = stage {
                self.set(expr, Charge::Arrays);
            }
        }
        if let Some(group) = &node.attrs.group {
            self.of_pairs(&group.pairs);
        }
    }

    fn of_pairs(&mut self, pairs: &[(Node, Node)]) {
        for (key, value) in pairs {
            self.set(key, Charge::Whole);
            self.set(value, Charge::Whole);
        }
    }
}

/// Whether a node may make arrays in arrays.
fn may_nest(node: &Node) -> bool {
    let is_array = |node: &Node| matches!(node.kind, NodeKind::Array { .. });
    let is_flat = |body: &Node| {
        let is_concise =
            !is_array(body) && !matches!(&body.kind, NodeKind::Lambda(_) | NodeKind::Block { .. });
        is_concise
            && !matches!(
                &body.kind,
                NodeKind::Path { .. } | NodeKind::Variable { .. } | NodeKind::Condition { .. }
            )
    };
    match &node.kind {
        NodeKind::Array { items } => items.iter().any(is_array),
        NodeKind::Path { steps, .. } => steps.iter().skip(1).any(is_array),
        NodeKind::Lambda(definition) => !definition.thunk && !is_flat(&definition.body),
        NodeKind::Variable { name } => matches!(name.as_str(), "partition" | "zip"),
        _ => false,
    }
}

/// Whether a step of a path may give anything but parts of what it is given.
fn makes(step: &Node) -> bool {
    !matches!(
        step.kind,
        NodeKind::Name { .. } | NodeKind::Variable { .. } | NodeKind::Parent { .. } | NodeKind::Sort { .. }
    )
}

/// How what a function gives is charged.
fn of_result(procedure: &Node) -> Charge {
    match &procedure.kind {
        // Every digit takes a division of the whole number.
        NodeKind::Variable { name } if name == "formatBase" => Charge::Picture,
        _ => Charge::Whole,
    }
}

/// How what a function is given is charged.
fn of_arguments(procedure: &Node, functions: &[&str]) -> Charge {
    let NodeKind::Variable { name } = &procedure.kind else { return Charge::Nothing };
    match name.as_str() {
        "append" | "average" | "count" | "each" | "exists" | "filter" | "map" | "max" | "min" | "reduce"
        | "reverse" | "shuffle" | "sift" | "single" | "sum" | "type" => Charge::Items,
        "boolean" | "lookup" | "not" => Charge::Arrays,
        "decodeUrl" | "decodeUrlComponent" | "encodeUrl" | "encodeUrlComponent" | "lowercase" | "sort"
        | "uppercase" | "zip" => Charge::Key,
        "formatInteger" | "formatNumber" | "fromMillis" | "now" | "parseInteger" | "toMillis" => {
            Charge::Picture
        }
        "keys" => Charge::Picture,
        name if functions.contains(&name) || name.starts_with(guard::OURS) => Charge::Whole,
        // A function of the expression's own passes it on.
        _ => Charge::Nothing,
    }
}

/// Counts one evaluation.
pub(super) struct Meter<'c> {
    charges: &'c Charges,
    given: u64,
    left: u64,
    token: CancelToken,
    steps: u64,
    is_function: bool,
}

impl<'c> Meter<'c> {
    /// A meter that cancels the token when its budget of bytes is spent.
    pub fn new(charges: &'c Charges, token: CancelToken, bytes: u64) -> Self {
        Self { charges, given: bytes, left: bytes, token, steps: 0, is_function: false }
    }

    /// What is left of the budget.
    pub fn left(&self) -> u64 {
        if self.is_over() { 0 } else { self.left }
    }

    /// Whether the budget was spent.
    pub fn is_over(&self) -> bool {
        self.token.is_cancelled()
    }

    /// The steps it took, at the end.
    pub fn steps(&self) -> u64 {
        /// Bytes that take as long as a step.
        const BYTES_A_STEP: u64 = MOST_BYTES / MOST_STEPS;
        self.steps.max((self.given - self.left()) / BYTES_A_STEP)
    }

    /// Whether the result is a function, at the end.
    pub fn is_function(&self) -> bool {
        self.is_function
    }

    fn take(&mut self, bytes: u64) {
        match self.left.checked_sub(bytes) {
            Some(left) => self.left = left,
            None => self.token.cancel(),
        }
    }

    fn charge(&mut self, charge: Charge, value: ValueRef<'_>) {
        /// What one comparison in a sort counts for all of them.
        const COMPARISONS: u64 = 4;
        /// Characters of a picture that take as long to read as its length in bytes takes to copy.
        const PICTURE: u64 = 64;
        if self.is_over() {
            return;
        }
        let bytes = match (charge, value.type_name()) {
            (Charge::Nothing, _) | (_, "undefined" | "null" | "boolean" | "number" | "function") => return,
            (Charge::Items, "array" | "object") => items(value) * BYTES_AN_ITEM,
            (Charge::Arrays, "array") | (Charge::Whole, _) => size(value),
            (Charge::Items | Charge::Arrays, _) => return,
            (Charge::Key, _) => size(value).saturating_mul(COMPARISONS),
            (Charge::Picture, _) => {
                let size = size(value);
                size.saturating_add(size.saturating_mul(size) / PICTURE)
            }
        };
        self.take(bytes);
    }
}

impl Tracer for Meter<'_> {
    fn exit(&mut self, node: &Node, outcome: Outcome<'_>) {
        let charge = self.charges.charges.get(node.id as usize).copied().unwrap_or_default();
        if let (Outcome::Value(value), false) = (outcome, charge == Charge::Nothing) {
            self.charge(charge, value);
        }
    }

    fn operands(&mut self, _: &Node, left: ValueRef<'_>, right: ValueRef<'_>) {
        self.charge(Charge::Whole, left);
        self.charge(Charge::Whole, right);
    }

    fn steps(&mut self, steps: u64) {
        self.steps = steps;
    }

    fn end(&mut self, outcome: Outcome<'_>) {
        self.is_function = matches!(outcome, Outcome::Value(value) if value.type_name() == "function");
    }
}

/// The length of a value's JSON text, which the engine cuts off at 256 MiB. What has parts takes longer to go
/// through than its text.
fn size(value: ValueRef<'_>) -> u64 {
    const PARTS: u64 = 3;
    let mut text = Length(0);
    match write!(text, "{value:?}") {
        Ok(()) if value.type_name() == "string" => text.0,
        Ok(()) => text.0 * PARTS,
        Err(fmt::Error) => u64::MAX,
    }
}

struct Length(u64);

impl Write for Length {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // What stands for a value too large to be written.
        if text == "<invalid>" {
            return Err(fmt::Error);
        }
        self.0 += text.len() as u64;
        Ok(())
    }
}

/// The number of items of an array or an object, as far as the engine tells it.
fn items(value: ValueRef<'_>) -> u64 {
    const LIMITS: CaptureLimits = CaptureLimits {
        max_items: 0,
        max_string: 0,
        max_depth: 1,
        max_rejected: 0,
        max_nodes: 0,
        max_source: 0,
    };
    let left_out = value.capture(&LIMITS);
    let text = match &left_out {
        Some(Json::Array(items)) => items.first().and_then(Json::as_str),
        Some(Json::Object(members)) => members.values().next().and_then(Json::as_str),
        _ => None,
    };
    let number = |text: &str| text.split(' ').find_map(|word| word.parse::<u64>().ok());
    text.and_then(number).unwrap_or_default()
}
