//! How much one visit of a state can make the data grow, worked out from the definition alone.
//!
//! Values share their parts, so a loop of `{"a.$": "$", "b.$": "$"}` doubles its data every turn at no cost,
//! until something prints it. Measuring every output would cost more than running most states. So each branch
//! carries an upper bound of its data's depth and size, a state adds its growth to it, and only an output
//! whose bound exceeds the limit is measured.

use super::branch::TEXT_DEPTH;
use super::dataflow::DEEPEST;
use crate::asl::{PathField, QueryLanguage, State, StateKind};
use crate::json::Value;

/// By how much one visit can make the data grow, at most: the new size is at most `factor` times the old one
/// plus `plus` bytes, and it is nested at most `depth` levels deeper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Growth {
    pub depth: u32,
    pub factor: u64,
    pub plus: u64,
}

/// Deeper templates are refused when compiled.
const DEEPEST_TEMPLATE: usize = 256;
/// The text of an Intrinsic Function's own making, such as `States.ArrayRange` of 1,000 items.
const INTRINSIC_BYTES: u64 = 16_384;
/// These give a number, a boolean or a short text, whatever they are given.
const SHORT_INTRINSICS: [&str; 6] = [
    "States.MathAdd(",
    "States.MathRandom(",
    "States.UUID(",
    "States.Hash(",
    "States.ArrayLength(",
    "States.ArrayContains(",
];

impl Growth {
    const NONE: Self = Self { depth: 0, factor: 1, plus: 0 };
    /// Of what must be measured whenever it has any size
    const ANY: Self = Self { depth: 1, factor: u64::MAX, plus: 0 };

    /// The growth of a state that is left by its work or by a Catcher.
    pub fn of(state: &State, language: QueryLanguage) -> Self {
        if language == QueryLanguage::Jsonata {
            return Self::of_jsonata(state);
        }
        let own = match &state.kind {
            // A task's result is measured when it comes; what is put into it here is at most a text's depth.
            StateKind::Task(_) => Self { depth: TEXT_DEPTH, ..Self::NONE },
            StateKind::Pass(pass) => pass.result.as_ref().map_or(Self::NONE, Self::of_literal),
            StateKind::Map(map) => Self::of_path(&map.items_path)
                .then(map.item_selector.as_ref().map_or(Self::NONE, Self::of_template))
                .nested(),
            StateKind::Parallel(_) => Self::NONE.nested(),
            _ => Self::NONE,
        };
        let templates = [&state.data.parameters, &state.data.result_selector];
        let worked = templates.into_iter().flatten().map(Self::of_template).fold(own, Self::then);
        let paths = [&state.data.input_path, &state.data.output_path];
        let worked = paths.into_iter().map(Self::of_path).fold(worked, Self::then);
        let caught =
            state.catch.iter().map(|catcher| path_depth(&catcher.result_path) + 1).max().unwrap_or(0);
        let placed = path_depth(&state.data.result_path).max(caught);
        if placed == 0 {
            return worked;
        }
        // The raw input stays, and the result or the error output stands in it.
        Self {
            depth: worked.depth + placed,
            factor: worked.factor.saturating_add(1),
            plus: worked.plus.saturating_add(512),
        }
    }

    /// What an expression comes to has any size and any depth.
    fn of_jsonata(state: &State) -> Self {
        let has_items = match &state.kind {
            StateKind::Map(map) => map.items.is_some() || map.item_selector.is_some(),
            StateKind::Choice(choice) => choice.rules.iter().any(|rule| rule.output.is_some()),
            _ => false,
        };
        let makes_data = has_items
            || state.data.output.is_some()
            || state.data.arguments.is_some()
            || state.catch.iter().any(|catcher| catcher.output.is_some());
        if makes_data {
            return Self { depth: DEEPEST + 1, ..Self::ANY };
        }
        match &state.kind {
            StateKind::Task(_) => Self { depth: TEXT_DEPTH, plus: 512, ..Self::NONE },
            StateKind::Map(_) | StateKind::Parallel(_) => Self { plus: 512, ..Self::NONE.nested() },
            _ => Self::NONE,
        }
    }

    fn nested(self) -> Self {
        Self { depth: self.depth + 1, plus: self.plus.saturating_add(64), ..self }
    }

    fn then(self, next: Self) -> Self {
        Self {
            depth: self.depth + next.depth,
            factor: self.factor.saturating_mul(next.factor).max(self.factor),
            plus: self.plus.saturating_mul(next.factor.max(1)).saturating_add(next.plus),
        }
    }

    fn of_path(path: &PathField) -> Self {
        match path {
            PathField::Path(text) if may_repeat(text) => Self::ANY,
            _ => Self::NONE,
        }
    }

    fn of_literal(value: &Value) -> Self {
        Self { depth: value.depth_up_to(DEEPEST_TEMPLATE) as u32, factor: 1, plus: value.text_len() as u64 }
    }

    fn of_template(template: &Value) -> Self {
        let mut growth = Self { depth: 0, factor: 0, plus: template.text_len() as u64 };
        growth.add_queries(template, DEEPEST_TEMPLATE);
        Self { depth: growth.depth + template.depth_up_to(DEEPEST_TEMPLATE) as u32, ..growth }
    }

    fn add_queries(&mut self, template: &Value, levels: usize) {
        match template {
            _ if levels == 0 => {}
            Value::Array(items) => items.iter().for_each(|item| self.add_queries(item, levels - 1)),
            Value::Object(members) => {
                for (key, value) in members.iter() {
                    match value.as_str().filter(|_| key.ends_with(".$")) {
                        Some(query) => self.add_query(query),
                        None => self.add_queries(value, levels - 1),
                    }
                }
            }
            _ => {}
        }
    }

    /// What the queries of a template give stands side by side: their sizes add up, and the deepest counts.
    fn add_query(&mut self, query: &str) {
        let mut depth = 0;
        if may_repeat(query) {
            self.factor = Self::ANY.factor;
            depth += Self::ANY.depth;
        }
        let calls = query.matches("States.").count() as u32;
        if calls == 0 {
            // The Context Object holds the execution's input and the item, and some names.
            self.factor = self.factor.saturating_add(1);
            self.plus = self.plus.saturating_add(if query.starts_with("$$") { 2_048 } else { 0 });
        } else if SHORT_INTRINSICS.iter().any(|name| query.starts_with(name)) {
            self.plus = self.plus.saturating_add(256);
        } else {
            // Escaping may double a text, and splitting it may quadruple it, at every call.
            let paths = query.matches('$').count() as u64;
            self.factor = self.factor.saturating_add(paths.saturating_mul(4u64.saturating_pow(calls)));
            self.plus = self.plus.saturating_add(INTRINSIC_BYTES * u64::from(calls));
            depth += TEXT_DEPTH;
        }
        self.depth = self.depth.max(depth);
    }
}

/// Whether a path may select the same data more than once, and so more than all of it: `$..*`, `$[0,0]`.
fn may_repeat(path: &str) -> bool {
    path.contains("..") || path.contains('[') && path.contains(',')
}

fn path_depth(path: &PathField) -> u32 {
    match path {
        PathField::Path(text) => text.matches(['.', '[']).count() as u32,
        PathField::Absent | PathField::Null => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asl;

    #[track_caller]
    fn check(state: &str, depth: u32, factor: u64) {
        let text = format!(r#"{{"StartAt":"S","States":{{"S":{state}}}}}"#);
        let growth = Growth::of(&asl::parse(&text).machine.states[0], QueryLanguage::JsonPath);
        assert_eq!((growth.depth, growth.factor), (depth, factor), "of {state}");
    }

    #[test]
    fn a_state_without_templates_lets_nothing_grow() {
        check(r#"{"Type":"Pass","End":true}"#, 0, 1);
        check(r#"{"Type":"Choice","Choices":[],"InputPath":"$.a"}"#, 0, 1);
    }

    #[test]
    fn what_a_path_repeats_has_any_size() {
        check(r#"{"Type":"Pass","OutputPath":"$..*","End":true}"#, 1, u64::MAX);
        check(r#"{"Type":"Pass","InputPath":"$[0,0]","End":true}"#, 1, u64::MAX);
        check(r#"{"Type":"Pass","Parameters":{"a.$":"$..a"},"End":true}"#, 2, u64::MAX);
        check(r#"{"Type":"Pass","OutputPath":"$[*].a","End":true}"#, 0, 1);
    }

    #[test]
    fn every_path_of_a_template_may_bring_all_of_the_data() {
        check(r#"{"Type":"Pass","Parameters":{"a.$":"$"},"End":true}"#, 1, 1);
        check(r#"{"Type":"Pass","Parameters":{"a.$":"$","b":{"c.$":"$.x"}},"End":true}"#, 2, 2);
        check(r#"{"Type":"Pass","Parameters":{"a.$":"$"},"ResultPath":"$.p.q","End":true}"#, 3, 2);
        check(r#"{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"End":true}"#, 1, 1);
        check(r#"{"Type":"Pass","Parameters":{"n.$":"States.Array($, $)"},"End":true}"#, 1 + TEXT_DEPTH, 8);
        let two = r#"{"a.$":"States.Array($)","b":{"c.$":"States.StringToJson($.t)"}}"#;
        check(&format!(r#"{{"Type":"Pass","Parameters":{two},"End":true}}"#), 2 + TEXT_DEPTH, 8);
    }
}
