//! JSONPath as AWS Step Functions has it, which is Jayway json-path 2.0.0 in Java, leniency and messages
//! included: paths that RFC 9535 refuses are in use in real definitions.

mod compile;
mod error;
mod evaluate;
mod filter;
mod java;
mod segment;
mod token;

pub use segment::Segment;

pub use error::{PathError, PathErrorKind, PathSyntaxError};

use super::MOST_WORK;
use crate::json::Value;
use std::fmt;
use std::sync::Arc;
use token::Token;

/// What a path starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// `$`: the input
    Input,
    /// `$$`: the Context Object
    Context,
    /// `$name`: a workflow variable
    Variable(Arc<str>),
}

/// A compiled JSONPath.
#[derive(Clone, Debug)]
pub struct Path {
    text: Arc<str>,
    root: Root,
    tokens: Arc<[Token]>,
    /// Every token from this one on selects at most one value.
    definite_from: usize,
    /// Names and single indexes only, so that a walk finds the value.
    plain: bool,
}

impl Path {
    /// Compiles a path that starts at the input, the Context Object (`$$`) or a variable (`$name`).
    ///
    /// # Errors
    /// What is wrong with the text, in Jayway's words.
    pub fn parse(text: &str) -> Result<Self, PathSyntaxError> {
        let (root, rest) = split_root(text);
        match root {
            Root::Input => Self::compile(text, root, text),
            _ => Self::compile(text, root, &format!("${rest}")),
        }
    }

    /// Compiles a path as Jayway does, knowing neither `$$` nor variables; `foo` is short for `$.foo`.
    ///
    /// # Errors
    /// What is wrong with the text, in Jayway's words.
    pub fn parse_plain(text: &str) -> Result<Self, PathSyntaxError> {
        Self::compile(text, Root::Input, text)
    }

    fn compile(text: &str, root: Root, path: &str) -> Result<Self, PathSyntaxError> {
        let tokens = compile::compile(path, 0)?;
        let definite_from = token::definite_from(&tokens);
        let plain = tokens.iter().all(Token::is_plain);
        Ok(Self { text: text.into(), root, tokens: tokens.into(), definite_from, plain })
    }

    /// The path as it was written.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// What the path starts from.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// Whether the path selects one value or fails, instead of selecting an array of values.
    pub fn is_definite(&self) -> bool {
        self.definite_from == 0
    }

    /// Whether the path has only names and single indexes, as a Reference Path must.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// Whether the path is its root and nothing more.
    pub fn is_root(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The value at a path of names and single indexes, without copying; `None` for anything else.
    pub fn find<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        if !self.plain {
            return None;
        }
        evaluate::find(&self.tokens, value)
    }

    /// What the path selects in `value`: for a definite path the value itself, shared and not copied, and
    /// for any other an array, possibly empty.
    ///
    /// # Errors
    /// Jayway's, in its words.
    pub fn select(&self, value: &Value) -> Result<Value, PathError> {
        self.select_within(value, &mut MOST_WORK.clone())
    }

    /// The same with the work that it may do, off which it takes what it did.
    ///
    /// # Errors
    /// Jayway's, in its words, and [`PathErrorKind::Limit`] if the work is not enough.
    pub fn select_within(&self, value: &Value, work: &mut usize) -> Result<Value, PathError> {
        match self.find(value) {
            Some(found) => Ok(found.clone()),
            None => evaluate::select(&self.tokens, self.definite_from, value, work),
        }
    }

    /// The same where nobody asks why nothing is found.
    pub fn try_select_within(&self, value: &Value, work: &mut usize) -> Option<Value> {
        match self.find(value) {
            Some(found) => Some(found.clone()),
            None => evaluate::try_select(&self.tokens, self.definite_from, value, work),
        }
    }

    /// The path in Jayway's canonical form, `$['a'][0][*]`.
    pub fn canonical(&self) -> String {
        format!("${}", token::Fragments(&self.tokens))
    }

    /// The steps of a path of names and single indexes; `None` for anything else.
    pub fn steps(&self) -> Option<Vec<Step>> {
        steps(self)
    }

    fn tokens(&self) -> &[Token] {
        &self.tokens
    }
}

/// One step of a path of names and single indexes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member's name
    Name(Arc<str>),
    /// An item's index
    Index(usize),
}

/// The steps of a path, if it has only names and single indexes.
pub(super) fn steps(path: &Path) -> Option<Vec<Step>> {
    path.tokens()
        .iter()
        .map(|token| match token {
            Token::Name(name) => Some(Step::Name(name.clone())),
            Token::Index(index) => usize::try_from(*index).ok().map(Step::Index),
            _ => None,
        })
        .collect()
}

impl PartialEq for Path {
    /// Two paths are equal if they were written alike.
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

/// Splits `$$.a` into the context and `.a`, and `$name.a` into a variable and `.a`.
fn split_root(text: &str) -> (Root, &str) {
    let Some(rest) = text.strip_prefix('$') else { return (Root::Input, text) };
    if let Some(rest) = rest.strip_prefix('$') {
        return (Root::Context, rest);
    }
    let starts_name = |letter: char| letter == '_' || letter.is_alphabetic();
    if !rest.starts_with(starts_name) {
        return (Root::Input, rest);
    }
    let end = rest.find(|letter: char| letter != '_' && !letter.is_alphanumeric()).unwrap_or(rest.len());
    (Root::Variable(rest[..end].into()), &rest[end..])
}

#[cfg(test)]
mod tests;
