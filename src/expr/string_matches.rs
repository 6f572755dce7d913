//! `StringMatches`: `*` stands for any text, `\*` for a star and `\\` for a backslash
//! (States Language, "Data-test Expression").

/// Whether `text` as a whole matches `pattern`, in time at most the product of their lengths.
pub fn string_matches(pattern: &str, text: &str) -> bool {
    let pattern = tokens(pattern);
    let text: Vec<char> = text.chars().collect();
    let (mut in_pattern, mut in_text) = (0, 0);
    // Where to go on if the text after the latest star does not match: one letter further.
    let mut retry: Option<(usize, usize)> = None;
    while in_text < text.len() {
        match pattern.get(in_pattern) {
            Some(None) => {
                retry = Some((in_pattern + 1, in_text));
                in_pattern += 1;
            }
            Some(Some(letter)) if *letter == text[in_text] => {
                in_pattern += 1;
                in_text += 1;
            }
            _ => {
                let Some((after_star, from)) = retry else { return false };
                retry = Some((after_star, from + 1));
                (in_pattern, in_text) = (after_star, from + 1);
            }
        }
    }
    pattern[in_pattern..].iter().all(Option::is_none)
}

/// Letters, with `None` for a star.
fn tokens(pattern: &str) -> Vec<Option<char>> {
    let mut letters = pattern.chars().peekable();
    let mut tokens = Vec::new();
    while let Some(letter) = letters.next() {
        tokens.push(match letter {
            '*' => None,
            '\\' => Some(letters.next_if(|next| matches!(next, '*' | '\\')).unwrap_or('\\')),
            _ => Some(letter),
        });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::string_matches;

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
        ] {
            assert_eq!(string_matches(pattern, text), expected, "{pattern:?} on {text:?}");
        }
    }

    #[test]
    fn many_stars_take_no_time() {
        let pattern = "a*".repeat(2000) + "b";
        assert!(!string_matches(&pattern, &"a".repeat(20_000)));
    }
}
