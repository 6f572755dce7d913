//! From text to calls.

use super::{Argument, Call, Function, IntrinsicSyntaxError, MAX_NESTING, Text};
use crate::expr::Path;
use crate::json::{Number, Value};

pub(super) fn parse(text: &str) -> Result<Call, IntrinsicSyntaxError> {
    let mut parser = Parser { text, at: 0 };
    let call = parser.call(1)?;
    parser.skip_spaces();
    if parser.at < text.len() { parser.fail("Nothing may follow the closing parenthesis") } else { Ok(call) }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

type Parsed<T> = Result<T, IntrinsicSyntaxError>;

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn fail<T>(&self, message: impl Into<String>) -> Parsed<T> {
        Err(IntrinsicSyntaxError { message: message.into(), offset: self.at })
    }

    fn skip_spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, length: usize) -> &'t str {
        let taken = &self.rest()[..length];
        self.at += length;
        taken
    }

    /// Steps over `expected` if it comes next.
    fn accept(&mut self, expected: char) -> bool {
        let accepted = self.rest().starts_with(expected);
        if accepted {
            self.at += expected.len_utf8();
        }
        accepted
    }

    fn call(&mut self, nesting: usize) -> Parsed<Call> {
        if nesting > MAX_NESTING {
            return self.fail(format!("Functions can be nested at most {MAX_NESTING} deep"));
        }
        let start = self.at;
        let function = self.function()?;
        if !self.accept('(') {
            return self.fail("An opening parenthesis must follow the function's name");
        }
        let mut arguments = Vec::new();
        self.skip_spaces();
        if !self.accept(')') {
            loop {
                self.skip_spaces();
                arguments.push(self.argument(nesting)?);
                self.skip_spaces();
                if self.accept(')') {
                    break;
                }
                if !self.accept(',') {
                    return self.fail("A comma or a closing parenthesis must follow the argument");
                }
            }
        }
        if !function.arity().contains(&arguments.len()) {
            self.at = start;
            return self.fail(format!(
                "States.{} does not take {} argument{}",
                function.name(),
                arguments.len(),
                if arguments.len() == 1 { "" } else { "s" }
            ));
        }
        Ok(Call::new(function, arguments))
    }

    fn function(&mut self) -> Parsed<Function> {
        let Some(rest) = self.rest().strip_prefix("States.") else {
            return self.fail("A call of an Intrinsic Function starts with `States.`");
        };
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = &rest[..end];
        match Function::ALL.iter().find(|function| function.name() == name) {
            Some(function) => {
                self.at += "States.".len() + end;
                Ok(*function)
            }
            None => self.fail(format!("There is no function States.{name}")),
        }
    }

    fn argument(&mut self, nesting: usize) -> Parsed<Argument> {
        match self.rest().as_bytes().first() {
            Some(b'\'') => self.quoted().map(Argument::Text),
            Some(b'$') => self.path().map(Argument::Path),
            Some(b'S') => self.call(nesting + 1).map(Argument::Call),
            Some(_) => self.literal().map(Argument::Literal),
            None => self.fail("An argument is missing"),
        }
    }

    /// A text in single quotes, in which a backslash stands before a quote, a brace or a backslash only.
    fn quoted(&mut self) -> Parsed<Text> {
        self.at += 1;
        let start = self.at;
        let mut value = String::new();
        loop {
            let Some(letter) = self.rest().chars().next() else {
                return self.fail("A text must end with a single quote");
            };
            match letter {
                '\'' => break,
                '\\' => {
                    let Some(escaped) =
                        self.rest()[1..].chars().next().filter(|next| "'{}\\".contains(*next))
                    else {
                        return self.fail("A backslash may stand before ' { } and \\ only");
                    };
                    value.push(escaped);
                    self.at += 1 + escaped.len_utf8();
                }
                _ => {
                    value.push(letter);
                    self.at += letter.len_utf8();
                }
            }
        }
        let written = self.text[start..self.at].into();
        self.at += 1;
        Ok(Text { written, value: value.into() })
    }

    /// A path: up to a comma or parenthesis that is not within its brackets, parentheses or quotes.
    fn path(&mut self) -> Parsed<Path> {
        let (mut quoted, mut open) = (false, 0_usize);
        let end = self.rest().char_indices().find_map(|(at, letter)| {
            match letter {
                '\'' if open > 0 => quoted = !quoted,
                _ if quoted => {}
                '[' | '(' => open += 1,
                ',' | ')' if open == 0 => return Some(at),
                ']' | ')' => open = open.saturating_sub(1),
                _ => {}
            }
            None
        });
        let text = &self.rest()[..end.unwrap_or(self.rest().len())];
        match Path::parse(text.trim_end()) {
            Ok(path) => {
                self.at += text.len();
                Ok(path)
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn literal(&mut self) -> Parsed<Value> {
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ')');
        let text = &self.rest()[..self.rest().find(ends).unwrap_or(self.rest().len())];
        let value = match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => match Number::parse(text) {
                Some(number) => Value::Number(number),
                None => {
                    return self.fail(format!(
                        "`{text}` is neither a text in single quotes, a path, a number, true, false, null nor a call"
                    ));
                }
            },
        };
        self.take(text.len());
        Ok(value)
    }
}
