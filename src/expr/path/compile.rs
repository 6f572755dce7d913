//! From text to tokens, in the two passes that make Jayway 2.0.0 as lenient as it is: the text is cut into
//! fragments (`['name']`, `[…]`, `..`, `[*]`) by brackets, periods and spaces alone, and then each fragment
//! is read by the first telling character in it, whatever stands around that.

use super::error::PathSyntaxError;
use super::filter::Filter;
use super::java::{self, Thrown, invalid_path, out_of_range};
use super::token::Token;
use std::sync::Arc;

/// No definition has a reason for longer paths, and the evaluator's recursion follows the tokens.
const MAX_TOKENS: usize = 256;
/// How deep filters may stand within the paths of filters. Jayway allows definite paths only, so that any
/// nesting ends in an error; this bounds the recursion on the way to it.
const MAX_NESTING: usize = 8;

/// Compiles a path that starts with `$` or `@`, or is short for one that does.
pub(super) fn compile(path: &str, nesting: usize) -> Result<Vec<Token>, PathSyntaxError> {
    if path.is_empty() {
        return Err(PathSyntaxError { message: PathSyntaxError::EMPTY.to_owned() });
    }
    if nesting > MAX_NESTING {
        return Err(PathSyntaxError { message: invalid_path("Filters are nested too deep").0 });
    }
    tokens(path, nesting).map_err(|thrown| PathSyntaxError { message: thrown.0 })
}

fn tokens(path: &str, nesting: usize) -> Result<Vec<Token>, Thrown> {
    let text = prepare(path)?;
    let mut cursor = Fragments { text: &text, at: 1 };
    let mut tokens = Vec::new();
    while cursor.at < text.len() {
        let Some(fragment) = cursor.next()? else { continue };
        if tokens.len() == MAX_TOKENS {
            return Err(invalid_path("The path is too long"));
        }
        tokens.push(read_fragment(&fragment, nesting)?);
    }
    Ok(tokens)
}

/// The trimmed path with `$` in front, as characters.
fn prepare(path: &str) -> Result<Vec<char>, Thrown> {
    let trimmed = java::trim(path);
    if trimmed.ends_with("..") {
        return Err(invalid_path("A path can not end with a scan."));
    }
    let text: Vec<char> = match trimmed.chars().next() {
        None => return Err(out_of_range(0)),
        Some('$') => trimmed.chars().collect(),
        Some('@') => "$".chars().chain(trimmed.chars().skip(1)).collect(),
        Some(_) => "$.".chars().chain(trimmed.chars()).collect(),
    };
    match text.get(1) {
        None | Some('.' | '[') => Ok(text),
        Some(_) => Err(invalid_path(&format!("Invalid path {}", text.iter().collect::<String>()))),
    }
}

/// A piece of the path's text.
enum Fragment<'t> {
    Root,
    Scan,
    Wildcard,
    Bracket(&'t [char]),
    Name(&'t [char]),
}

struct Fragments<'t> {
    text: &'t [char],
    at: usize,
}

impl<'t> Fragments<'t> {
    /// The next fragment; `None` for a period without a name, as in `$.[0]`.
    fn next(&mut self) -> Result<Option<Fragment<'t>>, Thrown> {
        let fragment = match self.text[self.at] {
            ' ' => return Err(invalid_path("Space not allowed in path")),
            '$' => {
                self.at += 1;
                Fragment::Root
            }
            '[' => Fragment::Bracket(self.take(bracket_length(&self.text[self.at..]))),
            '.' => return self.after_period(),
            '*' => {
                self.at += 1;
                Fragment::Wildcard
            }
            _ => Fragment::Name(self.take(name_length(&self.text[self.at..]))),
        };
        Ok(Some(fragment))
    }

    fn after_period(&mut self) -> Result<Option<Fragment<'t>>, Thrown> {
        self.at += 1;
        match self.text.get(self.at) {
            None => return Err(out_of_range(self.at)),
            Some('.') => {
                self.at += 1;
                return Ok(Some(Fragment::Scan));
            }
            Some(_) => {}
        }
        let name = self.take(name_length(&self.text[self.at..]));
        Ok(match name {
            [] => None,
            ['*'] => Some(Fragment::Wildcard),
            _ => Some(Fragment::Name(name)),
        })
    }

    fn take(&mut self, length: usize) -> &'t [char] {
        let taken = &self.text[self.at..self.at + length];
        self.at += length;
        taken
    }
}

fn name_length(text: &[char]) -> usize {
    text.iter().position(|letter| matches!(letter, '.' | '[' | ' ')).unwrap_or(text.len())
}

/// Up to the bracket that closes the first one; quotes do not hide brackets here.
fn bracket_length(text: &[char]) -> usize {
    let mut open = 0_usize;
    for (at, letter) in text.iter().enumerate() {
        match letter {
            '[' => open += 1,
            ']' if open == 1 => return at + 1,
            ']' => open -= 1,
            _ => {}
        }
    }
    text.len()
}

fn read_fragment(fragment: &Fragment<'_>, nesting: usize) -> Result<Token, Thrown> {
    match fragment {
        Fragment::Root => Ok(Token::Root),
        Fragment::Scan => Ok(Token::Scan),
        Fragment::Wildcard | Fragment::Bracket(['[', '*', ']']) => Ok(Token::Wildcard),
        Fragment::Bracket(text) => read_bracket(text, nesting),
        Fragment::Name(name) if name.iter().any(|letter| matches!(letter, '\'' | ']')) => {
            let quoted: Vec<char> = ['[', '\''].iter().chain(*name).chain(&['\'', ']']).copied().collect();
            read_names(&quoted, 1)
        }
        Fragment::Name(name) => Ok(Token::Name(name.iter().collect::<String>().into())),
    }
}

fn read_bracket(text: &[char], nesting: usize) -> Result<Token, Thrown> {
    if let Some(count) = placeholders(text) {
        return Ok(Token::Placeholders(count));
    }
    for (at, letter) in text.iter().enumerate() {
        match letter {
            '?' => return read_filter(text, at, nesting),
            '\'' => return read_names(text, at),
            '@' => return read_from_end(text, at),
            ':' | '-' => return read_indexes(text, at),
            _ if letter.is_ascii_digit() => return read_indexes(text, at),
            _ => {}
        }
    }
    let text: String = text.iter().collect();
    Err(invalid_path(&format!("Could not analyze path component: {text}")))
}

/// How many filters are left to the caller in `[?]`, `[?,?]` …; `None` if the fragment is something else.
fn placeholders(text: &[char]) -> Option<usize> {
    let inner = text.strip_prefix(&['['])?.strip_suffix(&[']'])?;
    let first = inner.iter().find(|letter| !letter.is_whitespace())?;
    let only = inner.iter().all(|letter| letter.is_whitespace() || matches!(letter, '?' | ',' | '*'));
    (*first == '?' && only).then(|| inner.iter().filter(|letter| **letter == '?').count())
}

fn read_filter(text: &[char], at: usize, nesting: usize) -> Result<Token, Thrown> {
    // The filter starts at the bracket before the question mark.
    let start = text[..at].iter().rposition(|letter| *letter == '[').unwrap_or(0);
    let end = filter_end(text, start)?;
    let filter: String = text[start..end].iter().collect();
    Filter::parse(&filter, nesting).map(Token::Filter)
}

/// One past the filter's closing bracket: the first outside quotes and parentheses.
fn filter_end(text: &[char], start: usize) -> Result<usize, Thrown> {
    let (mut quoted, mut previous, mut parentheses, mut brackets) = (false, ' ', 0_i32, 0_i32);
    for (at, letter) in text.iter().enumerate().skip(start) {
        match letter {
            '\'' if previous != '\\' => quoted = !quoted,
            '(' if !quoted => parentheses += 1,
            ')' if !quoted => parentheses -= 1,
            '[' if !quoted => brackets += 1,
            ']' if !quoted => {
                brackets -= 1;
                if parentheses == 0 {
                    if brackets != 0 {
                        return Err(invalid_path("Filter brackets are not balanced"));
                    }
                    return Ok(at + 1);
                }
            }
            _ => {}
        }
        previous = *letter;
    }
    Err(out_of_range(text.len()))
}

/// `['a','b']`: whatever stands between pairs of quotes, up to the first closing bracket.
fn read_names(text: &[char], from: usize) -> Result<Token, Thrown> {
    let mut names: Vec<Arc<str>> = Vec::new();
    let mut name = String::new();
    let mut open = false;
    for letter in &text[from..] {
        match letter {
            ']' => {
                return Ok(match names.as_slice() {
                    [only] => Token::Name(only.clone()),
                    _ => Token::Names(names.into()),
                });
            }
            '\'' if open => names.push(std::mem::take(&mut name).into()),
            '\'' => {}
            _ if open => name.push(*letter),
            _ => {}
        }
        open ^= *letter == '\'';
    }
    Err(out_of_range(text.len()))
}

/// `[(@.length-1)]` and `[(@.size()-1)]`.
fn read_from_end(text: &[char], at: usize) -> Result<Token, Thrown> {
    let mut letters = text.iter().skip(at + 2).copied();
    let mut function = String::new();
    let mut current = loop {
        match letters.next() {
            None => return Err(out_of_range(text.len())),
            Some('-') => break Some('-'),
            Some(' ' | '(' | ')') => {}
            Some(letter) => function.push(letter),
        }
    };
    if function != "size" && function != "length" {
        return Err(invalid_path(&format!(
            "Invalid function: @.{function}. Supported functions are: [(@.length - n)] and [(@.size() - n)]"
        )));
    }
    let mut number = String::new();
    loop {
        match current {
            None => return Err(out_of_range(text.len())),
            Some(')') => return java::parse_int(&number).map(Token::FromEnd),
            Some(' ') => {}
            Some(letter) => number.push(letter),
        }
        current = letters.next();
    }
}

/// `[1]`, `[0,2]`, `[1:]`, `[:2]`, `[1:2]`; spaces mean nothing, and what follows the numbers neither.
fn read_indexes(text: &[char], from: usize) -> Result<Token, Thrown> {
    let mut reader = IndexReader { text, at: from, digits: String::new(), numbers: Vec::new() };
    let (mut list, mut slice_to, mut slice_from, mut slice) = (false, false, false, false);
    loop {
        match reader.current()? {
            ' ' => {}
            ',' => {
                reader.finish_number()?;
                list = true;
            }
            ':' if reader.digits.is_empty() => {
                slice_to = true;
                reader.skip_to_slice_end()?;
                reader.finish_number()?;
            }
            ':' => {
                reader.finish_number()?;
                reader.skip_to_slice_end()?;
                if reader.digits.is_empty() {
                    slice_from = true;
                } else {
                    slice = true;
                    reader.finish_number()?;
                }
            }
            letter if letter == '-' || letter.is_ascii_digit() => reader.digits.push(letter),
            _ => break,
        }
        if reader.current()? == ']' {
            break;
        }
        reader.at += 1;
    }
    if !reader.digits.is_empty() {
        reader.finish_number()?;
    }
    let numbers = reader.numbers;
    Ok(match (numbers.as_slice(), list, slice_from, slice_to, slice) {
        ([only], _, false, false, _) => Token::Index(*only),
        (_, true, ..) => Token::Indexes(numbers.into()),
        ([first, ..], _, true, ..) => Token::SliceFrom(*first),
        ([first, ..], _, _, true, _) => Token::SliceTo(*first),
        ([first, second, ..], ..) => Token::Slice(*first, *second),
        ([], ..) => return Err(invalid_path("Could not analyze path component")),
    })
}

struct IndexReader<'t> {
    text: &'t [char],
    at: usize,
    digits: String,
    numbers: Vec<i32>,
}

impl IndexReader<'_> {
    fn current(&self) -> Result<char, Thrown> {
        self.text.get(self.at).copied().ok_or_else(|| out_of_range(self.at))
    }

    fn finish_number(&mut self) -> Result<(), Thrown> {
        self.numbers.push(java::parse_int(&self.digits)?);
        self.digits.clear();
        Ok(())
    }

    /// Reads the number after a colon, leaving the position at what follows.
    fn skip_to_slice_end(&mut self) -> Result<(), Thrown> {
        self.at += 1;
        loop {
            match self.current()? {
                ' ' => {}
                letter if letter == '-' || letter.is_ascii_digit() => self.digits.push(letter),
                _ => return Ok(()),
            }
            self.at += 1;
        }
    }
}
