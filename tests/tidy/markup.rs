//! What markup of the page would get wrong without the compiler's notice.

use super::expect_none;
use super::source::sources;

/// Attributes with a prefix that only components understand: on an element it becomes part of the name.
fn prefixed(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().enumerate();
    let wrong = lines.filter(|(_, line)| line.contains(&[" attr", ":"].concat()));
    wrong.map(|(at, line)| format!("{path}:{}: {}", at + 1, line.trim())).collect()
}

#[test]
fn no_attribute_is_written_with_its_prefix() {
    let found: Vec<String> =
        sources("src/ui").iter().flat_map(|source| prefixed(&source.path, &source.code)).collect();
    expect_none("an attribute that the browser would not know", &found);
}

#[test]
fn prefixed_attributes_are_found() {
    assert_eq!(prefixed("x.rs", "<li\n    attr:aria-level=1").len(), 1);
    assert!(prefixed("x.rs", "<li aria-level=1 class:attr=true>").is_empty());
}
