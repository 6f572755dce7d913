//! Definitions that somebody has spoiled: JSON tokens exchanged, dropped or doubled.

/// One change: what is done, where, and with which other token.
pub(super) type Mutation = (u8, u16, u16);

/// Tokens that definitions do not expect.
const STRANGE: [&str; 14] = [
    "null",
    "true",
    "-1",
    "1e9",
    "99999999999999999999",
    "0.5",
    "\"\"",
    "\"$\"",
    "\"$$\"",
    "\"$.a[*]..b[?(@.c)]\"",
    "\"States.Format('{}', $)\"",
    "\"{% $states.input %}\"",
    "[]",
    "{}",
];

/// The text with its tokens changed.
pub(super) fn mutated(text: &str, mutations: &[Mutation]) -> String {
    let mut tokens: Vec<String> = tokens(text).into_iter().map(str::to_owned).collect();
    for (kind, at, other) in mutations {
        if tokens.is_empty() {
            break;
        }
        let (at, other) = (usize::from(*at) % tokens.len(), usize::from(*other));
        match kind % 5 {
            0 => tokens[at] = tokens[other % tokens.len()].clone(),
            1 | 2 => tokens[at] = STRANGE[other % STRANGE.len()].to_owned(),
            3 => {
                tokens.remove(at);
            }
            _ => tokens.insert(at, tokens[other % tokens.len()].clone()),
        }
    }
    tokens.concat()
}

/// Strings, words and single characters, in order.
fn tokens(text: &str) -> Vec<&str> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string_length(rest),
            _ if is_word(first) => rest.find(|character| !is_word(character)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after;
    }
    tokens
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || "+-.".contains(character)
}

/// How long the string at the start of `text` is, its quotes included.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '"' if !is_escaped => return at + 1,
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    text.len()
}
