//! The text of strings and names: how it is quoted, and what its escapes stand for.

use std::borrow::Cow;

/// How a string or a name stands in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Quoting {
    /// Bytes of the opening quote; 0 for text without quotes
    pub(super) open: u8,
    /// Bytes of the closing quote; 0 where it is missing
    pub(super) close: u8,
    /// Whether there is a backslash in it
    pub(super) escaped: bool,
}

impl Quoting {
    /// What the token `raw` says.
    pub(super) fn content(self, raw: &str) -> Cow<'_, str> {
        let inner = &raw[self.open as usize..raw.len() - self.close as usize];
        if self.escaped { Cow::Owned(unescape(inner)) } else { Cow::Borrowed(inner) }
    }
}

/// Whether a character is a typographic double quote, as word processors and web pages make them.
pub(super) fn is_curly_quote(character: char) -> bool {
    matches!(character, '“' | '”' | '„' | '‟')
}

/// What an escape sequence is.
pub(super) enum Escape {
    /// It stands for this character
    Char(char),
    /// Half of a surrogate pair without its other half
    LoneSurrogate,
    /// Not an escape sequence of JSON
    Unknown,
}

/// Reads the escape sequence that `text` starts with: what it is, and how many bytes it takes.
pub(super) fn read_escape(text: &str) -> (Escape, usize) {
    let Some(next) = text[1..].chars().next() else { return (Escape::Unknown, 1) };
    let character = match next {
        '"' | '\\' | '/' | '\'' => next,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return read_unicode_escape(text),
        '\r' | '\n' => return (Escape::Unknown, 1),
        _ => return (Escape::Unknown, 1 + next.len_utf8()),
    };
    (Escape::Char(character), 2)
}

fn read_unicode_escape(text: &str) -> (Escape, usize) {
    let Some(high) = code_unit(text) else { return (Escape::Unknown, 2) };
    if let Some(character) = char::from_u32(high) {
        return (Escape::Char(character), 6);
    }
    let low = text.get(6..).and_then(code_unit).filter(|low| (0xdc00..0xe000).contains(low));
    match low {
        Some(low) if high < 0xdc00 => {
            let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(code).map_or(Escape::LoneSurrogate, Escape::Char), 12)
        }
        _ => (Escape::LoneSurrogate, 6),
    }
}

fn code_unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

/// Replaces escapes by what they stand for; what is no escape stays as it is.
fn unescape(mut text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    while let Some(at) = text.find('\\') {
        plain.push_str(&text[..at]);
        let (escape, length) = read_escape(&text[at..]);
        match escape {
            Escape::Char(character) => plain.push(character),
            Escape::LoneSurrogate => plain.push(char::REPLACEMENT_CHARACTER),
            Escape::Unknown => plain.push_str(&text[at..at + length]),
        }
        text = &text[at + length..];
    }
    plain.push_str(text);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_what_they_stand_for() {
        for (raw, plain) in [
            ("", ""),
            (r"a\nb", "a\nb"),
            (r#"\"\\\/"#, "\"\\/"),
            (r"\u00e9\u20AC", "é€"),
            (r"\ud834\udd1e!", "𝄞!"),
            (r"\ud834x", "\u{fffd}x"),
            (r"\udd1e\ud834", "\u{fffd}\u{fffd}"),
            (r"\q\u12", r"\q\u12"),
            (r"\u+123", r"\u+123"),
            ("\\", "\\"),
        ] {
            assert_eq!(unescape(raw), plain, "of {raw}");
        }
    }
}
