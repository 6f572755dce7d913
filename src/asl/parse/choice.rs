//! `Choices`: rules and their conditions.

use super::{Parser, fields};
use crate::asl::{Choice, ChoiceRule, Comparison, Condition, Operand, OperandType, Operator, placeholder};
use crate::json::tree::{NodeId, NodeKind};
use crate::json::{JsonPointer, Object, Value};
use crate::time::Timestamp;

impl Parser<'_> {
    pub(super) fn choice_field(
        &mut self,
        choice: &mut Choice,
        pointer: &JsonPointer,
        key: &str,
        node: NodeId,
    ) -> bool {
        match key {
            "Choices" => {
                let items = self.items_at(node, &pointer.key(key));
                choice.rules = items.into_iter().map(|(item, place)| self.rule(item, place)).collect();
            }
            "Default" => choice.default = self.text(node),
            _ => return false,
        }
        true
    }

    fn rule(&mut self, object: NodeId, pointer: JsonPointer) -> ChoiceRule {
        let tree = self.tree;
        let mut rule = ChoiceRule {
            condition: Condition::Invalid,
            next: None,
            assign: None,
            output: None,
            comment: None,
            pointer,
            unknown: Object::new(),
        };
        for (key, node) in tree.members(object) {
            match &*key {
                "Next" => rule.next = self.text(node),
                "Assign" => rule.assign = self.object(node),
                "Output" => rule.output = Some(tree.value(node)),
                "Comment" => rule.comment = self.text(node),
                key if is_condition_field(key) => {}
                key => self.unknown_in_rule(&mut rule.unknown, key, node),
            }
        }
        rule.condition = self.condition(object, &rule.pointer);
        rule
    }

    fn unknown_in_rule(&mut self, kept: &mut Object, key: &str, node: NodeId) {
        let names = Operator::ALL.iter().map(|operator| operator.name());
        self.unknown(kept, key, node, fields::CHOICE_RULE.iter().copied().chain(names));
    }

    /// The condition of a rule, or one inside of it. The depth is that of the text, which is limited.
    fn condition(&mut self, object: NodeId, pointer: &JsonPointer) -> Condition {
        if self.tree.kind(object) != NodeKind::Object {
            self.wrong_type(object, "an object", "Write `{\"Variable\": …}`");
            return Condition::Invalid;
        }
        let tree = self.tree;
        let mut found = Vec::new();
        for (key, node) in tree.members(object) {
            match &*key {
                "And" | "Or" | "Not" | "Condition" => found.push((key, node, None)),
                key_text => {
                    if let Some(operator) = Operator::parse(key_text) {
                        found.push((key, node, Some(operator)));
                    }
                }
            }
        }
        match found.as_slice() {
            [] => self.no_condition(object),
            [(key, node, operator)] => match (&**key, operator) {
                ("And", None) => Condition::And(self.conditions(*node, &pointer.key(key))),
                ("Or", None) => Condition::Or(self.conditions(*node, &pointer.key(key))),
                ("Not", None) => Condition::Not(Box::new(self.nested_condition(*node, &pointer.key(key)))),
                ("Condition", None) => self.jsonata_condition(*node),
                (_, Some((operator, is_path))) => {
                    let operand = self.operand(*node, *operator, *is_path);
                    self.comparison(object, pointer, *operator, operand)
                }
                (_, None) => Condition::Invalid,
            },
            [(first, ..), (second, node, _), ..] => {
                let message = format!("`{first}` and `{second}` cannot stand together in one rule");
                self.error(*node, message, "Combine two tests with `And`, or make two rules");
                Condition::Invalid
            }
        }
    }

    fn no_condition(&mut self, object: NodeId) -> Condition {
        let message = if self.tree.member(object, "Variable").is_some() {
            "The rule has a `Variable` and nothing to compare it with"
        } else {
            "The rule has no condition"
        };
        let hint =
            "Add a comparison such as `\"StringEquals\": …`, `And`, `Or`, `Not`, or in JSONata `Condition`";
        self.error(object, message, hint);
        Condition::Invalid
    }

    fn conditions(&mut self, node: NodeId, pointer: &JsonPointer) -> Vec<Condition> {
        let items = self.items_at(node, pointer);
        if items.is_empty() && self.tree.kind(node) == NodeKind::Array {
            self.wrong_type(node, "an array of at least one condition", "Add a condition");
        }
        items.into_iter().map(|(item, place)| self.nested_condition(item, &place)).collect()
    }

    fn nested_condition(&mut self, object: NodeId, pointer: &JsonPointer) -> Condition {
        let tree = self.tree;
        for (key, node) in tree.members(object) {
            match &*key {
                "Next" | "Assign" | "Output" => {
                    let message = format!("`{key}` stands inside of a condition");
                    self.error(node, message, "Move it to the rule itself, beside `And`, `Or` or `Not`");
                }
                "Comment" => {}
                key if is_condition_field(key) => {}
                key => self.unknown_in_rule(&mut Object::new(), key, node),
            }
        }
        self.condition(object, pointer)
    }

    fn jsonata_condition(&mut self, node: NodeId) -> Condition {
        if !matches!(self.tree.kind(node), NodeKind::String | NodeKind::Bool(_)) {
            self.wrong_type(node, "an expression or a boolean", "Write `\"{% … %}\"`");
        }
        Condition::Jsonata(self.tree.value(node))
    }

    fn comparison(
        &mut self,
        object: NodeId,
        pointer: &JsonPointer,
        operator: Operator,
        operand: Option<Operand>,
    ) -> Condition {
        let variable = match self.tree.member(object, "Variable") {
            Some(variable) => self.text(variable),
            None => {
                let hint = "Add `\"Variable\": \"$.…\"`, the value to test";
                self.error(object, "These fields are required: [Variable]", hint);
                None
            }
        };
        match (variable, operand) {
            (Some(variable), Some(operand)) => {
                Condition::Compare(Comparison { variable, operator, operand, pointer: pointer.clone() })
            }
            _ => Condition::Invalid,
        }
    }

    fn operand(&mut self, node: NodeId, operator: Operator, is_path: bool) -> Option<Operand> {
        if is_path { self.text(node).map(Operand::Path) } else { self.literal(node, operator) }
    }

    /// A literal of the type that the operator compares.
    fn literal(&mut self, node: NodeId, operator: Operator) -> Option<Operand> {
        let value = match operator.operand_type() {
            OperandType::String => self.text(node).map(Value::String),
            OperandType::Number => self.number_value(node),
            OperandType::Timestamp => self.timestamp(node),
            OperandType::Boolean => self.boolean(node),
        };
        value.map(Operand::Literal)
    }

    fn boolean(&mut self, node: NodeId) -> Option<Value> {
        let placeholder = self.tree.string(node).filter(|text| placeholder::is_in(text));
        match placeholder {
            Some(text) => Some(Value::from(&*text)),
            None => self.flag(node).map(Value::Bool),
        }
    }

    fn timestamp(&mut self, node: NodeId) -> Option<Value> {
        let text = self.text(node)?;
        if Timestamp::parse(&text).is_none() && !placeholder::is_in(&text) {
            let hint = "Write it as `2024-03-14T01:59:00Z`";
            self.error(node, "String does not match RFC3339 timestamp", hint);
        }
        Some(Value::String(text))
    }
}

fn is_condition_field(key: &str) -> bool {
    matches!(key, "Variable" | "And" | "Or" | "Not" | "Condition") || Operator::parse(key).is_some()
}
