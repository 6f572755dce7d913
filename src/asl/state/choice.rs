//! Choice: States Language specification, "Choice State".

use crate::json::{JsonPointer, Object, Value};
use std::fmt;
use std::sync::Arc;

/// What only a Choice has.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// `Choices`, in order
    pub rules: Vec<ChoiceRule>,
    /// `Default` as written
    pub default: Option<Arc<str>>,
}

/// One entry of `Choices`.
#[derive(Clone, Debug)]
pub struct ChoiceRule {
    /// What must hold
    pub condition: Condition,
    /// `Next` as written
    pub next: Option<Arc<str>>,
    /// `Assign`
    pub assign: Option<Value>,
    /// `Output` (JSONata)
    pub output: Option<Value>,
    /// `Comment`
    pub comment: Option<Arc<str>>,
    /// Where it stands
    pub pointer: JsonPointer,
    /// Fields that the language does not know
    pub unknown: Object,
}

/// A rule's condition.
#[derive(Clone, Debug)]
pub enum Condition {
    /// All must hold; evaluated in order, stops at the first that does not
    And(Vec<Condition>),
    /// One must hold; evaluated in order, stops at the first that does
    Or(Vec<Condition>),
    /// Must not hold
    Not(Box<Condition>),
    /// A data-test expression
    Compare(Comparison),
    /// `Condition` of a JSONata rule, as written (an expression or a boolean)
    Jsonata(Value),
    /// None that can be read; diagnosed
    Invalid,
}

/// `Variable` compared by one operator.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// `Variable`, a path as written
    pub variable: Arc<str>,
    /// The operator, without the suffix `Path`
    pub operator: Operator,
    /// What it is compared with
    pub operand: Operand,
    /// Where the comparison stands
    pub pointer: JsonPointer,
}

/// The right side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A literal
    Literal(Value),
    /// A path: the operator was written with the suffix `Path`
    Path(Arc<str>),
}

/// The type of an operator's right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperandType {
    /// A string; for `StringMatches` a pattern
    String,
    /// A number
    Number,
    /// An RFC 3339 timestamp
    Timestamp,
    /// A boolean; for the `Is…` tests the answer that is wanted
    Boolean,
}

macro_rules! operators {
    ($($name:ident),* $(,)?) => {
        /// A comparison operator, by its name in the language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the names are the specification's own")]
        pub enum Operator {
            $($name,)*
        }

        impl Operator {
            /// Every operator, in the specification's order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its name in the language, without `Path`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }
    };
}

operators!(
    StringEquals,
    StringLessThan,
    StringGreaterThan,
    StringLessThanEquals,
    StringGreaterThanEquals,
    StringMatches,
    NumericEquals,
    NumericLessThan,
    NumericGreaterThan,
    NumericLessThanEquals,
    NumericGreaterThanEquals,
    BooleanEquals,
    TimestampEquals,
    TimestampLessThan,
    TimestampGreaterThan,
    TimestampLessThanEquals,
    TimestampGreaterThanEquals,
    IsNull,
    IsPresent,
    IsNumeric,
    IsString,
    IsBoolean,
    IsTimestamp,
);

impl Operator {
    /// Reads a field's name: the operator, and whether it is the `Path` twin.
    pub fn parse(field: &str) -> Option<(Self, bool)> {
        let by_name = |name: &str| Self::ALL.iter().copied().find(|operator| operator.name() == name);
        by_name(field).map(|operator| (operator, false)).or_else(|| {
            let operator = by_name(field.strip_suffix("Path")?)?;
            operator.has_path_twin().then_some((operator, true))
        })
    }

    /// What it compares with.
    pub fn operand_type(self) -> OperandType {
        let name = self.name();
        if name.starts_with("String") {
            OperandType::String
        } else if name.starts_with("Numeric") {
            OperandType::Number
        } else if name.starts_with("Timestamp") {
            OperandType::Timestamp
        } else {
            OperandType::Boolean
        }
    }

    /// Whether `…Path` of it exists: not for `StringMatches` and the `Is…` tests.
    pub fn has_path_twin(self) -> bool {
        self != Self::StringMatches && !self.name().starts_with("Is")
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
