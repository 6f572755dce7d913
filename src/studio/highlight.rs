//! JSON text cut into tokens for coloring. It reads any text, broken too, and loses none of it.

/// What a piece of JSON text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A member's name
    Key,
    String,
    /// A string that is a path or an expression: `$.total`, `States.Format(…)`, `{% … %}`
    Expression,
    Number,
    /// `true`, `false`, `null`
    Word,
    /// Brackets, commas, white space and whatever is no JSON
    Plain,
}

impl TokenKind {
    /// For the style sheet; plain text needs none.
    pub fn class(self) -> &'static str {
        match self {
            Self::Key => "tok-key",
            Self::String => "tok-string",
            Self::Expression => "tok-expression",
            Self::Number => "tok-number",
            Self::Word => "tok-word",
            Self::Plain => "",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub text: String,
}

/// Longer texts are shown up to here: a screen of code is read, a megabyte is exported.
pub const MAX_LINES: usize = 1_000;

/// A text ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    pub tokens: Vec<Token>,
    /// How many lines of the text are not in `tokens`
    pub hidden_lines: usize,
}

/// Cuts `text` into tokens, up to [`MAX_LINES`] lines.
pub fn highlight(text: &str) -> Code {
    let shown = text.match_indices('\n').nth(MAX_LINES - 1).map_or(text, |(at, _)| &text[..at]);
    let hidden_lines = text[shown.len()..].matches('\n').count();
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = shown;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = match first {
            '"' => string_token(rest),
            '-' | '0'..='9' => {
                (TokenKind::Number, prefix(rest, |c| c.is_ascii_digit() || "+-.eE".contains(c)))
            }
            c if c.is_ascii_alphabetic() => word_token(rest),
            _ => (TokenKind::Plain, prefix(rest, |c| c != '"' && c != '-' && !c.is_ascii_alphanumeric())),
        };
        let (text, after) = rest.split_at(length);
        push(&mut tokens, kind, text);
        rest = after;
    }
    Code { tokens, hidden_lines }
}

fn push(tokens: &mut Vec<Token>, kind: TokenKind, text: &str) {
    match tokens.last_mut() {
        Some(last) if last.kind == kind && kind == TokenKind::Plain => last.text.push_str(text),
        _ => tokens.push(Token { kind, text: text.to_owned() }),
    }
}

/// How many bytes at the start of `text` satisfy `wanted`.
fn prefix(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

fn word_token(text: &str) -> (TokenKind, usize) {
    let length = prefix(text, |c| c.is_ascii_alphanumeric());
    let known = matches!(&text[..length], "true" | "false" | "null");
    (if known { TokenKind::Word } else { TokenKind::Plain }, length)
}

fn string_token(text: &str) -> (TokenKind, usize) {
    let mut escaped = false;
    let end = text[1..].char_indices().find(|&(_, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes || c == '\n'
    });
    let length = end.map_or(text.len(), |(at, c)| if c == '"' { at + 2 } else { at + 1 });
    let inner = text[1..length].trim_end_matches('"');
    let kind = if text[length..].trim_start().starts_with(':') {
        TokenKind::Key
    } else if inner.starts_with('$')
        || inner.starts_with("States.") && inner.ends_with(')')
        || inner.starts_with("{%")
    {
        // `${Name}` is a placeholder, not a path, but just as much not plain text.
        TokenKind::Expression
    } else {
        TokenKind::String
    };
    (kind, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let code = highlight(text);
        assert_eq!(code.tokens.iter().map(|token| token.text.as_str()).collect::<String>(), text);
        let said: Vec<String> = code
            .tokens
            .iter()
            .filter(|token| token.kind != TokenKind::Plain)
            .map(|token| format!("{}:{}", token.kind.class().trim_start_matches("tok-"), token.text))
            .collect();
        assert_eq!(said.join(" "), expected);
    }

    #[test]
    fn json_is_cut_into_tokens() {
        check(r#"{"a": 1}"#, r#"key:"a" number:1"#);
        check(r#"["x", true, null, -1.5e3]"#, r#"string:"x" word:true word:null number:-1.5e3"#);
        check(
            r#"{"p.$": "$.a", "q": "{% 1 %}"}"#,
            r#"key:"p.$" expression:"$.a" key:"q" expression:"{% 1 %}""#,
        );
    }

    #[test]
    fn broken_text_loses_nothing() {
        check("{\"a", "string:\"a");
        check("tru \"\\\"\" é", "string:\"\\\"\"");
        check("", "");
    }

    #[test]
    fn long_text_is_cut_and_says_so() {
        let code = highlight(&"1\n".repeat(MAX_LINES + 5));
        assert_eq!(code.hidden_lines, 6);
    }
}
