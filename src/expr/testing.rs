//! What expressions are tested against: surroundings that stay the same.

use super::Environment;
use crate::json::{Value, parse};

/// An input, and beside it a Context Object and variables that all tests share.
pub(super) struct Fixed {
    input: Value,
    drawn: u64,
}

impl Fixed {
    #[track_caller]
    pub fn new(input: &str) -> Self {
        Self { input: parse(input).unwrap(), drawn: 1 }
    }
}

impl Environment for Fixed {
    fn input(&self) -> &Value {
        &self.input
    }

    fn context(&mut self) -> Value {
        parse(r#"{"Execution":{"Id":"e-1","Input":[1]},"State":{"Name":"Here"}}"#).unwrap()
    }

    fn variable(&self, name: &str) -> Option<Value> {
        let text = match name {
            "count" => "3",
            "limit" => r#"{"max":9}"#,
            "list" => "[1,2]",
            _ => return None,
        };
        parse(text).ok()
    }

    fn random_u64(&mut self) -> u64 {
        self.drawn = self.drawn.wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.drawn
    }
}
