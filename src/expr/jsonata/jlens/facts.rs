//! What is known of an expression without evaluating it.

use super::super::{JsonataFacts, JsonataProblem, JsonataProblemCode, PlainPath, Wanted};
use jlens_core::ast::{BinaryOp, Stage};
use jlens_core::reads::Read;
use jlens_core::{Expression, Node, NodeKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which functions an expression names, as far as it matters for what it is given.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Calls {
    /// `$random` or `$uuid`, which draw from the seed
    pub draws: bool,
    /// `$eval`, which AWS took away
    pub eval: bool,
    /// `$shuffle`, which draws from the seed by itself
    pub shuffles: bool,
    /// Regular expressions
    pub matches: bool,
    /// Any function that is ours, or `$eval`
    pub own: bool,
}

pub(super) fn of(expression: &Expression, functions: &[&str]) -> (JsonataFacts, Calls) {
    let root = &expression.ast().root;
    let mut calls = Calls::default();
    root.walk(&mut |node| {
        calls.matches |= matches!(node.kind, NodeKind::Regex { .. });
        if let NodeKind::Variable { name } = &node.kind {
            calls.draws |= matches!(name.as_str(), "random" | "uuid");
            calls.eval |= name == "eval";
            calls.own |= name == "eval" || super::functions::NAMES.contains(&name.as_str());
            calls.shuffles |= name == "shuffle";
        }
    });
    let mut facts = JsonataFacts {
        draws: calls.draws || calls.shuffles,
        path: plain_path(root),
        problems: problems(root),
        ..JsonataFacts::default()
    };
    read(expression, calls, functions, &mut facts);
    (facts, calls)
}

fn read(expression: &Expression, calls: Calls, functions: &[&str], facts: &mut JsonataFacts) {
    let reads = expression.reads();
    // The analysis does not know what AWS's own functions read of their arguments.
    let whole = calls.draws || calls.eval || reads.every_binding();
    for (name, read) in reads.bindings() {
        let wanted = if whole { Wanted::Whole } else { wanted(read) };
        match name.as_str() {
            "states" => facts.states = Some(wanted),
            _ => {
                facts.variables.insert(name.as_str().into(), wanted);
            }
        }
    }
    // Nor does it see those that the expression binds, too, or those that took a function's place.
    let overlooked = super::scopes::free(&expression.ast().root);
    for name in overlooked.into_iter().filter(|name| !name.is_empty() && *name != "$") {
        if name == "states" {
            facts.states.get_or_insert(Wanted::Whole);
        } else if !functions.contains(&name) {
            facts.variables.entry(name.into()).or_insert(Wanted::Whole);
        }
    }
    expression.ast().root.walk(&mut |node| {
        if let NodeKind::Variable { name } = &node.kind
            && functions.contains(&name.as_str())
        {
            facts.variables.insert(name.as_str().into(), Wanted::Whole);
        }
    });
    let mut seen = BTreeSet::new();
    expression.ast().root.walk(&mut |node| {
        if let NodeKind::Variable { name } = &node.kind
            && facts.variables.contains_key(name.as_str())
            && !functions.contains(&name.as_str())
            && seen.insert(name)
        {
            facts.references.push(name.as_str().into());
        }
    });
}

fn wanted(read: &Read) -> Wanted {
    match read {
        Read::Whole => Wanted::Whole,
        Read::Fields(fields) => {
            let members = fields.iter().map(|(name, read)| (Arc::from(name.as_str()), wanted(read)));
            Wanted::Members(members.collect::<BTreeMap<_, _>>())
        }
    }
}

fn plain_path(root: &Node) -> Option<PlainPath> {
    let steps = match &root.kind {
        NodeKind::Variable { .. } => std::slice::from_ref(root),
        NodeKind::Path { steps, keep_singleton_array: false } if is_plain(root) => &steps[..],
        _ => return None,
    };
    let (first, rest) = steps.split_first()?;
    let NodeKind::Variable { name } = &first.kind else { return None };
    if name.is_empty() || name == "$" || !is_plain(first) {
        return None;
    }
    let name_of = |step: &Node| match &step.kind {
        NodeKind::Name { name } if is_plain(step) => Some(Arc::from(name.as_str())),
        _ => None,
    };
    let names = rest.iter().map(name_of).collect::<Option<Vec<_>>>()?;
    Some(PlainPath { variable: name.as_str().into(), names })
}

fn is_plain(node: &Node) -> bool {
    let attributes = &node.attrs;
    !attributes.keep_array
        && !attributes.tuple
        && attributes.focus.is_none()
        && attributes.index.is_none()
        && attributes.stages.is_empty()
        && attributes.predicate.is_empty()
        && attributes.group.is_none()
}

/// What AWS refuses: there is no context item at the top level, and two operators came after JSONata 2.0.6.
fn problems(root: &Node) -> Vec<JsonataProblem> {
    let mut found = Vec::new();
    root.walk(&mut |node| {
        if let NodeKind::Fallback { op, .. } = &node.kind {
            let symbol = &op.symbol()[1..];
            let message = format!("The symbol \"{symbol}\" cannot be used as a unary operator");
            found.push(JsonataProblem { code: JsonataProblemCode::Invalid, message });
        }
    });
    let mut references = Vec::new();
    refer(root, true, &mut references);
    found.extend(references.into_iter().map(|name| {
        // The outermost context is refused wherever it stands.
        let place = if name == "$$" { "" } else { " at the top level" };
        let message = format!("Reference to '{name}'{place} is not supported.");
        JsonataProblem { code: JsonataProblemCode::Unsupported, message }
    }));
    found
}

/// Collects what refers to the context item at the top level; `top` says whether a node is evaluated there.
fn refer<'n>(node: &'n Node, top: bool, found: &mut Vec<&'n str>) {
    let mut add = |name: &'n str| {
        if !found.contains(&name) {
            found.push(name);
        }
    };
    match &node.kind {
        NodeKind::Name { name } if top => add(name),
        NodeKind::Variable { name } if name == "$" => add("$$"),
        NodeKind::Variable { name } if name.is_empty() && top => add("$"),
        NodeKind::Wildcard if top => add("*"),
        NodeKind::Descendant if top => add("**"),
        _ => {}
    }
    match &node.kind {
        // What follows the first step of a path has that step's items for context.
        NodeKind::Path { steps, .. } => {
            for (index, step) in steps.iter().enumerate() {
                refer(step, top && index == 0, found);
            }
        }
        NodeKind::Transform(definition) => {
            refer(&definition.pattern, false, found);
            refer(&definition.update, false, found);
            if let Some(delete) = &definition.delete {
                refer(delete, false, found);
            }
        }
        _ => each_operand(node, &mut |operand| refer(operand, top, found)),
    }
    for stage in node.attrs.stages.iter().chain(&node.attrs.predicate) {
        if let Stage::Filter { expr, .. } = stage {
            refer(expr, false, found);
        }
    }
    for (key, value) in node.attrs.group.iter().flat_map(|group| &group.pairs) {
        refer(key, false, found);
        refer(value, false, found);
    }
}

/// The parts of a node that have its own context.
pub(super) fn each_operand<'n>(node: &'n Node, visit: &mut dyn FnMut(&'n Node)) {
    match &node.kind {
        NodeKind::Binary { lhs, rhs, .. }
        | NodeKind::Fallback { lhs, rhs, .. }
        | NodeKind::Apply { lhs, rhs } => {
            visit(lhs);
            visit(rhs);
        }
        NodeKind::Bind { rhs, .. } => visit(rhs),
        NodeKind::Negate { expr } => visit(expr),
        NodeKind::Array { items } | NodeKind::Block { exprs: items, .. } => items.iter().for_each(visit),
        NodeKind::Object { pairs } => pairs.iter().for_each(|(key, value)| {
            visit(key);
            visit(value);
        }),
        NodeKind::Condition { condition, then, otherwise } => {
            visit(condition);
            visit(then);
            if let Some(otherwise) = otherwise {
                visit(otherwise);
            }
        }
        NodeKind::Function { procedure, args } | NodeKind::Partial { procedure, args } => {
            visit(procedure);
            args.iter().for_each(visit);
        }
        NodeKind::Lambda(definition) => visit(&definition.body),
        NodeKind::Sort { terms } => terms.iter().for_each(|term| visit(&term.expr)),
        _ => {}
    }
}

/// An operation on two numbers.
pub(super) struct Arithmetic(BinaryOp);

impl Arithmetic {
    pub fn apply(&self, left: f64, right: f64) -> f64 {
        match self.0 {
            BinaryOp::Add => left + right,
            BinaryOp::Sub => left - right,
            BinaryOp::Mul => left * right,
            BinaryOp::Div => left / right,
            _ => left % right,
        }
    }
}

/// The operation that an expression is, with the texts of its operands.
pub(super) fn arithmetic(expression: &Expression) -> Option<(Arithmetic, &str, &str)> {
    let NodeKind::Binary { op, lhs, rhs } = &expression.ast().root.kind else { return None };
    let is_arithmetic =
        matches!(op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Mod);
    let text = |node: &Node| expression.source().get(node.span.start..node.span.end);
    is_arithmetic.then_some((Arithmetic(*op), text(lhs)?, text(rhs)?))
}
