//! The tokens of JSON text and what stands between them: strings, bare words, blanks, comments.

use super::super::text::{self, Escape, Quoting};
use super::{Parser, Token};

impl Parser<'_> {
    /// A string or name that starts with a quote of any kind.
    pub(super) fn quoted(&mut self) -> Token {
        let start = self.at;
        let open = self.peek_char_length();
        let quote = self.bytes[start];
        self.at += open;
        let mut quoting = Quoting { open: open as u8, close: 0, escaped: false };
        let mut told = quote != b'"';
        if told {
            self.odd_quote(start, quote);
        }
        loop {
            match self.peek() {
                None => {
                    self.ends_early(Some('"'));
                    break;
                }
                Some(byte) if byte == quote && quote < 0x80 || byte == b'"' && quote >= 0x80 => {
                    quoting.close = 1;
                    break;
                }
                Some(b'\\') => {
                    quoting.escaped = true;
                    self.escape();
                }
                Some(b'\n' | b'\r') => {
                    if !self.line_break(start, &mut told) {
                        break;
                    }
                }
                Some(0..=0x1f) => self.control_character(),
                Some(0xe2) if quote >= 0x80 && self.at_curly_quote() => {
                    quoting.close = 3;
                    break;
                }
                Some(_) => self.at += 1,
            }
        }
        self.at += quoting.close as usize;
        Token { start, end: self.at, quoting }
    }

    pub(super) fn odd_quote(&mut self, start: usize, quote: u8) {
        let kind = if quote == b'\'' { "single" } else { "typographic" };
        let message = format!("JSON does not know {kind} quotes");
        self.error(start..self.at, message, "Use double quotes, `\"`");
    }

    pub(super) fn control_character(&mut self) {
        let byte = self.bytes[self.at];
        let (name, hint) = match byte {
            b'\t' => ("tab".to_owned(), "Write it as `\\t`".to_owned()),
            _ => (format!("control character U+{byte:04X}"), format!("Write it as `\\u{byte:04x}`")),
        };
        self.error(self.at..self.at + 1, format!("There is a {name} in a string"), hint);
        self.at += 1;
    }

    /// At a line break in a string: whether the string goes on behind it. It does not if the next line
    /// looks as if only the closing quote were missing.
    pub(super) fn line_break(&mut self, start: usize, told: &mut bool) -> bool {
        let rest = &self.text[self.at..];
        let next = rest.trim_ascii_start();
        let said = self.text[start..self.at].trim_ascii_end();
        let content = said.trim_start_matches(|first: char| first == '"' || text::is_curly_quote(first));
        let within_expression = content.starts_with("{%") && !content.ends_with("%}");
        if next.starts_with(['"', '{', '}', '[', ']']) && !within_expression {
            if said.len() > 1 && said.ends_with(',') {
                self.at = start + said.len() - 1;
            }
            self.error(start..self.at, "The closing quote of this string is missing", "Add a `\"`");
            return false;
        }
        if !next.is_empty() && !std::mem::replace(told, true) {
            let hint = "Write it as `\\n`, or close the string on its line";
            self.error(self.at..self.at + 1, "There is a line break in a string", hint);
        }
        self.at += rest.len() - next.len();
        true
    }

    pub(super) fn escape(&mut self) {
        let (escape, length) = text::read_escape(&self.text[self.at..]);
        let span = self.at..self.at + length;
        let raw = &self.text[span.clone()];
        match escape {
            Escape::Char(_) if raw != "\\'" => {}
            Escape::LoneSurrogate => {
                let message = format!("`{raw}` is half of a character");
                self.error(
                    span,
                    message,
                    "Write both halves, such as `\\ud83d\\ude00`, or the character itself",
                );
            }
            Escape::Char(_) | Escape::Unknown => {
                let message = format!("`{raw}` is no escape sequence of JSON");
                self.error(span, message, "Write `\\\\` for a backslash");
            }
        }
        self.at += length;
    }

    /// Text without quotes, up to what separates entries. At least one character.
    pub(super) fn bare(&mut self) -> Token {
        let start = self.at;
        let mut placeholder = 0_usize;
        for (offset, character) in self.text[start..].char_indices() {
            self.at = start + offset;
            match character {
                '{' if self.text[..self.at].ends_with('$') && self.at > start => placeholder += 1,
                '}' if placeholder > 0 => placeholder -= 1,
                '\n' => return self.bare_to_here(start),
                _ if offset == 0 || placeholder > 0 => {}
                '"' | ',' | ':' | ';' | '{' | '}' | '[' | ']' | '=' => return self.bare_to_here(start),
                _ if character.is_whitespace() || text::is_curly_quote(character) => {
                    return self.bare_to_here(start);
                }
                _ => {}
            }
        }
        self.at = self.bytes.len();
        self.bare_to_here(start)
    }

    pub(super) fn bare_to_here(&mut self, start: usize) -> Token {
        let said = self.text[start..self.at].trim_end();
        self.at = start;
        self.at += said.len().max(self.peek_char_length());
        Token { start, end: self.at, quoting: Quoting::default() }
    }

    /// White space and comments.
    pub(super) fn trivia(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'/' if matches!(self.bytes.get(self.at + 1), Some(b'/' | b'*')) => self.comment(),
                b'#' => self.comment(),
                0x00..=0x1f | 0x7f | 0x80.. if self.odd_space() => {}
                _ => break,
            }
        }
    }

    pub(super) fn comment(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        self.at += if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            rest.find('\n').unwrap_or(rest.len())
        };
        let hint = "Remove it, or use a field `Comment`";
        self.error(start..self.at, "JSON has no comments", hint);
    }

    /// Passes over a character that looks like white space and is none in JSON.
    pub(super) fn odd_space(&mut self) -> bool {
        let Some(character) = self.text[self.at..].chars().next() else { return false };
        let invisible = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
        if !(invisible || character.is_whitespace() || character.is_control()) {
            return false;
        }
        let span = self.at..self.at + character.len_utf8();
        let message = format!("The invisible character U+{:04X} is not allowed here", u32::from(character));
        self.error(span, message, "Replace it by a plain space");
        self.at += character.len_utf8();
        true
    }
}
