//! JSON text laid out anew: only white space changes, every token stays as it was written.

use super::SpannedTree;
use super::tree::SyntaxError;

/// How many spaces a level is indented by where nobody says otherwise.
pub const INDENT: usize = 2;

/// `text` with a member or item a line, `indent` spaces a level, and a line end at the end. Empty containers stay on
/// one line, lines end as the first one of the text does, and numbers, escapes, the order and repeated names are kept.
///
/// # Errors
/// What is wrong with the text where it is not JSON; it is never empty.
pub fn format(text: &str, indent: usize) -> Result<String, Vec<SyntaxError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tree = SpannedTree::parse(text);
    if !tree.errors().is_empty() {
        return Err(tree.errors().to_vec());
    }
    let mut printer =
        Printer { out: String::with_capacity(text.len() * 2), depth: 0, indent, line_end: line_end(text) };
    printer.print(text);
    Ok(printer.out)
}

/// How the lines of a text end.
pub fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

struct Printer {
    out: String,
    depth: usize,
    indent: usize,
    line_end: &'static str,
}

impl Printer {
    /// Prints the tokens of valid JSON.
    fn print(&mut self, mut rest: &str) {
        let mut just_opened = false;
        loop {
            rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
            let Some(first) = rest.bytes().next() else { break };
            let length = token_length(rest, first);
            let closes = matches!(first, b'}' | b']');
            self.depth -= usize::from(closes);
            if just_opened != closes {
                self.new_line();
            }
            self.out.push_str(&rest[..length]);
            match first {
                b'{' | b'[' => self.depth += 1,
                b',' => self.new_line(),
                b':' => self.out.push(' '),
                _ => {}
            }
            just_opened = matches!(first, b'{' | b'[');
            rest = &rest[length..];
        }
        self.out.push_str(self.line_end);
    }

    fn new_line(&mut self) {
        self.out.push_str(self.line_end);
        self.out.extend(std::iter::repeat_n(' ', self.depth * self.indent));
    }
}

fn token_length(text: &str, first: u8) -> usize {
    match first {
        b'"' => string_length(text),
        b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
        _ => text.find([',', '}', ']', ' ', '\t', '\r', '\n']).unwrap_or(text.len()),
    }
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, indent: usize, expected: &str) {
        let formatted = format(text, indent).expect("it is JSON");
        assert_eq!(formatted, expected);
        assert_eq!(format(&formatted, indent).as_deref(), Ok(expected), "formatting twice");
        let bare = |text: &str| text.replace([' ', '\n', '\r', '\t'], "");
        assert_eq!(bare(&formatted), bare(text), "more than white space changed");
    }

    #[test]
    fn a_member_or_item_stands_on_each_line() {
        check(
            r#"{"b":1,"a":[1,{"c":null}]}"#,
            2,
            "{\n  \"b\": 1,\n  \"a\": [\n    1,\n    {\n      \"c\": null\n    }\n  ]\n}\n",
        );
        check("[\n\n1 ,\n 2]", 4, "[\n    1,\n    2\n]\n");
        check("[1,[2]]", 0, "[\n1,\n[\n2\n]\n]\n");
        check("  {}  ", 2, "{}\n");
        check("{\"a\": [ ], \"b\":{\n}}", 2, "{\n  \"a\": [],\n  \"b\": {}\n}\n");
        check("true", 2, "true\n");
    }

    #[test]
    fn tokens_stay_as_they_were_written() {
        check(
            r#"{"a":1.0,"b":1E+3,"c":-0,"d":"\u00e9\/é😀\"\\","a":12345678901234567890}"#,
            2,
            "{\n  \"a\": 1.0,\n  \"b\": 1E+3,\n  \"c\": -0,\n  \"d\": \"\\u00e9\\/é😀\\\"\\\\\",\n  \"a\": 12345678901234567890\n}\n",
        );
        check(r#"{"{":"}","x":"[,:"}"#, 2, "{\n  \"{\": \"}\",\n  \"x\": \"[,:\"\n}\n");
    }

    #[test]
    fn lines_end_as_they_did() {
        assert_eq!(format("[1,\r\n2]", 2).as_deref(), Ok("[\r\n  1,\r\n  2\r\n]\r\n"));
        assert_eq!(format("\u{feff}[1]", 2).as_deref(), Ok("[\n  1\n]\n"));
    }

    #[test]
    fn it_is_what_values_print() {
        let text =
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": [1, {}, []], "End": true}}}"#;
        let value = super::super::parse(text).expect("it is JSON");
        assert_eq!(format(text, INDENT), Ok(value.to_pretty() + "\n"));
    }

    #[test]
    fn broken_text_is_told() {
        for text in ["", "{", "{\"a\": 1,}", "[1] [2]", "{a: 1}"] {
            assert!(format(text, 2).is_err_and(|errors| !errors.is_empty()), "of {text}");
        }
    }
}
