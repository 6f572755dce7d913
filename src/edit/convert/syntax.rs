//! JSONata, as far as it can be said in JSONPath: paths, literals, calls and operators.

use crate::expr::PathStep;
use crate::json::{self, Number, Value};
use std::sync::Arc;

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Literal(Value),
    /// A variable, without its `$`, and what is taken of it
    Path(Arc<str>, Vec<PathStep>),
    Call(Arc<str>, Vec<Node>),
    List(Vec<Node>),
    Object(Vec<(Arc<str>, Node)>),
    Regex(String),
    Binary(Operator, Box<(Node, Node)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Join,
    Add,
    Subtract,
}

impl Operator {
    fn power(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Join | Self::Add | Self::Subtract => 4,
            _ => 3,
        }
    }

    /// The operator between the same values the other way round.
    pub fn turned(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            other => other,
        }
    }
}

/// Expressions nested deeper than this have no like in JSONPath anyhow.
const DEEPEST: usize = 32;

/// Reads an expression, given without its braces; `None` if it is more than has a like in JSONPath.
pub(super) fn parse(text: &str) -> Option<Node> {
    let mut parser = Parser { rest: text, depth: 0 };
    let node = parser.operators(0)?;
    parser.skip();
    parser.rest.is_empty().then_some(node)
}

struct Parser<'t> {
    rest: &'t str,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn accept(&mut self, token: &str) -> bool {
        self.skip();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, token: &str) -> Option<()> {
        self.accept(token).then_some(())
    }

    fn take_while(&mut self, is: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|letter| !is(letter)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn operators(&mut self, least: u8) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut left = self.operand()?;
        while let Some(operator) = self.operator(least) {
            let right = self.operators(operator.power() + 1)?;
            left = Node::Binary(operator, Box::new((left, right)));
        }
        self.depth -= 1;
        Some(left)
    }

    /// The operator that comes next, if it binds at least so strongly.
    fn operator(&mut self, least: u8) -> Option<Operator> {
        const SIGNS: [(&str, Operator); 12] = [
            ("!=", Operator::Unequal),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("=", Operator::Equal),
            ("<", Operator::Less),
            (">", Operator::Greater),
            ("&", Operator::Join),
            ("+", Operator::Add),
            ("-", Operator::Subtract),
            ("and", Operator::And),
            ("or", Operator::Or),
            ("in", Operator::In),
        ];
        self.skip();
        let (sign, operator) = SIGNS.iter().find(|(sign, _)| {
            let after = self.rest.strip_prefix(sign);
            let is_word = sign.starts_with(char::is_alphabetic);
            after.is_some_and(|after| !is_word || !after.starts_with(is_name))
        })?;
        if operator.power() < least {
            return None;
        }
        self.rest = &self.rest[sign.len()..];
        Some(*operator)
    }

    fn operand(&mut self) -> Option<Node> {
        self.skip();
        match self.rest.chars().next()? {
            '(' => {
                self.expect("(")?;
                let node = self.operators(0)?;
                self.expect(")")?;
                Some(node)
            }
            '[' => self.list("[", "]").map(Node::List),
            '{' => self.object(),
            '"' | '\'' => self.quoted().map(|text| Node::Literal(text.into())),
            '/' => self.regex(),
            '$' => self.variable(),
            '-' | '0'..='9' => self.number(),
            _ => self.word(),
        }
    }

    fn list(&mut self, open: &str, close: &str) -> Option<Vec<Node>> {
        self.expect(open)?;
        let mut items = Vec::new();
        while !self.accept(close) {
            if !items.is_empty() {
                self.expect(",")?;
            }
            items.push(self.operators(0)?);
        }
        Some(items)
    }

    fn object(&mut self) -> Option<Node> {
        self.expect("{")?;
        let mut members = Vec::new();
        while !self.accept("}") {
            if !members.is_empty() {
                self.expect(",")?;
            }
            self.skip();
            let name = self.quoted()?;
            self.expect(":")?;
            members.push((name.into(), self.operators(0)?));
        }
        Some(Node::Object(members))
    }

    /// A text in either kind of quotes.
    fn quoted(&mut self) -> Option<String> {
        let quote = self.rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let inner = &self.rest[1..];
        let (mut escaped, mut text) = (false, String::from("\""));
        for (at, letter) in inner.char_indices() {
            match letter {
                _ if escaped => {
                    // JSON does not know `\'`.
                    if letter != '\'' {
                        text.push('\\');
                    }
                    text.push(letter);
                    escaped = false;
                }
                '\\' => escaped = true,
                _ if letter == quote => {
                    self.rest = &inner[at + 1..];
                    text.push('"');
                    return json::parse(&text).ok()?.as_str().map(str::to_owned);
                }
                '"' => text.push_str("\\\""),
                _ => text.push(letter),
            }
        }
        None
    }

    fn regex(&mut self) -> Option<Node> {
        let inner = &self.rest[1..];
        let mut before = ' ';
        let end = inner.find(|letter| {
            let ends = letter == '/' && before != '\\';
            before = letter;
            ends
        })?;
        let (text, rest) = (&inner[..end], &inner[end + 1..]);
        self.rest = rest;
        // Flags have no like in JSONPath.
        (!rest.starts_with(char::is_alphabetic)).then(|| Node::Regex(text.to_owned()))
    }

    fn number(&mut self) -> Option<Node> {
        let sign = if self.accept("-") { "-" } else { "" };
        let digits = self.take_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | 'e' | 'E'));
        // `1..5` is a range.
        Number::parse(&format!("{sign}{digits}")).map(|number| Node::Literal(Value::Number(number)))
    }

    fn word(&mut self) -> Option<Node> {
        match self.take_while(is_name) {
            "true" => Some(Node::Literal(true.into())),
            "false" => Some(Node::Literal(false.into())),
            "null" => Some(Node::Literal(Value::Null)),
            _ => None,
        }
    }

    fn variable(&mut self) -> Option<Node> {
        self.expect("$")?;
        let name: Arc<str> = self.take_while(is_name).into();
        if name.is_empty() {
            return None;
        }
        if self.rest.starts_with('(') {
            return self.list("(", ")").map(|arguments| Node::Call(name, arguments));
        }
        let mut steps = Vec::new();
        loop {
            if self.rest.starts_with("..") {
                return None;
            }
            if self.accept(".") {
                steps.push(PathStep::Name(self.name()?.into()));
            } else if self.accept("[") {
                self.skip();
                let index = self.take_while(|letter| letter.is_ascii_digit()).parse().ok()?;
                self.expect("]")?;
                steps.push(PathStep::Index(index));
            } else {
                return Some(Node::Path(name, steps));
            }
        }
    }

    fn name(&mut self) -> Option<&'t str> {
        self.skip();
        if let Some(inner) = self.rest.strip_prefix('`') {
            let (name, rest) = inner.split_once('`')?;
            self.rest = rest;
            return Some(name);
        }
        let name = self.take_while(is_name);
        (!name.is_empty() && !self.rest.starts_with('(')).then_some(name)
    }
}

fn is_name(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
}
