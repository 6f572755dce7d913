//! Two changes of one text, made one: what is typed in the pane while the canvas changes something else.

use std::ops::Range;

/// One stretch of a text that became another.
struct Change<'t> {
    range: Range<usize>,
    insert: &'t str,
}

/// `mine` with what `theirs` changed of `base`; `None` if both changed the same place.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Option<String> {
    if base == theirs || mine == theirs {
        return Some(mine.to_owned());
    }
    if base == mine {
        return Some(theirs.to_owned());
    }
    let (one, other) = (change(base, mine), change(base, theirs));
    let (first, second) = if one.range.start <= other.range.start { (one, other) } else { (other, one) };
    if second.range.start < first.range.end || second.range.start == first.range.start {
        return None;
    }
    let mut merged = String::with_capacity(base.len() + first.insert.len() + second.insert.len());
    merged += &base[..first.range.start];
    merged += first.insert;
    merged += &base[first.range.end..second.range.start];
    merged += second.insert;
    merged += &base[second.range.end..];
    Some(merged)
}

fn change<'t>(base: &str, changed: &'t str) -> Change<'t> {
    let (old, new) = (base.as_bytes(), changed.as_bytes());
    let shorter = old.len().min(new.len());
    let mut start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    while !base.is_char_boundary(start) || !changed.is_char_boundary(start) {
        start -= 1;
    }
    let ends = old.iter().rev().zip(new.iter().rev()).take(shorter - start);
    let mut end = ends.take_while(|(one, other)| one == other).count();
    while !base.is_char_boundary(base.len() - end) || !changed.is_char_boundary(changed.len() - end) {
        end -= 1;
    }
    Change { range: start..base.len() - end, insert: &changed[start..changed.len() - end] }
}

#[cfg(test)]
mod tests {
    use super::merge;

    #[track_caller]
    fn check(base: &str, mine: &str, theirs: &str, expected: Option<&str>) {
        assert_eq!(merge(base, mine, theirs).as_deref(), expected, "{mine} and {theirs} of {base}");
        assert_eq!(merge(base, theirs, mine).as_deref(), expected, "the other way round");
    }

    #[test]
    fn changes_of_different_places_are_joined() {
        check("a b c", "a B c", "a b C", Some("a B C"));
        check("a b c", "xa b c", "a b cx", Some("xa b cx"));
        check("one two", "one", "ONE two", Some("ONE"));
        check("é b 😀", "è b 😀", "é b 😁", Some("è b 😁"));
        check("same", "same", "other", Some("other"));
        check("same", "other", "other", Some("other"));
    }

    #[test]
    fn changes_of_one_place_are_not() {
        check("a b c", "a B c", "a x c", None);
        check("a b c", "a c", "a bb c", None);
        check("ab", "axb", "ayb", None);
    }
}
