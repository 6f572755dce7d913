//! Which variables an expression has from outside.
//!
//! The engine's own analysis of what is read overlooks a variable that the expression binds elsewhere, such as the
//! first `$x` of `($x := $x + 1; $x)`: it takes it for one of the expression's own that it cannot see.

use super::facts::each_operand;
use jlens_core::ast::Stage;
use jlens_core::{Node, NodeKind};
use std::collections::BTreeSet;

/// The names that are asked for where the expression has not bound them yet, or no more.
pub(super) fn free(root: &Node) -> BTreeSet<&str> {
    let mut scopes = Scopes::default();
    scopes.node(root);
    scopes.free
}

#[derive(Default)]
struct Scopes<'n> {
    /// What is bound where the walk is
    bound: BTreeSet<&'n str>,
    /// The same in the order in which it was bound
    order: Vec<&'n str>,
    free: BTreeSet<&'n str>,
}

impl<'n> Scopes<'n> {
    /// Goes through a node in the order in which it is evaluated; through a function where it is made.
    fn node(&mut self, node: &'n Node) {
        let outside = self.order.len();
        self.operands(node);
        let attributes = &node.attrs;
        attributes.focus.iter().chain(&attributes.index).for_each(|name| self.know(name));
        for stage in attributes.stages.iter().chain(&attributes.predicate) {
            match stage {
                Stage::Filter { expr, .. } => self.node(expr),
                Stage::Index { var, .. } => self.know(var),
            }
        }
        for (key, value) in attributes.group.iter().flat_map(|group| &group.pairs) {
            self.node(key);
            self.node(value);
        }
        if ends_scope(node) {
            self.forget(outside);
        }
    }

    fn operands(&mut self, node: &'n Node) {
        match &node.kind {
            NodeKind::Variable { name } => {
                if !self.bound.contains(name.as_str()) {
                    self.free.insert(name);
                }
            }
            NodeKind::Bind { lhs, rhs } => self.bind(lhs, rhs),
            NodeKind::Path { steps, .. } => steps.iter().for_each(|step| self.node(step)),
            NodeKind::Lambda(definition) => {
                definition.params.iter().for_each(|name| self.know(name));
                self.node(&definition.body);
            }
            NodeKind::Transform(definition) => {
                self.node(&definition.pattern);
                self.node(&definition.update);
                definition.delete.iter().for_each(|delete| self.node(delete));
            }
            _ => each_operand(node, &mut |operand| self.node(operand)),
        }
    }

    /// From here on the name is bound.
    fn know(&mut self, name: &'n str) {
        if self.bound.insert(name) {
            self.order.push(name);
        }
    }

    /// Forgets all but the first `count` that were bound.
    fn forget(&mut self, count: usize) {
        for name in self.order.drain(count..) {
            self.bound.remove(name);
        }
    }

    fn bind(&mut self, variable: &'n Node, value: &'n Node) {
        let NodeKind::Variable { name } = &variable.kind else { return self.node(value) };
        // A function knows itself by the name that it is given.
        let knows_itself = matches!(&value.kind, NodeKind::Lambda(definition) if !definition.thunk);
        if knows_itself {
            self.know(name);
        }
        self.node(value);
        self.know(name);
    }
}

/// Whether what a node binds is forgotten behind it.
fn ends_scope(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Block { frame, .. } => *frame,
        NodeKind::Lambda(definition) => !definition.thunk,
        NodeKind::Transform(_) => true,
        // A path gives what it binds to the path that it is a step of, if that binds, too.
        NodeKind::Path { steps, .. } => !node.attrs.tuple && steps.iter().any(|step| step.attrs.tuple),
        _ => false,
    }
}
