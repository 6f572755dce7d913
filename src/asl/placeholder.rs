//! Placeholders: `[ACCOUNT-ID]`, `${Name}`, `{{name}}`, `<name>`. Templates and tutorials leave them where a
//! real value goes later; they are legal anywhere in a definition, numeric fields included.

use std::ops::Range;

/// Where the placeholders of a text are, outermost and in order.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find(['$', '[', '{', '<']) {
        let start = from + offset;
        match length_at(&text[start..]) {
            Some(length) => {
                found.push(start..start + length);
                from = start + length;
            }
            None => from = start + 1,
        }
    }
    found
}

/// Whether a placeholder is in the text.
pub fn is_in(text: &str) -> bool {
    !find(text).is_empty()
}

/// The text's parts between `separator`s that are not inside of a placeholder (`${AWS::Region}`).
pub fn split(text: &str, separator: char) -> Vec<&str> {
    let placeholders = find(text);
    let mut parts = Vec::new();
    let mut start = 0;
    let mut inside = placeholders.iter().peekable();
    for (at, _) in text.match_indices(separator) {
        while inside.next_if(|range| range.end <= at).is_some() {}
        if inside.peek().is_none_or(|range| at < range.start) {
            parts.push(&text[start..at]);
            start = at + separator.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The length of the placeholder that the text starts with.
fn length_at(text: &str) -> Option<usize> {
    let (open, close) = [("${", "}"), ("{{", "}}"), ("[", "]"), ("<", ">")]
        .into_iter()
        .find(|(open, _)| text.starts_with(open))?;
    let inner = &text[open.len()..];
    // A placeholder is short; without a bound, many openings without an end would cost quadratic time.
    let window = inner.char_indices().nth(120).map_or(inner, |(at, _)| &inner[..at]);
    let inner = &window[..window.find(close)?];
    let is_name = inner.starts_with(|first: char| first.is_alphabetic() || first == '_' || first == ' ')
        && inner.chars().all(|part| part.is_alphanumeric() || " -_./:".contains(part));
    // `${…}` holds expressions of Terraform and CloudFormation; the others only names.
    let holds = if open == "${" { !inner.is_empty() } else { is_name };
    holds.then_some(open.len() + inner.len() + close.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_paths_and_json() {
        for (text, found) in [
            ("[ACCOUNT-ID]", vec!["[ACCOUNT-ID]"]),
            ("a:[A]:${B::C}-{{ d }}<e f>", vec!["[A]", "${B::C}", "{{ d }}", "<e f>"]),
            ("$.a[0]['b'][*]", vec![]),
            ("${module.x[\"y\"].arn}", vec!["${module.x[\"y\"].arn}"]),
            ("{% $a < 1 and $b > 2 %}", vec![]),
            ("${", vec![]),
            ("[é]", vec!["[é]"]),
        ] {
            let ranges = find(text);
            assert_eq!(
                ranges.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(),
                found,
                "in {text}"
            );
        }
        assert_eq!(split("arn:${AWS::Region}:[A:B]:c", ':'), ["arn", "${AWS::Region}", "[A:B]", "c"]);
    }
}
