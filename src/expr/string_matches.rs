//! `StringMatches`: `*` stands for any text, `\*` for a star and `\\` for a backslash
//! (States Language, "Data-test Expression").

/// A pattern of `StringMatches`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringPattern {
    /// The texts between the stars
    pieces: Vec<String>,
}

impl StringPattern {
    /// Reads a pattern; every text is one.
    pub fn new(pattern: &str) -> Self {
        Self { pieces: pieces(pattern) }
    }

    /// Whether `text` as a whole matches, in time linear in the lengths of both.
    pub fn matches(&self, text: &str) -> bool {
        let [first, middle @ .., last] = self.pieces.as_slice() else {
            return self.pieces.first().is_some_and(|only| only == text);
        };
        let Some(rest) = text.strip_prefix(&**first) else { return false };
        let Some(mut rest) = rest.strip_suffix(&**last) else { return false };
        // The leftmost place of each piece leaves the most for those after it.
        middle.iter().all(|piece| match rest.find(&**piece) {
            Some(at) => {
                rest = &rest[at + piece.len()..];
                true
            }
            None => false,
        })
    }
}

/// The texts between the stars: one more than there are stars.
fn pieces(pattern: &str) -> Vec<String> {
    let mut letters = pattern.chars().peekable();
    let mut pieces = Vec::new();
    let mut piece = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '*' => pieces.push(std::mem::take(&mut piece)),
            '\\' => piece.push(letters.next_if(|next| matches!(next, '*' | '\\')).unwrap_or('\\')),
            _ => piece.push(letter),
        }
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use super::StringPattern;

    #[test]
    fn stars_stand_for_any_text() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("a*c", "abbc", true),
            ("a*c", "abb", false),
            ("*.log", "2024.log", true),
            ("log-*.txt", "log-.txt", true),
            ("a*b*c", "a-b-b-c", true),
            ("**", "x", true),
            (r"a\*b", "a*b", true),
            (r"a\*b", "axb", false),
            (r"a\\b", r"a\b", true),
            (r"a\b", r"a\b", true),
            ("é*", "été", true),
            ("abc", "abcd", false),
            ("ab*ba", "aba", false),
            ("ab*ba", "abba", true),
            ("*a*a*", "a", false),
            ("*a*a*", "xaxa", true),
            ("*ab", "aab", true),
        ] {
            assert_eq!(StringPattern::new(pattern).matches(text), expected, "{pattern:?} on {text:?}");
        }
    }

    #[test]
    fn no_pattern_takes_long() {
        let matches = |pattern: &str, text: &str| StringPattern::new(pattern).matches(text);
        let pattern = "a*".repeat(2000) + "b";
        assert!(!matches(&pattern, &"a".repeat(20_000)));
        let (long, longer) = ("a".repeat(100_000), "a".repeat(200_000));
        assert!(!matches(&format!("*{long}b*"), &longer));
        assert!(matches(&format!("*{long}*"), &longer));
    }
}
